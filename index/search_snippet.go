package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// Span is a stretch of a string, in bytes.
type Span struct{ Start, End int }

const (
	snippetSize = 200 // bytes: two lines of a terminal
	snippetLead = 40  // bytes before the first word found, for the sense of it
	ellipsis    = "…"
)

// Snippet gives the stretch of text, about 200 bytes on one line, that has most of the words, and where they are in it. Words
// match as the analyzer of the language lets them match; without any the text's beginning is given.
//
// Every word found is tried as the first of the stretch. The stretch with the most different words wins, then the
// one with the most words, then the earlier one.
func Snippet(text, lang string, words []string) (string, []Span) {
	name := analyzerOf(lang)
	found := matches(analyze(name, text), name, words)
	from, to := cut(text, bestWindow(found))
	out := text[from:to]
	shift := -from
	if from > 0 {
		out, shift = ellipsis+out, len(ellipsis)-from
	}
	if to < len(text) {
		out += ellipsis
	}
	return oneLine(out), spansWithin(found, Span{from, to}, shift)
}

// match is a token of the text that is one of the words.
type match struct {
	Span
	term string
}

// matches finds the tokens that are a form of one of the words, in the order of the text.
func matches(tokens analysis.TokenStream, analyzer string, words []string) []match {
	wanted := map[string]bool{}
	for _, w := range words {
		for _, t := range analyze(analyzer, w) {
			wanted[string(t.Term)] = true
		}
	}
	var found []match
	for _, t := range tokens {
		if wanted[string(t.Term)] {
			found = append(found, match{Span{t.Start, t.End}, string(t.Term)})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.Start - b.Start })
	return found
}

// bestWindow gives where the first word of the best stretch begins; 0 if nothing was found.
func bestWindow(found []match) int {
	best, start := 0, 0
	for i, first := range found {
		terms := map[string]bool{}
		n := 0
		for _, m := range found[i:] {
			if m.End > first.Start+snippetSize-snippetLead {
				break
			}
			terms[m.term] = true
			n++
		}
		if score := len(terms)<<16 + min(n, 1<<16-1); score > best {
			best, start = score, first.Start
		}
	}
	return start
}

// cut gives the stretch around start, both ends between words.
func cut(text string, start int) (from, to int) {
	from = start - snippetLead
	if from <= 0 {
		from = 0
	} else {
		from += untilSpace(text[from:start])
	}
	to = min(from+snippetSize, len(text))
	if to < len(text) {
		to = lastSpace(text, from, to)
	}
	piece := strings.TrimLeftFunc(text[from:to], unicode.IsSpace)
	from = to - len(piece)
	return from, from + len(strings.TrimRightFunc(piece, unicode.IsSpace))
}

// untilSpace gives the length of the partial word that s begins with: all of s where nothing separates words.
func untilSpace(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return i
	}
	for i := range s { // a script without spaces: between characters
		if i > 0 && utf8.RuneStart(s[i]) {
			return i
		}
	}
	return len(s)
}

// lastSpace moves the end of a stretch back to where a word ends, at least to where a character does.
func lastSpace(text string, from, to int) int {
	if i := strings.LastIndexFunc(text[from:to], unicode.IsSpace); i > (to-from)/2 {
		return from + i
	}
	for !utf8.RuneStart(text[to]) {
		to--
	}
	return to
}

// spansWithin gives the words that lie in a stretch, moved; what overlaps is joined.
func spansWithin(found []match, window Span, shift int) []Span {
	var spans []Span
	for _, m := range found {
		if m.Start < window.Start || m.End > window.End {
			continue
		}
		s := Span{m.Start + shift, m.End + shift}
		if n := len(spans); n > 0 && s.Start < spans[n-1].End {
			spans[n-1].End = max(spans[n-1].End, s.End)
			continue
		}
		spans = append(spans, s)
	}
	return spans
}

// oneLine turns line ends and tabs into spaces, byte for byte.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(s)
}
