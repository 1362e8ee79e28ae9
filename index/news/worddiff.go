package news

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Two versions of a text are compared word by word, by the greedy algorithm of Myers (An O(ND) Difference Algorithm and
// Its Variations, 1986): it finds the fewest words and marks that have to go and to come, in time that grows with
// the length of the texts and the number of changes. Blanks are no words: a line that is broken elsewhere has not changed.
//
// The shortest list of changes is not the one that reads best. A few words that happen to stand in both of two
// sentences, of which one took the place of the other, are told as changed with them; and what is added or goes is
// shifted to where a sentence starts, where it could stand as well.
//
// Texts that differ in more than maxEdits places have little to do with each other. Then all between their common start
// and their common end is told as replaced, so that no input takes long.

const (
	maxEdits = 3000 // words that go or come; 20 MB to remember the way
	maxStray = 3    // words that happen to stand in both of two changed stretches
	// Changes grow as strays are told with them, and then more of them stand between longer ones.
	strayRounds = 3
	maxShift    = 80 // words that a change is shifted by, to start with a sentence
	sentEnds    = ".!?…。！？"
	innerMark   = ".,'’-‐–:/" // between letters or digits, a part of the word
)

// Hunk is a stretch of two texts that is the same in both, but for blanks, or changed.
type Hunk struct {
	Same     bool
	Old, New Span // one of them may be empty in a change
}

// Diff returns what has changed from one text to another. Hunks are in order and lie side by side, so that those of
// either text make the whole of it; no two of one kind follow each other.
func Diff(before, after string) []Hunk {
	d := differ{old: tokens(before), new: tokens(after)}
	d.number()
	d.compare()
	for range strayRounds {
		d.dropStrays()
	}
	d.shift()
	return d.hunks(before, after)
}

// token is a word, a mark, or a character of a script without spaces, with its number among all that are different.
type token struct {
	Span
	text string
	word bool
	id   int32
}

// run is a stretch of tokens that is the same, or changed.
type run struct {
	same     bool
	old, new int // how many tokens
}

type differ struct {
	old, new []token
	runs     []run
}

// tokens cuts a text.
func tokens(text string) []token {
	var list []token
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		start := i
		i += size
		if unicode.IsSpace(r) {
			continue
		}
		word := inWord(r)
		if word && !unspaced(r) {
			i = tokenEnd(text, i)
		}
		list = append(list, token{Span{start, i}, text[start:i], word, 0})
	}
	return list
}

// tokenEnd returns where the word that goes on at i ends.
func tokenEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune(innerMark, r) {
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); !inWord(next) || unspaced(next) {
				return i
			}
		} else if !inWord(r) || unspaced(r) {
			return i
		}
		i += size
	}
	return i
}

// number gives equal tokens equal numbers.
func (d *differ) number() {
	ids := map[string]int32{}
	for _, list := range [][]token{d.old, d.new} {
		for i := range list {
			id, known := ids[list[i].text]
			if !known {
				id = int32(len(ids))
				ids[list[i].text] = id
			}
			list[i].id = id
		}
	}
}

// add adds a run, to the last one if that is of its kind.
func (d *differ) add(r run) {
	if n := len(d.runs); n > 0 && d.runs[n-1].same == r.same {
		d.runs[n-1].old += r.old
		d.runs[n-1].new += r.new
	} else if r.old+r.new > 0 {
		d.runs = append(d.runs, r)
	}
}

// compare finds the runs.
func (d *differ) compare() {
	start, end := 0, 0
	shorter := min(len(d.old), len(d.new))
	for start < shorter && d.old[start].id == d.new[start].id {
		start++
	}
	for end < shorter-start && d.old[len(d.old)-1-end].id == d.new[len(d.new)-1-end].id {
		end++
	}
	d.add(run{true, start, start})
	d.middle(d.old[start:len(d.old)-end], d.new[start:len(d.new)-end])
	d.add(run{true, end, end})
}

// middle adds the runs of tokens of which neither the first nor the last are equal.
func (d *differ) middle(a, b []token) {
	trace, found := path(a, b)
	if !found {
		d.add(run{false, len(a), len(b)})
		return
	}
	var back []run
	x, y := len(a), len(b)
	for edits := len(trace) - 1; edits >= 0; edits-- {
		k := x - y
		var fromX, fromY int
		if edits > 0 {
			last := trace[edits-1]
			if down(last, k, edits) {
				fromX = last.at(k + 1)
				fromY = fromX - (k + 1)
			} else {
				fromX = last.at(k - 1)
				fromY = fromX - (k - 1)
			}
		}
		snake := min(x-fromX, y-fromY)
		back = append(back, run{true, snake, snake})
		x, y = x-snake, y-snake
		back = append(back, run{false, x - fromX, y - fromY})
		x, y = fromX, fromY
	}
	for _, r := range slices.Backward(back) {
		if r.old+r.new > 0 {
			d.add(r)
		}
	}
}

// front is how far in the old tokens each diagonal, old minus new, was reached by so many edits: those from -edits to
// edits by twos.
type front []int32

func (f front) at(k int) int { return int(f[(k+len(f)-1)/2]) }

// down reports whether diagonal k is reached by a token that comes, from the front of one edit less.
func down(last front, k, edits int) bool {
	return k == -edits || k != edits && last.at(k-1) < last.at(k+1)
}

// path returns the fronts on the shortest way from a to b; false when it takes too many edits.
func path(a, b []token) ([]front, bool) {
	var trace []front
	for edits := 0; edits <= min(len(a)+len(b), maxEdits); edits++ {
		f := make(front, edits+1)
		for k := -edits; k <= edits; k += 2 {
			x := 0
			if edits > 0 {
				if last := trace[edits-1]; down(last, k, edits) {
					x = last.at(k + 1)
				} else {
					x = last.at(k-1) + 1
				}
			}
			for x < len(a) && x-k < len(b) && x >= k && a[x].id == b[x-k].id {
				x++
			}
			f[(k+edits)/2] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return append(trace, f), true
			}
		}
		trace = append(trace, f)
	}
	return nil, false
}

// dropStrays tells a few words that stand between longer changes as changed with them.
func (d *differ) dropStrays() {
	runs := d.runs
	d.runs = nil
	x := 0
	for i, r := range runs {
		if r.same && i > 0 && i+1 < len(runs) {
			before, after := d.runs[len(d.runs)-1], runs[i+1]
			words := 0
			for _, t := range d.old[x : x+r.old] {
				if t.word {
					words++
				}
			}
			if words <= maxStray && 2*r.old <= max(before.old, before.new)+max(after.old, after.new) {
				r.same = false
			}
		}
		x += r.old
		d.add(r)
	}
}

// shift moves stretches that only come, or only go, back to where a sentence starts, if they could as well stand there.
func (d *differ) shift() {
	x, y := 0, 0
	for i := range d.runs {
		r := d.runs[i]
		if !r.same && i > 0 && i+1 < len(d.runs) && (r.old == 0 || r.new == 0) {
			list, at, n := d.new, y, r.new
			if r.new == 0 {
				list, at, n = d.old, x, r.old
			}
			if by := shiftBy(list, at, n, d.runs[i-1].old); by > 0 {
				d.runs[i-1].old, d.runs[i-1].new = d.runs[i-1].old-by, d.runs[i-1].new-by
				d.runs[i+1].old, d.runs[i+1].new = d.runs[i+1].old+by, d.runs[i+1].new+by
				x, y = x-by, y-by
			}
		}
		x, y = x+d.runs[i].old, y+d.runs[i].new
	}
}

// shiftBy returns how far back the n tokens at some place can go, fewer than room, to start behind the end of a sentence.
func shiftBy(list []token, at, n, room int) int {
	for by := range min(room, maxShift) {
		if start := at - by; strings.Contains(sentEnds, list[start-1].text) {
			return by
		}
		if list[at-by-1].id != list[at-by-1+n].id {
			break
		}
	}
	return 0
}

// hunks returns the runs as stretches of the texts. The blanks before a token go with it.
func (d *differ) hunks(before, after string) []Hunk {
	if len(d.runs) == 0 && len(before)+len(after) > 0 {
		return []Hunk{{true, Span{0, len(before)}, Span{0, len(after)}}}
	}
	hunks := make([]Hunk, len(d.runs))
	x, y := 0, 0
	oldEnd, newEnd := 0, 0
	for i, r := range d.runs {
		x, y = x+r.old, y+r.new
		h := Hunk{r.same, Span{oldEnd, oldEnd}, Span{newEnd, newEnd}}
		if r.old > 0 {
			h.Old.End = d.old[x-1].End
		}
		if r.new > 0 {
			h.New.End = d.new[y-1].End
		}
		if i == len(d.runs)-1 {
			h.Old.End, h.New.End = len(before), len(after)
		}
		oldEnd, newEnd = h.Old.End, h.New.End
		hunks[i] = h
	}
	return hunks
}
