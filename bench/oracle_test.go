package main

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

// TestExact compares the inverted index with a look at every pair.
func TestExact(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 1))
	sets := make([][]uint64, 60)
	for i := range sets {
		for range chance.IntN(30) {
			sets[i] = append(sets[i], chance.Uint64N(60))
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
	}
	got := exact(sets, .3)
	for a := range sets {
		for b := a + 1; b < len(sets); b++ {
			p, want := pair{int32(a), int32(b)}, minhash.Jaccard(sets[a], sets[b])
			if want < .3 {
				want = 0
			}
			if got[p] != want {
				t.Errorf("%v: Jaccard %v, want %v", p, got[p], want)
			}
		}
	}
	if len(got) < 10 {
		t.Errorf("only %d pairs: that tells nothing", len(got))
	}
}

// TestSpread: pairs that are made up are spread over Jaccard as evenly as the table says.
func TestSpread(t *testing.T) {
	var bins [10]int
	for first, articles := 0, spread(recallSeed, 0, 2000); first < len(articles); first += copiesSpread + 1 {
		sets := shingleSets(textsOf(articles[first : first+copiesSpread+1]))
		for _, set := range sets[1:] {
			bins[min(int(10*minhash.Jaccard(sets[0], set)), 9)]++
		}
	}
	for bin, n := range bins[4:] {
		if n < 2000/14 {
			t.Errorf("Jaccard %.1f and more: %d of 2000 pairs: %v", .4+float64(bin)/10, n, bins)
		}
	}
}

func textsOf(articles []article) []string {
	texts := make([]string, len(articles))
	for i, a := range articles {
		texts[i] = a.Text
	}
	return texts
}
