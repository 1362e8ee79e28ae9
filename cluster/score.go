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

// localNorms returns the length of each vector's part that its neighbours share.
func (t Tuning) localNorms(vectors []vector, near [][]neighbour) []float64 {
	norms := make([]float64, len(vectors))
	terms := 0
	for _, u := range vectors {
		if n := len(u.ids); n > 0 {
			terms = max(terms, int(u.ids[n-1])+1)
		}
	}
	m, seen := newMeasure(vectors, terms), make([]int32, terms) // last text, counted from 1, that shares it
	for i, u := range vectors {
		if len(near[i]) == 0 {
			norms[i] = t.LocalFloor * u.norm
			continue
		}
		m.lay(u)
		for _, n := range near[i] {
			if n.cosine > t.RewriteCosine {
				continue
			}
			other := vectors[n.text]
			for _, k := range m.shared(other) {
				seen[other.ids[k]] = int32(i + 1)
			}
		}
		m.clear(u)
		sum := 0.0
		for k, id := range u.ids {
			if seen[id] == int32(i+1) {
				sum += float64(u.weights[k]) * float64(u.weights[k])
			}
		}
		norms[i] = max(math.Sqrt(sum), t.LocalFloor*u.norm)
	}
	return norms
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
			if n.text < i && isNeighbour(near[n.text], i) || !wanted(i, n.text) {
				continue // scored from the other side, or not at all
			}
			a, b := min(i, n.text), max(i, n.text)
			local := min(n.cosine*vectors[a].norm*vectors[b].norm/(norms[a]*norms[b]), 1)
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
