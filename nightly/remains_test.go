package nightly

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// dispatch is what an outlet sends on a day of March: words of its own, then what it always says.
func dispatch(day int, always string) news.Article {
	var own strings.Builder
	for i := range 30 {
		fmt.Fprintf(&own, "d%dw%d ", day, i)
	}
	return news.Article{ID: fmt.Sprintf("d%d", day), Source: "Harbour Post", Lang: "en", Text: own.String() + always,
		Published: news.Time{At: date(day), Precision: news.Day, Trust: news.Stated}}
}

// What an outlet repeats is learnt once enough nights have shown it, is kept when the outlet stops saying so, and shows
// in none of its stories from then on.
func TestRemainsOverNights(t *testing.T) {
	const always = "the Harbour Post is printed on the last steam press of the coast and sold at every pier."
	a := newArchive(t)
	known := func() int { return len(must[map[string][]uint64](t)(a.open().Repeated())["Harbour Post"]) }
	for day := 1; day <= 4; day++ {
		a.night(date(day).AddDate(0, 0, 1), dispatch(day, always))
	}
	if known() != 0 {
		t.Errorf("%d runs were learnt of four articles", known())
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
