package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
	"github.com/twicetold/twicetold/nightly"
)

// whyOptions are the flags of why.
type whyOptions struct {
	archive archiveOptions
	json    bool
	zone    string
}

func newWhyCommand(std stdio) *cobra.Command {
	var opts whyOptions
	c := &cobra.Command{
		Use:   "why A B",
		Short: "Say why two articles are in one story, or not",
		Long: `why says how two articles stand to each other in the archive, one text, one story or two, which edits
had a word in it, and what speaks for and against their telling of one event: what they share, with its
weight, what keeps them apart, and the linkage that is held against the threshold.

The latter is worked out anew, among articles of their days, since what a night knew is not kept for
ever: where it comes out otherwise than what is kept, that is said. Two files are compared by
themselves, as ` + programName + ` cluster would.

` + operandsHelp + archiveHelp,
		Example: `  twicetold why -a news a81 b07
  twicetold why ours.txt theirs.txt`,
		Args: func(_ *cobra.Command, args []string) error { return needTwo(args) },
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runWhy(c.Context(), args, opts, std) })
		},
	}
	opts.addFlags(c.Flags())
	return c
}

func (o *whyOptions) addFlags(flags *pflag.FlagSet) {
	o.archive.addFlags(flags)
	flags.BoolVar(&o.json, "json", false, "print one JSON document")
	addZoneFlag(flags, &o.zone)
}

func runWhy(ctx context.Context, args []string, opts whyOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	two, err := readOperands(ctx, args, opts.archive, std)
	if err != nil {
		return err
	}
	w := reasons{compared: newCompared(two, newPage(std, zone)), threshold: cluster.DefaultTuning().Story}
	if err := w.find(ctx, opts.archive); err != nil {
		return err
	}
	if opts.json {
		err = writeJSON(std.out, w.document())
	} else {
		err = w.write()
	}
	if err != nil {
		return fmt.Errorf("write reasons: %w", err)
	}
	return nil
}

// reasons is why two articles are in one story, or not.
type reasons struct {
	*compared
	relation  cluster.Relation
	threshold float64
	kept      *keptRelation // nil unless both are in the archive, and grouped
}

// keptRelation is how two articles stand to each other in an archive.
type keptRelation struct {
	texts   [2]index.Text
	stories [2]index.Story
	edits   []index.Edit // that put them together or keep them apart, and hold or wait
}

// find relates the two, in the archive when one of them is there.
func (w *reasons) find(ctx context.Context, from archiveOptions) error {
	opts := cluster.DefaultOptions()
	if w.two[0].Key == 0 && w.two[1].Key == 0 {
		w.two[0].Seq, w.two[1].Seq = 1, 2
		w.relation = cluster.Relate([]news.Article{w.two[0].Article, w.two[1].Article}, nil, 1, 2, opts)
		return nil
	}
	return from.read(func(a *index.Archive) (err error) {
		if w.relation, err = nightly.Relate(ctx, a, w.two, opts); err != nil {
			return fmt.Errorf("relate articles: %w", err)
		}
		if w.two[0].Key != 0 && w.two[1].Key != 0 {
			w.kept, err = readKeptRelation(a, w.two)
		}
		return err
	})
}

// readKeptRelation reads how two articles stand to each other; nil when one waits for the next night.
func readKeptRelation(a *index.Archive, two operands) (*keptRelation, error) {
	keys := []int64{two[0].Key, two[1].Key}
	rows, err := a.Articles(keys)
	if err != nil {
		return nil, err
	}
	stories, err := a.StoriesOf(keys)
	if err != nil {
		return nil, err
	}
	k := &keptRelation{}
	for i := range two {
		story, grouped := stories[two[i].Key]
		if !grouped {
			return nil, nil
		}
		k.stories[i] = story
		l, err := a.LoadStory(story.Seq)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(rows, func(r index.Article) bool { return r.Seq == two[i].Key })
		if of := slices.IndexFunc(l.Texts, func(t index.Text) bool { return at >= 0 && t.Seq == rows[at].Text }); of >= 0 {
			k.texts[i] = l.Texts[of]
		} else {
			return nil, errors.New("the story of article " + two[i].ID + " does not hold its text; try again after the night that is running")
		}
	}
	edits, err := a.Edits(false)
	k.edits = slices.DeleteFunc(edits, func(e index.Edit) bool { return editJoins(e, two) == 0 })
	return k, err
}

// editJoins returns 1 when an edit puts two articles together, -1 when it keeps them apart, and 0 when it does neither.
func editJoins(e index.Edit, two operands) int {
	has := func(list []string, i int) bool { return slices.Contains(list, two[i].ID) }
	across := func(x, y []string) bool { return has(x, 0) && has(y, 1) || has(x, 1) && has(y, 0) }
	switch {
	case across(e.Left, e.Apart) || e.Kind == "split" && across(e.Left, e.Right):
		return -1
	case e.Kind != "split" && (across(e.Left, e.Right) || across(e.Left, e.Left) || across(e.Right, e.Right)):
		return 1
	}
	return 0
}

// sameText reports whether the two carry one text in the archive.
func (k *keptRelation) sameText() bool { return k.texts[0].Seq == k.texts[1].Seq }

// sameStory reports whether they are in one story there.
func (k *keptRelation) sameStory() bool { return k.stories[0].Seq == k.stories[1].Seq }

// sameLine reports whether their stories continue one another.
func (k *keptRelation) sameLine() bool {
	return cmp.Or(k.stories[0].Storyline, "-") == k.stories[1].Storyline
}
