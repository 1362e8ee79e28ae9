package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/nightly"
)

// nightlyOptions are the flags of nightly.
type nightlyOptions struct {
	job     jobOptions
	input   inputOptions
	minNew  int
	metrics string
}

func newNightlyCommand(std stdio) *cobra.Command {
	var opts nightlyOptions
	c := &cobra.Command{
		Use:   "nightly [INPUT...]",
		Short: "Bring the archive up to date with what came in",
		Long: `nightly keeps what is new in the inputs, groups it with the stories of the archive, obeys editors'
corrections, brings the search up to date and prints one summary. The first run makes the archive.

It is safe to repeat: what is known already is passed over. It is safe to stop or kill: articles are kept
in batches, the grouping is one transaction, and the next run goes by what the archive holds and finishes
what is left. Without INPUT it does just that: it groups what an earlier run left and obeys corrections.

While one run writes an archive a second one ends at once with exit status 4. Reading goes on meanwhile.
` + archiveHelp,
		Example: `  twicetold nightly --archive news incoming/
  twicetold nightly -a news --min-new 500 --metrics-file news.prom incoming/   for a timer or cron
  twicetold nightly -a news --now 2025-02-18 old/2025-02-18.jsonl.gz           a night made up for
  twicetold nightly -a news                                                    finish what was left`,
		RunE: func(c *cobra.Command, args []string) error { return runNightly(c.Context(), args, opts, std) },
	}
	opts.job.addFlags(c.Flags())
	c.Flags().IntVar(&opts.minNew, "min-new", 0, "fail before grouping when fewer articles than this `number` wait for it: a source may be down")
	c.Flags().StringVar(&opts.metrics, "metrics-file", "", "write the figures of the run to this `file` for the textfile collector of Prometheus")
	opts.input.addFlags(c.Flags())
	return c
}

func (o *nightlyOptions) validate(inputs []string) error {
	switch {
	case o.minNew < 0:
		return usageError{fmt.Errorf("--min-new %d: give a number of articles, 0 or more", o.minNew)}
	case o.minNew > 0 && len(inputs) == 0:
		return usageError{errors.New("--min-new: no INPUT is given that could bring new articles")}
	case o.metrics != "" && !isFolder(filepath.Dir(o.metrics)):
		return usageError{fmt.Errorf("--metrics-file %s: there is no folder %s", o.metrics, filepath.Dir(o.metrics))}
	case o.metrics != "" && o.job.dryRun:
		return usageError{errors.New("--metrics-file and --dry-run: give one of them; a dry run is no run to watch")}
	}
	return o.input.validate()
}

func runNightly(ctx context.Context, args []string, opts nightlyOptions, std stdio) error {
	if err := opts.validate(args); err != nil {
		return err
	}
	j, err := newJob(opts.job, std)
	if err != nil {
		return err
	}
	return j.end(j.night(ctx, args, opts))
}

// night is the run over the inputs, from their opening to the summary.
func (j *job) night(ctx context.Context, inputs []string, opts nightlyOptions) error {
	found := &problems{job: j}
	run := nightly.Options{Command: "nightly", MinNew: opts.minNew, Problem: found.add}
	if len(inputs) > 0 {
		stdin := j.std.in
		if slices.Contains(inputs, "-") {
			stdin = stoppable(ctx, stdin)
		}
		read := ingest.Options{MaxRecord: opts.input.maxRecord, Progress: j.progress.reading}
		run.Articles = withEmptyFolders(ingest.Read(ctx, inputs, stdin, read), inputs)
	}
	summary, err := j.run(ctx, j.opening(inputs, found), run)
	found.more()
	var few *nightly.TooFewError
	o := outcome{Summary: summary, Unreadable: found.counts[ingest.Unreadable], Grouped: !errors.As(err, &few), fed: len(inputs) > 0}
	switch {
	case !o.Grouped: // all else is done, and is told
	case err != nil:
		return stoppedWith(ctx, err, j.remains())
	default:
		err = found.verdict(summary.Articles.Read, opts.input.maxSkipped)
		if opts.metrics != "" {
			err = errors.Join(metrics{o, err, time.Now()}.writeTo(opts.metrics), err)
		}
	}
	return errors.Join(j.summarise(o), err)
}

// opening returns how a night opens the archive: only one with inputs makes it, and one that keeps nothing
// makes it elsewhere.
func (j *job) opening(inputs []string, found *problems) opening {
	switch archive := j.opts.archive; {
	case len(inputs) == 0:
		return archive.tend
	case j.opts.dryRun:
		return archive.rehearse
	default:
		return j.making(inputs, found)
	}
}

// remains says what a night that was stopped leaves.
func (j *job) remains() string {
	if j.opts.dryRun {
		return "nothing was kept"
	}
	return "the articles kept so far stay, and the next run of nightly goes on from there"
}

// stoppable returns a reader of stdin that ends when ctx does: a pipe that says nothing must not keep a run
// from stopping.
func stoppable(ctx context.Context, in io.Reader) io.Reader {
	r, w := io.Pipe()
	context.AfterFunc(ctx, func() { w.CloseWithError(context.Cause(ctx)) })
	go func() {
		_, err := io.Copy(w, in)
		w.CloseWithError(err)
	}()
	return r
}
