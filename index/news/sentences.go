package news

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/jdkato/prose/v3/segment"
)

// english loads the trained English model at first use: it costs more than a run that never cuts a
// sentence should pay.
var english = sync.OnceValues(segment.New)

// Sentences returns the sentences of text, trimmed of white space, in order. A newline ends a
// sentence: text taken from pages often lacks the full stop. English is cut by a model that knows
// abbreviations, other languages by UAX #29.
func Sentences(text, lang string) []Span {
	var spans []Span
	for _, line := range Lines(text) {
		for _, s := range lineSentences(text[line.Start:line.End], lang) {
			if s = trim(text, Span{line.Start + s.Start, line.Start + s.End}); s.Start < s.End {
				spans = append(spans, s)
			}
		}
	}
	return spans
}

func lineSentences(line, lang string) []Span {
	if lang == "en" {
		if model, err := english(); err == nil {
			return modelSentences(model, line)
		}
	}
	var spans []Span
	for s := sentences.FromString(line); s.Next(); {
		at := Span{s.Start(), s.End()}
		if n := len(spans); n > 0 && goesOn(line[spans[n-1].Start:spans[n-1].End], lang) {
			spans[n-1].End = at.End
			continue
		}
		spans = append(spans, at)
	}
	return spans
}

// goesOn reports whether the point at the end of what UAX #29 took for a sentence ends none: that of
// a form of address or, in German, of an ordinal number such as "3. März".
func goesOn(sentence, lang string) bool {
	body, pointed := strings.CutSuffix(strings.TrimRightFunc(sentence, unicode.IsSpace), ".")
	word := body[strings.LastIndexFunc(body, unicode.IsSpace)+1:]
	if !pointed || word == "" {
		return false
	}
	if lang == "de" && len(word) <= 2 && isDigit(rune(word[0])) && isDigit(rune(word[len(word)-1])) {
		return true
	}
	return rolesOf(strings.ToLower(word)).can(shortForm)
}

// modelSentences cuts English. The model ends a sentence behind U.S. and U.N., most often wrongly, so
// what follows initials is joined to them; and it does not see the end of a sentence that a page glued
// to the next.
func modelSentences(model *segment.Segmenter, line string) []Span {
	var spans []Span
	for _, at := range modelBreaks(model, line) {
		if n := len(spans); n > 0 && endsInitials(line[spans[n-1].Start:spans[n-1].End]) {
			spans[n-1].End = at.End
			continue
		}
		for end := glued(line[at.Start:at.End]); end > 0; end = glued(line[at.Start:at.End]) {
			spans = append(spans, Span{at.Start, at.Start + end})
			at.Start += end
		}
		spans = append(spans, at)
	}
	return spans
}

// modelBreaks returns the sentences that the model finds in a line without white space at its ends. It asks only of a
// word that holds one of the marks that end sentences whether one ends there. So a line that has them in its last
// word alone is one sentence, and the model need not be asked.
func modelBreaks(model *segment.Segmenter, line string) []Span {
	if last := strings.LastIndexFunc(line, unicode.IsSpace); !strings.ContainsAny(line[:last+1], ".!?") {
		return []Span{{0, len(line)}}
	}
	var spans []Span
	for _, s := range model.Segment(line) {
		spans = append(spans, Span{s.Start, s.End()})
	}
	return spans
}

// endsInitials reports whether a sentence ends in letters with points, such as U.S.
func endsInitials(sentence string) bool {
	n := len(sentence)
	isInitial := func(i int) bool { return i > 0 && sentence[i] == '.' && sentence[i-1] >= 'A' && sentence[i-1] <= 'Z' }
	return n >= 4 && isInitial(n-1) && isInitial(n-3)
}

// Lines returns the lines of text that hold more than white space, trimmed.
func Lines(text string) []Span {
	var lines []Span
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text) - start
		}
		if s := trim(text, Span{start, start + end}); s.Start < s.End {
			lines = append(lines, s)
		}
		start += end + 1
	}
	return lines
}

// trim returns s without white space at its ends.
func trim(text string, s Span) Span {
	part := text[s.Start:s.End]
	if last := len(part) - 1; last >= 0 && isShown(part[0]) && isShown(part[last]) { // as nearly always
		return s
	}
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	return Span{s.Start, max(s.Start, s.End)}
}

// isShown reports whether a byte is a character of ASCII that is no white space.
func isShown(c byte) bool { return c > ' ' && c < utf8.RuneSelf }
