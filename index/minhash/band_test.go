package minhash

import (
	"math"
	"testing"
)

func TestSolve(t *testing.T) {
	tests := []struct {
		name              string
		threshold, recall float64
		want              Bands
	}{
		{"copies", .5, .99, Bands{42, 3}},
		{"copies, less sure", .5, .87, Bands{32, 4}},
		{"close copies", .8, .99, Bands{21, 6}},
		{"distant copies", .3, .99, Bands{64, 2}},
		{"exact copies", 1, .99, Bands{1, 128}},
		{"nothing in common", 0, .99, Bands{128, 1}},
		{"no recall wanted", .5, 0, Bands{1, 128}},
		{"more recall than there is", .5, 1.1, Bands{128, 1}},
		{"not a number", math.NaN(), .99, Bands{128, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Solve(test.threshold, test.recall); got != test.want {
				t.Errorf("Solve(%v, %v) = %v, want %v", test.threshold, test.recall, got, test.want)
			}
		})
	}
}

func TestProbability(t *testing.T) {
	tests := []struct {
		bands Bands
		s     float64
		want  float64
	}{
		{Bands{42, 3}, 0, 0},
		{Bands{42, 3}, 1, 1},
		{Bands{42, 3}, .5, 1 - math.Pow(7./8, 42)},
		{Bands{1, 1}, .3, .3},
		{Bands{2, 1}, .5, .75},
		{Bands{1, 2}, .5, .25},
		{Bands{20, 5}, .8, .9996}, // the textbook's example
	}
	for _, test := range tests {
		if got := test.bands.Probability(test.s); math.Abs(got-test.want) > .00005 {
			t.Errorf("%v at %v: %v, want %v", test.bands, test.s, got, test.want)
		}
	}
}

// FuzzSolve states the contract: recall is reached, one row more would miss it, and the S-curve
// rises.
func FuzzSolve(f *testing.F) {
	f.Add(.5, .99)
	f.Add(.85, .9)
	f.Fuzz(func(t *testing.T, threshold, recall float64) {
		if !(threshold > 0 && threshold < 1 && recall > 0 && recall < 1) {
			return
		}
		b := Solve(threshold, recall)
		if b.Rows < 1 || b.Bands != Slots/b.Rows {
			t.Fatalf("%v does not use the signature", b)
		}
		if b.Rows > 1 && b.Probability(threshold) < recall {
			t.Fatalf("%v catches %v at %v, want %v", b, b.Probability(threshold), threshold, recall)
		}
		steeper := Bands{Bands: Slots / (b.Rows + 1), Rows: b.Rows + 1}
		if steeper.Bands > 0 && steeper.Probability(threshold) >= recall {
			t.Fatalf("%v would do, but got %v", steeper, b)
		}
		if b.Probability(threshold/2) > b.Probability(threshold) {
			t.Fatalf("%v: the curve falls", b)
		}
	})
}
