package news

import (
	"math/bits"
	"strings"

	"github.com/twicetold/twicetold/index/minhash"
)

// The fast scanner of [Words] knows ASCII, the letters of western Europe and the typographic marks of news. In
// such a line UAX #29 comes down to this: letters, digits and underscores make a word; a full stop or an
// apostrophe stays inside between two letters or two digits, a colon between letters, a comma or
// semicolon between digits; all else separates.

// Classes of a byte of a plain line.
const (
	plainLetter    = 1 << iota // A-Z a-z, À to ÿ by both of their bytes
	plainDigit                 // 0-9
	plainUnder                 // _
	plainMidLetter             // :
	plainMidNumber             // , ;
	plainMidBoth               // ' .
	plainNarrow                // first byte of a character of two: one more follows
	plainWide                  // first byte of a character of three: two more follow
	plainOther     = 0

	plainInside = plainLetter | plainDigit | plainUnder // part of a word wherever it stands
	plainMore   = 6                                     // shift to the number of bytes that follow
)

// First bytes, in UTF-8, of what is not ASCII in a plain line.
const (
	narrowLead = 0xC2
	latinLead  = 0xC3
	wideLead   = 0xE2
)

// plain holds the class of every byte.
var plain = func() (table [256]uint8) {
	for c := range 0x80 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			table[c] = plainLetter
		case '0' <= c && c <= '9':
			table[c] = plainDigit
		}
	}
	for c := 0x80; c < 0xC0; c++ {
		table[c] = plainLetter
	}
	for c, class := range map[byte]uint8{
		'_': plainUnder, ':': plainMidLetter, ',': plainMidNumber, ';': plainMidNumber, '.': plainMidBoth, '\'': plainMidBoth,
		latinLead: plainLetter, narrowLead: plainNarrow, wideLead: plainWide,
	} {
		table[c] = class
	}
	return table
}()

// plainSmall holds for each byte of ASCII that is part of a word wherever it stands how it is written there, else 0.
var plainSmall = func() (table [256]byte) {
	for c := range byte(0x80) {
		switch {
		case c >= 'A' && c <= 'Z':
			table[c] = c + 'a' - 'A'
		case plain[c]&plainInside != 0:
			table[c] = c
		}
	}
	return table
}()

// lineEnd returns the end of the line that starts at start, and whether the fast scanner knows all
// its characters and none of them can be part of an address.
func lineEnd(text string, start int) (end int, fast bool) {
	line := text[start:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return start + len(line), isPlain(line) && !mayHoldAddress(line)
}

// isPlain reports whether the fast scanner knows all characters of a line.
func isPlain(line string) bool {
	for i := asciiLength(line); i < len(line); i += asciiLength(line[i:]) {
		width := plainWidth(line[i:])
		if width == 0 {
			return false
		}
		i += width
	}
	return true
}

// asciiLength returns how much of a text, from its start, is ASCII.
func asciiLength(s string) int {
	const upper = 0x8080808080808080
	i := 0
	for ; i+eightBytes <= len(s); i += eightBytes {
		if word := load(s, i); word&upper != 0 {
			return i + bits.TrailingZeros64(word&upper)/8
		}
	}
	for i < len(s) && s[i] < 0x80 {
		i++
	}
	return i
}

// plainWidth returns the bytes of the character at the start of s, which is not ASCII, if the scanner knows
// it: À to ÿ but for × ß ÷; the narrow space and ¡ ¢ £ ¥ § © « ® ° ± » ¿; ‐ ‑ ‒ – — ― ‘ ’ ‚ “ ” „ • … and €; else 0.
func plainWidth(s string) int {
	switch {
	case len(s) >= 2 && s[0] == latinLead && s[1] >= 0x80 && s[1] < 0xC0 && s[1] != 0x97 && s[1] != 0x9F && s[1] != 0xB7:
		return 2
	case len(s) >= 2 && s[0] == narrowLead && strings.IndexByte("\xa0\xa1\xa2\xa3\xa5\xa7\xa9\xab\xae\xb0\xb1\xbb\xbf", s[1]) >= 0:
		return 2
	case len(s) < 3 || s[0] != wideLead:
		return 0
	case s[1] == 0x82 && s[2] == 0xAC:
		return 3
	case s[1] != 0x80:
		return 0
	}
	switch c := s[2]; {
	case c >= 0x90 && c <= 0x95, c >= 0x98 && c <= 0x9A, c >= 0x9C && c <= 0x9E, c == 0xA2, c == 0xA6:
		return 3
	}
	return 0
}

// mayHoldAddress reports whether a line holds what [isAddress] goes by: @, :// or www.
func mayHoldAddress(line string) bool {
	if strings.IndexByte(line, '@') >= 0 {
		return true
	}
	for i, rest := 0, line; ; rest = rest[i+1:] {
		if i = strings.IndexByte(rest, ':'); i < 0 {
			break
		}
		if strings.HasPrefix(rest[i:], "://") {
			return true
		}
	}
	for i, rest := 0, line; ; rest = rest[i+1:] {
		if i = strings.IndexByte(rest, '.'); i < 0 {
			return false
		}
		if before := line[:len(line)-len(rest)+i]; strings.HasSuffix(before, "www") {
			return true
		}
	}
}

// scanPlain is the fast path: lines that [lineEnd] calls fast.
func (w *wordScanner) scanPlain(line string, offset int) {
	if len(w.buf) < len(line) {
		w.buf = make([]byte, len(line))
	}
	for i := 0; i < len(line) && !w.stopped; {
		if class := plain[line[i]]; class&plainInside == 0 {
			i += 1 + int(class>>plainMore)
			continue
		}
		start := i
		if w.memory != nil {
			if i = w.knownWords(line, i, offset); i > start {
				continue
			}
		}
		if i = w.plainWord(line, i); line[start] != '_' || strings.Trim(line[start:i], "_") != "" {
			w.emit(Span{offset + start, offset + i})
		}
	}
}

// knownWords lists words of a line from i on, as long as they are short ones of ASCII, and returns where it got to.
func (w *wordScanner) knownWords(line string, i, offset int) int {
	list, memory := w.list, w.memory
	offset += w.base
	for i < len(line) {
		if class := plain[line[i]]; class&plainInside == 0 {
			i += 1 + int(class>>plainMore)
			continue
		}
		if i+eightBytes >= len(line) {
			break
		}
		letters, n := wordStart(load(line, i))
		if n == 0 || plain[line[i+n]] != plainOther && !endsWord(line, i+n) {
			break
		}
		known := memory.at(letters)
		if known.letters != letters {
			known.learn(letters, n)
		}
		list = append(list, hashedWord{known.hash, Span{offset + i, offset + i + n}, known.uses})
		if i += n; plain[line[i]] == plainOther { // guessed ahead, where adding up would wait for the class
			i++
		}
	}
	w.list = list
	return min(i, len(line))
}

// plainWord reads the word that starts at i, with its hash, and returns its end.
func (w *wordScanner) plainWord(line string, i int) (end int) {
	buf, n, hash := w.buf[:len(line)], 0, minhash.NewWordHash
	for {
		for i < len(line) && plainSmall[line[i]] != 0 {
			c := plainSmall[line[i]]
			buf[n], hash = c, hash.Add(c)
			n, i = n+1, i+1
		}
		if i == len(line) || plain[line[i]] == plainOther {
			break
		}
		if line[i] == latinLead {
			second := smallLatin(line[i+1])
			buf[n], buf[n+1], hash = latinLead, second, hash.Add(latinLead).Add(second)
			n, i = n+2, i+2
			continue
		}
		width := joinWidth(line, i)
		if width == 0 {
			break
		}
		mark := plainMark(line[i])
		buf[n], hash = mark, hash.Add(mark)
		n, i = n+1, i+width
	}
	w.word, w.hash = buf[:n], hash.Sum()
	return i
}

// endsWord reports whether a word of ASCII that reaches up to i, before the end of the line, ends there.
func endsWord(line string, i int) bool {
	class := plain[line[i]]
	return class == plainOther || class&plainInside == 0 && joinWidth(line, i) == 0
}

// The second bytes of À to Þ and of their small letters differ by one bit.
const (
	maxCapitalLatin = 0x9E
	smallLatinBit   = 0x20
)

// smallLatin returns the second byte of the small letter of a letter of two bytes.
func smallLatin(second byte) byte {
	if second <= maxCapitalLatin {
		return second | smallLatinBit
	}
	return second
}

// joinWidth returns the width of the mark at i, not at the start, if it stays inside of a word, else 0.
func joinWidth(line string, i int) int {
	mid, width := plain[line[i]], 1
	if mid == plainWide {
		if line[i+1] != 0x80 || line[i+2] != 0x98 && line[i+2] != 0x99 { // ‘ ’
			return 0
		}
		mid, width = plainMidBoth, 3
	}
	if i+width >= len(line) {
		return 0
	}
	before, after := plain[line[i-1]]&plainInside, plain[line[i+width]]&plainInside
	switch {
	case before != after, line[i] == '.' && isGlued(line, i):
	case before == plainLetter && mid&(plainMidLetter|plainMidBoth) != 0, before == plainDigit && mid&(plainMidNumber|plainMidBoth) != 0:
		return width
	}
	return 0
}

// isGlued reports whether the point at i, between two letters, stands between a small one and a capital: see [glued].
func isGlued(line string, i int) bool {
	before, after := line[i-1], line[i+1]
	small := before >= 'a' && before <= 'z' || before > maxCapitalLatin
	return small && (after >= 'A' && after <= 'Z' || after == latinLead && line[i+2] <= maxCapitalLatin)
}

// plainMark maps a typographic apostrophe, by its first byte, to the plain one.
func plainMark(c byte) byte {
	if c == wideLead {
		return '\''
	}
	return c
}
