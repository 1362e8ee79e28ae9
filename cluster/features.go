package cluster

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// The features of a text are what is kept of it while it may still get company: the weights of its terms,
// worked out once, how long it is, and its articles. They are a version, the length of what tells of the terms, and that:
// the number of words, the weekdays it names, the terms, rising, and the weight of each. Behind it stand the ids of the article
// that the terms are of and of the origin, the series that it is of, the day that was reckoned for it, if one was, and the
// prints of the articles (prints.go). Numbers are little-endian, or varints. In the version before samples and signatures were twice as long.

const (
	featuresVersion = 4
	featuresHead    = 4 + 1
	featureBytes    = 4 + 2 // of a term
)

// Features returns the features of a text of a grouping that [Window.Release] handed out; nil when it came back
// without any and no Add has weighed it since.
func (g *Grouping) Features(t int) []byte {
	d := &g.Texts[t].was.doc
	if d.weights == nil {
		return nil
	}
	text := g.Texts[t].was
	return packFeatures(d, text.docOf.ID, text.origin.ID, text.articles)
}

// packFeatures returns the features of a text, given its doc, the ids of the article that this is of and of the origin, and its articles.
func packFeatures(d *doc, of, origin string, articles []*windowArticle) []byte {
	p := &packed{append(make([]byte, 0, featuresHead+len(d.weights)*featureBytes+len(articles)*printBytes), featuresVersion)}
	p.number(int64(featuresHead + len(d.weights)*featureBytes))
	p.b = appendTerms(p.b, d)
	p.text(of)
	p.text(origin)
	for _, in := range d.instances {
		p.fixed(in.series)
		p.fixed(in.which)
		p.flag(in.returns)
	}
	if p.flag(d.when.reckoned); d.when.reckoned {
		p.share(d.when.days)
	}
	p.number(int64(len(articles)))
	for _, a := range articles {
		appendPrint(p, a)
	}
	return p.b
}

// Today returns the features of a text that was recalled as they are written today, and whether they were written otherwise before: who
// asks whether a text has changed must not take that for a change.
func (t *KeptText) Today() (features []byte, otherwise bool) {
	if t.recalled == nil || t.Features[0] == featuresVersion {
		return t.Features, false
	}
	p := t.recalled
	return packFeatures(&p.doc, p.of, p.origin, p.articles), true
}

// printBytes is what a print takes at least, and mostly half of.
const printBytes = 1 << 10

func appendTerms(b []byte, d *doc) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(d.words))
	b = append(b, d.when.weekdays)
	for _, t := range d.terms {
		b = binary.LittleEndian.AppendUint32(b, uint32(t))
	}
	for _, w := range d.weights {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	return b
}

// Neighbours returns those neighbours of a text of such a grouping that leave together with it, nearest first as it was last
// grouped. All texts of the grouping have got their keys.
func (g *Grouping) Neighbours(t int) []KeptNeighbour {
	near := g.Texts[t].was.near
	near = near[:reach(near, windowNeighbour.cosine)]
	kept := make([]KeptNeighbour, 0, len(near))
	for _, n := range near {
		text := g.window.numbered.texts[n.text]
		switch at := text.at; {
		case at == asItCame:
			kept = append(kept, KeptNeighbour{text.key, n.cosine()})
		case at >= 0 && at < len(g.Texts) && g.Texts[at].was == text:
			kept = append(kept, KeptNeighbour{g.Texts[at].Key, n.cosine()})
		}
	}
	return kept
}

var errFeatures = errors.New("features of another version, or damaged")

// textPrint is what features tell of the articles of a text.
type textPrint struct {
	doc      doc    // but for its article and its time
	of       string // id of the article that the doc is of
	origin   string // id
	articles []*windowArticle
}

// Recall takes the articles of a text out of its features, and reports whether it could: else their records are needed. Its lists
// lie in the room, side by side with those of others that come back.
func (t *KeptText) Recall(room *Room) bool {
	p, ok := readFeatures(t.Features, room)
	if !ok || len(p.articles) == 0 || len(p.articles) != len(t.Articles) {
		return false
	}
	if p.find(p.of, 0) == nil || p.find(p.origin, 0) == nil {
		return false
	}
	for i := range t.Articles {
		a := p.find(t.Articles[i].ID, i)
		if a == nil {
			t.forget()
			return false
		}
		a.ID = t.Articles[i].ID // whoever knows it already has it in memory
		shareText(&a.ID, &a.record.article.ID, &a.URL, &a.record.article.URL, &a.record.canonical)
		t.Articles[i].recalled = a
	}
	t.recalled = &p
	return true
}

// find returns the print of an article by its id, nil when there is none; it looks at one place first.
func (p *textPrint) find(id string, first int) *windowArticle {
	if a := p.articles[first]; a.ID == id {
		return a
	}
	for _, a := range p.articles {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// forget takes back what an attempt to recall a text has found.
func (t *KeptText) forget() {
	for i := range t.Articles {
		t.Articles[i].recalled = nil
	}
}

// Recalled reports whether the article needs no records.
func (a *KeptArticle) Recalled() bool { return a.recalled != nil }

// readFeatures reads features, false when they are of another version, or damaged.
func readFeatures(b []byte, room *Room) (p textPrint, ok bool) {
	u := &unpacker{b: b, room: room}
	switch version := u.take(1); {
	case u.spoilt:
		return p, false
	case version[0] == featuresVersion-1:
		u.wide = true
	case version[0] != featuresVersion:
		return p, false
	}
	if p.doc.setTerms(u.take(u.number()), room) != nil {
		return p, false
	}
	p.of, p.origin = u.text(), u.text()
	for i := range p.doc.instances {
		p.doc.instances[i] = instance{u.fixed(), u.fixed(), u.flag()}
	}
	if w := &p.doc.when; u.flag() {
		w.days, w.known, w.reckoned = u.share(), true, true
		u.spoilt = u.spoilt || math.IsNaN(w.days) || math.IsInf(w.days, 0)
	}
	if n := u.number(); n >= 0 && n <= int64(len(u.b))/leastPrint {
		p.articles = make([]*windowArticle, n)
	} else {
		u.spoilt = true
	}
	for i := range p.articles {
		p.articles[i] = u.print()
	}
	return p, !u.spoilt && len(u.b) == 0
}

// docOf returns the doc of a text that came back with these articles.
func (p *textPrint) docOf(t Text, articles []*Article) doc {
	d := p.doc
	d.article = t.Articles[slices.IndexFunc(t.Articles, func(i int) bool { return articles[i].ID == p.of })]
	d.lang, d.digest = articles[d.article].Lang, articles[d.article].Digest
	d.appeared(articles[t.Articles[0]])
	return d
}

// setFeatures restores a doc but for its article and its time. After an error it is what it was.
func (d *doc) setFeatures(b []byte) error {
	p, ok := readFeatures(b, nil)
	if !ok {
		return errFeatures
	}
	d.words, d.terms, d.weights, d.norm = p.doc.words, p.doc.terms, p.doc.weights, p.doc.norm
	if d.when.weekdays = p.doc.when.weekdays; !d.when.known {
		d.when = p.doc.when
	}
	return nil
}

// setTerms is setFeatures for what tells of the terms.
func (d *doc) setTerms(b []byte, room *Room) error {
	if len(b) < featuresHead || (len(b)-featuresHead)%featureBytes != 0 {
		return errFeatures
	}
	n := (len(b) - featuresHead) / featureBytes
	terms, weights := room.forTerms(n)
	at := b[featuresHead:]
	for k := range n {
		terms[k] = term(binary.LittleEndian.Uint32(at[4*k:]))
		weights[k] = weight(binary.LittleEndian.Uint16(at[4*n+2*k:]))
		if k > 0 && terms[k] <= terms[k-1] {
			return errFeatures
		}
	}
	d.words, d.terms, d.weights, d.norm = int(binary.LittleEndian.Uint32(b)), terms, weights, norm(weights)
	d.when.weekdays = b[4]
	return nil
}
