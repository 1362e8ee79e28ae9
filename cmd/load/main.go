// Command load makes news of an invented language, as much as is wanted, and measures nights of it.
//
//	load articles [-seed N] [-night N] [-per N]            write the articles of one night as JSON Lines
//	load nights [-seed N] [-nights N] [-per N] [-dir D]    run them night after night into a new archive
//	load readers [-queries N] and those of nights          ask an archive of one night questions while further ones are run
//
// What a night brings hangs on the seed and its number alone, so any of them can be made without those before
// it, and making one takes memory for its stories and not for their texts. `make bench-nights` runs the second,
// `make bench-readers` the third.
//
// chance.go draws; language.go makes words and sentences, outlet.go what pages leave in a text, story.go the
// bursts of reports, article.go one report, night.go the list of a night's. nights.go runs the program, table.go
// prints what it took. readers.go runs nights beside a reader (reader.go), readerstable.go prints what that did to it.
//
// Exit: 0 done; 1 failed; 2 wrong usage.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// options are the command's arguments.
type options struct {
	load      load
	night     int
	nights    int
	queries   int
	twicetold string
	dir       string
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the command without its process. It returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	opts, do, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	}
	if err := do(opts, stdout); err != nil {
		fmt.Fprintf(stderr, "load %s: %v\n", args[0], err)
		return exitFailed
	}
	return 0
}

// errUsage says that the arguments are wrong, which has been said on stderr.
var errUsage = errors.New("wrong usage")

// parse reads the arguments and returns what they ask for.
func parse(args []string, stderr io.Writer) (opts options, do func(options, io.Writer) error, err error) {
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	flags := flag.NewFlagSet("load "+name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Uint64Var((*uint64)(&opts.load.seed), "seed", 1, "`number` that all chance hangs on")
	flags.IntVar(&opts.load.per, "per", 1000, "`number` of articles a night")
	switch name {
	case "articles":
		do = writeNight
		flags.IntVar(&opts.night, "night", 0, "`number` of the night, from 0")
	case "nights", "readers":
		do = runNights
		flags.IntVar(&opts.nights, "nights", 30, "`number` of nights")
		flags.StringVar(&opts.twicetold, "twicetold", filepath.Join("bin", "twicetold"), "the `program` to measure")
		flags.StringVar(&opts.dir, "dir", "", "`folder` to make the archive in, where that of nights stays (default: one for the time being)")
		if name == "readers" {
			do = runReaders
			flags.IntVar(&opts.queries, "queries", 10000, "`number` of questions that are wanted while the nights are run; a quarter of it is asked before and after")
		}
	default:
		fmt.Fprintln(stderr, "usage: load articles|nights|readers [flags]; load articles -h lists them")
		return opts, nil, errUsage
	}
	if err := flags.Parse(args[1:]); err != nil {
		return opts, nil, err
	}
	if flags.NArg() > 0 || opts.load.per < 1 || opts.night < 0 || name != "articles" && opts.nights < 1 || name == "readers" && opts.queries < 1 {
		fmt.Fprintln(stderr, "load: give no arguments but flags, and numbers above zero")
		return opts, nil, errUsage
	}
	return opts, do, nil
}

// writeNight writes the articles of one night.
func writeNight(opts options, out io.Writer) error {
	buffered := bufio.NewWriterSize(out, 1<<20)
	e := json.NewEncoder(buffered)
	e.SetEscapeHTML(false)
	for a := range opts.load.articles(opts.night) {
		if err := e.Encode(a); err != nil {
			return fmt.Errorf("write article %s: %w", a.URL, err)
		}
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write articles: %w", err)
	}
	return nil
}
