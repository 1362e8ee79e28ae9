package index

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestWhatStandsIsNotWritten shows by the count of changed rows that of a text only what changed is written.
func TestWhatStandsIsNotWritten(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		text := must[Loaded](t)(g.LoadGrouped([]int64{1})).Texts[0]
		put := func(text Text) { must[int64](t)(g.PutText(text)) }
		for _, test := range []struct {
			what string
			put  func()
			rows int
		}{
			{"nothing", func() { put(text) }, 0},
			{"score", func() { text.Score += .25; put(text) }, 1},
			{"edges", func() { text.Near = append(text.Near, Neighbour{3, .5}); put(text) }, 1},
			{"features", func() { text.Features = []byte("other"); put(text) }, 1},
			{"all that is kept for company", func() { text.Features, text.Near = nil, nil; put(text) }, 1},
			{"nothing of that is left", func() { put(text) }, 0},
			{"evidence, in place of another", func() { text.Evidence = []byte(`[]`); check(t, g.PutEvidence(text)) }, 2},
			{"the same evidence", func() { check(t, g.PutEvidence(text)) }, 0},
			{"what it is closest to", func() { text.With = 3; check(t, g.PutEvidence(text)) }, 1},
			{"story, for several", func() { check(t, g.MoveTexts([]int64{text.Seq}, 2)) }, 1},
			{"the same story", func() { text.Story = 2; put(text) }, 0},
		} {
			count := func() int { return must[int](t)(one(g.reader, column[int], `SELECT total_changes()`)) }
			before := count()
			if test.put(); count()-before != test.rows {
				t.Errorf("%s: %d rows changed, want %d", test.what, count()-before, test.rows)
			}
		}
		back := must[Loaded](t)(g.LoadShown([]int64{2})).Texts[0]
		if back.Seq != text.Seq || back.Score != text.Score || back.With != 3 || string(back.Evidence) != `[]` {
			t.Errorf("came back as %+v, want %+v", back, text)
		}
		text.Story = 1 // as it was
		put(text)
	})
}

func TestHasFeatures(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		if g.HasFeatures(1, []byte("f1")) {
			t.Error("nothing is known of a text that was not loaded")
		}
		must[Loaded](t)(g.LoadShown([]int64{1}))
		if g.HasFeatures(1, []byte("f1")) {
			t.Error("a story is shown without its features")
		}
		must[Loaded](t)(g.LoadGrouped([]int64{1, 2}))
		for _, test := range []struct {
			text     int64
			features string
			want     bool
		}{{1, "f1", true}, {1, "f2", false}, {3, "", false}, {3, "f3", false}, {9, "f1", false}} {
			if has := g.HasFeatures(test.text, []byte(test.features)); has != test.want {
				t.Errorf("text %d, features %q: %v", test.text, test.features, has)
			}
		}
		if g.HasFeatures(3, nil) {
			t.Error("a text without features has none")
		}
		g.KnowFeatures(1, []byte("f1 as of today"))
		if !g.HasFeatures(1, []byte("f1 as of today")) || g.HasFeatures(1, []byte("f1")) {
			t.Error("it is not known how features are written today")
		}
	})
}

// TestCheckFindsWhatNoConstantSays shows that a word which no run should write, and is not hindered to, is found.
func TestCheckFindsWhatNoConstantSays(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		must[int64](t)(g.PutArticle(Article{ID: "odd", State: "odd"}, nil))
	})
	findings := must[[]Finding](t)(a.Check(context.Background()))
	if !slices.ContainsFunc(findings, func(f Finding) bool { return strings.Contains(f.What, "CHECK constraint failed in article") }) {
		t.Errorf("found %+v", findings)
	}
}
