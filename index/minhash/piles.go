package minhash

import "slices"

// Hashes that are spread evenly are sorted by piles: how many belong on each is counted, each is put on its pile, and what
// is left is to move a few by one or two places. A pile grows where the same hash comes again and again, as in a
// repetitive text or a flood of copies; such a pile is sorted in the usual way, by itself.

// largePile is from how many on moving hashes one by one takes longer than sorting them.
const largePile = 24

// addUp turns how many are on each pile, shifted by one, into where each pile starts, and returns the size of the largest.
func addUp(next []uint32) (largest uint32) {
	for i := 1; i < len(next); i++ {
		largest = max(largest, next[i])
		next[i] += next[i-1]
	}
	return largest
}

// sortNearly sorts hashes that lie on their piles, given where each of these ends and the size of the largest.
func sortNearly(hashes []uint64, ends []uint32, largest uint32) {
	if largest > largePile {
		start := uint32(0)
		for _, end := range ends {
			slices.Sort(hashes[start:end])
			start = end
		}
		return
	}
	for i := 1; i < len(hashes); i++ {
		h, at := hashes[i], i
		for ; at > 0 && hashes[at-1] > h; at-- {
			hashes[at] = hashes[at-1]
		}
		hashes[at] = h
	}
}
