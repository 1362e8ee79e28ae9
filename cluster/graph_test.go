package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// oneStory returns articles as one story, each a text of its own, in order of publication.
func oneStory(articles ...news.Article) (*Grouping, Story) {
	g := &Grouping{}
	slices.SortStableFunc(articles, func(a, b news.Article) int { return comparePublished(a.Published, b.Published) })
	s := Story{}
	for i, a := range articles {
		a.Lang = english
		read := ReadArticle(KeptArticle{ID: a.ID, Records: []news.Article{a}}, nil)
		read.TextIndex = i
		g.Articles = append(g.Articles, read)
		s.Articles = append(s.Articles, i)
	}
	return g, s
}

// edgesSaid writes edges as "taker < origin", with ? where either may have it from the other.
func edgesSaid(g *Grouping, graph Graph) []string {
	name := func(n int) string {
		if node := graph.Nodes[n]; node.Article >= 0 {
			return g.Articles[node.Article].ID
		}
		return "[" + graph.Nodes[n].Agency + "]"
	}
	var said []string
	for _, e := range graph.Edges {
		sign := " < "
		if !e.Directed {
			sign = " ? "
		}
		line := name(e.Taker) + sign + name(e.Origin)
		if e.Credited {
			line += " credited"
		}
		if e.In >= 0 && e.In != e.Origin {
			line += " as in " + name(e.In)
		}
		said = append(said, line)
	}
	return said
}

func TestGraph(t *testing.T) {
	whole, half := text(bridge...), text(bridge[:6]...)
	ap := func(text string) string { return "HALLOW BAY (AP) — " + text }
	quoted := `He was angry. "We have asked for a new shaft since the winter before last and for two spare pins, and for a diver who knows the lock, and nobody has answered a single letter," he said.`
	of := func(id, source string, at news.Time, text string) news.Article {
		return news.Article{ID: id, Source: source, Published: at, Text: text}
	}
	tests := []struct {
		name     string
		articles []news.Article
		want     []string
	}{
		{"nothing", nil, nil},
		{"the earliest of those that share alike", []news.Article{
			of("first", "A", clock(3, 8, 0), whole), of("copy", "B", clock(3, 9, 0), whole), of("late", "C", clock(3, 10, 0), text(whole, honey[0])),
		}, []string{"copy < first", "late < first"}},
		{"the one that shares most", []news.Article{
			of("first", "A", clock(3, 8, 0), half), of("more", "B", clock(3, 9, 0), whole), of("late", "C", clock(3, 10, 0), whole),
		}, []string{"more < first", "late < more"}},
		{"a part of it", []news.Article{of("first", "A", clock(3, 8, 0), whole), of("part", "B", clock(3, 9, 0), text(honey[0], bridge[3], honey[1], bridge[7], bridge[8]))}, []string{"part < first"}},
		{"a sentence", []news.Article{of("first", "A", clock(3, 8, 0), whole), of("part", "B", clock(3, 9, 0), text(honey[0], bridge[0]))}, nil},
		{"a quotation", []news.Article{of("first", "A", clock(3, 8, 0), text(honey[0], quoted)), of("second", "B", clock(3, 9, 0), text(quoted, honey[1]))}, nil},
		{"times of unequal precision", []news.Article{of("day", "A", date(3), whole), of("minute", "B", clock(3, 9, 0), whole)}, []string{"minute ? day"}},
		{"no time", []news.Article{of("known", "A", clock(3, 8, 0), whole), of("unknown", "B", news.Time{}, whole)}, []string{"unknown ? known"}},
		{"known before goes before maybe", []news.Article{
			of("maybe", "A", date(3), whole), of("known", "B", clock(3, 8, 0), whole), of("taker", "C", clock(3, 9, 0), whole),
		}, []string{"known ? maybe", "taker < known"}},
		{"an agency that is here", []news.Article{of("wire", "apnews.com", clock(3, 9, 0), ap(whole)), of("paper", "A", clock(3, 8, 0), ap(whole)), of("other", "B", clock(3, 10, 0), half)},
			[]string{"paper < wire credited", "other < wire"}},
		{"an agency that is not", []news.Article{of("one", "A", clock(3, 8, 0), ap(whole)), of("two", "B", clock(3, 9, 0), ap(half)), of("silent", "C", clock(3, 10, 0), half), of("own", "D", clock(3, 11, 0), ap(text(honey...)))},
			[]string{"one < [AP] credited as in two", "two < [AP] credited as in one", "silent < [AP] as in one", "own < [AP] credited"}},
		{"words of an agency at second hand", []news.Article{of("one", "A", date(3), ap(whole)), of("two", "B", clock(3, 9, 0), whole), of("three", "C", clock(3, 10, 0), half)},
			[]string{"one < [AP] credited", "two < [AP] as in one", "three < [AP] as in two"}},
		{"too little of a long one", []news.Article{of("first", "A", clock(3, 8, 0), text(honey[1], honey[2])), of("second", "B", clock(3, 9, 0), text(strings.Repeat("Other words of one day were said here before noon. ", 90), honey[1], honey[2]))}, nil},
		{"an agency is no taker", []news.Article{of("paper", "A", clock(3, 8, 0), whole), of("wire", "Reuters", clock(3, 9, 0), "HALLOW BAY (Reuters) - "+whole)}, []string{"paper ? wire"}},
		{"two agencies that credit each other", []news.Article{
			of("ap", "AP", clock(3, 8, 0), "HALLOW BAY (Reuters) - "+whole), of("reuters", "Reuters", clock(3, 9, 0), "HALLOW BAY (AP) - "+whole),
		}, []string{"ap < reuters credited", "reuters < [AP] credited"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g, s := oneStory(test.articles...)
			if got := edgesSaid(g, g.Graph(s)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Copies too short to have passages point at the origin of their text all the same.
func TestGraphOfShortCopies(t *testing.T) {
	g := group(
		news.Article{ID: "first", Source: "A", Published: clock(3, 8, 0), Text: "Bridge stuck half open. Nobody hurt."},
		news.Article{ID: "copy", Source: "B", Published: clock(3, 9, 0), Text: "Bridge stuck half open. Nobody hurt."},
	)
	if got, want := edgesSaid(&g, g.Graph(g.Stories[0])), []string{"copy < first"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever is in a story, the graph is a forest, and it claims no order that the times don't prove.
func TestGraphIsForest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	sources := []string{"A", "B", "AP", "Reuters", "C"}
	credits := []string{"", "", "HALLOW BAY (AP) — ", "HALLOW BAY (Reuters) - "}
	for range 300 {
		var articles []news.Article
		for i := range 2 + random.IntN(8) {
			at := clock(3, random.IntN(3), 0)
			if random.IntN(3) == 0 {
				at = date(3 + random.IntN(2))
			}
			from := random.IntN(8)
			articles = append(articles, news.Article{ID: fmt.Sprint(i), Source: sources[random.IntN(len(sources))], Published: at,
				Text: credits[random.IntN(len(credits))] + text(bridge[from:min(len(bridge), from+2+random.IntN(6))]...)})
		}
		g, s := oneStory(articles...)
		graph := g.Graph(s)
		origin := map[int]int{}
		for _, e := range graph.Edges {
			if _, twice := origin[e.Taker]; twice {
				t.Fatalf("%d has two origins in %v", e.Taker, edgesSaid(g, graph))
			}
			origin[e.Taker] = e.Origin
			if from := graph.Nodes[e.Origin].Article; e.Directed && !e.Credited && from >= 0 && Order(g.Articles[from].Published, g.Articles[graph.Nodes[e.Taker].Article].Published) >= 0 {
				t.Errorf("the times don't prove %v", e)
			}
		}
		for start := range origin {
			n, steps := start, 0
			for next, ok := origin[n]; ok; next, ok = origin[n] {
				if n = next; steps > len(graph.Nodes) {
					t.Fatalf("a circle in %v", edgesSaid(g, graph))
				}
				steps++
			}
		}
	}
}

// A story of 600 articles: of three, one reprints a report, one takes a part, and one is its own.
func BenchmarkGraph(b *testing.B) {
	const articles, sentences = 600, 40
	random := rand.New(rand.NewPCG(1, 2))
	sentence := func() string {
		words := make([]string, 18)
		for i := range words {
			words[i] = fmt.Sprintf("word%d", random.IntN(5000))
		}
		return strings.Join(words, " ") + "."
	}
	report := func() []string {
		var list []string
		for range sentences {
			list = append(list, sentence())
		}
		return list
	}
	wire := report()
	for _, bench := range []struct {
		name string
		text func(i int) []string
	}{
		{"mixed", func(i int) []string {
			own := report()
			switch i % 3 {
			case 0:
				return slices.Concat(wire[:20+random.IntN(20)], own[:2])
			case 1:
				return slices.Concat(own, wire[:random.IntN(8)])
			}
			return own
		}},
		{"copies", func(int) []string { return slices.Concat(wire, []string{sentence()}) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var list []news.Article
			for i := range articles {
				at := news.Time{At: time.Date(2026, 3, 12, 6, i, 0, 0, time.UTC), Precision: news.Minute, Trust: news.Stated}
				list = append(list, news.Article{ID: fmt.Sprint(i), Published: at, Text: strings.Join(bench.text(i), "\n")})
			}
			g, s := oneStory(list...)
			for b.Loop() {
				g.Graph(s)
			}
		})
	}
}
