package news

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// appendNormal appends s to dst as it is compared: NFKC, case folded, typographic quotes and dashes plain,
// white space as single spaces, invisible characters left out. The normal form is its own.
func appendNormal(dst []byte, s string) []byte {
	start := len(dst)
	if dst, done := appendSimple(dst, s); done {
		return dst
	}
	dst = dst[:start]
	for _, r := range foldedNFKC(s) {
		dst = appendPlain(dst, start, plainRune(r))
	}
	return trimSpace(dst, start)
}

// appendSimple does what appendNormal does for text whose letters have one form only and fold to
// one letter each, which is nearly all; done is false when it met something else.
func appendSimple(dst []byte, s string) (_ []byte, done bool) {
	start := len(dst)
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < 0x7F {
			dst = append(dst, smallASCII(c))
			i++
			continue
		}
		if c < utf8.RuneSelf {
			dst = appendPlain(dst, start, rune(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isSimple(r) {
			return dst, false
		}
		dst = utf8.AppendRune(dst, plainRune(unicode.ToLower(r)))
		i += size
	}
	return trimSpace(dst, start), true
}

// smallASCII returns the small letter of a capital of ASCII, and any other byte as it is.
func smallASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// isSimple reports whether NFKC leaves r alone whatever stands beside it and case folding makes it
// unicode.ToLower(r): letters of Latin-1, of Vietnamese and of plain Russian, the characters of Han
// and Kana, and typographic quotes and dashes. They are never the second part of a composition; what
// could be, a combining mark, is not simple.
func isSimple(r rune) bool {
	switch {
	case r >= 0xC0 && r <= 0xFF:
		return r != 'ß'
	case r >= 0x400 && r <= 0x45F, r >= 0x1EA0 && r <= 0x1EF9, r >= 0x4E00 && r <= 0x9FFF:
		return true
	case r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA:
		return true
	}
	return r >= 0x2012 && r <= 0x201F && r != 0x2017
}

// foldedNFKC returns s in NFKC and case folded. Folding can undo NFKC and NFKC can bring back
// capitals, so the two alternate until nothing changes; one round is nearly always enough.
func foldedNFKC(s string) string {
	s = strings.Map(visible, s)
	for range 4 {
		next := cases.Fold().String(norm.NFKC.String(s))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// visible drops what has no shape of its own: soft hyphens, joiners, marks of direction, variation
// selectors. The same word comes with and without them.
func visible(r rune) rune {
	if r >= 0xAD && unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
		return -1
	}
	return r
}

// plainRune maps typographic quotes, dashes and spaces to their plain forms.
func plainRune(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '‹', '›', '′', 'ʼ':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	return r
}

// appendPlain appends a character, white space as a single space and none at the start.
func appendPlain(dst []byte, start int, r rune) []byte {
	if !unicode.IsSpace(r) {
		return utf8.AppendRune(dst, r)
	}
	if len(dst) > start && dst[len(dst)-1] != ' ' {
		dst = append(dst, ' ')
	}
	return dst
}

// trimSpace drops the space at the end of what appendPlain has written since start.
func trimSpace(dst []byte, start int) []byte {
	if len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// FoldDiacritics returns s without the marks of its letters: "café" as "cafe". For English text only:
// elsewhere the marks tell words apart.
func FoldDiacritics(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutAddresses yields the stretches of a line between its URLs and e-mail addresses.
func withoutAddresses(line string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		from := 0
		for field := range fields(line) {
			if !isAddress(line[field.Start:field.End]) {
				continue
			}
			if from < field.Start && !yield(Span{from, field.Start}) {
				return
			}
			from = field.End
		}
		if from < len(line) {
			yield(Span{from, len(line)})
		}
	}
}

// fields yields the stretches of s between white space.
func fields(s string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		start := -1
		for i, r := range s {
			switch {
			case !unicode.IsSpace(r):
				if start < 0 {
					start = i
				}
			case start >= 0:
				if !yield(Span{start, i}) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(Span{start, len(s)})
		}
	}
}

// isAddress reports whether a stretch without spaces is a URL or an e-mail address.
func isAddress(field string) bool {
	if strings.Contains(field, "://") || strings.HasPrefix(field, "www.") {
		return true
	}
	at := strings.LastIndexByte(field, '@')
	return at > 0 && strings.Contains(field[at:], ".") && !strings.ContainsAny(field, ",;")
}

// wordSet returns the words of a list as a set.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
