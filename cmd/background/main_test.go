package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// input holds three articles, one of them with a gold story.
const input = `{"id": "1", "lang": "en", "title": "Ferry stops at Vantry", "text": "The ferry stopped."}
{"id": "2", "lang": "en", "title": "Vantry waits", "text": "No ferry came to the quay."}
{"id": "3", "lang": "en", "title": "Lighthouse dark", "text": "The lighthouse went dark.", "story": "g1"}
`

// wanted is the table of the input's words that stand in two articles, each with a sense.
var wanted = regexp.MustCompile(`^texts\t2\nferry\t2\t[a-g]{48}\nvantry\t2\t[a-g]{48}\n$`)

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "en.tsv.gz")
	var stderr bytes.Buffer
	if code := run([]string{"-o", path, "-min", "2", "-"}, strings.NewReader(input), &stderr); code != 0 {
		t.Fatalf("exit %d: %s", code, &stderr)
	}
	table := read(t, path)
	if !wanted.MatchString(table) {
		t.Errorf("got %q, want it to match %v", table, wanted)
	}
	for _, want := range []string{"left out: 1 articles with a gold story, 0 records", "2 texts, 2 words in 2 of them or more, senses of 6"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("stderr is %q, want it to say %q", &stderr, want)
		}
	}
}

func TestRunSkips(t *testing.T) {
	path := filepath.Join(t.TempDir(), "en.tsv.gz")
	var stderr bytes.Buffer
	if code := run([]string{"-o", path, "-min", "2", "-"}, strings.NewReader("{broken\n"+input), &stderr); code != 0 {
		t.Fatalf("exit %d: %s", code, &stderr)
	}
	for _, want := range []string{"skipped: -: record 1: ", "1 records that could not be read"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("stderr is %q, want it to say %q", &stderr, want)
		}
	}
}

// TestRunFails shows that an old table stands, alone, when no new one can be made.
func TestRunFails(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		code  int
		wants string
	}{
		{"no input", nil, exitUsage, "no input given"},
		{"unknown flag", []string{"-x", "-"}, exitUsage, "flag provided but not defined"},
		{"min below 1", []string{"-min", "0", "-"}, exitUsage, "-min must be 1 or more"},
		{"missing input", []string{"missing.jsonl"}, exitFailed, "background: read articles: missing.jsonl: "},
		{"no English article", []string{"-"}, exitFailed, "no English article was counted"},
		{"help", []string{"-h"}, 0, "usage: background"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "en.tsv.gz")
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			var stderr bytes.Buffer
			code := run(append([]string{"-o", path}, test.args...), strings.NewReader(""), &stderr)
			if code != test.code || !strings.Contains(stderr.String(), test.wants) {
				t.Errorf("exit %d, %q; want exit %d and %q", code, &stderr, test.code, test.wants)
			}
			if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
				t.Errorf("the old table is %q, %v", got, err)
			}
			if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
				t.Errorf("%d files lie beside the table, %v", len(files)-1, err)
			}
		})
	}
}

func TestRunMissingFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "en.tsv.gz")
	var stderr bytes.Buffer
	if code := run([]string{"-o", path, "-"}, strings.NewReader(input), &stderr); code != exitFailed {
		t.Errorf("exit %d: %s", code, &stderr)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
