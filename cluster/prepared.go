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
}

// Prepare folds the versions and copies of a set of articles.
func Prepare(articles []news.Article, opts Options) *Prepared {
	opts.stage("remains")
	w := NewWindow(opts, news.LearnRemains(articles), nil, Past{})
	return &Prepared{*w, *w.fold(articles)}
}

// Group finds the stories that [Group] finds when its options have these constants: without ids,
// storylines, headlines, evidence and timelines. It also returns what it knows of the texts' pairs.
func (p *Prepared) Group(t Tuning) (Grouping, *Pairs) {
	w := p.window
	w.opts.Tuning = t
	g := Grouping{Articles: p.folded.Articles, Texts: slices.Clone(p.folded.Texts)}
	c := w.relate(&g, 0, true)
	g.listArticles()
	g.sortStories()
	return g, newPairs(g, c, w.opts)
}
