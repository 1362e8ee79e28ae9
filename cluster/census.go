package cluster

import (
	"maps"
	"math/bits"
	"slices"
)

// A census counts in how many texts of a language each term stands. A window keeps one: a text is counted when it comes, and
// no longer when it has left, so that to know how common a term is costs nothing for the texts that stand. Terms of
// different languages never meet, so each language has a table of its own.
//
// The terms of a language are parted by their first bits, so that all that came back into a window is counted on all cores: a part
// is counted by one of them, goes through the stretch of each text's terms that is its own, and lies closer at hand than the whole.
//
// Terms stand in tables with open addressing (Knuth, The Art of Computer Programming, volume 3, section 6.4,
// algorithm L): a quarter of the time of a map, and few bytes for a term (tallies.go).

// census is what some texts say of terms, by language.
type census map[string]*language

// language is what the texts of one language say of its terms.
type language struct {
	texts int
	past  int                  // texts of earlier days that are counted with them, as holding none of their terms
	held  [termParts]*termPart // in how many texts each term stands
	stop  stopWords            // nil where there is a stop list
}

// termParts is a power of two; the last half of the parts are of pairs of words.
const (
	termParts = 16
	partShift = 32 - 4
)

func newLanguage() *language {
	l := &language{}
	for part := range l.held {
		l.held[part] = newTermPart()
	}
	return l
}

// holding returns how many texts hold a term.
func (l *language) holding(of term) int32 { return l.held[of>>partShift].holding(of) }

// take counts the terms of a part of a text.
func (l *language) take(terms []term) {
	for _, t := range terms {
		l.held[t>>partShift].take(t)
	}
}

// partOf returns those of some terms, rising, that are of a part.
func partOf(terms []term, part int) []term {
	start, _ := slices.BinarySearch(terms, term(part)<<partShift)
	terms = terms[start:]
	end, _ := slices.BinarySearchFunc(terms, part+1, func(t term, part int) int { return int(t>>partShift) - part })
	return terms[:end]
}

// of returns what is known of a language, from here on.
func (c census) of(lang string) *language {
	if c[lang] == nil {
		c[lang] = newLanguage()
	}
	return c[lang]
}

// take counts a doc.
func (c census) take(d *doc) {
	l := c.of(d.lang)
	l.take(d.terms)
	l.texts++
	d.counted = true
}

// leave counts a doc no longer.
func (c census) leave(d *doc) {
	l := c[d.lang]
	l.texts--
	for _, t := range d.terms {
		l.held[t>>partShift].leave(t)
	}
	d.counted = false
}

// count takes the docs that are not counted yet. With the texts of each language are counted past texts of earlier days.
func (c census) count(docs []doc, past int, opts Options) {
	var came []*doc
	for i := range docs {
		if d := &docs[i]; !d.counted {
			c.of(d.lang).texts++
			d.counted, came = true, append(came, d)
		}
	}
	opts.Progress = Progress{} // it is told of the stage
	opts.each("", termParts, func() func(int) {
		return func(part int) {
			for _, d := range came {
				c[d.lang].take(partOf(d.terms, part))
			}
		}
	})
	for lang, l := range c {
		if l.past = past; lang != english {
			l.stop = l.frequent()
		}
	}
}

// frequent returns the words that a large share of the texts hold.
func (l *language) frequent() stopWords {
	stop := stopWords{}
	if l.texts < stopMinTexts {
		return stop
	}
	for part, held := range l.held[:termParts/2] {
		for of, texts := range held.all(part) {
			if float64(texts) > stopShare*float64(l.texts) {
				stop[of] = true
			}
		}
	}
	return stop
}

// Terms is what the texts of a window say about how common terms are.
type Terms struct{ census census }

// and returns what is known of the terms of each language, and what docs say of languages that nothing is known of.
func (t Terms) and(docs census) Terms {
	all := maps.Clone(docs)
	for lang, l := range t.census {
		if l.texts > 0 {
			all[lang] = l
		}
	}
	return Terms{all}
}

// texts returns how many texts of a language there are, 0 when none is known.
func (t Terms) texts(lang string) int {
	if l := t.census[lang]; l != nil && l.texts > 0 {
		return l.texts + l.past
	}
	return 0
}

// holding returns how many texts of a language hold a term that at least one holds.
func (t Terms) holding(of term, lang string) int {
	if l := t.census[lang]; l != nil {
		return max(int(l.holding(of)), 1)
	}
	return 1
}

// each appends in how many texts of a language each of some terms stands, all of which at least one holds.
func (t Terms) each(texts []int32, terms []term, lang string) []int32 {
	if l := t.census[lang]; l != nil {
		return l.each(texts, terms)
	}
	return append(texts, slices.Repeat([]int32{1}, len(terms))...)
}

// each appends in how many texts each of some terms stands, 1 for one that none holds. To ask for them one after another is several times as
// fast as to reckon with each in between: the next need not wait for the last one's memory.
func (l *language) each(texts []int32, terms []term) []int32 {
	for _, of := range terms {
		texts = append(texts, max(l.holding(of), 1))
	}
	return texts
}

// stop returns the stop words of a language without a stop list.
func (t Terms) stop(lang string) stopWords {
	if l := t.census[lang]; l != nil {
		return l.stop
	}
	return nil
}

// termTable holds a number above zero for each of some terms.
type termTable struct {
	slots []termSlot // a power of two of them, at most two in three in use
	used  int
}

// termSlot is free as long as its number is zero.
type termSlot struct {
	term term
	n    int32
}

// vacated is the number of a term that has none any more, and keeps its slot for the sake of those behind it.
const vacated = -1

// newTermTable returns a table with room for so many terms; it grows when there are more.
func newTermTable(terms int) *termTable {
	return &termTable{slots: make([]termSlot, 1<<bits.Len(uint(max(terms*3/2, 64))))}
}

// find returns the number of a term, 0 or less if it has none.
func (t *termTable) find(of term) int32 {
	last := uint32(len(t.slots) - 1)
	for at := uint32(of); ; at++ {
		if s := &t.slots[at&last]; s.term == of || s.n == 0 {
			return s.n
		}
	}
}

// at returns the slot of a term, which is good until another term is asked for: whoever asks gives it a number.
func (t *termTable) at(of term) *termSlot {
	last := uint32(len(t.slots) - 1)
	for at := uint32(of); ; at++ {
		switch s := &t.slots[at&last]; {
		case s.n != 0 && s.term == of:
			return s
		case s.n == 0 && 3*t.used >= 2*len(t.slots):
			t.grow()
			return t.at(of)
		case s.n == 0:
			s.term = of
			t.used++
			return s
		}
	}
}

func (t *termTable) grow() {
	was := t.slots
	*t = termTable{slots: make([]termSlot, 2*len(was))}
	for _, s := range was {
		if s.n > 0 {
			t.at(s.term).n = s.n
		}
	}
}
