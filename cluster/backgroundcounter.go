package cluster

import (
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// BackgroundCounter counts in how many English articles each reduced word stands, and remembers which words stand
// in one article. The zero value is ready to use.
type BackgroundCounter struct {
	words []string         // in the order in which they were first read
	ids   map[string]int32 // places in words
	count []int            // of the articles that hold a word, by id
	rows  [][]wordCount    // by article
}

// wordCount is a word with its count, weighted by where it stands.
type wordCount struct {
	id    int32
	count float32
}

// Add counts the words of an article that its terms are made of. Articles of another language, and those without
// a word, are passed over.
func (c *BackgroundCounter) Add(a news.Article) {
	if news.Language(a) != english {
		return
	}
	content := news.Split(a, nil)
	counts := map[int32]float32{}
	c.read(counts, content.Title, func(int) float32 { return titleWeight })
	c.read(counts, content.Body(a.Text), bodyWeight)
	if len(counts) == 0 {
		return
	}
	row := make([]wordCount, 0, len(counts))
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		row = append(row, wordCount{id, counts[id]})
		c.count[id]++
	}
	c.rows = append(c.rows, row)
}

// read adds the words of a text, at most bodyWords of them.
func (c *BackgroundCounter) read(counts map[int32]float32, text string, weight func(position int) float32) {
	n := 0
	for word := range news.Words(text) {
		if n >= bodyWords {
			return
		}
		if stem, ok := stemEnglish(word); ok {
			counts[c.id(string(stem))] += weight(n)
		}
		n++
	}
}

func (c *BackgroundCounter) id(word string) int32 {
	id, known := c.ids[word]
	if !known {
		if c.ids == nil {
			c.ids = map[string]int32{}
		}
		id = int32(len(c.words))
		c.ids[word], c.words, c.count = id, append(c.words, word), append(c.count, 0)
	}
	return id
}

// Texts returns the number of articles counted.
func (c *BackgroundCounter) Texts() int { return len(c.rows) }

// Commonest returns the n words that the most articles hold, or all when there are fewer, commonest first.
func (c *BackgroundCounter) Commonest(n int) []string {
	words := slices.Clone(c.words)
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(-cmp.Compare(c.count[c.ids[a]], c.count[c.ids[b]]), cmp.Compare(a, b))
	})
	return words[:min(n, len(words))]
}

// Weights yields for each article in the order of counting the places in words of those that it holds, and what
// they weigh as terms, together of length 1. An article that holds none is passed over.
func (c *BackgroundCounter) Weights(words []string) iter.Seq2[[]int32, []float64] {
	places := map[int32]int32{}
	for place, word := range words {
		if id, known := c.ids[word]; known {
			places[id] = int32(place)
		}
	}
	return func(yield func([]int32, []float64) bool) {
		for _, row := range c.rows {
			held, weights := c.weigh(row, places)
			if len(held) > 0 && !yield(held, weights) {
				return
			}
		}
	}
}

// weigh returns the places of those words of an article that have one, and their weights.
func (c *BackgroundCounter) weigh(row []wordCount, places map[int32]int32) (held []int32, weights []float64) {
	sum := 0.0
	for _, w := range row {
		place, wanted := places[w.id]
		share := float64(c.count[w.id]) / float64(c.Texts())
		weight := frequency(w.count) * math.Pow(-math.Log(share), idfPower)
		if wanted && weight > 0 {
			held, weights = append(held, place), append(weights, weight)
			sum += weight * weight
		}
	}
	for i := range weights {
		weights[i] /= math.Sqrt(sum)
	}
	return held, weights
}

// Write writes the table of the words that stand in atLeast articles and returns how many words that
// are. Words that have a vector of SenseNumbers numbers in vectors get a sense made of it. The same counts and
// vectors give the same bytes. It is an error when no article was counted.
func (c *BackgroundCounter) Write(w io.Writer, atLeast int, vectors map[string][]float64) (words int, err error) {
	if c.Texts() == 0 {
		return 0, errors.New("write background table: no English article was counted")
	}
	senses, err := newWordSenses(vectors)
	if err != nil {
		return 0, fmt.Errorf("write background table: %w", err)
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return 0, fmt.Errorf("write background table: %w", err)
	}
	fmt.Fprintf(z, "%s\t%d\n", textsLine, c.Texts()) // z keeps its first error for Close
	for _, word := range slices.Sorted(maps.Keys(c.ids)) {
		count := c.count[c.ids[word]]
		if count < atLeast {
			continue
		}
		words++
		fmt.Fprintf(z, "%s\t%d", word, count)
		if sense, ok := senses[word]; ok {
			fmt.Fprintf(z, "\t%s", sense.letters())
		}
		fmt.Fprintln(z)
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("write background table: %w", err)
	}
	return words, nil
}
