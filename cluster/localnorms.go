package cluster

import (
	"math"
	"slices"
)

// Local norm. Each report holds much that the others lack: colour, background, reactions. A text's
// vector is therefore divided not by its whole length but by the length of the part that at least one
// of its neighbours shares. That is also what keeps the threshold still while a corpus grows.
//
// In a window most are never asked for, and to find one takes a look at all terms of thirty neighbours. So what was found
// when it was asked which stories are touched is taken over when these are grouped, for texts that have the same neighbours
// then: for all but those near to a bloc (blocs.go).

// localNorms are the lengths of each vector's part that its neighbours share, as far as they were found.
type localNorms struct {
	floor   float64 // least share of the whole length
	rewrite float64 // cosine above which a neighbour does not count
	vectors []vector
	near    [][]neighbour
	known   []float64 // by text; 0 until it is found
}

// localNorms returns the local norms of texts with these neighbours, of which those are known that were found for the same ones.
func (c *comparison) localNorms(near [][]neighbour) *localNorms {
	l := &localNorms{c.LocalFloor, c.RewriteCosine, c.vectors, near, make([]float64, len(c.vectors))}
	if was := c.norms; was != nil {
		for t := range near {
			if was.known[t] > 0 && slices.Equal(was.near[t], near[t]) {
				l.known[t] = was.known[t]
			}
		}
	}
	c.norms = l
	return l
}

// forgetUnknown lets go of the neighbours of texts whose local norm was not found.
func (l *localNorms) forgetUnknown() {
	for t, norm := range l.known {
		if norm == 0 {
			l.near[t] = nil
		}
	}
}

// least returns what the local norm of a text is at least; once it was found, what it is.
func (l *localNorms) least(text int) float64 {
	if l.known[text] > 0 {
		return l.known[text]
	}
	return l.floor * l.vectors[text].norm
}

// find works out the local norms of some texts that are not known yet.
func (l *localNorms) find(texts []int, opts Options) {
	opts.within(len(texts), func() func(int) {
		m := newMeasure(l.vectors)
		seen := make([]bool, len(m.both))
		return func(k int) {
			if t := texts[k]; l.known[t] == 0 {
				l.known[t] = max(l.shared(t, m, seen), l.least(t))
			}
		}
	})
}

// shared returns the length of what the neighbours of a text share with it. seen is false throughout, before and after.
func (l *localNorms) shared(text int, m *measure, seen []bool) float64 {
	u := l.vectors[text]
	for _, n := range l.near[text] {
		m.fetch(int32(n.text))
	}
	m.lay(u)
	for _, n := range l.near[text] {
		if n.cosine <= l.rewrite {
			m.see(l.vectors[n.text], seen)
		}
	}
	m.clear()
	sum := 0.0
	for k := range u.terms {
		if seen[k] {
			sum += u.weight(k) * u.weight(k)
			seen[k] = false
		}
	}
	return math.Sqrt(sum)
}

// see notes which terms of the text laid out another one shares, by place. What has been seen is not looked for again: neighbours
// share the same terms.
func (m *measure) see(other vector, seen []bool) {
	terms := other.terms
	for _, k := range m.shared(terms) {
		if place := m.find(terms[k]); place >= 0 {
			seen[place] = true
			m.release(place)
		}
	}
}
