// Command background makes the table of how common English words are in news and what they mean, which cluster
// embeds.
//
// It reads articles as every other command does, leaves out those that carry a gold story, so that no
// table is made from what is scored with it, and counts the rest with [cluster.BackgroundCounter]. What words mean
// is worked out from which of them stand in the same articles (senses.go). The same articles in the same order give
// the same bytes. `make background` runs it.
//
//	background [-o FILE] [-min N] INPUT…
//
// Exit: 0 done; 1 failed, the old table stands; 2 wrong usage.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/ingest"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// senseWords is how many of the commonest words get a sense. 8,000 and 16,000 score the same; with 10,000 the table
// stays below 300 KB.
const senseWords = 10_000

// minTexts keeps the words that stand in at least one of 4,000 texts of the 34,000 of the shipped table, 20,000
// words. A rarer word counts as rare in any case.
const minTexts = 8

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stderr))
}

// options are the command's arguments.
type options struct {
	output string
	min    int
	inputs []string
}

// run is the command without its process. It returns the exit code.
func run(args []string, stdin io.Reader, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	}
	if err := makeTable(opts, stdin, stderr); err != nil {
		fmt.Fprintf(stderr, "background: %v\n", err)
		return exitFailed
	}
	return 0
}

// parse reads the arguments. What is wrong with them has been said on stderr when it fails.
func parse(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("background", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.output, "o", filepath.Join("cluster", "background", "en.tsv.gz"), "`file` to write")
	flags.IntVar(&opts.min, "min", minTexts, "leave out words that stand in fewer than `n` texts")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: background [-o FILE] [-min N] INPUT…")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	opts.inputs = flags.Args()
	if problem := opts.problem(); problem != "" {
		fmt.Fprintf(stderr, "background: %s\n", problem)
		flags.Usage()
		return options{}, errors.New(problem)
	}
	return opts, nil
}

// problem says what is wrong with the options, "" when nothing is.
func (o options) problem() string {
	switch {
	case len(o.inputs) == 0:
		return "no input given"
	case o.min < 1:
		return "-min must be 1 or more"
	}
	return ""
}

// makeTable counts the inputs and writes the table, or leaves the old one as it was.
func makeTable(opts options, stdin io.Reader, stderr io.Writer) error {
	var counter cluster.BackgroundCounter
	if err := count(&counter, opts.inputs, stdin, stderr); err != nil {
		return err
	}
	vectors, words := senses(&counter, senseWords), 0
	err := replaceFile(opts.output, func(w io.Writer) (err error) {
		words, err = counter.Write(w, opts.min, vectors)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%d texts, %d words in %d of them or more, senses of %d: %s\n", counter.Texts(), words, opts.min, len(vectors), opts.output)
	return nil
}

// count adds the articles without a gold story. A record that can't be read is named and left out; an
// input that can't be read ends it, since a table of half the articles looks like one of all.
func count(counter *cluster.BackgroundCounter, inputs []string, stdin io.Reader, stderr io.Writer) error {
	labelled, skipped := 0, 0
	for a, problem := range ingest.Read(context.Background(), inputs, stdin, ingest.DefaultOptions()) {
		switch {
		case problem != nil && problem.Kind == ingest.Unreadable:
			return fmt.Errorf("read articles: %w", problem)
		case problem != nil && problem.Kind != ingest.Warning:
			skipped++
			fmt.Fprintf(stderr, "%s: %v\n", problem.Kind, problem)
		case a.Gold != "":
			labelled++
		default:
			counter.Add(a)
		}
	}
	fmt.Fprintf(stderr, "left out: %d articles with a gold story, %d records that could not be read\n", labelled, skipped)
	return nil
}

// replaceFile writes a file beside path and, when that went well, moves it there.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("create table: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(write(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("put table in place: %w", err)
	}
	return nil
}
