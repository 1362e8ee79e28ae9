package main

import "math/rand/v2"

// Every story, article and outlet draws from a generator of its own, seeded by the seed, what it is and its number.
// So each can be made alone, in any order, as often as it is needed.

// seed is the number that all chance hangs on.
type seed uint64

// kind is what a generator is for.
type kind uint64

const (
	birthKind   kind = iota // the stories of a night
	storyKind               // what one story is about
	articleKind             // one report of it
	versionKind             // what a copy changes
	outletKind
	wordKind
)

// of returns the generator for one thing.
func (s seed) of(k kind, numbers ...uint64) *rand.Rand {
	return rand.New(rand.NewPCG(s.hash(k, numbers...), uint64(s)))
}

// hash mixes numbers (splitmix64, Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
func (s seed) hash(k kind, numbers ...uint64) uint64 {
	h := mix(uint64(s) ^ mix(uint64(k)+1))
	for _, n := range numbers {
		h = mix(h ^ mix(n+0x9e3779b97f4a7c15))
	}
	return h
}

func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// within reports whether something that happens with this share happens.
func within(r *rand.Rand, share float64) bool { return r.Float64() < share }

// one draws one of a list.
func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
