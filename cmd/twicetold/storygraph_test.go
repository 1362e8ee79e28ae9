package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// tollStory is an agency's report that three outlets run, one of them without a word; the agency's own is not there.
func tollStory() cluster.Grouping {
	const report = "The toll bridge at Marrow Heath will charge lorries two crowns from May, the county said on Monday. " +
		"Cars stay free until the new ramp is paid for, which treasurer Ansel Quoy expects in six years. " +
		"Hauliers called the plan a tax on bread, and asked for a month to think about it."
	at := func(minute int) news.Time {
		return news.Time{At: time.Date(2031, 4, 2, 8, minute, 0, 0, time.UTC), Precision: news.Minute, Trust: news.Stated}
	}
	return cluster.Group([]news.Article{
		{ID: "1", Source: "Hill Post", Lang: "en", Published: at(0), Title: "Toll for lorries", Text: "MARROW HEATH (AP) — " + report},
		{ID: "2", Source: `Sly "Fox" \ Co`, Lang: "en", Published: at(5), Title: "Lorries to pay", Text: report},
		{ID: "3", Source: "Vale Mail", Lang: "en", Published: news.Time{At: at(0).At.Truncate(24 * time.Hour), Precision: news.Day, Trust: news.Stated},
			Title: "Two crowns a lorry", Text: "MARROW HEATH (AP) — " + report},
	}, cluster.DefaultOptions())
}

func TestGraphOfAbsentAgency(t *testing.T) {
	g := tollStory()
	var v graphView
	tree := written(100, func(p *page) {
		v = newGraphView(newView(p, g, true), g.Graph(g.Stories[0]))
		v.tree()
	})
	const want = `Who took from whom, of 3 articles: 2 credit an agency, 1 has an agency's words without a credit.

                AP (not here)
    2 Apr       ├ Vale Mail                  credits it; 100 % as in Hill Post
    2 Apr 08:00 ├ Hill Post                  credits it; 100 % as in Vale Mail
    2 Apr 08:05 └ Sly "Fox" \ Co             100 % as in Hill Post, which credits it
`
	if tree != want {
		t.Errorf("got\n%s\nwant\n%s", tree, want)
	}
	var out bytes.Buffer
	if err := v.writeDOT(&out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`[label="Sly \"Fox\" \\ Co\n2 Apr 08:05"]`, `[label="AP", style="rounded,dashed"]`, `[label="credits it\n100 %"]`, `[label="100 %"]`} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%s is not in\n%s", line, out.String())
		}
	}
	for _, e := range newGraphJSON(g, g.Graph(g.Stories[0])).Edges {
		if e.LagSeconds != nil || e.MeasuredIn == nil || !e.Directed {
			t.Errorf("an edge from an absent agency is %+v", e)
		}
	}
}

// TestGraphOfChain looks at the names of a chain in which each took from the one before.
func TestGraphOfChain(t *testing.T) {
	for _, test := range []struct {
		name          string
		columns, deep int
		outlet        string
		want          string // of the last one, from its branch on
	}{
		{"short", 100, 2, "Hill Post", "└ Hill Post 2" + strings.Repeat(" ", 14) + "credits it"},
		{"the column grows", 100, 9, "Lower Marrow Courier", strings.Repeat(" ", 16) + "└ Lower Marrow Courier 9 credits it"},
		{"the note goes to the next line", 100, 20, "Lower Marrow Courier", strings.Repeat(" ", 38) + "└ Lower Marrow Courier 20\n" + strings.Repeat(" ", 59) + "credits it"},
		{"branches are cut", 60, 50, "Marrow Courier", "…" + strings.Repeat(" ", 19) + "└ Marrow Courier 50\n" + strings.Repeat(" ", 45) + "credits it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree := strings.TrimSpace(written(test.columns, func(p *page) { chainOf(test.outlet, test.deep, p).tree() }))
			if !strings.HasSuffix(tree, " "+test.want) {
				t.Errorf("got\n%s\nwant at its end\n%s", tree, test.want)
			}
			for line := range strings.Lines(tree) {
				if n := columnsOf(strings.TrimRight(line, "\n")); n > test.columns {
					t.Errorf("%d columns: %s", n, line)
				}
			}
		})
	}
}

// chainOf returns a graph of so many outlets that took one from the other.
func chainOf(outlet string, deep int, p *page) graphView {
	var g cluster.Grouping
	graph := cluster.Graph{Nodes: make([]cluster.Node, deep+1)}
	for i := range graph.Nodes {
		g.Articles = append(g.Articles, &cluster.Article{Article: news.Article{Source: fmt.Sprintf("%s %d", outlet, i),
			Published: news.Time{At: time.Date(2031, 4, 2, 8, i, 0, 0, time.UTC), Precision: news.Minute, Trust: news.Stated}}})
		graph.Nodes[i].Article = i
		if i > 0 {
			graph.Edges = append(graph.Edges, cluster.Edge{Origin: i - 1, Taker: i, In: -1, Directed: true, Credited: true})
		}
	}
	return newGraphView(newView(p, g, true), graph)
}
