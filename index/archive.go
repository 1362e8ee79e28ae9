// Package index is the archive: the folder that keeps articles from night to night, and alone opens it.
//
// [Open] opens an archive for reading, [OpenWriter] for a run, [OpenEditor] for an editor's correction.
// A run is [Archive.Begin], then [Run.Keep] for all that came in, then [Run.Group], in which everything
// that the grouping finds out is put in one transaction, then [Archive.Index], which brings the search up to
// the tables, then [Run.Finish]. [Archive.IndexAhead] begins with the search while the grouping goes on, and [Archive.StopAhead]
// has to follow, whatever came of it. Readers ask for stories by [Archive.Stories], [Archive.Story] and
// [Archive.LoadStory], for who covered what by [Archive.Covered], search by [Archive.Searcher], and are never blocked;
// outlets are counted by what [Archive.PutOutlets] was told of them. Nor are editors blocked, whose
// [Archive.AddEdit] and [Archive.Undo] write a file of their own. [Archive.Check], [Archive.Prune],
// [Archive.Forget], [Archive.Reindex] and [Archive.Backup] take care of the folder.
//
// The folder:
//
//	LOCK           held by the one process that may group, with its number and command
//	twicetold.db   the tables: the record of everything; see schema1.sql and its successors
//	edits.db       editors' corrections that no run has obeyed yet; see inbox.go
//	search/        full text, derived from the tables; see shard.go
//	tmp/           what is being made
//
// Articles come from index/ingest; what they have to do with one another is found out by others, who
// hand it over as the rows of this package.
package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver
)

const (
	tablesName = "twicetold.db"
	inboxName  = "edits.db"
	lockName   = "LOCK"
	searchName = "search"
	tmpName    = "tmp"
)

// Archive is an open archive folder. It may be used by several goroutines.
type Archive struct {
	database           // the tables
	inbox    database  // corrections that wait
	dir      string    // as it was given
	lock     *lock     // nil unless opened by OpenWriter
	told     []Finding // what OpenWriter and Begin have to say, until Index says it
	underWay int64     // id of the run that has begun and is not done; 0 if none
	ahead    *ahead    // what IndexAhead began last; nil if nothing
	clock    func() time.Time
}

// Open opens the archive in a folder for reading, also while a run writes it. The error is, or wraps,
// ErrNoArchive, ErrNewer or a *DamagedError.
func Open(dir string) (*Archive, error) { return open(dir, forReading, forReading) }

// OpenEditor opens the archive in a folder for AddEdit and Undo, also while a run writes it. Errors are
// those of Open.
func OpenEditor(dir string) (*Archive, error) { return open(dir, forReading, forWriting) }

// OpenWriter opens the archive in a folder for a run of a command, and makes it if there is none. Tables
// of an older version are brought up to date. While another process has the archive open for a run the
// error is a *BusyError; others are those of Open.
func OpenWriter(dir, command string) (*Archive, error) {
	if err := os.MkdirAll(filepath.Join(dir, tmpName), 0o777); err != nil {
		return nil, fmt.Errorf("make archive: %w", err)
	}
	lock, err := acquire(dir, command)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	a, err := openLocked(dir)
	if err != nil {
		return nil, errors.Join(err, lock.release())
	}
	a.lock = lock
	return a, nil
}

func openLocked(dir string) (*Archive, error) {
	if err := find(dir); errors.Is(err, ErrNoArchive) {
		if err := create(dir); err != nil {
			return nil, fmt.Errorf("make archive %s: %w", dir, err)
		}
	}
	told, err := upgrade(dir)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	a, err := open(dir, forRuns, forWriting)
	if err != nil {
		return nil, err
	}
	a.told = told
	if err := a.ensureInbox(); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, err), a.Close())
	}
	return a, nil
}

// open opens an archive that is there and has the schema of this version: the tables in one mode, the inbox in
// another.
func open(dir, mode, inboxMode string) (*Archive, error) {
	a, err := openTables(dir, mode)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	a.inbox, err = connect(filepath.Join(dir, inboxName), inboxMode)
	a.inbox.do = dropInbox
	if err == nil {
		err = a.checkVersion(tableSteps())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, err), a.Close())
	}
	return a, nil
}

// openTables opens the tables alone, whatever their schema.
func openTables(dir, mode string) (*Archive, error) {
	if err := find(dir); err != nil {
		return nil, err
	}
	d, err := connect(filepath.Join(dir, tablesName), mode)
	if err != nil {
		return nil, err
	}
	if d.bodies, err = newBodies(); err != nil {
		return nil, errors.Join(err, d.db.Close())
	}
	return &Archive{database: d, dir: dir, clock: time.Now}, nil
}

// find returns nil if there is an archive in a folder. Tables are made elsewhere and renamed, so an
// empty file is no archive in the making, and one that is missing beside others is lost.
func find(dir string) error {
	file := filepath.Join(dir, tablesName)
	lost := func(what string) error { return &DamagedError{File: file, What: what, Do: restore} }
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return lost("is a folder")
	case err == nil && info.Size() == 0:
		return lost("is empty")
	case err == nil || !errors.Is(err, fs.ErrNotExist):
		return err
	}
	for _, beside := range []string{inboxName, filepath.Join(searchName, listName)} {
		if _, err := os.Stat(filepath.Join(dir, beside)); err == nil {
			return lost("is missing")
		}
	}
	return fmt.Errorf("%w there; `twicetold nightly --archive %s INPUT` makes one", ErrNoArchive, dir)
}

// Close closes the archive and lets the next writer in.
func (a *Archive) Close() error {
	a.bodies.close()
	err := a.db.Close()
	if a.inbox.db != nil {
		err = errors.Join(err, a.inbox.db.Close())
	}
	if a.lock != nil {
		err = errors.Join(err, a.lock.release())
	}
	if err != nil {
		return fmt.Errorf("close archive %s: %w", a.dir, err)
	}
	return nil
}
