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
	articles, once, err := g.pendingEdits()
	if err != nil || len(g.edited) == 0 {
		return err
	}
	edits, err := g.Edits()
	if err != nil {
		return err
	}
	seqs, err := g.StoriesByArticleID(articles)
	if err != nil {
		return err
	}
	l, err := g.LoadGrouped(seqs)
	if err != nil {
		return err
	}
	stories, err := g.kept(l, math.MinInt, true)
	if err != nil {
		return err
	}
	list := Constraints(edits)
	list = append(list, holdable(list, once)...)
	plain := g.window
	g.window = cluster.NewWindow(g.cluster, g.remains, append(list, g.pieces(list, seqs)...), g.past())
	if err := g.restoreAround(seqs); err != nil {
		return err
	}
	g.window.Restore(stories)
	g.window.Settle()
	if g.unread != nil {
		return g.unread
	}
	if err := g.release(ctx, math.MaxInt); err != nil {
		return err
	}
	g.window = plain
	g.obeyed = len(g.edited)
	return g.MarkApplied(g.edited)
}

// pieces returns links by which stories come apart as a list of links says and in no other way: what it does not name
// goes with the largest part of its story, and no part joins another that nothing ties it to.
func (g *grouping) pieces(list []cluster.Constraint, stories []int64) []cluster.Constraint {
	pieces := cluster.Tied(list)
	of := map[string]int{}
	for i, piece := range pieces {
		for _, id := range piece {
			of[id] = i
		}
	}
	for _, seq := range stories {
		parts, rest := map[int]int{}, []string(nil)
		largest := -1
		for _, id := range slices.Concat(g.before[seq].texts...) {
			i, named := of[id]
			if !named {
				rest = append(rest, id)
				continue
			}
			if parts[i]++; largest < 0 || parts[i] > parts[largest] || parts[i] == parts[largest] && i < largest {
				largest = i
			}
		}
		if largest < 0 {
			largest, pieces = len(pieces), append(pieces, nil)
		}
		pieces[largest] = append(pieces[largest], rest...)
	}
	var links []cluster.Constraint
	for i, piece := range pieces {
		links = append(links, whole(piece))
		if i > 0 {
			links = append(links, cluster.Constraint{Left: piece, Right: slices.Concat(pieces[:i]...)})
		}
	}
	return links
}

// holdable returns those of the links that are to hold this once which editors' own words don't forbid.
func holdable(list, once []cluster.Constraint) []cluster.Constraint {
	var links []cluster.Constraint
	for _, link := range once {
		if cluster.Contradiction(slices.Concat(list, links, []cluster.Constraint{link})) == nil {
			links = append(links, link)
		}
	}
	return links
}

// pendingEdits notes the edits and undos that no run has obeyed yet, and returns the ids of the articles that they,
// or what they undo, are about, and links that are to hold this once: an edit takes a story apart where it says, and an
// undo puts back what was there, whatever the texts look like today.
func (g *grouping) pendingEdits() (articles []string, once []cluster.Constraint, err error) {
	edits, err := g.Edits()
	if err != nil {
		return nil, nil, err
	}
	undos, err := g.UndonePending()
	if err != nil {
		return nil, nil, err
	}
	all, err := g.night.archive.Edits(true)
	if err != nil {
		return nil, nil, err
	}
	undone := map[int64]bool{}
	for _, u := range undos {
		g.edited, undone[u.Undoes] = append(g.edited, u.ID), true
	}
	for _, e := range edits {
		if e.Applied == 0 {
			g.edited = append(g.edited, e.ID)
			g.summary.Edits.Applied++
			articles, once = slices.Concat(articles, e.Left, e.Right, e.Apart), append(once, after(e)...)
		}
	}
	for _, e := range all {
		if undone[e.ID] && e.Applied != 0 {
			g.summary.Edits.Applied++
			articles, once = slices.Concat(articles, e.Left, e.Right, e.Apart), append(once, before(e)...)
		}
	}
	return articles, once, nil
}

// after returns links that an edit leaves, besides its own.
func after(e index.Edit) []cluster.Constraint {
	if e.Kind == "split" {
		return []cluster.Constraint{whole(e.Left), whole(e.Right)}
	}
	return []cluster.Constraint{whole(e.Apart)}
}

// before returns the links that say how articles stood before an edit.
func before(e index.Edit) []cluster.Constraint {
	left := e.Left
	switch e.Kind {
	case "split":
		return []cluster.Constraint{whole(slices.Concat(e.Left, e.Right))}
	case "move":
		left = slices.Concat(e.Left, e.Apart)
	}
	return []cluster.Constraint{whole(left), whole(e.Right), {Left: left, Right: e.Right}}
}

// whole is the link that keeps articles together.
func whole(articles []string) cluster.Constraint {
	return cluster.Constraint{Must: true, Left: articles}
}

// restoreAround brings in the open stories of the days of edited ones: what their texts weigh shows among these.
func (g *grouping) restoreAround(edited []int64) error {
	stories, err := g.Stories(edited)
	if err != nil {
		return err
	}
	from, to := math.MaxInt, math.MinInt
	for _, s := range stories {
		from, to = min(from, s.FirstDay-cluster.WindowDays), max(to, s.LastDay+cluster.WindowDays)
	}
	around, err := g.OpenStories(from, to, g.today-cluster.WindowDays)
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
		l, err := g.LoadShown(some)
		if err != nil {
			return err
		}
		k := newKeeper(l)
		for _, s := range l.Stories {
			was := former{texts: k.ids(s.Seq)}
			for _, t := range k.texts[s.Seq] {
				was.keys = append(was.keys, t.Seq)
				for _, a := range k.articles[t.Seq] {
					g.loose[a.Day] = append(g.loose[a.Day], a)
				}
			}
			g.before[s.Seq] = was
		}
	}
	return nil
}

// restoreLoose brings the articles of a day that are grouped anew into the window, once.
func (g *grouping) restoreLoose(day int) error {
	var stories []cluster.KeptStory
	for _, a := range g.loose[day] {
		article := cluster.KeptArticle{Key: a.Seq, ID: a.ID, Lang: a.Lang}
		text := cluster.KeptText{Representative: a.Seq, Articles: []cluster.KeptArticle{article}}
		stories = append(stories, cluster.KeptStory{Texts: []cluster.KeptText{text}, Loose: true})
	}
	delete(g.loose, day)
	if err := fill(stories, func(*cluster.KeptArticle) bool { return true }, g.Records); err != nil {
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
