package index

import (
	"context"
	"errors"
	"fmt"
)

// What is removed for good must not remain in the files: freed pages are overwritten, then the file is made anew
// without them and its log is emptied. That this has to be done is noted in the tables (meta, scrub) in the transaction
// that removes, for it may not get to its end: the process may be killed, and while a reader holds an old state of the
// tables a log can't be emptied. Whatever begins a run tries again.

const (
	scrubNote      = "scrub"
	removedForGood = "pending" // what is noted; anything else is a file that is larger than it has to be
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
	if err := errors.Join(a.inbox.scrub(ctx), a.scrub(ctx)); err != nil {
		return err
	}
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
	defer conn.Close()                                                                               // back to the pool
	for _, s := range []string{`PRAGMA temp_store = FILE`, `VACUUM`, `PRAGMA temp_store = MEMORY`} { // the copy may be large
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return d.explain(ctx, err)
		}
	}
	blocked, err := one(reader{d, ctx, conn}, scanCheckpoint, `PRAGMA wal_checkpoint(TRUNCATE)`)
	if err == nil && blocked {
		err = fmt.Errorf("it is gone from the tables, but %w (%s-wal): end the readers; the next `twicetold nightly`, `forget` or `prune` then empties it", errLogHeld, d.file)
	}
	return err
}

func scanCheckpoint(row scanner) (blocked bool, err error) {
	var pages, moved int
	err = row.Scan(&blocked, &pages, &moved)
	return blocked, err
}
