package nightly

import (
	"cmp"
	"flag"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/cluster/bcubed"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// The comparison of nights with one batch is apart: go test ./nightly -run TestGold -v -gold FILE.
var goldFile = flag.String("gold", "", "labelled articles that are grouped in nights, and scored beside one batch")

// TestGold groups the dated articles of a gold set in a night for each day of publication, and in one batch, and tells
// how both score and how many ids of stories of several articles changed hands: of the articles an id had, half or fewer
// are left to it. Only gold stories without a gap of more than a window are scored: others have a wrong date, or are
// several stories by what this program calls one.
func TestGold(t *testing.T) {
	if *goldFile == "" {
		t.Skip("no -gold FILE is given")
	}
	days := map[int][]news.Article{}
	var all []news.Article
	for a, problem := range ingest.Read(t.Context(), []string{*goldFile}, nil, ingest.DefaultOptions()) {
		if (problem == nil || problem.Kind == ingest.Warning) && a.Published.Known() {
			days[cluster.Day(a)], all = append(days[cluster.Day(a)], a), append(all, a)
		}
	}
	a := newArchive(t)
	changed, ids := 0, map[string]bool{}
	before := map[string][]string{}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		a.night(startOf(day+1).Add(3*time.Hour), days[day]...)
		after := a.members()
		for id, had := range before {
			if len(had) < 2 {
				continue
			}
			ids[id] = true
			if has := after[id]; has != nil && 2*len(shared(had, has)) <= len(had) {
				changed++
			}
		}
		before = after
	}
	a.sound()
	scored := withoutGaps(all)
	nights, batch := a.score(scored), batchScore(t, all, scored)
	t.Logf("%d of %d dated articles in %d nights: P %.4f R %.4f F1 %.4f; in one batch: P %.4f R %.4f F1 %.4f",
		len(scored), len(all), len(days), nights.Precision, nights.Recall, nights.F1, batch.Precision, batch.Recall, batch.F1)
	t.Logf("%d ids changed hands, of %d that had several articles", changed, len(ids))
	if nights.F1 < batch.F1-.01 {
		t.Errorf("nights score %.4f, more than .01 below one batch", nights.F1)
	}
}

// shared returns the articles of one list that are in another.
func shared(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !slices.Contains(b, id) })
}

// withoutGaps returns the articles of gold stories in which no two next to each other lie further apart than a window.
func withoutGaps(articles []news.Article) []news.Article {
	stories := map[string][]news.Article{}
	for _, a := range articles {
		if a.Gold != "" {
			stories[a.Gold] = append(stories[a.Gold], a)
		}
	}
	var kept []news.Article
	for _, gold := range slices.Sorted(maps.Keys(stories)) {
		list := stories[gold]
		slices.SortFunc(list, func(a, b news.Article) int {
			return cmp.Or(a.Published.At.Compare(b.Published.At), cmp.Compare(a.ID, b.ID))
		})
		gap := false
		for i := 1; i < len(list); i++ {
			gap = gap || list[i].Published.At.Sub(list[i-1].Published.At) > cluster.WindowDays*24*time.Hour
		}
		if !gap {
			kept = append(kept, list...)
		}
	}
	return kept
}

// batchScore groups all articles in one shot and scores some of them.
func batchScore(t *testing.T, all, scored []news.Article) bcubed.Score {
	t.Helper()
	g := cluster.Group(all, settings())
	story := map[string]string{}
	for _, s := range g.Stories {
		for _, i := range s.Articles {
			for _, id := range g.Articles[i].GivenIDs() {
				story[id] = s.ID
			}
		}
	}
	var found, gold []string
	for _, a := range scored {
		found, gold = append(found, story[a.ID]), append(gold, a.Gold)
	}
	return must[bcubed.Score](t)(bcubed.Scores(found, gold))
}
