package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// tend opens an archive that is there for a run of a command, and closes it when do is done. A mistyped
// folder must not become a new archive that is in the best of order.
func (o archiveOptions) tend(command string, do func(*index.Archive) error) error {
	if err := o.exists(); err != nil {
		return err
	}
	return o.write(command, do)
}

// exists returns the error that there is no archive, or that none was named. What else is wrong with one is
// found when it is opened for what is to be done.
func (o archiveOptions) exists() error {
	if _, err := o.folder(); err != nil {
		return err
	}
	err := o.read(func(*index.Archive) error { return nil })
	if errors.Is(err, index.ErrNoArchive) {
		return err
	}
	return nil
}

// rehearse is write for a run that keeps nothing: an archive that is not there yet is made elsewhere and taken
// away again.
func (o archiveOptions) rehearse(command string, do func(*index.Archive) error) error {
	err := o.exists()
	if err == nil {
		return o.write(command, do)
	}
	if !errors.Is(err, index.ErrNoArchive) {
		return err
	}
	dir, err := os.MkdirTemp("", programName+"-dry-run-")
	if err != nil {
		return fmt.Errorf("make a folder for the dry run: %w", err)
	}
	return errors.Join(archiveOptions{dir: dir}.write(command, do), os.RemoveAll(dir))
}

// followTables brings the search up to the tables, also where something is gone from these, and says what was
// wrong.
func followTables(ctx context.Context, a *index.Archive, std stdio) error {
	findings, err := a.Index(ctx, nightly.SearchTerms)
	for _, f := range findings {
		fmt.Fprintf(std.err, "%s: %s: %s; %s\n", programName, clean(f.File), clean(f.What), clean(f.Do))
	}
	return err
}
