package cluster

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/twicetold/twicetold/index/minhash"
)

// The background table says in how many of a large number of news texts a word stands, so that five
// articles alone can be told apart: what is common in the news at large weighs little, even where the
// batch is too small to show it. The table holds reduced words and counts, no text. `make background`
// makes it anew from a collection of articles. In a language without a table all words count as equally
// rare, and the batch alone says what is common.
//
// A table is gzipped lines of a word, a tab and the number of texts that hold it, by word. The first
// line is the number of all texts under the word "texts". Behind the number of a common word there is another tab
// and the word's sense (senses.go), a letter for each of its numbers.

//go:embed background/en.tsv.gz
var englishTable []byte

const (
	rareShare = 3e-5   // share of texts assumed of a word that the table does not hold: one of its 34,000
	pairShare = 1.2e-4 // and of a pair of words: the table holds words only
)

// textsLine is what stands before the number of texts.
const textsLine = "texts"

// Background holds a table for each language that has one, by its ISO 639-1 code.
type Background map[string]table

// table counts the texts that hold a word, and says what common words mean.
type table struct {
	texts  int
	count  map[term]int
	senses map[term]wordSense
}

// DefaultBackground returns the embedded tables.
var DefaultBackground = sync.OnceValue(func() Background {
	t, err := readTable(bytes.NewReader(englishTable))
	if err != nil {
		return Background{} // cannot happen: TestDefaultBackground reads the same bytes
	}
	return Background{english: t}
})

// probability returns the share of background texts that hold a term.
func (b Background) probability(c counted, lang string) float64 {
	t, ok := b[lang]
	if c.term.isPair() || !ok {
		return pairShare
	}
	return max(float64(t.count[c.term])/float64(t.texts), rareShare)
}

// readTable reads a gzipped table. A table that is cut short, or that no counting can have made, is
// an error.
func readTable(r io.Reader) (table, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return table{}, fmt.Errorf("read background table: %w", err)
	}
	t := table{count: map[term]int{}, senses: map[term]wordSense{}}
	lines := bufio.NewScanner(z)
	for n := 1; lines.Scan(); n++ {
		if err := t.addLine(lines.Text()); err != nil {
			return table{}, fmt.Errorf("read background table: line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return table{}, fmt.Errorf("read background table: %w", err)
	}
	if t.texts == 0 {
		return table{}, errors.New("read background table: it is empty")
	}
	return t, nil
}

// addLine takes the next line of a table, the number of texts first.
func (t *table) addLine(line string) error {
	word, rest, _ := strings.Cut(line, "\t")
	number, letters, hasSense := strings.Cut(rest, "\t")
	count, err := strconv.Atoi(number)
	if err != nil || count <= 0 {
		return fmt.Errorf("no count in %q", line)
	}
	if t.texts == 0 {
		if word != textsLine {
			return fmt.Errorf("no number of texts in %q", line)
		}
		t.texts = count
		return nil
	}
	if count > t.texts {
		return fmt.Errorf("more than all %d texts in %q", t.texts, line)
	}
	h := wordTerm(minhash.HashWord([]byte(word)))
	if t.count[h] != 0 {
		return fmt.Errorf("a word for the second time in %q", line)
	}
	t.count[h] = count
	if hasSense {
		sense, ok := readSense(letters)
		if !ok {
			return fmt.Errorf("no sense in %q", line)
		}
		t.senses[h] = sense
	}
	return nil
}
