package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// table prints scores as they come.
type table struct {
	out      io.Writer
	accepted figures
	measured figures
	width    int // of the names
}

// newTable returns a table for these measures.
func newTable(out io.Writer, accepted figures, lines []measure) *table {
	t := &table{out: out, accepted: accepted, measured: figures{}}
	for _, m := range lines {
		t.width = max(t.width, len(m.name))
	}
	return t
}

func (t *table) header() error {
	return t.line("set", "articles", "P", "R", "F1", "90 %", "before", "change", "goal")
}

// row prints one measure.
func (t *table) row(m measure, s score) error {
	t.measured[m.name] = s.value
	before, change := "", ""
	if was, known := t.accepted[m.name]; known {
		before, change = m.written(was), m.difference(s.value-was)
	}
	articles, p, r, interval := "", "", "", ""
	if s.articles > 0 {
		articles = strconv.Itoa(s.articles)
	}
	if m.kind == scored {
		p, r = share(s.p, 4), share(s.r, 4)
	}
	if s.high > 0 {
		interval = share(s.low, 3) + "-" + share(s.high, 3)
	}
	return t.line(m.name, articles, p, r, m.written(s.value), interval, before, change, t.verdict(m, s.value))
}

// line prints the nine columns.
func (t *table) line(name string, columns ...any) error {
	text := fmt.Sprintf("%-*s", t.width, name) + fmt.Sprintf(" %8s %6s %6s %6s %11s %6s %6s  %s", columns...)
	_, err := fmt.Fprintln(t.out, strings.TrimRight(text, " "))
	if err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	return nil
}

// written returns a value as it is printed.
func (m measure) written(value float64) string {
	if m.kind == moved {
		return fmt.Sprintf("%.0f", value)
	}
	return share(value, 4)
}

// share returns a number from 0 to 1 without the zero before its point, which saves the room for a goal.
func share(x float64, decimals int) string {
	return strings.TrimPrefix(strconv.FormatFloat(x, 'f', decimals, 64), "0")
}

func (m measure) difference(by float64) string {
	by = rounded(by)
	switch {
	case by == 0:
		return "="
	case m.kind == moved:
		return fmt.Sprintf("%+.0f", by)
	case by < 0:
		return "-" + share(-by, 4)
	}
	return "+" + share(by, 4)
}

// verdict returns the goal, or the floor where that is missed or all there is, and by how much it is missed.
func (t *table) verdict(m measure, value float64) string {
	if m.kind == moved {
		if value > 0 {
			return "0: missed"
		}
		return "0"
	}
	name, least := "", m.goal.least
	if base, known := t.figure(m.goal.below); known {
		least = rounded(base - m.goal.by)
	}
	if value < m.goal.floor || least == 0 {
		name, least = "floor ", m.goal.floor
	}
	switch {
	case least == 0:
		return ""
	case value < least:
		return fmt.Sprintf("%s%s: missed by %s", name, share(least, 4), share(least-value, 4))
	}
	return name + share(least, 4)
}

// figure returns the score of a measure: now, or when it was last accepted.
func (t *table) figure(name string) (float64, bool) {
	if now, known := t.measured[name]; known {
		return now, true
	}
	was, known := t.accepted[name]
	return was, known
}
