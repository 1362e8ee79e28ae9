package minhash

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"testing"
)

// Stored signatures depend on these values, which were worked out apart from this code. If the test
// has to change, so has the fingerprint version.
func TestHashWordIsPinned(t *testing.T) {
	tests := []struct {
		word string
		want uint64
	}{
		{"", 0xf52a15e9a9b5e89b},
		{"a", 0x02c0bdbf481420f8},
		{"harbour", 0x9290fc646a353469},
		{"überfähre", 0x0c89e8837dba99f1},
	}
	for _, test := range tests {
		if got := HashWord(test.word); got != test.want {
			t.Errorf("HashWord(%q) = %#016x, want %#016x", test.word, got, test.want)
		}
		if got := HashWord([]byte(test.word)); got != test.want {
			t.Errorf("HashWord of the bytes of %q = %#016x, want %#016x", test.word, got, test.want)
		}
	}
}

// The words that are hardest to tell apart are short and alike. Their hashes must differ, and every
// byte of them must be spread evenly, since slots, samples and buckets use different bytes.
func TestHashWordSpread(t *testing.T) {
	families := map[string]func(i int) string{
		"numbers":       func(i int) string { return fmt.Sprint(i) },
		"letters":       func(i int) string { return strconv.FormatInt(int64(i), 36) },
		"common prefix": func(i int) string { return fmt.Sprintf("the-same-long-beginning-%d", i) },
		"common suffix": func(i int) string { return fmt.Sprintf("%d-and-the-same-long-end", i) },
	}
	const n = 1 << 16
	for name, word := range families {
		t.Run(name, func(t *testing.T) {
			seen := make(map[uint64]bool, n)
			var counts [8][256]int
			for i := range n {
				h := HashWord(word(i))
				seen[h] = true
				for b := range counts {
					counts[b][byte(h>>(8*b))]++
				}
			}
			if len(seen) != n {
				t.Errorf("%d words have %d hashes", n, len(seen))
			}
			for b := range counts {
				checkEven(t, fmt.Sprintf("byte %d", b), counts[b][:])
			}
		})
	}
}

// checkEven fails when counts are less even than chance makes them: chi-squared more than six
// deviations above its mean.
func checkEven(t *testing.T, what string, counts []int) {
	t.Helper()
	total := 0
	for _, c := range counts {
		total += c
	}
	mean, chi := float64(total)/float64(len(counts)), 0.0
	for _, c := range counts {
		chi += (float64(c) - mean) * (float64(c) - mean) / mean
	}
	if free := float64(len(counts) - 1); chi > free+6*math.Sqrt(2*free) {
		t.Errorf("%s is uneven: chi-squared %.0f at %.0f degrees of freedom", what, chi, free)
	}
}

// One bit of a word changes half of the bits of its hash.
func TestHashWordAvalanche(t *testing.T) {
	word := []byte("lighthouse")
	before := HashWord(word)
	for i := range 8 * len(word) {
		word[i/8] ^= 1 << (i % 8)
		if changed := bits.OnesCount64(before ^ HashWord(word)); changed < 12 || changed > 52 {
			t.Errorf("bit %d of the word changes %d bits of the hash", i, changed)
		}
		word[i/8] ^= 1 << (i % 8)
	}
}

// TestHashText: a change of any byte, or of the length, changes the hash.
func TestHashText(t *testing.T) {
	text := "The ferry ran aground off the mole."
	seen := map[uint64]string{}
	add := func(s string) {
		if other, ok := seen[HashText(s)]; ok {
			t.Errorf("%q and %q have one hash", s, other)
		}
		seen[HashText(s)] = s
	}
	for i := range len(text) {
		add(text[:i])
		for _, c := range []byte{0, 'x', 0xff} {
			add(text[:i] + string(rune(c)) + text[i+1:])
		}
	}
}
