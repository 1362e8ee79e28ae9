package ingest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Nearly all of a record is one string, its text. encoding/json goes over it byte by byte, and several times; here
// stretches between escapes are copied as they are. What is unusual (bytes that are no UTF-8, halves of
// surrogate pairs, anything that JSON does not allow) is left to encoding/json, so that there is one word on what
// it means; FuzzUnquote holds the two to the same result.

// unquote returns what a JSON string says, and false where encoding/json has to be asked; whole says that raw is
// known to be UTF-8.
func unquote(raw []byte, whole bool) (string, bool) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	body := raw[1 : len(raw)-1]
	if hasControl(body) || !whole && !utf8.Valid(body) {
		return "", false
	}
	escape := bytes.IndexByte(body, '\\')
	if escape < 0 {
		return string(body), bytes.IndexByte(body, '"') < 0
	}
	var b strings.Builder
	b.Grow(len(body))
	for ; escape >= 0; escape = bytes.IndexByte(body, '\\') {
		r, size := unescape(body[escape:])
		if size == 0 || bytes.IndexByte(body[:escape], '"') >= 0 {
			return "", false
		}
		b.Write(body[:escape])
		b.WriteRune(r)
		body = body[escape+size:]
	}
	b.Write(body)
	return b.String(), bytes.IndexByte(body, '"') < 0
}

// unescape returns the character that an escape at the start of b stands for, and its length; 0 for what
// is none, and for half a surrogate pair.
func unescape(b []byte) (r rune, size int) {
	if len(b) < 2 {
		return 0, 0
	}
	switch b[1] {
	case '"', '\\', '/':
		return rune(b[1]), 2
	case 'n':
		return '\n', 2
	case 't':
		return '\t', 2
	case 'r':
		return '\r', 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'u':
		return codeUnit(b)
	}
	return 0, 0
}

// codeUnit reads \uXXXX.
func codeUnit(b []byte) (r rune, size int) {
	const length = len(`\u0000`)
	if len(b) < length {
		return 0, 0
	}
	for _, c := range b[2:length] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, 0
		}
	}
	if r >= 0xD800 && r <= 0xDFFF {
		return 0, 0
	}
	return r, length
}

// hasControl reports whether b holds a byte below the blank, eight at a time: one that is, and only
// one that is, borrows from its upper bit without having had it.
func hasControl(b []byte) bool {
	const blanks, upper = 0x2020202020202020, 0x8080808080808080
	for ; len(b) >= 8; b = b[8:] {
		x := binary.LittleEndian.Uint64(b)
		if (x-blanks)&^x&upper != 0 {
			return true
		}
	}
	for _, c := range b {
		if c < ' ' {
			return true
		}
	}
	return false
}

// isValid reports whether a value that was cut out of an object is valid JSON.
func isValid(value []byte) bool {
	return isPlain(value) || json.Valid(value)
}

// isPlain reports whether a value is a string without escapes, about which there is nothing to ask.
func isPlain(value []byte) bool {
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return false
	}
	inside := value[1 : len(value)-1]
	return !hasControl(inside) && bytes.IndexByte(inside, '\\') < 0 && bytes.IndexByte(inside, '"') < 0
}
