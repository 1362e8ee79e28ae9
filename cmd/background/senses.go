package main

import (
	"math"

	"github.com/twicetold/twicetold/cluster"
)

// What a word means is told by the articles that it stands in: latent semantic analysis (Deerwester, Dumais, Furnas,
// Landauer & Harshman 1990). The articles are the rows of a matrix, the words its columns, and in it stand the
// weights that the words have as terms. Its foremost right singular vectors give each word a short vector; words of
// one subject get near ones.
//
// Common words get long vectors and rare words short ones, so that in a sum the common ones drown the rest; each is
// divided by the root of its length. Without that, headlines of roundups score .01 less.

// senses returns a vector for each of the n commonest words.
func senses(counter *cluster.BackgroundCounter, n int) map[string][]float64 {
	words := counter.Commonest(n)
	m := matrix{columns: len(words)}
	for places, weights := range counter.Weights(words) {
		m.rows = append(m.rows, sparseRow{places, weights})
	}
	vectors := m.rightVectors(cluster.SenseNumbers)
	senses := make(map[string][]float64, len(words))
	for i, word := range words {
		senses[word] = shortened(vectors.row(i))
	}
	return senses
}

// shortened divides a vector by the root of its length.
func shortened(v []float64) []float64 {
	length := math.Sqrt(dot(v, v))
	short := make([]float64, len(v))
	if length == 0 {
		return short
	}
	for i, x := range v {
		short[i] = x / math.Sqrt(length)
	}
	return short
}
