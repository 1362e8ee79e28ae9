package main

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index"
)

// spansOf returns where words stand in a text, in order.
func spansOf(text string, words ...string) []index.Span {
	var spans []index.Span
	at := 0
	for _, w := range words {
		start := at + strings.Index(text[at:], w)
		at = start + len(w)
		spans = append(spans, index.Span{Start: start, End: at})
	}
	return spans
}

func TestCleanMatches(t *testing.T) {
	for _, test := range []struct {
		name, text string
		words      []string
		want       string // matches in brackets
	}{
		{"none", "the quay  is dry", nil, "the quay is dry"},
		{"within", "the old quay is dry", []string{"old", "dry"}, "the [old] quay is [dry]"},
		{"at the ends", "quay and quay", []string{"quay", "quay"}, "[quay] and [quay]"},
		{"side by side", "old quay", []string{"old", "quay"}, "[old] [quay]"},
		{"behind controls", "\x1b\x07 the\x00\x1bquay \x1b", []string{"quay"}, "the [quay]"},
		{"no space between", "港口关闭", []string{"港口"}, "[港口]关闭"},
		{"spaces on both sides", "the  quay  is", []string{"quay"}, "the [quay] is"},
		{"a match that vanishes", "a \x1b b", []string{"\x1b"}, "a []b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, matches := cleanMatches(test.text, spansOf(test.text, test.words...))
			if got := bracketed(got, matches); got != test.want {
				t.Errorf("cleanMatches = %q, want %q", got, test.want)
			}
		})
	}
}

// bracketed puts matches into brackets.
func bracketed(s string, matches []index.Span) string {
	for _, m := range slices.Backward(matches) {
		s = s[:m.Start] + "[" + s[m.Start:m.End] + "]" + s[m.End:]
	}
	return s
}

func TestMarked(t *testing.T) {
	const text = "the old quay of Nether Wick is dry"
	for _, test := range []struct {
		name    string
		columns int
		words   []string
		want    []string
	}{
		{"none", 40, nil, []string{text}},
		{"one line", 40, []string{"quay"}, []string{"the old <quay> of Nether Wick is dry"}},
		{"over a break", 12, []string{"quay", "Nether Wick"}, []string{"the old <quay>", "of <Nether>", "<Wick> is dry"}},
		{"a word that is broken", 3, []string{"quay"}, []string{"the", "old", "<qua>", "<y>", "of", "Net", "her", "Wic", "k", "is", "dry"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &page{colour: true}
			lines := p.marked(text, spansOf(text, test.words...), test.columns)
			for i, line := range lines {
				lines[i] = strings.NewReplacer("\x1b[1m", "<", "\x1b[0m", ">").Replace(line)
			}
			if !slices.Equal(lines, test.want) {
				t.Errorf("marked = %q, want %q", lines, test.want)
			}
		})
	}
}

// FuzzSnippet checks that a snippet is shown safely and whole, whatever it holds and wherever it matches.
func FuzzSnippet(f *testing.F) {
	f.Add("the old quay\x1b[2J of Nether Wick", 4, 3, 20)
	f.Add("港口今天早上因大雾关闭", 6, 9, 5)
	f.Fuzz(func(t *testing.T, text string, start, length, columns int) {
		if !utf8.ValidString(text) || columns < 1 || columns > 200 {
			return
		}
		var matches []index.Span
		if start >= 0 && length > 0 && start < len(text) && length < len(text)-start &&
			utf8.RuneStart(text[start]) && utf8.RuneStart(text[start+length]) {
			matches = []index.Span{{Start: start, End: start + length}}
		}
		safe, moved := cleanMatches(text, matches)
		if strings.ContainsFunc(safe, unicode.IsControl) {
			t.Fatalf("%q has control characters", safe)
		}
		if got, want := strings.ReplaceAll(safe, " ", ""), strings.ReplaceAll(clean(text), " ", ""); got != want {
			t.Fatalf("cleanMatches = %q, want %q", got, want)
		}
		plain := strings.Join(new(page).marked(safe, moved, columns), "")
		if got, want := strings.ReplaceAll(plain, " ", ""), strings.ReplaceAll(safe, " ", ""); got != want {
			t.Fatalf("marked = %q, want %q", got, want)
		}
	})
}

// TestNoTerminalNoMarks checks that hits are not marked where there are no colours.
func TestNoTerminalNoMarks(t *testing.T) {
	var b bytes.Buffer
	p := &page{w: bufio.NewWriter(&b), width: 80}
	if got := p.marked("the quay", spansOf("the quay", "quay"), 40); !slices.Equal(got, []string{"the quay"}) {
		t.Errorf("marked = %q", got)
	}
}

// TestPhraseCounted checks that articles are not read only to count those with a phrase.
func TestPhraseCounted(t *testing.T) {
	dir := t.TempDir()
	var in strings.Builder
	for i := range 120 {
		fmt.Fprintf(&in, `{"id": "b%d", "source": "Skaw Log", "lang": "en", "title": "Ship %[1]d seen", "text": "The old pilot of Skaw saw ship %[1]d."}`+"\n", i)
	}
	if code, _, stderr := runLine(in.String(), "nightly", "-a", dir, "-"); code != 0 {
		t.Fatal(stderr)
	}
	for _, test := range []struct{ query, limit, want string }{
		{"pilot", "1", "1 of 120 articles"},
		{`"old pilot"`, "1", "1 of up to 120 articles"},
		{`"old pilot"`, "110", "110 of 120 articles"}, // all were read
		{`"old pilot"`, "0", "120 articles"},
		{`"pilot old"`, "1", "Nothing found."},
	} {
		code, stdout, stderr := runLine("", "search", "-a", dir, "--limit", test.limit, test.query)
		if code != 0 || !strings.HasPrefix(stdout, test.want+" ") {
			t.Errorf("%s --limit %s: exit code %d, %q, stderr %q; want %q", test.query, test.limit, code, stdout, stderr, test.want)
		}
	}
}

// TestPhraseNotFound checks that nothing found among the articles that were read is not said of those that were not.
func TestPhraseNotFound(t *testing.T) {
	for _, json := range []bool{false, true} {
		var out, err bytes.Buffer
		std := stdio{out: &out, err: &err}
		x := answer{more: 2100, rough: true}
		write := func() error { return x.write(newPage(std, time.UTC), searchOptions{}) }
		if json {
			write = func() error { return x.writeLines(std) }
		}
		if failed := write(); failed != nil {
			t.Fatal(failed)
		}
		if said := out.String() + err.String(); !strings.Contains(strings.Join(strings.Fields(said), " "), "2,100 more articles have the words") {
			t.Errorf("json %t: said %q", json, said)
		}
		if json && out.Len() > 0 {
			t.Errorf("stdout has %q", &out)
		}
	}
}
