package main

import (
	"io"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// made makes an archive of what put puts into it, and returns its folder.
func made(t *testing.T, put func(g *index.Grouping) error) string {
	t.Helper()
	dir := t.TempDir()
	err := archiveOptions{dir: dir}.write("test", func(a *index.Archive) error {
		r, err := a.Begin("test", time.Date(2031, 4, 4, 2, 0, 0, 0, time.UTC))
		if err != nil {
			return err
		}
		if err := r.Group(t.Context(), put); err != nil {
			return err
		}
		return r.Finish(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// tombstones puts stories that hold nothing any more.
func tombstones(g *index.Grouping) error {
	at := news.Time{At: time.Date(2031, 3, 1, 8, 0, 0, 0, time.UTC), Precision: news.Minute}
	for _, s := range []index.Story{
		{ID: "sgone", State: index.StatePruned, Headline: "Weathercock oiled", First: at, Last: at},
		{ID: "sempty", State: index.StateWithdrawn, Headline: "Weathercock painted", Held: [][]string{{"cock-1", "cock-2"}}},
		{ID: "swent", State: index.StateMerged, MergedInto: "sempty", Headline: "Weathercock turns"},
	} {
		if _, err := g.PutStory(s); err != nil {
			return err
		}
	}
	return g.Note(index.Change{Kind: "merged", Story: "swent", Other: "sempty", Texts: 1})
}

func TestTombstones(t *testing.T) {
	dir := made(t, tombstones)
	for _, test := range []struct{ id, want string }{
		{"sgone", "Weathercock oiled" + spaces(78) + "sgone\n" +
			"   pruned: its articles were dropped by age; this is what remains\n   Times are of publication, in 2031, UTC.\n" +
			"   reported 1 Mar 08:00\n"},
		{"sempty", "Weathercock painted" + spaces(75) + "sempty\n   withdrawn: none of its articles is left in it\n" +
			"   2 articles that it held can't be found any more\n"},
		{"swent", "swent is part of sempty since 4 Apr 2031 02:00.\n\nWeathercock painted" + spaces(75) + "sempty\n" +
			"   withdrawn: none of its articles is left in it\n   2 articles that it held can't be found any more\n"},
	} {
		t.Run(test.id, func(t *testing.T) {
			t.Setenv("COLUMNS", "100")
			code, stdout, stderr := runLine("", "story", "-a", dir, "--tz", "UTC", test.id)
			if code != 0 || stdout != test.want {
				t.Errorf("exit code %d, stderr %q, stdout\n%swant\n%s", code, stderr, stdout, test.want)
			}
			if code, _, stderr := runLine("", "merge", "-a", dir, "--by", "me", test.id, "sgone"); code != exitFailed {
				t.Errorf("merge: exit code %d, stderr %q", code, stderr)
			}
		})
	}
	if _, stdout, _ := runLine("", "story", "-a", dir, "--json", "sgone"); len(stdout) == 0 {
		t.Error("a pruned story has no JSON")
	} else if value, err := parseJSON(stdout); err != nil {
		t.Error(err)
	} else if state, err := at(value, "state"); err != nil || state != "pruned" {
		t.Errorf("state %v, %v", state, err)
	}
}

func spaces(n int) string { return pad("", n) }

// BenchmarkStories lists the stories of the demo and shows one.
func BenchmarkStories(b *testing.B) {
	dir := b.TempDir()
	if code, _, stderr := runLine("", "nightly", "-a", dir, "--now", "2026-04-10", corpus); code != 0 {
		b.Fatal(stderr)
	}
	for _, args := range [][]string{{"stories"}, {"story", "northern-wire-0308-quake"}, {"search", "ferry aground"}} {
		b.Run(args[0], func(b *testing.B) {
			for b.Loop() {
				if code := run(b.Context(), append(args, "-a", dir), stdio{out: io.Discard, err: io.Discard}); code != 0 {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}
