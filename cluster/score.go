package cluster

import (
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// How much two texts look like reports of one event is the cosine of their weighted terms with a change (localnorms.go),
// times two factors.
//
// What the times of two texts say comes on top, as factors (time.go).

// lead returns the start of an article's own words, n of them.
func lead(a *Article, n int) string {
	var lead []string
	for _, p := range a.Content.Own {
		text := a.Text[p.Start:p.End]
		for _, at := range news.Words(text) {
			if n--; n <= 0 {
				return strings.Join(append(lead, text[:at.End]), "\n")
			}
		}
		lead = append(lead, text)
	}
	return strings.Join(lead, "\n")
}

// edge is a pair of texts, a before b, that may report one event.
type edge struct {
	a, b  int
	score float64 // local cosine, of short texts with their senses in it, times time and weekday factors, at most 1
}

// nearPair is two texts, a before b, of which one is a neighbour of the other.
type nearPair struct {
	a, b   int
	cosine float64
}

// pairsOf returns every wanted pair of texts of which one is a neighbour of the other, in order.
func pairsOf(near [][]neighbour, wanted func(a, b int) bool) []nearPair {
	count, finders := 0, findersOf(near)
	eachPair(near, finders, wanted, func(nearPair) { count++ })
	pairs := make([]nearPair, 0, count) // of what would be left behind by growing there is five times as much
	eachPair(near, finders, wanted, func(p nearPair) { pairs = append(pairs, p) })
	return pairs
}

// eachPair visits the pairs of pairsOf.
func eachPair(near [][]neighbour, finders lists[int32], wanted func(a, b int) bool, visit func(nearPair)) {
	found := make([]int32, len(near)) // by text: one more than the last text that it found
	for i := range near {
		for _, j := range finders.of(i) {
			found[j] = int32(i) + 1
		}
		for _, n := range near[i] {
			if wanted(i, n.text) && (i < n.text || found[n.text] != int32(i)+1) { // else it is found from the other side
				visit(nearPair{min(i, n.text), max(i, n.text), n.cosine})
			}
		}
	}
}

// findersOf lists for each text the texts before it that have it for a neighbour: to go through the list of each neighbour of each
// text instead would take thirty times as long.
func findersOf(near [][]neighbour) lists[int32] {
	return newLists(len(near), func(add func(i int, finder int32)) {
		for j := range near {
			for _, n := range near[j] {
				if n.text > j {
					add(n.text, int32(j))
				}
			}
		}
	})
}

// newEdges scores pairs of texts.
func (c *comparison) newEdges(pairs []nearPair, near [][]neighbour, opts Options) []edge {
	norms := c.localNorms(near)
	norms.find(textsOf(pairs, func(int) bool { return true }), opts)
	return c.score(pairs, norms)
}

// strongEdges scores those pairs of texts that reach a score. Of a text that is not anew the local norm is worked out only where
// the least that it may be leaves the score within reach.
func (c *comparison) strongEdges(pairs []nearPair, near [][]neighbour, anew []bool, least float64, opts Options) []edge {
	norms := c.localNorms(near)
	norms.find(textsOf(pairs, func(t int) bool { return anew[t] }), opts)
	within := pairs[:0]
	for k, e := range c.score(pairs, norms) {
		if e.score >= least {
			within = append(within, pairs[k])
		}
	}
	norms.find(textsOf(within, func(int) bool { return true }), opts)
	return slices.DeleteFunc(c.score(within, norms), func(e edge) bool { return e.score < least })
}

// textsOf returns the wanted texts of pairs, in order.
func textsOf(pairs []nearPair, wanted func(t int) bool) []int {
	last := -1
	for _, p := range pairs {
		last = max(last, p.b)
	}
	met := make([]bool, last+1)
	for _, p := range pairs {
		met[p.a], met[p.b] = true, true
	}
	var texts []int
	for t, is := range met {
		if is && wanted(t) {
			texts = append(texts, t)
		}
	}
	return texts
}

// score scores pairs of texts by what is known of their local norms: at most where these are not found yet.
func (c *comparison) score(pairs []nearPair, norms *localNorms) []edge {
	edges := make([]edge, len(pairs))
	for k, p := range pairs {
		a, b := p.a, p.b
		u, v := c.docs[a].when, c.docs[b].when
		local := min(p.cosine*c.vectors[a].norm*c.vectors[b].norm/(norms.least(a)*norms.least(b)), 1)
		score := min(c.senses.blend(a, b, c.SenseShare, local)*c.timeFactor(u, v)*c.weekdayFactor(u, v), 1)
		edges[k] = edge{a, b, score}
	}
	return edges
}

func isNeighbour(near []neighbour, text int) bool {
	for _, n := range near {
		if n.text == text {
			return true
		}
	}
	return false
}
