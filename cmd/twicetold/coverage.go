package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// coverageOptions are the flags of coverage.
type coverageOptions struct {
	archive      archiveOptions
	us           []string
	since, until string
	minTexts     int
	limit        int
	json, csv    bool
	zone         string
}

// Unasked, two texts make a story worth having, and so many of a kind are listed.
const (
	wantedTexts    = 2
	listedCoverage = 20
)

func newCoverageCommand(std stdio) *cobra.Command {
	var opts coverageOptions
	c := &cobra.Command{
		Use:   "coverage --us SOURCE...",
		Short: "What an outlet missed, had late, had first, had alone",
		Long: `coverage holds the stories of an archive against what one outlet had of them, or several: which it missed,
in which another was before it and by how long, which are no text of its own but an agency's or another
outlet's, which it had first or alone, and at last which outlet had what when: its own in the first column,
then those with most of the stories shown. There = marks a text of others.

Only stories of --min-texts independent texts or more count: a reprint is no confirmation. "first" and "late"
are said when the times prove them, by how much only between times of one precision, and a time that is missing
or a crawl's proves nothing: such stories are undecided. An outlet may be named by an alias or a domain, and a
family by its name, as "sources import" has brought them in. For DAY see stories.

--csv prints the whole table for a spreadsheet: a story a line, an outlet a column, times as in --tz.
` + archiveHelp,
		Example: `  twicetold coverage -a news --us 'Alder Daily' --since 1d
  twicetold coverage -a news --us 'Alder Daily,Port Alder Ledger' --min-texts 3 --csv > march.csv
  twicetold coverage -a news --us 'Alder Daily' --json | jq '.stories[] | select(.standing == "missed").id'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return interruptible(c.Context(), func() error { return runCoverage(c.Context(), opts, std) })
		},
	}
	flags := c.Flags()
	opts.archive.addFlags(flags)
	flags.StringArrayVar(&opts.us, "us", nil, "whose coverage: an `outlet` or a family, again or after a comma for more (must be given)")
	flags.StringVar(&opts.since, "since", "", "only stories with a report on this `day` or later")
	flags.StringVar(&opts.until, "until", "", "only stories with a report on this `day` or earlier")
	flags.IntVar(&opts.minTexts, "min-texts", wantedTexts, "only stories of this `number` of independent texts or more")
	flags.IntVar(&opts.limit, "limit", listedCoverage, "list at most this `number` of stories of a kind, 0 for all (--csv and --json have all)")
	flags.BoolVar(&opts.csv, "csv", false, "print the table of stories and outlets for a spreadsheet")
	flags.BoolVar(&opts.json, "json", false, "print one JSON document")
	flags.StringVar(&opts.zone, "tz", "", "days and times are those of this `zone`, such as Europe/Lisbon (default: the machine's)")
	return c
}

func (o coverageOptions) validate() error {
	switch {
	case len(o.us) == 0:
		return usageError{errors.New("whose coverage? say --us OUTLET, such as --us 'Alder Daily'; `" + programName + " sources` lists the outlets")}
	case o.minTexts < 1:
		return usageError{fmt.Errorf("--min-texts %d: give a number of texts, 1 or more", o.minTexts)}
	case o.limit < 0:
		return usageError{fmt.Errorf("--limit %d: give a number of stories, or 0 for all", o.limit)}
	case o.json && o.csv:
		return usageError{errors.New("--json and --csv: one of the two")}
	}
	return nil
}

func runCoverage(ctx context.Context, opts coverageOptions, std stdio) error {
	if err := opts.validate(); err != nil {
		return err
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	q, err := storiesOptions{since: opts.since, until: opts.until, sort: "latest"}.query(time.Now().In(zone))
	if err != nil {
		return err
	}
	q.MinTexts, q.All = opts.minTexts, opts.minTexts == 1
	return opts.archive.read(func(a *index.Archive) error {
		c, err := readCoverage(ctx, a, q, opts)
		switch {
		case err != nil:
			return err
		case opts.json:
			return writeJSON(std.out, newCoverageDocument(c))
		case opts.csv:
			return writeCSV(std.out, c.rows(zone))
		}
		return c.write(newPage(std, zone), opts.limit)
	})
}

// coverage is how outlets covered the stories of a query.
type coverage struct {
	query   index.StoryQuery
	us      []string
	stories []coveredStory // latest first, those without a time last
	outlets []string       // that are in one: ours, then those with most stories
	singles int            // stories of one article that only we have, and that are not among the stories
	waiting int            // articles that wait to be grouped
}

type coveredStory struct {
	index.Story
	cluster.Coverage
}

func readCoverage(ctx context.Context, a *index.Archive, q index.StoryQuery, opts coverageOptions) (coverage, error) {
	r, err := newRoster(a)
	if err != nil {
		return coverage{}, err
	}
	c := coverage{query: q}
	if c.us, err = r.ours(opts.us); err != nil {
		return c, err
	}
	covered, err := a.Covered(ctx, q)
	if err != nil {
		return c, err
	}
	voices := r.voices()
	for _, s := range covered {
		if !slices.ContainsFunc(s.Reports, func(r index.Report) bool { return !r.Digest }) {
			continue // what tells of many events is no story to have
		}
		c.stories = append(c.stories, coveredStory{s.Story, cluster.Cover(voices.reports(s.Reports), c.isUs)})
	}
	slices.SortStableFunc(c.stories, func(a, b coveredStory) int { return cmp.Compare(undatedLast(a), undatedLast(b)) })
	c.outlets = c.columns()
	if c.waiting, err = a.CountPending(); err != nil {
		return c, err
	}
	if sources := r.sourcesOf(c.us); len(sources) > 0 && !q.All {
		q.Sources, q.MinTexts = sources, 0
		c.singles, err = a.CountSingles(ctx, q)
	}
	return c, err
}

// ours returns the outlets that --us names, in the order of their names.
func (r roster) ours(asked []string) ([]string, error) {
	var us []string
	for _, name := range asked {
		outlets, err := r.named("--us ", name)
		if err != nil && strings.Contains(name, ",") {
			outlets, err = nil, nil
			for part := range strings.SplitSeq(name, ",") {
				more, failed := r.named("--us ", strings.TrimSpace(part))
				outlets, err = append(outlets, more...), errors.Join(err, failed)
			}
		}
		if err != nil {
			return nil, err
		}
		us = append(us, outlets...)
	}
	slices.Sort(us)
	return slices.Compact(us), nil
}

// outletOfSource is the outlet that a source counts for, by source.
type outletOfSource map[string]string

// voices knows the sources of articles, and the other names of outlets, too.
func (r roster) voices() outletOfSource {
	voices := outletOfSource{}
	for _, name := range r.names() {
		voices[name], _ = r.Voice(name)
	}
	for _, source := range r.sources {
		voices[source], _ = r.Voice(source)
	}
	return voices
}

// reports returns the reports of a story as they count. Who credits itself credits nobody.
func (o outletOfSource) reports(rows []index.Report) []cluster.Report {
	reports := make([]cluster.Report, len(rows))
	for i, row := range rows {
		reports[i] = cluster.Report{Outlet: o[row.Source], Published: row.Published, Agency: row.Agency,
			Copied: row.Copied, From: o[row.From], Origin: row.Origin, Share: row.Share}
		if outlet, known := o[row.Agency]; known && outlet == reports[i].Outlet {
			reports[i].Agency = ""
		}
	}
	return reports
}

func (c coverage) isUs(outlet string) bool { return slices.Contains(c.us, outlet) }

// columns returns the outlets of all stories: ours, then those with most stories, at last what has no name.
func (c coverage) columns() []string {
	count := map[string]int{}
	for _, s := range c.stories {
		for _, a := range s.Outlets {
			count[a.Outlet]++
		}
	}
	var others []string
	for outlet := range count {
		if !c.isUs(outlet) {
			others = append(others, outlet)
		}
	}
	slices.SortFunc(others, func(a, b string) int {
		return cmp.Or(cmp.Compare(unnamed(a), unnamed(b)), -cmp.Compare(count[a], count[b]), cmp.Compare(a, b))
	})
	return slices.Concat(c.us, others)
}

// undatedLast is 1 for a story without a time.
func undatedLast(s coveredStory) int {
	if s.Last.Known() {
		return 0
	}
	return 1
}

// unnamed is 1 for what has no name.
func unnamed(outlet string) int {
	if outlet == "" {
		return 1
	}
	return 0
}

// of returns the stories in which we stand so.
func (c coverage) of(standing cluster.Standing) []coveredStory {
	return slices.DeleteFunc(slices.Clone(c.stories), func(s coveredStory) bool { return s.Standing != standing })
}

// taken returns the stories in which nothing of ours is our own.
func (c coverage) taken() []coveredStory {
	return slices.DeleteFunc(slices.Clone(c.stories), func(s coveredStory) bool { return s.Taken == nil })
}

// appearance returns an outlet in a story.
func (s coveredStory) appearance(outlet string) (cluster.Appearance, bool) {
	for _, a := range s.Outlets {
		if a.Outlet == outlet {
			return a, true
		}
	}
	return cluster.Appearance{}, false
}
