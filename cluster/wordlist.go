package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// wordList is the words of an article as [Reuse] compares them: those that fingerprints are made of, so without page remains and
// without the headline unless there is nothing else.
type wordList struct {
	text   string // that the places are of
	words  []word
	quoted []int32 // how many of the words before each place somebody else said
	runs   []run   // of passageWords words, by hash, then place
}

// word is a word of a list.
type word struct {
	id   int32  // the same for the same normalised word of one lexicon
	hash uint64 // of the normalised word
	at   news.Span
}

// run is passageWords words in a row.
type run struct {
	hash uint64
	at   int32 // of the first
}

// lexicon numbers normalised words, so that words are compared exactly and not by their hashes.
type lexicon map[string]int32

// Compared returns the text of an article whose words are compared with others', and the stretches of it that are the article's own: its
// headline when it has no other words.
func (a *Article) Compared() (text string, own []news.Span) {
	if len(a.Content.Own) == 0 {
		return a.Content.Title, []news.Span{{End: len(a.Content.Title)}}
	}
	return a.Text, a.Content.Own
}

// list returns the words of an article.
func (l lexicon) list(a *Article) *wordList {
	text, own := a.Compared()
	w := &wordList{text: text}
	for _, p := range own {
		l.add(w, p)
	}
	w.countQuoted()
	hashes := make([]uint64, len(w.words))
	for i, word := range w.words {
		hashes[i] = word.hash
	}
	if len(hashes) >= passageWords { // of fewer words there would be one run of them all
		for i, h := range minhash.AppendRuns(nil, hashes, passageWords) {
			w.runs = append(w.runs, run{h, int32(i)})
		}
	}
	slices.SortFunc(w.runs, func(a, b run) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	return w
}

// add adds the words of a stretch of the text.
func (l lexicon) add(w *wordList, at news.Span) {
	for text, place := range news.Words(w.text[at.Start:at.End]) {
		id, known := l[string(text)]
		if !known {
			id = int32(len(l))
			l[string(text)] = id
		}
		w.words = append(w.words, word{id, minhash.HashWord(text), news.Span{Start: at.Start + place.Start, End: at.Start + place.End}})
	}
}

// countQuoted counts the words that somebody else said.
func (w *wordList) countQuoted() {
	said := speech(w.text)
	w.quoted = make([]int32, len(w.words)+1)
	for i, word := range w.words {
		for len(said) > 0 && said[0].End <= word.at.Start {
			said = said[1:]
		}
		w.quoted[i+1] = w.quoted[i]
		if len(said) > 0 && said[0].Start <= word.at.Start {
			w.quoted[i+1]++
		}
	}
}

// maxPostBytes is the length of a line that may be a post with its author: — Iva Strom (@ivastrom) 12 March 2026.
const maxPostBytes = 600

// speech returns what of a text somebody else said, in order: what stands in quotation marks, and embedded posts.
func speech(text string) []news.Span {
	said := news.Quoted(text)
	for start := 0; start < len(text); {
		line, _, _ := strings.Cut(text[start:], "\n")
		if len(line) <= maxPostBytes && strings.Contains(line, "(@") {
			said = append(said, news.Span{Start: start, End: start + len(line)})
		}
		start += len(line) + 1
	}
	slices.SortFunc(said, func(a, b news.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return united(said)
}

// united returns spans, sorted, with those that overlap made one.
func united(spans []news.Span) []news.Span {
	var one []news.Span
	for _, s := range spans {
		if last := len(one) - 1; last >= 0 && s.Start < one[last].End {
			one[last].End = max(one[last].End, s.End)
		} else {
			one = append(one, s)
		}
	}
	return one
}

// isQuoted reports whether somebody else said a word.
func (w *wordList) isQuoted(i int) bool { return w.quoted[i+1] > w.quoted[i] }

// span returns the place in the text of n words from the i-th on.
func (w *wordList) span(i, n int) news.Span {
	return news.Span{Start: w.words[i].at.Start, End: w.words[i+n-1].at.End}
}

// before orders lists by what they say, so that it does not matter which of two is named first.
func (w *wordList) before(o *wordList) bool {
	c := slices.CompareFunc(w.words, o.words, func(a, b word) int { return cmp.Compare(a.hash, b.hash) })
	return c < 0
}
