package main

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/cluster"
)

func TestSetName(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"-", "stdin"},
		{"gold/spring.jsonl.gz", "spring"},
		{"gold/", "gold"},
		{"gold", "gold"},
	} {
		if got := setName(test.file); got != test.want {
			t.Errorf("setName(%s) = %q, want %q", test.file, got, test.want)
		}
	}
}

// TestMean checks that a set counts as one, whatever its size.
func TestMean(t *testing.T) {
	got := mean([]setScore{
		{Set: "large", Articles: 900, BCubed: triple{1, .5, .6}, ARI: .4, AMI: .2, V: 1, Pairwise: triple{1, 0, 0}},
		{Set: "small", Articles: 3, BCubed: triple{.5, 1, .8}, ARI: .8, AMI: .6, V: .5, Pairwise: triple{0, 1, .5}},
	})
	want := setScore{Set: "mean", BCubed: triple{.75, .75, .7}, ARI: .6, AMI: .4, V: .75, Pairwise: triple{.5, .5, .25}}
	const slack = 1e-12
	if got.Set != want.Set || got.Sets != 2 || got.Articles != 0 || !got.BCubed.near(want.BCubed, slack) || !got.Pairwise.near(want.Pairwise, slack) ||
		!(triple{got.ARI, got.AMI, got.V}).near(triple{want.ARI, want.AMI, want.V}, slack) {
		t.Errorf("mean = %+v, want %+v", got, want)
	}
}

func (x triple) near(y triple, slack float64) bool {
	return max(x.P-y.P, y.P-x.P, x.R-y.R, y.R-x.R, x.F1-y.F1, y.F1-x.F1) <= slack
}

func TestTally(t *testing.T) {
	type pair struct{ present, found, wanted bool }
	for _, test := range []struct {
		name  string
		pairs []pair
		want  pairScore
	}{
		{"none", nil, pairScore{P: 1, R: 1, F1: 1}},
		{"absent", []pair{{false, true, true}}, pairScore{P: 1, R: 1, F1: 1, Absent: 1}},
		{"hit", []pair{{true, true, true}, {true, false, false}}, pairScore{Pairs: 2, P: 1, R: 1, F1: 1}},
		{"missed", []pair{{true, true, true}, {true, false, true}}, pairScore{Pairs: 2, P: 1, R: .5, F1: 2. / 3}},
		{"wrong", []pair{{true, true, true}, {true, true, false}}, pairScore{Pairs: 2, P: .5, R: 1, F1: 2. / 3}},
		{"all wrong", []pair{{true, true, false}, {true, false, true}}, pairScore{Pairs: 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var sum tally
			for _, p := range test.pairs {
				sum.add(p.present, p.found, p.wanted)
			}
			if got := sum.score(""); got != test.want {
				t.Errorf("score = %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestShort(t *testing.T) {
	for _, test := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{.92764, 4, ".9276"},
		{.99996, 4, "1.000"},
		{1, 3, "1.00"},
		{0, 3, ".000"},
		{-1e-9, 3, ".000"},
		{-.05, 3, "-.050"},
	} {
		if got := short(test.x, test.decimals); got != test.want {
			t.Errorf("short(%v, %d) = %q, want %q", test.x, test.decimals, got, test.want)
		}
	}
}

func TestCountSizes(t *testing.T) {
	var found []int
	var gold []string
	for i := range 24 { // one story of 24 records, found as 1, 2, 3, 5, 6 and 7
		found = append(found, []int{0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5}[i])
		gold = append(gold, "flood")
	}
	want := []sizeCount{{"1", 0, 1}, {"2", 0, 1}, {"3-5", 0, 2}, {"6-10", 0, 2}, {"11-20", 0, 0}, {"21+", 1, 0}}
	if got := countSizes(found, gold); !slices.Equal(got, want) {
		t.Errorf("sizes are %v, want %v", got, want)
	}
}

// TestDivide checks costs by hand: of ten records, four of one story are three and one, which costs
// 4 - 10/4 = 1.5 records; two of another lie apart and cost one.
func TestDivide(t *testing.T) {
	whole := []int{7, 7, 7, 7, 8, 8, 9, 9, 9, 9}
	parts := []int{1, 2, 1, 1, 3, 4, 5, 5, 5, 5}
	all := divide(whole, parts)
	if len(all) != 2 {
		t.Fatalf("%d stories are divided, want 2", len(all))
	}
	for i, want := range []divided{{[][]int{{0, 2, 3}, {1}}, 4, .15}, {[][]int{{4}, {5}}, 2, .1}} {
		if got := all[i]; !reflect.DeepEqual(got, want) {
			t.Errorf("number %d is %+v, want %+v", i, got, want)
		}
	}
	if l := newLost(all); l.Count != 2 || l.Cost != .25 {
		t.Errorf("lost is %+v, want a quarter in two", l)
	}
}

func TestSweepPoints(t *testing.T) {
	at := func(t *cluster.Tuning) *float64 { return &t.Story }
	if got := len(sweepPoints(cluster.Constant{At: at, Off: math.NaN()})); got != len(sweepFactors) {
		t.Errorf("%d values of a constant that can't be switched off, want %d", got, len(sweepFactors))
	}
	points := sweepPoints(cluster.Constant{At: at, Off: math.Inf(1)})
	last := points[len(points)-1]
	if len(points) != len(sweepFactors)+1 || !math.IsNaN(last.factor) || !math.IsInf(last.value, 1) {
		t.Errorf("values are %v, want one more at infinity", points)
	}
	if want := .7 * cluster.DefaultTuning().Story; points[0].value != want {
		t.Errorf("the first value is %v, want %v", points[0].value, want)
	}
}
