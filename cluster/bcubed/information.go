package bcubed

import (
	"math"
	"slices"
)

// Measures of information ask how much the group of an article tells about its story. All are made of
// three entropies: of the groups H(K), of the stories H(C), and of both together H(C, K).
//
// Homogeneity 1 - H(C|K)/H(C) is 1 when every group is of one story, completeness 1 - H(K|C)/H(K) when
// every story is in one group; V is their harmonic mean (Rosenberg and Hirschberg, "V-Measure: a
// conditional entropy-based external cluster evaluation measure", EMNLP-CoNLL 2007). V flatters many
// small groups: split into single articles, any set has homogeneity 1 and some completeness.
//
// AMI, adjusted mutual information, is without that fault (Vinh, Epps and Bailey, "Information theoretic
// measures for clusterings comparison: variants, properties, normalization and correction for chance",
// JMLR 11, 2010): from the mutual information of groups and stories and from the most there could be, the
// arithmetic mean of H(K) and H(C), it takes away what groups and stories of these sizes share by chance.
// That is the mean over all ways to deal the articles out: how many articles a group of a and a story of b
// share is then hypergeometric. Groups of one size are worked out once, so that the work follows the number
// of different sizes, which is at most the root of twice the number of articles.
//
// Where an entropy is zero there is nothing to tell, and homogeneity or completeness is 1. Sums are taken
// over sizes in ascending order, so that the order of articles can't change the last bit.

// sized is so many sets of one size.
type sized struct{ size, sets int }

// bySize counts sets by their size, in ascending order.
func bySize(sizes []int) []sized {
	var counts []sized
	for _, size := range slices.Sorted(slices.Values(sizes)) {
		if n := len(counts); n == 0 || counts[n-1].size < size {
			counts = append(counts, sized{size: size})
		}
		counts[len(counts)-1].sets++
	}
	return counts
}

// entropy returns the entropy in nats of sets that hold n articles in all.
func entropy(sets []sized, n int) float64 {
	sum := 0.0
	for _, s := range sets {
		sum += float64(s.sets) * float64(s.size) * math.Log(float64(s.size))
	}
	return math.Log(float64(n)) - sum/float64(n)
}

// entropies returns H(K), H(C) and H(C, K).
func (t table) entropies() (groups, stories, both float64) {
	cells := make([]int, len(t.cells))
	for i, c := range t.cells {
		cells[i] = c.articles
	}
	return entropy(bySize(t.found), t.articles), entropy(bySize(t.gold), t.articles), entropy(bySize(cells), t.articles)
}

// homogeneity returns homogeneity and completeness.
func (t table) homogeneity() (homogeneity, completeness float64) {
	groups, stories, both := t.entropies()
	return told(both-groups, stories), told(both-stories, groups)
}

// told returns the part of an entropy that is told when so much of it remains.
func told(remains, whole float64) float64 {
	if whole <= 0 {
		return 1
	}
	return min(max(1-remains/whole, 0), 1) // but for rounding it lies between
}

// adjustedInformation returns the mutual information, less that expected by chance, as a share of the most
// that there could be, less the same.
func (t table) adjustedInformation() float64 {
	if t.trivial() {
		return 1
	}
	groups, stories, both := t.entropies()
	expected := t.expectedInformation()
	return (groups + stories - both - expected) / ((groups+stories)/2 - expected)
}

// expectedInformation returns the mean mutual information over all ways to deal the articles out to groups
// and stories of these sizes.
func (t table) expectedInformation() float64 {
	f := logFactorials(t.articles)
	stories := bySize(t.gold)
	sum := 0.0
	for _, a := range bySize(t.found) {
		for _, b := range stories {
			sum += float64(a.sets) * float64(b.sets) * t.expectedShare(a.size, b.size, f)
		}
	}
	return sum
}

// expectedShare returns what a group of a and a story of b articles add to the expected mutual information.
func (t table) expectedShare(a, b int, f []float64) float64 {
	n := t.articles
	ways := f[a] + f[b] + f[n-a] + f[n-b] - f[n]
	sum := 0.0
	for both := max(1, a+b-n); both <= min(a, b); both++ {
		chance := math.Exp(ways - f[both] - f[a-both] - f[b-both] - f[n-a-b+both])
		sum += chance * float64(both) * (math.Log(float64(both)) + math.Log(float64(n)) - math.Log(float64(a)) - math.Log(float64(b)))
	}
	return sum / float64(n)
}

// logFactorials returns ln 0! to ln n!.
func logFactorials(n int) []float64 {
	f := make([]float64, n+1)
	for i := range f {
		f[i], _ = math.Lgamma(float64(i + 1))
	}
	return f
}
