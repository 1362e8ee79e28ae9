package news

import "strings"

// Most of the time that an article takes goes into cutting it into words, so it is cut once: by lines, each word with its
// hash and place. Page remains, walls, the language and the fingerprint are all told from these.

// Reader reads articles one after the other, and keeps the room that this takes. The zero value is ready. It is not for
// several goroutines.
type Reader struct {
	words  []hashedWord // of the text
	lines  []cutLine    // of the text, that hold more than white space
	seen   map[uint64]bool
	hashes []uint64 // of the words that are the article's
	buf    []byte   // where words are normalised
}

// hashedWord is a word as most of what is done with an article wants to know it.
type hashedWord struct {
	hash    uint64
	at      Span // in the text
	numeric bool // its normal form starts with a digit
}

// cutLine is a line and its words.
type cutLine struct {
	Span
	from, to int // of words
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
	r.words, r.lines = r.words[:0], r.lines[:0]
	if r.seen == nil {
		r.seen = map[uint64]bool{}
	}
	clear(r.seen)
	w := wordScanner{buf: r.buf}
	start := 0 // of the line
	w.yield = func(word []byte, at Span) bool {
		r.words = append(r.words, hashedWord{w.hash, Span{start + at.Start, start + at.End}, word[0] >= '0' && word[0] <= '9'})
		return true
	}
	for line := range strings.SplitSeq(text, "\n") {
		at := trim(text, Span{start, start + len(line)})
		next := start + len(line) + 1
		if start = at.Start; at.Start < at.End {
			from := len(r.words)
			w.lines(text[at.Start:at.End])
			r.lines = append(r.lines, cutLine{at, from, len(r.words)})
		}
		start = next
	}
	r.buf = w.buf
}

// englishness counts the words of the start of an article.
func (r *Reader) englishness(a Article) englishness {
	title, text := languageStart(a)
	e := newEnglishness(title)
	whole := len(text)
	if whole < len(a.Text) {
		whole = max(0, strings.LastIndexByte(text, ' '), strings.LastIndexByte(text, '\n')) // the last word may be cut
	}
	for _, w := range r.words {
		if w.at.Start >= whole {
			break
		}
		e.add(w.hash)
	}
	wordsIn(text[whole:], func(hash uint64, _ Span) bool {
		e.add(hash)
		return true
	})
	return e
}
