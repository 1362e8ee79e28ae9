package cluster

import (
	"slices"
	"testing"
)

// FuzzMeasure: of two texts that hold any words and pairs of words, many of which share a place in the sieve, the cosine is that of
// going through both in step, whichever is laid out, and a neighbour sees what it shares.
func FuzzMeasure(f *testing.F) {
	f.Add([]byte{1, 2, 3}, []byte{2, 3, 4}, uint8(0))
	f.Add([]byte("one text and what it says"), []byte("another text that says it"), uint8(3))
	f.Add(slices.Repeat([]byte{1, 5, 77, 130, 200}, 9), []byte("twenty-three pairs of words or more, and a few words"), uint8(14))
	f.Fuzz(func(t *testing.T, a, b []byte, shift uint8) {
		vectors := []vector{ofBytes(a, shift), ofBytes(b, shift)}
		u, v := vectors[0], vectors[1]
		m := newMeasure(vectors)
		for i, other := range vectors {
			m.lay(vectors[1-i])
			if got, want := m.dot(&other), u.dot(v); got != want {
				t.Errorf("text %d laid out: the inner product is %g, want %g", 1-i, got, want)
			}
			m.clear()
		}
		m.lay(u)
		seen, want := make([]bool, len(u.terms)), make([]bool, len(u.terms))
		for k := range u.shared(v) {
			want[k] = true
		}
		m.see(v, seen)
		m.see(v, seen)
		m.clear()
		if !slices.Equal(seen, want) {
			t.Errorf("a neighbour shares the terms at %v, want %v", seen, want)
		}
		if m.held != [heldTerms]int32{} {
			t.Error("a text that was taken away is held")
		}
	})
}

// ofBytes returns a vector with a term for each byte, a word or a pair of words; shifted, the terms share their last bits.
func ofBytes(text []byte, shift uint8) vector {
	v := vector{norm: 1}
	for k, b := range text {
		of := term(b) << (shift % 23)
		if b%4 > 0 {
			of = pairTerm(of, term(k%8))&^(heldTerms>>(shift%8)-1) | pairBit
		}
		v.terms = append(v.terms, of)
	}
	slices.Sort(v.terms)
	v.terms = slices.Compact(v.terms)
	for k := range v.terms {
		v.weights = append(v.weights, newWeight(1+float64(v.terms[k]%7)))
	}
	return v
}
