package minhash

import (
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"testing"
)

type pair struct{ i, j int }

func collect(pairs iter.Seq2[int, int]) []pair {
	var all []pair
	for i, j := range pairs {
		all = append(all, pair{i, j})
	}
	return all
}

// bruteForce returns the pairs that agree in a band, by looking at all pairs, as a set.
func bruteForce(signatures []Signature, bands Bands) map[pair]bool {
	agreeing := make(map[pair]bool)
	for j, t := range signatures {
		for i, s := range signatures[:j] {
			for b := 0; b < bands.Bands && !s.Empty() && !t.Empty(); b++ {
				from, to := b*bands.Rows, (b+1)*bands.Rows
				if slices.Equal(s[from:to], t[from:to]) {
					agreeing[pair{i, j}] = true
				}
			}
		}
	}
	return agreeing
}

// checkOnce fails unless every pair is in order, allowed and there once; it returns the pairs as a
// set.
func checkOnce(t *testing.T, pairs []pair, allowed map[pair]bool) map[pair]bool {
	t.Helper()
	seen := make(map[pair]bool)
	for _, p := range pairs {
		if p.i >= p.j || !allowed[p] || seen[p] {
			t.Fatalf("pair %v is out of order, agrees in no band, or came before", p)
		}
		seen[p] = true
	}
	return seen
}

func TestCandidatesAreThePairsThatAgree(t *testing.T) {
	signatures := signAll(newWriter(10).sets(300))
	for _, bands := range []Bands{{42, 3}, {32, 4}, {128, 1}, {1, 128}, {2, 64}, {3, 5}} {
		t.Run(fmt.Sprintf("%dx%d", bands.Bands, bands.Rows), func(t *testing.T) {
			want := bruteForce(signatures, bands)
			got := checkOnce(t, collect(Candidates(refs(signatures), nil, bands, 0)), want)
			if len(got) != len(want) {
				t.Errorf("%d pairs, want %d", len(got), len(want))
			}
		})
	}
}

func TestCandidatesRecall(t *testing.T) {
	sets := newWriter(11).sets(600)
	candidates := make(map[pair]bool)
	for i, j := range Candidates(refs(signAll(sets)), nil, Solve(.5, .99), 64) {
		candidates[pair{i, j}] = true
	}
	found, all := 0, 0
	for j, b := range sets {
		for i, a := range sets[:j] {
			if Jaccard(a, b) >= .5 {
				all++
				if candidates[pair{i, j}] {
					found++
				}
			}
		}
	}
	t.Logf("%d of %d pairs found among %d candidates", found, all, len(candidates))
	if all < 300 {
		t.Fatalf("only %d pairs to find: the test proves nothing", all)
	}
	if recall := float64(found) / float64(all); recall < .99 {
		t.Errorf("recall is %.4f, want >= .99", recall)
	}
}

// A hash that spreads badly shows here first: texts that were written apart would share buckets.
func TestCandidatesOfUnrelatedTextsAreFew(t *testing.T) {
	w := newWriter(12)
	sets := make([][]uint64, 2000)
	for i := range sets {
		sets[i] = Shingles(w.text(200), 5)
	}
	pairs := collect(Candidates(refs(signAll(sets)), nil, Bands{42, 3}, 0))
	if len(pairs) > len(sets)/10 {
		t.Errorf("%d unrelated texts make %d candidate pairs", len(sets), len(pairs))
	}
}

func TestCandidatesEdgeCases(t *testing.T) {
	empty, some := Sign(nil), Sign([]uint64{1, 2, 3})
	tests := []struct {
		name       string
		signatures []Signature
		bands      Bands
		want       []pair
	}{
		{"nothing", nil, Bands{42, 3}, nil},
		{"one", []Signature{some}, Bands{42, 3}, nil},
		{"two alike", []Signature{some, some}, Bands{42, 3}, []pair{{0, 1}}},
		{"empty ones agree with none", []Signature{empty, some, empty, some}, Bands{42, 3}, []pair{{1, 3}}},
		{"only empty ones", []Signature{empty, empty}, Bands{42, 3}, nil},
		{"more bands than fit", []Signature{some, some}, Bands{1000, 3}, []pair{{0, 1}}},
		{"rows beyond the end", []Signature{some, some}, Bands{1, 129}, nil},
		{"no bands", []Signature{some, some}, Bands{0, 3}, nil},
		{"no rows", []Signature{some, some}, Bands{3, 0}, nil},
		{"less than none", []Signature{some, some}, Bands{-1, -1}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := collect(Candidates(refs(test.signatures), nil, test.bands, 8)); !slices.Equal(got, test.want) {
				t.Errorf("pairs are %v, want %v", got, test.want)
			}
		})
	}
}

// Rows that differ may have the same key of 32 bits; that puts them in one bucket and makes no pair
// of them.
func TestEqualKeysOfOtherRowsMakeNoPair(t *testing.T) {
	a, b := collision(t)
	want := []pair{{0, 2}}
	if got := collect(Candidates(refs([]Signature{a, b, a}), nil, Bands{1, 2}, 0)); !slices.Equal(got, want) {
		t.Errorf("pairs are %v, want %v", got, want)
	}
}

// collision returns two signatures whose first two rows differ and have the same key.
func collision(t *testing.T) (a, b Signature) {
	s := sweep{signatures: []*Signature{{}}, rows: 2}
	seen := make(map[uint64]Signature)
	for v := range 1 << 20 {
		s.signatures[0][0], s.signatures[0][1] = uint16(v>>10), uint16(v&(1<<10-1))
		key := s.key(0, 0)
		if earlier, ok := seen[key]; ok {
			return earlier, *s.signatures[0]
		}
		seen[key] = *s.signatures[0]
	}
	t.Fatal("no two signatures have the same key")
	return a, b
}

func TestSweepSorts(t *testing.T) {
	r := newSource(15)
	for _, n := range []int{0, 1, 2, 100, 5000} {
		for _, distinct := range []uint64{1, 50, 1 << 32} {
			entries := make([]uint64, n)
			for i := range entries {
				// Keys that differ in their upper bits only, or in all of them.
				key := bits.Reverse32(uint32(r.Uint64N(distinct)))
				entries[i] = uint64(key)<<32 | uint64(i)
			}
			want := slices.Clone(entries)
			slices.Sort(want)
			s := sweep{entries: entries, spare: make([]uint64, n), next: make([]uint32, 1<<bits.Len(uint(n))+1)}
			if s.sort(); !slices.Equal(s.entries, want) {
				t.Errorf("%d entries with up to %d keys are not in order", n, distinct)
			}
		}
	}
}

func TestCandidatesStopWhenAsked(t *testing.T) {
	signatures := slices.Repeat([]Signature{Sign([]uint64{1})}, 10)
	n := 0
	for range Candidates(refs(signatures), nil, Bands{42, 3}, 0) {
		if n++; n == 7 {
			break
		}
	}
	if n != 7 {
		t.Errorf("the loop ran %d times, want 7", n)
	}
}

func TestCandidatesAreTheSameEachTime(t *testing.T) {
	candidates := Candidates(refs(signAll(newWriter(13).sets(200))), nil, Bands{42, 3}, 4)
	if first, second := collect(candidates), collect(candidates); !slices.Equal(first, second) {
		t.Error("the same signatures gave other pairs the second time")
	}
}

// A thousand copies of one text are the worst case: one bucket in every band. With a cap the pairs
// grow with the copies.
func TestBucketCapKeepsWorkLinear(t *testing.T) {
	const bucketCap = 16
	for _, n := range []int{17, 500, 1000, 2000} {
		signatures := slices.Repeat([]Signature{Sign([]uint64{1, 2, 3})}, n)
		anchors := bucketCap / 2
		want := anchors*(n-anchors) + anchors*(anchors-1)/2
		if got := len(collect(Candidates(refs(signatures), nil, Bands{42, 3}, bucketCap))); got != want {
			t.Errorf("%d copies make %d pairs, want %d", n, got, want)
		}
	}
}

func TestBucketAtTheCapIsWhole(t *testing.T) {
	signatures := slices.Repeat([]Signature{Sign([]uint64{1})}, 16)
	if got := len(collect(Candidates(refs(signatures), nil, Bands{42, 3}, 16))); got != 16*15/2 {
		t.Errorf("a bucket of 16 makes %d pairs, want all 120", got)
	}
}

// Members that a capped bucket kept apart are no less a pair when they meet in a smaller bucket of
// a later band.
func TestCappedPairIsFoundInLaterBand(t *testing.T) {
	signatures := make([]Signature, 10)
	for i := range signatures {
		for row := range signatures[i] {
			signatures[i][row] = uint16(1000*i + row)
		}
		signatures[i][0] = 5 // all agree in the first band
	}
	signatures[7][2] = signatures[6][2]
	signatures[7][3] = signatures[6][3] // and two of them in two more
	got := collect(Candidates(refs(signatures), nil, Bands{128, 1}, 4))
	want := map[pair]bool{{6, 7}: true}
	for j := 1; j < 10; j++ {
		want[pair{0, j}] = true
		want[pair{1, j}] = j > 1
	}
	if seen := checkOnce(t, got, want); len(seen) != 9+8+1 {
		t.Errorf("pairs are %v, want both anchors with all, and 6 with 7", got)
	}
}

// refs returns signatures by reference.
func refs(signatures []Signature) []*Signature {
	list := make([]*Signature, len(signatures))
	for i := range signatures {
		list[i] = &signatures[i]
	}
	return list
}

// FuzzCandidates states that, cap or no cap, a pair is yielded once and only if it agrees in a
// band; that without a cap none is missing; that with one, agreeing pairs are still connected; and that of the same pairs those
// are yielded of which one is new.
func FuzzCandidates(f *testing.F) {
	f.Add(uint64(1), 30, 3, 4)
	f.Add(uint64(2), 50, 1, 0)
	f.Add(uint64(3), 20, 2, 1)
	f.Fuzz(func(t *testing.T, seed uint64, n, rows, bucketCap int) {
		if n < 0 || n > 60 || rows < 1 || rows > 8 {
			return
		}
		signatures := crowded(seed, n)
		bands := Bands{Bands: 16 / rows, Rows: rows}
		agreeing := bruteForce(signatures, bands)
		got := checkOnce(t, collect(Candidates(refs(signatures), nil, bands, bucketCap)), agreeing)
		if bucketCap < 1 && len(got) != len(agreeing) {
			t.Fatalf("%d pairs, want %d", len(got), len(agreeing))
		}
		group := components(n, got)
		for p := range agreeing {
			if group[p.i] != group[p.j] {
				t.Fatalf("%v agree in a band but nothing connects them", p)
			}
		}
		isNew := make([]bool, n)
		for i := range isNew {
			isNew[i] = seed>>(i%64)&1 == 1
		}
		want := slices.DeleteFunc(collect(Candidates(refs(signatures), nil, bands, bucketCap)), func(p pair) bool { return !isNew[p.i] && !isNew[p.j] })
		if some := collect(Candidates(refs(signatures), isNew, bands, bucketCap)); !slices.Equal(some, want) {
			t.Fatalf("with some new ones the pairs are %v, want %v", some, want)
		}
	})
}

// crowded returns signatures with so few values that large buckets are common; some are empty.
func crowded(seed uint64, n int) []Signature {
	r := newSource(seed)
	signatures := make([]Signature, n)
	for i := range signatures {
		if r.IntN(10) == 0 {
			signatures[i] = Sign(nil)
			continue
		}
		for row := range signatures[i] {
			signatures[i][row] = uint16(r.IntN(3))
		}
	}
	return signatures
}

// components returns for each of n nodes the least node that the edges connect it to.
func components(n int, edges map[pair]bool) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for changed := true; changed; {
		changed = false
		for e := range edges {
			if least := min(group[e.i], group[e.j]); group[e.i] != least || group[e.j] != least {
				group[e.i], group[e.j], changed = least, least, true
			}
		}
	}
	return group
}

func BenchmarkCandidates(b *testing.B) {
	for _, n := range []int{1_000, 20_000} {
		signatures := signAll(newWriter(14).sets(n))
		for _, bands := range []Bands{{42, 3}, {32, 4}} {
			b.Run(fmt.Sprintf("articles=%d/bands=%dx%d", n, bands.Bands, bands.Rows), func(b *testing.B) {
				pairs := 0
				for b.Loop() {
					pairs = 0
					for range Candidates(refs(signatures), nil, bands, 64) {
						pairs++
					}
				}
				b.ReportMetric(float64(b.N)*float64(n)/b.Elapsed().Seconds(), "articles/s")
				b.ReportMetric(float64(pairs)/float64(n), "pairs/article")
			})
		}
	}
}
