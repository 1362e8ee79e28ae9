package cluster

import (
	"math"
	"slices"
)

// bag is the weighted words of a short stretch of text.
type bag struct {
	terms   []term // rising
	weights []float64
	norm    float64
}

// bag weighs the words of a stretch of text by the root of their idf, so that the rarest do not decide
// alone. Only the background counts: within a story every sentence is about what the batch has much of.
func (c *comparison) bag(text, lang string, opts Options) bag {
	k := counter{lang: lang, stop: c.stop[lang]}
	k.add(text, func(int) float32 { return 1 })
	var b bag
	for _, t := range k.terms().counts {
		if !t.bigram {
			b.terms = append(b.terms, t.term)
			b.weights = append(b.weights, math.Sqrt(opts.Background.idf(t, 0, 0, lang)))
		}
	}
	b.norm = length(b.weights)
	return b
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
