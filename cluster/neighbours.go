package cluster

import (
	"cmp"
	"math"
	"slices"
)

// Two reports of one event share about a twentieth of their terms, so signatures can't find them; an
// inverted index can. Every text is looked up by its heaviest terms, the texts that share the most of
// their weight are compared exactly, and the nearest few are kept as its neighbours.

const (
	indexTerms      = 80   // heaviest terms that a text is filed under and looked up by
	indexFrequent   = 6000 // texts a term may stand in to be looked up by
	exactCandidates = 100  // best by the index that are compared exactly
	neighbourCount  = 30
)

// neighbour is a text that shares terms with another one.
type neighbour struct {
	text   int
	cosine float64
	near   float64 // cosine times the time factor: what neighbours are ranked by
}

// posting is a text filed under a term.
type posting struct {
	text   int32
	weight float32
}

// invertedIndex files texts under their heaviest terms.
type invertedIndex struct {
	postings [][]posting // by term id
	keys     [][]int     // by text: places of its heaviest terms in its vector
}

func newInvertedIndex(vectors []vector, v vocabulary) invertedIndex {
	x := invertedIndex{make([][]posting, len(v.frequency)), make([][]int, len(vectors))}
	for i, u := range vectors {
		x.keys[i] = heaviest(u, v)
		for _, k := range x.keys[i] {
			x.postings[u.ids[k]] = append(x.postings[u.ids[k]], posting{int32(i), u.weights[k]})
		}
	}
	return x
}

// heaviest returns the places of the heaviest terms of a vector that are not too frequent.
func heaviest(u vector, v vocabulary) []int {
	keys := make([]int, 0, len(u.ids))
	for k, id := range u.ids {
		if v.frequency[id] <= indexFrequent {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b int) int {
		return cmp.Or(-cmp.Compare(u.weights[a], u.weights[b]), cmp.Compare(a, b))
	})
	return keys[:min(len(keys), indexTerms)]
}

// finder looks up neighbours; each goroutine has its own.
type finder struct {
	Tuning
	vectors []vector
	index   invertedIndex
	times   []when
	scores  []float32 // by text, zero between look-ups
	touched []int32
	dense   []float32 // by term, zero between look-ups
}

func newFinder(vectors []vector, index invertedIndex, times []when, t Tuning) *finder {
	return &finder{Tuning: t, vectors: vectors, index: index, times: times,
		scores: make([]float32, len(vectors)), dense: make([]float32, len(index.postings))}
}

// neighbours returns the texts nearest to text i, nearest first.
func (f *finder) neighbours(i int) []neighbour {
	u := f.vectors[i]
	for k, id := range u.ids {
		f.dense[id] = u.weights[k]
	}
	var found []neighbour
	for _, j := range f.candidates(i) {
		cosine := f.dot(int(j)) / (u.norm * f.vectors[j].norm)
		found = append(found, neighbour{int(j), cosine, cosine * f.timeFactor(f.times[i], f.times[j])})
	}
	for _, id := range u.ids {
		f.dense[id] = 0
	}
	slices.SortFunc(found, func(a, b neighbour) int {
		return cmp.Or(-cmp.Compare(a.near, b.near), cmp.Compare(a.text, b.text))
	})
	return found
}

// candidates returns the texts that share the most weight with text i among the filed terms.
func (f *finder) candidates(i int) []int32 {
	u := f.vectors[i]
	f.touched = f.touched[:0]
	for _, k := range f.index.keys[i] {
		w := u.weights[k]
		for _, p := range f.index.postings[u.ids[k]] {
			if f.scores[p.text] == 0 {
				f.touched = append(f.touched, p.text)
			}
			f.scores[p.text] += w * p.weight
		}
	}
	f.scores[i] = 0
	for _, j := range f.touched {
		f.scores[j] *= float32(f.timeFactor(f.times[i], f.times[j]) / f.vectors[j].norm)
	}
	best := f.best(i)
	for _, j := range f.touched {
		f.scores[j] = 0
	}
	return best
}

// best returns the highest scored of the touched texts other than i.
func (f *finder) best(i int) []int32 {
	floor := f.floor(exactCandidates)
	var best []int32
	for _, j := range f.touched {
		if int(j) != i && f.scores[j] >= floor {
			best = append(best, j)
		}
	}
	slices.SortFunc(best, func(a, b int32) int {
		return cmp.Or(-cmp.Compare(f.scores[a], f.scores[b]), cmp.Compare(a, b))
	})
	return slices.Clone(best[:min(len(best), exactCandidates)])
}

// floor returns a score that about n of the touched texts or a few more reach, by a histogram of the
// scores' exponents and leading bits: sorting all that were touched would cost more than the look-up.
func (f *finder) floor(n int) float32 {
	if len(f.touched) <= n {
		return 0
	}
	const shift = 19 // keeps the exponent and four bits of a float32
	var histogram [1 << (32 - shift)]int32
	for _, j := range f.touched {
		histogram[math.Float32bits(f.scores[j])>>shift]++
	}
	for b := len(histogram)/2 - 1; b > 0; b-- {
		if n -= int(histogram[b]); n <= 0 {
			return math.Float32frombits(uint32(b) << shift)
		}
	}
	return 0
}

func (f *finder) dot(j int) float64 {
	sum := 0.0
	u := f.vectors[j]
	for k, id := range u.ids {
		sum += float64(f.dense[id]) * float64(u.weights[k])
	}
	return sum
}
