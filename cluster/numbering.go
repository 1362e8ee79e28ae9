package cluster

import "math"

// The texts of a window are numbered, and their neighbours named by number.

// windowNeighbour names a text by number: there are thirty for each, and the collector would follow every pointer. Its cosine is in
// halves, so that it takes twelve bytes and not sixteen.
type windowNeighbour struct {
	text      int32
	high, low uint32
}

func newWindowNeighbour(text int32, cosine float64) windowNeighbour {
	bits := math.Float64bits(cosine)
	return windowNeighbour{text, uint32(bits >> 32), uint32(bits)}
}

func (n windowNeighbour) cosine() float64 {
	return math.Float64frombits(uint64(n.high)<<32 | uint64(n.low))
}

// numbering numbers the texts of a window, from 1 on. A number is given again when its text has left.
type numbering struct {
	texts []*windowText // by number; nil where none is
	free  []int32
}

// give gives numbers to those of some texts that have none.
func (n *numbering) give(texts []*windowText) {
	if len(n.texts) == 0 {
		n.texts = append(n.texts, nil)
	}
	for _, t := range texts {
		switch last := len(n.free) - 1; {
		case t.number != 0:
		case last >= 0:
			t.number, n.free = n.free[last], n.free[:last]
			n.texts[t.number] = t
		default:
			t.number, n.texts = int32(len(n.texts)), append(n.texts, t)
		}
	}
}

// take takes back the numbers of those of some texts that have left; no other has them for a neighbour any more.
func (n *numbering) take(texts []*windowText) {
	for _, t := range texts {
		if t.at == absent {
			n.texts[t.number] = nil
			n.free = append(n.free, t.number)
		}
	}
}

// places returns the place of each text in the grouping under way, by number.
func (n *numbering) places() []int32 {
	places := make([]int32, len(n.texts))
	for i, t := range n.texts {
		if t != nil {
			places[i] = int32(t.at)
		}
	}
	return places
}

// forNeighbours keeps those neighbours of a text that count, given as they were found.
func (w *Window) forNeighbours(near []neighbour) []windowNeighbour {
	near = near[:reach(near, func(n neighbour) float64 { return n.cosine })]
	kept := make([]windowNeighbour, len(near))
	for k, n := range near {
		kept[k] = newWindowNeighbour(w.texts[n.text].number, n.cosine)
	}
	return kept
}
