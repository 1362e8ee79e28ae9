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

// newPage returns the page that is written to stdout.
func newPage(std stdio, zone *time.Location) *page {
	p := &page{w: bufio.NewWriter(std.out), width: fileWidth, zone: zone}
	p.colour = isTerminal(std.out) && os.Getenv("NO_COLOR") == ""
	if columns := std.columns(); columns > 0 {
		p.width = columns
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
		p.width = columns
	}
	p.width = min(max(p.width, minWidth), maxWidth)
	return p
}

// columns is the width of the terminal that stdout is read in, 0 when there is none. What goes into a
// pipe is likely read, by less, in the terminal that stderr goes to; a file is kept.
func (std stdio) columns() int {
	if isPipe(std.out) {
		return terminalColumns(std.err)
	}
	return terminalColumns(std.out)
}

// terminalColumns returns the width of a terminal, 0 when w is none or doesn't know.
func terminalColumns(w io.Writer) int {
	if !isTerminal(w) {
		return 0
	}
	columns, _, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil {
		return 0
	}
	return columns
}

func isPipe(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
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

// wrapped writes text behind a label, later lines indented to the text.
func (p *page) wrapped(label, text string) {
	indent := uniseg.StringWidth(label)
	lines := wrap(text, p.width-indent)
	p.line(label, strings.Join(lines[:min(len(lines), 1)], ""))
	for _, line := range lines[min(len(lines), 1):] {
		p.line(strings.Repeat(" ", indent), line)
	}
}

// wrap breaks text between words into lines of so many columns. What has no spaces, an address or Chinese,
// is broken where the line ends.
func wrap(text string, columns int) []string {
	columns = max(columns, widest)
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		for piece, rest := split(word, columns); piece != ""; piece, rest = split(rest, columns) {
			w := uniseg.StringWidth(piece)
			switch {
			case line == "":
				line, used = piece, w
			case used+1+w > columns:
				lines = append(lines, line)
				line, used = piece, w
			default:
				line, used = line+" "+piece, used+1+w
			}
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
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
func thousands(n int) string { return separated(strconv.Itoa(n)) }

// separated puts separators into the whole part of decimal digits.
func separated(digits string) string {
	whole, _, _ := strings.Cut(digits, ".")
	rest := digits[len(whole):]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + rest
}

// lag puts a span of time into words.
func lag(d time.Duration) string {
	d = d.Abs().Round(time.Minute)
	if d < time.Hour {
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	if d < 24*time.Hour {
		return strings.TrimSuffix(fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60), " 0 min")
	}
	if d = d.Round(time.Hour); d < 48*time.Hour {
		return strings.TrimSuffix(fmt.Sprintf("1 day %d h", int(d.Hours())-24), " 0 h")
	}
	return fmt.Sprintf("%d days", int(d.Hours()+12)/24)
}

// columnsOf returns how many columns text takes.
func columnsOf(s string) int { return uniseg.StringWidth(s) }
