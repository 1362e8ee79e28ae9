package news

import "strings"

// Most of the time that an article takes goes into cutting it into words, so it is cut once: by lines, each word with its
// hash and place. Page remains, walls, the language and the fingerprint are all told from these.

// Reader reads articles one after the other, and keeps the room that this takes. The zero value is ready. It is not for
// several goroutines.
type Reader struct {
	words  []hashedWord // of the text
	few    []hashedWord // of something short
	memory *wordMemory  // from the second text on
	lines  []cutLine    // of the text, that hold more than white space
	seen   runSet       // hashes of lines
	hashes []uint64     // of the words that are the article's
	buf    []byte       // where words are normalised
}

// cutLine is a line and its words.
type cutLine struct {
	Span
	from, to int  // of words
	fast     bool // the fast scanner took it
}

// Read returns what of an article is the article, as [Split] does, the fingerprint that [NewFingerprint] makes of
// it, and its [Language].
func (r *Reader) Read(a Article, known *Remains) (c Content, f Fingerprint, lang string) {
	r.scan(a.Text)
	c = r.split(a, known)
	return c, r.fingerprint(a, c), language(a, r.englishness(a))
}

// scan cuts a text into lines and words.
func (r *Reader) scan(text string) {
	r.lines = r.lines[:0]
	switch {
	case r.words == nil:
		r.words = make([]hashedWord, 0, len(text)/usualWord+1)
	case r.memory == nil: // of one text it would not be worth its room
		r.memory = new(wordMemory)
	}
	w := wordScanner{list: r.words[:0], buf: r.buf, memory: r.memory}
	start := 0 // of the line
	for line := range strings.SplitSeq(text, "\n") {
		at := trim(text, Span{start, start + len(line)})
		start += len(line) + 1
		if at.Start == at.End {
			continue
		}
		from := len(w.list)
		w.base = at.Start
		_, fast := lineEnd(text[:at.End], at.Start)
		w.line(text[at.Start:at.End], 0, fast)
		r.lines = append(r.lines, cutLine{at, from, len(w.list), fast})
	}
	r.words, r.buf, r.seen = w.list, w.buf, r.seen.empty(len(r.lines))
}

// short returns the words of a text that is not scanned, until the next one.
func (r *Reader) short(text string) []hashedWord {
	w := wordScanner{list: r.few[:0], buf: r.buf, memory: r.memory}
	w.lines(text)
	r.few, r.buf = w.list, w.buf
	return r.few
}

// englishness counts the words of the start of an article.
func (r *Reader) englishness(a Article) englishness {
	title, text := languageStart(a)
	e := newEnglishness(r.short(title))
	whole := len(text)
	if whole < len(a.Text) {
		whole = max(0, strings.LastIndexByte(text, ' '), strings.LastIndexByte(text, '\n')) // the last word may be cut
	}
	for _, w := range r.words {
		if w.at.Start >= whole {
			break
		}
		e.add(w.uses)
	}
	for _, w := range r.short(text[whole:]) {
		e.add(w.uses)
	}
	return e
}
