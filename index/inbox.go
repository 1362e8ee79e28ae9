package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Corrections are made at any time, and a run holds the tables in one long transaction. So an editor writes into a
// file of its own, the inbox, and never waits for a run. A run obeys what is in the inbox when its grouping
// begins. Its transaction writes that down in the tables, as obeyed; afterwards it is taken out of the inbox. A run
// that is killed in between leaves it in both, which harms nobody: what is in the tables goes before what has the
// same number in the inbox, and the next run takes it out. Readers read the inbox first, so that nothing that moves
// meanwhile escapes them.
//
// The numbers of edits are one sequence, which goes on from the higher of what the two files have reached. A backup
// holds what waits as well, in its tables, and has no inbox; one that is restored gets a new one. That there was
// an inbox is noted in the tables (meta, inbox), so that one that is lost is not taken for one that never was. And it bears
// a mark of these tables, so that one of another archive is not taken for it.

const (
	inboxNote = "inbox"
	dropInbox = "take it away and run `twicetold nightly`, which makes it anew: corrections that no night had obeyed are lost, all others are in " + tablesName
)

// ensureInbox makes the inbox if it is not there and brings it up to date. That one was lost is told.
func (a *Archive) ensureInbox() error {
	noted, err := a.meta(inboxNote)
	if err != nil {
		return err
	}
	there, err := a.inbox.there()
	if err != nil {
		return err
	}
	if !there {
		if err := a.makeInbox(); err != nil {
			return fmt.Errorf("make %s: %w", a.inbox.file, err)
		}
		if noted != "" {
			a.told = append(a.told, Finding{File: a.inbox.file, What: "was missing, and with it any corrections that no night had obeyed", Do: madeAgain})
		}
	}
	if _, err := a.inbox.upgrade(inboxSteps()); err != nil {
		return err
	}
	if err := a.checkInboxSchema(); err != nil {
		return err
	}
	if noted != "" {
		return nil
	}
	return a.write(context.Background(), func(t *tx) error { return t.setMeta(inboxNote, "made") })
}

// makeInbox makes an inbox, unless someone else does so first, and clears away what a killed editor left.
func (a *Archive) makeInbox() error {
	tmp := filepath.Join(a.dir, tmpName)
	if err := os.MkdirAll(tmp, 0o777); err != nil {
		return err
	}
	mark, err := a.inboxMark()
	if err != nil {
		return err
	}
	steps := append(inboxSteps(), step{statements: fmt.Sprintf(`PRAGMA application_id = %d`, mark)})
	if err := makeFile(a.dir, inboxName, steps, len(inboxSteps())); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return removeEntries(tmp, func(name string) bool { return strings.HasPrefix(name, inboxName) })
}

// inboxMark returns what tells the inbox of these tables from others, in the place that SQLite has for whom a file belongs to.
// It is never 0, which inboxes bear that were made before there was a mark.
func (a *Archive) inboxMark() (int32, error) {
	salt, err := archiveSalt(a.reader(context.Background()))
	return int32(crc32.ChecksumIEEE(salt) | 1), err
}

// checkInboxSchema returns nil for an inbox of these tables that has the schema of this version.
func (a *Archive) checkInboxSchema() error {
	if err := a.inbox.checkVersion(inboxSteps()); err != nil {
		return err
	}
	want, err := a.inboxMark()
	if err != nil {
		return err
	}
	is, err := one(a.inbox.reader(context.Background()), column[int32], `PRAGMA application_id`)
	if err == nil && is != 0 && is != want {
		err = a.inbox.damaged("is of another archive than " + tablesName)
	}
	return err
}

func (a *Archive) inboxLost() *DamagedError {
	return &DamagedError{File: a.inbox.file, What: "is missing: corrections that no night had obeyed are lost",
		Do: "make them again; the next `twicetold nightly` makes the file anew"}
}

// there reports whether the file of a database is there at all; one that is there and empty is damaged.
func (d *database) there() (bool, error) {
	info, err := os.Stat(d.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err == nil && info.IsDir():
		return false, d.damaged("is a folder")
	case err == nil && info.Size() == 0:
		return false, d.damaged("is empty")
	}
	return err == nil, err
}

// hasInbox reports whether there is an inbox. One that was there and is lost is a *DamagedError.
func (a *Archive) hasInbox() (bool, error) {
	there, err := a.inbox.there()
	if err != nil {
		return false, err
	}
	if there {
		return true, a.checkInboxSchema()
	}
	noted, err := a.meta(inboxNote)
	if err == nil && noted != "" {
		err = a.inboxLost()
	}
	return false, err
}

// waitingQuery is editQuery for the inbox.
const waitingQuery = `SELECT id, at, by, reason, kind, left_set, right_set, apart, stories, undoes, NULL, NULL FROM edit ORDER BY id`

// waiting returns what is in the inbox, by id.
func (a *Archive) waiting(ctx context.Context) ([]Edit, error) {
	there, err := a.hasInbox()
	if !there || err != nil {
		return nil, err
	}
	return all(a.inbox.reader(ctx), scanEdit, waitingQuery)
}

// joinEdits returns the edits of the tables and those of the inbox, by id, each with the undo that takes it back.
func joinEdits(tables, waiting []Edit) []Edit {
	edits := slices.Clone(tables)
	place := map[int64]int{}
	for i, e := range edits {
		place[e.ID] = i
	}
	for _, e := range waiting {
		if _, moved := place[e.ID]; !moved {
			place[e.ID] = len(edits)
			edits = append(edits, e)
		}
	}
	for _, e := range edits {
		if i, there := place[e.Undoes]; there {
			edits[i].UndoneBy = e.ID
		}
	}
	slices.SortFunc(edits, func(a, b Edit) int { return cmp.Compare(a.ID, b.ID) })
	return edits
}

// post writes an edit into the inbox by what do makes of a transaction there, and makes the inbox if it was never there.
func (a *Archive) post(do func(t *tx) error) error {
	there, err := a.hasInbox()
	if err == nil && !there {
		err = a.makeInbox()
	}
	if err != nil {
		return err
	}
	return a.inbox.write(context.Background(), do)
}

// addWaiting puts an edit into the inbox and returns its id.
func (a *Archive) addWaiting(t *tx, e Edit) (int64, error) {
	const last = `SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'edit'`
	reached, err := one(a.reader(t.ctx), column[int64], last)
	if err != nil {
		return 0, err
	}
	if e.At.IsZero() {
		e.At = a.clock()
	}
	return t.insert(`INSERT INTO edit (id, at, by, reason, kind, left_set, right_set, apart, stories, undoes)
		VALUES (1 + max(?, (`+last+`)), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		reached, utc(e.At), e.By, e.Reason, e.Kind, array(e.Left), array(e.Right), array(e.Apart), array(e.Stories), orNull(e.Undoes))
}

// clearInbox takes those of these edits out of the inbox that are in the tables.
func (a *Archive) clearInbox(ctx context.Context, waiting []Edit) error {
	if len(waiting) == 0 {
		return nil
	}
	ids := make([]int64, len(waiting))
	for i, e := range waiting {
		ids[i] = e.ID
	}
	moved, err := all(a.reader(ctx), column[int64], `SELECT id FROM edit WHERE id IN (SELECT value FROM json_each(?))`, array(ids))
	if err != nil || len(moved) == 0 {
		return err
	}
	return a.inbox.write(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM edit WHERE id IN (SELECT value FROM json_each(?))`, array(moved))
		return err
	})
}
