package cluster

import (
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// The terms of a text are its words and pairs of words, reduced so that forms of one word meet, and
// counted by where they stand: the headline says what the report is about, the lead says what
// happened, and what comes after the first few hundred words is mostly background.
//
// English words lose diacritics, endings and doubled or silent last letters (a light stem: Zelenskyy
// and Zelensky meet). For other languages there is no stemmer; the first letters of a word serve, and
// words that stand in a large share of the texts are taken for stop words. Terms of different
// languages never meet, since articles of different languages are joined by editors only.

const (
	titleWeight = 3.0
	leadWeight  = 1.0
	restWeight  = 0.5
	leadWords   = 150
	bodyWords   = 400
	prefixRunes = 5 // of a word in a language without a stemmer
)

// term is the hash of a reduced word, or of a pair of them, which has the first bit set. In 31 bits two of 300,000 words
// are taken for each other about twenty times, and of eight million pairs of words one in three hundred has such a double: that two
// texts share one of those is rarer than a misprint.
type term uint32

const pairBit term = 1 << 31

// wordTerm returns the term of a word, given its hash.
func wordTerm(hash uint64) term { return term(hash >> 33) }

// pairTerm returns the term of two words that follow each other.
func pairTerm(a, b term) term { return term(mixed(uint64(a), uint64(b))>>32) | pairBit }

func (t term) isPair() bool { return t&pairBit != 0 }

// counted is a term with its weighted count.
type counted struct {
	term  term
	count float32
}

// termsOf counts the terms of an article, rising, and all its words, at most bodyWords of the body. stop holds the stop
// words of its language.
func termsOf(a *Article, stop stopWords) (counts []counted, words int) {
	return new(counter).termsOf(a, stop)
}

func (c *counter) termsOf(a *Article, stop stopWords) (counts []counted, words int) {
	c.lang, c.stop, c.kept, c.total = a.Lang, stop, 0, 0
	c.read(a)
	return c.counts.takeSorted(), c.total
}

// wordings returns how an article puts each of some terms, where it first does so; "" for one that it does not hold.
func wordings(a *Article, stop stopWords, of []term) []string {
	c := counter{lang: a.Lang, stop: stop, noted: newTermTable(len(of)), wordings: make([]string, len(of)), sought: len(of)}
	for k, t := range of {
		c.noted.at(t).n = int32(k) + 1
	}
	c.read(a)
	return c.wordings
}

// read counts the terms of an article.
func (c *counter) read(a *Article) {
	c.position = 0
	c.add(a.Content.Title, func(int) float32 { return titleWeight })
	c.position = 0
	for _, p := range a.Content.Own {
		c.add(a.Text[p.Start:p.End], bodyWeight)
		if c.position >= bodyWords || c.done() {
			break
		}
	}
	if c.kept == 0 {
		c.add(news.Slug(a.URL), func(int) float32 { return titleWeight })
	}
}

func bodyWeight(position int) float32 {
	switch {
	case position < leadWords:
		return leadWeight
	case position < bodyWords:
		return restWeight
	}
	return 0
}

// counter counts the terms of articles, one after the other, and keeps the room that this takes. It is not for several goroutines.
type counter struct {
	lang     string
	stop     stopWords
	stems    *stemMemory // nil where few articles are read: it would not be worth its room
	counts   termCounts
	position int // words of the body so far
	kept     int
	total    int
	noted    *termTable // of places in wordings + 1; nil when terms are counted
	wordings []string   // where each of these terms first stands
	sought   int        // how many of them are still looked for
}

// add counts the terms of a stretch of text.
func (c *counter) add(text string, weight func(position int) float32) {
	last, lastAt := term(0), news.Span{}
	for word, at := range news.Words(text) {
		w := weight(c.position)
		if w == 0 || c.done() {
			return
		}
		c.position++
		c.total++
		t, ok := c.reduce(word)
		if !ok {
			last = 0
			continue
		}
		c.kept++
		c.take(counted{t, w}, text[at.Start:at.End])
		if last != 0 && (at.Start < lastAt.End || !breaks(text[lastAt.End:at.Start])) { // pairs of Han characters overlap
			c.take(counted{pairTerm(last, t), w}, text[lastAt.Start:at.End])
		}
		last, lastAt = t, at
	}
}

// done reports whether all terms are found whose wordings are looked for.
func (c *counter) done() bool { return c.noted != nil && c.sought == 0 }

// take counts a term, or notes how it is put.
func (c *counter) take(t counted, wording string) {
	if c.noted == nil {
		c.counts.add(t)
	} else if k := c.noted.find(t.term) - 1; k >= 0 && c.wordings[k] == "" {
		if c.wordings[k] = withoutPossessive(wording); c.wordings[k] != "" {
			c.sought--
		}
	}
}

// withoutPossessive cuts the English possessive off the end of a wording.
func withoutPossessive(wording string) string {
	for _, ending := range []string{"'s", "’s", "‘s"} {
		wording = strings.TrimSuffix(wording, ending)
	}
	return wording
}

// reduce returns the term of a word, or false for a stop word.
func (c *counter) reduce(word []byte) (term, bool) {
	if c.lang == english {
		return c.stems.englishTerm(word)
	}
	t := prefixTerm(c.lang, word)
	return t, !c.stop[t]
}

// prefixTerm is the term of a word in a language without a stemmer.
func prefixTerm(lang string, word []byte) term {
	end := 0
	for range prefixRunes {
		if end >= len(word) {
			break
		}
		_, size := utf8.DecodeRune(word[end:])
		end += size
	}
	return wordTerm(minhash.HashWord(word[:end]) ^ minhash.HashWord([]byte(lang)))
}

// mixed returns a hash of two numbers in this order.
func mixed(a, b uint64) uint64 {
	h := a*0x9E3779B97F4A7C15 ^ b
	h = (h ^ h>>32) * 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// breaks reports whether what stands between two words parts them. Commas do not: "Port Alder, Vantry".
func breaks(between string) bool {
	return strings.ContainsAny(between, ".!?:;\"()\n“”„«»…。，")
}

// termCounts sums up counts by term, in a table with open addressing. A term stands at the place that its first
// bits say or soon behind, so that the table is nearly in order when it is read off.
type termCounts struct {
	slots []counted // a power of two of them, at most half in use; a free one has no count
	used  int
}

// fewCounts is how many slots a table starts with, room for a sentence. It grows to four times as many.
const fewCounts = 64

// largeCounts is how many times as large as what it holds a table is that is let go.
const largeCounts = 32

// add adds to the count of a term, which must rise.
func (t *termCounts) add(c counted) {
	if 2*t.used >= len(t.slots) {
		t.grow()
	}
	last := uint32(len(t.slots) - 1)
	for at := uint32(c.term) >> bits.LeadingZeros32(last); ; at = (at + 1) & last {
		switch s := &t.slots[at]; {
		case s.count == 0:
			*s = c
			t.used++
			return
		case s.term == c.term:
			s.count += c.count
			return
		}
	}
}

func (t *termCounts) grow() {
	was := t.slots
	*t = termCounts{slots: make([]counted, max(4*len(was), fewCounts))}
	for _, s := range was {
		if s.count > 0 {
			t.add(s)
		}
	}
}

// takeSorted returns the counts by term, and empties the table. One that is far larger than was needed is let go, since all
// of it is read.
func (t *termCounts) takeSorted() []counted {
	counts := make([]counted, 0, t.used)
	for _, s := range t.slots {
		if s.count == 0 {
			continue
		}
		counts = append(counts, s)
		for k := len(counts) - 1; k > 0 && counts[k-1].term > s.term; k-- {
			counts[k-1], counts[k] = s, counts[k-1]
		}
	}
	if clear(t.slots); largeCounts*t.used < len(t.slots) {
		t.slots = nil
	}
	t.used = 0
	return counts
}

// frequency dampens a weighted count: 1 + ln c, and c itself below one.
func frequency(count float32) float64 {
	if count < 1 {
		return float64(count)
	}
	return 1 + math.Log(float64(count))
}
