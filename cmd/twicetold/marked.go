package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/twicetold/twicetold/cluster"
)

// The own words of an article with the passages marked that it shares with another.

// stretch is some text of a paragraph that is of one passage, or of none.
type stretch struct {
	Text    string // as it stands in the article
	Passage int    // number of the passage, from 1; 0 for none
	Quoted  bool   // the passage is a quotation
	First   bool   // the passage begins here
	Last    bool   // and ends
}

// paragraphs returns the own words of one of two articles, paragraph by paragraph.
func paragraphs(a *cluster.Article, side int, passages []cluster.SharedPassage) [][]stretch {
	text, own := a.Compared()
	order := make([]int, len(passages))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return passages[i].At[side].Start - passages[j].At[side].Start })
	var all [][]stretch
	begun := make([]bool, len(passages)) // pairs of Chinese characters overlap, and so may passages, by one
	for _, p := range own {
		var parts []stretch
		plain := func(to int) {
			if to > p.Start {
				parts = append(parts, stretch{Text: text[p.Start:to]})
			}
		}
		for _, i := range order {
			at := passages[i].At[side]
			if start, end := max(at.Start, p.Start), min(at.End, p.End); start < end {
				plain(start)
				parts = append(parts, stretch{text[start:end], i + 1, passages[i].IsQuotation(), !begun[i], end == at.End})
				begun[i], p.Start = true, end
			}
		}
		plain(p.End)
		all = append(all, parts)
	}
	return all
}

// chunk is a piece of a word that is of one passage, or of none; mark is set for what is not of the text.
type chunk struct {
	text    string
	passage int
	mark    bool
}

// markedWord is what no line is broken within.
type markedWord []chunk

// markedWords returns a paragraph as words, none wider than the columns. On paper brackets show where a passage ends; with colours
// the colour does.
func markedWords(parts []stretch, colour bool, columns int) []markedWord {
	f := wordFiller{columns: columns}
	for _, s := range parts {
		f.glued = f.glued && !startsBlank(s.Text)
		if s.First {
			for _, word := range strings.Fields(s.opening(colour)) {
				f.add(chunk{word, s.Passage, true})
				f.glued = false
			}
		}
		for _, word := range strings.Fields(clean(s.Text)) {
			f.add(chunk{word, s.Passage, false})
			f.glued = false
		}
		if s.Last && !colour {
			f.glued = len(f.words) > 0
			f.add(chunk{"]", s.Passage, true})
		}
		f.glued = len(f.words) > 0 && !endsBlank(s.Text)
	}
	return f.words
}

// wordFiller makes words of chunks.
type wordFiller struct {
	columns int
	words   []markedWord
	glued   bool // what comes next belongs to the last word
}

// add adds a chunk, in pieces when it is too wide.
func (f *wordFiller) add(c chunk) {
	for start, rest := split(c.text, f.columns); start != ""; start, rest = split(rest, f.columns) {
		piece := chunk{start, c.passage, c.mark}
		if last := len(f.words) - 1; f.glued && f.words[last].width()+columnsOf(start) <= f.columns {
			f.words[last] = append(f.words[last], piece)
		} else {
			f.words = append(f.words, markedWord{piece})
		}
		f.glued = false
	}
}

// opening is what stands before a passage.
func (s stretch) opening(colour bool) string {
	number := thousands(s.Passage)
	if s.Quoted {
		number += " quotation"
	}
	if colour {
		return "[" + number + "]"
	}
	return "[" + number + ":"
}

func startsBlank(s string) bool {
	return s == "" || strings.IndexFunc(s, unicode.IsSpace) == 0
}

func endsBlank(s string) bool { return strings.TrimRightFunc(s, unicode.IsSpace) != s }

func (w markedWord) width() int {
	n := 0
	for _, c := range w {
		n += columnsOf(c.text)
	}
	return n
}

// markedLine is words that fit a line.
type markedLine []markedWord

// markedLines breaks words into lines of so many columns.
func markedLines(words []markedWord, columns int) []markedLine {
	var lines []markedLine
	used := 0
	for _, w := range words {
		if last := len(lines) - 1; last >= 0 && used+1+w.width() <= columns {
			lines[last] = append(lines[last], w)
			used += 1 + w.width()
			continue
		}
		lines = append(lines, markedLine{w})
		used = w.width()
	}
	return lines
}

func (l markedLine) width() int {
	n := max(len(l)-1, 0)
	for _, w := range l {
		n += w.width()
	}
	return n
}

// passageColours are those of passages, in turn.
var passageColours = []string{"36", "33", "35", "32", "34", "31"}

// coloured writes a line with its passages in colours.
func (p *page) coloured(l markedLine) string {
	var b strings.Builder
	for i, w := range l {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, c := range w {
			b.WriteString(p.colouredChunk(c))
		}
	}
	return b.String()
}

func (p *page) colouredChunk(c chunk) string {
	if c.passage == 0 {
		return c.text
	}
	code := passageColours[(c.passage-1)%len(passageColours)]
	if c.mark {
		code = "1;" + code
	}
	return p.mark(code, c.text)
}
