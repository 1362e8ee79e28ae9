package cluster

import (
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Prepared is a set of articles in which versions and copies are folded: what is left to do depends on the
// constants, and can be done again with others. It is for those who measure the grouping; [Group] goes
// through the same stages and also says what each story tells.
type Prepared struct {
	window Window
	folded Grouping
	links  []Link
}

// Link is a verified pair of copies, exact or near, before they are grouped.
type Link struct {
	A, B    string  // ids as given
	Jaccard float64 // of their shingles
}

// Prepare folds the versions and copies of a set of articles.
func Prepare(articles []news.Article, opts Options) *Prepared {
	opts.stage("remains")
	return prepare(articles, news.LearnRemains(articles), opts)
}

// prepare is Prepare with known remains.
func prepare(articles []news.Article, remains *news.Remains, opts Options) *Prepared {
	w := NewWindow(opts, remains, nil, Past{})
	records, links := w.linked(articles)
	p := &Prepared{window: *w, folded: *w.foldLinked(records, links)}
	for _, l := range links {
		if !l.extract {
			p.links = append(p.links, Link{records[l.a].article.ID, records[l.b].article.ID, l.jaccard})
		}
	}
	return p
}

// Links returns the copies of the set, in order.
func (p *Prepared) Links() []Link { return p.links }

// Folded returns the articles and texts of the set.
func (p *Prepared) Folded() Grouping { return p.folded }

// Group finds the stories that [Group] finds when its options have these constants: without ids,
// storylines, headlines, evidence and timelines. It also returns what it knows of the texts' pairs.
func (p *Prepared) Group(t Tuning) (Grouping, *Pairs) {
	w := p.window
	w.opts.Tuning, w.terms = t, Terms{census{}}
	g := Grouping{Articles: p.folded.Articles, Texts: slices.Clone(p.folded.Texts)}
	c := w.relate(&g, 0, true)
	g.listArticles()
	g.sortStories()
	return g, newPairs(g, c, w.opts)
}
