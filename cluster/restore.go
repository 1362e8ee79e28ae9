package cluster

import (
	"cmp"
	"slices"
)

// Stories of the archive come back into the window as they left it: texts with the weights of their terms and
// with those neighbours that are in the window, too. A text whose features were not kept brings its words
// instead, is weighed again and looks for neighbours in the next [Window.Add]; the texts of a loose story are
// made anew there.

// Restore brings stories of the archive into the window. None of them is there yet.
func (w *Window) Restore(stories []KeptStory) {
	stories = slices.DeleteFunc(slices.Clone(stories), func(s KeptStory) bool { return len(s.Texts) == 0 })
	h := hydrate(stories, w.remains, w.opts)
	h.restoreOrigins(w.opts.Near)
	docs := make([]doc, len(h.Texts))
	for t := range docs {
		docs[t] = restoredDoc(h.kept[t], h.Texts[t], h.Articles)
	}
	back := adopt(&h.Grouping, docs, func(i int) *windowArticle {
		t := h.Articles[i].TextIndex
		loose := stories[h.Texts[t].Story].Loose
		if p := h.Articles[i].print; p != nil {
			return p.windowArticle(h.Articles[i], w.again)
		}
		return w.restoredArticle(h.Articles[i], loose, loose || docs[t].weights == nil)
	})
	for t, text := range back.texts {
		text.fresh = text.doc.weights == nil
		w.back = append(w.back, returned{text, h.kept[t].Near})
	}
	w.articles, w.texts, w.stories = append(w.articles, back.articles...), append(w.texts, back.texts...), append(w.stories, back.stories...)
}

// restoreOrigins says of recalled texts which article had them first, and finds out of the others.
func (h *hydrated) restoreOrigins(near float64) {
	for t := range h.Texts {
		if r := h.kept[t].recalled; r != nil {
			h.keepOrigin(t, h.placeOf(t, r.origin))
		} else {
			h.findOrigin(t, near)
		}
	}
}

// placeOf returns the place of an article of a text, by id.
func (h *hydrated) placeOf(t int, id string) int {
	articles := h.Texts[t].Articles
	return articles[slices.IndexFunc(articles, func(i int) bool { return h.Articles[i].ID == id })]
}

// returned is a text that came back, with the neighbours that were kept with it.
type returned struct {
	text *windowText
	near []KeptNeighbour
}

// acquaint makes the texts that came back neighbours of those of the window that they were compared with, whether this is
// kept with the one or the other. It waits until all have come, since most of their neighbours come back, too.
func (w *Window) acquaint() {
	if len(w.back) == 0 {
		return
	}
	byKey := make(map[int64]*windowText, len(w.texts))
	for _, t := range w.texts {
		byKey[t.key], t.at = t, absent
	}
	for i, b := range w.back {
		b.text.at, b.text.near = i, make([]windowNeighbour, 0, len(b.near))
	}
	for _, b := range w.back {
		for _, n := range b.near {
			if other := byKey[n.Text]; other != nil && !b.text.fresh && !other.fresh && !w.haveMet(b.text, other) {
				b.text.near = append(b.text.near, windowNeighbour{other, n.Cosine})
				other.near = append(other.near, windowNeighbour{b.text, n.Cosine})
			}
		}
	}
	w.back = nil
	for _, t := range w.texts {
		t.at = 0 // none is absent
	}
}

// haveMet reports whether a text that came back has met one of its neighbours: one that came back before it, and has it for a
// neighbour, too.
func (w *Window) haveMet(text, other *windowText) bool {
	if other.at == absent || other.at >= text.at {
		return false
	}
	_, met := slices.BinarySearchFunc(w.back[other.at].near, text.key, func(n KeptNeighbour, key int64) int { return cmp.Compare(n.Text, key) })
	return met
}

// restoredDoc restores the doc of a kept text from its features, or makes it anew.
func restoredDoc(kept KeptText, t Text, articles []*Article) doc {
	if kept.recalled != nil {
		return kept.recalled.docOf(t, articles)
	}
	d := newDocOf(t, articles)
	if d.setFeatures(kept.Features) != nil { // kept by another version, or not at all
		return newDoc(t, articles)
	}
	return d
}

// restoredArticle returns an article as it stands in the window, with its words where they will be needed. Its
// records are in the archive.
func (w *Window) restoredArticle(a *Article, loose, words bool) *windowArticle {
	kept := w.newArticle(a)
	kept.Records, kept.loose = nil, loose
	if words {
		kept.Text, kept.Content = a.Text, a.Content
		kept.record.article.Text, kept.record.content = a.Text, a.Content
	}
	return kept
}
