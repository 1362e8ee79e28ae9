package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Who took from whom within a story is told article by article: each points at the one that it most probably took its words
// from, if there is one, whether the two carry one text or only share passages. What is enough for that, and why a quotation is not, stands
// with [Reuse].
//
// Most probable is what an article says itself: the agency that it credits, be it there with an article of its own or not. Else
// it is an earlier article that shares the most. Copies of one text share nearly the same with it, so that the order in which they
// copied from each other can't be told; of those that share at least alike as much as the best, the earliest stands for it. One that
// is known to be earlier goes before one that may be, and an edge between two of which the times don't tell which was first says
// so. What is shared with one that credits an agency, or has most of its words from one that does, is that agency's as far as can be
// known: outlets run agency copy without a word, and of two that do neither took it from the other. Nor does an agency take from a
// paper that was faster to publish: there, too, either may have it from the other.
//
// An article points at one that had before it what they share (taking.go), or stands before it in order where that is not known, or at an
// agency, when that closes no circle: the graph is a forest.
//
// Which pairs share anything is read off an index of runs of words. What stands in many articles counts for the first of them only,
// which are the origins that are looked for, and of those that share runs with an article a few are compared word for word.

const (
	// manyHolders is how many articles a run counts for.
	manyHolders = 64
	// comparedOrigins of those that share most runs, and as many of the first that share alike, are compared with an article.
	comparedOrigins = 8
	// alike is the share of the best from which on an origin is as good: reprints lose a word here and a line there.
	alike = .9
	// mostly is the share of an article from which on the agency whose words it has is its author.
	mostly = .5
)

// Graph says who took from whom within a story.
type Graph struct {
	Nodes []Node
	Edges []Edge // one at most for each taker, in order
}

// Node is an article, or an agency that articles credit for what none of its own in the story has.
type Node struct {
	Article int    // -1 for an agency
	Agency  string // "" for an article
}

// Edge says that one node took from another.
type Edge struct {
	Origin, Taker int          // nodes
	Directed      bool         // the origin is an agency that the taker or In credits, or the times prove the order; else either may have it from the other
	Credited      bool         // the taker credits the origin itself
	Copy          bool         // both carry one text
	In            int          // the node that Reuse compares the taker with: the origin, or one that credits that agency; -1 for none
	Reuse         Reuse        // of In (0) and the taker (1)
	Held          [2]news.Time // when In and the taker had what they share, as in [Taking]
}

// Graph returns who took from whom within a story.
func (g *Grouping) Graph(s Story) Graph {
	b := newGraphBuilder(g, s.Articles)
	for i := range b.articles {
		b.credit(i)
	}
	for i := range b.articles {
		if b.edges[i] == nil {
			b.point(i)
		}
	}
	for _, e := range b.edges {
		if e != nil {
			b.graph.Edges = append(b.graph.Edges, *e)
		}
	}
	return b.graph
}

// graphBuilder is the work on a graph. Articles are named by their places in the story, which are their nodes.
type graphBuilder struct {
	graph    Graph
	articles []*Article
	lists    []*wordList
	editions [][]edition
	holders  [][]int32       // by run that stands in several articles: these, the first of them
	runs     [][]int32       // by article: such runs in it
	agencies map[string]int  // nodes of agencies
	edges    []*Edge         // by taker
	found    [][]comparedOne // by article: whom it was compared with
}

// comparedOne is another article and what is shared with it.
type comparedOne struct {
	article int
	reuse   Reuse // of it and the one at hand
	taking  Taking
}

func newGraphBuilder(g *Grouping, articles []int) *graphBuilder {
	b := &graphBuilder{agencies: map[string]int{}, edges: make([]*Edge, len(articles)), found: make([][]comparedOne, len(articles))}
	words := lexicon{}
	for i, article := range articles {
		b.graph.Nodes = append(b.graph.Nodes, Node{Article: article})
		b.articles = append(b.articles, g.Articles[article])
		b.lists = append(b.lists, words.list(b.articles[i]))
		b.editions = append(b.editions, editions(b.articles[i]))
	}
	b.indexRuns()
	for i := range articles {
		b.found[i] = b.compare(i)
	}
	return b
}

// indexRuns finds out which runs stand in several articles.
func (b *graphBuilder) indexRuns() {
	type held struct {
		hash uint64
		by   int32
	}
	var all []held
	for i, list := range b.lists {
		for k, r := range list.runs {
			if k == 0 || r.hash != list.runs[k-1].hash {
				all = append(all, held{r.hash, int32(i)})
			}
		}
	}
	slices.SortFunc(all, func(x, y held) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.by, y.by)) })
	b.runs = make([][]int32, len(b.lists))
	for start, end := 0, 0; start < len(all); start = end {
		var holders []int32
		for end = start; end < len(all) && all[end].hash == all[start].hash; end++ {
			holders = append(holders, all[end].by)
		}
		if len(holders) < 2 {
			continue
		}
		for _, i := range holders {
			b.runs[i] = append(b.runs[i], int32(len(b.holders)))
		}
		b.holders = append(b.holders, holders[:min(len(holders), manyHolders)])
	}
}

// compare compares an article with those that may be its origin, and returns those that it shares enough with, in order.
func (b *graphBuilder) compare(i int) []comparedOne {
	var found []comparedOne
	for _, o := range b.candidates(i) {
		if r := newReuse(b.lists[o], b.lists[i]); r.IsTaken(1) || b.isCopy(o, i) {
			taking := r.taking([2]*Article{b.articles[o], b.articles[i]}, [2][]edition{b.editions[o], b.editions[i]})
			found = append(found, comparedOne{o, r, taking})
		}
	}
	return found
}

// isCopy reports whether two articles carry one text.
func (b *graphBuilder) isCopy(i, j int) bool {
	return b.articles[i].TextIndex == b.articles[j].TextIndex
}

// candidates returns the articles that may be the origin of one, in order: earlier ones, later ones if it was revised, and those of the
// agency that it credits.
func (b *graphBuilder) candidates(i int) []int {
	shared := make([]int, len(b.articles))
	for _, run := range b.runs[i] {
		for _, o := range b.holders[run] {
			shared[o]++
		}
	}
	var may []int
	for o := range b.articles {
		copied := b.articles[i].Copy != nil && b.graph.Nodes[o].Article == b.articles[i].Copy.Of // too short for a run, maybe
		if o != i && (shared[o] > 0 || copied) && (o < i || b.editions[i] != nil || b.isOwn(o, b.articles[i].Credits()) || b.isFellow(o, i) || b.articles[o].isAgency()) {
			may = append(may, o)
		}
	}
	most := slices.Clone(may)
	slices.SortStableFunc(most, func(x, y int) int { return cmp.Compare(shared[y], shared[x]) })
	chosen := slices.Clone(most[:min(len(most), comparedOrigins)])
	first := 0
	for _, o := range may {
		if first < comparedOrigins && float64(shared[o]) >= alike*float64(shared[most[0]]) {
			chosen = append(chosen, o)
			first++
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// isOwn reports whether an article is of an agency's own.
func (b *graphBuilder) isOwn(i int, agency string) bool {
	return b.articles[i].IsOf(agency)
}

// isFellow reports whether two articles credit one agency.
func (b *graphBuilder) isFellow(i, j int) bool {
	agency := b.articles[i].Credits()
	return agency != "" && agency == b.articles[j].Credits()
}

// credit points an article at the agency that it credits.
func (b *graphBuilder) credit(i int) {
	agency := b.articles[i].Credits()
	if agency == "" {
		return
	}
	var own, fellow *comparedOne
	for k := range b.found[i] {
		c := &b.found[i][k]
		if b.isOwn(c.article, agency) && !b.leadsTo(c.article, i) && more(c, own) {
			own = c
		}
		if b.isFellow(c.article, i) && more(c, fellow) {
			fellow = c
		}
	}
	switch {
	case own != nil:
		b.edges[i] = &Edge{Origin: own.article, Taker: i, Directed: true, Credited: true, Copy: b.isCopy(own.article, i), In: own.article, Reuse: own.reuse, Held: own.taking.Held}
	case fellow != nil:
		b.edges[i] = &Edge{Origin: b.agency(agency), Taker: i, Directed: true, Credited: true, In: fellow.article, Reuse: fellow.reuse, Held: fellow.taking.Held}
	default:
		b.edges[i] = &Edge{Origin: b.agency(agency), Taker: i, Directed: true, Credited: true, In: -1, Reuse: Reuse{Words: [2]int{0, len(b.lists[i].words)}}}
	}
}

// more reports whether one shares more than the best so far.
func more(c, best *comparedOne) bool { return best == nil || c.reuse.Share(1) > best.reuse.Share(1) }

// leadsTo reports whether the way from an article over its origins leads to another one.
func (b *graphBuilder) leadsTo(from, to int) bool {
	for from != to {
		if from >= len(b.edges) || b.edges[from] == nil {
			return false
		}
		from = b.edges[from].Origin
	}
	return true
}

// agency returns the node of an agency without an article of its own.
func (b *graphBuilder) agency(name string) int {
	node, known := b.agencies[name]
	if !known {
		node = len(b.graph.Nodes)
		b.agencies[name] = node
		b.graph.Nodes = append(b.graph.Nodes, Node{Article: -1, Agency: name})
	}
	return node
}

// point points an article at the one that it most probably took from.
func (b *graphBuilder) point(i int) {
	best := 0.0
	var may []comparedOne
	for _, c := range b.found[i] {
		if b.mayBeOrigin(c, i) {
			may = append(may, c)
			best = max(best, c.reuse.Share(1))
		}
	}
	var origin *comparedOne
	rank := -1
	for k := range may {
		c := &may[k]
		if r := b.originRank(c); c.reuse.Share(1) >= alike*best && r > rank {
			origin, rank = c, r
		}
	}
	if origin == nil {
		return
	}
	e := &Edge{Origin: origin.article, Taker: i, Directed: rank >= provenRank, Copy: b.isCopy(origin.article, i), In: origin.article, Reuse: origin.reuse, Held: origin.taking.Held}
	if from := b.edges[e.Origin]; from != nil && b.graph.Nodes[from.Origin].Article < 0 && (from.Credited || from.Reuse.Share(1) >= mostly) {
		e.Origin, e.Directed, e.Copy = from.Origin, true, false
	}
	b.edges[i] = e
}

// provenRank is that of an article which is known to have been before the taker.
const provenRank = 2

// originRank orders articles that share alike with another one: those known to have been before it go first, then those of an agency.
func (b *graphBuilder) originRank(c *comparedOne) int {
	rank := 0
	if c.taking.Taker == 1 {
		rank = provenRank
	}
	if b.articles[c.article].isAgency() {
		rank++
	}
	return rank
}

// mayBeOrigin reports whether an article may have taken from another one: where it is not known which took it, from an agency unless it is
// one, else from one before it.
func (b *graphBuilder) mayBeOrigin(c comparedOne, taker int) bool {
	agency := b.articles[c.article].isAgency()
	switch {
	case b.leadsTo(c.article, taker):
		return false
	case c.taking.Taker >= 0:
		return c.taking.Taker == 1
	case agency != b.articles[taker].isAgency():
		return agency
	}
	return c.article < taker
}
