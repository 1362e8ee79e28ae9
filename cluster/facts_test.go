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

func TestSpeakerTellsHearer(t *testing.T) {
	const said = "“The shaft is older than the queen and nobody has a drawing of it,” "
	for text, want := range map[string]string{
		said + "Runa Eskil told Port Radio.": "runa eskil",
		said + "said Runa Eskil.":            "runa eskil",
		said + "she told Port Radio.":        "",
	} {
		g := group(news.Article{ID: "a", Title: "Keeper turns bridge", Text: text, Published: clock(3, 9, 0)})
		r := g.read(0, newBagger(Terms{}, nil))
		if got := r.speaker(text, news.Quoted(text)[0]); got != want {
			t.Errorf("%s is said by %q, want %q", text, got, want)
		}
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

// factsOf returns the values of the facts of the only story, each with who was first: "41 Metro 05:30".
func factsOf(t *testing.T, articles ...news.Article) []string {
	t.Helper()
	g := group(articles...)
	if len(g.Stories) != 1 {
		t.Fatalf("the reports make stories %v", storiesByID(g))
	}
	var list []string
	for _, f := range g.Facts(0, DefaultOptions()) {
		for _, v := range f.Values {
			said := v.Value + " -"
			if v.First >= 0 {
				said = v.Value + " " + g.Articles[v.First].ID + v.FirstAt.At.Format(" 15:04")
			}
			if v.Gone {
				said += " gone"
			}
			list = append(list, said)
		}
	}
	return list
}

// mills are two reports of one fire, in this order, and one that was before them.
func mills(early news.Article) []news.Article {
	early.ID, early.Source, early.Published = "early", "Metro", clock(11, 5, 30)
	return []news.Article{early,
		{ID: "wire", Source: "Cape Press", Published: clock(11, 10, 0), Title: "Night shift escapes mill fire at Gant",
			Text: "All 41 weavers of the night shift escaped when the Gant carpet mill burned on Wednesday. The fire office said that the flames began in the drying hall. Prefect Ottilie Brandt told families in Mole Street to leave their homes."},
		{ID: "late", Source: "Ledger", Published: clock(11, 12, 0), Title: "Gant mill burns",
			Text: "The Gant carpet mill was lost on Wednesday in a fire from which all 41 weavers of the night shift escaped. The fire office said the drying hall was where the flames started; Prefect Ottilie Brandt told families in Mole Street to leave their homes."},
	}
}

// TestFactsFirst: before one is called the first, all of what the others said is looked at.
func TestFactsFirst(t *testing.T) {
	brief := "The Gant carpet mill is on fire. Everybody of the night shift got out of the drying hall, the fire office said, and families in Mole Street were told to leave their homes."
	long := brief + strings.Repeat(" A pump of the fire office stayed at the Gant carpet mill through the night.", maxReadSentences)
	tests := []struct {
		name  string
		early news.Article
		want  []string
	}{
		{"it is not told", news.Article{Title: "Gant carpet mill burns", Text: brief}, []string{"41 wire 10:00", "Prefect Ottilie Brandt wire 10:00"}},
		{"in a headline", news.Article{Title: "41 weavers escape Gant carpet mill fire", Text: brief}, []string{"41 early 05:30"}},
		{"far down", news.Article{Title: "Gant carpet mill burns", Text: long + " All 41 weavers are safe."}, []string{"41 early 05:30"}},
		{"in other words", news.Article{Title: "Gant carpet mill burns", Text: brief + " The 41 people are safe, said Brandt."}, []string{"41 -", "Prefect Ottilie Brandt -"}},
		{"a length", news.Article{Title: "Gant carpet mill burns", Text: brief + " The roof fell over 41 metres."}, []string{"41 wire 10:00"}},
	}
	for _, test := range tests {
		got := factsOf(t, mills(test.early)...)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: there is no fact %s among %q", test.name, want, got)
			}
		}
	}
}

// TestFactsAdded: what a paper adds to wire copy is its own.
func TestFactsAdded(t *testing.T) {
	reports := regatta()
	reports[1].Text += " Neighbours saw 17 swans, said Prefect Ottilie Brandt."
	reports[2].Text += " Boys counted 17 swans."
	reports[3].Text += " Gulls took 17 swans for geese."
	if got := factsOf(t, reports...); !slices.Contains(got, "17 reprint 13:00") || !slices.Contains(got, "Ottilie Brandt reprint 13:00") {
		t.Errorf("the facts are %q", got)
	}
}

// brief is what an outlet had of the regatta before it was revised to the agency's text.
func brief() []news.Article {
	short := regatta()[1]
	short.ID, short.Published, short.Text = "revised", clock(11, 11, 0), "A squall capsized 14 boats at the Hallow Bay regatta on Wednesday, the harbour office said. More soon."
	revised := short
	revised.Published, revised.Text = clock(11, 15, 0), regatta()[0].Text
	return append(regatta(), short, revised)
}

// TestFactsRevisedCopy: a copy has a fact from the version that took it on.
func TestFactsRevisedCopy(t *testing.T) {
	got := factsOf(t, brief()...)
	for _, want := range []string{"14 revised 11:00", "31 wire 12:00", "Runa Eskil wire 12:00"} {
		if !slices.Contains(got, want) {
			t.Errorf("there is no fact %s among %q", want, got)
		}
	}
}
