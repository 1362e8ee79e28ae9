package nightly

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// Grouping goes by days of publication, in order, some of them together (stretch.go). A window is moved over them: around each day it holds the open
// stories that have a text within 14 days, those that hold an article of the same id or address as a new one,
// and, for a day so long ago that all its stories are closed, those that the search shards find to be alike.
// What has become too old leaves the window and is saved. In the end everything leaves.

// grouping is the transaction of a run.
type grouping struct {
	*night
	*index.Grouping
	reading     sync.Mutex // of what two read from while stories come back
	cluster     cluster.Options
	searcher    *index.Searcher // over the stories and articles of earlier runs
	today       int
	remains     *news.Remains
	window      *cluster.Window
	room        cluster.Room            // of what came into it
	before      map[int64]former        // stories of the archive that came into the window, by Seq
	saved       map[int64]bool          // texts that have left the window with something new, since they came last
	made        map[int64]*heir         // stories that were made, by Seq
	fresh       []int64                 // those of them that are not described yet
	closest     map[int64]int64         // by text that left the window: the one of its story that it was nearest to
	changed     map[int64]bool          // texts that the run has made, changed, or taken apart to make them again
	redescribed []int64                 // stories that stand and had lost their description
	lessened    map[string]bool         // storylines that a story was in which was replaced
	loose       map[int][]index.Article // articles that are grouped anew, by day
	waiting     []int64                 // Seqs of the records of the day at hand
	namesakes   map[int64]bool          // articles that have an id or address of a record of the stretch
	edited      []int64                 // ids of edits that are obeyed for the first time
	unread      error                   // what hindered the window from reading words
}

// group brings the stories up to date.
func (n *night) group(ctx context.Context, tx *index.Grouping) error {
	waiting, err := tx.CountPending()
	if err != nil {
		return err
	}
	if waiting < n.opts.MinNew {
		return &TooFewError{waiting, n.opts.MinNew}
	}
	n.summary.Articles.Waiting = waiting - n.summary.Articles.New
	searcher := n.archive.Searcher()
	defer searcher.Close()
	g := &grouping{night: n, Grouping: tx, searcher: searcher, today: cluster.DayOf(n.opts.Now),
		before: map[int64]former{}, saved: map[int64]bool{}, made: map[int64]*heir{}, closest: map[int64]int64{}, changed: map[int64]bool{}, lessened: map[string]bool{}, loose: map[int][]index.Article{}}
	n.stages.begin("remains", n.opts)
	if g.remains, err = learnRemains(tx); err != nil {
		return err
	}
	if !n.opts.DryRun {
		n.tellAhead(ctx, n.archive.IndexAhead(ctx, g.remains))
	}
	edits, err := g.Edits()
	if err != nil {
		return err
	}
	g.cluster = n.opts.Cluster
	g.cluster.Progress = cluster.Progress{} // of each day; the run tells of the days
	g.window = cluster.NewWindow(g.cluster, g.remains, Constraints(edits), g.past())
	n.stages.begin("group", n.opts)
	for _, stage := range []func(context.Context) error{g.obey, g.again, g.days, g.describeLeft, g.settle, g.storylines, g.close} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return nil
}

// taken returns what tells whether the archive has an article, story or storyline of an id. An archive that can't
// be read says no, and the run fails on the next thing it asks.
func (g *grouping) taken(kind string) func(id string) bool {
	return func(id string) bool {
		taken, err := g.TakenID(kind, id)
		return err == nil && taken
	}
}

// past returns what the archive knows beyond a window.
func (g *grouping) past() cluster.Past {
	return cluster.Past{Has: g.taken("article"), Before: func(day, most int) int {
		texts, err := g.CountTexts(day, most)
		if err != nil {
			return 0 // as for an id
		}
		return texts
	}, Words: func(article int64, since []int64) []news.Article {
		records, err := g.Records([]int64{article})
		g.unread = errors.Join(g.unread, err)
		if len(since) > 0 {
			more, err := g.RecordsAt(since)
			records, g.unread = append(records, more...), errors.Join(g.unread, err)
		}
		articles := make([]news.Article, len(records))
		for i, r := range records {
			articles[i] = collected(r)
		}
		return articles
	}}
}

// days groups what waits, stretch by stretch.
func (g *grouping) days(ctx context.Context) error {
	pending, err := g.PendingDays()
	if err != nil {
		return err
	}
	count := map[int]int{}
	for _, d := range pending {
		count[d.Day] = d.Records
	}
	for day, articles := range g.loose {
		count[day] += len(articles)
	}
	all := stretches(count)
	progress := g.opts.Cluster.Progress
	if progress.Stage != nil {
		progress.Stage("group", len(all))
	}
	for _, s := range all {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := g.stretch(ctx, s); err != nil {
			return fmt.Errorf("group %s: %w", s, err)
		}
		if progress.Step != nil {
			progress.Step()
		}
	}
	return g.release(ctx, math.MaxInt)
}

// stretch groups the articles of some days.
func (g *grouping) stretch(ctx context.Context, s stretch) error {
	if err := g.release(ctx, s.first()-cluster.WindowDays); err != nil {
		return err
	}
	g.stages.begin("restore", g.opts)
	around, err := g.OpenStories(s.first()-cluster.WindowDays, s.last()+cluster.WindowDays, g.today-cluster.WindowDays)
	if err != nil {
		return err
	}
	var articles []news.Article
	g.namesakes = map[int64]bool{}
	for _, day := range s.days {
		records, err := g.waitingOf(day, s)
		if err != nil {
			return err
		}
		near, err := g.nearTo(ctx, day, records)
		if err != nil {
			return err
		}
		around = append(around, near...)
		for _, r := range records {
			articles = append(articles, collected(r))
			if r.Kept.Equal(g.opts.Now) { // not by an earlier run that did not get to group it
				g.sent[r.Source]++
			}
		}
	}
	slices.Sort(around)
	if err := g.restore(slices.Compact(around), s.first()-cluster.WindowDays); err != nil {
		return err
	}
	for _, day := range s.days {
		if err := g.restoreLoose(day); err != nil {
			return err
		}
	}
	g.stages.begin("group", g.opts)
	g.window.Add(articles)
	return g.unread
}

// waitingOf returns the records of a day that a stretch brings. Those of a day are listed when its first portion is taken: some of them
// may no longer wait when the next one is.
func (g *grouping) waitingOf(day int, s stretch) ([]index.Record, error) {
	if s.skip == 0 {
		var err error
		if g.waiting, err = g.Pending(day); err != nil {
			return nil, err
		}
	}
	seqs := g.waiting[min(s.skip, len(g.waiting)):]
	if s.size >= 0 {
		seqs = seqs[:min(s.size, len(seqs))]
	}
	return g.RecordsAt(seqs)
}

// nearTo returns the stories of the archive that new records of a day may belong to whatever the day is, some more than once,
// and notes the records' namesakes.
func (g *grouping) nearTo(ctx context.Context, day int, records []index.Record) ([]int64, error) {
	namesakes, err := g.Namesakes(records)
	if err != nil {
		return nil, err
	}
	for _, article := range namesakes {
		g.namesakes[article] = true
	}
	of, err := g.StoriesOf(namesakes)
	if err != nil {
		return nil, err
	}
	late, err := g.late(ctx, day, records)
	if err != nil {
		return nil, err
	}
	return append(of, late...), nil
}

// release lets texts from before a day go, and describes the stories that were made of them when they are many.
func (g *grouping) release(ctx context.Context, before int) error {
	g.stages.begin("save", g.opts)
	if err := g.window.Release(before, g.save); err != nil {
		return err
	}
	if len(g.fresh) < describeBatch && before < math.MaxInt {
		return nil
	}
	return g.describe(ctx)
}

// collected is a record as an article; what is not known to have been collected at another time was when it was
// kept.
func collected(r index.Record) news.Article {
	a := r.Given
	a.Seq = r.Seq
	if a.Seen.IsZero() {
		a.Seen = r.Kept
	}
	return a
}
