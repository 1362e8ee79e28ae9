package nightly

import (
	"cmp"
	"context"
	"slices"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// keepBatch is how many articles are kept in a transaction: a commit costs as much as a hundred articles, and
// this many of them are little to read again after a kill.
const keepBatch = 1000

// keep takes in what came in, batch by batch.
func (n *night) keep(ctx context.Context, keep func(context.Context, []news.Article) (index.Counts, error)) error {
	n.stages.begin("keep", n.opts)
	var batch []news.Article
	flush := func() error {
		counts, err := keep(ctx, batch)
		batch = batch[:0]
		n.summary.Articles.New += counts.New
		n.summary.Articles.Known += counts.Known
		n.summary.Articles.Forgotten += counts.Forgotten
		return err
	}
	reasons := map[string]int{}
	if n.opts.Articles != nil {
		for a, problem := range n.opts.Articles {
			if n.note(problem, reasons) {
				batch = append(batch, a)
			}
			if len(batch) == keepBatch {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	n.summary.Skipped = sortedReasons(reasons)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// note counts a step of the inputs and reports whether there is an article in it.
func (n *night) note(problem *ingest.Problem, reasons map[string]int) bool {
	if problem != nil && n.opts.Problem != nil {
		n.opts.Problem(problem)
	}
	if problem == nil || problem.Kind == ingest.Warning {
		n.summary.Articles.Read++
		return true
	}
	if problem.Kind == ingest.Skipped {
		n.summary.Articles.Read++
		n.summary.Articles.Skipped++
		reasons[problem.Reason]++
	}
	return false
}

func sortedReasons(reasons map[string]int) []Reason {
	list := []Reason{}
	for reason, count := range reasons {
		list = append(list, Reason{reason, count})
	}
	slices.SortFunc(list, func(a, b Reason) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}
