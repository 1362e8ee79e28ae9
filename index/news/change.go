package news

import "slices"

// What an editor wants to know of a new version of an article before reading what it changed word by word:
// whether it has another headline, which figures it gives otherwise, and who is named in it now, or no
// more. Page remains are no part of that, though the words show them, for they are in the text.

// Change says what one version of an article changed in the version before it.
type Change struct {
	Retitled    bool
	Hunks       []Hunk // of the two texts as they were given
	Gone, Added int    // words
	Figures     []FigureChange
	NamesGone   []Name // in order, each once, places in the body
	NamesAdded  []Name // the same
}

// FigureChange is the figures of one thing that one version gives and the other doesn't; one of them may be nil.
type FigureChange struct {
	About    string
	Old, New []Count // in order, places in the body
}

// NewChange compares two versions of an article.
func NewChange(before, after Article) Change {
	old, new := Split(before, nil), Split(after, nil)
	c := Change{Retitled: old.Title != new.Title, Hunks: Diff(before.Text, after.Text)}
	for _, h := range c.Hunks {
		if !h.Same {
			c.Gone += countWords(before.Text[h.Old.Start:h.Old.End])
			c.Added += countWords(after.Text[h.New.Start:h.New.End])
		}
	}
	was, is := Cut(old.Body(before.Text)), Cut(new.Body(after.Text))
	c.Figures = figureChanges(was.Counts(), is.Counts())
	c.NamesGone, c.NamesAdded = otherNames(was.Names(), is.Names()), otherNames(is.Names(), was.Names())
	return c
}

// countWords returns the number of words of a text, characters of scripts without spaces for one each.
func countWords(text string) int {
	n := 0
	for _, t := range tokens(text) {
		if t.word {
			n++
		}
	}
	return n
}

// figureChanges returns what only one of two lists of figures holds, by what they count, in order. What counts nothing
// that is clear is left out, and a span or a length that has no other in its place.
func figureChanges(old, new []Count) []FigureChange {
	var changes []FigureChange
	places := map[string]int{} // of changes, by what they are about
	of := func(about string) *FigureChange {
		k, told := places[about]
		if !told {
			k, places[about] = len(changes), len(changes)
			changes = append(changes, FigureChange{About: about})
		}
		return &changes[k]
	}
	for _, c := range otherCounts(old, new) {
		of(c.About).Old = append(of(c.About).Old, c)
	}
	for _, c := range otherCounts(new, old) {
		of(c.About).New = append(of(c.About).New, c)
	}
	return slices.DeleteFunc(changes, func(c FigureChange) bool { return (c.Old == nil || c.New == nil) && spans[c.About] })
}

// otherCounts returns the figures of the one list that the other one doesn't hold, the same value of the same thing, each once.
func otherCounts(counts, others []Count) []Count {
	type key struct{ value, about string }
	told := map[key]bool{}
	for _, c := range others {
		told[key{c.Value, c.About}] = true
	}
	var only []Count
	for _, c := range counts {
		if k := (key{c.Value, c.About}); c.About != "" && !told[k] {
			told[k] = true
			only = append(only, c)
		}
	}
	return only
}

// otherNames returns the names of the one list that the other one doesn't hold, each once.
func otherNames(names, others []Name) []Name {
	told := NewNameSet(others)
	kept := NewNameSet(nil)
	var only []Name
	for _, n := range names {
		if !told.HasSame(n) && !kept.HasSame(n) {
			kept.Add(n)
			only = append(only, n)
		}
	}
	return only
}
