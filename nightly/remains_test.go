package nightly

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// dispatch is what an outlet sends on a day of March: what it always says, then words of its own.
func dispatch(day int, always string) news.Article {
	own := fmt.Sprintf("Day%d", day)
	for i := range 30 {
		own += fmt.Sprintf(" d%dw%d", day, i)
	}
	return news.Article{ID: fmt.Sprintf("d%d", day), Source: "Harbour Post", Lang: "en", Text: always + own + ".",
		Published: news.Time{At: date(day), Precision: news.Day, Trust: news.Stated}}
}

// told returns the headline that is kept of the story of an article, and the sentences of the timeline that is shown.
func (a archive) told(article string) []string {
	a.Helper()
	row := a.story(a.storyOf(article))
	r := a.open()
	c := must[cluster.Grouping](a.T)(Story(r, must[index.Loaded](a.T)(r.LoadStory(row.Seq)), settings()))
	told := []string{row.Headline}
	for _, e := range c.Stories[0].Timeline {
		told = append(told, c.Articles[e.From.Article].Text[e.From.Start:e.From.End])
	}
	return told
}

// What an outlet repeats is learnt once enough nights have shown it, is kept when the outlet stops saying so for a while,
// and shows in none of its stories from then on.
func TestRemainsOverNights(t *testing.T) {
	const always = "The Harbour Post is printed on the last steam press of the coast and sold at every pier. "
	a := newArchive(t)
	known := func() int {
		return len(must[map[string][]uint64](t)(a.open().Repeated([]string{"Harbour Post"}))["Harbour Post"])
	}
	for day := 1; day <= 4; day++ {
		a.night(date(day).AddDate(0, 0, 1), dispatch(day, always))
	}
	if known() != 0 {
		t.Errorf("%d runs were learnt of four articles", known())
	}
	if told := strings.Join(a.told("d4"), "\n"); strings.Count(told, "steam press") < 2 {
		t.Errorf("headline and timeline leave out what was not learnt: %q", told)
	}
	a.night(date(6), dispatch(5, always))
	learnt := known()
	if learnt == 0 {
		t.Fatal("nothing was learnt of five")
	}
	for day := 6; day <= 8; day++ {
		a.night(date(day+1), dispatch(day, ""))
	}
	if known() != learnt {
		t.Errorf("%d runs of %d are known when they no longer come", known(), learnt)
	}
	a.night(date(10), dispatch(9, always))
	for day := 5; day <= 9; day++ {
		told := a.told(fmt.Sprintf("d%d", day))
		if len(told) < 2 || strings.Contains(strings.Join(told, "\n"), "steam press") {
			t.Errorf("day %d is told as %q", day, told)
		}
	}
	a.sound()
}

func TestRemember(t *testing.T) {
	full := make([]uint64, maxRepeated)
	for i := range full {
		full[i] = uint64(i)
	}
	for _, test := range []struct {
		name          string
		learnt, known []uint64
		want          []uint64
		more          bool
	}{
		{"nothing", nil, nil, nil, false},
		{"nothing new", []uint64{2}, []uint64{1, 2}, []uint64{2, 1}, false},
		{"new", []uint64{3, 4}, []uint64{1, 3}, []uint64{3, 4, 1}, true},
		{"full", []uint64{maxRepeated + 1, 5}, full, slices.Concat([]uint64{maxRepeated + 1, 5}, full[:5], full[6:maxRepeated-1]), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, more := remember(test.learnt, test.known)
			if !slices.Equal(got, test.want) || more != test.more {
				t.Errorf("got %d runs, %v, want %d, %v", len(got), more, len(test.want), test.more)
			}
		})
	}
}
