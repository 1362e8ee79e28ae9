package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// What two articles have word for word is found as tiles: runs of at least passageWords words that both have, as long as they
// go, of which no two overlap on either side. The longest are laid first, and a word that lies under a tile takes part in no
// other (Wise, "String similarity via greedy string tiling and running Karp-Rabin matching", Sydney 1993, who also has the hashes
// of runs of a fixed length).
//
// Laying the longest first takes a square of the length where words are repeated over and over. So it is done around rare runs only,
// which stand in either article a few times: they are paired, and each pair is followed both ways as far as it goes. All matches that
// go over a place hold the rare run that is nearest to it, before or behind, so there are few of them, and time
// grows with the length of the two, apart from sorting. What is left free is swept from left to right: a run that
// stands free in both is laid with all free words that follow alike. A place under a tile never comes free again, so each
// is passed over once. After that no passageWords words in a row are free in both: nothing of that length that both have is left.
//
// Where words repeat, the sweep lays other tiles from left than it would from right, so the two articles are put in an order of
// their own first, and the result is the same whichever is named first.

const (
	// passageWords: among newscluster's articles of one gold story there are 1,014 passages of six words and more, 519 of eight; between
	// its other 86,000 pairs 175 and 48: what is shorter are names, titles and turns of phrase.
	passageWords = 8
	// rareRuns is how often a run may stand in either article to be paired.
	rareRuns = 8
)

// SharedPassage is a run of words that two articles have both. It goes from the first byte of the first word to the last of the
// last; page remains that lie between them are not counted.
type SharedPassage struct {
	Words  int
	Quoted int          // of the words: in quotation marks, or an embedded post, in either article
	At     [2]news.Span // in the text of each
}

// tile is n words from a place on in each of two lists.
type tile struct {
	at [2]int
	n  int
}

// passages returns what two lists of one lexicon share, by place in the first.
func passages(a, b *wordList) []SharedPassage {
	turned := b.before(a)
	first, second := a, b
	if turned {
		first, second = b, a
	}
	tiles := newTiling(first, second).tiles()
	shared := make([]SharedPassage, len(tiles))
	for i, t := range tiles {
		if turned {
			t.at[0], t.at[1] = t.at[1], t.at[0]
		}
		shared[i] = SharedPassage{Words: t.n, At: [2]news.Span{a.span(t.at[0], t.n), b.span(t.at[1], t.n)}}
		for k := range t.n {
			if a.isQuoted(t.at[0]+k) || b.isQuoted(t.at[1]+k) {
				shared[i].Quoted++
			}
		}
	}
	slices.SortFunc(shared, func(x, y SharedPassage) int { return cmp.Compare(x.At[0].Start, y.At[0].Start) })
	return shared
}

// tiling is the work on two lists.
type tiling struct {
	a, b           *wordList
	takenA, takenB []bool     // by word: it lies under a tile
	groups         []runGroup // runs that stand in both
	groupOf        []int32    // by place in a: the group of the run there, plus 1; 0 for none
	laid           []tile
}

// runGroup is where one run stands, among the runs of a and of b.
type runGroup struct {
	a, b []run
}

func newTiling(a, b *wordList) *tiling {
	t := &tiling{a: a, b: b, takenA: make([]bool, len(a.words)), takenB: make([]bool, len(b.words)), groupOf: make([]int32, len(a.words))}
	for x, y := a.runs, b.runs; len(x) > 0 && len(y) > 0; {
		switch {
		case x[0].hash < y[0].hash:
			x = x[1:]
		case x[0].hash > y[0].hash:
			y = y[1:]
		default:
			g := runGroup{sameRuns(x), sameRuns(y)}
			x, y = x[len(g.a):], y[len(g.b):]
			t.groups = append(t.groups, g)
			for _, r := range g.a {
				t.groupOf[r.at] = int32(len(t.groups))
			}
		}
	}
	return t
}

// sameRuns returns the runs at the start of a sorted list that are the same.
func sameRuns(runs []run) []run {
	n := 1
	for n < len(runs) && runs[n].hash == runs[0].hash {
		n++
	}
	return runs[:n]
}

// tiles lays the tiles and returns them.
func (t *tiling) tiles() []tile {
	for _, m := range t.matches() {
		if !t.isTaken(m) {
			t.lay(m)
		}
	}
	t.sweep()
	return t.laid
}

// matches returns what both have around rare runs, as long as it goes, longest first.
func (t *tiling) matches() []tile {
	var found []tile
	ahead, end := -1, 0 // of the last match
	for _, s := range t.seeds() {
		if s.ahead() == ahead && s.place() < end {
			continue // it lies in the last match
		}
		m := t.around(s.place(), s.place()+s.ahead()-len(t.a.words))
		if ahead, end = s.ahead(), m.at[0]+m.n; m.n >= passageWords {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, func(x, y tile) int {
		return cmp.Or(-cmp.Compare(x.n, y.n), cmp.Compare(x.at[0], y.at[0]), cmp.Compare(x.at[1], y.at[1]))
	})
	return found
}

// seed is a pair of equal runs in one number, since most of the time goes into sorting them: how far the place in the second article is
// ahead of that in the first, counted from the length of the first so that it is never below zero, then the place in the first.
type seed uint64

func (s seed) ahead() int { return int(s >> 32) }
func (s seed) place() int { return int(uint32(s)) }

// seeds returns the pairs of rare runs, those of one match in a row.
func (t *tiling) seeds() []seed {
	var seeds []seed
	for _, g := range t.groups {
		if len(g.a) > rareRuns || len(g.b) > rareRuns {
			continue
		}
		for _, x := range g.a {
			for _, y := range g.b {
				ahead := int(y.at) - int(x.at) + len(t.a.words)
				seeds = append(seeds, seed(ahead)<<32|seed(x.at))
			}
		}
	}
	slices.Sort(seeds)
	return seeds
}

// around returns the match that holds a pair of places, as far as it goes both ways.
func (t *tiling) around(i, j int) tile {
	m := tile{[2]int{i, j}, t.follow(i, j)}
	for m.n > 0 && t.isSame(m.at[0]-1, m.at[1]-1) {
		m.at[0], m.at[1], m.n = m.at[0]-1, m.at[1]-1, m.n+1
	}
	return m
}

// follow returns how many free words are the same from a pair of places on.
func (t *tiling) follow(i, j int) int {
	n := 0
	for t.isSame(i+n, j+n) {
		n++
	}
	return n
}

// isSame reports whether the words at a place of each list are the same and both free.
func (t *tiling) isSame(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(t.a.words) && j < len(t.b.words) && t.a.words[i].id == t.b.words[j].id && !t.takenA[i] && !t.takenB[j]
}

// isTaken reports whether a match, no longer than any tile, meets one: then one of its ends lies under it.
func (t *tiling) isTaken(m tile) bool {
	return t.takenA[m.at[0]] || t.takenA[m.at[0]+m.n-1] || t.takenB[m.at[1]] || t.takenB[m.at[1]+m.n-1]
}

// lay lays a tile.
func (t *tiling) lay(m tile) {
	for k := range m.n {
		t.takenA[m.at[0]+k], t.takenB[m.at[1]+k] = true, true
	}
	t.laid = append(t.laid, m)
}

// sweep lays what is left.
func (t *tiling) sweep() {
	for i := 0; i+passageWords <= len(t.a.words); {
		if m, ok := t.left(i); ok {
			t.lay(m)
			i += m.n
		} else {
			i++
		}
	}
}

// left returns the match that begins with the run at place i of the first list, as far as both are free.
func (t *tiling) left(i int) (tile, bool) {
	if t.groupOf[i] == 0 || slices.Contains(t.takenA[i:i+passageWords], true) {
		return tile{}, false
	}
	g := &t.groups[t.groupOf[i]-1]
	for ; len(g.b) > 0; g.b = g.b[1:] {
		j := int(g.b[0].at)
		if n := t.follow(i, j); n >= passageWords {
			return tile{[2]int{i, j}, n}, true
		}
	}
	return tile{}, false
}
