package bcubed

import (
	"cmp"
	"math/bits"
	"slices"
)

// How much of a score is luck of the draw: had others of the same kind been labelled, what would F1 be?
// The bootstrap (Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 1979)
// draws gold stories with replacement, as many as there are. Stories and not articles are drawn, because
// the articles of a story are right or wrong together. Precision and recall of every article are worked
// out once, on the whole set, so a story keeps the false friends that it had; a draw averages them over
// the articles of the stories drawn. The interval holds nine tenths of the draws.
//
// The draws are the same in every run: a pure package has no other random numbers than those it works out, by
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).

const (
	draws = 1000
	tail  = .05 // of the draws on each side of the interval
)

// splitMix is the state of the generator.
type splitMix uint64

// below returns a number from 0 to n-1; that some come up more often is beyond what draws can show.
func (r *splitMix) below(n int) int {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	high, _ := bits.Mul64(z^z>>31, uint64(n))
	return int(high)
}

// Interval is where BCubed F1 lies in nine of ten draws of gold stories.
type Interval struct{ Lo, Hi float64 }

// sample is what a gold story adds to a draw: the sums of precision and recall over the articles of a gold story.
type sample struct {
	articles          int
	precision, recall float64
}

// F1Interval returns the interval of BCubed F1 under resampling of gold stories. Its arguments and its
// error are those of [Scores]; the interval of no articles is zero.
func F1Interval[F, G Label](found []F, gold []G) (Interval, error) {
	if len(found) != len(gold) {
		return Interval{}, errUnequal(len(found), len(gold))
	}
	if len(found) == 0 {
		return Interval{}, nil
	}
	samples := newTable(found, gold).samples()
	var random splitMix
	scores := make([]float64, draws)
	for i := range scores {
		var sum sample
		for range samples {
			s := samples[random.below(len(samples))]
			sum.articles += s.articles
			sum.precision += s.precision
			sum.recall += s.recall
		}
		n := float64(sum.articles)
		scores[i] = harmonic(sum.precision/n, sum.recall/n)
	}
	slices.Sort(scores)
	return Interval{scores[int(tail*draws)], scores[draws-1-int(tail*draws)]}, nil
}

// samples returns a sample for each gold story, in an order that does not depend on that of the articles.
func (t table) samples() []sample {
	cells := slices.Clone(t.cells)
	slices.SortFunc(cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(t.found[a.found], t.found[b.found]), cmp.Compare(a.articles, b.articles))
	})
	samples := make([]sample, len(t.gold))
	for _, c := range cells {
		s, shared := &samples[c.gold], float64(c.articles*c.articles)
		s.articles += c.articles
		s.precision += shared / float64(t.found[c.found])
		s.recall += shared / float64(t.gold[c.gold])
	}
	slices.SortFunc(samples, func(a, b sample) int {
		return cmp.Or(cmp.Compare(a.articles, b.articles), cmp.Compare(a.precision, b.precision), cmp.Compare(a.recall, b.recall))
	})
	return samples
}
