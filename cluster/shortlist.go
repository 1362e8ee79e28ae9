package cluster

import (
	"math"
	"slices"
)

// shortlist keeps the best of many scored places: when its room is full, all but these are dropped, and from there on what is no
// better is not taken up.
type shortlist struct {
	keys   [4 * exactCandidates]uint64 // numbers of descending
	used   int
	wanted int
	limit  uint64  // what is added lies below it
	floor  float32 // a score below it is none of the best
}

// start empties the list, to keep so many; none when that is 0.
func (s *shortlist) start(wanted int) {
	s.used, s.wanted, s.limit, s.floor = 0, wanted, noScore<<32, 0
	if wanted == 0 {
		s.limit, s.floor = 0, math.MaxFloat32
	}
}

// add takes a number of descending up.
func (s *shortlist) add(key uint64) {
	if key < s.limit {
		s.keys[s.used] = key
		if s.used++; s.used == len(s.keys) {
			s.drop()
		}
	}
}

// drop drops all but the best.
func (s *shortlist) drop() {
	best := least(s.keys[:], s.wanted)
	s.used, s.limit = s.wanted, slices.Max(best)
	s.floor = math.Float32frombits(^uint32(s.limit >> 32))
}

// best returns the best, in no order, good until the next start.
func (s *shortlist) best() []uint64 { return least(s.keys[:s.used], s.wanted) }

// descending returns a number that sorts by a score or weight of zero or more, the largest first, and then by a place.
func descending(score float32, place int32) uint64 {
	return uint64(^math.Float32bits(score))<<32 | uint64(place)
}

// noScore is what stands before the place where the score is zero.
const noScore = math.MaxUint32

// bucketShift leaves of the numbers of descending the exponent and three bits of the score: those with the same of
// these share a bucket.
const bucketShift = 52

// least moves the n least of some numbers of descending to the front, in no order, and returns them. Only those in the
// bucket of the last one are sorted: sorting all would cost more than the look-up.
func least(keys []uint64, n int) []uint64 {
	if len(keys) <= n {
		return keys
	}
	var histogram [1 << (63 - bucketShift)]int32
	for _, key := range keys {
		histogram[key>>bucketShift%uint64(len(histogram))]++
	}
	bucket, wanted := uint64(0), int32(n)
	for ; histogram[bucket] < wanted; bucket++ {
		wanted -= histogram[bucket]
	}
	first := 1<<63 | bucket<<bucketShift // the first bit is always set: that of the sign, turned round
	upTo := gather(keys, first|(1<<bucketShift-1))
	before := gather(keys[:upTo], first-1)
	slices.Sort(keys[before:upTo])
	return keys[:n]
}

// gather moves the numbers up to a limit to the front, and returns how many they are.
func gather(keys []uint64, limit uint64) int {
	n := 0
	for k, key := range keys {
		if key <= limit {
			keys[k], keys[n] = keys[n], key
			n++
		}
	}
	return n
}
