package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
)

// An archive is made by the first night with inputs: in a folder that is there for it alone, and only if there is
// something to keep. A mistyped name would leave one where nobody looks for it.

// making returns how a night opens an archive that it makes if there is none.
func (j *job) making(inputs []string, found *problems) opening {
	return func(command string, do func(*index.Archive) error) error {
		archive := j.opts.archive
		err := archive.exists()
		if err == nil {
			return archive.write(command, do)
		}
		if !errors.Is(err, index.ErrNoArchive) {
			return err
		}
		dir, err := archive.folder()
		if err != nil {
			return err
		}
		if err := errors.Join(vacant(dir), readable(inputs, found)); err != nil {
			return err
		}
		return archive.write(command, func(a *index.Archive) error {
			j.tell("made a new archive", "folder", dir)
			return do(a)
		})
	}
}

// tell says something about a thing once: in the log, or as a line.
func (j *job) tell(what, key, value string) {
	if j.opts.logFormat != "" {
		j.log.Info(what, key, value)
		return
	}
	j.say(what, " in ", clean(value))
}

// parts are what an archive in the making has, and what a file system brings along.
func parts() []string {
	return []string{"LOCK", "tmp", "twicetold.db", "edits.db", "search", "lost+found"}
}

// vacant returns the error that a folder holds what is no archive. What an attempt to make one leaves, or another
// process just makes, does not count, nor does what is hidden.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look at %s: %w", dir, err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(parts(), name) {
			return usageError{fmt.Errorf("%s is no archive, and no archive is made in it: it holds %s\n"+
				"name a folder that is empty or not there yet, such as %s", dir, clean(name), newFolder(dir))}
		}
	}
	return nil
}

// newFolder proposes a folder within another.
func newFolder(dir string) string { return filepath.Join(dir, "archive") }

// readable returns the error that not one of the inputs can be opened, which is told of each then.
func readable(inputs []string, found *problems) error {
	var lost []*ingest.Problem
	for _, name := range inputs {
		info, err := os.Stat(name)
		if name == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir() { // to open a pipe is to read it
			return nil
		}
		if err == nil {
			err = opens(name)
		}
		if err == nil {
			return nil
		}
		var at *fs.PathError
		reason := err.Error()
		if errors.As(err, &at) {
			reason = at.Err.Error()
		}
		lost = append(lost, &ingest.Problem{Kind: ingest.Unreadable, Name: name, Reason: reason})
	}
	for _, problem := range lost {
		found.add(problem)
	}
	return inputError{errors.New("no input could be opened, and no archive was made")}
}

func opens(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return f.Close()
}
