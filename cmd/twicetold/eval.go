package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	input      inputOptions
	json       bool
	timing     bool
	candidates bool
	errors     int
	sweep      []string
	pairs      string
	copies     string
}

func newEvalCommand(std stdio) *cobra.Command {
	var opts evalOptions
	c := &cobra.Command{
		Use:   "eval FILE...",
		Short: "Score the grouping against labelled articles",
		Long: `eval groups each FILE (or folder, or - for stdin) as one set and compares the stories with the gold
labels in the field "story". Every record with a label is scored, folded revisions too; the others only
take part in the grouping. Scores are BCubed F1 with the interval that nine of ten draws of the gold
stories lie in, BCubed precision and recall, adjusted Rand index, adjusted mutual information,
V-measure and pairwise F1. The mean of several sets is unweighted. Below stand the stories by their
number of scored articles.

--candidates adds how many true pairs of texts are looked at at all: no grouping can do better.
--errors N adds the N stories that hold most of what does not belong together, and the N gold stories
that are most split, with what the closest two texts of their parts share. A score says how much two
texts look like reports of one event; a linkage is the mean score across two stories beside those
within them, and joins them from a threshold on; a veto keeps them apart all the same.
--sweep scores with other constants instead: each is moved down and up, and switched off where one of its
values does that. A flat line is a safe default; one that a single set likes is not. It takes names behind
a "=" only, as in --sweep=story,time-scale, and all constants without any.
--pairs PAIRS scores pairs {"a", "b", "label"} of the articles instead: OK means the same story.
--copies PAIRS compares the verified copies with pairs {"a", "b", "jaccard5"}: .5 and over is a copy.
` + exitHelp,
		Example: `  twicetold eval testdata/corpus
  cat part1.jsonl.gz part2.jsonl.gz | twicetold eval -    as one set
  twicetold eval --errors 5 gold.jsonl                    what to improve
  twicetold eval --pairs pairs.jsonl articles.jsonl`,
		Args: needInputs("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := opts.validate(c.Flags()); err != nil {
				return err
			}
			return interruptible(c.Context(), func() error { return runEval(c.Context(), args, opts, std) })
		},
	}
	opts.addFlags(c.Flags())
	return c
}

func (o *evalOptions) addFlags(flags *pflag.FlagSet) {
	flags.BoolVar(&o.json, "json", false, "print JSON Lines: one a set, and one for their mean")
	flags.BoolVar(&o.timing, "timing", false, "add the seconds of each set")
	flags.BoolVar(&o.candidates, "candidates", false, "add the share of true pairs that are looked at")
	flags.IntVar(&o.errors, "errors", 0, "add the worst merges and splits, this `number` of each")
	flags.StringSliceVar(&o.sweep, "sweep", nil, "score with other values of these `constants`, or of all")
	flags.Lookup("sweep").NoOptDefVal = allConstants
	flags.StringVar(&o.pairs, "pairs", "", "score these `PAIRS` of the articles: same story or not")
	flags.StringVar(&o.copies, "copies", "", "compare the copies found with these `PAIRS`")
	o.input.addFlags(flags)
}

func (o *evalOptions) validate(flags *pflag.FlagSet) error {
	ofPairs, ofSets, sweep := o.pairs != "" || o.copies != "", o.candidates || flags.Changed("errors"), flags.Changed("sweep")
	switch {
	case o.pairs != "" && o.copies != "":
		return usageError{errors.New("--pairs and --copies: give one of them")}
	case o.timing && ofPairs:
		return usageError{errors.New("--timing: pairs are not timed")}
	case ofPairs && (ofSets || sweep):
		return usageError{errors.New("--candidates, --errors and --sweep are about stories: leave out --pairs and --copies")}
	case sweep && (ofSets || o.timing):
		return usageError{errors.New("--sweep only scores: leave out --candidates, --errors and --timing")}
	case flags.Changed("errors") && o.errors < 1:
		return usageError{fmt.Errorf("--errors %d: give a number above 0", o.errors)}
	case sweep && len(o.sweep) == 0:
		return usageError{errors.New("--sweep=: name constants behind the =, or leave it out for all")}
	}
	return o.input.validate()
}

func runEval(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	switch {
	case opts.pairs != "":
		return evalPairs(ctx, args, opts, std)
	case opts.copies != "":
		return evalCopies(ctx, args, opts, std)
	case opts.sweep != nil:
		return evalSweep(ctx, args, opts, std)
	}
	return evalSets(ctx, args, opts, std)
}

// evalSets scores sets one after the other.
func evalSets(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	var scores []setScore
	var problems []error
	r := setReader{opts.input, std, newProgress(std)}
	for _, file := range args {
		set, err := r.read(ctx, file)
		if ctx.Err() != nil {
			return err
		}
		problems = append(problems, err)
		if set == nil {
			continue
		}
		s, err := set.score(opts)
		if err != nil {
			return err
		}
		scores = append(scores, s)
	}
	if len(scores) > 0 {
		if err := writeScores(std, scores, opts.json); err != nil {
			return fmt.Errorf("write scores: %w", err)
		}
	}
	return errors.Join(problems...)
}
