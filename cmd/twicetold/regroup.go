package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// regroupOptions are the flags of regroup.
type regroupOptions struct {
	job   jobOptions
	since string
}

func newRegroupCommand(std stdio) *cobra.Command {
	var opts regroupOptions
	c := &cobra.Command{
		Use:   "regroup --since DAY",
		Short: "Group the stories since a day anew",
		Long: `regroup takes the stories with a report on this day or later apart and groups their articles anew, as
after an update of the program that groups better. Stories keep their ids as far as they are the same,
editors' corrections are obeyed, and the history says what changed. It takes about as long as the nights
of that time took together; --dry-run says beforehand what would change.

A DAY is a day, a month or a year in UTC, such as 2026-03-08, 2026-03 or 2026, or so many days ago: 30d.
` + archiveHelp,
		Example: `  twicetold regroup -a news --since 30d --dry-run
  twicetold regroup -a news --since 2025-02-01`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runRegroup(c.Context(), opts, std) },
	}
	opts.job.addFlags(c.Flags())
	c.Flags().StringVar(&opts.since, "since", "", "group the stories anew that have a report on this `day` or later (must be given)")
	return c
}

func runRegroup(ctx context.Context, opts regroupOptions, std stdio) error {
	if opts.since == "" {
		return usageError{errors.New("regroup since when? say --since DAY, such as --since 2025-02-01 or --since 30d")}
	}
	j, err := newJob(opts.job, std)
	if err != nil {
		return err
	}
	since, _, err := parseDay("--since", opts.since, j.now.UTC())
	if err != nil {
		return err
	}
	apart := 0
	counting := func(command string, do func(*index.Archive) error) error {
		return opts.job.archive.tend(command, func(a *index.Archive) (err error) {
			if apart, err = countSince(ctx, a, since); err != nil {
				return err
			}
			return do(a)
		})
	}
	summary, err := j.run(ctx, counting, nightly.Options{Command: "regroup", Since: since})
	if err != nil {
		return j.end(stoppedWith(ctx, err, "the stories are as they were"))
	}
	return j.end(j.summarise(outcome{Summary: summary, Grouped: true, apart: apart, regrouped: true}))
}

// countSince counts the stories with a report since a time.
func countSince(ctx context.Context, a *index.Archive, since time.Time) (int, error) {
	n := 0
	for _, err := range a.Stories(ctx, index.StoryQuery{Since: since, All: true}) {
		if err != nil {
			return 0, fmt.Errorf("count stories: %w", err)
		}
		n++
	}
	return n, nil
}
