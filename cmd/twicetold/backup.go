package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
)

// backupOptions are the flags of backup.
type backupOptions struct {
	archive archiveOptions
	json    bool
}

func newBackupCommand(std stdio) *cobra.Command {
	var opts backupOptions
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the archive into one file, also while a night runs",
		Long: `backup writes the tables of the archive, as they are at one moment, into a new FILE: all articles,
stories, ids, history and corrections. It may run at any time, also beside a night. The search is not in
it, as it can be made anew. FILE appears when it is whole.

To go back to it: put FILE into a folder of its own as twicetold.db and run ` + "`twicetold reindex`" + ` on that
folder. What was forgotten after a backup is still in it.
` + archiveHelp,
		Example: `  twicetold backup -a news news-$(date +%F).db
  mkdir restored && cp news-2025-02-18.db restored/twicetold.db && twicetold reindex -a restored`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("backup into which file? name one FILE that is not there yet")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return runBackup(c.Context(), args[0], opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document: the file and its size")
	return c
}

// backupDocument is what backup --json prints.
type backupDocument struct {
	Format string `json:"format"`
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
}

func runBackup(ctx context.Context, file string, opts backupOptions, std stdio) error {
	err := opts.archive.read(func(a *index.Archive) error { return a.Backup(ctx, file) })
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and a backup never replaces a file; name another", file)
	}
	if err != nil {
		return stoppedWith(ctx, err, "no backup was made")
	}
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("look at backup: %w", err)
	}
	if opts.json {
		err = writeJSON(std.out, backupDocument{"twicetold/1", file, info.Size()})
	} else {
		p := newPage(std, nil)
		p.line("wrote ", clean(file), ", ", size(info.Size()))
		err = p.flush()
	}
	if err != nil {
		return fmt.Errorf("write what was done: %w", err)
	}
	return nil
}
