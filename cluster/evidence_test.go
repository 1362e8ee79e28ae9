package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// grounding are two reports of a ship aground that agree on a name in two spellings, a figure and a
// quotation, and on little else.
var grounding = []news.Article{
	{ID: "a", Source: "Ledger", Published: clock(12, 6, 40), Title: "Trawler stranded off Kestrel Point",
		Text: `The trawler Winsome Ada ran on to the Fallow Rocks off Kestrel Point before sunrise. All 23 sailors were taken off by helicopter. ` +
			`"We heard a crack and then the sea came in," said Yuri Kadarow, the mate. She carried 1,400 crates of mackerel.`},
	{ID: "b", Source: "Coastline News", Published: clock(12, 11, 0), Title: "Crew winched from wreck on Fallow Rocks",
		Text: `A helicopter winched 23 sailors to safety this morning when their trawler broke up on the Fallow Rocks. Yury Kadarow, who was on watch, told us: ` +
			`"We heard a crack and then the sea came in." The Winsome Ada had left Kestrel Point at midnight, three times overdue for inspection.`},
}

// evidence returns what the text of an article shares with the one it is closest to.
func evidence(t *testing.T, g Grouping, id string, kind EvidenceKind) []string {
	t.Helper()
	var values []string
	for _, e := range g.Texts[g.Articles[place(t, g, id)].TextIndex].Evidence {
		if e.Kind == kind {
			values = append(values, e.Value)
		}
	}
	return values
}

func TestGroupEvidence(t *testing.T) {
	g := group(grounding...)
	if len(g.Stories) != 1 {
		t.Fatalf("got the stories %q, want one", storiesByID(g))
	}
	tests := []struct {
		id   string
		kind EvidenceKind
		want []string // each must be told
	}{
		{"a", NameEvidence, []string{"Yuri Kadarow", "Fallow Rocks", "Kestrel Point"}},
		{"b", NameEvidence, []string{"Yury Kadarow", "Fallow Rocks", "Kestrel Point"}},
		{"a", FigureEvidence, []string{"23 sailors"}},
		{"b", FigureEvidence, []string{"23 sailors"}},
		{"a", QuoteEvidence, []string{"We heard a crack and then the sea came in"}},
		{"a", ShinglesEvidence, []string{"6 runs of five words"}},
		{"a", TermsEvidence, []string{"Trawler", "helicopter"}},
		{"b", TimeEvidence, []string{"4 h apart"}},
	}
	for _, test := range tests {
		t.Run(test.id+" "+string(test.kind), func(t *testing.T) {
			got := evidence(t, g, test.id, test.kind)
			for _, want := range test.want {
				if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(strings.TrimRight(s, "."), want) }) {
					t.Errorf("got %q, want %q among it", got, want)
				}
			}
		})
	}
	if figures := evidence(t, g, "a", FigureEvidence); slices.Contains(figures, "1,400 crates") {
		t.Errorf("a figure that only one of the two gives is told: %q", figures)
	}
}

// TestGroupEvidenceBounds asks the corpus: kinds come in order, and none says too much.
func TestGroupEvidenceBounds(t *testing.T) {
	order := []EvidenceKind{NameEvidence, FigureEvidence, QuoteEvidence, TermsEvidence, ShinglesEvidence, TimeEvidence, DifferenceEvidence, VetoEvidence}
	most := map[EvidenceKind]int{NameEvidence: maxNames, FigureEvidence: maxFigures, QuoteEvidence: maxQuotes, TermsEvidence: maxTerms, ShinglesEvidence: 1, TimeEvidence: 1, DifferenceEvidence: 2 * maxDifferences, VetoEvidence: 2}
	g := Group(readCorpus(t), DefaultOptions())
	told := map[EvidenceKind]bool{}
	for _, text := range g.Texts {
		last, n := 0, map[EvidenceKind]int{}
		for _, e := range text.Evidence {
			at := slices.Index(order, e.Kind)
			if at < last || e.Value == "" || e.Weight < 0 || e.Weight == 0 && e.Kind != VetoEvidence || strings.Contains(e.Value, "\n") {
				t.Errorf("text %s: evidence %+v is out of order or says nothing", text.ID, e)
			}
			last, told[e.Kind] = at, true
			if n[e.Kind]++; n[e.Kind] > most[e.Kind] {
				t.Errorf("text %s has %d pieces of evidence of kind %s", text.ID, n[e.Kind], e.Kind)
			}
		}
	}
	if len(told) != len(order) {
		t.Errorf("the corpus shows evidence of %d kinds, want %d", len(told), len(order))
	}
}

func TestSharedFigures(t *testing.T) {
	tests := []struct {
		a, b string
		want string
	}{
		{"It carried 112 passengers.", "They took 112 passengers off.", "[112 passengers]"},
		{"It carried 112 passengers.", "They took 108 passengers off.", "[]"},
		{"It carried 112 passengers.", "They sank 112 boats.", "[]"},
		{"It cost $3.5 million.", "The price was $3,500,000.", "[$3.5 million]"},
		{"It was 112.", "They were 112.", "[]"},
		{"12 boats, 13 nets, 14 buoys, 15 crates.", "12 boats, 13 nets, 14 buoys, 15 crates.", "[12 boats 13 nets 14 buoys]"},
		{"12 boats sailed and 12 boats came back.", "12 boats sailed.", "[12 boats]"},
	}
	for _, test := range tests {
		var got []string
		for _, e := range sharedFigures(&facts{figures: news.Cut(test.a).Figures()}, &facts{figures: news.Cut(test.b).Figures()}) {
			got = append(got, e.Value)
		}
		if s := fmt.Sprint(got); s != test.want {
			t.Errorf("%q and %q share %s, want %s", test.a, test.b, s, test.want)
		}
	}
}

func TestSharedQuotes(t *testing.T) {
	long := `"We felt her lift, and then nothing moved any more," he said.`
	tests := []struct {
		name, a, b string
		want       int
	}{
		{"the same", long, long, 1},
		{"a part of it", long, `"And then nothing moved any more," said the driver.`, 1},
		{"other marks", long, `“We felt her lift, and then nothing moved any more,” he said.`, 1},
		{"another", long, `"There was a sort of sigh and everything slid," he said.`, 0},
		{"not quoted", long, "We felt her lift, and then nothing moved any more, he said.", 0},
	}
	for _, test := range tests {
		got := sharedQuotes(&facts{quotes: news.Quotations(test.a)}, &facts{quotes: news.Quotations(test.b)})
		if len(got) != test.want {
			t.Errorf("%s: got %v, want %d", test.name, got, test.want)
		}
	}
}

func TestApart(t *testing.T) {
	const minute, hour = 1. / 24 / 60, 1. / 24
	for _, test := range []struct {
		days float64
		want string
	}{
		{0, "same time"}, {minute, "1 min apart"}, {119 * minute, "119 min apart"}, {2 * hour, "2 h apart"},
		{47 * hour, "47 h apart"}, {2, "2 days apart"}, {90.4, "90 days apart"},
	} {
		if got := apart(test.days); got != test.want {
			t.Errorf("%g days are %q, want %q", test.days, got, test.want)
		}
	}
}

func TestHeaviestEvidence(t *testing.T) {
	got := heaviestEvidence([]Evidence{{Value: "c", Weight: 1}, {Value: "a", Weight: 1}, {Value: "b", Weight: 2}}, 2)
	if len(got) != 2 || got[0].Value != "b" || got[1].Value != "a" {
		t.Errorf("got %v, want b, then a", got)
	}
}
