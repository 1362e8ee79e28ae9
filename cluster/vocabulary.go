package cluster

import (
	"cmp"
	"math/bits"
	"slices"
)

// A vocabulary numbers the terms that two texts or more hold, the most frequent first. What is kept by id then
// lies close together for the terms that are met all the time: the few thousand most frequent of them are three
// quarters of a text.
//
// Ten million terms of 37,000 texts go through here, and a vector and a weight ask for each of them again. So
// terms, which are hashes already, stand in a table with open addressing (Knuth, The Art of Computer
// Programming, volume 3, section 6.4, algorithm L): a quarter of the time of a map.

// vocabulary numbers the terms that two texts or more hold.
type vocabulary struct {
	ids       *termTable // of ids + 1; nil when nothing is known of any term
	frequency []int32    // number of texts, by id: falling
}

func newVocabulary(docs []doc) vocabulary {
	counts := newTermTable(0)
	for i := range docs {
		for _, c := range docs[i].terms.counts {
			counts.at(c.term).n++
		}
	}
	shared := slices.DeleteFunc(counts.slots, func(s termSlot) bool { return s.n < 2 })
	slices.SortFunc(shared, func(a, b termSlot) int {
		return cmp.Or(-cmp.Compare(a.n, b.n), cmp.Compare(a.term, b.term))
	})
	v := vocabulary{newTermTable(len(shared)), make([]int32, len(shared))}
	for id, s := range shared {
		v.frequency[id] = s.n
		v.ids.at(s.term).n = int32(id) + 1
	}
	return v
}

// id returns the id of a term, or -1 for one that no two texts hold.
func (v vocabulary) id(t term) int32 {
	if v.ids == nil {
		return -1
	}
	return v.ids.find(t) - 1
}

// texts returns how many texts hold a term that at least one holds.
func (v vocabulary) texts(t term) int {
	if id := v.id(t); id >= 0 {
		return int(v.frequency[id])
	}
	return 1
}

// termTable holds a number for each of some terms.
type termTable struct {
	slots []termSlot // a power of two of them, at most two in three in use
	used  int
}

type termSlot struct {
	term term
	n    int32
	used bool
}

// newTermTable returns a table with room for so many terms; it grows when there are more.
func newTermTable(terms int) *termTable {
	return &termTable{slots: make([]termSlot, 1<<bits.Len(uint(max(terms*3/2, 64))))}
}

// find returns the number of a term, 0 if it has none.
func (t *termTable) find(of term) int32 {
	for at := uint64(of); ; at++ {
		if s := &t.slots[at&uint64(len(t.slots)-1)]; s.term == of || !s.used {
			return s.n
		}
	}
}

// at returns the slot of a term, which is good until another term is asked for.
func (t *termTable) at(of term) *termSlot {
	for at := uint64(of); ; at++ {
		switch s := &t.slots[at&uint64(len(t.slots)-1)]; {
		case s.used && s.term == of:
			return s
		case !s.used && 3*t.used >= 2*len(t.slots):
			t.grow()
			return t.at(of)
		case !s.used:
			s.term, s.used = of, true
			t.used++
			return s
		}
	}
}

func (t *termTable) grow() {
	was := t.slots
	*t = termTable{slots: make([]termSlot, 2*len(was))}
	for _, s := range was {
		if s.used {
			t.at(s.term).n = s.n
		}
	}
}
