package ingest

import (
	"html"
	"strings"
)

// Texts from feeds and exports are HTML more often than not. What looks like it is made plain: a block
// ends a line, other tags vanish, what readers do not read goes with its tag, entities are resolved.
// Where there are blocks, a newline in the source is a space and an empty line ends a line, as in what an
// editing system keeps.
//
// Only elements that exist are tags, and only with nothing or attributes behind the name, so that "5 < 7"
// and "<sic>" are text. HTML that was escaped once more than it should have been is HTML again after a
// round, hence the rounds; they are few, so that time is linear in the text.

const (
	maxRounds  = 3    // of escaping that are undone
	maxTag     = 2000 // bytes of a tag in which ">" may stand between quotation marks
	maxTagName = 10
	maxEntity  = 32 // bytes, the longest that has a name
)

// element says what becomes of a tag.
type element uint8

const (
	inline element = iota + 1 // it vanishes
	block                     // it ends a line
	hidden                    // it goes with all up to its end
)

var elements = func() map[string]element {
	all := map[string]element{}
	for kind, names := range map[element]string{
		inline: "a abbr acronym audio b big cite code del dfn em embed font i img ins kbd mark meta link o:p object picture q s samp small source span strike strong sub sup svg path time tt u var video wbr",
		block: "address article aside blockquote body br button center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 head header hr html " +
			"li main nav ol p pre section summary table tbody td tfoot th thead title tr ul",
		hidden: "script style figcaption noscript iframe",
	} {
		for _, name := range strings.Fields(names) {
			all[name] = kind
		}
	}
	return all
}()

// plainText returns s, or what a reader sees of it when it looks like HTML.
func plainText(s string) string {
	for range maxRounds {
		found := survey(s)
		if !found.html() {
			return s
		}
		s = render(s, found.blocks)
	}
	if survey(s).html() {
		s = tidy(strings.NewReplacer("<", " ", "&", " ").Replace(s))
	}
	return s
}

// signs are what a text holds of HTML.
type signs struct {
	tags, entities int
	blocks         bool // other than line breaks
}

// html reports whether the text is HTML. One entity is enough: headlines seldom have more.
func (s signs) html() bool { return s.tags > 0 || s.entities > 0 }

func survey(s string) signs {
	var found signs
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return found // most texts; looking for one byte is several times faster than for one of two
	}
	m := markup{s: s}
	for at := 0; ; {
		next := strings.IndexAny(s[at:], "<&")
		if next < 0 {
			return found
		}
		at += next
		t, ok := m.tag(at)
		switch {
		case ok:
			found.tags++
			found.blocks = found.blocks || t.element == block && t.name != "br"
			at = t.end
			continue
		case isEntity(s[at:]):
			found.entities++
		}
		at++
	}
}

// isEntity reports whether s starts with an entity that is ended by a semicolon.
func isEntity(s string) bool {
	end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	return s[0] == '&' && end > 1 && !strings.ContainsAny(s[1:end], " &<\n") && html.UnescapeString(s[:end+1]) != s[:end+1]
}

// render makes one round.
func render(s string, blocks bool) string {
	if blocks {
		s = unwrapLines(s)
	}
	var b strings.Builder
	m := markup{s: s}
	for at := 0; at < len(s); {
		next := strings.IndexByte(s[at:], '<')
		if next < 0 {
			next = len(s) - at
		}
		b.WriteString(s[at : at+next])
		if at += next; at == len(s) {
			break
		}
		t, ok := m.tag(at)
		switch {
		case !ok:
			b.WriteByte('<')
			at++
			continue
		case t.element == block:
			b.WriteByte('\n')
		case t.element == hidden:
			b.WriteByte(' ')
		}
		at = m.behind(t)
	}
	return tidy(html.UnescapeString(b.String()))
}

// unwrapLines joins lines up to the next empty one.
func unwrapLines(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		b.WriteString(line)
		if strings.TrimSpace(line) == "" {
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// softHyphen is where a word may be parted, which a reader does not see.
const softHyphen = "\u00ad"

// tidy drops empty lines and soft hyphens and leaves single spaces.
func tidy(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.ReplaceAll(s, softHyphen, ""), "\n") {
		words := strings.Fields(line)
		if len(words) > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(words, " "))
	}
	return b.String()
}

// markup finds tags in a text.
type markup struct {
	s    string
	open map[string]bool // ends that were looked for and are not further on in the text
}

// tag is a tag or a comment.
type tag struct {
	element element
	name    string
	closing bool
	end     int // of the tag
}

// comment is the name under which a comment is a tag.
const comment = "!--"

// tag reads the tag that starts at the byte at, if there is one.
func (m *markup) tag(at int) (tag, bool) {
	rest := m.s[at:]
	if strings.HasPrefix(rest, "<"+comment) {
		end := m.find(at+len("<"+comment), "-->")
		return tag{element: inline, name: comment, end: end + len("-->")}, end >= 0
	}
	if rest[0] != '<' {
		return tag{}, false
	}
	from := at + 1
	closing := strings.HasPrefix(rest, "</")
	if closing {
		from++
	}
	name := tagName(m.s[from:])
	t := tag{element: elements[name], name: name, closing: closing}
	if t.element == 0 {
		return t, false
	}
	from += len(name)
	if t.end = tagEnd(m.s, from); t.end < 0 {
		return t, false
	}
	return t, isAttributes(strings.TrimSuffix(m.s[from:t.end], ">"))
}

// tagName returns the name that s starts with, in lower case; "" when it is too long to be known.
func tagName(s string) string {
	n := strings.IndexFunc(s[:min(len(s), maxTagName+1)], func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != ':'
	})
	return strings.ToLower(s[:max(0, n)])
}

// isAttributes reports whether s may stand between the name of a tag and its end.
func isAttributes(s string) bool {
	bare := strings.TrimSpace(s)
	return bare == "" || bare == "/" || strings.ContainsRune(" \t\r\n/", rune(s[0])) && strings.Contains(s, "=")
}

// tagEnd returns the end of the tag whose attributes start at from, -1 when it does not end. A text that
// was cut off inside a tag ends it.
func tagEnd(s string, from int) int {
	quote := byte(0)
	for i := from; i < min(len(s), from+maxTag); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '>':
			return i + 1
		case c == '<':
			return -1
		}
	}
	next := strings.IndexAny(s[from:], "<>")
	switch {
	case next < 0 && len(s)-from < maxTag && strings.Contains(s[from:], `="`):
		return len(s)
	case next < 0 || s[from+next] == '<':
		return -1
	}
	return from + next + 1
}

// behind returns where to go on behind a tag. An element that does not end hides nothing, unless it is
// one that is never text.
func (m *markup) behind(t tag) int {
	if t.element != hidden || t.closing {
		return t.end
	}
	end := m.find(t.end, "</"+t.name)
	switch {
	case end >= 0:
		return end // its closing tag is read next
	case t.name == "script" || t.name == "style":
		return len(m.s)
	}
	return t.end
}

// find returns where what stands next in lower or upper case, from the byte from on, or -1. It never looks
// twice for what is not there.
func (m *markup) find(from int, what string) int {
	if m.open[what] {
		return -1
	}
	for at := from; at+len(what) <= len(m.s); at++ {
		next := strings.IndexByte(m.s[at:], what[0])
		if next < 0 {
			break
		}
		at += next
		if at+len(what) <= len(m.s) && strings.EqualFold(m.s[at:at+len(what)], what) {
			return at
		}
	}
	if m.open == nil {
		m.open = map[string]bool{}
	}
	m.open[what] = true
	return -1
}
