package index

import (
	"errors"
	"fmt"
	"strings"
)

// When an archive is opened.
var (
	// ErrNoArchive: the folder holds no archive.
	ErrNoArchive = errors.New("no archive")
	// ErrNewer: the tables were made by a newer version of the program.
	ErrNewer = errors.New("made by a newer twicetold")
)

// ErrNotFound: nothing in the archive has this id.
var ErrNotFound = errors.New("not in the archive")

// DamagedError says that a file of the archive can't be trusted, and what to do.
type DamagedError struct {
	File string
	What string // is wrong, as in "is missing"
	Do   string
}

// Error implements error.
func (e *DamagedError) Error() string { return fmt.Sprintf("%s: %s; %s", e.File, e.What, e.Do) }

// BusyError says that another process writes the archive, or the file of corrections that wait.
type BusyError struct {
	Dir     string
	Editor  bool   // it is another editor that writes, not a run
	PID     int    // 0 when unknown
	Command string // "" when unknown
}

// Error implements error.
func (e *BusyError) Error() string {
	if e.Editor {
		return fmt.Sprintf("another editor is writing into archive %s; try again", e.Dir)
	}
	if e.PID == 0 {
		return fmt.Sprintf("archive %s is being written by another process; try again when it is done", e.Dir)
	}
	return fmt.Sprintf("archive %s is being written by `twicetold %s` (process %d); try again when it is done", e.Dir, e.Command, e.PID)
}

// FullError says that there was no space left to write to. What was committed before is safe.
type FullError struct{ File string }

// Error implements error.
func (e *FullError) Error() string {
	return fmt.Sprintf("no space left for %s; nothing that was kept before is lost: make room and run the same command again", e.File)
}

// AmbiguousError says that several ids begin with what was given.
type AmbiguousError struct {
	Prefix string
	IDs    []string // rising, ten at most
}

// Error implements error.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%s is the beginning of several ids: %s", e.Prefix, strings.Join(e.IDs, ", "))
}
