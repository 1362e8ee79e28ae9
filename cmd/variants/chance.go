package main

import (
	"cmp"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
)

// What is left to chance is drawn anew for every article and purpose, from a generator whose seed is a
// hash of --seed, the purpose and the article's key. So it depends neither on the order of the articles nor
// on which others there are, and two variants of one set choose independently of each other.

// seed is the number that all of a variant's chance hangs on.
type seed uint64

// of returns the generator for one purpose and one key.
func (s seed) of(purpose, key string) *rand.Rand {
	return rand.New(rand.NewPCG(s.hash(purpose, key), uint64(s)))
}

func (s seed) hash(purpose, key string) uint64 {
	h := fnv.New64a()
	for _, part := range []string{strconv.FormatUint(uint64(s), 10), purpose, key} {
		h.Write([]byte(part)) // a hash never fails to write
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// drawn is something with the lot that it drew.
type drawn struct {
	lot uint64
	key string
	at  int
}

// order returns the places of the keys in an order drawn by lot, the same whatever order they come in;
// equal keys stay in theirs.
func (s seed) order(purpose string, keys []string) []int {
	lots := make([]drawn, len(keys))
	for i, key := range keys {
		lots[i] = drawn{s.of(purpose, key).Uint64(), key, i}
	}
	slices.SortStableFunc(lots, func(a, b drawn) int {
		return cmp.Or(cmp.Compare(a.lot, b.lot), cmp.Compare(a.key, b.key))
	})
	places := make([]int, len(lots))
	for i, l := range lots {
		places[i] = l.at
	}
	return places
}

// keys returns the key of each record.
func keys(records []record) []string {
	all := make([]string, len(records))
	for i, r := range records {
		all[i] = r.key()
	}
	return all
}
