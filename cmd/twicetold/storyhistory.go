package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// What became of a story from night to night, and what editors had to say about it.

// changeJSON is an entry of a story's history as programs see it.
type changeJSON struct {
	Run   int64   `json:"run"`
	At    string  `json:"at"`
	Kind  string  `json:"kind"`
	Story string  `json:"story"`
	Other *string `json:"other"`
	Texts int     `json:"texts"`
}

func newHistoryJSON(changes []index.Change) []changeJSON {
	list := []changeJSON{}
	for _, c := range changes {
		list = append(list, changeJSON{c.Run, c.At.UTC().Format(time.RFC3339), c.Kind, c.Story, optional(c.Other), c.Texts})
	}
	return list
}

// chronicle is the history of a story in words.
type chronicle struct {
	view
	lines []chronicleLine
}

type chronicleLine struct {
	at   time.Time
	said string
}

// pastChange is an entry of the history.
type pastChange struct {
	index.Change
	stood bool // the story was there before it
}

// pastOf returns what runs did to the story with an id.
func pastOf(a *index.Archive, id string) ([]pastChange, error) {
	changes, err := a.History(id)
	if err != nil {
		return nil, err
	}
	var past []pastChange
	for _, c := range changes {
		of := changes
		if c.Story != id {
			if of, err = a.History(c.Story); err != nil {
				return nil, err
			}
		}
		own := slices.IndexFunc(of, func(other index.Change) bool { return other.Story == c.Story })
		past = append(past, pastChange{c, own >= 0 && of[own] != c})
	}
	return past, nil
}

// newChronicle tells what runs did to a story and which edits were made about it.
func newChronicle(p *page, id string, past []pastChange, edits []index.Edit) chronicle {
	var c chronicle
	for _, change := range past {
		c.lines = append(c.lines, chronicleLine{change.At, fmt.Sprintf("run %d: %s", change.Run, changeSaid(id, change))})
	}
	for _, e := range edits {
		if slices.Contains(e.Stories, id) {
			c.lines = append(c.lines, chronicleLine{e.At, fmt.Sprintf("edit %d by %s: %s", e.ID, clean(e.By), joined(": ", clean(editedWhat(e)), clean(e.Reason)))})
		}
	}
	slices.SortStableFunc(c.lines, func(a, b chronicleLine) int { return a.at.Compare(b.at) })
	var times []news.Time
	for _, l := range c.lines {
		times = append(times, clockTime(l.at))
	}
	c.view = newTimesView(p, times...)
	return c
}

// clocks says, in brackets, which year and zone the times of a view that are not of publication are of.
func (v view) clocks() string {
	year := ""
	if v.year > 0 {
		year = fmt.Sprint(v.year)
	}
	return "(" + joined(", ", year, v.zoneName(v.g)) + ")"
}

func (c chronicle) write() {
	if len(c.lines) == 0 {
		c.line(indent, "no history")
	}
	for _, l := range c.lines {
		c.wrapped(pad(indent+c.when(clockTime(l.at)), c.timed()), l.said)
	}
}

// changeSaid tells a change from the side of the story with this id.
func changeSaid(id string, c pastChange) string {
	texts := plural(c.Texts, "text", "texts")
	if c.Story != id {
		return changeOfOther(c, texts)
	}
	switch {
	case c.Kind == "split" && c.stood:
		return fmt.Sprintf("took %s from %s", texts, cmp.Or(c.Other, "another story"))
	case c.Kind == "new":
		return "new, with " + texts
	case c.Kind == "grown":
		return "grown by " + texts
	case c.Kind == "merged":
		return fmt.Sprintf("became part of %s, with %s", c.Other, texts)
	case c.Kind == "split":
		return fmt.Sprintf("split from %s, with %s", cmp.Or(c.Other, "another story"), texts)
	case c.Kind == "reopened":
		return joined(" ", "reopened", outOf(c.Other))
	}
	return c.Kind
}

// changeOfOther tells what another story's change meant to this one.
func changeOfOther(c pastChange, texts string) string {
	switch {
	case c.Kind == "split" && c.stood:
		return fmt.Sprintf("%s went to %s", texts, c.Story)
	case c.Kind == "merged":
		return fmt.Sprintf("%s became part of it, with %s", c.Story, texts)
	case c.Kind == "split":
		return fmt.Sprintf("%s was split from it, with %s", c.Story, texts)
	}
	return fmt.Sprintf("%s %s %s", c.Story, c.Kind, outOf(c.Other))
}

func outOf(id string) string {
	if id == "" {
		return ""
	}
	return "out of " + id
}
