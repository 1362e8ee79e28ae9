package minhash

import (
	"fmt"
	"slices"
	"testing"
)

func TestOverlap(t *testing.T) {
	long := make([]uint64, 1000)
	for i := range long {
		long[i] = uint64(3 * i)
	}
	tests := []struct {
		name                 string
		a, b                 []uint64
		shared               int
		jaccard, containment float64
	}{
		{"both empty", nil, nil, 0, 0, 0},
		{"one empty", nil, []uint64{1, 2}, 0, 0, 0},
		{"equal", []uint64{1, 2, 3}, []uint64{1, 2, 3}, 3, 1, 1},
		{"nothing shared", []uint64{1, 3}, []uint64{2, 4}, 0, 0, 0},
		{"half shared", []uint64{1, 2, 3}, []uint64{2, 3, 4}, 2, .5, 2. / 3},
		{"contained", []uint64{2, 3}, []uint64{1, 2, 3, 4}, 2, .5, 1},
		{"far apart", []uint64{0, 1 << 63}, []uint64{1 << 62, 1 << 63}, 1, 1. / 3, .5},
		{"one in a long one", []uint64{300}, long, 1, .001, 1},
		{"some in a long one", []uint64{0, 1, 300, 301, 2997}, long, 3, 3. / 1002, .6},
		{"before and after a long one", []uint64{2, 2998, 2999, 5000}, long, 0, 0, 0},
		{"first and last of a long one", []uint64{0, 2997}, long, 2, .002, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, order := range [][2][]uint64{{test.a, test.b}, {test.b, test.a}} {
				a, b := order[0], order[1]
				if got := Shared(a, b); got != test.shared {
					t.Errorf("Shared is %d, want %d", got, test.shared)
				}
				if got := Jaccard(a, b); got != test.jaccard {
					t.Errorf("Jaccard is %v, want %v", got, test.jaccard)
				}
				if got := Containment(a, b); got != test.containment {
					t.Errorf("Containment is %v, want %v", got, test.containment)
				}
			}
		})
	}
}

// FuzzOverlap states what holds of any two sets, and that merging, galloping and looking everything
// up agree.
func FuzzOverlap(f *testing.F) {
	f.Add([]byte("harbour"), []byte("labour"))
	f.Add([]byte{}, []byte("x"))
	f.Add([]byte{7}, []byte("a set that is much longer"))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		a, b := setOf(x), setOf(y)
		shared := 0
		for _, h := range a {
			if slices.Contains(b, h) {
				shared++
			}
		}
		for least := range min(len(a), len(b)) + 1 {
			m, okM := merge(a, b, len(a)-least)
			g, okG := gallop(a, b, len(a)-least)
			r, okR := gallop(b, a, len(b)-least)
			if want := shared >= least; okM != want || okG != want || okR != want {
				t.Fatalf("%d shared, at least %d: merging says %v, galloping %v and %v", shared, least, okM, okG, okR)
			}
			if shared >= least && (m != shared || g != shared || r != shared) {
				t.Fatalf("%d shared, merging %d, galloping %d and %d", shared, m, g, r)
			}
		}
		j, c := Jaccard(a, b), Containment(a, b)
		if j != Jaccard(b, a) || c != Containment(b, a) || Shared(a, b) != Shared(b, a) {
			t.Fatal("not symmetric")
		}
		if j < 0 || c < j || c > 1 {
			t.Fatalf("Jaccard %v and containment %v, want 0 <= Jaccard <= containment <= 1", j, c)
		}
		if len(a) > 0 && (Jaccard(a, a) != 1 || Containment(a, a) != 1) {
			t.Fatal("a set is unlike itself")
		}
	})
}

// setOf returns the bytes as an ascending set.
func setOf(data []byte) []uint64 {
	var set []uint64
	for _, b := range data {
		set = append(set, uint64(b))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// BenchmarkShared is where gallopRatio comes from: the ratio from which galloping is faster,
// whether the short set is an extract of the long one or has nothing of it.
func BenchmarkShared(b *testing.B) {
	for _, ratio := range []int{1, 2, 4, 8, 16} {
		for _, kind := range []string{"extract", "unrelated"} {
			short, long := benchmarkSets(ratio, kind == "extract")
			for _, way := range []struct {
				name   string
				shared func(a, b []uint64, spare int) (int, bool)
			}{{"merge", merge[uint64]}, {"gallop", gallop[uint64]}} {
				b.Run(fmt.Sprintf("ratio=%d/%s/%s", ratio, kind, way.name), func(b *testing.B) {
					for i := 0; b.Loop(); i++ {
						way.shared(short[i%len(short)], long[i%len(long)], 100)
					}
				})
			}
		}
	}
}

// benchmarkSets returns sets of 100 and long ones of ratio times as many, enough for the processor
// not to learn them by heart.
func benchmarkSets(ratio int, extract bool) (short, long [][]uint64) {
	r := newSource(1)
	for range 500 {
		l := numbers(r, 100*ratio)
		s := numbers(r, 100)
		if extract {
			s = slices.Clone(l[:100])
		}
		slices.Sort(l)
		slices.Sort(s)
		short, long = append(short, s), append(long, l)
	}
	return short, long
}
