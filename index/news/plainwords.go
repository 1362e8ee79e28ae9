package news

// The fast scanner of [Words] knows ASCII and the typographic quotes and dashes of news. In such a
// line UAX #29 comes down to this: letters, digits and underscores make a word; a full stop or an
// apostrophe stays inside between two letters or two digits, a colon between letters, a comma or
// semicolon between digits; all else separates.

// Classes of a byte of a plain line. Those up to underscore are part of a word wherever they stand.
const (
	plainLetter     = 1 << iota // A-Z a-z
	plainDigit                  // 0-9
	plainUnderscore             // _
	plainMidLetter              // :
	plainMidNumber              // , ;
	plainMidBoth                // ' .
	plainWide                   // first byte of a typographic mark of three
	plainLineFeed
	plainAskMore // may be part of an address
	plainForeign // not for this scanner
	plainOther   = 0

	plainInside = plainLetter | plainDigit | plainUnderscore
)

// plain holds what the scanner knows of every byte: its class and how it is written in a word.
var plain = func() (table [256]struct{ class, lower uint16 }) {
	for i := range table {
		c := byte(i)
		table[i].lower = uint16(c)
		switch {
		case c >= 'a' && c <= 'z':
			table[i].class = plainLetter
		case c >= 'A' && c <= 'Z':
			table[i].class, table[i].lower = plainLetter, uint16(c+'a'-'A')
		case c >= '0' && c <= '9':
			table[i].class = plainDigit
		case c >= 0x80:
			table[i].class = plainForeign
		}
	}
	for c, class := range map[byte]uint16{
		'_': plainUnderscore, ':': plainMidLetter, ',': plainMidNumber, ';': plainMidNumber, '.': plainMidBoth | plainAskMore, '\'': plainMidBoth,
		0xE2: plainWide, '\n': plainLineFeed, '@': plainAskMore, '/': plainAskMore,
	} {
		table[c].class = class
	}
	return table
}()

// lineEnd returns the end of the line that starts at start, and whether the fast scanner knows all
// its characters and none of them can be part of an address.
func lineEnd(text string, start int) (end int, fast bool) {
	fast = true
	for i := start; i < len(text); i++ {
		switch class := plain[text[i]].class; {
		case class&(plainLineFeed|plainAskMore|plainWide|plainForeign) == 0:
		case class == plainLineFeed:
			return i, fast
		case class&plainAskMore != 0:
			fast = fast && !inAddress(text[start:], i-start)
		case class == plainWide && isTypographic(text, i):
			i += 2
		default:
			fast = false
		}
	}
	return len(text), fast
}

// inAddress reports whether the mark at i may be part of an address, after [isAddress]: @, the
// second / of ://, or the point of www.
func inAddress(line string, i int) bool {
	switch line[i] {
	case '@':
		return true
	case '/':
		return i >= 2 && line[i-2:i] == ":/"
	}
	return i >= 3 && line[i-3:i] == "www"
}

// isTypographic reports whether one of ‐ ‑ ‒ – — ― ‘ ’ ‚ “ ” „ • … stands at i, in UTF-8 all E2 80 xx.
func isTypographic(text string, i int) bool {
	if i+2 >= len(text) || text[i+1] != 0x80 {
		return false
	}
	switch c := text[i+2]; {
	case c >= 0x90 && c <= 0x95, c >= 0x98 && c <= 0x9A, c >= 0x9C && c <= 0x9E, c == 0xA2, c == 0xA6:
		return true
	}
	return false
}

// scanPlain is the fast path: lines that [lineEnd] calls fast.
func (w *wordScanner) scanPlain(line string, offset int) {
	for i := 0; i < len(line) && !w.stopped; {
		switch class := plain[line[i]].class; {
		case class&plainInside != 0:
			end, isWord := w.plainWord(line, i)
			if isWord {
				w.emit(w.buf, Span{offset + i, offset + end})
			}
			i = end
		case class == plainWide:
			i += 3
		default:
			i++
		}
	}
}

// plainWord reads the word that starts at i into the buffer and returns its end, and whether it
// holds a letter or digit.
func (w *wordScanner) plainWord(line string, i int) (end int, isWord bool) {
	buf := w.buf[:0]
	var seen uint16
	for i < len(line) {
		c := plain[line[i]]
		if c.class&plainInside != 0 {
			buf = append(buf, byte(c.lower))
			seen |= c.class
			i++
			continue
		}
		width := joinWidth(line, i)
		if width == 0 {
			break
		}
		buf = append(buf, plainMark(line[i]))
		i += width
	}
	w.buf = buf
	return i, seen&(plainLetter|plainDigit) != 0
}

// joinWidth returns the width of the mark at i, not at the start, if it stays inside of a word, else 0.
func joinWidth(line string, i int) int {
	mid, width := plain[line[i]].class, 1
	if mid == plainWide {
		mid, width = plainOther, 3
		if line[i+2] == 0x98 || line[i+2] == 0x99 { // ‘ ’
			mid = plainMidBoth
		}
	}
	if i+width >= len(line) {
		return 0
	}
	before, after := plain[line[i-1]].class, plain[line[i+width]].class
	switch {
	case line[i] == '.' && line[i-1] >= 'a' && line[i-1] <= 'z' && line[i+1] >= 'A' && line[i+1] <= 'Z':
		return 0 // see glued
	case before != after:
	case before == plainLetter && mid&(plainMidLetter|plainMidBoth) != 0, before == plainDigit && mid&(plainMidNumber|plainMidBoth) != 0:
		return width
	}
	return 0
}

// plainMark maps a typographic apostrophe, by its first byte, to the plain one.
func plainMark(c byte) byte {
	if plain[c].class == plainWide {
		return '\''
	}
	return c
}
