package main

import (
	"cmp"
	"slices"
)

// What sets really share is counted by an inverted index over all their elements, with no sketch, sample or
// cap: for each set, how many elements each later set has in common with it.

// pair is two articles by their places in the file, a before b.
type pair struct{ a, b int32 }

func comparePairs(p, q pair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) }

// exact returns every pair of sets with a Jaccard of at least least, and what it is. The sets are ascending.
func exact(sets [][]uint64, least float64) map[pair]float64 {
	holders := postings(sets)
	starts := make([][]int32, len(sets)) // by set: where the holders of its elements start
	for start, end := 0, 0; start < len(holders); start = end {
		for end = start; end < len(holders) && holders[end].element == holders[start].element; end++ {
			starts[holders[end].set] = append(starts[holders[end].set], int32(start))
		}
	}
	pairs := map[pair]float64{}
	shared := make([]int32, len(sets))
	var met []int32
	for a := range sets {
		met = met[:0]
		for _, at := range starts[a] {
			for element := holders[at].element; int(at) < len(holders) && holders[at].element == element; at++ {
				b := holders[at].set
				if int(b) > a && shared[b] == 0 {
					met = append(met, b)
				}
				if int(b) > a {
					shared[b]++
				}
			}
		}
		for _, b := range met {
			n := float64(shared[b])
			if j := n / (float64(len(sets[a])+len(sets[b])) - n); j >= least {
				pairs[pair{int32(a), b}] = j
			}
			shared[b] = 0
		}
	}
	return pairs
}

// posting is a set that holds an element.
type posting struct {
	element uint64
	set     int32
}

// postings returns the elements that stand in two sets or more, in order.
func postings(sets [][]uint64) []posting {
	n := 0
	for _, set := range sets {
		n += len(set)
	}
	all := make([]posting, 0, n)
	for i, set := range sets {
		for _, element := range set {
			all = append(all, posting{element, int32(i)})
		}
	}
	slices.SortFunc(all, func(x, y posting) int { return cmp.Or(cmp.Compare(x.element, y.element), cmp.Compare(x.set, y.set)) })
	kept := all[:0]
	for start, end := 0, 0; start < len(all); start = end {
		for end = start + 1; end < len(all) && all[end].element == all[start].element; end++ {
		}
		if end-start > 1 {
			kept = append(kept, all[start:end]...)
		}
	}
	return kept
}
