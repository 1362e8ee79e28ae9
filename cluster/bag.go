package cluster

import (
	"cmp"
	"math"
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// bag is the weighted words of a short stretch of text.
type bag struct {
	terms   []term // rising
	weights []float64
	norm    float64
}

// bagger makes bags, for one goroutine. Few words make most of all sentences, so it remembers what it found out
// about each until another one takes its place.
type bagger struct {
	stop       map[string]stopWords // by language
	background Background
	known      []knownWord    // by the last bits of the hash
	found      []weightedWord // of the text at hand
}

// knownWord is what a bagger knows of a word.
type knownWord struct {
	weightedWord
	hash uint64
	lang string
	kept bool // it is no stop word
}

type weightedWord struct {
	term   term
	weight float64
}

const knownWords = 1 << 13

func newBagger(stop map[string]stopWords, background Background) *bagger {
	return &bagger{stop: stop, background: background, known: make([]knownWord, knownWords)}
}

// bag weighs the words of a stretch of text by the root of their idf, so that the rarest do not decide
// alone. Only the background counts: within a story every sentence is about what the batch has much of.
func (m *bagger) bag(text, lang string) bag {
	m.found = m.found[:0]
	for word := range news.Words(text) {
		if w := m.word(word, lang); w.kept {
			m.found = append(m.found, w.weightedWord)
		}
	}
	slices.SortFunc(m.found, func(a, b weightedWord) int { return cmp.Compare(a.term, b.term) })
	words := slices.Compact(m.found)
	b := bag{make([]term, len(words)), make([]float64, len(words)), 0}
	for i, w := range words {
		b.terms[i], b.weights[i] = w.term, w.weight
	}
	b.norm = length(b.weights)
	return b
}

// word returns what is known of a normalised word, which it may change.
func (m *bagger) word(word []byte, lang string) *knownWord {
	hash := minhash.HashWord(word)
	w := &m.known[hash%knownWords]
	if w.hash == hash && w.lang == lang {
		return w
	}
	*w = knownWord{hash: hash, lang: lang}
	k := counter{lang: lang, stop: m.stop[lang]}
	if w.term, w.kept = k.reduce(word); w.kept {
		w.weight = math.Sqrt(m.background.idf(counted{term: w.term}, 0, 0, lang))
	}
	return w
}

// idf returns the inverse document frequency of a term among the texts compared.
func (c *comparison) idf(t counted, lang string, opts Options) float64 {
	return opts.Background.idf(t, c.words.texts(t.term), c.texts[lang], lang)
}

func length(weights []float64) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w * w
	}
	return math.Sqrt(sum)
}

// cosine returns the cosine of two bags, 0 when one is empty.
func (b bag) cosine(o bag) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(b.terms) && j < len(o.terms); {
		switch {
		case b.terms[i] == o.terms[j]:
			sum += b.weights[i] * o.weights[j]
			i++
			j++
		case b.terms[i] < o.terms[j]:
			i++
		default:
			j++
		}
	}
	if sum == 0 {
		return 0
	}
	return sum / (b.norm * o.norm)
}

// centroid returns the sum of bags.
func centroid(bags []bag) bag {
	sums := map[term]float64{}
	for _, b := range bags {
		for i, t := range b.terms {
			sums[t] += b.weights[i] / b.norm
		}
	}
	var c bag
	for t := range sums {
		c.terms = append(c.terms, t)
	}
	slices.Sort(c.terms)
	for _, t := range c.terms {
		c.weights = append(c.weights, sums[t])
	}
	c.norm = length(c.weights)
	return c
}
