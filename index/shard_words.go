package index

import (
	"bytes"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
)

// Words by UAX#29 (Unicode Text Segmentation), cut as Bleve cuts them.
//
// Most of what news is written in is letters, digits, spaces and a few marks, of which the rules say little: letters and digits
// that touch are one word, with the low line; one mark of some kinds joins two letters, one of some kinds two digits. Such text is gone through
// here. Where anything else stands, say a letter with a mark of its own, or a script with rules of its own, Bleve's tokenizer goes
// on from the beginning of that word to the end of the line, behind which both begin anew.

// wordClass is what the rules make of a character.
type wordClass uint8

const (
	odd wordClass = iota // not for here
	apart
	letter
	digit
	lowLine
	joinsLetters
	joinsDigits
	joinsBoth
)

// inWord reports whether characters of a class are of one word with the same around them.
func (c wordClass) inWord() bool { return c >= letter && c <= lowLine }

// joins reports whether a character of class c makes one word of what is before and behind it.
func (c wordClass) joins(before, behind wordClass) bool {
	switch {
	case before == letter && behind == letter:
		return c == joinsLetters || c == joinsBoth
	case before == digit && behind == digit:
		return c == joinsDigits || c == joinsBoth
	}
	return false
}

// asciiClasses are the classes of the characters of one byte.
var asciiClasses = func() (classes [utf8.RuneSelf]wordClass) {
	for c := range classes {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			classes[c] = letter
		case c >= '0' && c <= '9':
			classes[c] = digit
		case c >= ' ' && c < 0x7f, c == '\t', c == '\n', c == '\r':
			classes[c] = apart
		}
	}
	classes['_'], classes[':'], classes['.'], classes['\''], classes[','], classes[';'] = lowLine, joinsLetters, joinsBoth, joinsBoth, joinsDigits, joinsDigits
	return classes
}()

// classAt gives the class of the character at a place in valid UTF-8, and its length.
func classAt(text []byte, at int) (wordClass, int) {
	b := text[at]
	if b < utf8.RuneSelf {
		return asciiClasses[b], 1
	}
	r, size := utf8.DecodeRune(text[at:])
	return classOf(r), size
}

// classOf gives the class of a character of several bytes.
func classOf(r rune) wordClass {
	switch {
	case r >= 'À' && r <= 'ſ' && r != '×' && r != '÷', r >= 'А' && r <= 'я': // Latin and Cyrillic of Europe
		return letter
	case r == '‘', r == '’':
		return joinsBoth
	case r == '“', r == '”', r == '„', r == '–', r == '—', r == '…', r == '\u00a0', r == '«', r == '»', r == '£', r == '€', r == '°', r == '×':
		return apart
	}
	return odd
}

// eachWord gives the words of a text to do, which must not keep them.
func eachWord(text []byte, do func(word []byte)) {
	if !utf8.Valid(text) { // Bleve gives up at some places of such a text, and not at others
		bleveWords(text, do)
		return
	}
	for at := 0; at < len(text); {
		class, size := classAt(text, at)
		end := at + size
		if class.inWord() {
			end = wordEnd(text, at)
		}
		switch {
		case class == odd, end == at:
			end = lineEnd(text, at)
			bleveWords(text[at:end], do)
		case class.inWord():
			do(text[at:end])
		}
		at = end
	}
}

// wordEnd gives the end of the word at a place; the place itself if something odd decides on that.
func wordEnd(text []byte, at int) int {
	before, size := classAt(text, at)
	for end := at + size; ; end += size {
		if end == len(text) {
			return end
		}
		var class wordClass
		class, size = classAt(text, end)
		switch {
		case class == odd:
			return at
		case class == apart:
			return end
		case class.inWord():
			before = class
		case end+size == len(text):
			return end
		default:
			behind, _ := classAt(text, end+size)
			if behind == odd {
				return at
			}
			if !class.joins(before, behind) {
				return end
			}
		}
	}
}

// lineEnd gives where the line of a place ends, the line feed with it.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

func bleveWords(text []byte, do func(word []byte)) {
	for _, t := range unicode.NewUnicodeTokenizer().Tokenize(text) {
		do(t.Term)
	}
}
