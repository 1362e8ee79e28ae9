package cluster

import (
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// articleOf returns an article of versions that were seen one after the other.
func articleOf(source string, versions ...news.Article) *Article {
	for i := range versions {
		versions[i].ID, versions[i].Source, versions[i].Seen = source, source, clock(4, i, 0).At
	}
	return ReadArticle(KeptArticle{ID: source, Lang: english, Records: versions}, nil)
}

func TestTaking(t *testing.T) {
	whole, brief := text(bridge...), text(honey...)
	version := func(at news.Time, text string) news.Article { return news.Article{Published: at, Text: text} }
	wire := "HALLOW BAY (Reuters) - "
	rival := articleOf("Rival", version(clock(3, 8, 0), whole))
	tests := []struct {
		name  string
		a, b  *Article
		taker int
		order int
	}{
		{"one version each", articleOf("A", version(clock(3, 7, 0), whole)), rival, 1, -1},
		{"a brief that got the words later", articleOf("A", version(clock(3, 7, 0), brief), version(clock(3, 9, 0), text(brief, whole))), rival, 0, 1},
		{"which had half of them before", articleOf("A", version(clock(3, 7, 0), text(bridge[:6]...)), version(clock(3, 9, 0), whole)), rival, -1, 0},
		{"which had nearly all of them before", articleOf("A", version(clock(3, 7, 0), text(whole, brief)), version(clock(3, 9, 0), whole)), rival, 1, -1},
		{"which kept its date", articleOf("A", version(clock(3, 7, 0), brief), version(clock(3, 7, 0), text(brief, whole))), rival, -1, 0},
		{"whose first date was coarser", articleOf("A", version(date(3), brief), version(clock(3, 9, 0), text(brief, whole))), rival, -1, 0},
		{"a taker that kept its date", articleOf("A", version(clock(3, 9, 0), brief), version(clock(3, 9, 0), text(brief, whole))), rival, 0, 1},
		{"no time", articleOf("A", version(news.Time{}, whole)), rival, -1, 0},
		{"an agency after a paper", articleOf("Reuters", version(clock(3, 9, 0), wire+whole)), rival, -1, 1},
		{"an agency before a paper", articleOf("Reuters", version(clock(3, 7, 0), wire+whole)), rival, 1, -1},
		{"an agency after a paper that credits it", articleOf("Reuters", version(clock(3, 9, 0), wire+whole)), articleOf("A", version(clock(3, 8, 0), wire+whole)), 1, 1},
		{"one that credits a third", articleOf("A", version(clock(3, 9, 0), wire+whole)), rival, -1, 1},
		{"of which the later does not", articleOf("A", version(clock(3, 7, 0), wire+whole)), rival, 1, -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := Compare(test.a, test.b)
			if !r.IsTaken(0) {
				t.Fatalf("they share %d words only", r.Reused())
			}
			got, turned := NewTaking(test.a, test.b, r), NewTaking(test.b, test.a, Compare(test.b, test.a))
			if got.Taker != test.taker || got.Order != test.order {
				t.Errorf("taker %d, order %d, want %d, %d", got.Taker, got.Order, test.taker, test.order)
			}
			slices.Reverse(turned.Held[:])
			if turned.Taker >= 0 {
				turned.Taker = 1 - turned.Taker
			}
			if turned.Order = -turned.Order; got != turned {
				t.Errorf("%+v, the other way round %+v", got, turned)
			}
		})
	}
}

// An article that was revised points at a later one from which it got its words.
func TestGraphOfRevised(t *testing.T) {
	brief, whole := text(honey...), text(bridge...)
	g := group(
		news.Article{ID: "brief", Source: "A", Title: "Bridge", Published: clock(3, 7, 0), Text: brief},
		news.Article{ID: "report", Source: "B", Published: clock(3, 8, 0), Text: whole},
		news.Article{ID: "brief", Source: "A", Title: "Bridge", Published: clock(3, 9, 0), Text: text(brief, whole)},
	)
	if len(g.Stories) != 1 {
		t.Fatalf("%d stories, want one", len(g.Stories))
	}
	graph := g.Graph(g.Stories[0])
	if got, want := edgesSaid(&g, graph), []string{"brief < report"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if got, want := graph.Edges[0].Held, [2]news.Time{clock(3, 8, 0), clock(3, 9, 0)}; got != want {
		t.Errorf("held %v, want %v", got, want)
	}
}
