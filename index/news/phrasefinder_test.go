package news

import (
	"slices"
	"strings"
	"testing"
)

// FuzzPhraseFinder holds the finder to a search for one phrase after the other.
func FuzzPhraseFinder(f *testing.F) {
	phrases := slices.Concat(remainPhrases, digestHints)
	finder := NewPhraseFinder(phrases)
	for _, phrase := range phrases {
		f.Add([]byte(phrase))
		f.Add([]byte("x" + phrase + "x"))
		f.Add([]byte(phrase[:len(phrase)-1]))
	}
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, text []byte) {
		want := slices.ContainsFunc(phrases, func(phrase string) bool { return strings.Contains(string(text), phrase) })
		if got := finder.in(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	})
}
