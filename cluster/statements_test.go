package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestDateOf(t *testing.T) {
	a := &Article{Lang: english, Revised: clock(12, 9, 30)}
	for _, test := range []struct{ sentence, want string }{
		{"The quay was first built of tarred larch in 1887.", "year 1887"},
		{"In 1887 the quay was built.", "year 1887"},
		{"The coal jetty, which has stood since 1902, is full.", ""},
		{"Thieves took the clock that guided the brig home in 1821.", ""},
		{"Thieves took the clock that guided the brig home in 1821 on Tuesday.", ""},
		{"The bridge, shut since a lorry struck a pier on Tuesday, is closed.", ""},
		{"The quay, a wooden one, burnt on Tuesday.", "day 2026"},
		{"It will open on April 20.", "day 2026"},
		{"The victims of April 20 are not forgotten.", ""},
		{"The quay is closed.", ""},
		{"The harbour board said that the quay burnt on Tuesday.", "day 2026"},
		{"The board, which said that it burnt on Tuesday, has met.", ""},
		{"The board has put the opening off until mid-April.", "month 2026"},
		{"The opening of mid-April is much talked of.", ""},
		{`Eskil said: "We lost it on Tuesday."`, ""},
		{`Eskil said on Tuesday: "We lost it on Monday."`, "day 2026"},
	} {
		got := ""
		pieces := news.Cut(test.sentence)
		if date, ok := dateOf(pieces, pieces.Dates(a.Revised, a.Lang), news.Quoted(test.sentence), a.Revised, a.Lang); ok {
			got = fmt.Sprint(date.Precision, " ", date.At.Year())
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.sentence, got, test.want)
		}
	}
}

// TestTimelineSentences: what can't stand alone is left out as long as there is anything else.
func TestTimelineSentences(t *testing.T) {
	good := "The keeper of the lock turned the leaf by hand on the second try."
	tests := []struct {
		name, text string
		want       []string
	}{
		{"whole", good, []string{good}},
		{"line broken in the middle", good + "\nThe leaf of the bridge will have to be taken out and\nsent to the yard at Vantry.", []string{good}},
		{"question", good + " Who is going to pay for the new shaft?", []string{good}},
		{"too short", good + " Nobody was hurt.", []string{good}},
		{"open quotation", good + ` "The bridge is tired and so are all of us.`, []string{good}},
		{"too long", good + " The " + strings.Repeat("very ", maxSentenceWords) + "old bridge creaks.", []string{good}},
		{"nothing else", "The leaf of the bridge will have to be taken out", []string{"The leaf of the bridge will have to be taken out"}},
		{"nothing at all", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(news.Article{ID: "a", Title: "Keeper turns bridge", Text: test.text, Published: clock(3, 9, 0)})
			if got := sentences(g, g.Stories[0].Timeline); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestIsWhole(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The bridge opened.":                 true,
		`"The bridge opened," he said.`:      true,
		`He said: "The bridge opened."`:      true,
		"“The bridge opened.”":               true,
		"Die Brücke „hält“.":                 true,
		"The bridge opened":                  false,
		"The bridge opened,":                 false,
		`"The bridge opened.`:                false,
		"“The bridge opened.":                false,
		"The bridge opened.”":                false,
		"大桥昨天重新开放。":                          true,
		"The bridge opened!":                 true,
		"sent to the yard at Vantry.":        false,
		"(sent to the yard at Vantry.)":      false,
		"112 passengers waited on the quay.": true,
	} {
		if got := isWhole(sentence); got != want {
			t.Errorf("%q is whole: %v, want %v", sentence, got, want)
		}
	}
}

func TestLeansBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The bridge opened at noon.":    false,
		"It opened at noon.":            true,
		"But the bridge stayed shut.":   true,
		"Runa Eskil said it had.":       false,
		`"Nobody knows," she said.`:     false,
		"Later that day the leaf swung": true,
		"":                              false,
	} {
		if got := leansBack(sentence); got != want {
			t.Errorf("%q leans back: %v, want %v", sentence, got, want)
		}
	}
}

// TestFirstTold: a sentence is told when the version that first had it was published.
func TestFirstTold(t *testing.T) {
	early := "The bridge at Skerry Lock has been stuck since the morning tide, the county said."
	late := "Divers freed the leaf of the bridge at Skerry Lock in the afternoon, the county said."
	g := group(
		news.Article{ID: "a", Source: "Ledger", Title: "Bridge stuck", Published: clock(3, 9, 0), Text: early},
		news.Article{ID: "a", Source: "Ledger", Title: "Bridge stuck", Published: clock(3, 15, 0), Text: late + " " + early},
	)
	if len(g.Articles) != 1 {
		t.Fatalf("%d articles, want one with two versions", len(g.Articles))
	}
	for sentence, want := range map[string]news.Time{early: clock(3, 9, 0), late: clock(3, 15, 0), "Unheard of.": clock(3, 15, 0)} {
		if got := g.Articles[0].firstTold(sentence); got != want {
			t.Errorf("%s: told %v, want %v", sentence, got.At, want.At)
		}
	}
}
