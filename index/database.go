package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// patience is how long one writer waits for another's transaction.
const patience = 10 * time.Second

// How connections are opened. Those that write are FULL: what a transaction has committed outlives a power cut.
// A run is one large transaction that comes back to what it wrote, so it gets a cache that holds most of that, and
// what SQLite keeps to take back a single statement stays in memory. That a column holds one of a few words, or JSON, is not asked
// of each row that it writes: these come of the program's own constants and encoders, and SQLite makes a table of the words for every
// row, which took half of the time of all writing. Types, references and what must be there are asked; [Archive.Check] looks at all.
const (
	forReading = "mode=ro"
	forWriting = "mode=rw&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	forRuns    = forWriting + "&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)&_pragma=ignore_check_constraints(ON)"
	forUpgrade = forWriting + "&_pragma=secure_delete(ON)" // what steps free may be words that are later to be forgotten
	forMaking  = "mode=rwc&_txlock=immediate&_pragma=page_size(16384)&_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)"
)

// A reader of a file in WAL mode makes two files beside it, -wal and -shm, when nobody has them open. Whoever may not
// write there can't, and is refused. So when that happens, and no -wal lies there, the file is read as immutable: SQLite
// then takes no locks and looks for no -wal, but takes it that nobody writes meanwhile. That holds for a copy without
// write permission; of an archive that is written at night it holds while no writer begins, and what is read then can be
// wrong. So it is the last resort. A -wal may hold commits that the file lacks: it is never passed over.
const forLooking = "mode=ro&immutable=1"

// database is an open file of tables.
type database struct {
	db     *sql.DB
	file   string // path, as given
	mode   string // it was opened in
	do     string // what to do when it is damaged
	bodies bodies // of its records
}

// connect opens a file of tables, whatever its schema. Only one for reading is touched yet.
func connect(file, mode string) (database, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return database{}, err
	}
	db, err := sql.Open("sqlite", address(path, mode))
	d := database{db: db, file: file, mode: mode, do: restore}
	if err != nil || mode != forReading || !d.refused() {
		return d, err
	}
	if _, err := os.Stat(file + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		return d, nil // the first who reads is told
	}
	if err := db.Close(); err != nil {
		return d, err
	}
	d.db, err = sql.Open("sqlite", address(path, forLooking))
	return d, err
}

// refused reports whether the file is there and can be read, but not in the way of a reader beside writers.
func (d *database) refused() bool {
	f, err := os.Open(d.file)
	if err != nil {
		return false
	}
	f.Close() // nothing was written
	var version int
	err = d.db.QueryRow(`PRAGMA user_version`).Scan(&version)
	var e *sqlite.Error
	return errors.As(err, &e) && isRefusal(e.Code())
}

// isRefusal reports whether SQLite could not do what it has no right to.
func isRefusal(code int) bool {
	return slices.Contains([]int{sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}, code&0xff)
}

// address names a database file, by its absolute path, for the driver.
func address(file, mode string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") { // a drive
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	return fmt.Sprintf("%s?%s&_pragma=foreign_keys(1)&_pragma=busy_timeout(%d)", u.String(), mode, patience.Milliseconds())
}

// version returns the number of the schema.
func (d *database) version() (int, error) {
	return one(d.reader(context.Background()), column[int], `PRAGMA user_version`)
}

func (d *database) damaged(what string) *DamagedError {
	return &DamagedError{File: d.file, What: what, Do: d.do}
}

// Unreadable wraps the *DamagedError that the tables hold something, as in "profile of story s1", which makes no sense, and why.
func (d *database) Unreadable(what string, cause error) error {
	return fmt.Errorf("%w (%s: %w)", d.damaged("holds what can't be read"), what, cause)
}

// explain turns the driver's error into one that a caller can tell from others.
func (d *database) explain(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // the driver has its own words for it
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch code := e.Code(); {
	case code&0xff == sqlite3.SQLITE_CORRUPT, code == sqlite3.SQLITE_IOERR_SHORT_READ:
		return d.damaged("is damaged")
	case code&0xff == sqlite3.SQLITE_NOTADB:
		return d.damaged("is no SQLite database, or its beginning is damaged")
	case code == sqlite3.SQLITE_ERROR && strings.Contains(e.Error(), "no such "):
		return d.damaged("lacks a part of its tables (" + e.Error() + ")")
	case code&0xff == sqlite3.SQLITE_FULL:
		return &FullError{File: d.file}
	case code&0xff == sqlite3.SQLITE_IOERR: // a full disk, too, where SQLite does not tell
		return fmt.Errorf("%s: %w: see whether its disk is full or failing, then run the same command again", d.file, e)
	case isRefusal(code):
		return d.refusal(e)
	case code&0xff == sqlite3.SQLITE_BUSY && filepath.Base(d.file) == inboxName: // no run holds it for long
		return &BusyError{Dir: filepath.Dir(d.file), Editor: true}
	case code&0xff == sqlite3.SQLITE_BUSY:
		return busy(filepath.Dir(d.file))
	}
	return err
}

// refusal says what SQLite has no right to.
func (d *database) refusal(cause error) error {
	f, err := os.Open(d.file)
	if err != nil {
		return err // says it all
	}
	f.Close() // nothing was written
	if d.mode != forReading {
		return fmt.Errorf("write %s: %w: it takes write permission on the file and on its folder (%w)", d.file, fs.ErrPermission, cause)
	}
	wal := d.file + "-wal"
	if _, err := os.Stat(wal); err != nil {
		return fmt.Errorf("read %s: %w: whoever wrote it has just ended, try again (%w)", d.file, fs.ErrPermission, cause)
	}
	return fmt.Errorf("read %s: %w: %s holds what was written last, and without write permission on the folder it can't be read; "+
		"the next `twicetold nightly` there takes it in (%w)", d.file, fs.ErrPermission, wal, cause)
}
