package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/nightly"
)

var (
	metricHead = regexp.MustCompile(`^# (HELP [a-z_]+ [A-Z].*\.|TYPE [a-z_]+ gauge)$`)
	metricLine = regexp.MustCompile(`^(twicetold_run_[a-z_]+)(\{[a-z]+="[a-z ]+"\})? [0-9.]+$`)
)

// TestMetricsFormat holds the text to the exposition format: every line is a head or a sample, and no sample is there twice.
func TestMetricsFormat(t *testing.T) {
	m := metrics{fullNight(), inputError{errors.New("lost")}, time.Unix(1_739_849_400, 0)}
	m.Stages = append(m.Stages, nightly.Stage{Name: "keep", Seconds: 2})
	text := m.text()
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		sample := metricLine.FindStringSubmatch(line)
		switch {
		case metricHead.MatchString(line):
		case sample == nil:
			t.Errorf("%q is no line of the format", line)
		case seen[sample[1]+sample[2]]:
			t.Errorf("%s is there twice", sample[1]+sample[2])
		default:
			seen[sample[1]+sample[2]] = true
		}
	}
	for _, want := range []string{
		"twicetold_run_last_success_timestamp_seconds 1739849400", "twicetold_run_exit_status 3",
		`twicetold_run_articles{result="new"} 1013`, `twicetold_run_stage_seconds{stage="keep"} 3.26`,
		`twicetold_run_absent_sources{level="missing"} 2`, `twicetold_run_archive_bytes{part="total"} 1234000000`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}

// TestMetricsReplaced: a file is replaced as a whole, may be read by all whom the umask lets, and nothing is left beside it.
func TestMetricsReplaced(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "news.prom")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := metrics{outcome: fullNight(), ended: time.Unix(0, 0)}
	if err := m.writeTo(file); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != m.text() {
		t.Errorf("%v, holds %q", err, got)
	}
	if err := m.writeTo(dir); err == nil {
		t.Error("a folder was replaced by a file")
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".tmp") {
			t.Errorf("%s is left", entry.Name())
		}
	}
	if entries, err = os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%v, %d files in the folder, want 1", err, len(entries))
	}
}
