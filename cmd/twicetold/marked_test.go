package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// article returns one with a text, all of it its own.
func article(text string) *cluster.Article {
	return &cluster.Article{Article: news.Article{Text: text}, Content: news.Content{Own: news.Lines(text)}}
}

func TestMarkedLines(t *testing.T) {
	const text = "He said (the ferry struck a bank) and \"that it was dark\".\nThe rest, too."
	shared := func(passage string, quoted int) cluster.SharedPassage {
		start := strings.Index(text, passage)
		return cluster.SharedPassage{Words: 8, Quoted: quoted, At: [2]news.Span{{Start: start, End: start + len(passage)}, {}}}
	}
	passages := []cluster.SharedPassage{shared("the ferry struck a bank", 0), shared("that it was dark", 8), shared("rest, too", 0)}
	for _, test := range []struct {
		name    string
		columns int
		colour  bool
		want    string
	}{
		{"on paper", 60, false, "He said ([1: the ferry struck a bank]) and \"[2 quotation:\nthat it was dark]\".\nThe [3: rest, too]."},
		{"on a terminal", 60, true, "He said ([1] the ferry struck a bank) and \"[2 quotation]\nthat it was dark\".\nThe [3] rest, too."},
		{"narrow", 9, true, "He said\n([1] the\nferry\nstruck a\nbank) and\n\"[2\nquotation\n] that it\nwas\ndark\".\nThe [3]\nrest,\ntoo."},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			p := &page{}
			for _, parts := range paragraphs(article(text), 0, passages) {
				for _, l := range markedLines(markedWords(parts, test.colour, test.columns), test.columns) {
					got = append(got, p.coloured(l))
				}
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}

func TestColoured(t *testing.T) {
	p := &page{colour: true}
	line := markedLine{{{"so", 0, false}}, {{"[7]", 7, true}}, {{"it", 7, false}, {"!", 0, false}}}
	if got, want := p.coloured(line), "so \x1b[1;36m[7]\x1b[0m \x1b[36mit\x1b[0m!"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever is marked, no line is too wide, no control character is left, and without the marks the words are those of the text.
func FuzzMarkedLines(f *testing.F) {
	f.Add("He said (the ferry struck a bank) and left.\nThe rest, too.", uint16(8), uint16(32), uint16(40), uint16(44), uint8(20))
	f.Add("北京地震后学校停课三天\x1b[2J", uint16(3), uint16(12), uint16(9), uint16(18), uint8(6))
	f.Fuzz(func(t *testing.T, text string, a, b, c, d uint16, columns uint8) {
		if !utf8.ValidString(text) {
			return // no article has such
		}
		width := max(int(columns), widest)
		places := []int{int(a), int(b), int(c), int(d)}
		slices.Sort(places)
		var passages []cluster.SharedPassage
		for i := 0; i < 4; i += 2 {
			start, end := boundary(text, places[i]), boundary(text, places[i+1])
			passages = append(passages, cluster.SharedPassage{At: [2]news.Span{{Start: start, End: end}, {}}})
		}
		var got strings.Builder
		for _, parts := range paragraphs(article(text), 0, passages) {
			for _, l := range markedLines(markedWords(parts, false, width), width) {
				if l.width() > width {
					t.Errorf("%v is wider than %d", l, width)
				}
				for _, w := range l {
					for _, c := range w {
						if clean(c.text) != c.text {
							t.Errorf("%q is not clean", c.text)
						}
						if !c.mark {
							got.WriteString(c.text)
						}
					}
				}
			}
		}
		if want := strings.Join(strings.Fields(clean(text)), ""); got.String() != want {
			t.Errorf("got %q, want %q", got.String(), want)
		}
	})
}

// boundary returns the place of a character at or before a place in a text.
func boundary(text string, at int) int {
	at = min(at, len(text))
	for at > 0 && at < len(text) && text[at]&0xC0 == 0x80 {
		at--
	}
	return at
}
