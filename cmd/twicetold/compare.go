package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// compareOptions are the flags of compare.
type compareOptions struct {
	archive archiveOptions
	json    bool
	html    bool
	zone    string
}

func newCompareCommand(std stdio) *cobra.Command {
	var opts compareOptions
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Show what two articles have word for word",
		Long: `compare says how much of each of two articles stands in the other word for word, how much later which of
them was published, shows both texts side by side with the shared passages marked, and lists the
figures, names and quotations that only one of them has.

` + operandsHelp + `
A passage is eight words or more in a row. One that is a quotation is marked and does not count: both may
have heard it. Who took from whom is said only when one credits the other, or the times prove an order,
those of the versions that first had what is shared; and even then both may have taken from a third.
Page remains are left out.
` + archiveHelp,
		Example: `  twicetold compare -a news a81 b07
  twicetold compare ours.txt theirs.txt
  twicetold compare -a news --html a81 b07 > compared.html`,
		Args: func(_ *cobra.Command, args []string) error { return needTwo(args) },
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runCompare(c.Context(), args, opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document")
	c.Flags().BoolVar(&opts.html, "html", false, "print one page for a browser, which needs nothing else")
	addZoneFlag(c.Flags(), &opts.zone)
	return c
}

func runCompare(ctx context.Context, args []string, opts compareOptions, std stdio) error {
	if opts.json && opts.html {
		return usageError{errors.New("--json and --html are two ways to print one thing: choose one")}
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	two, err := readOperands(ctx, args, opts.archive, std)
	if err != nil {
		return err
	}
	c := newCompared(two, newPage(std, zone))
	switch {
	case opts.json:
		err = writeJSON(std.out, c.document())
	case opts.html:
		err = c.writeHTML(std.out)
	default:
		err = c.write()
	}
	if err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

// compared is two articles and what is told about them.
type compared struct {
	view
	two    operands
	reuse  cluster.Reuse
	only   [2]cluster.Particulars
	taking cluster.Taking
	called [2]string
}

func newCompared(two operands, p *page) *compared {
	c := &compared{
		view: newView(p, two.grouping(), true), two: two, reuse: cluster.Compare(two[0], two[1]),
		only: [2]cluster.Particulars{cluster.Only(two[0], two[1]), cluster.Only(two[1], two[0])},
	}
	c.taking = cluster.NewTaking(two[0], two[1], c.reuse)
	c.called = c.callBoth()
	return c
}

// callBoth returns what the two are called: of one outlet with their times if both have one, and when that does not tell them apart with
// their ids.
func (c *compared) callBoth() [2]string {
	called := [2]string{c.name(0), c.name(1)}
	tell := func(more func(i int) string) {
		if called[0] == called[1] {
			called[0], called[1] = called[0]+" "+more(0), called[1]+" "+more(1)
		}
	}
	if c.two[0].Published.Known() && c.two[1].Published.Known() {
		tell(func(i int) string { return c.view.said(c.two[i].Published) })
	}
	tell(func(i int) string { return "(" + clean(c.two[i].ID) + ")" })
	return called
}

// verdict says in a sentence or two who has how much of whom.
func (c *compared) verdict() string {
	n := len(c.reuse.Passages)
	passages := plural(n, "shared passage", "shared passages")
	switch {
	case c.reuse.Same && !c.isTaken():
		return fmt.Sprintf("%s have the same text, word for word: %s, too few outside of quotations to speak of taking.", c.both(),
			plural(c.reuse.Words[0], "word", "words"))
	case n == 0:
		return c.both() + " share no passage of eight words or more."
	case c.reuse.Reused() == 0:
		return c.both() + " share quotations only: " + passages + "."
	case !c.isTaken():
		return fmt.Sprintf("%s share %s, %s outside of quotations, %s of the first and %s of the second: too few to speak of taking.", c.both(),
			plural(n, "passage", "passages"), plural(c.reuse.Reused(), "word", "words"), percent(c.reuse.Share(0)), percent(c.reuse.Share(1)))
	}
	taker := c.taking.Taker
	if taker < 0 {
		return fmt.Sprintf("%s of %s and %s of %s stand in the other: %s. %s", percent(c.reuse.Share(0)), c.called[0], percent(c.reuse.Share(1)),
			c.called[1], passages, joined(" ", c.provenance(), c.revised()))
	}
	origin, how := 1-taker, "which it credits"
	if c.second() == taker {
		how = c.later(c.taking.Held[origin], c.taking.Held[taker])
	}
	return joined(" ", fmt.Sprintf("%s took %s of its text from %s (%s), %s of the text of %s: %s.", c.called[taker], percent(c.reuse.Share(taker)),
		c.called[origin], how, percent(c.reuse.Share(origin)), c.called[origin], passages), c.revised())
}

// second returns which of the two had later what they share, -1 when that is not known.
func (c *compared) second() int {
	if c.taking.Order == 0 {
		return -1
	}
	return (1 - c.taking.Order) / 2
}

// revised says which of them had what they share in a later version only, or nobody knows in which.
func (c *compared) revised() string {
	var said [2]string
	for i, held := range c.taking.Held {
		switch {
		case !isLater(held, c.two[i].Published):
		case held.Known():
			said[i] = "In " + c.called[i] + " that stands since a revision of " + c.said(held) + "."
		default:
			said[i] = c.called[i] + " was revised, and since when that stands in it is not known."
		}
	}
	return joined(" ", said[0], said[1])
}

// isLater reports whether an article that appeared at some time had something in a later version only, as far as is known.
func isLater(held, published news.Time) bool {
	return held.Known() != published.Known() || !held.At.Equal(published.At)
}

// isTaken reports whether one took from the other, or both from a third.
func (c *compared) isTaken() bool { return c.reuse.IsTaken(0) || c.reuse.IsTaken(1) }

// both names the two.
func (c *compared) both() string { return c.called[0] + " and " + c.called[1] }

// provenance says what is known where one can't be said to have taken from the other.
func (c *compared) provenance() string {
	said := "The times don't tell which had it first."
	if later := c.second(); later >= 0 {
		said = c.called[later] + " came " + c.later(c.taking.Held[1-later], c.taking.Held[later])
		if c.two[later].Credits() == "" {
			said += ", but is an agency, whose copy others may run before it does: either may have it from the other"
		}
		said += "."
	}
	if agency := c.two[0].Credits(); agency != "" && agency == c.two[1].Credits() {
		return joined(" ", said, "Both credit "+clean(agency)+".")
	}
	return joined(" ", said, c.credit(0), c.credit(1))
}

// credit says which agency one of them credits.
func (c *compared) credit(i int) string {
	if agency := c.two[i].Credits(); agency != "" {
		return c.called[i] + " credits " + clean(agency) + "."
	}
	return ""
}

// later says how much later the second of two times is, as far as both tell.
func (v view) later(first, second news.Time) string {
	if d, timed := cluster.Lag(first, second); timed {
		return lag(d) + " later"
	}
	return v.days(first, second)
}

// percent writes a share. What is nearly all or nearly nothing is not rounded to all or nothing.
func percent(share float64) string {
	switch {
	case share > 0 && share < .01:
		return "under 1 %"
	case share < 1 && share >= .995:
		return "over 99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}
