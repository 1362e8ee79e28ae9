package cluster

import (
	"math"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// How much two texts look like reports of one event is the cosine of their weighted terms with a change,
// times two factors.
//
// Local norm. Each report holds much that the others lack: colour, background, reactions. A text's
// vector is therefore divided not by its whole length but by the length of the part that at least one
// of its neighbours shares. That is also what keeps the threshold still while a corpus grows.
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

// localNorms are the lengths of each vector's part that its neighbours share, worked out when they are asked for: in a
// window most never are.
type localNorms struct {
	floor   float64 // least share of the whole length
	rewrite float64 // cosine above which a neighbour does not count
	near    [][]neighbour
	measure *measure
	known   []float64 // by text; 0 until it is asked for
	seen    []bool    // by place of a term in the text at hand
}

func (t Tuning) localNorms(vectors []vector, near [][]neighbour) localNorms {
	m := newMeasure(vectors)
	return localNorms{t.LocalFloor, t.RewriteCosine, near, m, make([]float64, len(vectors)), make([]bool, len(m.both))}
}

// of returns the local norm of a text.
func (l *localNorms) of(text int) float64 {
	if l.known[text] == 0 {
		l.known[text] = max(l.shared(text), l.floor*l.measure.vectors[text].norm)
	}
	return l.known[text]
}

// shared returns the length of what the neighbours of a text share with it.
func (l *localNorms) shared(text int) float64 {
	u := l.measure.vectors[text]
	l.measure.lay(u)
	for _, n := range l.near[text] {
		if n.cosine <= l.rewrite {
			l.measure.see(l.measure.vectors[n.text], l.seen)
		}
	}
	l.measure.clear()
	sum := 0.0
	for k := range u.terms {
		if l.seen[k] {
			sum += u.weight(k) * u.weight(k)
			l.seen[k] = false
		}
	}
	return math.Sqrt(sum)
}

// see notes which terms of the text laid out another one shares, by place. What has been seen is not looked for again: neighbours
// share the same terms.
func (m *measure) see(other vector, seen []bool) {
	terms := other.terms
	for _, k := range m.shared(terms) {
		if place := m.places.find(terms[k]); place > 0 {
			seen[place-1] = true
			m.release(terms[k])
		}
	}
}

// edge is a pair of texts, a before b, that may report one event.
type edge struct {
	a, b  int
	score float64 // local cosine, of short texts with their senses in it, times time and weekday factors, at most 1
}

// newEdges scores every pair of wanted texts of which one is a neighbour of the other, in order.
func (c *comparison) newEdges(near [][]neighbour, wanted func(a, b int) bool) []edge {
	vectors, times, norms := c.vectors, c.times(), c.localNorms(c.vectors, near)
	var edges []edge
	for i := range near {
		for _, n := range near[i] {
			if !wanted(i, n.text) || n.text < i && isNeighbour(near[n.text], i) {
				continue // scored from the other side, or not at all
			}
			a, b := min(i, n.text), max(i, n.text)
			local := min(n.cosine*vectors[a].norm*vectors[b].norm/(norms.of(a)*norms.of(b)), 1)
			score := min(c.senses.blend(a, b, c.SenseShare, local)*c.timeFactor(times[a], times[b])*c.weekdayFactor(times[a], times[b]), 1)
			edges = append(edges, edge{a, b, score})
		}
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
