package cluster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// rockfall returns reports of one event that each give a figure, one text each: the sentence is what they differ in.
func rockfall(sentences []string, at []news.Time) []news.Article {
	others := []string{
		"Helmets hung from the larches above the road. A dog found the first of the carts under the slate.",
		"The quarry at Gant had closed its upper terrace in the autumn. Bells were rung in the valley until noon.",
		"Masons from Vantry brought jacks and a field kitchen. Snow has been forecast for the pass.",
		"The foreman had reported cracks to the mining office twice. Its letters lie unopened in a drawer.",
	}
	var articles []news.Article
	for i, sentence := range sentences {
		a := news.Article{ID: string(rune('a' + i)), Source: "Outlet " + string(rune('A'+i)), Title: "Rockfall at Gant quarry", Text: sentence + " " + others[i]}
		if i < len(at) {
			a.Published = at[i]
		}
		articles = append(articles, a)
	}
	return articles
}

func TestDisputes(t *testing.T) {
	hours := []news.Time{clock(12, 6, 0), clock(12, 9, 0), clock(12, 12, 0)}
	tests := []struct {
		name      string
		sentences []string
		at        []news.Time
		want      string // "about kind: value value"; "" for no conflict
	}{
		{"a toll that grows", []string{"At least 12 people were killed by a rockfall at the Gant quarry.", "Fifteen people were killed by a rockfall at the Gant quarry."}, hours, "killed update: 12 15"},
		{"a toll that grows twice", []string{"A rockfall killed 3 at the Gant quarry.", "The death toll of the rockfall at Gant quarry rose to nine.", "Fifteen died in the rockfall at Gant quarry."}, hours, "killed update: 3 9 15"},
		{"a toll that shrinks", []string{"Fifteen people were killed by a rockfall at the Gant quarry.", "A rockfall at the Gant quarry killed 12 people."}, hours, "killed conflict: 15 12"},
		{"at the same time", []string{"At least 12 people were killed by a rockfall at the Gant quarry.", "Fifteen people were killed by a rockfall at the Gant quarry."}, []news.Time{clock(12, 6, 0), clock(12, 6, 0)}, "killed conflict: 12 15"},
		{"on one day", []string{"At least 12 people were killed by a rockfall at the Gant quarry.", "Fifteen people were killed by a rockfall at the Gant quarry."}, []news.Time{date(12), clock(12, 6, 0)}, "killed conflict: 12 15"},
		{"without times", []string{"At least 12 people were killed by a rockfall at the Gant quarry.", "Fifteen people were killed by a rockfall at the Gant quarry."}, nil, "killed conflict: 12 15"},
		{"the old figure again", []string{"At least 12 people were killed by a rockfall at the Gant quarry.", "Fifteen people were killed by a rockfall at the Gant quarry.", "A rockfall at the Gant quarry has killed 12 people."}, hours, "killed conflict: 12 15"},
		{"round figures", []string{"More than 50 people were hurt by a rockfall at the Gant quarry.", "A rockfall at the Gant quarry hurt people; 56 were injured."}, hours, ""},
		{"the same", []string{"Twelve people were killed by a rockfall at the Gant quarry.", "A rockfall at the Gant quarry killed 12."}, hours, ""},
		{"of different things", []string{"Twelve people were killed by a rockfall at the Gant quarry.", "A rockfall at the Gant quarry buried 15 lorries."}, hours, ""},
		{"another noun that differs", []string{"A rockfall at the Gant quarry buried 12 lorries on Thursday.", "A rockfall at the Gant quarry buried 15 lorries on Thursday."}, hours, "lorry conflict: 12 15"},
		{"a part", []string{"A rockfall at the Gant quarry buried 15 lorries. The rocks broke the axles of 12 lorries.", "A rockfall at the Gant quarry buried 12 lorries on Thursday."}, hours, ""},
		{"amounts", []string{"A rockfall at the Gant quarry cost 12 million crowns.", "A rockfall at the Gant quarry cost 15 million crowns."}, hours, ""},
		{"another event", []string{"Twelve people were killed by a rockfall at the Gant quarry.", "A rockfall killed 30 people at the Gant quarry in 2014."}, hours, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(rockfall(test.sentences, test.at)...)
			if len(g.Stories) != 1 {
				t.Fatalf("the reports make stories %v", storiesByID(g))
			}
			var got []string
			for _, f := range g.Facts(0, DefaultOptions()) {
				if f.Differ == "" || f.Kind != FigureFact {
					continue
				}
				said := fmt.Sprintf("%s %s:", f.About, f.Differ)
				for _, v := range f.Values {
					said += " " + v.Value
				}
				got = append(got, said)
			}
			if said := strings.Join(got, "; "); said != test.want {
				t.Errorf("facts say %q, want %q", said, test.want)
			}
			var told []string
			for _, e := range g.Stories[0].Timeline {
				for _, c := range e.Conflicts {
					said := fmt.Sprintf("%s %s:", c.About, c.Kind)
					for _, claim := range c.Values {
						said += " " + claim.Value
					}
					told = append(told, said)
				}
			}
			if said := strings.Join(told, "; "); said != test.want {
				t.Errorf("the timeline says %q, want %q", said, test.want)
			}
		})
	}
}

func TestAgree(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"same figure", "It carried 112 passengers.", "All 112 passengers are safe.", true},
		{"a conflict to be shown", "It carried 112 passengers.", "It carried 108 passengers.", true},
		{"of different things", "It carried 112 passengers.", "It carried 14 lorries.", false},
		{"amounts", "The loss was 4 percent.", "The loss was 6 percent.", false},
		{"one has none", "It carried 112 passengers.", "It carried passengers.", true},
		{"none", "It sailed.", "It sailed.", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := tellings(news.Cut(test.a), nil, statement{})
			b := tellings(news.Cut(test.b), nil, statement{})
			if agree(a, b) != test.want || agree(b, a) != test.want {
				t.Errorf("agree = %v, want %v both ways", !test.want, test.want)
			}
		})
	}
}
