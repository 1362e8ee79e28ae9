package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// scattered returns the finder and the vectors of n texts, each of a few dozen random terms out of a thousand.
func scattered(r *rand.Rand, n int) (*finder, []vector) {
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
	return newFinder(newInvertedIndex(vectors, v), times, tuned), vectors
}

// allNeighbours compares a text with every other one.
func allNeighbours(i int, vectors []vector, times []when) []neighbour {
	var all []neighbour
	for j, u := range vectors {
		if cosine := vectors[i].dot(u) / (vectors[i].norm * u.norm); j != i && cosine > 0 {
			all = append(all, neighbour{j, cosine, cosine * tuned.timeFactor(times[i], times[j])})
		}
	}
	sortNeighbours(all)
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
			f, vectors := scattered(newRandom(7), test.texts)
			for i := range test.texts {
				got, want := f.neighbours(i), allNeighbours(i, vectors, f.times)
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
	f, _ := scattered(newRandom(3), 2*exactCandidates)
	first := f.neighbours(5)
	for i := range f.times {
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
	f := newFinder(newInvertedIndex(vectors, v), make([]when, 3), tuned)
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
	if want := []posting{{99, 99}, {199, 99}, {98, 98}}; len(got) != indexTerms || !slices.Equal(got[:3], want) {
		t.Errorf("got %d terms, first %v, want %d, first %v", len(got), got[:3], indexTerms, want)
	}
	v.frequency[99] = indexFrequent + 1
	if got := heaviest(u, v); slices.Contains(got, posting{99, 99}) {
		t.Error("a term that too many texts hold is looked up")
	}
	none := vector{ids: []int32{1, 2}, weights: []float32{0, 0}}
	if got := heaviest(none, v); len(got) != 0 {
		t.Errorf("terms without weight are looked up: %v", got)
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

// TestFinderTouched: a text that shares filed terms with the one looked up counts once, and that one counts too.
func TestFinderTouched(t *testing.T) {
	docs := []doc{docOf("", 1, 2, 3), docOf("", 4, 5), docOf("", 1, 2, 3), docOf("", 3, 4)}
	v := newVocabulary(docs)
	weigh(docs, Terms{words: v, texts: textsByLanguage(docs)}, Background{})
	f := newFinder(newInvertedIndex(newVectors(docs, v), v), make([]when, 4), tuned)
	for i, want := range [][]int32{{0, 2, 3}, {1, 3}, {0, 2, 3}, {0, 1, 2, 3}} {
		f.neighbours(i)
		if got := slices.Sorted(slices.Values(f.touched)); !slices.Equal(got, want) {
			t.Errorf("text %d touches %v, want %v", i, got, want)
		}
	}
}

// TestFinderPrefersNear: where not all can be compared that are as much alike, those near in time are.
func TestFinderPrefersNear(t *testing.T) {
	docs, times := []doc{docOf("", 1, 2)}, []when{{days: 9, known: true}}
	for i := range 2 * exactCandidates {
		docs, times = append(docs, docOf("", 1, 2)), append(times, when{days: float64(9 + i%2*40), known: true})
	}
	v := newVocabulary(docs)
	weigh(docs, Terms{words: v, texts: textsByLanguage(docs)}, Background{})
	near := newFinder(newInvertedIndex(newVectors(docs, v), v), times, tuned).neighbours(0)
	for _, n := range near {
		if times[n.text].days != 9 {
			t.Fatalf("text %d, forty days away, is compared; %d of the same day are there", n.text, exactCandidates)
		}
	}
	if len(near) != exactCandidates {
		t.Errorf("%d are compared, want %d", len(near), exactCandidates)
	}
}

// TestGaps: in steps of an eighth of a day, the factors are what they stand for.
func TestGaps(t *testing.T) {
	r := newRandom(5)
	times := make([]when, 200)
	for i := range times {
		if i%7 > 0 {
			times[i] = when{days: 20000 + 40*r.Float64(), known: true, crawled: i%5 == 0, weekdays: uint8(i)}
		}
	}
	g := newGaps(times, tuned)
	texts, scores := make([]int32, len(times)), make([]float32, len(times))
	for i := range times {
		for j := range times {
			texts[j], scores[j] = int32(j), 1
		}
		g.weigh(i, texts, scores)
		for j, got := range scores {
			want := tuned.offerFactor(times[i], times[j])
			almost := times[i].crawled != times[j].crawled && math.Abs(times[i].days-times[j].days) < 1./stepsPerDay // which is later counts
			if !almost && math.Abs(float64(got)-want) > .07 {                                                        // a step where it is steepest
				t.Fatalf("%v and %v: got %g, want about %g", times[i], times[j], got, want)
			}
		}
	}
}

func BenchmarkNeighbours(b *testing.B) {
	f, vectors := scattered(newRandom(1), 2000)
	i := 0
	for b.Loop() {
		f.neighbours(i % len(vectors))
		i++
	}
}
