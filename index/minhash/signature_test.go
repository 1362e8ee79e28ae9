package minhash

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestSign(t *testing.T) {
	set := Shingles(newWriter(1).text(300), 5)
	reversed := slices.Clone(set)
	slices.Reverse(reversed)
	if Sign(set) != Sign(reversed) {
		t.Error("the order of shingles changes the signature")
	}
	if Sign(set) != Sign(slices.Concat(set, set)) {
		t.Error("shingles that occur twice change the signature")
	}
}

// Stored signatures depend on this value; see TestHashWordIsPinned.
func TestSignIsPinned(t *testing.T) {
	s := Sign(Shingles(hashes("the ferry ran aground at dawn"), 5))
	if got, want := HashWord(fmt.Sprint(s)), uint64(0x17ea6604dd6feebb); got != want {
		t.Errorf("the signature has changed: its slots are %08x", s)
	}
}

func TestEmptySignature(t *testing.T) {
	empty, other := Sign(nil), Sign([]uint64{1})
	if !empty.Empty() {
		t.Error("the signature of nothing is not empty")
	}
	if other.Empty() {
		t.Error("the signature of one shingle is empty")
	}
	for _, pair := range [][2]Signature{{empty, empty}, {empty, other}, {other, empty}} {
		if got := pair[0].Similarity(pair[1]); got != 0 {
			t.Errorf("similarity with an empty signature is %v, want 0", got)
		}
	}
}

// Every hash value is a value of its own, also the greatest, which must not pass for a vacant slot.
func TestSignOfExtremeShingles(t *testing.T) {
	for _, h := range []uint64{0, 1, math.MaxUint64, math.MaxUint64 - 1, 1 << 57, 1<<57 - 1} {
		s := Sign([]uint64{h})
		if s.Empty() || s.Similarity(s) != 1 {
			t.Errorf("the signature of %#x is empty or unlike itself", h)
		}
	}
}

// Each slot must find any other within a bounded number of attempts, or one shingle alone would
// keep Sign busy for ever.
func TestLenderReachesEverySlot(t *testing.T) {
	const bound = 4000
	for slot := range Slots {
		reached := make(map[int]bool)
		for attempt := 1; attempt <= bound; attempt++ {
			reached[lender(slot, attempt)] = true
		}
		if len(reached) != Slots {
			t.Errorf("slot %d reaches %d slots in %d attempts", slot, len(reached), bound)
		}
	}
}

// Neighbours must not all borrow from the same slot: that is what makes this densification better
// than its forerunners.
func TestLendersAreSpread(t *testing.T) {
	var counts [Slots]int
	for slot := range Slots {
		for attempt := 1; attempt <= 32; attempt++ {
			counts[lender(slot, attempt)]++
		}
	}
	checkEven(t, "the choice of lenders", counts[:])
}

func TestSimilarityError(t *testing.T) {
	r := newSource(5)
	var sum, squares, n float64
	for range 2000 {
		union := 100 + r.IntN(700)
		wanted := .1 + .9*r.Float64()
		shared := int(wanted * float64(union))
		a, b := pairOf(r, shared, (union-shared)/2)
		err := Sign(a).Similarity(Sign(b)) - Jaccard(a, b)
		sum, squares, n = sum+err, squares+err*err, n+1
	}
	rmse, bias := math.Sqrt(squares/n), sum/n
	t.Logf("root mean square error %.4f, bias %+.4f", rmse, bias)
	if rmse >= .05 {
		t.Errorf("root mean square error is %.4f, want < .05", rmse)
	}
	if math.Abs(bias) >= .015 {
		t.Errorf("bias is %+.4f, want < .015", bias)
	}
}

// Theorem of the paper: after densification a slot agrees with probability J, however many slots
// were vacant. So over many tiny sets the mean of the estimate is J, although each single one is
// rough.
func TestDensificationAgreesWithProbabilityJ(t *testing.T) {
	r := newSource(6)
	const trials = 1500
	tests := []struct{ shared, own int }{
		{1, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 3}, {4, 1}, {5, 5}, {10, 2}, {16, 4},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%d shared, %d own", test.shared, test.own), func(t *testing.T) {
			sum, j := 0.0, 0.0
			for range trials {
				a, b := pairOf(r, test.shared, test.own)
				sum += Sign(a).Similarity(Sign(b))
				j = Jaccard(a, b)
			}
			// The union of u elements is at best u samples; this is four deviations of the mean
			// of samples of twice that variance.
			union := float64(test.shared + 2*test.own)
			mean, slack := sum/trials, 4*math.Sqrt(j*(1-j)/trials*(1/union+1./Slots)*2)
			if math.Abs(mean-j) > slack {
				t.Errorf("mean estimate %.4f, Jaccard %.4f, want within %.4f", mean, j, slack)
			}
		})
	}
}

// Whatever is borrowed was there: a slot never shows a value that no shingle of the set has.
func TestDensificationInventsNothing(t *testing.T) {
	r := newSource(7)
	for n := 1; n <= 20; n++ {
		set := numbers(r, n)
		own := make(map[uint16]bool)
		for _, h := range set {
			own[KeptValue(uint32(h>>26)&(1<<31-1))] = true
		}
		for slot, v := range Sign(set) {
			if !own[v] {
				t.Fatalf("%d shingles: slot %d holds %#x, which is none of them", n, slot, v)
			}
		}
	}
}

func FuzzSimilarity(f *testing.F) {
	f.Add(uint64(1), uint64(2), 10, 10)
	f.Add(uint64(3), uint64(3), 1, 0)
	f.Fuzz(func(t *testing.T, seedA, seedB uint64, n, m int) {
		a := Sign(numbers(newSource(seedA), min(max(n, 0), 1000)))
		b := Sign(numbers(newSource(seedB), min(max(m, 0), 1000)))
		s := a.Similarity(b)
		if s != b.Similarity(a) || s < 0 || s > 1 {
			t.Fatalf("similarity is %v one way and %v the other", s, b.Similarity(a))
		}
		if got := a.Similarity(a); !a.Empty() && got != 1 {
			t.Fatalf("similarity with itself is %v", got)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	for _, words := range []int{5, 30, 460} {
		b.Run(fmt.Sprintf("words=%d", words), func(b *testing.B) {
			set := Shingles(newWriter(1).text(words), 5)
			for b.Loop() {
				Sign(set)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

func BenchmarkSimilarity(b *testing.B) {
	x, y := pairOf(newSource(1), 300, 100)
	s, t := Sign(x), Sign(y)
	for b.Loop() {
		s.Similarity(t)
	}
}
