package cluster

import (
	"encoding/binary"
	"errors"
	"math"
)

// The features of a text are what is kept of it while it may still get company: the weights of its terms,
// worked out once, and how long it is. They are a version, the number of words, the weekdays it names, the
// length of its vector, and each term, rising, with its weight, whose sign is set for a pair of words; numbers are
// little-endian.

const (
	featuresVersion = 1
	featuresHead    = 1 + 4 + 1 + 8
	featureBytes    = 8 + 4   // of a term
	pairBit         = 1 << 31 // of a weight
)

// Features returns the features of a text of a grouping that [Window.Release] handed out; nil when it came back
// without any and no Add has weighed it since.
func (g *Grouping) Features(t int) []byte {
	d := &g.Texts[t].was.doc
	if d.weights == nil {
		return nil
	}
	b := make([]byte, 0, featuresHead+len(d.weights)*featureBytes)
	b = append(b, featuresVersion)
	b = binary.LittleEndian.AppendUint32(b, uint32(d.terms.total))
	b = append(b, d.when.weekdays)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(d.norm))
	for k, c := range d.terms.counts {
		bits := math.Float32bits(d.weights[k])
		if c.bigram {
			bits |= pairBit
		}
		b = binary.LittleEndian.AppendUint64(b, uint64(c.term))
		b = binary.LittleEndian.AppendUint32(b, bits)
	}
	return b
}

// Neighbours returns the neighbours of a text of such a grouping, nearest first, by their places in it.
func (g *Grouping) Neighbours(t int) (texts []int, cosines []float64) {
	near := g.Texts[t].was.near
	for _, n := range near[:reach(near, func(n windowNeighbour) float64 { return n.cosine })] {
		if at := n.text.at; at < len(g.Texts) && g.Texts[at].was == n.text {
			texts, cosines = append(texts, at), append(cosines, n.cosine)
		}
	}
	return texts, cosines
}

var errFeatures = errors.New("features of another version, or damaged")

// setFeatures restores a doc but for its article and its time. After an error it is what it was.
func (d *doc) setFeatures(b []byte) error {
	if len(b) < featuresHead || b[0] != featuresVersion || (len(b)-featuresHead)%featureBytes != 0 {
		return errFeatures
	}
	n := (len(b) - featuresHead) / featureBytes
	counts, weights, norm := make([]counted, n), make([]float32, n), math.Float64frombits(binary.LittleEndian.Uint64(b[6:]))
	for k := range n {
		at := b[featuresHead+k*featureBytes:]
		bits := binary.LittleEndian.Uint32(at[8:])
		counts[k] = counted{term: term(binary.LittleEndian.Uint64(at)), bigram: bits&pairBit != 0}
		weights[k] = math.Float32frombits(bits &^ pairBit)
		if !isFinite(float64(weights[k])) || k > 0 && counts[k].term <= counts[k-1].term {
			return errFeatures
		}
	}
	if !isFinite(norm) || norm < 0 {
		return errFeatures
	}
	d.terms, d.weights, d.norm = terms{counts, int(binary.LittleEndian.Uint32(b[1:]))}, weights, norm
	d.when.weekdays = b[5]
	return nil
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
