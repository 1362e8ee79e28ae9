package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Describe works out what is shown of kept stories: copies, headlines, evidence and timelines. terms is what
// the texts of their time say about terms; the zero value leaves that to the stories themselves. Evidence
// is told between the texts of a story as they are now, most like each other first.
func Describe(stories []KeptStory, remains *news.Remains, terms Terms, opts Options) Grouping {
	h := hydrate(stories, remains, opts)
	h.findOrigins(opts.Near)
	c := newComparison(len(h.Texts))
	all := make([]int, len(h.Texts))
	for t := range all {
		all[t] = t
	}
	c.read(all, &h.Grouping, opts)
	if c.Terms = terms; terms.texts == nil {
		c.stop = findStopWords(c.docs)
		c.words, c.texts = newVocabulary(c.docs), textsByLanguage(c.docs)
	}
	c.dropStopWords(h.Articles)
	weigh(c.docs, c.Terms, opts.Background)
	c.vectors = newVectors(c.docs, c.words)
	c.findNeighbours(opts)
	c.blocs = alone(len(h.Texts))
	every := make([]bool, len(h.Texts))
	for t := range every {
		every[t] = true
	}
	c.edges = newEdges(c.nearest(every), c.vectors, c.times(), func(a, b int) bool { return h.Texts[a].Story == h.Texts[b].Story })
	h.noteClosest(c)
	h.listArticles()
	for s, p := range c.profiles(&h.Grouping, opts) {
		h.Stories[s].Profile = p
	}
	h.Grouping.provenance(c, opts)
	return h.Grouping
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
	r := newRecord(a, w.remains)
	article := Article{Article: a, Content: r.content, Lang: r.lang}
	d := doc{lang: article.Lang, terms: termsOf(&article, w.comparison.stop[article.Lang])}
	one := []doc{d}
	weigh(one, w.comparison.Terms, w.opts.Background)
	order := make([]int, len(d.terms.counts))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(one[0].weights[i], one[0].weights[j]) })
	wording := wordings(&article, w.comparison.stop[article.Lang])
	var words []string
	for _, k := range order {
		if c := d.terms.counts[k]; !c.bigram && len(words) < n {
			words = append(words, wording[c.term])
		}
	}
	return words
}

// Terms returns what the texts of the window say about terms.
func (w *Window) Terms() Terms { return w.comparison.Terms }

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
