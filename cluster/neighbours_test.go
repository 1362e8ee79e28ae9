package cluster

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// scattered returns the finder of n texts, each of a few dozen random terms out of a thousand.
func scattered(r *rand.Rand, n int) *finder {
	docs, times := make([]doc, n), make([]when, n)
	for i := range docs {
		counts := map[term]float32{}
		for range 20 + r.IntN(40) {
			counts[term(1+r.IntN(1000))] = 1 + float32(r.IntN(4))
		}
		k := counter{counts: counts}
		docs[i].terms, times[i] = k.terms(), when{days: float64(r.IntN(10)), known: r.IntN(5) > 0}
	}
	v := newVocabulary(docs)
	weigh(docs, Terms{words: v, texts: textsByLanguage(docs)}, Background{})
	vectors := newVectors(docs, v)
	return newFinder(vectors, newInvertedIndex(vectors, v), times, tuned)
}

// allNeighbours compares a text with every other one.
func (f *finder) allNeighbours(i int) []neighbour {
	var all []neighbour
	for j, u := range f.vectors {
		if cosine := f.vectors[i].dot(u) / (f.vectors[i].norm * u.norm); j != i && cosine > 0 {
			all = append(all, neighbour{j, cosine, cosine * f.timeFactor(f.times[i], f.times[j])})
		}
	}
	slices.SortFunc(all, func(a, b neighbour) int {
		return cmp.Or(-cmp.Compare(a.near, b.near), cmp.Compare(a.text, b.text))
	})
	return all
}

func TestFinderNeighbours(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts int
		top   int // how many neighbours must be the same
	}{
		{"one text", 1, 0},
		{"all are compared", exactCandidates, exactCandidates},
		{"the index chooses", 3 * exactCandidates, neighbourCount},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := scattered(newRandom(7), test.texts)
			for i := range test.texts {
				got, want := f.neighbours(i), f.allNeighbours(i)
				if len(got) > exactCandidates {
					t.Fatalf("text %d has %d neighbours, want %d at the most", i, len(got), exactCandidates)
				}
				if n := min(len(want), test.top); len(got) < n || !slices.Equal(got[:n], want[:n]) {
					t.Fatalf("text %d: got %v, want %v", i, got[:min(n, len(got))], want[:n])
				}
			}
		})
	}
}

// TestFinderLeavesNoTrace: what one look-up leaves behind must not change the next.
func TestFinderLeavesNoTrace(t *testing.T) {
	f := scattered(newRandom(3), 2*exactCandidates)
	first := f.neighbours(5)
	for i := range f.vectors {
		f.neighbours(i)
	}
	if again := f.neighbours(5); !slices.Equal(first, again) {
		t.Errorf("got %v, then %v", first, again)
	}
}

func TestFinderWithoutTerms(t *testing.T) {
	docs := []doc{docOf("", 1, 2), docOf(""), docOf("", 1, 2)}
	v := newVocabulary(docs)
	weigh(docs, Terms{words: v, texts: textsByLanguage(docs)}, Background{})
	vectors := newVectors(docs, v)
	f := newFinder(vectors, newInvertedIndex(vectors, v), make([]when, 3), tuned)
	if got := f.neighbours(1); len(got) != 0 {
		t.Errorf("a text without terms has the neighbours %v", got)
	}
	if got := f.neighbours(0); len(got) != 1 || got[0].text != 2 || got[0].cosine < .999 {
		t.Errorf("got %v, want its double", got)
	}
}

func TestHeaviest(t *testing.T) {
	v := vocabulary{frequency: make([]int32, 200)}
	v.frequency[7] = indexFrequent + 1
	u := vector{}
	for id := range int32(200) {
		u.ids, u.weights = append(u.ids, id), append(u.weights, float32(id%100))
	}
	got := heaviest(u, v)
	if len(got) != indexTerms || got[0] != 99 || got[1] != 199 || got[2] != 98 {
		t.Errorf("got %d terms, first %v, want %d, the heaviest first", len(got), got[:3], indexTerms)
	}
	v.frequency[99] = indexFrequent + 1
	if got := heaviest(u, v); slices.Contains(got, 99) {
		t.Error("a term that too many texts hold is looked up")
	}
}

// TestFinderFloor: enough scores reach the floor, and not many more than needed: what shares the bucket of
// the last one, within a sixteenth of its power of two.
func TestFinderFloor(t *testing.T) {
	r := newRandom(11)
	for _, n := range []int{1, 10, 100} {
		f := &finder{scores: make([]float32, 5000)}
		for j := range f.scores {
			f.scores[j] = r.Float32() * r.Float32()
			f.touched = append(f.touched, int32(j))
		}
		sorted := slices.Sorted(slices.Values(f.scores))
		floor, last := f.floor(n), sorted[len(sorted)-n]
		if floor > last || floor < last*15/16 {
			t.Errorf("floor of %d is %g, want it at or a little below %g", n, floor, last)
		}
	}
	few := &finder{scores: []float32{.1, .2}, touched: []int32{0, 1}}
	if got := few.floor(2); got != 0 {
		t.Errorf("floor of as many as there are is %g, want 0", got)
	}
}

func BenchmarkNeighbours(b *testing.B) {
	f := scattered(newRandom(1), 2000)
	i := 0
	for b.Loop() {
		f.neighbours(i % len(f.vectors))
		i++
	}
}
