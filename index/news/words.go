package news

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/twicetold/twicetold/index/minhash"
)

// Words are cut by UAX #29 on the raw text, so that every word knows its place, and each is then
// normalised on its own. Most lines of news hold nothing but ASCII, letters of western Europe and
// typographic marks; those take a scanner that knows the rules for these characters only and is many times
// faster (plainwords.go). FuzzWords holds the two to the same result.
//
// Scripts without spaces come out of UAX #29 as single characters, which are too common to compare
// by. Runs of Han, Hiragana and Thai therefore become overlapping pairs of characters; Katakana
// comes out in whole words already.
//
// In one thing UAX #29 is not followed: a point between a small letter and a capital parts two words,
// since pages lose the space behind it.

// hashedWord is a word as most of what is done with an article wants to know it.
type hashedWord struct {
	hash uint64
	at   Span    // in the text
	uses wordUse // what it does in a line
}

// usualWord is the bytes of a word with what sets it apart, rather too few.
const usualWord = 5

// hashedWords returns the words of text in order.
func hashedWords(text string) []hashedWord {
	w := wordScanner{list: make([]hashedWord, 0, len(text)/usualWord+1)}
	w.lines(text)
	return w.list
}

// Words yields the normalised words of text in order, each with its place in text. A word holds a
// letter or a digit; URLs and e-mail addresses are left out. The bytes are valid until the next step.
func Words(text string) iter.Seq2[[]byte, Span] {
	return func(yield func([]byte, Span) bool) {
		w := wordScanner{yield: yield}
		w.lines(text)
	}
}

// wordScanner cuts one line after the other.
type wordScanner struct {
	yield   func([]byte, Span) bool // nil where words are listed
	list    []hashedWord
	memory  *wordMemory // for the list; may be nil
	base    int         // of the text at hand in that of the list
	word    []byte      // at hand
	hash    uint64      // of it
	buf     []byte      // where words are normalised
	stopped bool
	pending Span // last single character of a run without spaces; empty outside of one
	lone    bool // pending has not been part of a pair
}

// lines cuts a text.
func (w *wordScanner) lines(text string) {
	for start := 0; start < len(text) && !w.stopped; {
		end, fast := lineEnd(text, start)
		w.line(text[start:end], start, fast)
		start = end + 1
	}
}

// emit yields the word at hand, or lists it.
func (w *wordScanner) emit(at Span) {
	if w.yield == nil {
		w.add(w.hash, usesOf(w.hash, w.word[0]), at)
	} else if !w.stopped && !w.yield(w.word, at) {
		w.stopped = true
	}
}

// add lists a word.
func (w *wordScanner) add(hash uint64, uses wordUse, at Span) {
	w.list = append(w.list, hashedWord{hash, Span{w.base + at.Start, w.base + at.End}, uses})
}

func (w *wordScanner) line(line string, offset int, fast bool) {
	if fast {
		w.scanPlain(line, offset)
		return
	}
	for piece := range withoutAddresses(line) {
		w.scanUnicode(line[piece.Start:piece.End], offset+piece.Start)
	}
}

// scanUnicode is the slow path: any text.
func (w *wordScanner) scanUnicode(text string, offset int) {
	for segment := words.FromString(text); segment.Next() && !w.stopped; {
		value := segment.Value()
		at := Span{offset + segment.Start(), offset + segment.End()}
		first, _ := utf8.DecodeRuneInString(value)
		if unspaced(first) {
			w.pair(text, offset, at)
			continue
		}
		w.endRun(text, offset)
		w.segment(value, at)
	}
	w.endRun(text, offset)
}

// normal yields a word in its normal form, which may be empty.
func (w *wordScanner) normal(value string, at Span) {
	w.buf = appendNormal(w.buf[:0], value)
	w.word, w.hash = w.buf, minhash.HashWord(w.buf)
	w.buf = w.buf[:cap(w.buf)]
	if len(w.word) > 0 {
		w.emit(at)
	}
}

// segment yields a word of UAX #29, in two where a sentence was glued to the next.
func (w *wordScanner) segment(value string, at Span) {
	for end := glued(value); end > 0; end = glued(value) {
		w.segment(value[:end-1], Span{at.Start, at.Start + end - 1})
		value, at.Start = value[end:], at.Start+end
	}
	if hasWord(value) {
		w.normal(value, at)
	}
}

// glued returns the end of the first sentence of text when its point stands between a small letter
// and a capital, as where a page lost the space behind it ("by the week.The tugs"), else 0.
func glued(text string) int {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '.')
		if i < 0 {
			return 0
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		if unicode.IsLower(before) && unicode.IsUpper(after) {
			return i + 1
		}
		from = i + 1
	}
}

// pair yields a character of a script without spaces together with the one before it.
func (w *wordScanner) pair(text string, offset int, at Span) {
	if w.pending.End == 0 {
		w.pending, w.lone = at, true
		return
	}
	both := Span{w.pending.Start, at.End}
	w.normal(text[both.Start-offset:both.End-offset], both)
	w.pending, w.lone = at, false
}

// endRun ends a run without spaces, and yields its character if it was the only one.
func (w *wordScanner) endRun(text string, offset int) {
	if w.lone {
		w.normal(text[w.pending.Start-offset:w.pending.End-offset], w.pending)
	}
	w.pending, w.lone = Span{}, false
}

// unspaced reports whether r belongs to a script that is written without spaces and that UAX #29
// cuts into single characters.
func unspaced(r rune) bool {
	if r < 0x0E00 || r >= 0x2000 && r < 0x2E80 || r >= 0xAC00 && r < 0xF900 { // most text ends here
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		(unicode.IsLetter(r) || unicode.IsMark(r))
}

func hasWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}
