package bcubed

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// labels splits a string into one label for each letter.
func labels(s string) []string { return strings.Split(s, "") }

// The wanted values are worked out by hand as fractions.
func TestScores(t *testing.T) {
	tests := []struct {
		name        string
		found, gold string
		want        Score
	}{
		{
			"Bagga and Baldwin 1998, a small story in a large group",
			"aaaaabbbbbbb", "111112233333",
			scored(12, 3, 2, 16./21, 1, 32./37, 49./71, 21./31, 1, 42./52, 10./12),
		},
		{
			"Bagga and Baldwin 1998, two large stories in one group",
			"aaaaabbaaaaa", "111112233333",
			scored(12, 3, 2, 7./12, 1, 14./19, 28./83, 21./46, 1, 42./67, 7./12),
		},
		{
			"Manning, Raghavan and Schütze 2008, figure 16.4: purity .71, pairwise F1 .48",
			"aaaaaabbbbbbccccc", "xxxxxoxoooodxxddd",
			scored(17, 3, 3, 149./255, 193./340, 57514./99875, 60./247, 20./40, 20./44, 40./84, 12./17),
		},
		{
			"Yeung and Ruzzo 2001, adjusted Rand index .313",
			"1212233333", "aabbbbcccc",
			scored(10, 3, 3, 91./150, 13./20, 91./145, 266./851, 7./14, 7./13, 14./27, 7./10),
		},
		{
			"a story split",
			"aabc", "1122",
			scored(4, 2, 3, 1, 3./4, 6./7, 4./7, 1, 1./2, 2./3, 1),
		},
		{
			"as wrong as can be",
			"aabb", "1212",
			scored(4, 2, 2, 1./2, 1./2, 1./2, -1./2, 0, 0, 0, 1./2),
		},
		{
			"perfect",
			"abcabca", "3213213",
			scored(7, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1),
		},
		{
			"all single, gold is one story",
			"abcd", "1111",
			scored(4, 1, 4, 1, 1./4, 2./5, 0, 1, 0, 0, 1),
		},
		{
			"all in one group, gold is all single",
			"aaaa", "1234",
			scored(4, 4, 1, 1./4, 1, 2./5, 0, 0, 1, 0, 1./4),
		},
		{
			"all single in both",
			"abcd", "1234",
			scored(4, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1),
		},
		{
			"all one in both",
			"aaaa", "1111",
			scored(4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
		},
		{
			"one article",
			"a", "1",
			scored(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkNear(t, mustScore(t, labels(test.found), labels(test.gold)), test.want)
		})
	}
}

// scored returns a score with the shares that checkNear looks at, in its order.
func scored(articles, gold, found int, shares ...float64) Score {
	return Score{
		Articles: articles, Gold: gold, Found: found,
		Precision: shares[0], Recall: shares[1], F1: shares[2], ARI: shares[3],
		PairP: shares[4], PairR: shares[5], PairF1: shares[6], Purity: shares[7],
	}
}

func mustScore[F, G Label](t *testing.T, found []F, gold []G) Score {
	t.Helper()
	s, err := Scores(found, gold)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkNear fails when a count differs at all or a share by more than rounding explains.
func checkNear(t *testing.T, got, want Score) {
	t.Helper()
	if got.Articles != want.Articles || got.Gold != want.Gold || got.Found != want.Found {
		t.Errorf("%d articles, %d stories, %d groups, want %d, %d, %d",
			got.Articles, got.Gold, got.Found, want.Articles, want.Gold, want.Found)
	}
	names := []string{"Precision", "Recall", "F1", "ARI", "PairP", "PairR", "PairF1", "Purity"}
	wanted := shares(want)
	for i, v := range shares(got) {
		if math.Abs(v-wanted[i]) > 1e-12 || math.IsNaN(v) {
			t.Errorf("%s is %.6f, want %.6f", names[i], v, wanted[i])
		}
	}
}

func shares(s Score) []float64 {
	return []float64{s.Precision, s.Recall, s.F1, s.ARI, s.PairP, s.PairR, s.PairF1, s.Purity}
}

func TestScoresOfNothing(t *testing.T) {
	if got := mustScore(t, []int{}, []string{}); got != (Score{}) {
		t.Errorf("the score of no articles is %+v, want zero", got)
	}
}

func TestScoresOfUnequalLengths(t *testing.T) {
	_, err := Scores([]int{1, 2}, []int{1, 2, 3})
	if want := "score grouping: 2 articles were grouped but 3 have a gold story"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

// The constraints by which Amigó and others (2009) judge measures: BCubed F1 must prefer the first
// grouping to the second.
func TestBCubedMeetsTheConstraints(t *testing.T) {
	tests := []struct{ name, gold, better, worse string }{
		{"homogeneity: keep stories apart", "1122", "aabb", "aaaa"},
		{"completeness: keep a story together", "111122", "aaaacc", "aabbcc"},
		{"rag bag: disorder does less harm where there is disorder", "111123456", "aaaabbbbb", "aaaabbbba"},
		{
			"size against quantity: one error in a large story, not many in small ones",
			"1111122334455", "aaaabccddeeff", "aaaaabcdefghi",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			better := mustScore(t, labels(test.better), labels(test.gold))
			worse := mustScore(t, labels(test.worse), labels(test.gold))
			if better.F1 <= worse.F1 {
				t.Errorf("%s scores %.4f, %s %.4f", test.better, better.F1, test.worse, worse.F1)
			}
		})
	}
}

// FuzzScores states that scores are what their definitions say, whatever the labels are called and
// in whatever order the articles come, and that precision and recall change places when found and
// gold do.
func FuzzScores(f *testing.F) {
	f.Add([]byte("aaaaabbbbbbb"), []byte("111112233333"))
	f.Add([]byte("a"), []byte("1"))
	f.Add([]byte("abcd"), []byte("1111"))
	f.Add([]byte("abab"), []byte("cdcd"))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		n := min(len(x), len(y), 80)
		if n == 0 {
			return
		}
		found, gold := ints(x[:n]), ints(y[:n])
		got := mustScore(t, found, gold)
		checkNear(t, got, byDefinition(got, found, gold))
		checkBounds(t, got, slices.Equal(partition(found), partition(gold)))
		checkInterval(t, got, found, gold)

		interval := mustInterval(t, found, gold)
		slices.Reverse(found)
		slices.Reverse(gold)
		if again := mustInterval(t, renamed(found), renamed(gold)); again != interval {
			t.Errorf("other labels and another order give the interval %+v, not %+v", again, interval)
		}
		if again := mustScore(t, renamed(found), renamed(gold)); again != got {
			t.Errorf("other labels and another order give %+v, not %+v", again, got)
		}
		swapped := mustScore(t, gold, found)
		if swapped.Precision != got.Recall || swapped.PairR != got.PairP || math.Abs(swapped.ARI-got.ARI) > 1e-12 ||
			swapped.Homogeneity != got.Completeness || math.Abs(swapped.AMI-got.AMI) > 1e-9 {
			t.Errorf("found and gold changed places: %+v, was %+v", swapped, got)
		}
	})
}

func ints(data []byte) []int {
	out := make([]int, len(data))
	for i, b := range data {
		out[i] = int(b) % 16
	}
	return out
}

func renamed(labels []int) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = fmt.Sprint("story ", 99-l)
	}
	return out
}

// partition renumbers labels as they come up, so that equal groupings have equal labels.
func partition(labels []int) []int {
	numbers, _ := numbered(labels)
	return numbers
}

// checkBounds fails unless shares are in [0, 1], ARI and AMI are at most 1, and all are 1 for equal
// groupings and for no other.
func checkBounds(t *testing.T, s Score, equal bool) {
	t.Helper()
	for i, v := range shares(s) {
		if v > 1 || v < -1 || (v < 0 && i != 3) {
			t.Errorf("out of bounds: %+v", s)
		}
	}
	if s.V < 0 || s.V > 1 || s.AMI < -1 || s.AMI > 1+1e-9 {
		t.Errorf("out of bounds: %+v", s)
	}
	if perfect := s.F1 == 1 && s.ARI == 1 && s.PairF1 == 1 && s.V == 1 && s.AMI > 1-1e-9; perfect != equal {
		t.Errorf("equal groupings: %v, but the score is %+v", equal, s)
	}
}

// byDefinition works out BCubed, pairwise scores and the adjusted Rand index article by article and
// pair by pair, without a table; counts and purity are those of s.
func byDefinition(s Score, found, gold []int) Score {
	var both, inFound, inGold, all float64
	s.Precision, s.Recall = 0, 0
	n := float64(len(found))
	for i := range found {
		var group, story, shared float64
		for j := range found {
			f, g := truth(found[i] == found[j]), truth(gold[i] == gold[j])
			group, story, shared = group+f, story+g, shared+f*g
			if i < j {
				both, inFound, inGold, all = both+f*g, inFound+f, inGold+g, all+1
			}
		}
		s.Precision += shared / group / n
		s.Recall += shared / story / n
	}
	s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	s.PairP, s.PairR, s.PairF1, s.ARI = 1, 1, 1, 1
	if inFound > 0 {
		s.PairP = both / inFound
	}
	if inGold > 0 {
		s.PairR = both / inGold
	}
	if inFound+inGold > 0 {
		s.PairF1 = 2 * both / (inFound + inGold)
	}
	if chance := inFound * inGold / max(all, 1); (inFound+inGold)/2 > chance {
		s.ARI = (both - chance) / ((inFound+inGold)/2 - chance)
	}
	return s
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func BenchmarkScores(b *testing.B) {
	found, gold := make([]int, 100_000), make([]int, 100_000)
	for i := range found {
		found[i], gold[i] = i/7, i/9
	}
	for b.Loop() {
		if _, err := Scores(found, gold); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(found))/b.Elapsed().Seconds(), "articles/s")
}
