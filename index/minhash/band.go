package minhash

import "math"

// Bands are how a signature is cut for retrieval (Leskovec, Rajaraman and Ullman, "Mining of
// massive datasets", section 3.4). Two signatures are a candidate pair if they agree in all rows of
// at least one of b bands of r rows. At similarity s that happens with probability 1-(1-s^r)^b, the
// S-curve. More rows make it steeper and move it to the right: fewer pairs below the threshold are
// looked at in vain, and more above it are lost. 128 slots at threshold .5: 42 bands of 3 rows
// catch .996 of the pairs right at it, 32 of 4 only .87.

// Bands is a way to cut a signature into bands of rows.
type Bands struct {
	Bands int // how many
	Rows  int // slots in each
}

// Solve returns the bands with the most rows that still catch a pair at the threshold, 0 to 1, with
// a probability of at least recall; 128 bands of one row, which catch the most, when none reaches
// it.
func Solve(threshold, recall float64) Bands {
	for rows := Slots; rows > 1; rows-- {
		b := Bands{Bands: Slots / rows, Rows: rows}
		if b.Probability(threshold) >= recall {
			return b
		}
	}
	return Bands{Bands: Slots, Rows: 1}
}

// Probability returns the chance, 0 to 1, that two signatures of sets with Jaccard similarity s, 0
// to 1, become a candidate pair.
func (b Bands) Probability(s float64) float64 {
	return 1 - math.Pow(1-math.Pow(s, float64(b.Rows)), float64(b.Bands))
}

// fitting returns how many of the bands lie within a signature.
func (b Bands) fitting() int {
	if b.Rows < 1 {
		return 0
	}
	return max(0, min(b.Bands, Slots/b.Rows))
}
