package news

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode"
)

// What is repeated is told by runs of words: eight in a row are more than most names with their titles or a turn of
// phrase. A run does not reach over the end of a line; a line of fewer words, such as the label of a menu, is one run. In
// scripts whose words are pairs of characters sixteen pairs are taken to say about as much.
const (
	runWords         = 8
	unspacedRunWords = 16
)

// runLength returns how many words of a line make a run: more of pairs of characters, which overlap.
func runLength(line []hashedWord) int {
	for i := 1; i < len(line); i++ {
		if line[i].at.Start < line[i-1].at.End {
			return unspacedRunWords
		}
	}
	return runWords
}

// runSet is a set of runs: their hashes in a table with open addressing, a quarter full at most, so that nearly all runs
// that are not in it meet a free place, 0, at once.
type runSet []uint64

func newRunSet(runs []uint64) runSet {
	s := runSet(nil).empty(len(runs))
	for _, run := range runs {
		s.add(run)
	}
	return s
}

// empty returns an empty set for so many runs, in the room of s if that will do.
func (s runSet) empty(runs int) runSet {
	size := 4 << bits.Len(uint(runs))
	s = slices.Grow(s[:0], size)[:size]
	clear(s)
	return s
}

func (s runSet) add(run uint64) { s[s.place(run)] = run }

// place returns where a run is or would be.
func (s runSet) place(run uint64) uint64 {
	last := uint64(len(s) - 1)
	i := run & last
	for s[i] != run && s[i] != 0 {
		i = (i + 1) & last
	}
	return i
}

func (s runSet) has(run uint64) bool { return s[s.place(run)] == run && run != 0 }

// list returns the runs, rising.
func (s runSet) list() []uint64 {
	runs := slices.DeleteFunc(slices.Clone(s), func(run uint64) bool { return run == 0 })
	slices.Sort(runs)
	return runs
}

// cover yields the stretches of a line of so many words, from one up to another, that those of its runs of k words cover which
// are in the set.
func (s runSet) cover(runs []uint64, k, words int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		from, to := 0, 0
		for i, run := range runs {
			if !s.has(run) {
				continue
			}
			if i > to && to > 0 && !yield(from, to) {
				return
			}
			if i > to || to == 0 {
				from = i
			}
			to = min(i+k, words)
		}
		if to > 0 {
			yield(from, to)
		}
	}
}

// stretch returns where the words of a line from one up to another stand in the text. What is before and behind them
// keeps its marks up to the next blank.
func stretch(text string, line Span, words []hashedWord, from, to int) Span {
	at := line
	if from > 0 {
		at.Start = words[from-1].at.End
		if i := strings.IndexFunc(text[at.Start:max(at.Start, words[from].at.Start)], unicode.IsSpace); i > 0 {
			at.Start += i
		}
	}
	if to < len(words) {
		behind := words[to-1].at.End
		at.End = words[to].at.Start
		if i := strings.LastIndexFunc(text[min(behind, at.End):at.End], unicode.IsSpace); i >= 0 {
			at.End = behind + i
		}
	}
	return at
}
