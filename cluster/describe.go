package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Kept stories are described by themselves: their texts are compared anew, whatever was in the window with them
// when they were made. Only how common a term is in their time is told by that window, if there is one.

// Describe works out what is shown of kept stories: copies, headlines, evidence and timelines. terms is what
// the texts of their time say about terms; the zero value leaves that to the stories themselves. Evidence
// is told between a text and the one of its story that is most like it now; of a text that comes With another it is not told
// again, for it was worked out when the text joined, and by what was then known of how common words are.
func Describe(stories []KeptStory, remains *news.Remains, terms Terms, opts Options) Grouping {
	h := hydrate(stories, remains, opts)
	h.findOrigins(opts.Near)
	c := newComparison(len(h.Texts), opts.Tuning)
	all, every := make([]int, len(h.Texts)), make([]bool, len(h.Texts))
	for t := range all {
		all[t], every[t] = t, true
	}
	c.read(all, &h.Grouping, opts)
	own := census{}
	own.count(c.docs, 0, opts)
	c.Terms = terms.and(own)
	c.dropStopWords(h.Articles, own)
	c.weigh(opts)
	c.findNeighbours(own, opts)
	c.blocs = alone(len(h.Texts))
	near := c.nearest(every)
	c.edges = c.newEdges(pairsOf(near, func(a, b int) bool { return h.Texts[a].Story == h.Texts[b].Story }), near, opts)
	h.noteClosest(c)
	h.noteExplained()
	h.listArticles()
	for s, p := range c.profiles(&h.Grouping, opts) {
		h.Stories[s].Profile = p
	}
	h.Grouping.provenance(c, opts)
	return h.Grouping
}

// noteExplained writes down which text those are with whose evidence stands.
func (h *hydrated) noteExplained() {
	place := make(map[int64]int, len(h.Texts))
	for t, text := range h.Texts {
		place[text.Key] = t
	}
	for t, kept := range h.kept {
		if with, here := place[kept.With]; here && kept.With != 0 {
			h.Texts[t].With, h.Texts[t].explained = with, true
		}
	}
}

// Reread returns kept stories with the words of their articles, their copies and origins: what is left to add to
// them is what was kept of their description.
func Reread(stories []KeptStory, remains *news.Remains, opts Options) Grouping {
	h := hydrate(stories, remains, opts)
	h.findOrigins(opts.Near)
	h.listArticles()
	return h.Grouping
}

// KeyWords returns the words of an article that weigh most in the window, heaviest first, as the article puts
// them: what to look for when others may tell the same.
func (w *Window) KeyWords(a news.Article, n int) []string {
	r := newRecord(a, w.remains, &news.Reader{})
	article := Article{Article: a, Content: *r.content, Lang: r.lang}
	stop := w.terms.stop(r.lang)
	counts, _ := termsOf(&article, stop)
	words := slices.DeleteFunc(counts, func(c counted) bool { return c.term.isPair() })
	slices.SortStableFunc(words, func(a, b counted) int {
		return -cmp.Compare(w.weight(a, r.lang), w.weight(b, r.lang))
	})
	heaviest := make([]term, min(len(words), n))
	for k := range heaviest {
		heaviest[k] = words[k].term
	}
	return wordings(&article, stop, heaviest)
}

// weight returns how much a term weighs in the window, by the background alone when it has no texts of a language.
func (w *Window) weight(c counted, lang string) float64 {
	texts := w.terms.texts(lang)
	return frequency(c.count) * w.opts.Background.idf(c, min(w.terms.holding(c.term, lang), texts), texts, lang)
}

// Terms returns what the texts of the window said about terms in the last Add. It is good until the next.
func (w *Window) Terms() Terms { return w.terms }

// noteClosest writes down which text of its story each one is closest to.
func (g *Grouping) noteClosest(c *comparison) {
	best := make([]float64, len(g.Texts))
	for _, e := range c.edges {
		if g.Texts[e.a].Story != g.Texts[e.b].Story {
			continue
		}
		for _, pair := range [][2]int{{e.a, e.b}, {e.b, e.a}} {
			if t := &g.Texts[pair[0]]; e.score > best[pair[0]] {
				best[pair[0]], t.With = e.score, pair[1]
			}
		}
	}
}
