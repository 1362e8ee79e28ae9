package cluster

import (
	"cmp"
	"slices"
)

// doc is a text as it is compared with others: one article stands for all its copies. With copies
// left in, they would fill the neighbours of each article and every term would look shared.
type doc struct {
	article   int // the longest of the text, then the first
	lang      string
	digest    bool
	words     int       // of title and body, at most bodyWords of the body
	counts    []counted // stop words of languages without a stop list are left in, with a count of 0; nil from an earlier day
	terms     []term    // those counted, rising
	weights   []weight  // of each of the terms; nil until they are weighed
	norm      float64   // length of weights
	when      when
	instances [2]instance // by headline and by opening
	counted   bool        // in the census of the window
	keyed     bool        // it has been filed under its heaviest terms
	lightest  weight      // of these; 0 when they are few
}

// newDoc prepares a text but for its stop words.
func newDoc(t Text, articles []*Article) doc { return new(counter).newDoc(t, articles) }

func (c *counter) newDoc(t Text, articles []*Article) doc {
	d := newDocOf(t, articles)
	a := articles[d.article]
	counts, words := c.termsOf(a, nil)
	d.setCounts(counts)
	d.words, d.when.weekdays = words, namedWeekdays(a)
	return d
}

// newDocOf chooses the article that stands for a text.
func newDocOf(t Text, articles []*Article) doc {
	longest := slices.MaxFunc(t.Articles, func(i, j int) int {
		return cmp.Or(cmp.Compare(bodyLength(articles[i]), bodyLength(articles[j])), -cmp.Compare(i, j))
	})
	d := doc{article: longest, lang: articles[longest].Lang, digest: articles[longest].Digest, instances: newInstances(articles[longest])}
	d.appeared(articles[t.Articles[0]])
	return d
}

// appeared notes the first article of a text: a text is as old as its first appearance. A day that was reckoned stays while
// there is no time.
func (d *doc) appeared(first *Article) {
	if t := newTime(first.Published); t.known || !d.when.reckoned {
		d.when.days, d.when.known, d.when.crawled, d.when.reckoned = t.days, t.known, t.crawled, false
	}
}

// bodyLength returns the bytes of an article's text without page remains.
func bodyLength(a *Article) int {
	n := 0
	for _, p := range a.Content.Own {
		n += p.End - p.Start
	}
	return n
}

// dropStopWords counts the terms of a text again, now that the stop words of its language are known.
func (d *doc) dropStopWords(a *Article, stop stopWords) {
	counts, words := termsOf(a, stop)
	for _, t := range d.terms {
		if stop[t] {
			counts = append(counts, counted{term: t})
		}
	}
	slices.SortFunc(counts, func(a, b counted) int { return cmp.Compare(a.term, b.term) })
	d.setCounts(counts)
	d.words = words
}

// setCounts gives a doc its terms.
func (d *doc) setCounts(counts []counted) {
	d.counts, d.terms = counts, make([]term, len(counts))
	for k, c := range counts {
		d.terms[k] = c.term
	}
}
