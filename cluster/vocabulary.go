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
// Ten million terms of 37,000 texts go through here. Each is looked up once: a weight and a vector go by the id that
// is then written down. In a table of all of them a look-up would wait for memory. So the terms, which are hashes and
// stand in order in every text, are taken range by range: what all texts have in one range before what they have in
// the next. That is a radix partition (Manegold, Boncz and Kersten, "Optimizing main-memory join on modern hardware",
// IEEE Transactions on Knowledge and Data Engineering 14, 2002), with so few ranges that going to a text once for
// each of them costs less than it saves.
//
// Terms stand in a table with open addressing (Knuth, The Art of Computer Programming, volume 3, section 6.4,
// algorithm L): a quarter of the time of a map.

// vocabulary numbers the terms that two texts or more hold.
type vocabulary struct {
	ids       *termTable // of ids + 1; nil when nothing is known of any term
	frequency []int32    // number of texts, by id: falling
}

// numbering is the vocabulary of some docs with the ids of all their terms.
type numbering struct {
	vocabulary
	of [][]int32 // by doc: ids of its terms, -1 for a term that no other doc holds
}

func newNumbering(docs []doc) numbering {
	met := meetTerms(docs)
	shared := make([]int32, 0, len(met.terms)/2) // numbers of terms
	for number, n := range met.texts {
		if n > 1 {
			shared = append(shared, int32(number))
		}
	}
	slices.SortFunc(shared, func(a, b int32) int {
		return cmp.Or(-cmp.Compare(met.texts[a], met.texts[b]), cmp.Compare(met.terms[a], met.terms[b]))
	})
	v := vocabulary{newTermTable(len(shared)), make([]int32, len(shared))}
	ids := slices.Repeat([]int32{-1}, len(met.terms)) // by number
	for id, number := range shared {
		v.frequency[id], ids[number] = met.texts[number], int32(id)
		v.ids.at(met.terms[number]).n = int32(id) + 1
	}
	for _, of := range met.numbers {
		for k, number := range of {
			of[k] = ids[number]
		}
	}
	return numbering{v, met.numbers}
}

// metTerms are the terms of docs, numbered as they were met.
type metTerms struct {
	terms   []term
	texts   []int32   // that hold it, by number
	numbers [][]int32 // by doc: of its terms
}

// rangeTerms is about how many terms of texts make a range. Of 600,000 one in seven is another one.
const rangeTerms = 1 << 20

// unmet is what has not been met of a doc.
type unmet struct {
	terms   []term
	numbers []int32
}

// meetTerms numbers the terms of docs, range by range.
func meetTerms(docs []doc) metTerms {
	total := 0
	for i := range docs {
		total += len(docs[i].terms)
	}
	met, rest, all := metTerms{numbers: make([][]int32, len(docs))}, make([]unmet, len(docs)), make([]int32, total)
	for i := range docs {
		terms := docs[i].terms
		met.numbers[i], all = all[:len(terms)], all[len(terms):]
		rest[i] = unmet{terms, met.numbers[i]}
	}
	table := newTermTable(0)
	width := 32 - bits.Len(uint(total/rangeTerms)) // of a range, in bits
	for n := range uint64(1) << (32 - width) {
		table.clear()
		for i := range rest {
			met.meet(&rest[i], table, n<<width|(1<<width-1))
		}
	}
	return met
}

// meet numbers the terms of a doc up to the last one of a range, for which there is a table.
func (m *metTerms) meet(u *unmet, table *termTable, last uint64) {
	n := 0
	for n < len(u.terms) && uint64(u.terms[n]) <= last {
		slot := table.at(u.terms[n])
		if slot.n == 0 {
			m.terms, m.texts = append(m.terms, slot.term), append(m.texts, 0)
			slot.n = int32(len(m.terms))
		}
		u.numbers[n] = slot.n - 1
		m.texts[slot.n-1]++
		n++
	}
	u.terms, u.numbers = u.terms[n:], u.numbers[n:]
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

// clear empties a table.
func (t *termTable) clear() {
	clear(t.slots)
	t.used = 0
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
