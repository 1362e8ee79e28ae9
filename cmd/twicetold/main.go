// Command twicetold reads news articles from many outlets, folds the copies, groups the reports of one
// event into stories, and shows for each who reported what, when, and who only reprinted it.
//
// This package is the command line: main.go and root.go run it, each command has a file (cluster.go,
// eval.go, nightly.go, stories.go and so on; merge, split, move and undo are in correct.go, why they are refused in
// correctrefusal.go; searchclause.go looks at a query before it is put), read.go reads the inputs for them,
// progress.go shows how far they are. archive.go opens the archive for them, creation.go makes it, care.go opens
// it for those that take care of it; job.go is what nightly and regroup have in common. coverage.go holds an archive
// against an outlet, with text in coveragetext.go and JSON in coveragedocument.go; sourcesimport.go brings in a table of
// outlets, outlets.go finds those that are named, csv.go writes tables. What the others print is
// made in document.go (JSON) and report.go (text), a story's part of it in storytext.go with its times in
// storytimes.go, its evidence in storywhy.go, its timeline in storyentries.go, its facts in storyfacts.go and its graph in storygraph.go,
// on the page of page.go. operands.go reads the two articles of compare, which comparetext.go, comparejson.go and comparehtml.go
// show, with their passages of marked.go, and of why, which whytext.go and whyjson.go show. revisions.go and revisionspage.go
// show what became of one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // --tz on machines that have no table of zones

	"github.com/twicetold/twicetold/index"
)

// Exit codes.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitInput   = 3 // an input could not be read, or too many records were skipped
	exitBusy    = 4 // another process writes the archive
	exitDamaged = 5 // a file of the archive can't be trusted
	exitSignal  = 128
	programName = "twicetold"
)

const clearLine = "\r\x1b[K"

func main() {
	log.SetOutput(io.Discard) // there Bleve tells that a file it comes to remove is gone already; its errors it returns
	ctx, stop := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		stop(&stopped{s})
		s = <-signals // asked twice
		os.Exit(exitSignal + int(s.(syscall.Signal)))
	}()
	os.Exit(run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr}))
}

// stdio is where a command reads from and writes to.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// stopped is the cause of a context that a signal ended.
type stopped struct{ signal os.Signal }

func (s *stopped) Error() string { return "stopped: " + s.signal.String() }

// usageError is a command line that can't be carried out as it stands.
type usageError struct{ error }

// inputError says that what was read is not all that was asked for.
type inputError struct{ error }

// damageError says that an archive was looked at and is damaged.
type damageError struct{ error }

// toldError is an error that stands in the log already.
type toldError struct{ err error }

func (e *toldError) Error() string { return e.err.Error() }
func (e *toldError) Unwrap() error { return e.err }

// run carries out one command line and returns its exit code. The error, with what to do about it,
// goes to stderr.
func run(ctx context.Context, args []string, std stdio) int {
	root := newRootCommand(std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var told *toldError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &told):
		return exitCode(err)
	case errors.Is(err, syscall.EPIPE):
		// Whoever reads along has had enough. Where SIGPIPE is not ignored it ends the program, as silently.
		return exitSignal + int(syscall.SIGPIPE)
	}
	if isTerminal(std.err) {
		fmt.Fprint(std.err, clearLine) // a bar may stand there
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(std.err, "%s: %s\n", programName, clean(line))
	}
	return exitCode(err)
}

// interruptible carries out what keeps nothing, but no longer than until ctx ends: what then still runs,
// the grouping or a read that waits for input, ends with the program.
func interruptible(ctx context.Context, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func exitCode(err error) int {
	var byInput inputError
	var byUsage usageError
	var bySignal *stopped
	var byOther *index.BusyError
	var byDamage damageError
	var atDamage *index.DamagedError
	switch {
	case errors.As(err, &bySignal):
		return exitSignal + int(bySignal.signal.(syscall.Signal))
	case errors.As(err, &byUsage):
		return exitUsage
	case errors.As(err, &byInput):
		return exitInput
	case errors.As(err, &byDamage), errors.As(err, &atDamage):
		return exitDamaged
	case errors.As(err, &byOther):
		return exitBusy
	}
	return exitFailed
}
