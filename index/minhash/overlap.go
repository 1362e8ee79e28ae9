package minhash

import (
	"math/bits"
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
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) > gallopRatio*len(a) {
		return gallop(a, b)
	}
	return merge(a, b)
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

func merge(a, b []uint64) int {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		_, less := bits.Sub64(a[i], b[j], 0)
		_, more := bits.Sub64(b[j], a[i], 0)
		shared += int(1 - less - more)
		i += int(1 - more)
		j += int(1 - less)
	}
	return shared
}

// gallop looks the elements of the short set up in the long one.
func gallop(short, long []uint64) int {
	shared := 0
	for _, h := range short {
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
	return shared
}
