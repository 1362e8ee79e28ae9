package news

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Content is what of an article is the article: its page remains, a title repeated in the text and
// repeated paragraphs are left out.
type Content struct {
	Title      string // as given without the outlet's name, or guessed from the first line; "" if none
	Guessed    bool   // Title was guessed
	Stub       bool   // the text was a consent wall, a paywall or an error page and is left out
	Paragraphs []Span // of the article's Text, in order, each once, as whole lines
	Own        []Span // the words of the paragraphs that are none of page remains, in order
}

// Split separates an article from the remains of its page. known holds what its source is known to
// repeat; nil is an empty table.
func Split(a Article, known *Remains) Content {
	var r Reader
	r.scan(a.Text)
	return r.split(a, known)
}

// split separates the article that was scanned.
func (r *Reader) split(a Article, known *Remains) Content {
	c := Content{Title: cleanTitle(a.Title, a.Source)}
	if isStub(a.Text, r.words) {
		c.Stub = true
		return c
	}
	repeated := known.repetition(a.Source)
	c.Paragraphs = make([]Span, 0, len(r.lines))
	for _, at := range r.lines {
		words := r.words[at.from:at.to]
		l := newLine(a.Text, at, words)
		if r.seen.has(l.hash) || l.isRemain() {
			continue
		}
		r.seen.add(l.hash)
		c.Paragraphs = append(c.Paragraphs, at.Span)
		repeated.look(a.Text, at.Span, words)
	}
	remains := repeated.found(a.Title)
	c.Paragraphs = slices.DeleteFunc(c.Paragraphs, func(p Span) bool { return slices.Contains(remains, p) })
	c.dropRepeatedTitle(a)
	c.guessTitle(a.Text, remains)
	c.Own = without(a.Text, c.Paragraphs, remains)
	return c
}

// without returns what is left of spans of a text when others are taken out of them, without white space at the ends.
// Both are in order, and of those taken out each lies in one.
func without(text string, spans, taken []Span) []Span {
	if len(taken) == 0 {
		return spans
	}
	var left []Span
	keep := func(s Span) {
		if s = trim(text, s); s.Start < s.End {
			left = append(left, s)
		}
	}
	for _, s := range spans {
		for len(taken) > 0 && taken[0].Start < s.End {
			if taken[0].End > s.Start {
				keep(Span{s.Start, max(s.Start, taken[0].Start)})
				s.Start = taken[0].End
			}
			taken = taken[1:]
		}
		keep(s)
	}
	return left
}

// Owns reports whether at least half of a stretch of the text is the article's own.
func (c Content) Owns(at Span) bool {
	own := 0
	for _, s := range c.Own {
		own += max(0, min(s.End, at.End)-max(s.Start, at.Start))
	}
	return 2*own >= at.End-at.Start
}

// Body returns the article's own words, stretches of them joined by newlines.
func (c Content) Body(text string) string {
	parts := make([]string, len(c.Own))
	for i, p := range c.Own {
		parts[i] = text[p.Start:p.End]
	}
	return strings.Join(parts, "\n")
}

// minRepeatedWords is how many words a title has at least that is cut off the start of a paragraph:
// shorter ones may be how its first sentence starts.
const minRepeatedWords = 4

// dropRepeatedTitle removes the given title, with or without the outlet's name, when the text starts
// with it: as a paragraph of its own, or set off by a mark such as a dash.
func (c *Content) dropRepeatedTitle(a Article) {
	if c.Title == "" || len(c.Paragraphs) == 0 {
		return
	}
	p := c.Paragraphs[0]
	first := a.Text[p.Start:p.End]
	if !startApart(first, c.Title) || !startApart(first, a.Title) {
		if key := labelKey(first); key == labelKey(c.Title) || key == labelKey(a.Title) {
			c.Paragraphs = c.Paragraphs[1:]
			return
		}
	}
	if len(first) <= len(c.Title) || !strings.EqualFold(first[:len(c.Title)], c.Title) {
		return
	}
	rest := first[len(c.Title):]
	mark, size := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	after := strings.TrimLeft(rest, " ")[size:]
	if strings.ContainsRune("|:–—-.!?", mark) && strings.HasPrefix(after, " ") && strings.Count(c.Title, " ") >= minRepeatedWords-1 {
		c.Paragraphs[0] = trim(a.Text, Span{p.End - len(after), p.End})
	}
}

// startApart reports whether two lines show by their start that they have other keys of labelKey: after the same
// letters and blanks of ASCII they go on with different letters.
func startApart(a, b string) bool {
	for i := range min(len(a), len(b)) {
		x, y := plainSmall[a[i]&0x7F], plainSmall[b[i]&0x7F]
		switch {
		case a[i] >= utf8.RuneSelf || b[i] >= utf8.RuneSelf:
			return false
		case x != y:
			return x != 0 && y != 0 && x != '_' && y != '_'
		case x == 0 && (a[i] != b[i] || a[i] < ' '):
			return false
		}
	}
	return false
}

// Limits of a line that may be a headline.
const (
	maxTitleWords = 25  // longer first lines are leads
	maxTitleBytes = 250 // the same for scripts whose words say little
	minTitleWords = 2   // one word is the label of a section
)

// guessTitle takes the first line for the title when there is none: it is short, does not end like
// a sentence, and more text follows. A single word before it is the label of a section and goes.
func (c *Content) guessTitle(text string, remains []Span) {
	if c.Title != "" {
		return
	}
	for i, p := range c.Paragraphs[:max(0, min(2, len(c.Paragraphs)-1))] {
		first := Content{Own: without(text, []Span{p}, remains)}.Body(text)
		words := len(hashedWords(first))
		if len(first) > maxTitleBytes || words > maxTitleWords || endsSentence(first) {
			return
		}
		if words >= minTitleWords {
			c.Title, c.Guessed = strings.Join(strings.Fields(first), " "), true
			c.Paragraphs = c.Paragraphs[i+1:]
			return
		}
	}
}

// endsSentence reports whether a line ends like a sentence of running text, or leads on to the next
// line. Headlines ask and quote, so question and quotation marks are no sign.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)」』")
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".,:。।،۔", last)
}

// titleMarks set an outlet's name off at the end of a title.
var titleMarks = []string{" | ", " - ", " – ", " — ", " · ", " :: "}

// cleanTitle returns a title on one line, without the outlet's name at its end, which would count as
// a term that its articles share; "" if it is only the label of a page.
func cleanTitle(title, source string) string {
	title = strings.Join(strings.Fields(title), " ")
	var room [keyRoom]byte
	if remainLines[string(appendLabelKey(room[:0], title))] {
		return ""
	}
	for _, mark := range titleMarks {
		if !strings.Contains(title, mark) { // faster than looking for the last one
			continue
		}
		if i := strings.LastIndex(title, mark); i > 0 && isOutlet(title[i+len(mark):], source) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// Title returns the title of an article's [Content] where it has been given one; "" where one would have to be guessed.
func Title(a Article) string { return cleanTitle(a.Title, a.Source) }

// minOutletKey keeps short words from being found inside of a domain.
const minOutletKey = 3

// isOutlet reports whether name is how a source calls itself: "The Metro", "Metro News" and
// "metro.example" are for the source "www.metro.example".
func isOutlet(name, source string) bool {
	key, sourceKey := outletKey(name), outletKey(source)
	if len(key) < minOutletKey || len(sourceKey) < minOutletKey {
		return false
	}
	if strings.Contains(sourceKey, key) {
		return true
	}
	labels := strings.Split(sourceKey, ".")
	return slices.ContainsFunc(labels[:max(1, len(labels)-1)], func(label string) bool {
		return len(label) >= minOutletKey && strings.HasPrefix(key, label)
	})
}

// outletKey reduces an outlet's name or domain to what the two have in common: "The Metro" and
// "www.metro.example" both hold "metro".
func outletKey(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(name), "www."), "the ")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -'’&", r) {
			return -1
		}
		return r
	}, name)
}

// SameOutlet reports whether two names are of one outlet: equal but for case, spaces and "The", or one
// the domain of the other, as reuters.com is of Reuters.
func SameOutlet(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	return siteName(a) == siteName(b)
}

// CreditsItself reports whether an agency that a source credits is the source itself, perhaps by its initials or a part of its name, or with
// a word more, as apnews.com has.
func CreditsItself(agency, source string) bool {
	return SameOutlet(agency, source) || SameOutlet(agency+" News", source) || agencyOf(source) == agency || len(agency) > maxInitials && isOutlet(agency, source)
}

// siteName returns an outlet's name, or the one in its domain, "reuters" of "uk.reuters.com", without what
// outletKey drops.
func siteName(name string) string {
	key := outletKey(name)
	labels := strings.Split(key, ".")
	last := len(labels) - 1
	if strings.ContainsAny(name, " ") || slices.Contains(labels, "") || last < 1 || len(labels[last]) < minDomainEnding {
		return key
	}
	if last--; last > 0 && secondLevels[labels[last]] {
		last--
	}
	return labels[last]
}

// minDomainEnding is the length of the shortest ending of a domain, which a name with points may not have.
const minDomainEnding = 2

// secondLevels are what stands before a country's ending: bbc.co.uk, smh.com.au.
var secondLevels = wordSet("co com net org gov ac edu or ne")
