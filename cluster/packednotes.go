package cluster

import (
	"encoding/binary"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Notes are kept as a version, language, title, whether this is guessed, the opening, the words, each a term and its weight, and the
// statements: where each stands, from the end of the last one on, when it was told, the day that it names, the terms of its words, its
// figures, and which articles of the text, by place, hold it too, and since when. A time that is that of the statement before is not told again.
// What words weigh in a sentence the background table says.

const notesVersion = 1

// TakeNotes gives a text what Describe noted of it before, and reports whether it could: else its records are needed.
func (t *KeptText) TakeNotes(b []byte) bool {
	n, ok := readNotes(b, len(t.Articles))
	if ok {
		t.notes = n
	}
	return ok
}

// pack returns notes of a text with these articles as bytes.
func (n *notes) pack(articles []int) []byte {
	p := &packed{[]byte{notesVersion}}
	p.text(n.lang)
	p.text(n.title)
	p.flag(n.guessed)
	p.text(n.opening)
	p.terms(n.words.terms)
	for _, w := range n.words.weights {
		p.b = binary.LittleEndian.AppendUint16(p.b, uint16(w))
	}
	p.number(int64(len(n.statements)))
	last, end := news.Time{}, 0
	for _, st := range n.statements {
		p.number(int64(st.at.Start - end))
		p.number(int64(st.at.End - st.at.Start))
		end = st.at.End
		p.since(st.told, &last)
		if p.flag(st.dated); st.dated {
			p.published(st.when)
		}
		p.share(st.weight)
		p.flag(st.speakerless)
		p.terms(st.words.terms)
		p.figures(st)
		p.number(int64(len(st.copies)))
		for _, c := range st.copies {
			p.number(int64(slices.Index(articles, c.article)))
			p.since(c.told, &last)
		}
	}
	return p.b
}

func (p *packed) terms(list []term) {
	p.number(int64(len(list)))
	for _, t := range list {
		p.b = binary.LittleEndian.AppendUint32(p.b, uint32(t))
	}
}

// since appends a time, or that it is the last one.
func (p *packed) since(t news.Time, last *news.Time) {
	if p.flag(t == *last); t != *last {
		p.published(t)
		*last = t
	}
}

func (p *packed) figures(st statement) {
	p.number(int64(len(st.figures)))
	for _, f := range st.figures {
		p.number(int64(f.at.Start - st.at.Start))
		p.number(int64(f.at.End - f.at.Start))
		p.text(f.Value)
		p.text(f.About)
		p.text(string(f.Bound))
		p.flag(f.Toll)
		p.flag(f.old)
	}
}

// readNotes reads notes of a text of so many articles, false when they are of another version, or damaged.
func readNotes(b []byte, articles int) (*notes, bool) {
	u := &unpacker{b: b}
	if version := u.take(1); u.spoilt || version[0] != notesVersion {
		return nil, false
	}
	n := &notes{lang: u.text(), title: u.text(), guessed: u.flag(), opening: u.text()}
	n.words.terms = u.terms()
	n.words.weights = make([]weight, len(n.words.terms))
	for k, taken := 0, u.take(2*int64(len(n.words.terms))); k < len(taken)/2; k++ {
		n.words.weights[k] = weight(binary.LittleEndian.Uint16(taken[2*k:]))
	}
	n.words.norm = norm(n.words.weights)
	n.statements = make([]statement, u.count())
	last, end := news.Time{}, 0
	for i := range n.statements {
		n.statements[i] = u.statement(&last, end, articles)
		end = n.statements[i].at.End
	}
	return n, !u.spoilt && len(u.b) == 0
}

// count takes the number of things of which each takes a byte or more.
func (u *unpacker) count() int64 {
	n := u.number()
	if n < 0 || n > int64(len(u.b)) {
		u.spoilt = true
		return 0
	}
	return n
}

// statement takes a statement that stands behind the end of another one. Its copies are told by their places.
func (u *unpacker) statement(last *news.Time, end, articles int) statement {
	var st statement
	st.at = u.span(end)
	st.told = u.since(last)
	if st.when, st.dated = st.told, u.flag(); st.dated {
		st.when = u.published()
	}
	st.weight, st.speakerless = u.share(), u.flag()
	st.words.terms = u.terms()
	st.figures = make([]telling, u.count())
	for k := range st.figures {
		f := telling{mention: mention{told: st.told, at: u.span(st.at.Start), sentence: st.at}}
		f.Value, f.About, f.Bound = u.text(), u.text(), news.Bound(u.text())
		f.Toll, f.old = u.flag(), u.flag()
		st.figures[k] = f
	}
	for range u.count() {
		place := u.number()
		if u.spoilt = u.spoilt || place < 0 || place >= int64(articles); u.spoilt {
			break
		}
		st.copied, st.copies = append(st.copied, int(place)), append(st.copies, reprint{told: u.since(last)})
	}
	return st
}

// span takes a stretch that is told from some place on.
func (u *unpacker) span(from int) news.Span {
	start := int64(from) + u.number()
	long := u.number()
	if u.spoilt = u.spoilt || start < 0 || long < 0 || start > maxTextBytes || long > maxTextBytes; u.spoilt {
		return news.Span{}
	}
	return news.Span{Start: int(start), End: int(start + long)}
}

// maxTextBytes is more than any text has.
const maxTextBytes = 1 << 31

func (u *unpacker) since(last *news.Time) news.Time {
	if !u.flag() {
		*last = u.published()
	}
	return *last
}

func (u *unpacker) terms() []term {
	taken := u.take(4 * u.count())
	list := make([]term, len(taken)/4)
	for k := range list {
		list[k] = term(binary.LittleEndian.Uint32(taken[4*k:]))
	}
	return list
}
