package cluster

import (
	"iter"
	"math"
)

// A term weighs tf x idf. tf is 1 + ln of its weighted count. idf is (-ln p)^1.2, where p estimates
// how likely a text holds the term: from the background table, news of other days, or from the batch
// itself when that says more. The batch's share is squared: a term that half of the batch holds is
// no news there, however rare it is elsewhere, while one that a few texts hold keeps its weight.
// That is what lets five articles on one war come apart into two events.
//
// A count is divided by the batch's number of texts and one more, so that what all texts of a very small
// batch share keeps some weight: two articles on their own can be found to tell one event. In a window it is
// divided by some more, for the texts of earlier days (see pastTexts).

const idfPower = 1.2

// pastTexts is how many texts of the days before the window are counted with its own, as texts without the
// term. In a quiet fortnight one event may fill the window: its words are then in most texts, and yet are
// no common words, as the days before show. A few are enough, and make no difference to a window of hundreds. In
// nights of newscluster, 9 texts a window, F1 is .960 with 0, .976 with 3, .983 with 10, .988 with 20, 30 and 100.
const pastTexts = 20

// stopShare is the share of the texts of a language without a stop list from which a term is taken
// for a stop word, and stopMinTexts how many texts it takes to tell.
const (
	stopShare    = .15
	stopMinTexts = 20
)

type stopWords map[term]bool

// weight is the weight of a term, 0 or from 2^-24 to 2^8, kept to 12 binary digits: a float32 without its sign and the last
// 12 bits, counted from the least one. The cosine of two texts, a sum over many terms, is off by less than a ten-thousandth, and a window
// that holds the texts of a fortnight has twice the room.
type weight uint16

const (
	weightShift = 12
	leastWeight = (127 - 24) << 23 // bits of 2^-24, which stands for 0
)

// newWeight returns the weight nearest to x; 0 when x is no number above 0.
func newWeight(x float64) weight {
	if !(x > 0) {
		return 0
	}
	bits := int64(math.Float32bits(float32(x))) + 1<<(weightShift-1) - leastWeight
	return weight(min(max(bits>>weightShift, 0), math.MaxUint16))
}

func (w weight) value() float32 {
	if w == 0 {
		return 0
	}
	return math.Float32frombits(uint32(w)<<weightShift + leastWeight)
}

// vector is the weighted terms of one text.
type vector struct {
	terms   []term // rising
	weights []weight
	norm    float64
}

func (v vector) weight(k int) float64 { return float64(v.weights[k].value()) }

// shared yields the places in both of the terms that two vectors hold.
func (v vector) shared(u vector) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i, j := 0, 0; i < len(v.terms) && j < len(u.terms); {
			switch {
			case v.terms[i] < u.terms[j]:
				i++
			case v.terms[i] > u.terms[j]:
				j++
			case !yield(i, j):
				return
			default:
				i++
				j++
			}
		}
	}
}

// dot returns the inner product of two vectors.
func (v vector) dot(u vector) float64 {
	sum := 0.0
	for i, j := range v.shared(u) {
		sum += v.weight(i) * u.weight(j)
	}
	return sum
}

// idf returns the inverse document frequency of a term that is held by df of n texts.
func (b Background) idf(c counted, df, n int, lang string) float64 {
	share := float64(df) / float64(n+1)
	p := max(b.probability(c, lang), share*share)
	return math.Pow(-math.Log(p), idfPower)
}

// weigh gives every term of the docs that have no weights yet its weight. A text's weights are worked
// out once, with what is then known of how common its terms are, and kept.
func weigh(docs []doc, known Terms, opts Options) {
	opts.within(len(docs), func() func(int) {
		idf := map[string]*idfTable{}
		return func(i int) {
			d := &docs[i]
			if d.weights != nil {
				return
			}
			if idf[d.lang] == nil {
				idf[d.lang] = newIDFTable(known, opts.Background, d.lang)
			}
			d.weigh(idf[d.lang])
		}
	})
}

// weigh gives the terms of a doc their weights.
func (d *doc) weigh(idf *idfTable) {
	d.weights = make([]weight, len(d.counts))
	idf.texts = idf.known.each(idf.texts[:0], d.terms, d.lang)
	for k, c := range d.counts {
		d.weights[k] = newWeight(frequency(c.count) * idf.at(c, int(idf.texts[k])))
	}
	d.norm = norm(d.weights)
}

// norm returns the length of weights.
func norm(weights []weight) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += float64(w.value()) * float64(w.value())
	}
	return math.Sqrt(sum)
}

// idfTable remembers the idf of the terms of one language: most are asked for again by another text, and a
// power and a logarithm cost more than all else there is to a weight. A term is remembered until another one takes its
// place, but all pairs of words that as few texts hold have the same.
type idfTable struct {
	known      Terms
	background Background
	lang       string
	met        []metTerm // by the last bits
	pairs      []float64 // by number of texts; 0 until it is asked for
	texts      []int32   // that hold each term of the text at hand
}

// metTerm is a term with its idf.
type metTerm struct {
	term term
	met  bool
	idf  float64
}

const (
	metTerms = 1 << 15
	fewPairs = 64
)

func newIDFTable(known Terms, b Background, lang string) *idfTable {
	return &idfTable{known: known, background: b, lang: lang, met: make([]metTerm, metTerms), pairs: make([]float64, fewPairs)}
}

// at returns the idf of a term that df texts hold.
func (t *idfTable) at(c counted, df int) float64 {
	if c.term.isPair() && df < fewPairs {
		if t.pairs[df] == 0 {
			t.pairs[df] = t.idf(c, df)
		}
		return t.pairs[df]
	}
	m := &t.met[c.term%metTerms]
	if !m.met || m.term != c.term {
		*m = metTerm{c.term, true, t.idf(c, df)}
	}
	return m.idf
}

func (t *idfTable) idf(c counted, df int) float64 {
	return t.background.idf(c, df, t.known.texts(t.lang), t.lang)
}

// newVectors returns the weighted terms of docs that have been weighed. Texts that tell of many events
// get none, so that they have no neighbours: each is a story of its own and no bridge between others.
func newVectors(docs []doc) []vector {
	vectors := make([]vector, len(docs))
	for i := range docs {
		d := &docs[i]
		if vectors[i] = (vector{d.terms, d.weights, d.norm}); d.digest {
			vectors[i] = vector{norm: 1}
		}
	}
	return vectors
}
