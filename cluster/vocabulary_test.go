package cluster

import (
	"slices"
	"testing"
)

func TestNewNumbering(t *testing.T) {
	v := newNumbering([]doc{docOf("en", 3, 5, 8, 9), docOf("en", 5, 8, 9), docOf("en", 1, 8, 9), docOf("en", 9)})
	if want := []int32{4, 3, 2}; !slices.Equal(v.frequency, want) {
		t.Errorf("frequencies are %v, want %v", v.frequency, want)
	}
	for _, test := range []struct {
		term  term
		id    int32
		texts int
	}{{9, 0, 4}, {8, 1, 3}, {5, 2, 2}, {3, -1, 1}, {1, -1, 1}, {7, -1, 1}, {0, -1, 1}} {
		if got := v.id(test.term); got != test.id {
			t.Errorf("term %d has id %d, want %d", test.term, got, test.id)
		}
		if got := v.texts(test.term); got != test.texts {
			t.Errorf("term %d stands in %d texts, want %d", test.term, got, test.texts)
		}
	}
}

// TestNewNumberingOrder: ids follow from how many texts hold the terms, and of those that as many hold from the
// terms, never from the order of the texts.
func TestNewNumberingOrder(t *testing.T) {
	docs := []doc{docOf("", 2, 40, 7), docOf("", 7, 40), docOf("", 2, 7), docOf("", 2, 11), docOf("", 11, 40)}
	for range 2 {
		v := newNumbering(docs)
		for id, of := range []term{2, 7, 40, 11} {
			if got := v.id(of); got != int32(id) {
				t.Errorf("term %d has id %d, want %d", of, got, id)
			}
		}
		slices.Reverse(docs)
	}
}

func TestVocabularyOfNothing(t *testing.T) {
	for _, v := range []vocabulary{{}, newNumbering(nil).vocabulary, newNumbering([]doc{docOf("en", 4)}).vocabulary} {
		if v.id(4) != -1 || v.texts(4) != 1 || len(v.frequency) != 0 {
			t.Errorf("%+v knows a term", v)
		}
	}
}

// FuzzTermTable: a table holds what a map would, however its terms collide.
func FuzzTermTable(f *testing.F) {
	f.Add([]byte{1, 2, 1, 0, 0, 255, 3}, uint8(6))
	f.Add([]byte("one term after another, some of them twice, until the table has to grow and grow again"), uint8(0))
	f.Fuzz(func(t *testing.T, terms []byte, shift uint8) {
		table, want := newTermTable(0), map[term]int32{}
		for i, b := range terms {
			of := term(b) << (shift % 32) // shifted, they share their last bits
			if i%3 > 0 {
				of += term(i)
			}
			table.at(of).n++
			want[of]++
		}
		if table.used != len(want) {
			t.Errorf("%d terms are in the table, want %d", table.used, len(want))
		}
		for of, n := range want {
			if got := table.find(of); got != n {
				t.Errorf("term %d has %d, want %d", of, got, n)
			}
			if _, known := want[of+1]; !known && table.find(of+1) != 0 {
				t.Errorf("term %d is in the table", of+1)
			}
		}
	})
}

func BenchmarkNewNumbering(b *testing.B) {
	r, docs := newRandom(1), make([]doc, 500)
	for i := range docs {
		var k counter
		for range 250 {
			k.counts.add(counted{term: term(r.IntN(20000)) * 0x9E3779B9, count: 1})
		}
		docs[i].setCounts(k.counts.sorted())
	}
	for b.Loop() {
		newNumbering(docs)
	}
}
