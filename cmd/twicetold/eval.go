package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/cluster/bcubed"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	input  inputOptions
	json   bool
	timing bool
	pairs  string
	copies string
}

func newEvalCommand(std stdio) *cobra.Command {
	var opts evalOptions
	c := &cobra.Command{
		Use:   "eval FILE...",
		Short: "Score the grouping against labelled articles",
		Long: `eval groups each FILE (or folder, or - for stdin) as one set and compares the stories with the gold
labels in the field "story". Every record with a label is scored, folded revisions too; the others only
take part in the grouping. Scores are BCubed precision, recall and F1, the adjusted Rand index and
pairwise F1. The mean of several sets is unweighted.

--pairs PAIRS scores pairs {"a", "b", "label"} of the articles instead: OK means the same story.
--copies PAIRS compares the verified copies with pairs {"a", "b", "jaccard5"}: .5 and over is a copy.
` + exitHelp,
		Example: `  twicetold eval testdata/corpus
  cat part1.jsonl.gz part2.jsonl.gz | twicetold eval -    as one set
  twicetold eval --pairs pairs.jsonl articles.jsonl`,
		Args: needInputs("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runEval(c.Context(), args, opts, std) })
		},
	}
	c.Flags().BoolVar(&opts.json, "json", false, "print JSON Lines: one a set, and one for their mean")
	c.Flags().BoolVar(&opts.timing, "timing", false, "add the seconds of each set")
	c.Flags().StringVar(&opts.pairs, "pairs", "", "score these `PAIRS` of the articles: same story or not")
	c.Flags().StringVar(&opts.copies, "copies", "", "compare the copies found with these `PAIRS`")
	opts.input.addFlags(c.Flags())
	return c
}

func (o *evalOptions) validate() error {
	switch {
	case o.pairs != "" && o.copies != "":
		return usageError{errors.New("--pairs and --copies: give one of them")}
	case o.timing && (o.pairs != "" || o.copies != ""):
		return usageError{errors.New("--timing: pairs are not timed")}
	}
	return o.input.validate()
}

func runEval(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	if err := opts.validate(); err != nil {
		return err
	}
	switch {
	case opts.pairs != "":
		return evalPairs(ctx, args, opts, std)
	case opts.copies != "":
		return evalCopies(ctx, args, opts, std)
	}
	var scores []setScore
	var problems []error
	r := evalRun{opts, std, newProgress(std)}
	for _, file := range args {
		s, err := r.scoreFile(ctx, file)
		if ctx.Err() != nil {
			return err
		}
		if s.Articles > 0 {
			scores = append(scores, s)
		}
		problems = append(problems, err)
	}
	if len(scores) > 0 {
		if err := writeScores(std.out, scores, opts.json); err != nil {
			return fmt.Errorf("write scores: %w", err)
		}
	}
	return errors.Join(problems...)
}

// evalRun scores sets one after the other.
type evalRun struct {
	opts evalOptions
	std  stdio
	p    *progress
}

// scoreFile scores one set. With an error there may be a score all the same, of what could be read.
func (r evalRun) scoreFile(ctx context.Context, file string) (setScore, error) {
	p := r.p.anew()
	g, in, err := group(ctx, []string{file}, r.opts.input, r.std, p)
	if err != nil {
		return setScore{}, err
	}
	p.finish(io.Discard, false)
	verdict := in.verdict(r.opts.input.maxSkipped)
	if verdict != nil {
		verdict = fmt.Errorf("%s: %w", file, verdict)
	}
	if len(in.articles) == 0 && verdict != nil {
		return setScore{}, verdict
	}
	s, err := newSetScore(file, g)
	if r.opts.timing {
		s.Seconds = p.total()
	}
	return s, errors.Join(verdict, err)
}

// group reads and groups one set.
func group(ctx context.Context, inputs []string, opts inputOptions, std stdio, p *progress) (cluster.Grouping, *intake, error) {
	in, err := opts.read(ctx, inputs, std, p)
	if err != nil {
		return cluster.Grouping{}, nil, err
	}
	in.tell(std)
	return cluster.Group(in.articles, groupOptions(p)), in, nil
}

// setScore is the score of one set, in the shape of eval --json.
type setScore struct {
	Set         string  `json:"set"`
	Articles    int     `json:"articles,omitempty"` // scored records
	GoldStories int     `json:"gold_stories,omitempty"`
	Stories     int     `json:"stories,omitempty"` // found among the scored
	BCubed      triple  `json:"bcubed"`
	ARI         float64 `json:"ari"`
	Pairwise    triple  `json:"pairwise"`
	Purity      float64 `json:"purity"`
	Seconds     float64 `json:"seconds,omitempty"`
	Sets        int     `json:"-"` // that a mean is of
}

// triple is precision, recall and F1.
type triple struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

// newSetScore scores every record with a gold story.
func newSetScore(file string, g cluster.Grouping) (setScore, error) {
	var found []int
	var gold []string
	for _, a := range g.Articles {
		for _, r := range a.Records {
			if r.Gold != "" {
				found = append(found, g.Texts[a.TextIndex].Story)
				gold = append(gold, r.Gold)
			}
		}
	}
	if len(gold) == 0 {
		return setScore{}, inputError{fmt.Errorf("%s: no article has a gold label in the field \"story\"; nothing to score", file)}
	}
	s, err := bcubed.Scores(found, gold)
	if err != nil {
		return setScore{}, fmt.Errorf("score %s: %w", file, err)
	}
	return setScore{
		Set: setName(file), Articles: s.Articles, GoldStories: s.Gold, Stories: s.Found, ARI: s.ARI, Purity: s.Purity,
		BCubed:   triple{s.Precision, s.Recall, s.F1},
		Pairwise: triple{s.PairP, s.PairR, s.PairF1},
	}, nil
}

// setName is the name of a set: its file without folder and endings.
func setName(file string) string {
	if file == "-" {
		return "stdin"
	}
	name, _, _ := strings.Cut(filepath.Base(filepath.Clean(file)), ".")
	return name
}

// mean averages over sets, unweighted.
func mean(scores []setScore) setScore {
	m := setScore{Set: "mean", Sets: len(scores)}
	n := float64(len(scores))
	for _, s := range scores {
		m.BCubed.P += s.BCubed.P / n
		m.BCubed.R += s.BCubed.R / n
		m.BCubed.F1 += s.BCubed.F1 / n
		m.ARI += s.ARI / n
		m.Purity += s.Purity / n
		m.Pairwise.P += s.Pairwise.P / n
		m.Pairwise.R += s.Pairwise.R / n
		m.Pairwise.F1 += s.Pairwise.F1 / n
		m.Seconds += s.Seconds / n
	}
	return m
}

// writeScores writes the scores of sets and their mean, as text only when there are several.
func writeScores(w io.Writer, sets []setScore, asJSON bool) error {
	scores := slices.Concat(sets, []setScore{mean(sets)})
	if asJSON {
		lines := json.NewEncoder(w)
		for _, s := range scores {
			if err := lines.Encode(s); err != nil {
				return err
			}
		}
		return nil
	}
	if len(sets) == 1 {
		scores = sets
	}
	width := len("mean")
	for _, s := range scores {
		width = max(width, uniseg.StringWidth(clean(s.Set)))
	}
	if _, err := fmt.Fprintf(w, "%s  articles    gold   found   BCubed P      R     F1     ARI  pair F1\n", pad("set", width)); err != nil {
		return err
	}
	for _, s := range scores {
		if err := writeScore(w, s, width); err != nil {
			return err
		}
	}
	return nil
}

func writeScore(w io.Writer, s setScore, width int) error {
	counts := fmt.Sprintf("%8d  %6d  %6d", s.Articles, s.GoldStories, s.Stories)
	if s.Sets > 0 {
		counts = pad("of "+plural(s.Sets, "set", "sets"), len(counts))
	}
	seconds := ""
	if s.Seconds > 0 {
		seconds = fmt.Sprintf("  %.1f s", s.Seconds)
	}
	_, err := fmt.Fprintf(w, "%s  %s      %.4f  %.4f  %.4f  %.4f   %.4f%s\n", pad(clean(s.Set), width), counts,
		s.BCubed.P, s.BCubed.R, s.BCubed.F1, s.ARI, s.Pairwise.F1, seconds)
	return err
}
