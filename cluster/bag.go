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
	terms      Terms
	background Background
	known      []knownWord    // by the last bits of the hash
	found      []weightedWord // of the text at hand
	words      news.Hasher
	pieces     news.Pieces // of the sentence at hand
}

// knownWord is what a bagger knows of a word of a language.
type knownWord struct {
	weightedWord
	hash uint64 // of both; 0 of none
	kept bool   // it is no stop word
}

type weightedWord struct {
	term   term
	weight float64
}

const knownWords = 1 << 15

func newBagger(terms Terms, background Background) *bagger {
	return &bagger{terms: terms, background: background, known: make([]knownWord, knownWords)}
}

// bag weighs the words of a stretch of text by the root of their idf, so that the rarest do not decide
// alone. Only the background counts: within a story every sentence is about what the batch has much of.
func (m *bagger) bag(text, lang string) bag {
	m.found = m.found[:0]
	language := minhash.HashWord(lang)
	for word, at := range m.words.Words(text) {
		hash := mixed(language, word)
		w := &m.known[hash%knownWords]
		if w.hash != hash {
			*w = m.read(text[at.Start:at.End], lang)
			w.hash = hash
		}
		if w.kept {
			m.found = append(m.found, w.weightedWord)
		}
	}
	return newBag(m.found)
}

// newBag returns the bag of some words in any order, each counted once.
func newBag(words []weightedWord) bag {
	slices.SortFunc(words, func(a, b weightedWord) int { return cmp.Compare(a.term, b.term) })
	words = slices.Compact(words)
	b := bag{make([]term, len(words)), make([]float64, len(words)), 0}
	for i, w := range words {
		b.terms[i], b.weights[i] = w.term, w.weight
	}
	b.norm = length(b.weights)
	return b
}

// read finds out about a word.
func (m *bagger) read(text, lang string) (w knownWord) {
	k := counter{lang: lang, stop: m.terms.stop(lang)}
	for word := range news.Words(text) {
		if w.term, w.kept = k.reduce(word); w.kept {
			w.weight = math.Sqrt(m.background.idf(counted{term: w.term}, 0, 0, lang))
		}
	}
	return w
}

// idf returns the inverse document frequency of a term among the texts compared.
func (c *comparison) idf(t counted, lang string, opts Options) float64 {
	return opts.Background.idf(t, c.holding(t.term, lang), c.texts(lang), lang)
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
	all := 0
	for _, b := range bags {
		all += len(b.terms)
	}
	places, sums := newTermTable(all/2), make([]weightedWord, 0, all/2)
	for _, b := range bags {
		for i, t := range b.terms {
			slot := places.at(t)
			if slot.n == 0 {
				sums = append(sums, weightedWord{term: t})
				slot.n = int32(len(sums))
			}
			sums[slot.n-1].weight += b.weights[i] / b.norm
		}
	}
	return newBag(sums)
}
