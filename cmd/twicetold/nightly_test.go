package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
)

func TestParseNow(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"2025-02-18", "2025-02-18T23:59:59Z"},
		{"2024-02-28", "2024-02-28T23:59:59Z"},
		{"2025-02-18T04:00:00+02:00", "2025-02-18T04:00:00+02:00"},
	} {
		got, err := parseNow(test.given)
		if err != nil || got.Format(time.RFC3339) != test.want {
			t.Errorf("parseNow(%q) = %v, %v, want %s", test.given, got, err, test.want)
		}
	}
	for _, given := range []string{"today", "2025-02-30", "2025-02-18T04:00", "18.2.2025"} {
		var usage usageError
		if _, err := parseNow(given); !errors.As(err, &usage) {
			t.Errorf("parseNow(%q) fails with %v, want a usage error", given, err)
		}
	}
}

func TestNightlyUsage(t *testing.T) {
	for _, test := range []struct {
		args string
		want string
	}{
		{"nightly in.jsonl", "which archive? say --archive FOLDER, or set TWICETOLD_ARCHIVE"},
		{"nightly -a x --min-new 5", "--min-new: no INPUT is given that could bring new articles"},
		{"nightly -a x --min-new=-1 in.jsonl", "--min-new -1: give a number of articles, 0 or more"},
		{"nightly -a x --min-new few in.jsonl", `--min-new wants a number, not "few"`},
		{"nightly -a x --dry-run --metrics-file m.prom in.jsonl", "--metrics-file and --dry-run: give one of them; a dry run is no run to watch"},
		{"nightly -a x --log-format xml in.jsonl", "--log-format xml: give text or json"},
		{"nightly -a x --max-skipped 101 in.jsonl", "--max-skipped 101: give a percentage from 0 to 100"},
		{"nightly -a x --tz Atlantis in.jsonl", "--tz Atlantis: no such zone; give a name such as Europe/Lisbon or UTC"},
	} {
		t.Setenv(archiveVariable, "")
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), strings.Fields(test.args), stdio{strings.NewReader(""), &stdout, &stderr})
		if code != exitUsage || stdout.Len() > 0 || stderr.String() != "twicetold: "+test.want+"\n" {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", test.args, code, &stdout, &stderr)
		}
	}
}

// TestNightlyStopped stops a night that waits for its input: what it has is kept, and the archive is whole and free.
func TestNightlyStopped(t *testing.T) {
	for _, test := range []struct {
		signal syscall.Signal
		flags  []string
		want   int
		says   string
	}{
		{syscall.SIGINT, nil, 130, "the articles kept so far stay, and the next run of nightly goes on from there"},
		{syscall.SIGTERM, nil, 143, "the articles kept so far stay, and the next run of nightly goes on from there"},
		{syscall.SIGTERM, []string{"--dry-run"}, 143, "nothing was kept"},
	} {
		dir := t.TempDir()
		ctx, stop := context.WithCancelCause(t.Context())
		silent, hold := io.Pipe()
		var stdout, stderr bytes.Buffer
		code := make(chan int)
		go func() {
			args := append([]string{"nightly", "-a", dir, "-"}, test.flags...)
			code <- run(ctx, args, stdio{silent, &stdout, &stderr})
		}()
		fmt.Fprintln(hold, `{"id": "n1", "source": "Skaw Log", "title": "Lamp lighter of Skaw retires", "text": "He put his ladder away."}`)
		stop(&stopped{test.signal})
		if got := <-code; got != test.want || stdout.Len() > 0 {
			t.Errorf("%v: exit code %d, want %d; stdout %q", test.signal, got, test.want, &stdout)
		}
		hold.Close()
		if want := fmt.Sprintf("twicetold: stopped: %v; %s\n", test.signal, test.says); !strings.HasSuffix(stderr.String(), want) {
			t.Errorf("%v: stderr %q, want %q", test.signal, &stderr, want)
		}
		if test.flags != nil {
			continue
		}
		for _, args := range [][]string{{"nightly", "-a", dir}, {"check", "-a", dir}} {
			if code := run(t.Context(), args, stdio{strings.NewReader(""), io.Discard, &stderr}); code != 0 {
				t.Errorf("%v after %v: exit code %d, stderr %q", args, test.signal, code, &stderr)
			}
		}
	}
}

// TestBusy holds an archive for a run of another: what writes it ends at once, what reads it goes on.
func TestBusy(t *testing.T) {
	dir := t.TempDir()
	a, err := index.OpenWriter(dir, "nightly")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for _, test := range []struct {
		args string
		want int
	}{
		{"nightly", exitBusy},
		{"nightly --log-format json", exitBusy},
		{"reindex", exitBusy},
		{"regroup --since 30d", exitBusy},
		{"prune --keep 2y --yes", exitBusy},
		{"forget --yes b1", exitBusy},
		{"prune --keep 2y", 0},
		{"check", 0},
		{"backup " + dir + "/../busy.db", 0},
	} {
		var stderr bytes.Buffer
		code := run(t.Context(), append(strings.Fields(test.args), "-a", dir), stdio{strings.NewReader(""), io.Discard, &stderr})
		if code != test.want || code == exitBusy && !strings.Contains(stderr.String(), "is being written by `twicetold nightly`") {
			t.Errorf("%s: exit code %d, want %d; stderr %q", test.args, code, test.want, &stderr)
		}
	}
}

func TestArchiveExitCode(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{errors.New("failed"), exitFailed},
		{usageError{errors.New("what?")}, exitUsage},
		{errors.Join(inputError{errors.New("lost")}, nil), exitInput},
		{fmt.Errorf("open: %w", &index.BusyError{Dir: "news"}), exitBusy},
		{fmt.Errorf("open: %w", &index.DamagedError{File: "news/twicetold.db"}), exitDamaged},
		{damageError{errors.New("1 finding")}, exitDamaged},
		{fmt.Errorf("%w; kept", &stopped{syscall.SIGTERM}), 143},
		{&toldError{inputError{errors.New("lost")}}, exitInput},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("exit code of %v is %d, want %d", test.err, got, test.want)
		}
	}
}

func TestNightlyVerdict(t *testing.T) {
	for _, test := range []struct {
		skipped, unreadable, records int
		maxSkipped                   float64
		want                         string
	}{
		{0, 0, 0, 1, ""},
		{1, 0, 100, 1, ""},
		{1, 0, 99, 1, "1 of 99 records were skipped, more than 1 % (raise it with --max-skipped N); what was read is kept"},
		{1, 0, 1, 100, ""},
		{1, 0, 1000, 0, "1 of 1000 records were skipped, more than 0 % (raise it with --max-skipped N); what was read is kept"},
		{0, 1, 10, 100, "1 input could not be read to the end; what was read is kept"},
		{9, 2, 10, 1, "2 inputs could not be read to the end; what was read is kept"},
	} {
		p := problems{}
		p.counts[ingest.Skipped], p.counts[ingest.Unreadable] = test.skipped, test.unreadable
		err := p.verdict(test.records, test.maxSkipped)
		if got := fmt.Sprint(err); err == nil && test.want != "" || err != nil && got != test.want {
			t.Errorf("%+v: %v", test, err)
		}
	}
}
