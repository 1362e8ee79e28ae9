package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain makes this test the programs that scores runs, when it is started by a test.
func TestMain(m *testing.M) {
	if os.Getenv("SCORES_FAKE") != "" {
		os.Exit(fake(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// fake is what scores runs: variants turns the lines of its files round, eval scores a tenth for each line, and
// cluster makes a story of each two lines, which are ids.
func fake(args []string) int {
	switch {
	case args[0] == "eval" && slices.ContainsFunc(args, func(arg string) bool { return strings.HasSuffix(arg, "missing") }):
		fmt.Fprintln(os.Stderr, "no such pairs")
		return 3
	case args[0] == "eval" && args[2] == "--sweep=story":
		fmt.Println(`{"constant": "", "factor": null, "mean": 0.1}{"constant": "story", "factor": 0.7, "mean": 0.2}`)
		fmt.Println(`{"factor": 0.85, "mean": 0.5}{"factor": 1, "mean": 0.6}{"factor": 1.15, "mean": 0.4}{"factor": 1.3, "mean": 0.3}`)
	case args[0] == "eval" && args[2] == "--pairs":
		fmt.Println(`{"set": "pairs", "pairs": 7, "p": 1, "r": 0.5, "f1": 0.66666}`)
	case args[0] == "eval":
		n := len(lines(os.Stdin))
		fmt.Printf(`{"articles": %d, "bcubed": {"p": 0.5, "r": 0.25, "f1": %g}, "interval": [0.1, 0.9]}`, n, float64(n)/10)
		fmt.Println(`{"set": "mean", "bcubed": {"f1": 0}}`)
	case args[0] == "cluster":
		var stories []string
		for pair := range slices.Chunk(lines(os.Stdin), 2) {
			stories = append(stories, `{"articles": [{"id": "`+strings.Join(pair, `"}, {"id": "`)+`"}]}`)
		}
		fmt.Println(`{"stories": [` + strings.Join(stories, ",") + `]}`)
	default:
		f, err := os.Open(args[len(args)-1])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		turned := lines(f)
		slices.Reverse(turned)
		fmt.Println(strings.Join(turned, "\n"))
	}
	return 0
}

func lines(r io.Reader) []string {
	var all []string
	for s := bufio.NewScanner(r); s.Scan(); {
		all = append(all, s.Text())
	}
	return all
}

// faked returns the fake programs, and a folder with one file of so many lines.
func faked(t *testing.T, articles int) (run programs, data string) {
	t.Helper()
	t.Setenv("SCORES_FAKE", "1")
	t.Setenv("GORACE", "atexit_sleep_ms=0") // else each program waits a second at its end under the race detector
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data = t.TempDir()
	var text strings.Builder
	for i := range articles {
		fmt.Fprintln(&text, i)
	}
	if err := os.WriteFile(filepath.Join(data, "a.jsonl"), []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return programs{twicetold: self, variants: self}, data
}

func TestTake(t *testing.T) {
	one, two := set{"one", []string{"a.jsonl"}, true}, set{"two", []string{"a.jsonl", "*.jsonl"}, true}
	tests := []struct {
		name     string
		articles int
		m        measure
		want     score
	}{
		{"a file", 3, measure{set: one}, score{3, .5, .25, .3, .1, .9}},
		{"two files as one set", 3, measure{set: two}, score{6, .5, .25, .6, .1, .9}},
		{"a variant", 4, measure{set: one, variant: []string{"leads"}}, score{4, .5, .25, .4, .1, .9}},
		{"pairs", 4, measure{set: one, pairs: "pairs"}, score{articles: 7, p: 1, r: .5, value: .6667}},
		{"nothing moves", 4, measure{set: one, kind: moved, orders: 2}, score{articles: 4}},
		{"all moves", 3, measure{set: one, kind: moved, orders: 2}, score{articles: 3, value: 3}},
		{"the worst within 15 %", 3, measure{set: one, kind: swept, swept: "story"}, score{value: .4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			run, data := faked(t, test.articles)
			got, err := test.m.take(run, data)
			if err != nil || got != test.want {
				t.Errorf("%+v, %v; want %+v", got, err, test.want)
			}
		})
	}
}

func TestTakeFails(t *testing.T) {
	run, data := faked(t, 3)
	tests := []struct {
		name, wants string
		m           measure
	}{
		{"no file", "read articles: open ", measure{set: set{"x", []string{"b.jsonl"}, true}}},
		{"no file for a variant", " leads: exit status 1: open ", measure{set: set{"x", []string{"b.jsonl"}, true}, variant: []string{"leads"}}},
		{"no pairs", " eval: exit status 3: no such pairs", measure{set: set{"x", []string{"a.jsonl"}, true}, pairs: "missing"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if s, err := test.m.take(run, data); err == nil || !strings.Contains(err.Error(), test.wants) {
				t.Errorf("%+v, %v; want an error with %q", s, err, test.wants)
			}
		})
	}
}

// TestRun shows that without data the invented articles are measured, and accepted.
func TestRun(t *testing.T) {
	fakes, data := faked(t, 0)
	t.Chdir(filepath.Join("..", ".."))
	path := filepath.Join(data, "figures.tsv")
	var stdout, stderr bytes.Buffer
	code := run([]string{
		"-twicetold", fakes.twicetold, "-variants", fakes.variants, "-data", filepath.Join(data, "none"),
		"-figures", path, "-accept", "-x",
	}, &stdout, &stderr)
	if code != 0 || !strings.Contains(stdout.String(), "\ncorpus ") || strings.Contains(stdout.String(), "basil") {
		t.Errorf("exit %d: %s%s", code, &stdout, &stderr)
	}
	for _, want := range []string{"none, real articles are not scored (set DATA)", "cat testdata/corpus/", " eval --json -\n"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("stderr is %q, want %q in it", &stderr, want)
		}
	}
	if f, err := readFigures(path); err != nil || len(f) != 1 || f["corpus"] == 0 {
		t.Errorf("accepted: %v, %v", f, err)
	}
}

// TestRunAcceptsAllOrNothing shows that figures stay when a measure fails, and the others are printed.
func TestRunAcceptsAllOrNothing(t *testing.T) {
	fakes, data := faked(t, 3)
	t.Chdir(filepath.Join("..", ".."))
	path := filepath.Join(data, "figures.tsv")
	var stdout, stderr bytes.Buffer
	code := run([]string{"-twicetold", fakes.twicetold, "-data", data, "-figures", path, "-accept"}, &stdout, &stderr)
	if code != exitFailed || !strings.Contains(stdout.String(), "\ncorpus ") || !strings.Contains(stderr.String(), "measure ecbplus: read articles: ") {
		t.Errorf("exit %d: %s%s", code, &stdout, &stderr)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("figures were written")
	}
}

func TestRunRefuses(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		code  int
		wants string
	}{
		{"help", []string{"-h"}, 0, "-full"},
		{"unknown flag", []string{"-fast"}, exitUsage, "flag provided but not defined"},
		{"argument", []string{"basil"}, exitUsage, `unexpected argument "basil"`},
		{"no data", []string{"-only", "nowhere"}, exitFailed, "no -data, real articles are not scored"},
		{"nothing of this name", []string{"-only", "nowhere"}, exitFailed, `no name holds "nowhere"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := run(test.args, &stdout, &stderr); code != test.code || !strings.Contains(stderr.String(), test.wants) {
				t.Errorf("exit %d, %q; want exit %d and %q", code, &stderr, test.code, test.wants)
			}
		})
	}
}
