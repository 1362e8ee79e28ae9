package minhash

import (
	"math/bits"
	"slices"
	"sort"
)

// What two sets share is counted exactly, since a decision is never left to an estimate (Broder
// 1997 calls the two measures resemblance and containment). Sets of similar size are merged. The
// merge has no branch that depends on the values: which of two hashes is less is a coin toss that
// the processor would guess wrong half of the time. When one set is much longer, each element of
// the shorter is looked up in it instead, galloping forward from the last place (Bentley and Yao,
// "An almost optimal algorithm for unbounded searching", Information Processing Letters 1976).

// gallopRatio is how many times longer one set must be before galloping is faster than merging
// (measured by BenchmarkShared).
const gallopRatio = 5

// Shared returns how many elements two ascending sets have in common.
func Shared(a, b []uint64) int {
	shared, _ := SharedAtLeast(a, b, 0)
	return shared
}

// hash is a hash or half of one.
type hash interface{ uint32 | uint64 }

// SharedAtLeast returns how many elements two ascending sets have in common, and false as soon as it is certain that
// these are fewer than least: most pairs that are compared have little in common, and show it soon.
func SharedAtLeast[H hash](a, b []H, least int) (shared int, ok bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	spare := len(a) - least // elements of the smaller set that may be in it alone
	if spare < 0 {
		return 0, false
	}
	switch {
	case len(b) > gallopRatio*len(a):
		return gallop(a, b, spare)
	case slices.Equal(a, b): // unequal ones differ soon
		return len(a), true
	}
	return merge(a, b, spare)
}

// Jaccard returns the share, 0 to 1, that two ascending sets have in common of all that is in
// either; 0 if both are empty.
func Jaccard(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := Shared(a, b)
	return float64(shared) / float64(len(a)+len(b)-shared)
}

// Containment returns the share, 0 to 1, of the smaller of two ascending sets that is in the larger
// one; 0 if it is empty.
func Containment(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return float64(Shared(a, b)) / float64(min(len(a), len(b)))
}

// mergeStride is after how many steps merge looks whether it is worth going on.
const mergeStride = 64

// merge stops, and returns false, when more elements of a than spare are in it alone.
func merge[H hash](a, b []H, spare int) (shared int, ok bool) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		for range mergeStride {
			if i == len(a) || j == len(b) {
				break
			}
			_, less := bits.Sub64(uint64(a[i]), uint64(b[j]), 0)
			_, more := bits.Sub64(uint64(b[j]), uint64(a[i]), 0)
			shared += int(1 - less - more)
			i += int(1 - more)
			j += int(1 - less)
		}
		if i-shared > spare {
			return shared, false
		}
	}
	return shared, len(a)-shared <= spare
}

// gallop looks the elements of the short set up in the long one. It stops, and returns false, when more than
// spare are not there.
func gallop[H hash](short, long []H, spare int) (shared int, ok bool) {
	for i, h := range short {
		if i-shared > spare {
			return shared, false
		}
		step := 1
		for step < len(long) && long[step-1] < h {
			step *= 2
		}
		from := step / 2
		to := min(step, len(long))
		from += sort.Search(to-from, func(i int) bool { return long[from+i] >= h })
		if from == len(long) {
			break
		}
		if long[from] == h {
			shared++
		}
		long = long[from:]
	}
	return shared, len(short)-shared <= spare
}
