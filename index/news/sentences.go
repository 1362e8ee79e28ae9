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

// modelBreaks returns the sentences that the model finds in a line without white space at its ends. Of each word that holds
// one of the marks that end sentences it decides by that word and the ones behind it, up to the first without such a mark,
// whether one ends there. What it makes of most of these words is known without asking; it is asked of what is left, word by word.
// A point that stands alone is the exception: how that is taken depends on what comes before it.
func modelBreaks(model *segment.Segmenter, line string) []Span {
	var spans []Span
	start := 0 // of the sentence
	for end := 0; end < len(line); {
		at := strings.IndexAny(line[end:], sentenceMarks)
		if at < 0 {
			break
		}
		word := blankedWord(line, end+at)
		if line[word.Start] == '.' {
			return askedBreaks(model, line)
		}
		if end = word.End; end < len(line) && endsAt(model, line, word) {
			spans = append(spans, trim(line, Span{start, end}))
			start = end
		}
	}
	return append(spans, trim(line, Span{start, len(line)}))
}

// askedBreaks returns the sentences that the model finds in a stretch of a line.
func askedBreaks(model *segment.Segmenter, line string) []Span {
	var spans []Span
	for _, s := range model.Segment(line) {
		spans = append(spans, Span{s.Start, s.End()})
	}
	return spans
}

const sentenceMarks = ".!?"

// blankedWord returns what stands around a place of a line between white space.
func blankedWord(line string, at int) Span {
	start, end := strings.LastIndexFunc(line[:at], unicode.IsSpace), strings.IndexFunc(line[at:], unicode.IsSpace)
	if start >= 0 {
		_, size := utf8.DecodeRuneInString(line[start:])
		start += size
	}
	if end < 0 {
		end = len(line) - at
	}
	return Span{max(start, 0), at + end}
}

// endsAt reports whether a word with one of the marks that end sentences, not the last of its line, ends one.
func endsAt(model *segment.Segmenter, line string, word Span) bool {
	ends, known := surelyEnds(line[word.Start:word.End], line[word.End:])
	if known {
		return ends
	}
	last := word
	for last.End < len(line) && strings.ContainsAny(line[last.Start:last.End], sentenceMarks) {
		_, blank := utf8.DecodeRuneInString(line[last.End:])
		next := len(line) - len(strings.TrimLeftFunc(line[last.End+blank:], unicode.IsSpace))
		last = blankedWord(line, next)
	}
	if last.End < len(line) { // the model leaves out a last character of several bytes
		_, blank := utf8.DecodeRuneInString(line[last.End:])
		last.End += blank
	}
	first := askedBreaks(model, line[word.Start:last.End])[0]
	return first.End == word.End-word.Start
}

// surelyEnds says what the model makes of a word with one of the marks that end sentences, given what follows in its line, where that
// is clear without asking: a word of letters that is no short form ends a sentence by its point; with a quotation mark behind it if a
// capital follows; and a point inside of a word ends none.
func surelyEnds(word, rest string) (ends, known bool) {
	at := strings.IndexAny(word, sentenceMarks)
	before, mark, behind := word[:at], word[at], word[at+1:]
	switch {
	case strings.ContainsAny(behind, sentenceMarks) || mark == '!':
		return false, false
	case behind == "" && mark == '?':
		return true, true
	case behind == "":
		plainly := !strings.ContainsFunc(before, func(r rune) bool { return r >= utf8.RuneSelf || isDigit(r) || r == ',' })
		part := strings.ToLower(before[strings.LastIndexByte(before, '-')+1:])
		return true, plainly && len(part) >= 2 && !modelShortForms[part]
	case behind == "”" || behind == "\"":
		next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
		return true, unicode.IsUpper(next)
	}
	last := behind[len(behind)-1]
	return false, mark == '.' && plain[behind[0]]&plainInside != 0 && last < utf8.RuneSelf && plain[last]&plainInside != 0
}

// modelShortForms are the words of two letters and more behind which the model takes a point for that of a short form.
var modelShortForms = wordSet(`adm ala ariz aug ave bros calif cie co col colo conn corp cos ct dec dr feb fla fri ft ga gen gov ill inc jan jr kan
	ky lt ltd maj messrs mg mich minn mr mrs ms mt nev no nov oct ok okla ore pa prof rep reps sen sep sept sgt sr st sw tenn tues va vs vt wash
	wed wis yr chg`)

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
