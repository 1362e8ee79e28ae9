package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// Why a correction can't be written as things stand: what it is about will look otherwise after the next night,
// it is said already, or it can't be obeyed together with those that hold.

// refuse returns the error that says so, nil when the correction may be written.
func (c *correction) refuse(a *index.Archive) error {
	all, err := a.Edits(true)
	if err != nil {
		return err
	}
	return c.refuseAmong(all)
}

// refuseAmong is refuse, given what Edits(true) returns.
func (c *correction) refuseAmong(all []index.Edit) error {
	if err := c.refuseBeforeUndo(all); err != nil || c.Undoes != 0 { // an undo asks for less
		return err
	}
	for _, e := range pendingOf(all) {
		if says(e, c.Edit) {
			return fmt.Errorf("edit %d says that already; the next night obeys it", e.ID)
		}
	}
	return refuseContradiction(slices.DeleteFunc(all, func(e index.Edit) bool { return e.Undoes != 0 || e.UndoneBy != 0 }), c.Edit)
}

// refuseBeforeUndo refuses to correct a story that the next night will put together anew: nobody knows yet what
// will be in it then.
func (c *correction) refuseBeforeUndo(all []index.Edit) error {
	about := append(named(c.Edit), named(c.undone)...)
	if c.Undoes != 0 && c.undone.Applied == 0 {
		return nil // nothing will change
	}
	for _, u := range pendingOf(all) {
		if u.Undoes == 0 {
			continue
		}
		for _, e := range all {
			if e.ID == u.Undoes && overlap(about, named(e)) {
				return fmt.Errorf("an undo of edit %d waits for the next night; correct this story after it", e.ID)
			}
		}
	}
	return nil
}

// named returns the ids of stories and articles that an edit names.
func named(e index.Edit) []string { return slices.Concat(e.Stories, e.Left, e.Right, e.Apart) }

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

// says reports whether an edit asks for all that another one does.
func says(e, other index.Edit) bool {
	within := func(some, all []string) bool {
		return !slices.ContainsFunc(some, func(id string) bool { return !slices.Contains(all, id) })
	}
	switch {
	case e.Kind != other.Kind:
		return false
	case e.Kind == "merge":
		return within(other.Stories, e.Stories)
	}
	return overlap(e.Stories[:min(len(e.Stories), 1)], other.Stories[:1]) && within(other.Left, e.Left)
}

// refuseContradiction returns an error that names those of the edits that hold which an edit can't be obeyed
// together with.
func refuseContradiction(holding []index.Edit, e index.Edit) error {
	chain := cluster.Contradiction(nightly.Constraints(append(slices.Clone(holding), e)))
	if chain == nil {
		return nil
	}
	said := []string{"refused: it contradicts corrections that hold"}
	for _, held := range holding {
		if slices.Contains(chain, held.ID) {
			said = append(said, fmt.Sprintf("edit %d: %s, by %s", held.ID, editedWhat(held), held.By))
		}
	}
	said = append(said, fmt.Sprintf("take one of these back first (`%s undo EDIT --yes`), or leave things as they are", programName))
	return errors.New(strings.Join(said, "\n"))
}

// bring notes what mergers that wait for the next night bring along into this one.
func (c *correction) bring(a *index.Archive) error {
	pending, err := pendingEdits(a)
	if err != nil || c.Kind != "merge" {
		return err
	}
	joined := slices.Clone(c.Stories)
	for before := -1; before < len(joined); { // until none of them leads on
		before = len(joined)
		for _, e := range pending {
			if e.Kind != "merge" || e.ID == c.ID || !overlap(e.Stories, joined) {
				continue
			}
			for _, id := range e.Stories {
				if slices.Contains(joined, id) {
					continue
				}
				s, _, err := a.Resolve(id)
				if err != nil {
					return fmt.Errorf("count what edit %d adds: %w", e.ID, err)
				}
				joined, c.brought = append(joined, id), c.brought+s.Articles
				if !slices.Contains(c.bringing, e.ID) {
					c.bringing = append(c.bringing, e.ID)
				}
			}
		}
	}
	return nil
}
