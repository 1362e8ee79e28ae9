package cluster

import (
	"index/suffixarray"
	"slices"
	"sort"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// What only one of two articles tells is told carefully: a fact that the other may have, in other words or where it is not recognised,
// is left out. So a figure counts as told by the other when the number stands there, whatever it counts there, a name when
// its words do or another mention that may mean the same, and a quotation when its words do, a part of it that the other quotes, too, or
// the other way round.
//
// An article may hold tens of thousands of facts, so none is held against each of the other's: values, names and quotations are looked up by
// key, and words in a row in a suffix array of the other's words (Manber and Myers, "Suffix arrays: a new method for on-line string
// searches", SODA 1990).

// Particulars are what an article says that another may lack, each once, in order, with their places in the text that [Article.Compared] returns.
type Particulars struct {
	Figures    []news.Figure
	Names      []news.Name
	Quotations []news.Quotation
}

// Only returns the facts that the first of two articles tells and the second does not.
func Only(a, b *Article) Particulars {
	mine, theirs := newAccount(a), newAccount(b).index()
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
	own    []news.Span // of the text, which the facts were read from one after the other
	starts []int       // of these stretches, where they were read
	words  string      // of headline and text, joined
}

func newAccount(a *Article) account {
	text, own := a.Compared()
	body := news.Content{Own: own}.Body(text)
	pieces := news.Cut(body)
	return account{Particulars{
		eachOnce(pieces.Figures(), func(f news.Figure) [2]string { return [2]string{f.Value, f.Noun} }),
		eachOnce(pieces.Names(), func(n news.Name) string { return n.Key }),
		news.Quotations(body),
	}, own, startsOf(own), joinedWords(a.Content.Title + "\n" + body)}
}

// startsOf returns where stretches start when newlines join them.
func startsOf(own []news.Span) []int {
	starts := make([]int, len(own))
	for i, s := range own[:max(len(own)-1, 0)] {
		starts[i+1] = starts[i] + s.End - s.Start + len("\n")
	}
	return starts
}

// eachOnce drops from a list what has the key of an earlier one.
func eachOnce[E any, K comparable](list []E, key func(E) K) []E {
	told := map[K]bool{}
	return slices.DeleteFunc(list, func(e E) bool {
		k := key(e)
		again := told[k]
		told[k] = true
		return again
	})
}

// accountIndex is what an article tells, to look facts up in.
type accountIndex struct {
	words      *suffixarray.Index
	figures    map[string]bool // values
	names      news.NameSet
	quotations map[string]bool // keys
}

func (t account) index() accountIndex {
	d := accountIndex{suffixarray.New([]byte(t.words)), map[string]bool{}, news.NewNameSet(t.Names), map[string]bool{}}
	for _, f := range t.Figures {
		d.figures[f.Value] = true
	}
	for _, q := range t.Quotations {
		d.quotations[q.Key] = true
	}
	return d
}

func (t accountIndex) hasFigure(f news.Figure) bool { return t.figures[f.Value] || t.says(f.Text) }

func (t accountIndex) hasName(n news.Name) bool { return t.names.HasSame(n) || t.says(n.Text) }

func (t accountIndex) hasQuotation(q news.Quotation) bool {
	return t.says(q.Text) || t.quotesPart(q.Key)
}

// quotesPart reports whether a run of these words, joined by single spaces, is quoted.
func (t accountIndex) quotesPart(words string) bool {
	for start := 0; start < len(words); start = wordEnd(words, start) + 1 {
		for end := wordEnd(words, start); ; end = wordEnd(words, end+1) {
			if t.quotations[words[start:end]] {
				return true
			}
			if end == len(words) {
				break
			}
		}
	}
	return false
}

// wordEnd returns where the word that starts at a place of joined words ends.
func wordEnd(words string, start int) int {
	if n := strings.IndexByte(words[start:], ' '); n >= 0 {
		return start + n
	}
	return len(words)
}

// says reports whether these words stand in a row in an article.
func (t accountIndex) says(words string) bool {
	return len(t.words.Lookup([]byte(joinedWords(words)), 1)) > 0
}

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
	k := sort.SearchInts(t.starts, at+1) - 1 // the last that starts there or before
	return t.own[k].Start + at - t.starts[k]
}
