// Command scores measures the grouping on every set there is and prints one table: the scores now, those
// last accepted, the difference, and the goal. `make eval` runs it, `make eval-full` with -full.
//
//	scores [-full] [-only TEXT] [-accept] [-x] [-data FOLDER]
//
// measure.go lists what is measured and the goals; run.go runs `variants … | twicetold eval --json -` for it;
// company.go compares groupings of shuffled articles; figures.go keeps the accepted scores, in a file of
// numbers; table.go prints. Nothing is scored here: the scores are those that anyone gets from the program.
//
// Exit: 0 all was measured, whatever the scores are; 1 something could not be; 2 wrong usage.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// options are the command's arguments.
type options struct {
	programs programs
	data     string
	figures  string
	full     bool
	accept   bool
	only     string
	trace    bool
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the command without its process. It returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	}
	if err := opts.measure(stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "scores: %v\n", err)
		return exitFailed
	}
	return 0
}

// parse reads the arguments. What is wrong with them has been said on stderr when it fails.
func parse(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("scores", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.programs.twicetold, "twicetold", filepath.Join("bin", "twicetold"), "the `program` to measure")
	flags.StringVar(&opts.programs.variants, "variants", filepath.Join("bin", "variants"), "the `program` that changes sets")
	flags.StringVar(&opts.data, "data", "", "`folder` of real articles; without it the invented ones alone are scored")
	flags.StringVar(&opts.figures, "figures", filepath.Join("testdata", "figures.tsv"), "`file` of the scores last accepted")
	flags.BoolVar(&opts.full, "full", false, "measure what takes minutes too")
	flags.StringVar(&opts.only, "only", "", "measure only that whose name holds this `text`")
	flags.BoolVar(&opts.accept, "accept", false, "write the scores into the file of those accepted")
	flags.BoolVar(&opts.trace, "x", false, "say each command before it runs")
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "scores: unexpected argument %q\n", flags.Arg(0))
		return options{}, errors.New("unexpected argument")
	}
	return opts, nil
}

// measure measures, prints as it goes, and accepts the scores if told to.
func (o options) measure(stdout, stderr io.Writer) error {
	accepted, err := readFigures(o.figures)
	if err != nil {
		return err
	}
	chosen, err := o.chosen(stderr)
	if err != nil {
		return err
	}
	if o.trace {
		o.programs.trace = stderr
	}
	t := newTable(stdout, accepted, chosen)
	if err := t.header(); err != nil {
		return err
	}
	var problems []error
	for _, m := range chosen {
		s, err := m.take(o.programs, o.data)
		if err != nil {
			problems = append(problems, fmt.Errorf("measure %s: %w", m.name, err))
			continue
		}
		if err := t.row(m, s); err != nil {
			return err
		}
	}
	if len(problems) == 0 && o.accept {
		return accepted.with(t.measured).write(o.figures)
	}
	return errors.Join(problems...)
}

// chosen returns what is to be measured, and says what is left out for want of data.
func (o options) chosen(stderr io.Writer) ([]measure, error) {
	_, err := os.Stat(o.data)
	switch {
	case o.data == "":
		fmt.Fprintln(stderr, "scores: no -data, real articles are not scored")
	case errors.Is(err, os.ErrNotExist):
		fmt.Fprintf(stderr, "scores: no %s, real articles are not scored (set DATA)\n", o.data)
	case err != nil:
		return nil, fmt.Errorf("look for data: %w", err)
	}
	var chosen []measure
	for _, m := range measures() {
		if (o.full || !m.full) && strings.Contains(m.name, o.only) && (err == nil || !m.set.real) {
			chosen = append(chosen, m)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("nothing to measure: no name holds %q", o.only)
	}
	return chosen, nil
}
