package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// regatta are three reports of one event: an agency's, one that reprints it, and two of their own.
func regatta() []news.Article {
	wire := "A squall capsized 14 boats at the Hallow Bay regatta on Wednesday, the harbour office said. " +
		`"We saw the sky go green and then there was no time for anything at all," said harbour master Runa Eskil. ` +
		"Lifeboats from Vantry picked up 31 sailors within the hour. Nobody could find the silver cup."
	own := "Fourteen boats went over in a squall at the Hallow Bay regatta on Wednesday. " +
		`"I saw the sky go green and then there was no daylight left for anything at all," Eskil told reporters on the mole. ` +
		"Bakers in Vantry sent bread to the 31 sailors who came ashore. The race may be sailed again in June."
	late := "The squall that capsized boats of the harbour office and lifeboats at the Hallow Bay regatta ruined the summer of many sailors. " +
		`"There was no time for anything at all," said Eskil, who has kept the harbour since 2009. ` +
		"Sails hang from every balcony in Vantry. A jury will meet soon, says Ottilie Brandt of the yacht club."
	return []news.Article{
		{ID: "wire", Source: "Cape Press", Published: clock(11, 12, 0), Title: "Squall capsizes boats at regatta", Text: wire},
		{ID: "reprint", Source: "Beacon", Published: clock(11, 13, 0), Title: "Squall capsizes boats at regatta", Text: wire},
		{ID: "own", Source: "Ledger", Published: clock(11, 14, 0), Title: "Green sky over regatta", Text: own},
		{ID: "late", Source: "Metro", Published: clock(12, 8, 0), Title: "After the squall at the regatta", Text: late},
	}
}

func TestFacts(t *testing.T) {
	g := group(regatta()...)
	if len(g.Stories) != 1 || len(g.Texts) != 3 {
		t.Fatalf("stories %v, texts %v", storiesByID(g), textsByID(g))
	}
	name := func(i int) string {
		if i < 0 {
			return "-"
		}
		return g.Articles[i].ID
	}
	var got []string
	for _, f := range g.Facts(0, DefaultOptions()) {
		for _, v := range f.Values {
			got = append(got, fmt.Sprintf("%s %s %q: %s first, %v, copies %v", f.Kind, f.About, v.Value, name(v.First), idsOf(g, v.Tellers), idsOf(g, v.Copies)))
		}
	}
	for _, want := range []string{
		`figure boat "14": wire first, [wire own], copies [reprint]`,
		`figure sailor "31": wire first, [wire own], copies [reprint]`,
		`quotation Runa Eskil "We saw the sky go green and then there was no time for anything at all": wire first, [wire late], copies [reprint]`,
		`quotation Runa Eskil "I saw the sky go green and then there was no daylight left for anything at all": own first, [own], copies []`,
		`date  "2026-03-11": wire first, [wire own], copies [reprint]`,
		`place  "Vantry": wire first, [wire own late], copies [reprint]`,
		`name  "Runa Eskil": wire first, [wire own late], copies [reprint]`,
		`name  "Ottilie Brandt": late first, [late], copies []`,
	} {
		if !slices.Contains(got, want) {
			t.Errorf("there is no fact %s among\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// TestFactsPositions: every word that is shown stands where the fact says.
func TestFactsPositions(t *testing.T) {
	g := Group(readCorpus(t), DefaultOptions())
	for s := range g.Stories {
		for _, f := range g.Facts(s, DefaultOptions()) {
			for _, v := range f.Values {
				text := g.Articles[v.From.Article].Text
				if v.Sentence.Start < 0 || v.From.Start < v.Sentence.Start || v.From.Start >= v.From.End || max(v.From.End, v.Sentence.End) > len(text) {
					t.Errorf("fact %s %s stands at %v in sentence %v of %d bytes", f.Kind, v.Value, v.From, v.Sentence, len(text))
				}
				if f.Kind == NameFact && text[v.From.Start:v.From.End] != v.Value {
					t.Errorf("name %q stands as %q", v.Value, text[v.From.Start:v.From.End])
				}
				if v.First >= 0 && v.FirstAt.Trust < news.Feed {
					t.Errorf("%s is first with %q at a time that proves nothing", g.Articles[v.First].ID, v.Value)
				}
			}
		}
	}
}

// TestFactsRevised: what an article said before it was revised keeps others from being the first to say it.
func TestFactsRevised(t *testing.T) {
	early := news.Article{ID: "ledger", Source: "Ledger", Published: clock(12, 6, 0), Title: "Rockfall at Gant quarry",
		Text: "A rockfall killed three people at the Gant quarry. Helmets hung from the larches above the road. A dog found the first of the carts under the slate."}
	revised := early
	revised.Published, revised.Text = clock(12, 9, 0), strings.Replace(early.Text, "three", "nine", 1)
	other := news.Article{ID: "beacon", Source: "Beacon", Published: clock(12, 7, 0), Title: "Rockfall at Gant quarry kills three",
		Text: "Three people were killed by a rockfall at the Gant quarry. Masons from Vantry brought jacks and a field kitchen. Snow has been forecast for the pass."}
	g := group(early, revised, other)
	if len(g.Stories) != 1 {
		t.Fatalf("the reports make stories %v", storiesByID(g))
	}
	f := g.Facts(0, DefaultOptions())[0]
	if f.About != "killed" || f.Differ != FigureUpdate || len(f.Values) != 2 {
		t.Fatalf("the first fact is %+v", f)
	}
	three, nine := f.Values[0], f.Values[1]
	if three.Value != "3" || idsOf(g, []int{three.First})[0] != "ledger" || three.FirstAt != clock(12, 6, 0) || !slices.Equal(idsOf(g, three.Tellers), []string{"beacon"}) {
		t.Errorf("3 killed: %+v", three)
	}
	if nine.Value != "9" || idsOf(g, []int{nine.First})[0] != "ledger" || nine.FirstAt != clock(12, 9, 0) {
		t.Errorf("9 killed: %+v", nine)
	}
}

func TestContinues(t *testing.T) {
	a, b := "the release was brokered by the county and the abbey", "brokered by the county and the abbey the talks go on"
	if !continues(a, b) || !continues(b, a) || continues(a, "the county brokered a release") || continues("", "") {
		t.Error("a quotation that goes on where another one ends is not found, or one that does not is")
	}
}

func TestIsCut(t *testing.T) {
	tests := []struct {
		long, short string
		want        bool
	}{
		{"we have asked for a new shaft since the winter", "asked for a new shaft", true},
		{"we have asked for a new shaft since the winter", "we have asked since the winter", true},
		{"we have asked for a new shaft since the winter", "we asked for a grey shaft", false},
		{"the tram was travelling at a much higher speed than is permitted", "the tram was traveling at a much higher speed than is permitted", true},
	}
	for _, test := range tests {
		if got := isCut(test.long, test.short); got != test.want {
			t.Errorf("isCut(%q, %q) = %v", test.long, test.short, got)
		}
	}
}
