package nightly

import (
	"context"
	"slices"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// An article may come in months after it was published, when the stories of its days are closed. They are found by
// the words that weigh most in it, through the search shards, and opened again if it joins them.

const (
	lateWords    = 8  // that are looked for, of which an article holds two
	lateArticles = 10 // that are looked at
)

// late returns closed stories that records of a day long ago may belong to.
func (g *grouping) late(ctx context.Context, day int, records []index.Record) ([]int64, error) {
	if day >= g.today-cluster.WindowDays {
		return nil, nil
	}
	from, to := day-cluster.WindowDays, day+cluster.WindowDays
	if has, err := g.HasClosed(from, to); err != nil || !has {
		return nil, err
	}
	var alike []int64
	for _, r := range records {
		a := collected(r)
		found, err := g.searcher.LateRecords(ctx, index.Lookup{
			Words: g.window.KeyWords(a, lateWords), Lang: a.Lang, From: startOf(from), To: startOf(to + 1), Size: lateArticles})
		if err != nil {
			return nil, err
		}
		alike = append(alike, found...)
	}
	slices.Sort(alike)
	return g.StoriesOfRecords(slices.Compact(alike))
}

// startOf returns the instant at which a day begins, in UTC.
func startOf(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

func dateOf(day int) string { return startOf(day).Format(time.DateOnly) }
