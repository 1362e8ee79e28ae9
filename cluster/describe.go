package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Kept stories are described by themselves, by the notes of their texts (notes.go). Only how common a term is in their time, which
// evidence goes by, is told by the window that they were in, if there is one.

// Describe works out what is shown of kept stories: headlines, evidence, timelines and profiles. terms is what
// the texts of their time say about terms; the zero value leaves that to the stories themselves. Of a text without notes all
// articles have their records, or one of them at least, and of one with notes, too, if it is not Explained or another text that is
// not is With it. Of a text that is With none all texts of its story have them.
// Evidence that stands is not told again: it was worked out when the text joined, by what was then known of how common words are.
func Describe(stories []KeptStory, remains *news.Remains, terms Terms, opts Options) Grouping {
	h := hydrate(stories, readingKept(remains), opts)
	h.settleOrigins(opts.Near)
	h.noteWith()
	c := newComparison(len(h.Texts), opts.Tuning)
	c.read(h.withWords(), &h.Grouping, opts)
	own := census{}
	own.count(c.docs, 0, opts)
	c.Terms = terms.and(own)
	c.dropStopWords(h.Articles, own)
	weigh(c.docs, c.Terms, opts)
	c.vectors = newVectors(c.docs)
	h.listArticles()
	h.Grouping.provenance(c, opts)
	return h.Grouping
}

// settleOrigins finds which article of each text had it first, and what the others took from it; where notes were taken that is known.
func (h *hydrated) settleOrigins(near float64) {
	for t := range h.Texts {
		if h.kept[t].notes == nil {
			h.findOrigin(t, near)
			continue
		}
		h.keepOrigin(t, h.keptOrigin(t))
	}
}

// noteWith writes down which text of its story each one is closest to, as far as that is known.
func (h *hydrated) noteWith() {
	place := make(map[int64]int, len(h.Texts))
	for t, text := range h.Texts {
		place[text.Key] = t
	}
	for t, kept := range h.kept {
		if with, here := place[kept.With]; here && kept.With != 0 {
			h.Texts[t].With = with
		}
	}
}

// withWords returns the texts of which an article came with its words.
func (h *hydrated) withWords() []int {
	var texts []int
	for t, kept := range h.kept {
		if slices.ContainsFunc(kept.Articles, func(a KeptArticle) bool { return len(a.Records) > 0 }) {
			texts = append(texts, t)
		}
	}
	return texts
}

// Reread returns kept stories with the words of their articles, their copies and origins: what is left to add to
// them is what was kept of their description.
func Reread(stories []KeptStory, remains *news.Remains, opts Options) Grouping {
	h := hydrate(stories, readingKept(remains), opts)
	h.findOrigins(opts.Near)
	h.listArticles()
	return h.Grouping
}

// Show returns kept stories with the titles and words of their articles, which is all that is shown of them: what is left to add to them is
// what was kept of their description, and of each article its agency, whether it is a digest, and what it copied. Of their Content there is
// only the Title, which for an article that was given none takes remains.
func Show(stories []KeptStory, remains *news.Remains) Grouping {
	h := hydrate(stories, func(k KeptArticle, reader *news.Reader) *Article {
		return k.latest(func(a news.Article) *record {
			title := news.Title(a)
			if title == "" {
				return newRecord(a, remains, reader)
			}
			return &record{article: &a, content: &news.Content{Title: title}, digest: digest(a)}
		})
	}, Options{Workers: 1})
	for t := range h.Texts {
		h.keepOrigin(t, h.keptOrigin(t))
	}
	h.listArticles()
	return h.Grouping
}

// keptOrigin returns the place of the article that is kept as the origin of a text.
func (h *hydrated) keptOrigin(t int) int {
	articles := h.Texts[t].Articles
	return articles[max(slices.IndexFunc(articles, func(i int) bool { return h.Articles[i].Key == h.kept[t].Origin }), 0)]
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
