package nightly

import (
	"context"
	"math"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// Stories that editors have had a word on, and those that the operator wants grouped anew, are taken apart into
// their articles and made again, closed ones too; their ids are settled as always.

// obey groups the stories that pending edits are about. Edits made from now on wait for the next run.
func (g *grouping) obey(ctx context.Context) error {
	articles, err := g.pendingEdits()
	if err != nil || len(g.edited) == 0 {
		return err
	}
	g.summary.Edits.Applied = len(g.edited)
	seqs, err := g.StoriesByArticleID(articles)
	if err != nil {
		return err
	}
	stories, err := g.load(seqs, math.MinInt, true)
	if err != nil {
		return err
	}
	if err := g.restoreAround(seqs); err != nil {
		return err
	}
	g.window.Restore(stories)
	g.window.Add(nil)
	if err := g.release(ctx, math.MaxInt); err != nil {
		return err
	}
	return g.MarkApplied(g.edited)
}

// pendingEdits notes the edits and undos that no run has obeyed yet, and returns the ids of the articles that they,
// or what they undo, are about.
func (g *grouping) pendingEdits() ([]string, error) {
	edits, err := g.Edits()
	if err != nil {
		return nil, err
	}
	undos, err := g.UndonePending()
	if err != nil {
		return nil, err
	}
	all, err := g.night.archive.Edits(true)
	if err != nil {
		return nil, err
	}
	undone := map[int64]bool{}
	for _, u := range undos {
		g.edited, undone[u.Undoes] = append(g.edited, u.ID), true
	}
	var articles []string
	for _, e := range edits {
		if e.Applied == 0 {
			g.edited = append(g.edited, e.ID)
			articles = slices.Concat(articles, e.Left, e.Right, e.Apart)
		}
	}
	for _, e := range all {
		if undone[e.ID] {
			articles = slices.Concat(articles, e.Left, e.Right, e.Apart)
		}
	}
	return articles, nil
}

// restoreAround brings in the open stories of the days of edited ones: what their texts weigh shows among these.
func (g *grouping) restoreAround(edited []int64) error {
	from, to := math.MaxInt, math.MinInt
	for _, seq := range edited {
		s := g.before[seq].story
		from, to = min(from, s.FirstDay-cluster.WindowDays), max(to, s.LastDay+cluster.WindowDays)
	}
	around, err := g.OpenStories(from, to)
	if err != nil {
		return err
	}
	return g.restore(around, math.MinInt)
}

// again lets the stories that have articles since a day be grouped anew: their articles come back one by one,
// each on its day.
func (g *grouping) again(context.Context) error {
	if g.opts.Since.IsZero() {
		return nil
	}
	seqs, err := g.StoriesSince(cluster.DayOf(g.opts.Since))
	if err != nil {
		return err
	}
	for some := range slices.Chunk(seqs, describeBatch) {
		l, err := g.Load(some)
		if err != nil {
			return err
		}
		k := newKeeper(l)
		for _, s := range l.Stories {
			g.before[s.Seq] = former{story: s, texts: k.ids(s.Seq)}
			for _, t := range k.texts[s.Seq] {
				g.texts[t.Seq] = true
				for _, a := range k.articles[t.Seq] {
					g.loose[a.Day] = append(g.loose[a.Day], a)
				}
			}
		}
	}
	return nil
}

// restoreLoose brings the articles of a day that are grouped anew into the window.
func (g *grouping) restoreLoose(day int) error {
	var stories []cluster.KeptStory
	for _, a := range g.loose[day] {
		article := cluster.KeptArticle{Key: a.Seq, ID: a.ID, Lang: a.Lang}
		text := cluster.KeptText{Representative: a.Seq, Articles: []cluster.KeptArticle{article}}
		stories = append(stories, cluster.KeptStory{Texts: []cluster.KeptText{text}, Loose: true})
	}
	if err := fill(stories, g.Records); err != nil {
		return err
	}
	g.window.Restore(stories)
	return nil
}

// countPending counts the edits that were made while a run was under way.
func countPending(a *index.Archive) (int, error) {
	edits, err := a.Edits(true)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range edits {
		if e.Applied == 0 && (e.Undoes != 0 || e.UndoneBy == 0) {
			n++
		}
	}
	return n, nil
}
