package cluster

import (
	"slices"
)

// Pairs tells how the texts of a grouping resemble each other, for those who ask why two of them are in
// one story, or not.
//
// Only some pairs are ever looked at. The index offers a text its candidates; of them those are compared
// exactly, the nearest of those are its neighbours, and stories are made of the scores of neighbours. A pair
// that fell out on the way counts as unlike, whatever it says: the share of true pairs that get
// through, the recall of candidates, is the ceiling of all the rest.
type Pairs struct {
	grouping   Grouping
	comparison *comparison
	opts       Options
	near       [][]neighbour      // by text that stands for its bloc: its neighbours
	scores     map[[2]int]float64 // of edges, by their texts
}

// newPairs returns the pairs of a grouping's texts.
func newPairs(g Grouping, c *comparison, opts Options) *Pairs {
	all := slices.Repeat([]bool{true}, len(g.Texts))
	p := &Pairs{g, c, opts, c.nearest(all), make(map[[2]int]float64, len(c.edges))}
	for _, e := range c.edges {
		p.scores[[2]int{e.a, e.b}] = e.score
	}
	return p
}

// Pair is how two texts resemble each other.
type Pair struct {
	Compared   bool    // one was compared exactly with the other
	Neighbours bool    // one is among the neighbours of the other, or they go as one
	One        bool    // they are so alike that they go as one when stories are made
	Cosine     float64 // of their weighted terms
	Time       float64 // how well their times of publication fit one event
	Score      float64 // as stories are made of it: 0 when they are not neighbours
	Linkage    float64 // of the two on their own: what Tuning.Story is held against
}

// Of returns the pair of two different texts, named by their places in the grouping.
func (p *Pairs) Of(a, b int) Pair {
	c := p.comparison
	x, y := c.blocs.of[a], c.blocs.of[b] // that stand for them
	pair := Pair{
		Compared: isNeighbour(c.near[a], b) || isNeighbour(c.near[b], a),
		One:      x == y,
		Cosine:   p.cosine(a, b),
		Time:     c.timeFactor(c.docs[a].when, c.docs[b].when),
		Score:    p.scores[[2]int{min(x, y), max(x, y)}],
	}
	pair.Neighbours = pair.One || isNeighbour(p.near[x], y) || isNeighbour(p.near[y], x)
	pair.Linkage = pair.Score / c.Prior
	if pair.One {
		pair.Score, pair.Linkage = 1, c.pairLinkage(a, b)
	}
	return pair
}

// Linkage returns the linkage of two different stories, which Tuning.Story is held against when they might be one.
func (p *Pairs) Linkage(s, t int) float64 {
	c := p.comparison
	member := map[int]bool{}
	var start [][]int
	for _, story := range []int{s, t} {
		stand := p.stand(story)
		for _, i := range stand {
			member[i] = true
		}
		start = append(start, stand)
	}
	between := slices.DeleteFunc(scores(c.edges), func(e weighted) bool { return !member[e.a] || !member[e.b] })
	g := newAgglomeration(start, mergeRule{prior: c.Prior})
	g.connect(between)
	if len(g.heap) == 0 {
		return 0
	}
	return g.heap[0].value
}

// Veto returns what keeps two different stories apart, however much they share; "" when nothing does.
func (p *Pairs) Veto(s, t int) string {
	return p.grouping.vetoes(p.comparison, constraints{}, p.opts)(p.stand(s), p.stand(t))
}

// stand returns the texts of a story that stand for their blocs.
func (p *Pairs) stand(story int) []int {
	return slices.DeleteFunc(slices.Clone(p.grouping.Stories[story].Texts), func(i int) bool { return p.comparison.blocs.of[i] != i })
}

// Evidence returns what text a shares with text b, and what speaks for and against their telling of one event.
func (p *Pairs) Evidence(a, b int) []Evidence {
	// A story of the two is asked why a is in it.
	two := Grouping{Articles: p.grouping.Articles, Texts: slices.Clone(p.grouping.Texts), Stories: []Story{{Texts: []int{a, b}}}}
	two.Texts[a].With, two.Texts[b].With = b, -1
	two.explain(0, p.comparison, p.opts)
	return two.Texts[a].Evidence
}

// Compared returns with how many texts a text was compared exactly when its own neighbours were looked up.
func (p *Pairs) Compared(text int) int { return len(p.comparison.near[text]) }

// Touched returns how many texts share an indexed term with a text: of them those that it was compared with were chosen.
func (p *Pairs) Touched(text int) int { return int(p.comparison.touched[text]) }

// Dated reports whether the time of a text is known.
func (p *Pairs) Dated(text int) bool {
	return p.comparison.docs[text].when.known && !p.comparison.docs[text].when.reckoned
}

// cosine returns the cosine of two texts' weighted terms, 0 when one has none.
func (p *Pairs) cosine(a, b int) float64 {
	u, v := p.comparison.vectors[a], p.comparison.vectors[b]
	if u.norm == 0 || v.norm == 0 {
		return 0
	}
	return u.dot(v) / (u.norm * v.norm)
}
