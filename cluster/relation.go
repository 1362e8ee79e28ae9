package cluster

import (
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Why two articles are in one story, or not, is told by grouping them once more among others of their days: what their words weigh
// and which part of them their neighbours share is known of a whole only. Two articles alone are grouped, too, as [Group] would.

// Relation is how two articles stand to each other, from the nearest on.
type Relation struct {
	Among    int        // texts that were grouped, theirs included
	One      bool       // they are versions of one article
	Text     bool       // they carry one text; what follows is empty then
	Story    bool       // they are in one story
	Pair     Pair       // of their texts
	Evidence []Evidence // what the first shares with the second, and what speaks against one event
	Linkage  float64    // of their stories when these are two: what the threshold is held against
	Veto     string     // that keeps these two apart however alike they are; "" for none
}

// Relate groups articles, of which remains are known, and tells how two of them, named by Seq, stand to each other. None is given twice.
func Relate(articles []news.Article, remains *news.Remains, a, b int64, opts Options) Relation {
	p := prepare(articles, remains, opts)
	g, pairs := p.Group(opts.Tuning)
	r := Relation{Among: len(g.Texts)}
	i, j := g.withRecord(a), g.withRecord(b)
	x, y := g.Articles[i].TextIndex, g.Articles[j].TextIndex
	if r.One, r.Text = i == j, x == y; r.Text {
		return r
	}
	r.Pair, r.Evidence = pairs.Of(x, y), pairs.Evidence(x, y)
	s, t := g.Texts[x].Story, g.Texts[y].Story
	if r.Story = s == t; !r.Story {
		r.Linkage, r.Veto = pairs.Linkage(s, t), pairs.Veto(s, t)
	}
	return r
}

// withRecord returns the article that has a record.
func (g *Grouping) withRecord(seq int64) int {
	return slices.IndexFunc(g.Articles, func(a *Article) bool {
		return slices.ContainsFunc(a.Records, func(r Record) bool { return r.Seq == seq })
	})
}
