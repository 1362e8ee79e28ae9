package news

import (
	"math/bits"

	"github.com/twicetold/twicetold/index/minhash"
)

// Most words of a text are short, and most of these have been met before. So eight bytes of a line are looked at at
// once: how many letters and digits of ASCII they start with, and these as small letters in one number, by which what was
// worked out for the word the last time, its hash and what it does in a line, is at hand (the arithmetic on eight bytes is
// that of Lamport, "Multiple byte processing with full-word instructions", CACM 1975). A place remembers the last word that fell
// into it. What is remembered is never anything but what is worked out anew: the words come out the same.

const (
	eightBytes = 8
	memoryBits = 13 // log2 of the places, 200 KB: more are met again in more places, but these are nearer to the processor
)

// wordMemory remembers words of up to eight letters.
type wordMemory [1 << memoryBits]knownWord

type knownWord struct {
	letters uint64 // the first in the lowest byte, 0 behind the last; 0 of a free place
	hash    uint64
	uses    wordUse
}

// at returns where a word is, if it is known.
func (m *wordMemory) at(letters uint64) *knownWord {
	const spread = 0x9E3779B97F4A7C15
	return &m[letters*spread>>(64-memoryBits)]
}

// learn works out what there is to know of a word of n letters.
func (k *knownWord) learn(letters uint64, n int) {
	hash := minhash.NewWordHash
	for i := range n {
		hash = hash.Add(byte(letters >> (8 * i)))
	}
	*k = knownWord{letters, hash.Sum(), usesOf(hash.Sum(), byte(letters))}
}

// wordStart returns the letters and digits of ASCII that eight bytes, of which the first is the lowest, start with, as
// small letters, and how many these are.
func wordStart(eight uint64) (letters uint64, n int) {
	const ones, upper = 0x0101010101010101, 0x8080808080808080
	small := eight | ' '*ones
	lower, lowerSmall := eight&^upper, small&^upper
	letter := (lowerSmall + (0x80-'a')*ones) &^ (lowerSmall + (0x7F-'z')*ones)
	digit := (lower + (0x80-'0')*ones) &^ (lower + (0x7F-'9')*ones)
	other := (eight | ^(letter | digit)) & upper
	n = bits.TrailingZeros64(other) / 8
	return small & (1<<(8*n) - 1), n
}

// load returns the eight bytes at i, the first of them lowest.
func load(s string, i int) uint64 {
	b := s[i : i+eightBytes]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}
