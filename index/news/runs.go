package news

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"github.com/twicetold/twicetold/index/minhash"
)

// What is repeated is told by runs of words: eight in a row are more than most names with their titles or a turn of
// phrase. A run does not reach over the end of a line; a line of fewer words, such as the label of a menu, is one run. In
// scripts whose words are pairs of characters sixteen pairs are taken to say about as much.
const (
	runWords         = 8
	unspacedRunWords = 16
)

// wordList is the words of a line: what they are, and where they stand in it.
type wordList struct {
	hashes []uint64
	at     []Span
	pairs  bool // some are pairs of characters, and overlap
}

// usualLine is the words that most lines do not reach.
const usualLine = 128

func newWordList() wordList {
	return wordList{hashes: make([]uint64, 0, usualLine), at: make([]Span, 0, usualLine)}
}

func (w *wordList) add(hash uint64, at Span) {
	w.pairs = w.pairs || len(w.at) > 0 && at.Start < w.at[len(w.at)-1].End
	w.hashes, w.at = append(w.hashes, hash), append(w.at, at)
}

func (w *wordList) reset() { *w = wordList{hashes: w.hashes[:0], at: w.at[:0]} }

// runWords returns how many words make a run.
func (w *wordList) runWords() int {
	if w.pairs {
		return unspacedRunWords
	}
	return runWords
}

// runSet is a set of runs: their hashes in a table with open addressing, a quarter full at most, so that nearly all runs
// that are not in it meet a free place, 0, at once.
type runSet []uint64

func newRunSet(runs []uint64) runSet {
	s := make(runSet, 4<<bits.Len(uint(len(runs))))
	for _, run := range runs {
		s[s.place(run)] = run
	}
	return s
}

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

// cover yields the stretches of words, from one up to another, that runs of k words in the set cover.
func (s runSet) cover(words []uint64, k int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		from, to, i := 0, 0, 0
		for run := range minhash.Runs(words, k) {
			if s.has(run) {
				if i > to && to > 0 && !yield(from, to) {
					return
				}
				if i > to || to == 0 {
					from = i
				}
				to = min(i+k, len(words))
			}
			i++
		}
		if to > 0 {
			yield(from, to)
		}
	}
}

// place returns where in a line a stretch of its words stands. What is before and behind it keeps its marks up to
// the next blank.
func (w *wordList) place(line string, from, to int) Span {
	at := Span{0, len(line)}
	if from > 0 {
		at.Start = w.at[from-1].End
		if i := strings.IndexFunc(line[at.Start:max(at.Start, w.at[from].Start)], unicode.IsSpace); i > 0 {
			at.Start += i
		}
	}
	if to < len(w.at) {
		behind := w.at[to-1].End
		at.End = w.at[to].Start
		if i := strings.LastIndexFunc(line[min(behind, at.End):at.End], unicode.IsSpace); i >= 0 {
			at.End = behind + i
		}
	}
	return at
}
