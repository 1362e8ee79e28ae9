package main

import "testing"

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
		{Set: "large", Articles: 900, BCubed: triple{1, .5, .6}, ARI: .4, Pairwise: triple{1, 0, 0}},
		{Set: "small", Articles: 3, BCubed: triple{.5, 1, .8}, ARI: .8, Pairwise: triple{0, 1, .5}},
	})
	want := setScore{Set: "mean", BCubed: triple{.75, .75, .7}, ARI: .6, Pairwise: triple{.5, .5, .25}}
	const slack = 1e-12
	if got.Set != want.Set || got.Sets != 2 || got.Articles != 0 || !got.BCubed.near(want.BCubed, slack) || !got.Pairwise.near(want.Pairwise, slack) ||
		max(got.ARI-want.ARI, want.ARI-got.ARI) > slack {
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
