package cluster

import (
	"encoding/binary"
	"errors"
	"math"
)

// The features of a text are what is kept of it while it may still get company: the weights of its terms,
// worked out once, and how long it is. They are a version, the number of words, the weekdays it names, the
// length of its vector, and each term with its weight; numbers are little-endian.

const (
	featuresVersion = 1
	featuresHead    = 1 + 4 + 1 + 8
	featureBytes    = 8 + 4 // of a term
)

// Features returns the features of a text of a grouping that [Window.Release] handed out.
func (g *Grouping) Features(t int) []byte {
	d := &g.Texts[t].was.doc
	b := make([]byte, 0, featuresHead+len(d.weights)*featureBytes)
	b = append(b, featuresVersion)
	b = binary.LittleEndian.AppendUint32(b, uint32(d.terms.total))
	b = append(b, d.when.weekdays)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(d.norm))
	for k, c := range d.terms.counts {
		b = binary.LittleEndian.AppendUint64(b, uint64(c.term))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(d.weights[k]))
	}
	return b
}

// Neighbours returns the neighbours of a text of such a grouping, nearest first, by their places in it.
func (g *Grouping) Neighbours(t int) (texts []int, cosines []float64) {
	near := g.Texts[t].was.near
	for _, n := range near[:min(len(near), neighbourCount)] {
		if at := n.text.at; at < len(g.Texts) && g.Texts[at].was == n.text {
			texts, cosines = append(texts, at), append(cosines, n.cosine)
		}
	}
	return texts, cosines
}

var errFeatures = errors.New("features of another version, or cut off")

// setFeatures restores a doc but for its article and its time.
func (d *doc) setFeatures(b []byte) error {
	if len(b) < featuresHead || b[0] != featuresVersion || (len(b)-featuresHead)%featureBytes != 0 {
		return errFeatures
	}
	d.terms.total = int(binary.LittleEndian.Uint32(b[1:]))
	d.when.weekdays = b[5]
	d.norm = math.Float64frombits(binary.LittleEndian.Uint64(b[6:]))
	n := (len(b) - featuresHead) / featureBytes
	d.terms.counts, d.weights = make([]counted, n), make([]float32, n)
	for k := range n {
		at := b[featuresHead+k*featureBytes:]
		d.terms.counts[k].term = term(binary.LittleEndian.Uint64(at))
		d.weights[k] = math.Float32frombits(binary.LittleEndian.Uint32(at[8:]))
	}
	return nil
}
