package cluster

import "slices"

// Stories of the archive come back into the window as they left it: texts with the weights of their terms and
// with those neighbours that are in the window, too. A text whose features were not kept brings its words
// instead, is weighed again and looks for neighbours in the next [Window.Add]; the texts of a loose story are
// made anew there.

// Restore brings stories of the archive into the window. None of them is there yet.
func (w *Window) Restore(stories []KeptStory) {
	stories = slices.DeleteFunc(slices.Clone(stories), func(s KeptStory) bool { return len(s.Texts) == 0 })
	h := hydrate(stories, readingKept(w.remains), w.opts)
	h.restoreOrigins(w.opts.Near)
	docs := make([]doc, len(h.Texts))
	for t := range docs {
		docs[t] = restoredDoc(h.kept[t], h.Texts[t], h.Articles)
	}
	again := w.again
	back := adopt(&h.Grouping, docs, func(i int) *windowArticle {
		t := h.Articles[i].TextIndex
		loose := stories[h.Texts[t].Story].Loose
		if a := h.Articles[i].was; a != nil {
			a.record.again = again
			return a
		}
		return w.restoredArticle(h.Articles[i], loose, loose || docs[t].weights == nil)
	})
	for t, text := range back.texts {
		text.fresh = text.doc.weights == nil
		w.back = append(w.back, returned{text, h.kept[t].Near})
	}
	w.numbered.give(back.texts)
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
	met, count := w.meetings()
	for i, t := range w.texts {
		if count[i] > 0 {
			t.near = slices.Grow(t.near, int(count[i]))
		}
	}
	for _, m := range met {
		a, b := w.texts[m.a], w.texts[m.b]
		a.near = append(a.near, newWindowNeighbour(b.number, m.cosine))
		b.near = append(b.near, newWindowNeighbour(a.number, m.cosine))
	}
	w.back = nil
}

// meeting is an edge of a text that has come back, to one of the window, by their places.
type meeting struct {
	a, b   int32
	before int32 // one more than the place of the last meeting that b was found in, in the same list
	cosine float64
}

// meetings returns each edge of the texts that came back once, and by text how many it has.
func (w *Window) meetings() (met []meeting, count []int32) {
	place := make(map[int64]int32, len(w.texts))
	for i, t := range w.texts {
		if !t.fresh {
			place[t.key] = int32(i)
		}
	}
	count = make([]int32, len(w.texts))
	found := make([]int32, len(w.texts))  // by text: one more than the last meeting that it was found in
	finder := make([]int32, len(w.texts)) // by text: one more than the last text that it had found before
	for i, b := range w.back {
		a := int32(len(w.texts) - len(w.back) + i) // they came last
		for k := found[a]; k > 0; k = met[k-1].before {
			finder[met[k-1].a] = a + 1
		}
		for _, n := range b.near {
			other, here := place[n.Text]
			if !here || b.text.fresh || finder[other] == a+1 {
				continue
			}
			met = append(met, meeting{a, other, found[other], n.Cosine})
			found[other] = int32(len(met))
			count[a]++
			count[other]++
		}
	}
	return met, count
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
		kept.Text, kept.Content, kept.record.article.Text = a.Text, a.Content, a.Text
	}
	return kept
}
