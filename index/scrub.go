package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// What is removed for good must not remain in the files: freed pages are overwritten, then the file is made anew
// without them and its log is emptied. That this has to be done is noted in the tables (meta, scrub) in the transaction
// that removes, for it may not get to its end: the process may be killed, and while a reader holds an old state of the
// tables a log can't be emptied. Whatever begins a run tries again. An upgrade, too, leaves a file that is larger than it
// has to be, and notes it so; but that is no reason not to run, whatever keeps it from being made smaller.
//
// SQLite makes the new file among its temporary files first, as far as its cache does not hold it, and then writes it
// into the log: that takes as much room again in the one place and in the other.

const (
	scrubNote      = "scrub"
	removedForGood = "pending" // what is noted; anything else is a file that is larger than it has to be

	// temporaries says where a full disk can be when that of the tables is not.
	temporaries = ", or for SQLite's temporary files (in SQLITE_TMPDIR, in TMPDIR, else in /var/tmp)"
)

// errLogHeld says that a reader keeps a log from being emptied.
var errLogHeld = errors.New("a reader keeps a log from being emptied")

// overwrite makes the connection overwrite what it frees: VACUUM alone would leave that to the file system.
func (t *tx) overwrite() error {
	_, err := all(t.reader, column[int], `PRAGMA secure_delete = ON`)
	return err
}

// noteScrub notes that the transaction removes something for good.
func (t *tx) noteScrub() error {
	return errors.Join(t.overwrite(), t.setMeta(scrubNote, removedForGood))
}

// finishScrub makes the files anew if that is noted.
func (a *Archive) finishScrub(ctx context.Context) error {
	noted, err := a.meta(scrubNote)
	if err != nil || noted == "" {
		return err
	}
	if noted != removedForGood {
		a.compact(ctx)
		return nil
	}
	if err := errors.Join(a.inbox.scrub(ctx), a.scrub(ctx)); err != nil {
		return err
	}
	return a.clearScrub(ctx)
}

// compact makes the tables' file as small as it can be, or leaves word for Index why it could not. A log that is held is
// emptied when its readers are gone.
func (a *Archive) compact(ctx context.Context) {
	err := a.scrub(ctx)
	if err == nil || errors.Is(err, errLogHeld) {
		err = a.clearScrub(ctx)
	}
	if err != nil {
		a.told = append(a.told, Finding{File: a.file, What: fmt.Sprintf("is larger than it has to be (%v)", err), Do: "the next run tries again to make it smaller"})
	}
}

func (a *Archive) clearScrub(ctx context.Context) error {
	return a.write(ctx, func(t *tx) error { return t.setMeta(scrubNote, "") })
}

// resumeForgetting removes what waits though it was forgotten, and does what an earlier removal was kept from. A
// reader that is still there is no reason not to run: the note stays.
func (a *Archive) resumeForgetting(ctx context.Context) error {
	if err := a.write(ctx, (*tx).dropBarred); err != nil {
		return fmt.Errorf("finish forgetting: %w", err)
	}
	if err := a.finishScrub(ctx); err != nil && !errors.Is(err, errLogHeld) {
		return fmt.Errorf("finish forgetting: %w", err)
	}
	return nil
}

// scrub makes a database anew without free space and empties its log.
func (d *database) scrub(ctx context.Context) error {
	conn, err := d.db.Conn(ctx)
	if err != nil {
		return d.explain(ctx, err)
	}
	defer conn.Close() // back to the pool
	if err := vacuum(ctx, conn); err != nil {
		return ofFile(d.file+temporaries, d.explain(ctx, err))
	}
	blocked, err := one(reader{d, ctx, conn}, scanCheckpoint, `PRAGMA wal_checkpoint(TRUNCATE)`)
	if err == nil && blocked {
		err = fmt.Errorf("it is gone from the tables, but %w (%s-wal): end the readers; the next `twicetold nightly`, `forget` or `prune` then empties it", errLogHeld, d.file)
	}
	return err
}

// vacuum leaves the connection as a run wants it, also when it fails. The new file may be too large for memory.
func vacuum(ctx context.Context, conn *sql.Conn) error {
	exec := func(statement string) error { _, err := conn.ExecContext(ctx, statement); return err }
	return errors.Join(exec(`PRAGMA temp_store = FILE`), exec(`VACUUM`), exec(`PRAGMA temp_store = MEMORY`))
}

func scanCheckpoint(row scanner) (blocked bool, err error) {
	var pages, moved int
	err = row.Scan(&blocked, &pages, &moved)
	return blocked, err
}
