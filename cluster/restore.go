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

// names reports whether a text was kept with the text of a key for a neighbour.
func (r returned) names(key int64) bool {
	_, found := slices.BinarySearchFunc(r.near, key, func(n KeptNeighbour, key int64) int { return cmp.Compare(n.Text, key) })
	return found
}

// acquaint makes the texts that came back neighbours of those of the window that they were compared with, whether this is
// kept with the one or the other. It waits until all have come, since most of their neighbours come back, too.
func (w *Window) acquaint() {
	if len(w.back) == 0 {
		return
	}
	met := w.meetings()
	count := make([]int32, len(w.texts))
	first := len(w.texts) - len(w.back)
	for i, others := range met {
		for _, other := range others {
			if other != absent {
				count[first+i]++
				count[other]++
			}
		}
	}
	for i, t := range w.texts {
		if count[i] > 0 {
			t.near = slices.Grow(t.near, int(count[i]))
		}
	}
	for i, others := range met {
		a := w.back[i].text
		for k, other := range others {
			if other != absent {
				b, cosine := w.texts[other], w.back[i].near[k].Cosine
				a.near = append(a.near, newWindowNeighbour(b.number, cosine))
				b.near = append(b.near, newWindowNeighbour(a.number, cosine))
			}
		}
	}
	w.back = nil
}

// meetings returns by text that came back the place of each neighbour that was kept with it; absent for one that is not in the
// window, and for one that came back before and was kept with the same edge.
func (w *Window) meetings() [][]int32 {
	place := make(map[int64]int32, len(w.texts))
	for i, t := range w.texts {
		if !t.fresh {
			place[t.key] = int32(i)
		}
	}
	edges := 0
	for _, b := range w.back {
		edges += len(b.near)
	}
	met, room := make([][]int32, len(w.back)), make([]int32, edges)
	for i, b := range w.back {
		met[i], room = room[:len(b.near)], room[len(b.near):]
	}
	first := len(w.texts) - len(w.back) // they came last
	w.opts.within(len(w.back), func() func(int) {
		return func(i int) {
			text := w.back[i].text
			for k, n := range w.back[i].near {
				other, here := place[n.Text]
				before := int(other) - first
				if !here || text.fresh || before >= 0 && before < i && w.back[before].names(text.key) {
					other = absent
				}
				met[i][k] = other
			}
		}
	})
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
		kept.Text, kept.Content, kept.record.article.Text = a.Text, a.Content, a.Text
	}
	return kept
}
