package index

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

func editor(t *testing.T, a *Archive) *Archive {
	t.Helper()
	e := must[*Archive](t)(OpenEditor(a.dir))
	t.Cleanup(func() { e.db.Close(); e.inbox.db.Close() })
	return e
}

// numbers are the ids of edits.
func numbers(edits []Edit) []int64 {
	var ids []int64
	for _, e := range edits {
		ids = append(ids, e.ID)
	}
	return ids
}

func merging(left, right string) Edit {
	return Edit{Kind: "merge", By: "Ada", Left: []string{left}, Right: []string{right}, Stories: []string{"s1"}}
}

// inInbox are the ids of the corrections that wait.
func inInbox(t *testing.T, a *Archive) []int64 {
	t.Helper()
	return numbers(must[[]Edit](t)(a.waiting(t.Context())))
}

func TestEdits(t *testing.T) {
	a := grouped(t)
	e := editor(t, a)
	want := Edit{ID: 1, At: night, By: "Ada", Reason: "one event", Kind: "merge", Left: []string{"a"}, Right: []string{"d"}, Stories: []string{"s1", "s2"}}
	must[int64](t)(e.AddEdit(want, nil))
	must[int64](t)(e.AddEdit(Edit{By: "Ada", Kind: "move", Left: []string{"b"}, Right: []string{"d"}, Apart: []string{"a"}}, nil))
	group(t, begin(t, a, night), func(g *Grouping) {
		edits := must[[]Edit](t)(g.Edits())
		want.Apart = []string{}
		if len(edits) != 2 || !reflect.DeepEqual(edits[0], want) {
			t.Errorf("got %+v", edits)
		}
		check(t, g.MarkApplied([]int64{1}))
		if edits := must[[]Edit](t)(g.Edits()); len(edits) != 2 || edits[0].Applied != 2 {
			t.Errorf("once marked: %+v", edits)
		}
	})
	same(t, "waiting", inInbox(t, a), []int64{2})
	undo := must[int64](t)(e.Undo(1, "Bo", "two events"))
	for _, bad := range []int64{1, undo, 77} {
		if _, err := e.Undo(bad, "Bo", ""); err == nil || (bad == 77) != errors.Is(err, ErrNotFound) {
			t.Errorf("undo of %d: %v", bad, err)
		}
	}
	group(t, begin(t, a, night), func(g *Grouping) {
		undos := must[[]Edit](t)(g.UndonePending())
		if len(undos) != 1 || undos[0].Undoes != 1 || undos[0].At.IsZero() {
			t.Errorf("undos: %+v", undos)
		}
		check(t, g.MarkApplied([]int64{undo}))
		if len(must[[]Edit](t)(g.UndonePending())) != 0 || len(must[[]Edit](t)(g.Edits())) != 1 {
			t.Error("the undo is still pending")
		}
	})
	if list := must[[]Edit](t)(a.Edits(true)); len(list) != 3 || list[0].UndoneBy != undo || list[0].Applied != 2 || list[2].Applied != 3 {
		t.Errorf("all: %+v", list)
	}
	if list := must[[]Edit](t)(a.Edits(false)); len(list) != 1 || list[0].Kind != "move" {
		t.Errorf("standing: %+v", list)
	}
	sound(t, a)
}

// Whatever a run holds, an editor does not wait for it, and the run does not see what came after its beginning.
func TestEditsDuringGroup(t *testing.T) {
	a := grouped(t)
	e := editor(t, a)
	must[int64](t)(e.AddEdit(merging("a", "d"), nil))
	must[sql.Result](t)(e.inbox.db.Exec(`PRAGMA busy_timeout = 0`))
	e.inbox.db.SetMaxOpenConns(1)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.SetStoryID(1, "s7")) // the transaction writes
		if id := must[int64](t)(e.AddEdit(merging("b", "c"), nil)); id != 2 {
			t.Errorf("id %d", id)
		}
		must[int64](t)(e.Undo(1, "Bo", "")) // of an edit that is being obeyed
		same(t, "seen by the run", numbers(must[[]Edit](t)(g.Edits())), []int64{1})
		check(t, g.MarkApplied([]int64{1}))
		same(t, "seen by readers", numbers(must[[]Edit](t)(reading(t, a.dir).Edits(true))), []int64{1, 2, 3})
	})
	same(t, "waiting", inInbox(t, a), []int64{2, 3})
	edits := must[[]Edit](t)(e.Edits(true))
	if edits[0].Applied == 0 || edits[0].UndoneBy != 3 || edits[1].Applied != 0 || edits[2].Applied != 0 {
		t.Errorf("got %+v", edits)
	}
	group(t, begin(t, a, night), func(g *Grouping) {
		same(t, "then hold", numbers(must[[]Edit](t)(g.Edits())), []int64{2})
		same(t, "then undone", numbers(must[[]Edit](t)(g.UndonePending())), []int64{3})
	})
}

// One editor who waits for another is not told of the run that holds the archive.
func TestBusyEditor(t *testing.T) {
	a := grouped(t)
	e := editor(t, a)
	must[sql.Result](t)(e.inbox.db.Exec(`PRAGMA busy_timeout = 0`))
	e.inbox.db.SetMaxOpenConns(1)
	check(t, a.inbox.write(t.Context(), func(*tx) error {
		var busy *BusyError
		if _, err := e.AddEdit(merging("a", "d"), nil); !errors.As(err, &busy) || !busy.Editor || busy.Dir != a.dir {
			t.Errorf("got %v", err)
		}
		return nil
	}))
}

// Of corrections that contradict each other, written at the same time, one is refused: each sees all that were written
// before it.
func TestAddEditChecked(t *testing.T) {
	a := grouped(t)
	refused := errors.New("refused")
	answers := make(chan error)
	for range 4 {
		e := editor(t, a)
		go func() {
			_, err := e.AddEdit(merging("a", "d"), func(all []Edit) error {
				if len(all) > 0 {
					return refused
				}
				return nil
			})
			answers <- err
		}()
	}
	written := 0
	for range 4 {
		if err := <-answers; err == nil {
			written++
		} else if !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	if edits := must[[]Edit](t)(a.Edits(true)); written != 1 || len(edits) != 1 {
		t.Errorf("%d written: %+v", written, edits)
	}
}

// A correction that is taken back before any night is kept with its undo, and was never obeyed.
func TestUndoneBeforeObeyed(t *testing.T) {
	a := grouped(t)
	must[int64](t)(a.AddEdit(merging("a", "d"), nil))
	must[int64](t)(a.Undo(1, "Bo", ""))
	group(t, begin(t, a, night), func(g *Grouping) {
		same(t, "hold", numbers(must[[]Edit](t)(g.Edits())), nil)
		check(t, g.MarkApplied(numbers(must[[]Edit](t)(g.UndonePending()))))
	})
	same(t, "waiting", inInbox(t, a), nil)
	if edits := must[[]Edit](t)(a.Edits(true)); len(edits) != 2 || edits[0].Applied != 0 || edits[0].UndoneBy != 2 || edits[1].Applied != 2 {
		t.Errorf("got %+v", edits)
	}
	sound(t, a)
}

// A run that fails, and one that only rehearses, leave the inbox as it was; one that was killed after its commit is
// made up for by the next.
func TestInboxAndKilledRuns(t *testing.T) {
	a := grouped(t)
	must[int64](t)(a.AddEdit(merging("a", "d"), nil))
	stop := errors.New("stop")
	obey := func(g *Grouping) error { return errors.Join(g.MarkApplied([]int64{1}), stop) }
	if err := begin(t, a, night).Group(t.Context(), obey); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if err := a.Rehearse(t.Context(), night, obey); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if edits := must[[]Edit](t)(a.Edits(true)); len(edits) != 1 || edits[0].Applied != 0 {
		t.Errorf("got %+v", edits)
	}
	killed := must[[]Edit](t)(a.waiting(t.Context()))[0]
	killed.Applied = 1
	check(t, a.write(t.Context(), func(w *tx) error { return w.putEdit(killed) }))
	if edits := must[[]Edit](t)(a.Edits(true)); len(edits) != 1 || edits[0].Applied != 1 {
		t.Errorf("in both files: %+v", edits)
	}
	sound(t, a)
	group(t, begin(t, a, night), func(g *Grouping) {
		if edits := must[[]Edit](t)(g.Edits()); len(edits) != 1 || edits[0].Applied != 1 {
			t.Errorf("the next run sees %+v", edits)
		}
	})
	same(t, "waiting", inInbox(t, a), nil)
}

// No number is given twice, whichever of the files is lost or put back.
func TestEditNumbers(t *testing.T) {
	a := grouped(t)
	add := func() int64 { t.Helper(); return must[int64](t)(a.AddEdit(merging("a", "d"), nil)) }
	add()
	group(t, begin(t, a, night), func(g *Grouping) { check(t, g.MarkApplied([]int64{1})) })
	if id := add(); id != 2 {
		t.Errorf("after an empty inbox: %d", id)
	}
	must[sql.Result](t)(a.inbox.db.Exec(`DELETE FROM edit`))
	if id := add(); id != 3 {
		t.Errorf("after a deletion: %d", id)
	}
	check(t, a.Close())
	removeDatabase(t, filepath.Join(a.dir, inboxName))
	a = writer(t, a.dir)
	if id := add(); id != 2 {
		t.Errorf("after a loss: %d", id)
	}
}

func removeDatabase(t *testing.T, file string) {
	t.Helper()
	for _, name := range []string{file, file + "-wal", file + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// A backup is an archive in one file: what waits is in it, and corrections go on from there.
func TestBackupHoldsInbox(t *testing.T) {
	a := grouped(t)
	must[int64](t)(a.AddEdit(merging("a", "d"), nil))
	must[int64](t)(a.AddEdit(merging("b", "c"), nil))
	must[int64](t)(a.Undo(2, "Bo", ""))
	dir := t.TempDir()
	check(t, reading(t, a.dir).Backup(t.Context(), filepath.Join(dir, tablesName)))
	want := must[[]Edit](t)(a.Edits(true))
	b := reading(t, dir)
	sound(t, b)
	if got := must[[]Edit](t)(b.Edits(true)); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if id := must[int64](t)(editor(t, b).AddEdit(merging("a", "c"), nil)); id != 4 {
		t.Errorf("an editor before any run: %d", id)
	}
	w := writer(t, dir)
	group(t, begin(t, w, night), func(g *Grouping) {
		same(t, "hold", numbers(must[[]Edit](t)(g.Edits())), []int64{1, 4})
		check(t, g.MarkApplied([]int64{1, 3, 4}))
	})
	same(t, "waiting", inInbox(t, w), nil)
	sound(t, w)
}

func TestEditorsTogether(t *testing.T) {
	a := grouped(t)
	const each = 5
	ids := make(chan int64)
	for range 4 {
		e := editor(t, a)
		go func() {
			for range each {
				id, err := e.AddEdit(merging("a", "d"), nil)
				if err != nil {
					t.Error(err)
				}
				ids <- id
			}
		}()
	}
	var got []int64
	for range 4 * each {
		got = append(got, <-ids)
	}
	slices.Sort(got)
	if len(slices.Compact(got)) != 4*each || got[len(got)-1] != 4*each {
		t.Errorf("got %v", got)
	}
}

func TestForgetInInbox(t *testing.T) {
	a := grouped(t)
	must[int64](t)(a.AddEdit(Edit{Kind: "merge", Left: []string{"a", "c"}, Right: []string{"d"}}, nil))
	must[[]string](t)(a.Forget(t.Context(), "c"))
	edits := must[[]Edit](t)(a.Edits(true))
	same(t, "left", edits[0].Left, []string{"a"})
	same(t, "right", edits[0].Right, []string{"d"})
}
