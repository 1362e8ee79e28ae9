// Command dates measures how well the dates that texts name are resolved ([news.Pieces.Dates]), on real articles.
//
//	dates sample [-seed N] FILE…                draws date expressions, to be judged by a reader
//	dates score [-half tune|check] GOLD FILE…   scores the rules on the judged sample GOLD
//
// A sample is drawn with a net far wider than the rules (net.go), traps and all, by a seed and evenly over kinds
// (sample.go). The judged sample, testdata/verdicts.tsv, names articles by id and holds nothing of their texts but the
// expressions (verdict.go), so it can only be scored where the articles are: `make dates`. It is split in two halves
// by hash: rules are made with the errors of the one, tune, and believed by the score of the other, check (score.go).
//
// Exit: 0 done; 1 failed; 2 wrong usage.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

const usage = "usage: dates sample [-seed N] FILE…, or dates score [-half tune|check] GOLD FILE…"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the command without its process. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	do, files, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "dates: %v\n%s\n", err, usage)
		return exitUsage
	}
	out := bufio.NewWriter(stdout)
	if err := errors.Join(do(out, dated(files, stdin)), out.Flush()); err != nil {
		fmt.Fprintf(stderr, "dates %s: %v\n", args[0], err)
		return exitFailed
	}
	return 0
}

// action is what a command does with the articles.
type action func(out io.Writer, articles iter.Seq2[news.Article, error]) error

// parse returns what the arguments ask for, and of which files.
func parse(args []string, stderr io.Writer) (action, []string, error) {
	if len(args) == 0 {
		return nil, nil, errors.New("no command given")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(stderr)
	seed := flags.Uint64("seed", 1, "`number` that the sample hangs on")
	half := flags.String("half", tune, "name the errors of this `half`: tune or check")
	if err := flags.Parse(args[1:]); err != nil {
		return nil, nil, err
	}
	switch files := flags.Args(); {
	case args[0] == "sample" && len(files) > 0:
		return func(out io.Writer, articles iter.Seq2[news.Article, error]) error {
			return writeSample(out, articles, *seed)
		}, files, nil
	case args[0] == "score" && len(files) > 1 && (*half == tune || *half == check):
		return func(out io.Writer, articles iter.Seq2[news.Article, error]) error {
			return writeScore(out, articles, files[0], *half)
		}, files[1:], nil
	}
	return nil, nil, fmt.Errorf("can't make sense of %q", args)
}

// dated returns the articles whose publication is known to the day, Published as [news.Dating] has it.
func dated(files []string, stdin io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a, problem := range ingest.Read(context.Background(), files, stdin, ingest.DefaultOptions()) {
			if problem != nil && problem.Kind == ingest.Unreadable {
				yield(a, fmt.Errorf("read articles: %w", problem))
				return
			}
			if problem != nil && problem.Kind != ingest.Warning {
				continue
			}
			if a.Published = news.Dating(a); a.Published.Precision >= news.Day && !yield(a, nil) {
				return
			}
		}
	}
}
