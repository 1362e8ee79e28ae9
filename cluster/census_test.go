package cluster

import (
	"slices"
	"testing"
)

// TestCensus: a census knows the texts that were taken and have not left, whatever came between.
func TestCensus(t *testing.T) {
	docs := []doc{docOf("en", 3, 5, 8, 9), docOf("en", 5, 8, 9), docOf("de", 3, 8), docOf("en", 1, 8, 9), docOf("en", 9, 11)}
	c := census{}
	c.count(docs, 7, Options{Workers: 2})
	for _, left := range []int{0, 4} {
		c.leave(&docs[left])
	}
	c.count(docs[4:], 7, Options{Workers: 2})
	c.leave(&docs[4])
	known := Terms{c}
	if en, de, fr := known.texts("en"), known.texts("de"), known.texts("fr"); en != 2+7 || de != 1+7 || fr != 0 {
		t.Errorf("there are %d, %d and %d texts, want 9, 8 and none", en, de, fr)
	}
	for _, test := range []struct {
		term  term
		lang  string
		texts int
	}{{9, "en", 2}, {8, "en", 2}, {8, "de", 1}, {5, "en", 1}, {3, "en", 1}, {11, "en", 1}, {7, "en", 1}, {8, "fr", 1}} {
		if got := known.holding(test.term, test.lang); got != test.texts {
			t.Errorf("term %d stands in %d texts of %s, want %d", test.term, got, test.lang, test.texts)
		}
	}
}

// TestTermsAnd: what is known of a language goes before what docs say of it.
func TestTermsAnd(t *testing.T) {
	known, docs := census{}, census{}
	known.count([]doc{docOf("en", 1), docOf("en", 1), docOf("fr", 1)}, 0, Options{Workers: 2})
	left := docOf("fr", 1)
	known.leave(&left)
	docs.count([]doc{docOf("en", 1), docOf("de", 1), docOf("fr", 2), docOf("fr", 2)}, 0, Options{Workers: 2})
	both := Terms{known}.and(docs)
	for lang, want := range map[string]int{"en": 2, "de": 1, "fr": 2} {
		if got := both.texts(lang); got != want {
			t.Errorf("%d texts of %s, want %d", got, lang, want)
		}
	}
}

// FuzzCensus: to take and leave texts comes to the same as to take those alone that stay.
func FuzzCensus(f *testing.F) {
	f.Add([]byte{1, 2, 1, 0, 0, 255, 3}, uint8(6))
	f.Add([]byte("some texts that share terms, of which every other one leaves while others come"), uint8(0))
	f.Fuzz(func(t *testing.T, terms []byte, shift uint8) {
		all, want := census{}, map[term]int{}
		var stay *doc
		for i, b := range terms {
			docs := []doc{docOf("en", term(b)<<(shift%25), term(i)|pairBit)} // shifted, they share their last bits, or are of different parts
			d := &docs[0]
			if slices.Sort(d.terms); b%3 == 0 {
				all.take(d)
			} else {
				all.count(docs, 0, Options{Workers: 2})
			}
			if stay != nil {
				all.leave(stay)
				stay = nil
			}
			if i%2 == 0 {
				stay = d
			} else {
				for _, of := range d.terms {
					want[of]++
				}
			}
		}
		if stay != nil {
			all.leave(stay)
		}
		for _, b := range terms {
			of := term(b) << (shift % 25)
			if got := (Terms{all}).holding(of, "en"); got != max(want[of], 1) {
				t.Errorf("term %d stands in %d texts, want %d", of, got, want[of])
			}
			if got := (Terms{all}).each(nil, []term{of}, "en"); !slices.Equal(got, []int32{int32(max(want[of], 1))}) {
				t.Errorf("term %d in a row stands in %d texts, want %d", of, got, want[of])
			}
		}
	})
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

func BenchmarkCensus(b *testing.B) {
	r, docs := newRandom(1), make([]doc, 500)
	for i := range docs {
		var k counter
		for range 250 {
			k.counts.add(counted{term: term(r.IntN(20000)) * 0x9E3779B9, count: 1})
		}
		docs[i].setCounts(k.counts.takeSorted())
	}
	for b.Loop() {
		all := census{}
		for i := range docs {
			all.take(&docs[i])
		}
	}
}
