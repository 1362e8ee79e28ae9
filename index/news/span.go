package news

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/minhash"
)

// Span is a stretch of a text, in bytes: text[Start:End].
type Span struct{ Start, End int }

// A text in which names, figures and dates are looked for is first cut into pieces: words, numbers,
// single marks and line ends. They keep their place in the raw text, because case, quotation marks
// and line ends, which normalised words lose, are what the finders go by. One cut serves all finders.

// pieceKind says what a piece is.
type pieceKind uint8

const (
	noPiece     pieceKind = iota // before the first and after the last one
	wordPiece                    // letters, with apostrophes, hyphens and digits inside; U.S. whole
	numberPiece                  // digits, with points and commas inside
	markPiece                    // any other single character
	linePiece                    // line end
)

// piece is one of them.
type piece struct {
	Span
	kind    pieceKind
	spaced  bool   // a blank stands before it
	capital bool   // a word that starts with a capital
	small   bool   // a word all in small letters
	joined  bool   // a word with a hyphen or an apostrophe inside
	roles   role   // of a word
	hash    uint64 // of a word in small letters
}

// Pieces is a text and what it was cut into.
type Pieces struct {
	Text string
	list []piece
}

// Cut takes a text to pieces in one pass.
func Cut(text string) *Pieces {
	p := &Pieces{list: make([]piece, 0, len(text)/5+1)}
	p.Cut(text)
	return p
}

// Cut takes another text to pieces, in the room of the last one.
func (p *Pieces) Cut(text string) {
	p.Text, p.list = text, p.list[:0]
	spaced := false
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			spaced, i = true, i+1
			continue
		}
		at, blank := pieceAt(text, i)
		if i = at.End; blank {
			spaced = true
			continue
		}
		at.spaced, spaced = spaced, false
		p.list = append(p.list, at)
	}
}

// pieceAt returns the piece that starts at i, or the blank.
func pieceAt(text string, i int) (at piece, blank bool) {
	if isASCIILetter(text[i]) {
		return wordAt(text, i), false
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	at = piece{Span: Span{i, i + size}, kind: markPiece}
	switch {
	case isDigit(r):
		at.kind, at.End = numberPiece, numberEnd(text, i)
	case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
		at.kind = linePiece
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return at, true
	case unicode.IsLetter(r):
		return anyWord(text, i), false
	}
	return at, false
}

// wordAt returns the word that starts with the letter of ASCII at i. Most words hold nothing else; what is left to
// [anyWord] is told by the byte behind them.
func wordAt(text string, i int) piece {
	at := piece{Span: Span{i, i}, kind: wordPiece, capital: text[i] <= 'Z', small: true}
	hash := minhash.NewWordHash
	for ; at.End < len(text); at.End++ {
		c := text[at.End]
		letter := plainSmall[c]
		switch {
		case letter != 0 && c != '_':
			at.small = at.small && letter == c
		case c >= utf8.RuneSelf, c == '.' && at.End == i+1:
			return anyWord(text, i)
		case c != '-' && c != '\'' || at.End+1 == len(text):
			return at.read(hash)
		case text[at.End+1] >= utf8.RuneSelf:
			return anyWord(text, i)
		case text[at.End+1] == '_' || plainSmall[text[at.End+1]] == 0:
			return at.read(hash)
		default:
			letter, at.joined = c, true
		}
		hash = hash.Add(letter)
	}
	return at.read(hash)
}

// anyWord returns the word that starts at i, in any script.
func anyWord(text string, i int) piece {
	at := piece{Span: Span{i, wordEnd(text, i)}, kind: wordPiece}
	word := text[at.Start:at.End]
	lower := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(word)
	at.capital, at.small = unicode.IsUpper(first) || unicode.IsTitle(first), lower == word
	at.joined = strings.ContainsAny(word, "-'’ʼ")
	at.hash = minhash.HashWord(lower)
	at.roles = lexicon.of(at.hash)
	return at
}

// read returns the word that was read, with its hash.
func (at piece) read(hash minhash.WordHash) piece {
	at.hash = hash.Sum()
	at.roles = lexicon.of(at.hash)
	return at
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// wordEnd returns where the word that starts at i ends.
func wordEnd(text string, i int) int {
	if end := dottedEnd(text, i); end > i {
		return end
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			if !isApostrophe(r) && r != '-' && r != '\u2010' && r != '\u2011' {
				break
			}
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); !inWord(next) {
				break
			}
		}
		i += size
	}
	return i
}

// dottedEnd returns the end of an abbreviation of single letters with points, such as U.S. or a.m.,
// that starts at i, and i if there is none.
func dottedEnd(text string, i int) int {
	end, letters := i, 0
	for letters < 8 { // a bound, so that a.a.a… stays linear
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) || end+size >= len(text) || text[end+size] != '.' {
			break
		}
		end += size + 1
		letters++
	}
	if letters < 2 {
		return i
	}
	if next, _ := utf8.DecodeRuneInString(text[end:]); inWord(next) {
		return i
	}
	return end
}

// numberEnd returns where the number that starts at i ends; a point or comma is part of it only
// between digits.
func numberEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		inner := (c == '.' || c == ',') && i+1 < len(text) && isDigit(rune(text[i+1]))
		if !isDigit(rune(c)) && !inner {
			break
		}
		i++
	}
	return i
}

// inWord reports whether a character carries a word on.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || isDigit(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// at returns piece i, and an empty one outside the text.
func (p *Pieces) at(i int) *piece {
	if i < 0 || i >= len(p.list) {
		return &nothing
	}
	return &p.list[i]
}

// nothing stands before the first piece and after the last one.
var nothing piece

// str returns piece i as written.
func (p *Pieces) str(i int) string {
	at := p.at(i)
	return p.Text[at.Start:at.End]
}

// word returns piece i in lower case if it is a word, else "".
func (p *Pieces) word(i int) string {
	switch at := p.at(i); {
	case at.kind != wordPiece:
		return ""
	case at.small:
		return p.Text[at.Start:at.End]
	}
	return strings.ToLower(p.str(i))
}

// can reports whether piece i is a word with one of some roles.
func (p *Pieces) can(i int, some role) bool { return p.at(i).roles.can(some) }

// mark reports whether piece i is a mark, one of those given.
func (p *Pieces) mark(i int, marks string) bool {
	at := p.at(i)
	return at.kind == markPiece && strings.Contains(marks, p.Text[at.Start:at.End])
}

// glued reports whether piece i follows the one before it without a blank.
func (p *Pieces) glued(i int) bool {
	return i > 0 && i < len(p.list) && !p.list[i].spaced
}

// capital reports whether piece i is a word that starts with a capital.
func (p *Pieces) capital(i int) bool { return p.at(i).capital }

// opens reports whether a sentence may start with piece i, so that its capital says nothing: after
// a full stop that is not that of an abbreviation, a colon, a dash, an opening quotation mark or
// bracket, or a line end.
func (p *Pieces) opens(i int) bool {
	before := p.at(i - 1)
	switch before.kind {
	case noPiece, linePiece:
		return true
	case wordPiece: // U.S. may or may not end a sentence
		return strings.HasSuffix(p.str(i-1), ".")
	case numberPiece:
		return false
	}
	if p.mark(i-1, ".") {
		return !p.abbreviated(i - 1)
	}
	if p.mark(i-1, "”’\"'") && p.at(i).spaced { // closed before; what is inside decides
		return p.mark(i-2, ".!?…")
	}
	return !p.mark(i-1, ",;&/%$€£)]@")
}

// abbreviated reports whether the point at i belongs to an initial or to a short form that is
// followed by a name or a number.
func (p *Pieces) abbreviated(i int) bool {
	return p.glued(i) && p.capital(i-1) && (p.initial(i-1) || p.can(i-1, shortForm))
}

// initial reports whether piece i is a single capital, as in J. Vos.
func (p *Pieces) initial(i int) bool {
	return p.capital(i) && utf8.RuneCountInString(p.str(i)) == 1
}

// isUpper reports whether a word has capitals and no small letters.
func isUpper(word string) bool {
	return strings.IndexFunc(word, unicode.IsLower) < 0 && strings.IndexFunc(word, unicode.IsUpper) >= 0
}

// isAcronym reports whether a word in capitals is of the length of acronyms: NATO, UNESCO, G20.
func isAcronym(word string) bool {
	letters := utf8.RuneCountInString(strings.ReplaceAll(word, ".", ""))
	return isUpper(word) && letters >= 2 && letters <= 6
}

// isYear reports whether a number as written may be a year.
func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && s >= "1500" && s < "2200"
}
