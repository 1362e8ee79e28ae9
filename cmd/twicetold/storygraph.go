package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// Who took from whom within a story, as a tree, as JSON, and in the language of Graphviz.

// Forms of --graph.
const (
	treeGraph = "tree"
	dotGraph  = "dot"
)

// checkGraph checks the value of --graph, "" when it was not asked for.
func checkGraph(form string, json bool) error {
	switch {
	case form != "" && form != treeGraph && form != dotGraph:
		return usageError{fmt.Errorf("--graph=%s: the graph is drawn as tree or dot, and with --json it stands in the document", form)}
	case form == dotGraph && json:
		return usageError{errors.New("--graph=dot and --json are two ways to print one thing: choose one")}
	}
	return nil
}

// graphView shows a graph.
type graphView struct {
	view
	graph  cluster.Graph
	takers [][]int // by node: edges that lead from it
	taken  []bool  // by node: it took from another
	column int     // of a tree: how wide branches and names are, behind the times
}

func newGraphView(v view, graph cluster.Graph) graphView {
	g := graphView{view: v, graph: graph}
	g.takers, g.taken = make([][]int, len(g.graph.Nodes)), make([]bool, len(g.graph.Nodes))
	for i, e := range g.graph.Edges {
		g.takers[e.Origin] = append(g.takers[e.Origin], i)
		g.taken[e.Taker] = true
	}
	return g
}

// tree writes the graph as trees, origins first, and names what stands alone.
func (g graphView) tree() {
	g.column = g.treeColumn()
	g.wrapped("", g.summary())
	var alone []int
	for n := range g.graph.Nodes {
		switch {
		case g.taken[n]:
		case len(g.takers[n]) > 0:
			g.line()
			g.node(n, "", "")
			g.below(n, "")
		default:
			alone = append(alone, n)
		}
	}
	if len(alone) == 0 {
		return
	}
	g.line()
	if !g.ids {
		articles := articlesOf(g.graph, alone)
		g.wrapped(indent, "On their own: "+strings.Join(g.listed(articles, g.toldApart(articles)), ", "))
		return
	}
	g.line(indent, "On their own:")
	for _, n := range alone {
		g.node(n, "", "")
	}
}

// articlesOf returns the articles of nodes.
func articlesOf(g cluster.Graph, nodes []int) []int {
	articles := make([]int, len(nodes))
	for i, n := range nodes {
		articles[i] = g.Nodes[n].Article
	}
	return articles
}

// summary counts the articles by what is known of where their words come from.
func (g graphView) summary() string {
	var took, own, may, credit, agency, articles int
	for _, node := range g.graph.Nodes {
		if node.Article >= 0 {
			articles++
		}
	}
	for _, e := range g.graph.Edges {
		switch {
		case !e.Directed:
			may++
		case e.Credited:
			credit++
		case e.Origin != e.In:
			agency++
		case g.isOwn(e):
			own++
		default:
			took++
		}
	}
	var said []string
	for _, part := range []struct {
		n               int
		one, many, rest string
	}{
		{took, "took", "took", "from an earlier one"}, {own, "repeats", "repeat", "one of the same outlet"}, {credit, "credits", "credit", "an agency"},
		{agency, "has", "have", "an agency's words without a credit"}, {may, "shares", "share", "with another and the times don't tell which had it first"},
	} {
		if part.n > 0 {
			said = append(said, plural(part.n, part.one, part.many)+" "+part.rest)
		}
	}
	if len(said) == 0 {
		return "Who took from whom: none of " + plural(articles, "article", "articles") + " shares more than a sentence or two outside of quotations with another."
	}
	return "Who took from whom, of " + plural(articles, "article", "articles") + ": " + strings.Join(said, ", ") + "."
}

// Columns of a tree.
const (
	minTreeColumn = 28 // of branches and names
	branchWidth   = 2
)

// treeColumn returns how many columns branches and names get: what they need, up to half of the line.
func (g graphView) treeColumn() int {
	needed := 0
	for n := range g.graph.Nodes {
		if !g.taken[n] {
			needed = max(needed, g.needed(n, 0))
		}
	}
	return max(minTreeColumn, min(needed, (g.width-g.timed())/2))
}

// needed returns how many columns a node needs, and what is below it, behind so many branches.
func (g graphView) needed(n, branches int) int {
	columns := branches*branchWidth + columnsOf(g.called(n))
	for _, i := range g.takers[n] {
		columns = max(columns, g.needed(g.graph.Edges[i].Taker, branches+1))
	}
	return columns
}

// node writes a node behind its branches. A name that is too wide for its column pushes what is noted of it to the next line.
func (g graphView) node(n int, branch, note string) {
	when := ""
	room := g.width - g.timed() - g.column - 1
	said := wrap(note, room)
	if a := g.graph.Nodes[n].Article; a >= 0 {
		when = g.when(g.g.Articles[a].Published)
		if g.ids {
			said = append(said, wrap("id "+clean(g.g.Articles[a].ID), room)...)
		}
	}
	branch = g.near(branch)
	name := branch + fit(g.called(n), g.width-g.timed()-columnsOf(branch))
	if columnsOf(name) > g.column {
		said = append([]string{""}, said...)
	}
	start := pad(indent+when, g.timed()) + pad(name, g.column) + " "
	g.line(start, g.faint(strings.Join(said[:min(len(said), 1)], "")))
	for _, line := range said[min(len(said), 1):] {
		g.line(pad(pad("", g.timed())+strings.Map(downOnly, branch), g.timed()+g.column), " ", g.faint(line))
	}
}

// near returns the last of many branches, behind a mark, so that they take no more than half of the line.
func (g graphView) near(branch string) string {
	marks := []rune(branch) // each one column wide
	if most := (g.width - g.timed()) / 2; len(marks) > most {
		return "…" + string(marks[len(marks)-most+1:])
	}
	return branch
}

// downOnly turns the branches before a node into those before what stands below it.
func downOnly(r rune) rune {
	switch r {
	case '├', '│':
		return '│'
	}
	return ' '
}

// below writes the takers of a node.
func (g graphView) below(n int, branches string) {
	for k, i := range g.takers[n] {
		e := g.graph.Edges[i]
		here, further := "├ ", "│ "
		if k == len(g.takers[n])-1 {
			here, further = "└ ", "  "
		}
		g.node(e.Taker, branches+here, g.note(e))
		g.below(e.Taker, branches+further)
	}
}

// called names a node.
func (g graphView) called(n int) string {
	if node := g.graph.Nodes[n]; node.Article < 0 {
		return clean(node.Agency) + " (not here)"
	}
	return g.name(g.graph.Nodes[n].Article)
}

// note says what a taker has of its origin.
func (g graphView) note(e cluster.Edge) string {
	share := percent(e.Reuse.Share(1))
	passages := plural(len(e.Reuse.Passages), "passage", "passages")
	switch {
	case e.In < 0:
		return "credits it"
	case e.Origin != e.In && e.Credited:
		return "credits it; " + share + " as in " + g.calledApart(e.In)
	case e.Origin != e.In:
		which := ", which has its words, too"
		if g.g.Articles[g.graph.Nodes[e.In].Article].Credits() != "" {
			which = ", which credits it"
		}
		return share + " as in " + g.calledApart(e.In) + which
	case e.Reuse.Reused() == 0:
		return joined(", ", "same text", g.lagged(e))
	case !e.Directed:
		return "shares " + share + ", " + passages + "; either may have it from the other"
	case e.Credited:
		return joined(", ", "credits it, took "+share, g.lagged(e), passages)
	case g.isOwn(e):
		return joined(", ", "repeats "+share, g.lagged(e), passages)
	}
	return joined(", ", "took "+share, g.lagged(e), passages)
}

// isOwn reports whether an outlet took from itself.
func (g graphView) isOwn(e cluster.Edge) bool {
	origin, taker := g.graph.Nodes[e.Origin].Article, g.graph.Nodes[e.Taker].Article
	return origin >= 0 && g.g.Articles[origin].Source != "" && g.g.Articles[origin].Source == g.g.Articles[taker].Source
}

// calledApart names an article, one of several of its outlet with its time.
func (g graphView) calledApart(n int) string {
	name, article := g.called(n), g.graph.Nodes[n].Article
	for i, node := range g.graph.Nodes {
		if i != n && node.Article >= 0 && g.name(node.Article) == name {
			return name + " " + g.said(g.g.Articles[article].Published)
		}
	}
	return name
}

// lagged says how much later the taker of an edge between articles had what it has of its origin, as far as the times prove it.
func (g graphView) lagged(e cluster.Edge) string {
	origin, taker := g.graph.Nodes[e.Origin].Article, g.graph.Nodes[e.Taker].Article
	if origin < 0 || !e.Directed || cluster.Order(e.Held[0], e.Held[1]) >= 0 {
		return ""
	}
	said := g.later(e.Held[0], e.Held[1])
	if isLater(e.Held[1], g.g.Articles[taker].Published) {
		said += " in a revision"
	}
	return said
}

// writeDOT writes the graph in the language of Graphviz: dashed and without an arrow where either may have been first.
func (g graphView) writeDOT(w io.Writer) error {
	var b strings.Builder
	b.WriteString("digraph story {\n  node [shape=box, style=rounded];\n")
	for n, node := range g.graph.Nodes {
		label, style := g.called(n), ""
		if node.Article >= 0 {
			label += "\n" + g.said(g.g.Articles[node.Article].Published)
		} else {
			label, style = clean(node.Agency), ", style=\"rounded,dashed\""
		}
		fmt.Fprintf(&b, "  n%d [label=%s%s];\n", n, dotQuoted(label), style)
	}
	for _, e := range g.graph.Edges {
		style := ""
		if !e.Directed {
			style = ", dir=none, style=dashed"
		}
		fmt.Fprintf(&b, "  n%d -> n%d [label=%s%s];\n", e.Origin, e.Taker, dotQuoted(g.labelled(e)), style)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// labelled says in a few words what a taker has of its origin.
func (g graphView) labelled(e cluster.Edge) string {
	switch {
	case e.In < 0:
		return "credits it"
	case e.Origin != e.In && e.Credited:
		return "credits it\n" + percent(e.Reuse.Share(1))
	}
	return joined("\n", percent(e.Reuse.Share(1)), g.lagged(e))
}

// dotQuoted writes a text as a quoted string of Graphviz, in which only the quotation mark and the backslash, which begins escapes, mean
// something.
func dotQuoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// graphJSON is who took from whom.
type graphJSON struct {
	Nodes []nodeJSON `json:"nodes"`
	Edges []edgeJSON `json:"edges"`
}

type nodeJSON struct {
	ArticleID *string `json:"article_id"`
	Agency    *string `json:"agency"` // that has no article of its own in the story
}

type edgeJSON struct {
	Origin      int                 `json:"origin"` // places in nodes
	Taker       int                 `json:"taker"`
	Directed    bool                `json:"directed"`
	Credited    bool                `json:"credited"`
	Copy        bool                `json:"copy"`
	LagSeconds  *int64              `json:"lag_seconds"`
	MeasuredIn  *int                `json:"measured_in"` // the node that the rest compares the taker with
	Share       *float64            `json:"share"`
	OriginShare *float64            `json:"origin_share"`
	Words       int                 `json:"words"`
	Passages    []sharedPassageJSON `json:"passages"` // places in that node and the taker
}

func newGraphJSON(g cluster.Grouping, graph cluster.Graph) *graphJSON {
	j := &graphJSON{[]nodeJSON{}, []edgeJSON{}}
	for _, n := range graph.Nodes {
		node := nodeJSON{Agency: optional(n.Agency)}
		if n.Article >= 0 {
			node.ArticleID = &g.Articles[n.Article].ID
		}
		j.Nodes = append(j.Nodes, node)
	}
	article := func(n int) *cluster.Article { return g.Articles[graph.Nodes[n].Article] }
	for _, e := range graph.Edges {
		edge := edgeJSON{Origin: e.Origin, Taker: e.Taker, Directed: e.Directed, Credited: e.Credited, Copy: e.Copy, Words: e.Reuse.Reused(),
			Passages: []sharedPassageJSON{}}
		if graph.Nodes[e.Origin].Article >= 0 {
			edge.LagSeconds = lagSeconds(e.Held[0], e.Held[1])
		}
		if e.In >= 0 {
			share, originShare := rounded(e.Reuse.Share(1)), rounded(e.Reuse.Share(0))
			edge.MeasuredIn, edge.Share, edge.OriginShare = &e.In, &share, &originShare
			edge.Passages = newPassagesJSON(e.Reuse.Passages, article(e.In).ID, article(e.Taker).ID)
		}
		j.Edges = append(j.Edges, edge)
	}
	return j
}
