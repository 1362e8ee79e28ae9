package news

import (
	"strconv"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

func TestWordTable(t *testing.T) {
	words := map[string]int{}
	for i := range 300 {
		words["w"+strconv.Itoa(i)] = i + 1
	}
	for _, n := range []int{0, 1, 300} {
		some := map[string]int{}
		for i := range n {
			some["w"+strconv.Itoa(i)] = i + 1
		}
		table := newWordTable(some)
		for word, value := range words {
			want := value
			if value > n {
				want = 0
			}
			if got := table.of(minhash.HashWord(word)); got != want {
				t.Errorf("of %d words, %s: %d, want %d", n, word, got, want)
			}
		}
	}
}
