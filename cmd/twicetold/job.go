package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// jobOptions are the flags of the commands that group what an archive holds: nightly and regroup.
type jobOptions struct {
	archive   archiveOptions
	now       string
	dryRun    bool
	json      bool
	logFormat string
	zone      string
}

func (o *jobOptions) addFlags(flags *pflag.FlagSet) {
	o.archive.addFlags(flags)
	flags.StringVar(&o.now, "now", "", "take this `time`, in RFC 3339, or the end of this date (UTC) for the present (default: the clock)")
	flags.BoolVar(&o.dryRun, "dry-run", false, "work out what would become of the stories and keep nothing")
	flags.BoolVar(&o.json, "json", false, "print the summary as one JSON document")
	flags.StringVar(&o.zone, "tz", "", "show times of the text in this `zone`, such as Europe/Lisbon (default: the machine's)")
	flags.StringVar(&o.logFormat, "log-format", "", "log every stage and problem to stderr, as `text|json` (default: the first problems)")
}

// job is one run on its way: what it is told and whom it tells.
type job struct {
	opts     jobOptions
	now      time.Time
	zone     *time.Location
	std      stdio
	progress *progress
	log      *slog.Logger
}

// newJob checks what the flags say.
func newJob(opts jobOptions, std stdio) (*job, error) {
	now, err := parseNow(opts.now)
	if err != nil {
		return nil, err
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return nil, err
	}
	j := &job{opts: opts, now: now, zone: zone, std: std, progress: newProgress(std)}
	switch opts.logFormat {
	case "":
		j.log = slog.New(toldLog{j})
		return j, nil
	case "text":
		j.log = slog.New(slog.NewTextHandler(std.err, nil))
	case "json":
		j.log = slog.New(slog.NewJSONHandler(std.err, nil))
	default:
		return nil, usageError{fmt.Errorf("--log-format %s: give text or json", opts.logFormat)}
	}
	j.progress.out = nil // a bar would tear the lines
	return j, nil
}

// parseNow reads a time, or a date, which stands for its end: all that came in on that day is past then.
func parseNow(s string) (time.Time, error) {
	if s == "" {
		return time.Now(), nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Second), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, usageError{fmt.Errorf("--now %s: give a date such as 2025-02-18 or a time such as 2025-02-18T04:00:00Z", s)}
	}
	return t, nil
}

// opening hands an archive that is open for a run to do, and closes it again.
type opening func(command string, do func(*index.Archive) error) error

// run lets a run bring an archive up to date.
func (j *job) run(ctx context.Context, open opening, opts nightly.Options) (nightly.Summary, error) {
	boundMemory()
	opts.Now, opts.DryRun, opts.Log = j.now, j.opts.dryRun, j.log
	opts.Cluster = groupOptions(j.progress)
	var summary nightly.Summary
	err := open(opts.Command, func(a *index.Archive) (err error) {
		summary, err = nightly.Run(ctx, a, opts)
		return err
	})
	j.progress.finish(io.Discard, false) // the summary tells the seconds
	return summary, err
}

// say prints a line to stderr, in the place of a bar if one stands there.
func (j *job) say(parts ...string) {
	if isTerminal(j.std.err) {
		fmt.Fprint(j.std.err, clearLine)
	}
	fmt.Fprintf(j.std.err, "%s: %s\n", programName, strings.Join(parts, ""))
}

// stoppedWith puts what remains into the error of a run that a signal ended; another error it returns as it is.
func stoppedWith(ctx context.Context, err error, remains string) error {
	cause := context.Cause(ctx)
	if err == nil || cause == nil || !errors.Is(err, context.Canceled) && !errors.Is(err, cause) {
		return err
	}
	return fmt.Errorf("%w; %s", cause, remains)
}

// end turns the error of a run into one that is told in the form of the log.
func (j *job) end(err error) error {
	if err == nil || j.opts.logFormat != "json" {
		return err
	}
	j.log.Error("failed", "error", err.Error(), "exit_status", exitCode(err))
	return &toldError{err}
}
