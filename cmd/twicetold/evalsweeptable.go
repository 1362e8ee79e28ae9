package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/cluster"
)

// sweepTable writes the rows of a sweep as they come: a sweep takes minutes.
type sweepTable struct {
	p       *page
	names   []string // of the sets
	widths  []int    // of their columns
	name    int      // width of the constants' column
	started bool
	last    string // constant of the last row
}

// Widths of the columns of a sweep.
const (
	sweepFixed  = 2 + 5 + 2 + 6 + 2 + 5 + 2 + 7 // factor, value, mean, change
	sweepNarrow = 5                             // a score
)

func newSweepTable(std stdio, sets []*goldSet) *sweepTable {
	t := &sweepTable{p: newPage(std, evalZone), name: len("constant")}
	for _, c := range cluster.Constants() {
		t.name = max(t.name, len(c.Name))
	}
	room := (evalWidth-t.name-sweepFixed)/len(sets) - 2
	for _, s := range sets {
		name := fit(clean(s.name), max(room, sweepNarrow))
		t.names, t.widths = append(t.names, name), append(t.widths, max(uniseg.StringWidth(name), sweepNarrow))
	}
	return t
}

// row writes a row, under the head if it is the first.
func (t *sweepTable) row(r sweepRow) error {
	if !t.started {
		t.started = true
		t.line("constant", "factor", "value", t.names, "mean", "change")
	}
	var scores []string
	for _, s := range r.Sets {
		scores = append(scores, short(s.F1, 4))
	}
	name, factor, value, change := r.Constant, "off", "inf", fmt.Sprintf("%+.4f", r.Difference)
	switch {
	case r.Constant == "":
		name, factor, value, change = "defaults", "", "", ""
	case r.Constant == t.last:
		name = ""
	}
	t.last = r.Constant
	if r.Factor != nil {
		factor = "x" + strconv.FormatFloat(*r.Factor, 'f', -1, 64)
	}
	if r.Value != nil {
		value = strconv.FormatFloat(*r.Value, 'g', 4, 64)
	}
	if r.Difference == 0 {
		change = ""
	}
	t.line(name, factor, value, scores, short(r.Mean, 4), change)
	return t.p.flush()
}

// line writes the columns of a row.
func (t *sweepTable) line(name, factor, value string, sets []string, end ...string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %5s  %6s", pad(name, t.name), factor, value)
	for i, s := range sets {
		fmt.Fprintf(&b, "  %s%s", strings.Repeat(" ", max(t.widths[i]-uniseg.StringWidth(s), 0)), s)
	}
	fmt.Fprintf(&b, "  %5s  %7s", end[0], end[1])
	t.p.line(b.String())
}
