package news

import "iter"

// Hasher cuts short texts into words, one after the other, where their hashes will do, and keeps the room that this takes. The zero
// value is ready. It is not for several goroutines.
type Hasher struct {
	words  []hashedWord
	buf    []byte // where words are normalised
	memory wordMemory
}

// Words yields the hashes of the words of a text, as [minhash.HashWord] hashes those of [Words], each with its place in the text. They are
// good until the next text.
func (h *Hasher) Words(text string) iter.Seq2[uint64, Span] {
	w := wordScanner{list: h.words[:0], buf: h.buf, memory: &h.memory}
	w.lines(text)
	h.words, h.buf = w.list, w.buf
	return func(yield func(uint64, Span) bool) {
		for _, word := range w.list {
			if !yield(word.hash, word.at) {
				return
			}
		}
	}
}
