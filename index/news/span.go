package news

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of a text, in bytes: text[Start:End].
type Span struct{ Start, End int }

// A text in which names, figures and dates are looked for is first cut into pieces: words, numbers,
// single marks and line ends. They keep their place in the raw text, because case, quotation marks
// and line ends, which normalised words lose, are what the finders go by.

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
	kind   pieceKind
	spaced bool // a blank stands before it
}

// pieces is a text and what it was cut into.
type pieces struct {
	text string
	list []piece
}

// cut takes a text to pieces in one pass.
func cut(text string) pieces {
	p := pieces{text, make([]piece, 0, len(text)/5+1)}
	spaced := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		kind, end := markPiece, i+size
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			kind = linePiece
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			spaced, i = true, end
			continue
		case unicode.IsLetter(r):
			kind, end = wordPiece, wordEnd(text, i)
		case isDigit(r):
			kind, end = numberPiece, numberEnd(text, i)
		}
		p.list = append(p.list, piece{Span{i, end}, kind, spaced})
		spaced, i = false, end
	}
	return p
}

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
func (p pieces) at(i int) piece {
	if i < 0 || i >= len(p.list) {
		return piece{}
	}
	return p.list[i]
}

// str returns piece i as written.
func (p pieces) str(i int) string { return p.text[p.at(i).Start:p.at(i).End] }

// word returns piece i in lower case if it is a word, else "".
func (p pieces) word(i int) string {
	if p.at(i).kind != wordPiece {
		return ""
	}
	return strings.ToLower(p.str(i))
}

// mark reports whether piece i is a mark, one of those given.
func (p pieces) mark(i int, marks string) bool {
	return p.at(i).kind == markPiece && strings.Contains(marks, p.str(i))
}

// glued reports whether piece i follows the one before it without a blank.
func (p pieces) glued(i int) bool {
	return i > 0 && i < len(p.list) && !p.list[i].spaced
}

// capital reports whether piece i is a word that starts with a capital.
func (p pieces) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.str(i))
	return p.at(i).kind == wordPiece && (unicode.IsUpper(r) || unicode.IsTitle(r))
}

// opens reports whether a sentence may start with piece i, so that its capital says nothing: after
// a full stop that is not that of an abbreviation, a colon, a dash, an opening quotation mark or
// bracket, or a line end.
func (p pieces) opens(i int) bool {
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
func (p pieces) abbreviated(i int) bool {
	return p.glued(i) && p.capital(i-1) && (p.initial(i-1) || shortForms[p.word(i-1)])
}

// initial reports whether piece i is a single capital, as in J. Vos.
func (p pieces) initial(i int) bool {
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

// shortForms are the abbreviations whose point ends no sentence.
var shortForms = wordSet(`mr mrs ms dr prof sen rep gov gen col lt sgt cpl capt cmdr adm maj rev hon st
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// isYear reports whether a number as written may be a year.
func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && s >= "1500" && s < "2200"
}

// Tables that several finders go by, in lower case.
var (
	particles  = wordSet(`of the de da do dos das del della di du la le van von der den ter ten bin bint ibn al el ul af av zu zur`)
	titleSmall = wordSet(`a an the of in on at to for and or but with from by as is are vs via per into over after before amid de la le`)
	calendar   = wordSet(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
		november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch donnerstag
		freitag samstag sonntag januar februar märz mai juni juli oktober dezember`)
	// ordinary words lose the capital that a sentence start gave them, and are no name alone.
	ordinary = wordSet(`the a an this that these those there here it its he she they we you i his her their our your my him them us me who whom whose
		which what when where why how if in on at to for from by with without within of off out up down about above across after against along amid
		among around as before behind below beneath beside besides between beyond despite during except inside into near over past since through
		throughout toward towards under until unless upon via and or but nor so yet not no yes only both either neither each every all any some many
		much more most few several such other others another one two three four five six seven eight nine ten twelve twenty thirty forty fifty
		hundreds thousands dozens first second third last next former late early later earlier then than now today yesterday tomorrow tonight
		meanwhile however moreover also still even just while because although though whether once again already always never often sometimes soon
		instead perhaps maybe nearly almost roughly at is are was were be been being am do does did has have had having will would shall should can
		could may might must let get go see read watch click follow share asked speaking according following including given local officials police
		residents witnesses rescuers people men women children everyone nobody nothing something live breaking update updated exclusive photo photos
		video source sources advertisement ok tv am pm pdf faq new old day week year jr sr credit join`)
)
