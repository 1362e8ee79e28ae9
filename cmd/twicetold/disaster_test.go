package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What the tests of disasters share: failing disks, full disks, damaged files. Each runs nights over the invented corpus,
// lets something happen to one, and looks at what the program says of the archive then.

// disasters says how many are tried of each kind; `make faults` tries more.
var disasters = flag.Int("disasters", 0, "try so many failures of each kind, not only a few")

// tries is how many disasters of each kind a test tries, if otherwise it is few.
func tries(few int) int {
	if *disasters > 0 {
		return *disasters
	}
	return few
}

// sequential skips a test in which one thing comes after another when the race detector watches: it would see nothing
// and take many times as long.
func sequential(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("nothing in it runs side by side")
	}
}

// corpusNights are the runs over the corpus.
var corpusNights = [...]struct{ now, input string }{
	{"2026-03-12T07:00:00Z", "night-1"},
	{"2026-03-25T03:00:00Z", "night-2"},
	{"2026-04-15T03:00:00Z", "night-3"},
}

// runNight runs the n-th night over the corpus.
func runNight(dir string, n int) (code int, stdout, stderr string) {
	night := corpusNights[n]
	return runLine("", "nightly", "-a", dir, "--now", night.now, filepath.Join(corpus, night.input))
}

// afterNights returns the folder of an archive of the first n nights.
func afterNights(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	for i := range n {
		if code, _, stderr := runNight(dir, i); code != 0 {
			t.Fatalf("night %d: exit code %d, %s", i+1, code, stderr)
		}
	}
	return dir
}

// copyArchive makes a copy of an archive. One that is not there yet has a copy that is not there.
func copyArchive(from, to string) error {
	if _, err := os.Stat(from); err != nil {
		return nil
	}
	return os.CopyFS(to, os.DirFS(from))
}

// upset is a night to which something happens.
type upset struct {
	n       int      // -th night over the corpus
	before  string   // archive before it
	stories []string // of before it and of after it, when nothing happens
	answers []string // of after it
}

// newUpset lets the n-th night run undisturbed, to compare with.
func newUpset(t *testing.T, n int) upset {
	t.Helper()
	u := upset{n: n, before: afterNights(t, n)}
	after := afterNights(t, n+1)
	u.stories, u.answers = []string{allStories(u.before), allStories(after)}, answers(after)
	return u
}

// run runs the night.
func (u upset) run(dir string) (code int, stderr string) {
	code, _, stderr = runNight(dir, u.n)
	return code, stderr
}

// kept fails the test unless nothing is lost to what has happened and the night, when it is run again, ends as if nothing had.
func (u upset) kept(t *testing.T, dir string) {
	t.Helper()
	u.intact(t, dir)
	if code, stderr := u.run(dir); code != 0 || strings.Contains(stderr, "made again") {
		t.Errorf("the next night: exit code %d, %s", code, stderr)
	}
	u.intact(t, dir)
	if what := change(answers(dir), u.answers); what != "" {
		t.Errorf("after the next night: %s", what)
	}
}

// intact fails the test unless the archive is sound and tells of the stories of before the night or of after it, or is not there
// yet.
func (u upset) intact(t *testing.T, dir string) {
	t.Helper()
	code, stdout, stderr := question{"check"}.ask(dir)
	if u.n == 0 && isNoArchive(code, stderr) {
		return
	}
	if code != 0 {
		t.Errorf("check: exit code %d, %s%s", code, stdout, stderr)
	}
	if got := allStories(dir); !slices.Contains(u.stories, got) {
		t.Errorf("the stories are neither those of before nor those of after:\n%s", got)
	}
}

func isNoArchive(code int, stderr string) bool {
	return code == exitFailed && strings.Contains(stderr, "no archive there")
}

// isHindered reports whether a command says that the disk keeps it from its work, where that is, and what to do.
func isHindered(code int, stderr string) bool {
	return code == exitFailed && strings.Contains(stderr, "archive") && strings.Contains(stderr, "run the same command again")
}

// A question is one command line that reads an archive, but for its -a.
type question []string

func (q question) ask(dir string) (code int, stdout, stderr string) {
	return runLine("", append(slices.Clone(q), "-a", dir)...)
}

// questions ask for all stories, some of them whole, what sources sent, and for articles by their words. The stories and the
// words are of the first night.
var questions = []question{
	{"stories", "--all", "--limit", "0", "--json"},
	{"story", "--json", "northern-wire-0308-quake"},
	{"story", "--json", "--history", "s3cszg2ia"},
	{"search", "--json", "--limit", "0", "--sort", "date", "ferry after:2026"},
	{"search", "--json", "--limit", "0", "--sort", "date", "council after:2026"},
	{"sources", "--json"},
	{"edits", "--json"},
}

// allStories is the answer to the first question.
func allStories(dir string) string {
	_, stdout, _ := questions[0].ask(dir)
	return stdout
}

// unlike is what two archives that hold the same may differ in: which run it was (one that failed counts, too) and how well
// an article fits a query, which depends on how Bleve has merged its segments.
var unlike = regexp.MustCompile(`"run": [0-9]+|"score":[0-9.e-]+`)

// answers are those to all questions, line by line.
func answers(dir string) []string {
	var all []string
	for _, q := range questions {
		code, stdout, stderr := q.ask(dir)
		all = append(all, fmt.Sprintf("%s: exit code %d %s", strings.Join(q, " "), code, messages(stderr)))
		all = append(all, strings.Split(unlike.ReplaceAllString(stdout, ""), "\n")...)
	}
	return all
}

// change is the first line in which answers are not what they should be, "" if there is none.
func change(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "no more: " + want[i]
		case i >= len(want):
			return "only now: " + got[i]
		case got[i] != want[i]:
			return got[i] + "\nwas: " + want[i]
		}
	}
	return ""
}

// outcomes counts disasters by kind and by how they ended.
type outcomes map[string]map[string]int

func (o outcomes) add(kind, end string) {
	if o[kind] == nil {
		o[kind] = map[string]int{}
	}
	o[kind][end]++
}

// log prints the table of the counts.
func (o outcomes) log(t *testing.T, ends ...string) {
	t.Helper()
	var b strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(o)) {
		fmt.Fprintf(&b, "\n%-36s", kind)
		for _, end := range ends {
			fmt.Fprintf(&b, " %5d %s", o[kind][end], end)
		}
	}
	t.Log(b.String())
}
