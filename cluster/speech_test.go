package cluster

import (
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestLacksSpeaker(t *testing.T) {
	for sentence, want := range map[string]bool{
		`"The bridge is tired and so are we," said Runa Eskil.`:               false,
		`"The bridge is tired and so are we," said the lock keeper.`:          false,
		`"The bridge is tired and so are we," she said.`:                      true,
		`"The bridge is tired," she told reporters, "and so are all of us."`:  true,
		`“The bridge is tired and so are we.”`:                                true,
		`“The bridge is tired,” Eskil said, “and so are all of us.”`:          false,
		`Eskil called the bridge “tired” and asked for a new shaft.`:          false,
		`She called the bridge “tired” and asked for a new shaft.`:            false,
		`The bridge is tired and so are we.`:                                  false,
		`He said: "The bridge is tired and so are we, and nobody listens."`:   true,
		`Then she added, "The bridge is tired, so are we, and none listens."`: true,
	} {
		if got := lacksSpeaker(sentence, news.Quoted(sentence)); got != want {
			t.Errorf("%s lacks its speaker: %v, want %v", sentence, got, want)
		}
	}
}

func TestIsCaption(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The bridge is seen from the quay on Tuesday.":                 true,
		"This photo shows the bridge.":                                 true,
		"Runa Eskil leaves the quay in Vantry, Sunday, March 8, 2026.": true,
		"It sank on Sunday, March 8, 2026, off Vantry.":                false,
		"On a fine day, 12 boats, 2026 of them new, sailed.":           false,
		"Runa Eskil, left, and the keeper of the lock.":                true,
		"The shaft, at center, and four pins.":                         true,
		"An earlier version of this report gave another weight.":       true,
		"They left, right away, for the quay.":                         false,
		"Runa Eskil (left) and the keeper of the lock.":                true,
		"Runa Eskil, right, with the keeper of the lock.":              true,
		"Ada Vale, left, of Alder United shows the cup.":               true,
		"Ada Vale, left, followed by the keeper, leaves the quay.":     true,
		"After the row he packed, left, and drove to Vantry.":          false,
		"The Greens, left, and the Liberals agreed on the bill.":       false,
		"The Greens, left, and the Liberals stand apart.":              false,
		"Vantry went to the far, right, with one seat lost.":           false,
		"Runa Eskil, left, and the others stayed until Monday.":        false,
		"LEAF SHAFT PIN The bridge as it was built.":                   true,
		"NATO ships left the bay.":                                     false,
		"PORT ALDER The bridge is stuck.":                              false,
		"The bridge has not been seen to move.":                        false,
		"Engineers photographed the shaft before they left it.":        false,
	} {
		if got := isCaption(sentence); got != want {
			t.Errorf("%s is a caption: %v, want %v", sentence, got, want)
		}
	}
}

// TestTimelineSpeech: what somebody is quoted with stands in a timeline only where it says who speaks, and a day that is
// named in it dates nothing.
func TestTimelineSpeech(t *testing.T) {
	told := "The keeper of the lock turned the leaf by hand on the second try."
	tests := []struct{ name, text, left string }{
		{"of nobody", `"We will not do that again for any money in the world," she said.`, "again for any money"},
		{"over sentences", `Runa Eskil said: "The shaft is older than the queen. Nobody has a drawing of it any more. We open it on Friday."`, "Nobody has a drawing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(news.Article{ID: "a", Title: "Keeper turns bridge", Text: told + " " + test.text, Published: clock(3, 9, 0)})
			for _, sentence := range sentences(g, g.Stories[0].Timeline) {
				if strings.Contains(sentence, test.left) {
					t.Errorf("the timeline tells %q", sentence)
				}
			}
		})
	}
	g := group(news.Article{ID: "a", Title: "Keeper turns bridge", Published: clock(12, 9, 0),
		Text: `Runa Eskil said: "We took the old shaft out on Tuesday and it will never go back in again." ` + told})
	if e := entryOf(t, g, g.Stories[0], "Runa Eskil"); e.When != clock(12, 9, 0) {
		t.Errorf("the sentence stands at %v, want the time of its report", e.When.At)
	}
}

// TestTimelineLate: a day that is named late in a long report is told, and the whole timeline tells everything.
func TestTimelineLate(t *testing.T) {
	text := slices.Clone(bridge)
	for i := range 12 {
		text = append(text, strings.Join(nonsense(newRandom(uint64(i)), 12), " ")+".")
		text[len(text)-1] = strings.ToUpper(text[len(text)-1][:1]) + text[len(text)-1][1:]
	}
	text = append(text, "The county council has put off the vote on a new shaft for the bridge until mid-May.")
	g := group(news.Article{ID: "a", Title: "Bridge stuck half open", Published: clock(3, 9, 0), Text: strings.Join(text, " ")})
	read := g.statements(0, newBagger(Terms{}, DefaultOptions().Background))
	last := read[len(read)-1]
	if len(read) != sentencesPerText+1 || !last.dated || last.when.Precision != news.Month || last.when.At.Month() != 5 || last.role(clock(3, 9, 0)) != PlannedRole {
		t.Errorf("of %d statements the last is about %v: %s", len(read), last.when, g.Articles[0].Text[last.at.Start:last.at.End])
	}
	whole := g.WholeTimeline(0, DefaultOptions())
	if len(whole) <= len(g.Stories[0].Timeline) || len(g.Stories[0].Timeline) > maxEntries {
		t.Errorf("the whole timeline has %d entries, the timeline %d", len(whole), len(g.Stories[0].Timeline))
	}
}

// TestTimelineNotBefore: what was told before a day has not happened on it, whatever a later report dates.
func TestTimelineNotBefore(t *testing.T) {
	articles := aground(clock(9, 6, 0), clock(12, 7, 0))
	articles[1].Text = "The night ferry Ysolde ran aground off Port Alder on Wednesday with 108 passengers on board. " +
		"A lifeboat brought them ashore in turns while the brass band went on playing on the mole. Tugs are expected from Vantry."
	g := group(articles...)
	for _, s := range g.Stories {
		for _, e := range s.Timeline {
			if e.Role == PlannedRole || precedes(g.Articles[e.From.Article].Published, e.When) {
				t.Errorf("%q is told on %v and stands at %v", sentences(g, []Entry{e}), g.Articles[e.From.Article].Published.At, e.When.At)
			}
		}
	}
}

func TestEncloses(t *testing.T) {
	spans := []news.Span{{Start: 2, End: 5}, {Start: 7, End: 9}, {Start: 9, End: 12}}
	for _, test := range []struct {
		start, end int
		want       bool
	}{{0, 1, false}, {1, 3, false}, {2, 5, true}, {3, 4, true}, {4, 6, false}, {5, 6, false}, {7, 9, true}, {8, 10, false}, {9, 12, true}, {12, 13, false}} {
		if got := encloses(spans, news.Span{Start: test.start, End: test.end}); got != test.want {
			t.Errorf("encloses %d to %d = %v", test.start, test.end, got)
		}
	}
	if within(nil, 0) || within(spans, 6) || !within(spans, 8) {
		t.Error("within is wrong")
	}
}
