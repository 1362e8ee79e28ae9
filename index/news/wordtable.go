package news

import "github.com/twicetold/twicetold/index/minhash"

// wordTable holds something for each of a few words, by their hashes, so that a word that was just read is looked up
// without its letters. Nearly all lookups are of words that are not there, and end at the first place they look at.
type wordTable[V any] struct {
	places []tablePlace[V] // a power of two of them, a quarter taken
}

type tablePlace[V any] struct {
	hash  uint64 // 0 of a free place
	value V
}

// newWordTable returns the table of a map by words in normal form.
func newWordTable[V any](words map[string]V) wordTable[V] {
	size := 4
	for size < 4*len(words) {
		size *= 2
	}
	t := wordTable[V]{make([]tablePlace[V], size)}
	for word, value := range words {
		hash := minhash.HashWord(word)
		*t.place(hash) = tablePlace[V]{hash, value}
	}
	return t
}

// of returns what there is for the word of a hash, the zero value if nothing.
func (t *wordTable[V]) of(hash uint64) V { return t.place(hash).value }

// place returns the place of a hash, or the free one where it belongs.
func (t *wordTable[V]) place(hash uint64) *tablePlace[V] {
	last := uint64(len(t.places) - 1)
	for i := hash & last; ; i = (i + 1) & last {
		if p := &t.places[i]; p.hash == hash || p.hash == 0 {
			return p
		}
	}
}
