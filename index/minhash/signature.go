// Package minhash finds texts that share much of their wording, without comparing all with all.
//
// [HashWord] turns words into numbers, [AppendRuns] reads them k at a time, [Set] makes the set of runs that stands
// for a text, [Shingles] does both, and [Sign] condenses the set into a [Signature] whose agreement with another estimates
// what the sets share. [Solve] cuts signatures into [Bands] for a wanted threshold, and
// [Candidates] lists the pairs of signatures that agree in a band. An estimate never decides:
// [Jaccard], [Containment] and [Shared] compare the sets themselves. For extracts, which may share
// little of the longer text, [Sample] selects the shingles to look them up by.
//
// The package is pure: no files, network, clock or environment, and the same input gives the same
// output on every machine.
package minhash

// A signature is a one-permutation MinHash (Li, Owen and Zhang, "One permutation hashing", NIPS
// 2012). Each shingle falls into one of 128 slots by the upper bits of its hash, and a slot keeps
// the least value that fell into it. In a slot that is not empty for both of two sets together, the
// least value belongs to both with probability J, their Jaccard similarity; so the share of equal
// slots estimates J. One look at each shingle does what 128 hash functions did.
//
// What is left are the slots into which nothing fell: a few for an article of 450 words, most for a
// short text. They are filled by optimal densification (Shrivastava, "Optimal densification for
// fast and accurate minwise hashing", ICML 2017): an empty slot borrows the value of the slot that
// a hash of (slot, attempt) selects, with attempt 1, 2, 3 … until one is met that was not empty to
// begin with. Two sets make the same attempts, so a borrowed slot also agrees with probability J,
// and as every empty slot makes its own attempts, neighbours do not all borrow from one.
//
// Of every least value the last 15 bits are kept (Li and König, "b-Bit minwise hashing", WWW 2010),
// since whoever looks for copies among hundreds of thousands of texts holds the signatures of all:
// two that differ agree in these once in 2^15 times, and three of a band once in 2^45.
//
// The error of the estimate is sqrt(J(1-J)/128), .044 at the most, for sets of a few hundred
// shingles, and grows as sets get smaller than the signature: ten shingles are ten samples, however
// many slots repeat them.

// Slots is the length of a signature.
const Slots = 128

const (
	slotBits  = 7       // log2 of Slots
	valueBits = 31      // of a least value
	vacant    = 1 << 31 // more than any of them
	keptBits  = 15      // of a least value, in a signature
	none      = 1 << 15 // in a slot of the signature of nothing
)

// Signature is the MinHash of a set of shingles, the last 15 bits of a minimum in each slot. That of the empty set has 1<<15 in
// every slot, so it is not the zero value.
type Signature [Slots]uint16

// Sign returns the signature of a set of shingles, which may come in any order and more than once.
func Sign(shingles []uint64) (s Signature) {
	var least minima
	for i := range least {
		least[i] = vacant
	}
	for _, h := range shingles {
		slot := h >> (64 - slotBits)
		least[slot] = min(least[slot], uint32(h>>(64-slotBits-valueBits))&(1<<valueBits-1))
	}
	if len(shingles) > 0 {
		least.densify()
	}
	for i, value := range least {
		s[i] = KeptValue(value)
	}
	return s
}

// KeptValue is what a signature keeps of the least value of a slot.
func KeptValue(least uint32) uint16 {
	if least == vacant {
		return none
	}
	return uint16(least & (1<<keptBits - 1))
}

// minima are the least values of the slots.
type minima [Slots]uint32

// densify fills the vacant slots when there is at least one value.
func (m *minima) densify() {
	sparse := *m
	for i := range m {
		for attempt := 1; m[i] == vacant; attempt++ {
			m[i] = sparse[lender(i, attempt)]
		}
	}
}

// lender returns the slot that a vacant slot turns to in its n-th attempt.
func lender(slot, attempt int) int {
	return int(mix(uint64(slot)<<32|uint64(attempt)) >> (64 - slotBits))
}

// Empty reports whether s is the signature of the empty set.
func (s Signature) Empty() bool { return s[0] == none }

// Similarity estimates the Jaccard similarity of the two sets, 0 to 1; like [Jaccard] it is 0 when
// one is empty or both are.
func (s Signature) Similarity(t Signature) float64 {
	if s.Empty() {
		return 0
	}
	equal := 0
	for i, v := range s {
		if v == t[i] {
			equal++
		}
	}
	return float64(equal) / Slots
}
