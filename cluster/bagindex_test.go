package cluster

import (
	"math/rand/v2"
	"testing"
)

// TestBagIndex compares the cosines of random bags with those of pairs.
func TestBagIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	x := newBagIndex()
	var bags []bag
	for range 200 {
		var words []weightedWord
		for range random.IntN(12) {
			n := term(random.IntN(60))
			words = append(words, weightedWord{n, 1 + float64(n)/7})
		}
		b := newBag(words)
		for i, got := range x.cosines(b) {
			if want := b.cosine(bags[i]); got != want {
				t.Fatalf("bag %d with %d: %v, want %v", len(bags), i, got, want)
			}
		}
		x.add(b)
		bags = append(bags, b)
	}
}
