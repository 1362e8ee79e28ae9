package cluster

import "iter"

// A full window has tens of millions of terms, most of which stand in one text or in a few. So there are four bytes for each: the
// terms of a language are parted by their first bits into many tables, which leaves of a term what tells it from the others of
// its table, and room for a number beside it. The few that stand in more texts than that can say have the rest of their number in a
// table of its own. A table that grows has room for half as many terms again, and all do so at about the same time: twice the room
// would be twice the memory. The first bits of what is left of a term say its place, so that a table that grows is read and written from
// one end to the other.

const (
	tallyTables = 1 << 11 // of a language
	restBits    = 32 - 11 // of a term that its table does not tell
	countBits   = 32 - restBits
	fullCount   = 1<<countBits - 1
	// fewTallies is what a table has room for at first, on top of what it holds whenever it grows.
	fewTallies = 8
)

// tallies are how many texts hold each of the terms of a table.
type tallies struct {
	slots []tally // at most two in three in use
	used  int
}

// tally is the rest of a term, and one more than the number of texts that hold it, at most fullCount. It is zero where a slot is free.
// One that no text holds any more keeps its slot for the sake of those behind it.
type tally uint32

func newTally(of term) tally { return tally(of << countBits) }

func (t tally) rest() uint64 { return uint64(t >> countBits) }

// count returns one more than the number of texts, at most fullCount.
func (t tally) count() int32 { return int32(t & fullCount) }

// find returns the slot of a term, or the free one where it would stand. There are slots.
func (t *tallies) find(of term) *tally {
	rest := newTally(of).rest()
	for at := rest * uint64(len(t.slots)) >> restBits; ; at++ {
		if at == uint64(len(t.slots)) {
			at = 0
		}
		if s := &t.slots[at]; *s == 0 || s.rest() == rest {
			return s
		}
	}
}

// at returns the slot of a term, which is good until another term is asked for.
func (t *tallies) at(of term) *tally {
	if 3*t.used >= 2*len(t.slots) {
		t.grow()
	}
	s := t.find(of)
	if *s == 0 {
		*s = newTally(of) + 1
		t.used++
	}
	return s
}

// grow makes room for half as many terms again as are held.
func (t *tallies) grow() {
	held := 0
	for _, s := range t.slots {
		if s.count() > 1 {
			held++
		}
	}
	was := t.slots
	*t = tallies{make([]tally, held*9/4+fewTallies), held}
	for _, s := range was {
		if s.count() > 1 {
			*t.find(term(s >> countBits)) = s
		}
	}
}

// termPart is the tables of some terms of a language.
type termPart struct {
	held [tallyTables / termParts]tallies
	more termTable // how many more texts hold those of fullCount
}

func newTermPart() *termPart { return &termPart{more: *newTermTable(0)} }

func (p *termPart) table(of term) *tallies { return &p.held[of>>restBits%term(len(p.held))] }

// holding returns how many texts hold a term.
func (p *termPart) holding(of term) int32 {
	t := p.table(of)
	if t.used == 0 {
		return 0
	}
	return p.number(of, *t.find(of))
}

// number returns how many texts hold a term that has a slot, or none.
func (p *termPart) number(of term, slot tally) int32 {
	n := max(slot.count()-1, 0)
	if slot.count() == fullCount {
		n += max(p.more.find(of), 0)
	}
	return n
}

// all yields the terms of a part, and how many texts hold each.
func (p *termPart) all(part int) iter.Seq2[term, int32] {
	return func(yield func(term, int32) bool) {
		for k := range p.held {
			first := term(part*len(p.held)+k) << restBits
			for _, s := range p.held[k].slots {
				if of := first | term(s>>countBits); s.count() > 1 && !yield(of, p.number(of, s)) {
					return
				}
			}
		}
	}
}

// take counts one more text that holds a term.
func (p *termPart) take(of term) {
	if slot := p.table(of).at(of); slot.count() < fullCount {
		*slot++
	} else {
		more := p.more.at(of)
		more.n = max(more.n, 0) + 1
	}
}

// leave counts one text less that holds a term.
func (p *termPart) leave(of term) {
	slot := p.table(of).find(of)
	if slot.count() < fullCount || p.more.find(of) <= 0 {
		*slot--
	} else if more := p.more.at(of); more.n > 1 {
		more.n--
	} else {
		more.n = vacated
	}
}
