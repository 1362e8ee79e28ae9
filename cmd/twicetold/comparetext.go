package main

import (
	"fmt"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// Columns of texts side by side.
const (
	sideGap   = " │ "
	minBeside = 40 // of a column; narrower ones stand one below the other
)

// write writes the comparison as text.
func (c *compared) write() error {
	c.wrapped("", c.verdict())
	if calendar := c.calendar(); calendar != "" {
		c.wrapped("", calendar)
	}
	c.line()
	for i := range c.two {
		c.side(i)
	}
	c.line()
	if columns := (c.width - columnsOf(sideGap)) / 2; columns >= minBeside {
		c.beside(columns)
	} else {
		c.below()
	}
	for i := range c.two {
		c.onlyIn(i)
	}
	return c.flush()
}

// side writes which article one of the two is.
func (c *compared) side(i int) {
	c.wrapped(pad(indent+c.when(c.two[i].Published), c.timed()), c.name(i)+": "+c.measured(i))
	if title := clean(c.two[i].Content.Title); title != "" {
		c.wrapped(pad("", c.timed()), title)
	}
}

// measured says how long one of the two is, what of it stands in the other, and whom it credits.
func (c *compared) measured(i int) string {
	said := plural(c.reuse.Words[i], "word", "words")
	if n := c.reuse.Reused(); n > 0 {
		said += fmt.Sprintf(", %s of them in passages that are no quotation (%s)", thousands(n), percent(c.reuse.Share(i)))
	}
	if agency := c.two[i].Credits(); agency != "" {
		said += ", credits " + clean(agency)
	}
	return said
}

// beside writes both texts in columns.
func (c *compared) beside(columns int) {
	left, right := c.lines(0, columns), c.lines(1, columns)
	c.line(c.strong(pad(fit(c.called[0], columns), columns)), sideGap, c.strong(fit(c.called[1], columns)))
	for row := range max(len(left), len(right)) {
		var l, r markedLine
		if row < len(left) {
			l = left[row]
		}
		if row < len(right) {
			r = right[row]
		}
		c.line(c.coloured(l), strings.Repeat(" ", columns-l.width()), c.faint(sideGap), c.coloured(r))
	}
}

// below writes the texts one after the other.
func (c *compared) below() {
	for i := range c.two {
		c.line(c.strong(c.called[i]))
		for _, l := range c.lines(i, c.width) {
			c.line(c.coloured(l))
		}
		c.line()
	}
}

// lines returns the lines of one of the texts, an empty one between paragraphs.
func (c *compared) lines(i, columns int) []markedLine {
	var lines []markedLine
	for k, parts := range paragraphs(c.two[i], i, c.reuse.Passages) {
		if k > 0 {
			lines = append(lines, nil)
		}
		lines = append(lines, markedLines(markedWords(parts, c.colour, columns), columns)...)
	}
	return lines
}

// onlyIn writes the facts that one of them has alone.
func (c *compared) onlyIn(i int) {
	c.line()
	facts := factsSaid(c.only[i])
	if len(facts) == 0 {
		c.wrapped("", "Only in "+c.called[i]+": no figure, name or quotation")
		return
	}
	c.line("Only in ", c.called[i])
	for _, f := range facts {
		c.wrapped(pad(indent+f.kind, kindWidth), strings.Join(f.values, "; "))
	}
}

// factKind is the facts of one kind, as they are shown.
type factKind struct {
	kind   string
	values []string
}

const quotedFacts = "quoted"

// factsSaid returns facts as they are shown, kinds that there are.
func factsSaid(f cluster.Particulars) []factKind {
	kinds := []factKind{{kind: "figures"}, {kind: "names"}, {kind: quotedFacts}}
	for _, figure := range f.Figures {
		kinds[0].values = append(kinds[0].values, clean(figure.Text))
	}
	for _, name := range f.Names {
		kinds[1].values = append(kinds[1].values, clean(name.Text))
	}
	for _, q := range f.Quotations {
		kinds[2].values = append(kinds[2].values, "“"+clean(q.Text)+"”")
	}
	var some []factKind
	for _, k := range kinds {
		if len(k.values) > 0 {
			some = append(some, k)
		}
	}
	return some
}
