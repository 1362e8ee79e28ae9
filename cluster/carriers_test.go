package cluster

import (
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestCarriers(t *testing.T) {
	at := []news.Time{clock(12, 6, 0), clock(12, 7, 0), clock(12, 8, 0), clock(12, 9, 0)}
	g := group(rockfall([]string{
		"Fifteen people were killed by a rockfall at the Gant quarry.",
		"Three people were killed by a rockfall at the Gant quarry.",
		"A rockfall killed 3 people at the Gant quarry, and then the toll rose to 15.",
		"A rockfall at the Gant quarry buried three lorries.",
	}, at)...)
	g.Stories = []Story{{Articles: []int{0, 1, 2, 3}}}
	change := func(before, after string) []news.FigureChange {
		return news.NewChange(news.Article{Text: before}, news.Article{Text: after}).Figures
	}
	tests := []struct {
		name, before, after string
		want                []string
	}{
		{"a toll", "A rockfall killed 3 people.", "A rockfall killed 15 people.", []string{"b"}},
		{"no successor", "A rockfall killed 3 people.", "A rockfall killed people.", nil},
		{"several", "A rockfall killed 3 people. A slide killed 2 people.", "A rockfall killed 15 people.", nil},
		{"the nearest", "A rockfall killed 3 people.", "A rockfall killed 15 people. A slide killed 800 people.", []string{"b"}},
		{"amounts", "It took 3 hours.", "It took 4 hours.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, list := range g.Carriers(0, place(t, g, "a"), change(test.before, test.after)) {
				for _, c := range list {
					got = append(got, g.Articles[c.Article].ID)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
