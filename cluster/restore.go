package cluster

import "slices"

// Restore brings stories of the archive into the window. Texts without features are compared with all
// others in the next Add.
func (w *Window) Restore(stories []KeptStory) {
	h := hydrate(stories, w.remains, w.opts)
	h.findOrigins(w.opts.Near)
	articles := make([]*windowArticle, len(h.Articles))
	texts := make([]*windowText, len(h.Texts))
	byKey := map[int64]*windowText{}
	for _, t := range w.texts {
		byKey[t.Key] = t
	}
	for t, text := range h.Texts {
		d := newWindowDoc(h.kept[t], text, h.Articles)
		loose := stories[text.Story].Loose
		for _, i := range text.Articles {
			words := loose || d.weights == nil && i == d.article
			articles[i] = restored(h.Articles[i], loose, words)
			articles[i].TextIndex += len(w.texts)
			if articles[i].Copy != nil {
				articles[i].Copy.Of += len(w.articles)
			}
		}
		texts[t] = &windowText{Text: text, doc: d, docOf: articles[d.article], stands: articles[text.Representative], fresh: d.weights == nil}
		byKey[text.Key] = texts[t]
	}
	for t, text := range texts {
		for _, i := range text.Articles {
			articles[i].text = text
		}
		text.Text.Articles = shifted(text.Articles, len(w.articles))
		text.Origin, text.Representative = text.Origin+len(w.articles), text.Representative+len(w.articles)
		for _, n := range h.kept[t].Near {
			if other := byKey[n.Text]; other != nil && !text.fresh && !other.fresh {
				text.meet(other, n.Cosine)
				other.meet(text, n.Cosine)
			}
		}
	}
	for _, story := range h.Stories {
		s := &windowStory{story, texts[story.Medoid]}
		for _, t := range story.Texts {
			texts[t].story = s
		}
		s.Texts = shifted(story.Texts, len(w.texts))
		w.stories = append(w.stories, s)
	}
	w.articles, w.texts = append(w.articles, articles...), append(w.texts, texts...)
}

// meet makes another text a neighbour, once.
func (t *windowText) meet(other *windowText, cosine float64) {
	if !slices.ContainsFunc(t.near, func(n windowNeighbour) bool { return n.text == other }) {
		t.near = append(t.near, windowNeighbour{other, cosine})
	}
}

// shifted returns places that have moved by n.
func shifted(places []int, n int) []int {
	moved := make([]int, len(places))
	for i, p := range places {
		moved[i] = p + n
	}
	return moved
}

// newWindowDoc restores the doc of a kept text from its features, or makes it anew.
func newWindowDoc(kept KeptText, t Text, articles []Article) doc {
	d := newDocOf(t, articles)
	if d.setFeatures(kept.Features) != nil {
		return newDoc(t, articles)
	}
	return d
}

// restored is an article as it stands in the window, with its words where they will be needed.
func restored(a Article, loose, words bool) *windowArticle {
	text, content := a.Text, a.Content
	w := newWindowArticle(a)
	w.Records, w.loose = nil, loose
	if words {
		w.Text, w.Content = text, content
		w.record.article.Text, w.record.content = text, content
	}
	return w
}
