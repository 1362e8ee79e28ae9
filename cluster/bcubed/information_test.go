package bcubed

import (
	"math"
	"testing"
)

// The wanted values are those of scikit-learn 1.9.1: adjusted_mutual_info_score and
// homogeneity_completeness_v_measure. By hand, for the story that is split: H(C) = ln 2, H(K) = 3/2 ln 2,
// H(C, K) = H(K), so I = ln 2; the pair of found comes into one story in 1 of 3 deals, so E(I) is 2/3 ln 2
// and AMI (1 - 2/3) / (5/4 - 2/3) = 4/7.
func TestInformation(t *testing.T) {
	tests := []struct {
		name, found, gold                 string
		ami, homogeneity, completeness, v float64
	}{
		{"Bagga and Baldwin, a small story in a large group", "aaaaabbbbbbb", "111112233333", 0.7651105721766381, 0.6605756935653306, 1, 0.7955984133996866},
		{"Bagga and Baldwin, two large stories in one group", "aaaaabbaaaaa", "111112233333", 0.5415201394681048, 0.4382107390390505, 1, 0.6093832108802689},
		{"Manning, Raghavan and Schütze, figure 16.4", "aaaaaabbbbbbccccc", "xxxxxoxoooodxxddd", 0.26018122538925115, 0.371468125745918, 0.3579075371075876, 0.36456177185718985},
		{"Yeung and Ruzzo", "1212233333", "aabbbbcccc", 0.2534273657797827, 0.45039926625315796, 0.4614518319535749, 0.45585856491658294},
		{"groups of all sizes", "aaabbbccddde", "112223344556", 0.3140343874501814, 0.6608367099983654, 0.7475269704790478, 0.7015137789394899},
		{"a story split", "aabc", "1122", 4. / 7, 1, 2. / 3, 4. / 5},
		{"as wrong as can be", "aabb", "1212", -.5, 0, 0, 0},
		{"perfect", "abcabca", "3213213", 1, 1, 1, 1},
		{"all single, gold is one story", "abcd", "1111", 0, 1, 0, 0},
		{"all in one group, gold is all single", "aaaa", "1234", 0, 0, 1, 0},
		{"all single in both", "abcd", "1234", 1, 1, 1, 1},
		{"all one in both", "aaaa", "1111", 1, 1, 1, 1},
		{"one article", "a", "1", 1, 1, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustScore(t, labels(test.found), labels(test.gold))
			checkInformation(t, s, Score{AMI: test.ami, Homogeneity: test.homogeneity, Completeness: test.completeness, V: test.v})
		})
	}
}

// TestInformationOfMany compares with scikit-learn where the corrections are large: many small groups.
func TestInformationOfMany(t *testing.T) {
	found, gold := make([]int, 4000), make([]int, 4000)
	for i := range found {
		found[i], gold[i] = i/7, i/9
	}
	checkInformation(t, mustScore(t, found, gold),
		Score{AMI: 0.7568738285879673, Homogeneity: 0.9383547829839343, Completeness: 0.9012362118606858, V: 0.9194210151797646})
	found, gold = found[:3910], gold[:3910]
	for i := range found {
		found[i], gold[i] = i*i%101, i%1934
	}
	checkInformation(t, mustScore(t, found, gold),
		Score{AMI: -0.0027180762791140563, Homogeneity: 0.4269280280579159, Completeness: 0.822054970830994, V: 0.5619905282366452})
}

func checkInformation(t *testing.T, got, want Score) {
	t.Helper()
	const slack = 1e-9
	for _, v := range []struct {
		name      string
		got, want float64
	}{
		{"AMI", got.AMI, want.AMI}, {"homogeneity", got.Homogeneity, want.Homogeneity},
		{"completeness", got.Completeness, want.Completeness}, {"V", got.V, want.V},
	} {
		if !(math.Abs(v.got-v.want) <= slack) {
			t.Errorf("%s is %.12f, want %.12f", v.name, v.got, v.want)
		}
	}
}

// TestExpectedInformation compares the expected mutual information with its definition: the mean over all
// ways to deal six articles out.
func TestExpectedInformation(t *testing.T) {
	for _, test := range []struct{ found, gold string }{
		{"aaabbc", "112233"}, {"aaaabc", "111122"}, {"abcdef", "111122"}, {"aaaaaa", "112345"}, {"aabbcc", "123456"},
	} {
		got := newTable(labels(test.found), labels(test.gold)).expectedInformation()
		sum, deals := 0.0, 0
		permutations(labels(test.gold), func(gold []string) {
			groups, stories, both := newTable(labels(test.found), gold).entropies()
			sum += groups + stories - both
			deals++
		})
		if want := sum / float64(deals); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s against %s: %.12f is expected, want %.12f", test.found, test.gold, got, want)
		}
	}
}

// permutations calls use with every order of some items.
func permutations(items []string, use func([]string)) {
	if len(items) == 0 {
		use(nil)
		return
	}
	for i := range items {
		rest := append(append([]string{}, items[:i]...), items[i+1:]...)
		permutations(rest, func(p []string) { use(append(p, items[i])) })
	}
}
