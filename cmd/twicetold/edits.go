package main

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// editsOptions are the flags of edits.
type editsOptions struct {
	archive archiveOptions
	json    bool
	zone    string
}

func newEditsCommand(std stdio) *cobra.Command {
	var opts editsOptions
	c := &cobra.Command{
		Use:   "edits",
		Short: "List the editors' corrections",
		Long: `edits lists what editors have corrected by merge, split, move and undo, oldest first: pending until the
next night, then applied, and undone when another edit has taken it back.
` + archiveHelp,
		Example: `  twicetold edits -a news
  twicetold edits -a news --json | jq 'select(.state == "pending")'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return interruptible(c.Context(), func() error { return runEdits(opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print a line of JSON for each edit")
	addZoneFlag(c.Flags(), &opts.zone)
	return c
}

func runEdits(opts editsOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		edits, err := a.Edits(true)
		if err != nil {
			return err
		}
		if opts.json {
			return writeEditLines(edits, std)
		}
		p := newPage(std, zone)
		v := newTimesView(p, editTimes(edits)...)
		if len(edits) == 0 {
			v.line("no edits")
			return p.flush()
		}
		v.line(plural(len(edits), "edit", "edits"), " ", v.clocks())
		v.line()
		for _, e := range edits {
			v.edit(e)
		}
		return p.flush()
	})
}

func editTimes(edits []index.Edit) []news.Time {
	var times []news.Time
	for _, e := range edits {
		times = append(times, clockTime(e.At))
	}
	return times
}

// edit writes one edit: what it asks for and how it stands, who made it, when and why.
func (v view) edit(e index.Edit) {
	number := pad(fmt.Sprint(e.ID), len(indent)-1) + " "
	v.wrapped(number, v.strong(clean(editedWhat(e)))+", "+editState(e))
	v.wrapped(indent, v.editedBy(e))
}

// editedBy says who made an edit, when and why.
func (v view) editedBy(e index.Edit) string {
	said := v.said(clockTime(e.At)) + " by " + clean(e.By)
	if e.Reason != "" {
		said += ": " + clean(e.Reason)
	}
	return said
}

// namedIDs is how many ids are named before the rest is counted.
const namedIDs = 5

// editedWhat says what an edit asks for.
func editedWhat(e index.Edit) string {
	switch e.Kind {
	case "merge":
		return "merge " + listedIDs(e.Stories)
	case "split":
		return "split " + listedIDs(e.Left) + " from " + listedIDs(e.Stories)
	case "move":
		return "move " + listedIDs(e.Left) + " to " + listedIDs(e.Stories[:min(len(e.Stories), 1)])
	}
	return fmt.Sprintf("undo edit %d", e.Undoes)
}

// listedIDs names ids, or the first of many.
func listedIDs(ids []string) string {
	if more := len(ids) - namedIDs; more > 1 {
		return strings.Join(ids[:namedIDs], ", ") + fmt.Sprintf(" and %d more", more)
	}
	if n := len(ids); n > 1 {
		return strings.Join(ids[:n-1], ", ") + " and " + ids[n-1]
	}
	return strings.Join(ids, "")
}

// listedEdits names edits by their numbers.
func listedEdits(ids []int64) string {
	var numbers []string
	for _, id := range ids {
		numbers = append(numbers, fmt.Sprint(id))
	}
	if len(ids) == 1 {
		return "edit " + numbers[0]
	}
	return "edits " + listedIDs(numbers)
}

// States of edits.
const (
	editPending = "pending"
	editApplied = "applied"
	editUndone  = "undone"
)

func stateOf(e index.Edit) string {
	switch {
	case e.UndoneBy != 0:
		return editUndone
	case e.Applied == 0:
		return editPending
	}
	return editApplied
}

// editState says how an edit stands, and by what.
func editState(e index.Edit) string {
	switch state := stateOf(e); state {
	case editUndone:
		return fmt.Sprintf("undone by edit %d", e.UndoneBy)
	case editPending:
		return "pending: the next night obeys it"
	default:
		return fmt.Sprintf("%s in run %d", state, e.Applied)
	}
}

// pendingEdits returns the edits that wait for the next run, by id.
func pendingEdits(a *index.Archive) ([]index.Edit, error) {
	edits, err := a.Edits(true)
	return pendingOf(edits), err
}

// pendingOf returns those of all edits that wait for the next run.
func pendingOf(edits []index.Edit) []index.Edit {
	never := map[int64]bool{} // undone before a run obeyed them: their undoing changes nothing
	for _, e := range edits {
		never[e.ID] = e.Applied == 0
	}
	var pending []index.Edit
	for _, e := range edits {
		if stateOf(e) == editPending && !never[e.Undoes] {
			pending = append(pending, e)
		}
	}
	return pending
}

// pendingByStory returns the ids of the edits that wait for the next run by the stories they were made about.
func pendingByStory(a *index.Archive) (map[string][]int64, error) {
	edits, err := pendingEdits(a)
	if err != nil {
		return nil, err
	}
	pending := map[string][]int64{}
	for _, e := range edits {
		for _, id := range e.Stories {
			pending[id] = append(pending[id], e.ID)
		}
	}
	return pending, nil
}

// editJSON is an edit as programs see it.
type editJSON struct {
	ID       *int64   `json:"id"` // null: not written
	At       *string  `json:"at"`
	By       string   `json:"by"`
	Reason   string   `json:"reason"`
	Kind     string   `json:"kind"`
	Stories  []string `json:"stories"`
	Left     []string `json:"left"`
	Right    []string `json:"right"`
	Apart    []string `json:"apart"`
	State    string   `json:"state"`
	Run      *int64   `json:"run"` // that obeyed it first
	UndoneBy *int64   `json:"undone_by"`
	Undoes   *int64   `json:"undoes"`
}

func newEditJSON(e index.Edit) editJSON {
	j := editJSON{
		ID: optionalNumber(e.ID), By: e.By, Reason: e.Reason, Kind: e.Kind, Stories: append([]string{}, e.Stories...),
		Left: append([]string{}, e.Left...), Right: append([]string{}, e.Right...), Apart: append([]string{}, e.Apart...),
		State: stateOf(e), Run: optionalNumber(e.Applied), UndoneBy: optionalNumber(e.UndoneBy), Undoes: optionalNumber(e.Undoes),
	}
	if !e.At.IsZero() {
		j.At = optional(e.At.UTC().Format(time.RFC3339))
	}
	return j
}

// optionalNumber returns nil for no number.
func optionalNumber(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

func writeEditLines(edits []index.Edit, std stdio) error {
	out := bufio.NewWriter(std.out)
	lines := newLineEncoder(out)
	for _, e := range edits {
		if err := lines.Encode(newEditJSON(e)); err != nil {
			return fmt.Errorf("list edits: %w", err)
		}
	}
	return out.Flush()
}
