package cluster

import (
	"math"
	"slices"
)

// A term weighs tf x idf. tf is 1 + ln of its weighted count. idf is (-ln p)^1.2, where p estimates
// how likely a text holds the term: from the background table, news of other days, or from the batch
// itself when that says more. The batch's share is squared: a term that half of the batch holds is
// no news there, however rare it is elsewhere, while one that a few texts hold keeps its weight.
// That is what lets five articles on one war come apart into two events.
//
// The text is divided by the batch's number of texts and one more, so that what all texts of a very small
// batch share keeps some weight: two articles on their own can be found to tell one event.

const idfPower = 1.2

// stopShare is the share of the texts of a language without a stop list from which a term is taken
// for a stop word, and stopMinTexts how many texts it takes to tell.
const (
	stopShare    = .15
	stopMinTexts = 20
)

type stopWords map[term]bool

// vector is the weighted terms of one text that other texts hold too. norm counts all its terms.
type vector struct {
	ids     []int32 // into the vocabulary, rising
	weights []float32
	norm    float64
}

// dot returns the inner product of two vectors.
func (v vector) dot(u vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v.ids) && j < len(u.ids); {
		switch {
		case v.ids[i] == u.ids[j]:
			sum += float64(v.weights[i]) * float64(u.weights[j])
			i++
			j++
		case v.ids[i] < u.ids[j]:
			i++
		default:
			j++
		}
	}
	return sum
}

// vocabulary numbers the terms that two texts or more hold.
type vocabulary struct {
	ids       map[term]int32
	frequency []int32 // number of texts, by id
}

func newVocabulary(docs []terms) vocabulary {
	n := 0
	for _, d := range docs {
		n += len(d.counts)
	}
	all := make([]term, 0, n)
	for _, d := range docs {
		for _, c := range d.counts {
			all = append(all, c.term)
		}
	}
	slices.Sort(all)
	v := vocabulary{ids: map[term]int32{}}
	for start, end := 0, 0; start < len(all); start = end {
		for end = start + 1; end < len(all) && all[end] == all[start]; end++ {
		}
		if end-start > 1 {
			v.ids[all[start]] = int32(len(v.frequency))
			v.frequency = append(v.frequency, int32(end-start))
		}
	}
	return v
}

// idf returns the inverse document frequency of a term that is held by df of n texts.
func (b Background) idf(c counted, df, n int, lang string) float64 {
	share := float64(df) / float64(n+1)
	p := max(b.probability(c, lang), share*share)
	return math.Pow(-math.Log(p), idfPower)
}

// vectors returns the weighted terms of all texts; n counts the texts by language.
func newVectors(docs []terms, langs []string, v vocabulary, b Background) []vector {
	n := map[string]int{}
	for _, lang := range langs {
		n[lang]++
	}
	vectors := make([]vector, len(docs))
	for i, d := range docs {
		sum := 0.0
		u := &vectors[i]
		for _, c := range d.counts {
			id, shared := v.ids[c.term]
			df := 1
			if shared {
				df = int(v.frequency[id])
			}
			w := frequency(c.count) * b.idf(c, df, n[langs[i]], langs[i])
			sum += w * w
			if shared {
				u.ids, u.weights = append(u.ids, id), append(u.weights, float32(w))
			}
		}
		u.norm = math.Sqrt(sum)
	}
	return vectors
}
