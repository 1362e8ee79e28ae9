package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// The edges of a text are kept as one value: for each neighbour, by Seq, how much its Seq is above the last one's as a
// varint, and the eight bytes of the cosine, little-endian. A neighbour that has been dropped since stays in it: a Seq
// is never given twice, so it leads nowhere.

// Neighbour is a kept edge between two texts.
type Neighbour struct {
	Text   int64 // Seq
	Cosine float64
}

// packNeighbours returns edges as the value of their column; nil for none.
func packNeighbours(near []Neighbour) []byte {
	var packed []byte
	last := int64(0)
	for _, n := range slices.SortedFunc(slices.Values(near), func(a, b Neighbour) int { return cmp.Compare(a.Text, b.Text) }) {
		packed = binary.AppendUvarint(packed, uint64(n.Text-last))
		packed = binary.LittleEndian.AppendUint64(packed, math.Float64bits(n.Cosine))
		last = n.Text
	}
	return packed
}

// leastEdge is how many bytes an edge takes at least.
const leastEdge = 1 + 8

var errNeighbours = errors.New("edges that can't be read")

// unpackNeighbours returns the edges of a value of the column, by Seq.
func unpackNeighbours(packed []byte) ([]Neighbour, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	near := make([]Neighbour, 0, len(packed)/leastEdge)
	last := int64(0)
	for len(packed) > 0 {
		by, n := binary.Uvarint(packed)
		if n <= 0 || len(packed) < n+8 || by > uint64(math.MaxInt64-last) {
			return nil, errNeighbours
		}
		last += int64(by)
		near = append(near, Neighbour{last, math.Float64frombits(binary.LittleEndian.Uint64(packed[n:]))})
		packed = packed[n+8:]
	}
	return near, nil
}

// adjoining returns the Seqs of the texts that have an edge to or from one.
func (r reader) adjoining(text int64) ([]int64, error) {
	var seqs []int64
	for t, err := range each(r, r.edges, `SELECT text, near FROM features WHERE near IS NOT NULL ORDER BY text`) {
		if err != nil {
			return nil, fmt.Errorf("read edges: %w", err)
		}
		for _, n := range t.Near {
			if t.Seq == text {
				seqs = append(seqs, n.Text)
			} else if n.Text == text {
				seqs = append(seqs, t.Seq)
			}
		}
	}
	return seqs, nil
}

// edges scans a Seq and the edges of a text.
func (r reader) edges(row scanner) (t Text, err error) {
	var packed []byte
	if err = row.Scan(&t.Seq, nullable(&packed)); err == nil {
		t.Near, err = r.neighbours(t.Seq, packed)
	}
	return t, err
}

// neighbours unpacks the edges of a text.
func (r reader) neighbours(text int64, packed []byte) ([]Neighbour, error) {
	near, err := unpackNeighbours(packed)
	if err != nil {
		return nil, r.damaged(fmt.Sprintf("holds %v (text %d)", err, text))
	}
	return near, nil
}
