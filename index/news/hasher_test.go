package news

import (
	"bytes"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

// FuzzHasher: the hashes are those of the words, and a word cut out of its text is the same word.
func FuzzHasher(f *testing.F) {
	for _, seed := range []string{"The ferry left.", "Vos’s U.S. ferry_2 3,5%", "渡轮今天离开", "by the week.The tugs", "www.example.com a@b.c x", "Ⅷ ﬁ é É"} {
		f.Add(seed)
	}
	var h Hasher
	f.Fuzz(func(t *testing.T, text string) {
		next := 0
		var hashes []uint64
		var places []Span
		for hash, at := range h.Words(text) {
			hashes, places = append(hashes, hash), append(places, at)
		}
		for word, at := range Words(text) {
			if next == len(hashes) || hashes[next] != minhash.HashWord(word) || places[next] != at {
				t.Fatalf("word %d of %q is %q at %v", next, text, word, at)
			}
			alone := 0
			for again := range Words(text[at.Start:at.End]) {
				if alone++; alone > 1 || !bytes.Equal(again, word) {
					t.Fatalf("%q of %q is %q by itself", word, text, again)
				}
			}
			next++
		}
		if next < len(hashes) {
			t.Fatalf("%q has %d words, and not %d", text, next, len(hashes))
		}
	})
}
