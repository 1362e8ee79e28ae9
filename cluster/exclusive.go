package cluster

import (
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// What only one of two articles tells is told carefully: a fact that the other may have, in other words or where it is not recognised,
// is left out. So a figure counts as told by the other when the number stands there, whatever it counts there, a name when
// its words do or another mention that may mean the same, and a quotation when its words do, a part of it that the other quotes, too, or
// the other way round.

// Particulars are what an article says that another may lack, each once, in order, with their places in the text that [Article.Compared] returns.
type Particulars struct {
	Figures    []news.Figure
	Names      []news.Name
	Quotations []news.Quotation
}

// Only returns the facts that the first of two articles tells and the second does not.
func Only(a, b *Article) Particulars {
	mine, theirs := newAccount(a), newAccount(b)
	only := Particulars{
		slices.DeleteFunc(mine.Figures, theirs.hasFigure),
		slices.DeleteFunc(mine.Names, theirs.hasName),
		slices.DeleteFunc(mine.Quotations, theirs.hasQuotation),
	}
	mine.place(&only)
	return only
}

// account is all that an article tells.
type account struct {
	Particulars
	own   []news.Span // of the text, which the facts were read from one after the other
	words string      // of headline and text, joined
}

func newAccount(a *Article) account {
	text, own := a.Compared()
	body := news.Content{Own: own}.Body(text)
	pieces := news.Cut(body)
	t := account{own: own, words: joinedWords(a.Content.Title + "\n" + body)}
	t.Quotations = news.Quotations(body)
	for _, f := range pieces.Figures() {
		if !slices.ContainsFunc(t.Figures, func(o news.Figure) bool { return o.Value == f.Value && o.Noun == f.Noun }) {
			t.Figures = append(t.Figures, f)
		}
	}
	for _, n := range pieces.Names() {
		if !slices.ContainsFunc(t.Names, func(o news.Name) bool { return o.Key == n.Key }) {
			t.Names = append(t.Names, n)
		}
	}
	return t
}

func (t account) hasFigure(f news.Figure) bool {
	return slices.ContainsFunc(t.Figures, func(o news.Figure) bool { return o.Value == f.Value }) || t.says(f.Text)
}

func (t account) hasName(n news.Name) bool {
	return slices.ContainsFunc(t.Names, n.Same) || t.says(n.Text)
}

func (t account) hasQuotation(q news.Quotation) bool {
	return t.says(q.Text) || slices.ContainsFunc(t.Quotations, func(o news.Quotation) bool { return strings.Contains(q.Key, o.Key) })
}

// says reports whether these words stand in a row in an article.
func (t account) says(words string) bool { return strings.Contains(t.words, joinedWords(words)) }

// place moves facts from where they were read to where they stand in the text.
func (t account) place(f *Particulars) {
	for i := range f.Figures {
		f.Figures[i].Span = t.inText(f.Figures[i].Span)
	}
	for i := range f.Names {
		f.Names[i].Span = t.inText(f.Names[i].Span)
	}
	for i := range f.Quotations {
		f.Quotations[i].Span = t.inText(f.Quotations[i].Span)
	}
}

// inText returns the place in the text of what was read at a place of its own stretches, which newlines join.
func (t account) inText(at news.Span) news.Span {
	return news.Span{Start: t.byteInText(at.Start), End: t.byteInText(at.End-1) + 1}
}

func (t account) byteInText(at int) int {
	for _, s := range t.own {
		if at < s.End-s.Start {
			return s.Start + at
		}
		at -= s.End - s.Start + len("\n")
	}
	return 0
}
