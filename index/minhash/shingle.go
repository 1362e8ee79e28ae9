package minhash

import (
	"math/bits"
	"slices"
)

// A shingle is a run of k words, held as a hash (Broder, "On the resemblance and containment of
// documents", SEQUENCES 1997). The hash rolls over the text as a cyclic polynomial (Cohen,
// "Recursive hashing functions for n-grams", TOIS 1997): the sum so far is rotated by one bit and
// the next word hash is added by exclusive or, while the word that leaves the run has by then been
// rotated k times and is taken out the same way. The place of a word in the run is its rotation, so
// the order of words counts. The sum is linear in its words; mix ends that, so that all bits serve
// as well as others.
//
// Rotations come round after 64 words: in a longer run two words 64 places apart can change places
// unnoticed.
//
// The bits of a shingle's hash have separate owners, so that no choice made with some is echoed in
// others: the upper 7 select the slot of a signature, the 31 below are the value in that slot, and
// Sample looks at the lowest. With mod a power of two up to 2^26 it sees no bit that a signature
// sees.
//
// One changed word breaks k shingles. That is little in 450 and much in 20, so short texts are
// compared by shorter runs, and by their whole sets, not by estimates; k is the caller's choice
// because the caller knows both texts. A text shorter than k is one shingle, equal only to the same
// words in the same order.

// Shingles returns the shingles of a text as an ascending set: the hash of every run of k word
// hashes, each once; of all words together if there are fewer than k, and none if there are no
// words or k is below 1.
func Shingles(words []uint64, k int) []uint64 {
	return Set(AppendRuns(nil, words, k))
}

// Sample returns the shingles whose hash is a multiple of mod, a power of two, in the order given, so that
// two texts keep the same ones of what they share; a mod of 1 keeps all.
func Sample(shingles []uint64, mod uint64) []uint64 {
	n := 0
	for _, h := range shingles {
		if h&(mod-1) == 0 {
			n++
		}
	}
	sample := make([]uint64, n+1) // the last place is for those that come behind
	n = 0
	for _, h := range shingles { // no branch: which hash is taken can't be guessed
		sample[n] = h
		if h&(mod-1) == 0 {
			n++
		}
	}
	return sample[:n:n]
}

// AppendRuns appends to dst the hash of every run of k word hashes, from left to right: of all words together
// if there are fewer than k, and none if there are no words or k is below 1.
func AppendRuns(dst, words []uint64, k int) []uint64 {
	if k = min(k, len(words)); k < 1 {
		return dst
	}
	var sum uint64
	for _, w := range words[:k-1] {
		sum = bits.RotateLeft64(sum, 1) ^ w
	}
	n := len(words) - k + 1
	dst = slices.Grow(dst, n)
	runs, last := dst[len(dst):len(dst)+n], words[k-1:]
	for i := range runs {
		sum = bits.RotateLeft64(sum, 1) ^ last[i]
		runs[i] = mix(sum)
		sum ^= bits.RotateLeft64(words[i], k-1)
	}
	return dst[:len(dst)+n]
}

// pileBits is the number of leading bits by which place sorts at most: up to a text of that many words a pile mostly holds
// one hash or none.
const pileBits = 10

// Set returns hashes of runs as an ascending set, each once, in a slice of its own. The hashes are spread evenly, so
// counting how many belong on each pile and then putting each in its place sorts them nearly.
func Set(runs []uint64) []uint64 {
	if len(runs) == 0 {
		return nil
	}
	var room [1<<pileBits + 1]uint32
	piles := min(pileBits, bits.Len(uint(len(runs))))
	next, shift := room[:1<<piles+1], (64-piles)&63 // one hash makes two piles: the shift is below 64
	for _, h := range runs {
		next[h>>shift+1]++
	}
	largest := addUp(next)
	set := make([]uint64, len(runs))
	for _, h := range runs {
		pile := h >> shift
		set[next[pile]] = h
		next[pile]++
	}
	sortNearly(set, next[:1<<piles], largest)
	return slices.Compact(set)
}
