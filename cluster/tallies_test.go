package cluster

import (
	"maps"
	"testing"
)

// FuzzTallies: tallies hold what a map would, however their terms collide and in however many texts they stand.
func FuzzTallies(f *testing.F) {
	f.Add([]byte{2, 4, 2, 3, 0, 255, 3, 5, 2}, uint8(6), uint16(1))
	f.Add([]byte{2, 4, 2, 3, 0, 255, 3, 5, 2}, uint8(24), uint16(fullCount-2))
	f.Add([]byte("one term after another, some of them twice, until the table has to grow and grow again"), uint8(0), uint16(0))
	f.Add([]byte("terms that stand in more texts than a slot can say, and leave in turn"), uint8(25), uint16(fullCount))
	f.Fuzz(func(t *testing.T, steps []byte, shift uint8, many uint16) {
		l, want := newLanguage(), map[term]int32{}
		for i, b := range steps {
			of := term(b>>1) << (shift % 26) // shifted, they share their last bits, or are of different tables
			if b&1 == 0 {
				of += term(i / 2)
			}
			part, texts := l.held[of>>partShift], int32(many%(fullCount+9))+1
			if b&1 == 0 {
				for range texts {
					part.take(of)
				}
				want[of] += texts
				continue
			}
			for texts = min(texts, want[of]); texts > 0; texts-- {
				part.leave(of)
				want[of]--
			}
		}
		maps.DeleteFunc(want, func(_ term, n int32) bool { return n == 0 })
		got := map[term]int32{}
		for part, held := range l.held {
			maps.Insert(got, held.all(part))
		}
		if !maps.Equal(got, want) {
			t.Errorf("the terms stand in %v texts, want %v", got, want)
		}
		for of, n := range want {
			if got := l.holding(of); got != n {
				t.Errorf("term %d stands in %d texts, want %d", of, got, n)
			}
			if got := l.holding(of + 1); got != want[of+1] {
				t.Errorf("term %d stands in %d texts, want %d", of+1, got, want[of+1])
			}
		}
	})
}
