package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// inputOptions are the flags of commands that read articles.
type inputOptions struct {
	maxRecord  int64   // bytes
	maxSkipped float64 // percent
}

func (o *inputOptions) addFlags(flags *pflag.FlagSet) {
	flags.Int64Var(&o.maxRecord, "max-record", ingest.DefaultOptions().MaxRecord, "skip a record or text file longer than this many `bytes`")
	flags.Float64Var(&o.maxSkipped, "max-skipped", 1, "fail (exit 3) when more than this `percent` of the records are skipped")
}

func (o *inputOptions) validate() error {
	if o.maxRecord <= 0 {
		return usageError{fmt.Errorf("--max-record %d: give a number of bytes above 0", o.maxRecord)}
	}
	if !(o.maxSkipped >= 0 && o.maxSkipped <= 100) { // NaN is neither
		return usageError{fmt.Errorf("--max-skipped %v: give a percentage from 0 to 100", o.maxSkipped)}
	}
	return nil
}

// intake is all that was read from some inputs.
type intake struct {
	articles   []news.Article
	records    int // articles and skipped records
	warnings   []*ingest.Problem
	ignored    []*ingest.Problem
	skipped    []*ingest.Problem
	unreadable []*ingest.Problem
}

// read reads all articles of the inputs.
func (o *inputOptions) read(ctx context.Context, inputs []string, std stdio, p *progress) (*intake, error) {
	opts := ingest.Options{MaxRecord: o.maxRecord, Progress: p.reading}
	in := &intake{}
	p.stage("read", 0)
	for a, problem := range ingest.Read(ctx, inputs, std.in, opts) {
		in.add(a, problem)
	}
	for _, name := range inputs {
		if isEmptyFolder(name) {
			in.add(news.Article{}, &ingest.Problem{Kind: ingest.Skipped, Name: name, Reason: "no files in it"})
		}
	}
	p.done(len(in.articles))
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return in, nil
}

// isEmptyFolder reports whether an input is a folder without a file in it, hidden ones apart: as little as
// an empty file is it what somebody meant.
func isEmptyFolder(name string) bool {
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return false
	}
	empty := true
	// What can't be walked was told when it was read, and may hold files.
	_ = fs.WalkDir(os.DirFS(name), ".", func(path string, entry fs.DirEntry, err error) error {
		switch hidden := path != "." && strings.HasPrefix(entry.Name(), "."); {
		case err == nil && hidden && entry.IsDir():
			return fs.SkipDir
		case err != nil || !hidden && !entry.IsDir():
			empty = false
			return fs.SkipAll
		}
		return nil
	})
	return empty
}

func (in *intake) add(a news.Article, problem *ingest.Problem) {
	if problem == nil || problem.Kind == ingest.Warning {
		in.articles = append(in.articles, a)
		in.records++
	}
	if problem == nil {
		return
	}
	switch problem.Kind {
	case ingest.Warning:
		in.warnings = append(in.warnings, problem)
	case ingest.Ignored:
		in.ignored = append(in.ignored, problem)
	case ingest.Skipped:
		in.skipped = append(in.skipped, problem)
		in.records++
	case ingest.Unreadable:
		in.unreadable = append(in.unreadable, problem)
	}
}

// maxTold is how many problems of a kind are printed one by one.
const maxTold = 5

// tell prints to stderr what could not be read as it stood.
func (in *intake) tell(std stdio) {
	for _, kind := range []struct {
		what     string
		problems []*ingest.Problem
	}{{"skipped", in.skipped}, {"kept, but", in.warnings}, {"ignored", in.ignored}} {
		for _, p := range kind.problems[:min(len(kind.problems), maxTold)] {
			fmt.Fprintf(std.err, "%s: %s %s\n", programName, kind.what, clean(p.Error()))
		}
		if more := len(kind.problems) - maxTold; more > 0 {
			fmt.Fprintf(std.err, "%s: %s %d more like these (cluster --json lists them)\n", programName, kind.what, more)
		}
	}
	for _, p := range in.unreadable {
		fmt.Fprintf(std.err, "%s: cannot read %s\n", programName, clean(p.Error()))
	}
}

// verdict returns the error that too little was read, nil when it was enough.
func (in *intake) verdict(maxSkipped float64) error {
	skipped := 100 * float64(len(in.skipped)) / float64(max(in.records, 1))
	switch n := len(in.unreadable); {
	case n == 0 && skipped <= maxSkipped:
		return nil
	case len(in.articles) == 0:
		return inputError{errors.New("nothing could be read")}
	case n == 1:
		return inputError{errors.New("one input could not be read to its end; what was read is shown")}
	case n > 1:
		return inputError{fmt.Errorf("%d inputs could not be read to their end; what was read is shown", n)}
	}
	return inputError{fmt.Errorf("%d of %d records were skipped, more than %v %% (raise it with --max-skipped N)",
		len(in.skipped), in.records, maxSkipped)}
}
