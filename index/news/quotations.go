package news

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotation marks are matched by kind, outermost first. Straight marks do not say whether they open
// or close, and single closing ones are also apostrophes, so what stands beside them decides. A mark
// that opens before the last one was closed starts anew: papers open every paragraph of a long speech
// with a mark and close the last one only. One line break inside is allowed, for scraped pages break
// quotations over lines. Every search ends after maxQuotationBytes, so the time is linear.

// Limits of a quotation: shorter ones are single terms and titles, longer ones are marks that do not match.
const (
	minQuotationWords = 4
	maxQuotationWords = 80
	maxQuotationBytes = 1500
)

// Quotation is what a text says that somebody said.
type Quotation struct {
	Text string // as written, between the marks, without a comma at the end
	Key  string // its normalised words, joined by single spaces
	Span
}

// Quotations returns the quotations of 4 to 80 words in text, in order.
func Quotations(text string) []Quotation {
	var quotations []Quotation
	for _, inside := range Quoted(text) {
		if q, ok := newQuotation(text, inside); ok {
			quotations = append(quotations, q)
		}
	}
	return quotations
}

// Quoted returns what stands in quotation marks in text, single words and half speeches too, in order.
func Quoted(text string) []Span {
	var quoted []Span
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && c != '"' && c != '\'' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		closer := closersOf(r)
		if closer == "" || !opensQuotation(text, i, r) {
			i += size
			continue
		}
		inside, next := closeQuotation(text, i, closer)
		if inside.End > inside.Start {
			quoted = append(quoted, inside)
		}
		i = max(next, i+size)
	}
	return quoted
}

// closersOf returns the marks that may close what r opens, and "" when r is no opening mark. English
// opens with the “ that closes in German: one that closed „ is never looked at as an opening one.
func closersOf(r rune) string {
	switch r {
	case '"', '\'':
		return string(r)
	case '“', '”':
		return "”"
	case '„':
		return "“”"
	case '«':
		return "»"
	case '»':
		return "«"
	case '「':
		return "」"
	case '『':
		return "』"
	case '‘':
		return "’"
	}
	return ""
}

// opensQuotation reports whether the mark r at i can open a quotation.
func opensQuotation(text string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
	switch r {
	case '"', '”', '»', '\'':
		return (i == 0 || !inWord(before) && !strings.ContainsRune(".,!?…", before)) && (inWord(after) || strings.ContainsRune("‘'[(…", after))
	case '‘':
		return !inWord(before)
	}
	return true
}

// closeQuotation returns what stands between the mark at i and its closing one, empty if that is
// missing, and where to go on.
func closeQuotation(text string, i int, closer string) (inside Span, next int) {
	opener, size := utf8.DecodeRuneInString(text[i:])
	start := i + size
	end := min(len(text), start+maxQuotationBytes)
	doubt := Span{} // the first place where a single mark may close, or be an apostrophe
	for breaks, j := 0, start; j < end; {
		if c := text[j]; c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\'' {
			j++
			continue
		}
		r, width := utf8.DecodeRuneInString(text[j:])
		switch {
		case strings.ContainsRune(closer, r) && closesQuotation(text, j, r):
			if !isApostrophe(r) || endsClause(text, j) {
				return Span{start, j}, j + width
			}
			if doubt.End == 0 {
				doubt = Span{start, j}
			}
		case r == opener && opensQuotation(text, j, r):
			return doubt, max(j, doubt.End)
		case r == '\n' && !isBlankLine(text, j):
			if breaks++; breaks > 1 {
				return doubt, max(start, doubt.End)
			}
		}
		j += width
	}
	return doubt, max(start, doubt.End)
}

// closesQuotation reports whether the mark at i can close: straight ones after a character, single
// ones not before a letter.
func closesQuotation(text string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
	switch {
	case isApostrophe(r):
		return !inWord(after) && !unicode.IsSpace(before)
	case r == '"':
		return !unicode.IsSpace(before) || !inWord(after)
	}
	return true
}

// endsClause reports whether punctuation stands before i, as at the end of a quotation.
func endsClause(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return strings.ContainsRune(".,!?…;—–-", before)
}

// isTitle reports whether what stands in quotation marks is the title of a work, in title case.
func isTitle(s string) bool {
	for i := 0; i < len(s); {
		at, _ := pieceAt(s, i)
		if at.kind == wordPiece && !at.capital && !(at.small && at.roles.can(inTitleCase)) {
			return false
		}
		i = at.End
	}
	return true
}

// isBlankLine reports whether the line break at i follows another one directly.
func isBlankLine(text string, i int) bool {
	return strings.HasSuffix(strings.TrimRight(text[max(0, i-8):i], " \t\r"), "\n")
}

// newQuotation makes the quotation of a stretch, if it is of the right length.
func newQuotation(text string, at Span) (Quotation, bool) {
	at = trim(text, at)
	if strings.HasSuffix(text[at.Start:at.End], ",") {
		at = trim(text, Span{at.Start, at.End - 1})
	}
	if isTitle(text[at.Start:at.End]) {
		return Quotation{}, false
	}
	var words []string
	for word := range Words(text[at.Start:at.End]) {
		words = append(words, string(word))
	}
	if len(words) < minQuotationWords || len(words) > maxQuotationWords {
		return Quotation{}, false
	}
	return Quotation{text[at.Start:at.End], strings.Join(words, " "), at}, true
}
