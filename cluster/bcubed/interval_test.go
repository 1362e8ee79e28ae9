package bcubed

import (
	"math"
	"testing"
)

func mustInterval[F, G Label](t *testing.T, found []F, gold []G) Interval {
	t.Helper()
	i, err := F1Interval(found, gold)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// TestF1Interval holds to what can be worked out by hand: ends that are certain, and stories of which a draw
// is likely to hold all of one kind.
func TestF1Interval(t *testing.T) {
	tests := []struct {
		name, found, gold string
		want              Interval
	}{
		{"perfect", "aabbcd", "112234", Interval{1, 1}},
		{"one story split evenly", "aabb", "1111", Interval{2. / 3, 2. / 3}},
		// Of two stories, one right and one halved, a quarter of the draws hold one of them twice.
		{"a right story and a halved one", "aabc", "1122", Interval{2. / 3, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := mustInterval(t, labels(test.found), labels(test.gold))
			if math.Abs(got.Lo-test.want.Lo) > 1e-12 || math.Abs(got.Hi-test.want.Hi) > 1e-12 {
				t.Errorf("interval is %+v, want %+v", got, test.want)
			}
		})
	}
}

// TestF1IntervalWidth compares with the width that theory gives: 400 stories of two, half of them halved,
// have precision 1 and recall 3/4 with a standard error of 1/4 / sqrt 400, and nine tenths lie within 1.645 of
// them.
func TestF1IntervalWidth(t *testing.T) {
	var found, gold []int
	for story := range 400 {
		gold = append(gold, story, story)
		found = append(found, 2*story, 2*story+story%2)
	}
	f1 := func(recall float64) float64 { return 2 * recall / (1 + recall) }
	const reach = 1.645 * .25 / 20
	got := mustInterval(t, found, gold)
	if math.Abs(got.Lo-f1(.75-reach)) > .003 || math.Abs(got.Hi-f1(.75+reach)) > .003 {
		t.Errorf("interval is %+v, want about %.4f to %.4f", got, f1(.75-reach), f1(.75+reach))
	}
}

// TestSplitMix compares with the first numbers that the authors' generator gives from a state of 0, by their
// highest 16 bits.
func TestSplitMix(t *testing.T) {
	var random splitMix
	for i, want := range []int{0xe220, 0x6e78, 0x06c4, 0xf88b} {
		if got := random.below(1 << 16); got != want {
			t.Errorf("number %d is %04x, want %04x", i, got, want)
		}
	}
}

func TestF1IntervalOfNothing(t *testing.T) {
	if got := mustInterval(t, []int{}, []string{}); got != (Interval{}) {
		t.Errorf("the interval of no articles is %+v, want zero", got)
	}
	if _, err := F1Interval([]int{1}, []int{1, 2}); err == nil {
		t.Error("there is no error though one article of two was grouped")
	}
}

// checkInterval fails unless the interval lies in [0, 1], is a point for one story, and is 1 to 1 for
// a perfect grouping.
func checkInterval(t *testing.T, s Score, found, gold []int) {
	t.Helper()
	i := mustInterval(t, found, gold)
	const slack = 1e-9
	switch {
	case !(0 <= i.Lo && i.Lo <= i.Hi && i.Hi <= 1+slack):
		t.Errorf("out of bounds: %+v", i)
	case s.Gold == 1 && (math.Abs(i.Lo-s.F1) > slack || math.Abs(i.Hi-s.F1) > slack):
		t.Errorf("one story has F1 %.6f, but the interval %+v", s.F1, i)
	case s.F1 == 1 && i.Lo < 1-slack:
		t.Errorf("F1 is 1, but the interval %+v", i)
	}
}

func BenchmarkF1Interval(b *testing.B) {
	found, gold := make([]int, 4000), make([]int, 4000)
	for i := range found {
		found[i], gold[i] = i/3, i/2
	}
	for b.Loop() {
		if _, err := F1Interval(found, gold); err != nil {
			b.Fatal(err)
		}
	}
}
