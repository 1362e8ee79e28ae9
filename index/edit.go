package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// undoKind is the kind of the edit that takes another back.
const undoKind = "undo"

const (
	editColumns = `id, at, by, reason, kind, left_set, right_set, apart, stories, undoes, undone_by, applied`
	editQuery   = `SELECT ` + editColumns + ` FROM edit ORDER BY id`
)

// stands reports whether an edit is a correction that holds.
func (e Edit) stands() bool { return e.Kind != undoKind && e.UndoneBy == 0 }

// Edits returns the corrections that hold, by id; those with Applied 0 are pending. Those that were made since the
// grouping began are not among them.
func (g *Grouping) Edits() ([]Edit, error) {
	return g.edits(Edit.stands)
}

// UndonePending returns the undos that no run has obeyed yet, by id, but for those made since the grouping began.
func (g *Grouping) UndonePending() ([]Edit, error) {
	return g.edits(func(e Edit) bool { return e.Kind == undoKind && e.Applied == 0 })
}

func (g *Grouping) edits(which func(Edit) bool) ([]Edit, error) {
	tables, err := all(g.reader, scanEdit, editQuery)
	if err != nil {
		return nil, fmt.Errorf("read edits: %w", err)
	}
	return slices.DeleteFunc(joinEdits(tables, g.waiting), func(e Edit) bool { return !which(e) }), nil
}

// Edits returns the corrections that hold, by id, or with all also those undone and their undos. Those with
// Applied 0 wait for the next run.
func (a *Archive) Edits(all bool) ([]Edit, error) {
	edits, err := a.edits(context.Background())
	if err != nil {
		return nil, fmt.Errorf("read edits: %w", err)
	}
	if all {
		return edits, nil
	}
	return slices.DeleteFunc(edits, func(e Edit) bool { return !e.stands() }), nil
}

func (a *Archive) edits(ctx context.Context) ([]Edit, error) {
	waiting, err := a.waiting(ctx)
	if err != nil {
		return nil, err
	}
	return a.joined(ctx, waiting)
}

// joined returns the edits of the tables and what waits, which has been read before.
func (a *Archive) joined(ctx context.Context, waiting []Edit) ([]Edit, error) {
	tables, err := all(a.reader(ctx), scanEdit, editQuery)
	return joinEdits(tables, waiting), err
}

func scanEdit(row scanner) (e Edit, err error) {
	err = row.Scan(&e.ID, stamp{&e.At}, &e.By, &e.Reason, &e.Kind, list{&e.Left}, list{&e.Right}, list{&e.Apart}, list{&e.Stories},
		nullable(&e.Undoes), nullable(&e.UndoneBy), nullable(&e.Applied))
	return e, err
}

// MarkApplied records that the run obeyed edits or undos that were pending. An edit that was undone before any run
// obeyed it is kept with its undo.
func (g *Grouping) MarkApplied(editIDs []int64) error {
	_, err := g.exec(`UPDATE edit SET applied = ? WHERE applied IS NULL AND id IN (SELECT value FROM json_each(?))`, g.run.id, array(editIDs))
	for _, e := range g.waiting { // an undo comes after what it undoes
		if err != nil {
			break
		}
		undone := slices.ContainsFunc(g.waiting, func(u Edit) bool { return u.Undoes == e.ID && slices.Contains(editIDs, u.ID) })
		switch {
		case slices.Contains(editIDs, e.ID):
			e.Applied = g.run.id
			err = g.putEdit(e)
		case undone:
			err = g.putEdit(e)
		}
	}
	if err != nil {
		return fmt.Errorf("mark edits: %w", err)
	}
	return nil
}

// putEdit takes an edit of the inbox into the tables, unless it is there.
func (t *tx) putEdit(e Edit) error {
	_, err := t.exec(`INSERT OR IGNORE INTO edit (`+editColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`, e.ID, utc(e.At), e.By, e.Reason, e.Kind,
		array(e.Left), array(e.Right), array(e.Apart), array(e.Stories), orNull(e.Undoes), orNull(e.Applied))
	if err != nil || e.Undoes == 0 {
		return err
	}
	_, err = t.exec(`UPDATE edit SET undone_by = ? WHERE id = ?`, e.ID, e.Undoes)
	return err
}

// AddEdit writes a correction down for the next run and returns its id, also while a run groups. A zero At is the
// present. check, unless it is nil, is given what Edits(true) returns, and nobody adds to that before AddEdit returns; its
// error is the reason for which the edit is not written.
func (a *Archive) AddEdit(e Edit, check func(all []Edit) error) (int64, error) {
	var id int64
	err := a.post(func(t *tx) error {
		edits, err := a.editsWithin(t)
		if err == nil && check != nil {
			err = check(edits)
		}
		if err != nil {
			return err
		}
		id, err = a.addWaiting(t, e)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("add edit: %w", err)
	}
	return id, nil
}

// Undo writes down that an edit is taken back, and returns the id of the undo, also while a run groups. An edit
// that is not there is ErrNotFound; one that is undone, or an undo itself, can't be undone.
func (a *Archive) Undo(id int64, by, reason string) (int64, error) {
	var undo int64
	err := a.post(func(t *tx) error {
		edits, err := a.editsWithin(t)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(edits, func(e Edit) bool { return e.ID == id })
		if i < 0 {
			return ErrNotFound
		}
		if err := edits[i].undoable(); err != nil {
			return err
		}
		undo, err = a.addWaiting(t, Edit{By: by, Reason: reason, Kind: undoKind, Undoes: id, Stories: edits[i].Stories})
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("undo edit %d: %w", id, err)
	}
	return undo, nil
}

// editsWithin returns all edits as a transaction of the inbox sees them, by id.
func (a *Archive) editsWithin(t *tx) ([]Edit, error) {
	waiting, err := all(t.reader, scanEdit, waitingQuery)
	if err != nil {
		return nil, err
	}
	return a.joined(t.ctx, waiting)
}

func (e Edit) undoable() error {
	switch {
	case e.Kind == undoKind:
		return errors.New("it is an undo; make the correction again instead")
	case e.UndoneBy != 0:
		return fmt.Errorf("edit %d has undone it already", e.UndoneBy)
	}
	return nil
}
