package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// reindexOptions are the flags of reindex.
type reindexOptions struct {
	archive archiveOptions
	json    bool
}

func newReindexCommand(std stdio) *cobra.Command {
	var opts reindexOptions
	c := &cobra.Command{
		Use:   "reindex",
		Short: "Make the search anew from the record",
		Long: `reindex makes all search files anew from the tables of the archive, as when check finds one damaged or
a backup was put in place. Until it is done a search finds only what has been made by then. Nothing but
the search changes.
` + archiveHelp,
		Example: `  twicetold reindex --archive news`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return runReindex(c.Context(), opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document: the size of the search")
	return c
}

// reindexDocument is what reindex --json prints.
type reindexDocument struct {
	Format string `json:"format"`
	Bytes  int64  `json:"bytes"` // of the search
}

func runReindex(ctx context.Context, opts reindexOptions, std stdio) error {
	d := reindexDocument{Format: "twicetold/1"}
	err := opts.archive.tend("reindex", func(a *index.Archive) error { return d.reindex(ctx, a) })
	if err != nil {
		return stoppedWith(ctx, err, "what is missing of the search is made by the next run of reindex or nightly")
	}
	if opts.json {
		err = writeJSON(std.out, d)
	} else {
		p := newPage(std, nil)
		p.line("made the search anew, ", size(d.Bytes))
		err = p.flush()
	}
	if err != nil {
		return fmt.Errorf("write what was made: %w", err)
	}
	return nil
}

func (d *reindexDocument) reindex(ctx context.Context, a *index.Archive) error {
	if err := a.Reindex(ctx, nightly.SearchTerms); err != nil {
		return err
	}
	sizes, err := a.Sizes()
	d.Bytes = sizes.Search
	return err
}
