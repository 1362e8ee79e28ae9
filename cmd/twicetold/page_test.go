package main

import (
	"bufio"
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
)

// width is the columns that a line takes.
func width(line string) int { return uniseg.StringWidth(strings.TrimSuffix(line, "\n")) }

func TestFit(t *testing.T) {
	for _, test := range []struct {
		name    string
		s       string
		columns int
		want    string
	}{
		{"empty", "", 5, ""},
		{"shorter", "gale", 5, "gale"},
		{"just fits", "gales", 5, "gales"},
		{"cut", "gales rise", 7, "gales…"},
		{"cut within a word", "lighthouse", 6, "light…"},
		{"one column", "lighthouse", 1, "…"},
		{"no column", "lighthouse", 0, ""},
		{"less than that", "lighthouse", -3, ""},
		{"wide just fits", "港口大雾", 8, "港口大雾"},
		{"wide cut", "港口大雾", 7, "港口大…"},
		{"wide cut in the middle of a character", "港口大雾", 6, "港口…"},
		{"marks stay with their letter", "e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"emoji of several characters", "👩‍🚒👩‍🚒", 3, "👩‍🚒…"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fit(test.s, test.columns); got != test.want {
				t.Errorf("fit(%q, %d) = %q, want %q", test.s, test.columns, got, test.want)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		s       string
		columns int
		start   string
		rest    string
	}{
		{"", 3, "", ""},
		{"tide", 4, "tide", ""},
		{"tide", 3, "tid", "e"},
		{"潮水", 3, "潮", "水"},
		{"潮水", 1, "", "潮水"},
	} {
		if start, rest := split(test.s, test.columns); start != test.start || rest != test.rest {
			t.Errorf("split(%q, %d) = %q, %q, want %q, %q", test.s, test.columns, start, rest, test.start, test.rest)
		}
	}
}

func TestPad(t *testing.T) {
	for _, test := range []struct {
		s       string
		columns int
		want    string
	}{
		{"", 2, "  "},
		{"mast", 6, "mast  "},
		{"mast", 4, "mast"},
		{"mast", 2, "mast"},
		{"港口", 6, "港口  "},
	} {
		if got := pad(test.s, test.columns); got != test.want {
			t.Errorf("pad(%q, %d) = %q, want %q", test.s, test.columns, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, test := range []struct {
		name string
		s    string
		want string
	}{
		{"plain", "Harbour closed", "Harbour closed"},
		{"colour", "\x1b[31mHarbour\x1b[0m closed", "[31mHarbour [0m closed"},
		{"window title", "\x1b]0;owned\x07Harbour", "]0;owned Harbour"},
		{"eight-bit control", "Harbour \u009b2J closed", "Harbour 2J closed"},
		{"lines and tabs", "Harbour\r\n\tclosed", "Harbour closed"},
		{"line separators", "Harbour\u2028closed\u2029now", "Harbour closed now"},
		{"backspace and delete", "Harbour\b\b\x7fclosed", "Harbour closed"},
		{"null", "Harbour\x00closed", "Harbour closed"},
		{"turned direction", "Harbour \u202edesolc\u202c now", "Harbour desolc now"},
		{"isolated direction", "Harbour \u2067desolc\u2069 now", "Harbour desolc now"},
		{"invalid UTF-8", "Harbour \xff\xfe closed", "Harbour \uFFFD closed"},
		{"Arabic stays", "إغلاق الميناء", "إغلاق الميناء"},
		{"emoji stays", "Fog 👩‍🚒", "Fog 👩‍🚒"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := clean(test.s); got != test.want {
				t.Errorf("clean(%q) = %q, want %q", test.s, got, test.want)
			}
		})
	}
}

func TestLag(t *testing.T) {
	for _, test := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0 min"},
		{29 * time.Second, "0 min"},
		{31 * time.Second, "1 min"},
		{-5 * time.Minute, "5 min"},
		{59*time.Minute + 29*time.Second, "59 min"},
		{59*time.Minute + 31*time.Second, "1 h"},
		{70 * time.Minute, "1 h 10 min"},
		{10 * time.Hour, "10 h"},
		{23*time.Hour + 59*time.Minute, "23 h 59 min"},
		{24 * time.Hour, "1 day"},
		{24*time.Hour + 29*time.Minute, "1 day"},
		{25*time.Hour + 29*time.Minute, "1 day 1 h"},
		{47*time.Hour + 29*time.Minute, "1 day 23 h"},
		{47*time.Hour + 31*time.Minute, "2 days"},
		{48 * time.Hour, "2 days"},
		{59 * time.Hour, "2 days"},
		{60 * time.Hour, "3 days"},
		{40 * 24 * time.Hour, "40 days"},
	} {
		if got := lag(test.d); got != test.want {
			t.Errorf("lag(%v) = %q, want %q", test.d, got, test.want)
		}
	}
}

func TestSeparated(t *testing.T) {
	for _, test := range []struct{ digits, want string }{
		{"", ""}, {"7", "7"}, {"108", "108"}, {"6400", "6,400"}, {"310000000", "310,000,000"},
		{"4.5", "4.5"}, {"1234.5678", "1,234.5678"},
	} {
		if got := separated(test.digits); got != test.want {
			t.Errorf("separated(%s) = %s, want %s", test.digits, got, test.want)
		}
	}
}

func TestPluralAndThousands(t *testing.T) {
	for _, test := range []struct {
		n    int
		want string
	}{
		{0, "0 copies"}, {1, "1 copy"}, {2, "2 copies"}, {999, "999 copies"}, {1000, "1,000 copies"},
		{37423, "37,423 copies"}, {1234567, "1,234,567 copies"},
	} {
		if got := plural(test.n, "copy", "copies"); got != test.want {
			t.Errorf("plural(%d) = %q, want %q", test.n, got, test.want)
		}
	}
}

// written returns what is written on a page of so many columns.
func written(columns int, write func(p *page)) string {
	var b bytes.Buffer
	p := &page{w: bufio.NewWriter(&b), width: columns, zone: time.UTC}
	write(p)
	p.flush() // a buffer takes all
	return b.String()
}

func TestWrapped(t *testing.T) {
	for _, test := range []struct {
		name, label, text, want string
	}{
		{"nothing", "at: ", "", "at:\n"},
		{"one line", "at: ", "the quay", "at: the quay\n"},
		{"exactly full", "at: ", "the old quay", "at: the old quay\n"},
		{"broken", "at: ", "the old quays", "at: the old\n    quays\n"},
		{"white space", "at: ", " the \n quay ", "at: the quay\n"},
		{"long address", "at: ", "see harbour.example/fog now", "at: see\n    harbour.exam\n    ple/fog now\n"},
		{"Chinese", "", "港口今天早上因大雾关闭", "港口今天早上因大\n雾关闭\n"},
		{"wide label", "港: ", "港口今天早上", "港: 港口今天早上\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := written(16, func(p *page) { p.wrapped(test.label, test.text) }); got != test.want {
				t.Errorf("wrapped(%q, %q):\n%swant\n%s", test.label, test.text, got, test.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	for _, test := range []struct {
		name   string
		colour bool
		s      string
		want   string
	}{
		{"plain page", false, "fog", "fog fog\n"},
		{"coloured page", true, "fog", "\x1b[1mfog\x1b[0m \x1b[2mfog\x1b[0m\n"},
		{"nothing to mark", true, "", "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := written(80, func(p *page) {
				p.colour = test.colour
				p.line(p.strong(test.s), " ", p.faint(test.s))
			})
			if got != test.want {
				t.Errorf("marked %q, want %q", got, test.want)
			}
		})
	}
}

func TestNewPage(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/page.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer pipe.Close()
	for _, test := range []struct {
		columns string
		want    int
	}{
		{"", fileWidth}, {"many", fileWidth}, {"100", 100}, {"8", minWidth}, {"-1", minWidth}, {"5000", maxWidth},
	} {
		t.Setenv("COLUMNS", test.columns)
		for _, out := range []*os.File{file, pipe} {
			if p := newPage(stdio{out: out, err: file}, time.UTC); p.width != test.want || p.colour {
				t.Errorf("COLUMNS=%s, %s: width %d, colour %t, want %d and none", test.columns, out.Name(), p.width, p.colour, test.want)
			}
		}
	}
}

// FuzzFit states that what is fitted never takes more columns than it may, and what fits is left alone.
func FuzzFit(f *testing.F) {
	f.Add("gales rise", 7)
	f.Add("港口大雾 e\u0301 👩‍🚒", 5)
	f.Add("\u0600⸻\u200d\U0001f1e6", 2)
	f.Fuzz(func(t *testing.T, s string, columns int) {
		if columns < 1 || columns > 500 {
			t.Skip("no page is that wide")
		}
		s = clean(s)
		got := fit(s, columns)
		if w := width(got); w > columns {
			t.Errorf("fit(%q, %d) = %q: %d columns", s, columns, got, w)
		}
		if width(s) <= columns && got != s {
			t.Errorf("fit(%q, %d) = %q, though it fits", s, columns, got)
		}
	})
}

// FuzzWrapped states that wrapping loses nothing but white space and keeps to the width.
func FuzzWrapped(f *testing.F) {
	f.Add("the old quay and harbour.example/fog-on-the-sound now")
	f.Add("港口今天早上因大雾关闭 e\u0301 👩‍🚒")
	f.Fuzz(func(t *testing.T, s string) {
		s = clean(s)
		got := written(20, func(p *page) { p.wrapped("at: ", s) })
		for line := range strings.Lines(got) {
			if w := width(line); w > 20 {
				t.Errorf("wrapped(%q): %d columns: %q", s, w, line)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(got) != bare("at: "+s) {
			t.Errorf("wrapped(%q) = %q", s, got)
		}
	})
}

// FuzzClean states that nothing that steers a terminal is left, and that what is clean stays as it is.
func FuzzClean(f *testing.F) {
	f.Add("\x1b[31mHarbour\x1b[0m closed\r\n")
	f.Add("Harbour \u202edesolc\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("clean(%q) = %q holds a control character", s, got)
		}
		if clean(got) != got {
			t.Errorf("clean(%q) = %q is not clean: %q", s, got, clean(got))
		}
	})
}
