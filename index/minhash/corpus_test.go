package minhash

import (
	"math/rand/v2"
	"slices"
	"strconv"
)

// newSource returns the generator of a test: the same numbers each time.
func newSource(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// writer makes up texts whose words are as unevenly common as real ones: a few make up half of
// every text.
type writer struct {
	rand  *rand.Rand
	words []uint64
	zipf  *rand.Zipf
}

func newWriter(seed uint64) *writer {
	r := newSource(seed)
	w := &writer{rand: r, words: vocabulary(20_000), zipf: rand.NewZipf(r, 1.2, 4, 19_999)}
	return w
}

func vocabulary(n int) []uint64 {
	words := make([]uint64, n)
	for i := range words {
		words[i] = HashWord("w" + strconv.Itoa(i))
	}
	return words
}

// text returns the word hashes of a new text.
func (w *writer) text(n int) []uint64 {
	text := make([]uint64, n)
	for i := range text {
		text[i] = w.words[w.zipf.Uint64()]
	}
	return text
}

// edited returns a copy of a text in which a share of the words was replaced, one by one.
func (w *writer) edited(text []uint64, share float64) []uint64 {
	text = slices.Clone(text)
	for i := range text {
		if w.rand.Float64() < share {
			text[i] = w.words[w.rand.IntN(len(w.words))]
		}
	}
	return text
}

// sets returns the shingles of n texts of 60 to 460 words, in families of a text and four copies
// that are edited ever more.
func (w *writer) sets(n int) [][]uint64 {
	var sets [][]uint64
	for len(sets) < n {
		original := w.text(60 + w.rand.IntN(400))
		for copies := range 5 {
			text := w.edited(original, .02*float64(copies))
			sets = append(sets, Shingles(text, 5))
		}
	}
	return sets[:n]
}

func signAll(sets [][]uint64) []Signature {
	signatures := make([]Signature, len(sets))
	for i, set := range sets {
		signatures[i] = Sign(set)
	}
	return signatures
}

// pairOf returns two ascending sets that share `shared` elements and have `own` more each.
func pairOf(r *rand.Rand, shared, own int) (a, b []uint64) {
	both := numbers(r, shared)
	a = slices.Concat(both, numbers(r, own))
	b = slices.Concat(both, numbers(r, own))
	slices.Sort(a)
	slices.Sort(b)
	return a, b
}

func numbers(r *rand.Rand, n int) []uint64 {
	out := make([]uint64, n)
	for i := range out {
		out[i] = r.Uint64()
	}
	return out
}
