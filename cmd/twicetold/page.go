package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// page is text output: it knows how wide a line is, whether it may be coloured, and in which zone
// times are told. Errors of writing are kept for flush.
type page struct {
	w      *bufio.Writer
	width  int // columns
	colour bool
	zone   *time.Location
}

// Widths of a line: a file is not a terminal, but is read in one.
const (
	fileWidth = 110
	minWidth  = 64  // what a line of an article takes with its year
	maxWidth  = 140 // longer lines are hard to read
	widest    = 3   // no character is wider
)

func newPage(w io.Writer, zone *time.Location) *page {
	p := &page{w: bufio.NewWriter(w), width: fileWidth, zone: zone}
	if f, ok := w.(*os.File); ok && isTerminal(w) {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 { // some don't know
			p.width = columns
		}
		p.colour = os.Getenv("NO_COLOR") == ""
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
		p.width = columns
	}
	p.width = min(max(p.width, minWidth), maxWidth)
	return p
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// line writes a line.
func (p *page) line(parts ...string) {
	// bufio keeps the first error and flush returns it.
	_, _ = p.w.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n")
}

func (p *page) flush() error { return p.w.Flush() }

// strong and faint mark text on a terminal.
func (p *page) strong(s string) string { return p.mark("1", s) }
func (p *page) faint(s string) string  { return p.mark("2", s) }

func (p *page) mark(code, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// wrapped writes text behind a label, broken between words, later lines indented to the text. What has
// no spaces, an address or Chinese, is broken where the line ends.
func (p *page) wrapped(label, text string) {
	indent := uniseg.StringWidth(label)
	room := max(p.width-indent, widest)
	line, used := label, 0
	for _, word := range strings.Fields(text) {
		for piece, rest := split(word, room); piece != ""; piece, rest = split(rest, room) {
			w := uniseg.StringWidth(piece)
			if used > 0 && used+1+w > room {
				p.line(line)
				line, used = strings.Repeat(" ", indent), 0
			}
			if used > 0 {
				line, used = line+" ", used+1
			}
			line, used = line+piece, used+w
		}
	}
	p.line(line)
}

// clean makes text from outside safe to print on one line: control characters, which could steer a
// terminal, and marks that turn the direction of text become spaces.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// fit cuts text to a number of columns.
func fit(s string, columns int) string {
	if columns < 1 {
		return ""
	}
	start, rest := split(s, columns)
	if rest == "" {
		return s
	}
	start, _ = split(start, columns-1)
	return strings.TrimRight(start, " ") + "…"
}

// split returns as much of the start of a text as fits a number of columns, and the rest.
func split(s string, columns int) (start, rest string) {
	if len(s) <= columns {
		return s, "" // no character takes more columns than bytes
	}
	used, end := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if used += g.Width(); used > columns {
			break
		}
		_, end = g.Positions()
	}
	return s[:end], s[end:]
}

// pad fills text up to a number of columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(columns-uniseg.StringWidth(s), 0))
}

// plural puts a number before a noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number with separators.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// lag puts a span of time into words.
func lag(d time.Duration) string {
	d = d.Abs().Round(time.Minute)
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return strings.TrimSuffix(fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60), " 0 min")
	}
	return fmt.Sprintf("%d days", int(d.Hours()+12)/24)
}
