package index

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
)

// shortWords holds the terms of words of at most 15 bytes. Nearly all words are, so that the look at one is mostly the look at one place, which has
// its letters in itself, where a map of strings looks at four.
type shortWords struct {
	places []shortWord // a power of two of them, at most half taken
	taken  int
	lots   [2]uint64 // drawn, so that nobody can write words that all fall into one place
}

// shortWord is a word with its term.
type shortWord struct {
	wordKey // zero of a free place
	term    termNumber
}

func newShortWords() shortWords {
	return shortWords{places: make([]shortWord, 1<<12), lots: [2]uint64{rand.Uint64(), rand.Uint64()}}
}

// place gives the place of a word, or the free one where it belongs.
func (w *shortWords) place(k wordKey) *shortWord {
	last := uint64(len(w.places) - 1)
	high, low := bits.Mul64(k.first^w.lots[0], k.last^w.lots[1])
	for i := high ^ low; ; i++ {
		if p := &w.places[i&last]; p.wordKey == k || p.wordKey == (wordKey{}) {
			return p
		}
	}
}

// add adds a word that is not there.
func (w *shortWords) add(word shortWord) {
	if 2*w.taken >= len(w.places) {
		before := w.places
		w.places = make([]shortWord, 2*len(before))
		for _, p := range before {
			if p.wordKey != (wordKey{}) {
				*w.place(p.wordKey) = p
			}
		}
	}
	*w.place(word.wordKey) = word
	w.taken++
}

// wordKey is a word of at most 15 bytes: these, zeros, and their number in the last.
type wordKey struct{ first, last uint64 }

// keyOf gives the key of a word that is short enough.
func keyOf(word []byte) (wordKey, bool) {
	var b [16]byte
	if len(word) >= len(b) {
		return wordKey{}, false
	}
	copy(b[:], word)
	b[15] = byte(len(word))
	return wordKey{binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])}, true
}
