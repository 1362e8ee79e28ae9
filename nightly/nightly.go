// Package nightly is the job that runs every night, between the archive (index) and what articles are to
// each other (cluster). [Run] is the list of its stages, each with a file of its own:
//
//	keep        keep.go         new articles go into the record
//	remains     remains.go      the page remains of tonight's sources
//	group       group.go        day by day: restore (restore.go) brings what is near into the window, group groups what
//	                            is new with it, save (save.go) writes what leaves, describe (describe.go) what is shown
//	settle      settle.go       ids that last, mergers, history
//	storylines  storylines.go   stories that continue one another, over months
//	close       close.go        stories that may not grow any more
//	search      search.go       the search shards are brought up to the record
//
// The shards are also caught up before the grouping, which asks them; mostly there is nothing to do. All between that and
// the search happens in one transaction. The night's records are indexed beside it, from the moment at which the remains of their
// pages are known, and the search stage lists what has been made. A run that is killed leaves no part of a grouping,
// and the next one finishes its work: it goes by what the record holds, never by what it has just read.
package nightly

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// Options say how a run goes.
type Options struct {
	Command  string    // what the run is called in the record: nightly or regroup
	Now      time.Time // that the run takes for the present
	Cluster  cluster.Options
	Articles iter.Seq2[news.Article, *ingest.Problem] // what came in; nil for nothing
	MinNew   int                                      // fewer new articles than this fail the run before it groups: a feed may be down
	DryRun   bool                                     // all is worked out and nothing kept
	Since    time.Time                                // stories with articles from this day on are grouped anew; zero for none
	Log      *slog.Logger                             // told of each stage
	Problem  func(*ingest.Problem)                    // told of what could not be read as it stood
}

// Run brings the archive, opened by index.OpenWriter, up to date with what came in. What could not be read is
// in the summary. A context that ends stops the run at the next article or day; what was kept by then is kept,
// and grouped by the next run. The error may be a *TooFewError.
func Run(ctx context.Context, a *index.Archive, opts Options) (Summary, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	n := &night{archive: a, opts: opts, summary: Summary{Now: opts.Now.UTC(), DryRun: opts.DryRun}, sent: map[string]int{}}
	err := n.run(ctx)
	n.stages.end(&n.summary)
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, ctx.Err()) && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err) // the archive only says that it was stopped
	}
	return n.summary, err
}

// night is one run.
type night struct {
	archive *index.Archive
	opts    Options
	stages  stages
	summary Summary
	sent    map[string]int // new articles by source
	obeyed  int            // edits and undos
}

func (n *night) run(ctx context.Context) error {
	if n.opts.DryRun {
		return n.rehearse(ctx)
	}
	r, err := n.archive.Begin(n.opts.Command, n.opts.Now)
	if err != nil {
		return err
	}
	n.summary.Run = r.ID()
	if err := n.keep(ctx, r.Keep); err != nil {
		return err
	}
	if err := n.search(ctx, "catch up"); err != nil { // what a killed run left: grouping asks the shards
		return err
	}
	defer func() { n.tellAhead(ctx, n.archive.StopAhead()) }()
	err = r.Group(ctx, func(g *index.Grouping) error { return n.group(ctx, g) })
	if few := (*TooFewError)(nil); errors.As(err, &few) {
		return few
	}
	if err != nil {
		return err
	}
	if err := n.search(ctx, "search"); err != nil {
		return err
	}
	if err := n.measure(); err != nil {
		return err
	}
	return r.Finish(n.summary)
}

// rehearse does all of a run but for the search shards in a transaction that is taken back.
func (n *night) rehearse(ctx context.Context) error {
	err := n.archive.Rehearse(ctx, n.opts.Now, func(g *index.Grouping) error {
		if err := n.keep(ctx, g.Keep); err != nil {
			return err
		}
		return n.group(ctx, g)
	})
	if err != nil {
		return err
	}
	return n.measure()
}

// TooFewError says that fewer articles wait to be grouped, new ones and those of earlier runs, than the operator
// expects. Grouping them is left to the next run.
type TooFewError struct{ New, Min int }

func (e *TooFewError) Error() string {
	return fmt.Sprintf("articles to group: %d, fewer than %d: is a source down? What came in is kept; run again when more is there, or without --min-new", e.New, e.Min)
}

// Constraints returns what edits ask of the grouping.
func Constraints(edits []index.Edit) []cluster.Constraint {
	var list []cluster.Constraint
	for _, e := range edits {
		switch e.Kind {
		case "merge":
			list = append(list, cluster.Constraint{Edit: e.ID, Must: true, Left: e.Left, Right: e.Right})
		case "split":
			list = append(list, cluster.Constraint{Edit: e.ID, Left: e.Left, Right: e.Right})
		case "move":
			list = append(list, cluster.Constraint{Edit: e.ID, Must: true, Left: e.Left, Right: e.Right},
				cluster.Constraint{Edit: e.ID, Left: e.Left, Right: e.Apart})
		}
	}
	return list
}
