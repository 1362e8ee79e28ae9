package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// clusterOptions are the flags of cluster.
type clusterOptions struct {
	input  inputOptions
	json   bool
	all    bool
	timing bool
	zone   string
	table  string       // of outlets
	known  news.Outlets // of that
}

func newClusterCommand(std stdio) *cobra.Command {
	var opts clusterOptions
	c := &cobra.Command{
		Use:   "cluster INPUT...",
		Short: "Show the stories of these articles, keeping nothing",
		Long: `cluster reads articles and shows the stories they tell: for each story its articles, outlets and
independent texts (a reprint is no confirmation), who had it first, which articles are copies of which
and by how much, why each text is there, and one timeline merged from all reports.

Stories of one article are counted; --all shows them too. A time is shown as far as it is known: a
minute, a day, or unknown. "first" is said only when the times prove it, "first known" when an article
without a time may have been earlier. In brackets: the id of an article whose outlet is unknown.
` + exitHelp,
		Example: `  twicetold cluster wire/ monday.jsonl.gz
  twicetold cluster --json wire/ | jq '.stories[0].headline'`,
		Args: needInputs("INPUT"),
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runCluster(c.Context(), args, opts, std) })
		},
	}
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document (format twicetold/1)")
	c.Flags().BoolVar(&opts.all, "all", false, "show stories of one article too (--json always does)")
	c.Flags().BoolVar(&opts.timing, "timing", false, "print the seconds of each stage to stderr (unasked when a run takes over 10 seconds)")
	c.Flags().StringVar(&opts.zone, "tz", "", "show times of the text in this `zone`, such as Europe/Lisbon (default: the machine's)")
	c.Flags().StringVar(&opts.table, "sources", "", "count outlets and families by the table in this `FILE.csv`, as sources import reads it")
	opts.input.addFlags(c.Flags())
	return c
}

func runCluster(ctx context.Context, args []string, opts clusterOptions, std stdio) error {
	if err := opts.input.validate(); err != nil {
		return err
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	if opts.table != "" {
		table, err := readOutletFile(opts.table, std)
		if err != nil {
			return err
		}
		opts.known = news.Outlets{}.With(table.Outlets)
	}
	p := newProgress(std)
	g, in, err := group(ctx, args, opts.input, std, p)
	if err != nil {
		return err
	}
	p.finish(std.err, opts.timing)
	if opts.json {
		err = writeDocument(std.out, newDocument(g, in, opts.known))
	} else {
		err = writeReport(newPage(std, zone), g, in, opts)
	}
	if err != nil {
		return fmt.Errorf("write stories: %w", err)
	}
	return in.verdict(opts.input.maxSkipped)
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

// groupOptions returns the one configuration, with a progress to tell.
func groupOptions(p *progress) cluster.Options {
	opts := cluster.DefaultOptions()
	opts.Workers = runtime.GOMAXPROCS(0)
	opts.Progress = cluster.Progress{Stage: p.stage, Step: p.step}
	return opts
}

func loadZone(name string) (*time.Location, error) {
	if name == "" {
		return time.Local, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, usageError{fmt.Errorf("--tz %s: no such zone; give a name such as Europe/Lisbon or UTC", name)}
	}
	return zone, nil
}
