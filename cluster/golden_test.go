package cluster

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/cluster/bcubed"
)

var update = flag.Bool("update", false, "write the golden files anew")

// placed is a record of the corpus with where it belongs and where it was put.
type placed struct {
	article string // its id, and for a later version the number of its record among the article's
	gold    string
	found   int // story
}

// placements returns the records that have a gold story. Revisions count, like for eval.
func placements(g Grouping) []placed {
	var all []placed
	for _, a := range g.Articles {
		for i, r := range a.Records {
			name := a.ID
			if i > 0 {
				name = fmt.Sprintf("%s+%d", name, i)
			}
			if r.Gold != "" {
				all = append(all, placed{name, r.Gold, g.Texts[a.TextIndex].Story})
			}
		}
	}
	return all
}

// split returns, for each of the sets by key that holds several parts, a line with its parts by size.
func split[K ~int | ~string](all []placed, key func(placed) K, part func(placed) string) map[K][]string {
	parts := map[K]map[string][]string{}
	for _, p := range all {
		k := key(p)
		if parts[k] == nil {
			parts[k] = map[string][]string{}
		}
		parts[k][part(p)] = append(parts[k][part(p)], p.article)
	}
	lines := map[K][]string{}
	for k, articles := range parts {
		if len(articles) < 2 {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(articles)) {
			lines[k] = append(lines[k], fmt.Sprintf("\t%s: %s", name, strings.Join(articles[name], " ")))
		}
	}
	return lines
}

// wrongStories returns the gold stories that are split or merged with another one.
func wrongStories(all []placed) map[string]bool {
	found, gold := map[string]map[int]bool{}, map[int]map[string]bool{}
	for _, p := range all {
		if found[p.gold] == nil {
			found[p.gold] = map[int]bool{}
		}
		if gold[p.found] == nil {
			gold[p.found] = map[string]bool{}
		}
		found[p.gold][p.found], gold[p.found][p.gold] = true, true
	}
	wrong := map[string]bool{}
	for _, p := range all {
		if len(found[p.gold]) > 1 || len(gold[p.found]) > 1 {
			wrong[p.gold] = true
		}
	}
	return wrong
}

// report writes the scores, and what was grouped wrongly.
func report(g Grouping, s bcubed.Score, all []placed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles, %d gold stories, %d found\n", s.Articles, s.Gold, s.Found)
	fmt.Fprintf(&b, "BCubed P %.4f R %.4f F1 %.4f\nARI %.4f, AMI %.4f, V %.4f, pairs F1 %.4f\n",
		s.Precision, s.Recall, s.F1, s.ARI, s.AMI, s.V, s.PairF1)
	headline := func(story int) string { return g.Stories[story].Headline }
	b.WriteString("\ngold stories that are split, with the headlines of the stories they are in\n")
	parted := split(all, func(p placed) string { return p.gold }, func(p placed) string { return headline(p.found) })
	for _, gold := range slices.Sorted(maps.Keys(parted)) {
		fmt.Fprintf(&b, "%s\n%s\n", gold, strings.Join(parted[gold], "\n"))
	}
	b.WriteString("\nstories that hold several gold stories\n")
	merged := split(all, func(p placed) int { return p.found }, func(p placed) string { return p.gold })
	for _, story := range slices.Sorted(maps.Keys(merged)) {
		fmt.Fprintf(&b, "%s\n%s\n", headline(story), strings.Join(merged[story], "\n"))
	}
	return b.String()
}

// TestGroupScore holds the grouping of the corpus to a golden file, so that a diff shows what a change does.
// The score is below 1 on purpose: a corpus that is solved shows no progress.
func TestGroupScore(t *testing.T) {
	const wrongCases = 6
	g := Group(readCorpus(t), DefaultOptions())
	all := placements(g)
	gold, found := make([]string, len(all)), make([]int, len(all))
	for i, p := range all {
		gold[i], found[i] = p.gold, p.found
	}
	score, err := bcubed.Scores(found, gold)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := wrongStories(all); score.F1 >= 1 || score.F1 < .8 || len(wrong) < wrongCases {
		t.Errorf("BCubed F1 is %.4f with %d gold stories grouped wrongly, want less than 1, at least .8, and %d", score.F1, len(wrong), wrongCases)
	}
	compareGolden(t, "score.golden", report(g, score, all))
}

// compareGolden compares got with a file of testdata, or writes it there with -update.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the grouping of the corpus has changed; if that is meant, run go test ./cluster -run %s -update\ngot:\n%s\nwant:\n%s", t.Name(), got, want)
	}
}
