package cluster

import (
	"time"
	"unique"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// A print is what is kept of an article while its text may still get company: all that a window holds of it but the
// shingles, so that its words need not be read again when it comes back. The shingles would be two thirds of it, and
// only those of the few articles are asked for by which a fresh one is found: they are made again of the words then
// ([Past].Words). The signature and the samples, which find candidates, are in it.
//
// The prints of a text's articles stand behind its features (features.go). Like these, they are of the page remains
// that were known when they were made.

// appendPrint appends the print of an article of the window.
func appendPrint(p *packed, a *windowArticle) {
	for _, s := range []string{
		a.ID, a.record.article.ID, a.Source, a.URL, a.Article.Title, a.Article.Article.Lang, a.Input.Name, a.Content.Title, a.Lang, a.Agency,
	} {
		p.text(s)
	}
	p.number(a.Seq)
	p.number(int64(a.Input.Record))
	p.number(int64(a.Revisions))
	p.flag(a.Digest)
	p.published(a.Published)
	p.published(a.Revised)
	p.time(a.Seen)
	if p.flag(a.Copy != nil); a.Copy != nil {
		p.number(int64(a.Copy.Kind))
		p.share(a.Copy.Share)
		p.number(int64(a.Copy.Lag))
		p.flag(a.Copy.Timed)
	}
	p.fixed(a.record.digest)
	f := &a.record.fingerprint
	p.number(int64(f.Words))
	if f.AllSamples() {
		p.hashes(f.Shingles)
	} else {
		p.samples(f.Samples)
	}
	p.hashes(f.Short)
	p.signature(&f.Signature)
}

// print takes a print as an article that is to stand in a window; its copy is without places.
func (u *unpacker) print() *windowArticle {
	var given, lang, agency string
	w := &windowArticle{}
	a := &w.Article
	for _, s := range []*string{
		&a.ID, &given, &a.Source, &a.URL, &a.Article.Title, &a.Article.Lang, &a.Input.Name, &a.Content.Title, &lang, &agency,
	} {
		*s = u.text()
	}
	a.Lang, a.Agency = lang, agency
	shareText(&a.Article.Title, &a.Content.Title)
	for _, s := range []*string{&a.Source, &a.Article.Lang, &a.Lang, &a.Input.Name, &a.Agency} {
		*s = unique.Make(*s).Value() // few of them make all
	}
	a.Seq, a.Input.Record, a.Revisions, a.Digest = u.number(), int(u.number()), int(u.number()), u.flag()
	a.Published, a.Revised, a.Seen = u.published(), u.published(), u.time()
	if u.flag() {
		a.Copy = &Copy{Kind: CopyKind(min(u.number(), int64(Extract))), Share: u.share(), Lag: time.Duration(u.number()), Timed: u.flag()}
	}
	r := &w.record
	r.digest, r.canonical, r.lang = u.fixed(), news.CanonicalURL(a.URL), a.Lang
	if r.article = &a.Article; given != a.ID || a.Revised != a.Published {
		own := a.Article
		own.ID, own.Published = given, a.Revised
		r.article = &own
	}
	f := &r.fingerprint
	f.Words = int(u.number())
	if u.wide {
		u.flag() // it follows from the words
	}
	if !f.AllSamples() {
		f.Samples = u.samples()
	} else if f.Shingles = u.hashes(); f.Shingles == nil {
		f.Shingles = []uint64{} // else they would be made again
	}
	f.Short, f.Signature = u.hashes(), u.signature()
	return w.standing()
}

// leastPrint is how many bytes a print takes at least.
const leastPrint = 2 * minhash.Slots

// shareText makes one copy do for strings that are equal.
func shareText(strings ...*string) {
	for i, s := range strings {
		for _, before := range strings[:i] {
			if *before == *s {
				*s = *before
			}
		}
	}
}

// fill sees that a record has its shingles: those that a window has let go of are made again, once. What has none
// is left with an empty list and not with nil.
func (r *record) fill() *record {
	r.fingerprint.Fill()
	if f := &r.fingerprint; f.Shingles == nil && r.again != nil {
		f.Shingles = append([]uint64{}, r.again(r.kept)...)
	}
	return r
}

// forget lets go of shingles that can be made again.
func (r *record) forget() {
	if r.again != nil {
		r.fingerprint.Forget()
	}
}

// again makes the shingles of an article of its words; nil when the archive does not give them, and then whoever moves
// the window knows why.
func (w *Window) again(a *windowArticle) []uint64 {
	var since []int64
	for _, r := range a.Records {
		since = append(since, r.Seq)
	}
	records := w.past.Words(a.Key, since)
	if len(records) == 0 {
		return nil
	}
	read := readKept(KeptArticle{ID: a.ID, Lang: a.Lang, Records: records}, w.remains, new(news.Reader))
	return read.current.fill().fingerprint.Shingles
}
