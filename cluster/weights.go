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

func newVocabulary(docs []doc) vocabulary {
	n := 0
	for i := range docs {
		n += len(docs[i].terms.counts)
	}
	all := make([]term, 0, n)
	for i := range docs {
		for _, c := range docs[i].terms.counts {
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

// texts returns how many texts hold a term that at least one holds.
func (v vocabulary) texts(t term) int {
	if id, shared := v.ids[t]; shared {
		return int(v.frequency[id])
	}
	return 1
}

// idf returns the inverse document frequency of a term that is held by df of n texts.
func (b Background) idf(c counted, df, n int, lang string) float64 {
	share := float64(df) / float64(n+1)
	p := max(b.probability(c, lang), share*share)
	return math.Pow(-math.Log(p), idfPower)
}

// weigh gives every term of the docs that have no weights yet its weight. A text's weights are worked
// out once, with what is then known of how common its terms are, and kept.
func weigh(docs []doc, known Terms, b Background) {
	for i := range docs {
		d := &docs[i]
		if d.weights != nil {
			continue
		}
		d.weights = make([]float32, len(d.terms.counts))
		sum := 0.0
		for k, c := range d.terms.counts {
			w := frequency(c.count) * b.idf(c, known.words.texts(c.term), known.texts[d.lang], d.lang)
			d.weights[k] = float32(w)
			sum += w * w
		}
		d.norm = math.Sqrt(sum)
	}
}

// Terms is what the texts of a window say about how common terms are.
type Terms struct {
	words vocabulary
	texts map[string]int       // by language
	stop  map[string]stopWords // by language
}

func textsByLanguage(docs []doc) map[string]int {
	n := map[string]int{}
	for i := range docs {
		n[docs[i].lang]++
	}
	return n
}

// newVectors returns the weighted terms of docs that have been weighed. Texts that tell of many events
// get none, so that they have no neighbours: each is a story of its own and no bridge between others.
func newVectors(docs []doc, v vocabulary) []vector {
	vectors := make([]vector, len(docs))
	for i := range docs {
		d, u := &docs[i], &vectors[i]
		if d.digest {
			u.norm = 1
			continue
		}
		u.norm = d.norm
		for k, c := range d.terms.counts {
			if id, shared := v.ids[c.term]; shared {
				u.ids, u.weights = append(u.ids, id), append(u.weights, d.weights[k])
			}
		}
	}
	return vectors
}
