package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Texts are made up of made-up words, as unevenly common as real ones: a few make up half of every text.
// They are pronounceable and have sentences, capitals, figures, quotation marks and paragraphs, so that the paths through
// the code are those that news takes. Each text depends on the seed and its number alone.

const (
	vocabulary   = 30_000
	wordsOfNews  = 460 // in a usual report
	sentenceMost = 28  // words
)

// article is one line of a file, by the names that ingest knows.
type article struct {
	ID        string    `json:"id"`
	Source    string    `json:"source"`
	Title     string    `json:"title"`
	Text      string    `json:"text"`
	Lang      string    `json:"lang"`
	Published time.Time `json:"published"`
}

// writer makes up texts.
type writer struct {
	chance *rand.Rand
	zipf   *rand.Zipf
	words  []string
}

// newWriter returns the writer of one text: the same for the same seed and number.
func newWriter(seed, number uint64, words []string) *writer {
	chance := rand.New(rand.NewPCG(seed, number))
	return &writer{chance, rand.NewZipf(chance, 1.15, 6, uint64(len(words)-1)), words}
}

// small are the commonest words, by which a text is known to be English; the rest mean nothing.
var small = strings.Fields("the of and to in that for was on with by from it he had they would were his")

// lexicon returns the words, commonest first, no two alike.
func lexicon() []string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	words := make([]string, vocabulary)
	copy(words, small)
	for i := len(small); i < len(words); i++ {
		var b strings.Builder
		for n := i + len(consonants); n > 0; n /= len(consonants) * len(vowels) {
			b.WriteByte(consonants[n%len(consonants)])
			b.WriteByte(vowels[n/len(consonants)%len(vowels)])
		}
		words[i] = b.String()
	}
	return words
}

func (w *writer) word() string { return w.words[w.zipf.Uint64()] }

// text returns n new words.
func (w *writer) text(n int) []string {
	text := make([]string, n)
	for i := range text {
		text[i] = w.word()
	}
	return text
}

// edited returns a copy of words of which the shingles have about this Jaccard with the original's: single words
// are replaced, runs of words dropped and new ones put in, one of the three at each place.
func (w *writer) edited(words []string, jaccard float64) []string {
	const run = 12 // words that are dropped or put in at once
	n := float64(len(words))
	words = slices.Clone(words)
	for lost, added := 0.0, 0.0; len(words) > 3*run; {
		shared := n * math.Exp(-lost/n) // some edits fall where others were
		if shared/(n+added) <= jaccard {
			break
		}
		at := w.chance.IntN(len(words) - run)
		switch w.chance.IntN(3) {
		case 0:
			words[at] = w.word() + "x"
			lost, added = lost+shingleWords, added+shingleWords
		case 1:
			words = slices.Delete(words, at, at+run)
			lost, added = lost+run+shingleWords-1, added+shingleWords-1
		default:
			words = slices.Insert(words, at, w.text(run)...)
			lost, added = lost+shingleWords-1, added+run+shingleWords-1
		}
	}
	return words
}

// shingleWords is the length of the runs that texts are compared by, on all sides.
const shingleWords = 5

// prose writes words down as sentences and paragraphs. Where they end hangs on the words alone, so that what two
// texts share looks the same in both.
func prose(words []string) string {
	var b strings.Builder
	length := 0
	for i, word := range words {
		switch {
		case length == 0 && i > 0 && len(word)%4 == 0:
			b.WriteString(".\n")
		case length == 0 && i > 0:
			b.WriteString(". ")
		case i > 0:
			b.WriteString(mark(word))
		}
		if length == 0 || word[0] == 'z' {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
		if length++; length > sentenceMost || length > 6 && word[len(word)-1] == 'u' {
			length = 0
		}
	}
	return b.String() + "."
}

// mark returns what stands before a word: mostly a blank.
func mark(word string) string {
	switch {
	case len(word) < 3:
		return " "
	case word[1] == 'i' && word[2] == 'v':
		return " \u2014 "
	case word[1] == 'o' && word[2] == 's':
		return ", "
	case word[1] == 'e' && word[2] == 'p':
		return "\u2019s "
	}
	return " "
}

// family returns an original and its copies, one for each wanted Jaccard.
func (w *writer) family(name string, wanted []float64) []article {
	words := w.text(wordsOfNews/2 + w.chance.IntN(wordsOfNews))
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(w.chance.IntN(86_400)) * time.Second)
	out := []article{w.report(name, words, at)}
	for i, jaccard := range wanted {
		out = append(out, w.report(fmt.Sprint(name, "-", i+1), w.edited(words, jaccard), at.Add(time.Duration(i+1)*time.Hour)))
	}
	return out
}

// report returns an article with these words.
func (w *writer) report(id string, words []string, at time.Time) article {
	return article{id, fmt.Sprint("Outlet ", w.chance.IntN(10_000)), prose(w.text(8)), prose(words), "en", at}
}
