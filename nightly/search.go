package nightly

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/twicetold/twicetold/cluster"
)

// search brings the search shards up to the record, from wherever an earlier run left them.
func (n *night) search(ctx context.Context, stage string) error {
	n.stages.begin(stage, n.opts)
	findings, err := n.archive.Index(ctx, SearchTerms)
	for _, f := range findings {
		n.opts.Log.Warn(f.Do, "file", f.File, "what", f.What)
	}
	return err
}

// tellAhead tells the log what went wrong with indexing beside the grouping, if anything did but that the run is stopped. That
// fails no run: the search stage does it all again.
func (n *night) tellAhead(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		n.opts.Log.Warn("articles were not indexed beside the grouping", "why", err)
	}
}

// SearchTerms returns the terms by which a closed story is found again, given its profile.
func SearchTerms(profile []byte) ([]string, error) {
	p, err := cluster.DecodeProfile(profile)
	return p.Terms(profileTerms), err
}

// measure completes the summary with what the archive says of itself.
func (n *night) measure() error {
	n.stages.begin("summary", n.opts)
	var err error
	if n.summary.Edits.Pending, err = countPending(n.archive); err != nil {
		return err
	}
	if n.opts.DryRun { // what it obeyed waits on
		n.summary.Edits.Pending -= n.obeyed
	}
	if n.summary.Sources, err = n.sources(); err != nil {
		return err
	}
	n.summary.Bytes, err = n.archive.Sizes()
	return err
}

// sources returns what each source sent tonight, and what it usually does.
func (n *night) sources() ([]Source, error) {
	usual, err := n.archive.UsualLevels()
	if err != nil {
		return nil, err
	}
	for name := range n.sent { // a dry run leaves no trace of new ones
		usual[name] += 0
	}
	var sources []Source
	for _, name := range slices.Sorted(maps.Keys(usual)) {
		if n.sent[name] > 0 || usual[name] > 0 {
			sources = append(sources, Source{name, n.sent[name], usual[name]})
		}
	}
	slices.SortStableFunc(sources, func(a, b Source) int { return -cmp.Compare(a.New, b.New) })
	return sources, nil
}
