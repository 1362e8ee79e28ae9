package cluster

import "slices"

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
		return restoredArticle(h.Articles[i], loose, loose || docs[t].weights == nil)
	})
	for _, text := range back.texts {
		text.fresh = text.doc.weights == nil
	}
	w.articles, w.texts, w.stories = append(w.articles, back.articles...), append(w.texts, back.texts...), append(w.stories, back.stories...)
	w.acquaint(back.texts, h.kept)
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

// acquaint makes texts that came back neighbours of those of the window that they were compared with. kept says
// which, by text.
func (w *Window) acquaint(texts []*windowText, kept []KeptText) {
	byKey := make(map[int64]*windowText, len(w.texts))
	for _, t := range w.texts {
		byKey[t.key] = t
	}
	for t, text := range texts {
		for _, n := range w.awaited[text.key] {
			meet(text, n.text, n.cosine)
		}
		for _, n := range kept[t].Near {
			if other := byKey[n.Text]; other != nil {
				meet(text, other, n.Cosine)
			} else {
				w.awaited[n.Text] = append(w.awaited[n.Text], windowNeighbour{text, n.Cosine})
			}
		}
	}
}

// meet makes two texts neighbours, unless one of them is to look for its neighbours anew.
func meet(a, b *windowText, cosine float64) {
	if !a.fresh && !b.fresh {
		a.meet(b, cosine)
		b.meet(a, cosine)
	}
}

// meet makes another text a neighbour, once.
func (t *windowText) meet(other *windowText, cosine float64) {
	if !slices.ContainsFunc(t.near, func(n windowNeighbour) bool { return n.text == other }) {
		t.near = append(t.near, windowNeighbour{other, cosine})
	}
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
func restoredArticle(a *Article, loose, words bool) *windowArticle {
	text, content := a.Text, a.Content
	w := newWindowArticle(a)
	w.Records, w.loose = nil, loose
	if words {
		w.Text, w.Content = text, content
		w.record.article.Text, w.record.content = text, content
	}
	return w
}
