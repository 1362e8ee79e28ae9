package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
)

// pruneOptions are the flags of prune.
type pruneOptions struct {
	archive archiveOptions
	keep    string
	yes     bool
	json    bool
}

func newPruneCommand(std stdio) *cobra.Command {
	var opts pruneOptions
	c := &cobra.Command{
		Use:   "prune --keep SPAN",
		Short: "Drop the oldest months of the archive",
		Long: `prune drops what came in longer ago than SPAN, in whole calendar months (UTC), counted from the night on
which it was kept and not from its publication. An article of which a newer version is kept stays. A story
that loses all its articles remains as an entry with headline and times, so that its id still leads
somewhere.

Without --yes it only says what would go. A SPAN is so many days, months or years: 400d, 24mo, 2y.
` + archiveHelp,
		Example: `  twicetold prune -a news --keep 2y          what would go
  twicetold prune -a news --keep 2y --yes    drop it`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runPrune(c.Context(), opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().StringVar(&opts.keep, "keep", "", "how much is kept, a `span` such as 400d, 24mo or 2y (must be given)")
	c.Flags().BoolVar(&opts.yes, "yes", false, "drop it; there is no way back but a backup")
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document: the months and how much of each kind goes")
	return c
}

// pruneDocument is what prune --json prints.
type pruneDocument struct {
	Format   string   `json:"format"`
	Done     bool     `json:"done"` // false: this would go
	Months   []string `json:"months"`
	Articles int      `json:"articles"`
	Stories  *int     `json:"stories"` // that only headline and times are left of; null while nothing is dropped
}

func runPrune(ctx context.Context, opts pruneOptions, std stdio) error {
	before, err := keptFrom(opts.keep, time.Now().UTC())
	if err != nil {
		return err
	}
	d := pruneDocument{Format: "twicetold/1", Done: opts.yes}
	if opts.yes {
		err = opts.archive.tend("prune", func(a *index.Archive) error {
			if err := d.prune(ctx, a, before); err != nil {
				return err
			}
			return followTables(ctx, a, std)
		})
	} else {
		err = opts.archive.read(func(a *index.Archive) error { return d.preview(ctx, a, before) })
	}
	if err != nil {
		return stoppedWith(ctx, err, "run it again to go on")
	}
	if opts.json {
		err = writeJSON(std.out, d)
	} else {
		err = d.text(newPage(std, nil))
	}
	if err != nil {
		return fmt.Errorf("write what goes: %w", err)
	}
	return nil
}

// keptFrom returns the moment from which on everything is kept: a span before now.
func keptFrom(span string, now time.Time) (time.Time, error) {
	if span == "" {
		return time.Time{}, usageError{errors.New("keep how much? say --keep SPAN, such as --keep 400d, 24mo or 2y")}
	}
	digits := strings.TrimRight(span, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	if err == nil && 0 < n && n < 10000 {
		switch strings.TrimPrefix(span, digits) {
		case "d":
			return now.AddDate(0, 0, -n), nil
		case "mo":
			return monthsBefore(now, n), nil
		case "y":
			return monthsBefore(now, 12*n), nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("--keep %s: give a number of days, months or years, such as 400d, 24mo or 2y", span)}
}

// monthsBefore returns the first of the month so many months ago: only the month matters, and not every
// month has a 31st.
func monthsBefore(now time.Time, n int) time.Time {
	return time.Date(now.Year(), now.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
}

func (d *pruneDocument) prune(ctx context.Context, a *index.Archive, before time.Time) (err error) {
	if d.Months, err = monthsUntil(a, before); err != nil {
		return err
	}
	dropped, err := a.Prune(ctx, before)
	if err != nil {
		return err
	}
	d.Articles, d.Stories = dropped.Articles, &dropped.Stories
	return nil
}

// preview counts what would go: the articles that have all their records in these months.
func (d *pruneDocument) preview(ctx context.Context, a *index.Archive, before time.Time) (err error) {
	if d.Months, err = monthsUntil(a, before); err != nil {
		return err
	}
	old := map[int64]int{} // records by article
	for _, month := range d.Months {
		for record, err := range a.Unindexed(month, 0) {
			if err := errors.Join(err, context.Cause(ctx)); err != nil {
				return err
			}
			old[record.Article]++
		}
	}
	for batch := range slices.Chunk(slices.Sorted(maps.Keys(old)), 1000) {
		articles, err := a.Articles(batch)
		if err != nil {
			return err
		}
		for _, article := range articles {
			if article.Records == old[article.Seq] {
				d.Articles++
			}
		}
	}
	return nil
}

// monthsUntil returns the months before the one that before lies in.
func monthsUntil(a *index.Archive, before time.Time) ([]string, error) {
	months, err := a.Months()
	if err != nil {
		return nil, err
	}
	first := before.UTC().Format("2006-01")
	gone := []string{}
	for _, month := range months {
		if month < first {
			gone = append(gone, month)
		}
	}
	return gone, nil
}

// text says what goes, or went.
func (d *pruneDocument) text(p *page) error {
	if len(d.Months) == 0 {
		p.line("nothing is that old")
		return p.flush()
	}
	first, last := d.Months[0], d.Months[len(d.Months)-1]
	when := fmt.Sprintf("%s, %s to %s", plural(len(d.Months), "month", "months"), first, last)
	if first == last {
		when = "1 month, " + first
	}
	articles := plural(d.Articles, "article", "articles")
	if d.Done {
		p.wrapped("", fmt.Sprintf("dropped %s: %s; of %s the headline and the times remain", when, articles, plural(*d.Stories, "story", "stories")))
		return p.flush()
	}
	p.wrapped("", fmt.Sprintf("would drop %s: %s; of a story that loses all of them the headline and the times remain", when, articles))
	p.line("Say --yes to drop them; there is no way back but a backup.")
	return p.flush()
}
