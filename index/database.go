package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// patience is how long one writer waits for another's transaction.
const patience = 10 * time.Second

// How connections are opened. Those that write are FULL: what a transaction has committed outlives a power cut.
// A run is one large transaction that comes back to what it wrote, so it gets a cache that holds most of that, and
// what SQLite keeps to take back a single statement stays in memory.
const (
	forReading = "mode=ro"
	forWriting = "mode=rw&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	forRuns    = forWriting + "&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)"
	forMaking  = "mode=rwc&_txlock=immediate&_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)"
)

// database is an open file of tables.
type database struct {
	db     *sql.DB
	file   string // path, absolute
	do     string // what to do when it is damaged
	bodies bodies // of its records
}

// connect opens a file of tables, whatever its schema, without touching it yet.
func connect(file, mode string) (database, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return database{}, err
	}
	db, err := sql.Open("sqlite", address(file, mode))
	return database{db: db, file: file, do: restore}, err
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
	case code&0xff == sqlite3.SQLITE_BUSY:
		return busy(filepath.Dir(d.file))
	}
	return err
}
