// Command variants reads a set of labelled articles and writes a changed one, to measure what a change
// of the articles does to the grouping: copies among them, bodies missing, another order, wrong dates.
//
//	variants VARIANT [flags] FILE… | twicetold eval -
//
// A FILE holds JSON Lines, plain or packed with gzip; "-" is standard input; several are one set. Every
// member of a record that a variant does not change is written as it was read, the gold story too. The same
// articles give the same variant in whatever order they come: what is left to chance hangs on --seed and
// on the id of the article alone. `make eval-full` scores the variants.
//
// record.go reads and writes, chance.go draws; each variant has a file of its own.
//
// Exit: 0 done; 1 failed; 2 wrong usage.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// variant is one way to change a set.
type variant struct {
	name, says string
	bind       func(*flag.FlagSet, *seed) change // adds its flags, returns what to do once they are read
}

// change makes the changed set of a set. An error says what is wrong with the flags.
type change func([]record) ([]record, error)

// variants returns all there are, in the order of the help.
func variants() []variant {
	return []variant{
		{"near-copies", "add three near-copies to two articles of each story", bindNearCopies},
		{"shuffle", "put the articles in another order", bindShuffle},
		{"drop", "take members out of every article: its text, its time", bindDrop},
		{"leads", "cut every text after its first words", bindLeads},
		{"dense", "move the publication times onto a few full days", bindDense},
		{"redate", "move the publication times of some articles by days, as crawls do", bindRedate},
		{"relabel", "give every article another language code", bindRelabel},
	}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the command without its process. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	v, ok := chosen(args)
	if !ok {
		usage(stderr)
		return exitUsage
	}
	s := seed(1)
	flags := flag.NewFlagSet(v.name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Uint64Var((*uint64)(&s), "seed", 1, "`number` that what is left to chance hangs on")
	do := v.bind(flags, &s)
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: variants %s [flags] FILE…: %s\n", v.name, v.says)
		flags.PrintDefaults()
	}
	err := flags.Parse(args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	case flags.NArg() == 0:
		flags.Usage()
		return exitUsage
	}
	if err := write(do, flags.Args(), stdin, stdout); err != nil {
		fmt.Fprintf(stderr, "variants %s: %v\n", v.name, err)
		return exitFailed
	}
	return 0
}

// chosen returns the variant that the arguments name.
func chosen(args []string) (variant, bool) {
	if len(args) == 0 {
		return variant{}, false
	}
	for _, v := range variants() {
		if v.name == args[0] {
			return v, true
		}
	}
	return variant{}, false
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: variants VARIANT [flags] FILE…, where VARIANT is one of")
	for _, v := range variants() {
		fmt.Fprintf(w, "  %-12s %s\n", v.name, v.says)
	}
	fmt.Fprintln(w, "variants VARIANT -h lists its flags.")
}

// write writes the changed set of the files.
func write(do change, files []string, stdin io.Reader, stdout io.Writer) error {
	records, err := readAll(files, stdin)
	if err != nil {
		return err
	}
	changed, err := do(records)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(stdout)
	if err := writeAll(out, changed); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write articles: %w", err)
	}
	return nil
}
