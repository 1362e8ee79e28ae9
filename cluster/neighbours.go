package cluster

import (
	"math"
	"slices"
)

// Two reports of one event share about a twentieth of their terms, so signatures can't find them; an
// inverted index can (Zobel and Moffat, "Inverted files for text search engines", ACM Computing Surveys 38,
// 2006). Every text is filed under its heaviest terms and looked up by them. The weight that two texts share
// there, as a share of their lengths, estimates their cosine from below. Those that share any are ranked by this
// estimate and by time; the best are compared exactly, and the nearest of them by cosine and time are the
// neighbours. In the ranking the time factor is squared, because the index sees but a part of what two texts share:
// of two that look alike so far the one closer in time is more often the one. It is no gate: a text that is years
// away by a wrong date keeps a quarter, and rare terms make up for that. Where a time is missing there is nothing
// to square.
//
// Both steps wait for memory rather than reckon, so postings and vectors lie in one array each, and what is kept by
// text or by term during a look-up is small.
//
// The constants were chosen on 2,500 pairs of articles of one story, among 37,488 texts: as they were published, over
// twenty years, and squeezed into a week at 5,000 a day. Recall is the share of pairs in which one text is
// compared with the other; work is the postings read for a text.
//
//	                                          over years  in a week   work
//	60 terms                                        .961       .921   5,900
//	80 terms                                        .968       .932   8,200
//	80 terms, nothing squared                       .951       .925   8,200
//	80 terms, in at most 2,000 texts                .963       .928   7,000
//	80 terms, 150 compared                          .974       .945   8,200
//	100 terms                                       .970       .939  14,100
//	all texts in the order of exact cosine and
//	    time, squared: the first 100                .976       .948
//	    the first 1,000                             .996       .989
//
// So three in four of the pairs that are missed are beyond any index: other texts resemble both more. Half of the missed
// have a cosine below .023, in a week below .04.
const (
	indexTerms      = 80   // heaviest terms that a text is filed under and looked up by
	indexFrequent   = 6000 // texts a term may stand in to be looked up by
	exactCandidates = 100  // best by the index that are compared exactly
	neighbourCount  = 30
)

// neighbour is a text that shares terms with another one.
type neighbour struct {
	text   int
	cosine float64
	near   float64 // cosine times the time factor: what neighbours are ranked by
}

// posting is a weight at a place: of a text, or of a term.
type posting struct {
	at     int32
	weight float32
}

// postings are lists of them in one array.
type postings struct {
	all    []posting
	starts []int32 // of each list, and the end
}

// newPostings makes room for so many lists of known lengths.
func newPostings(lengths []int32) postings {
	p := postings{starts: make([]int32, len(lengths)+1)}
	for i, n := range lengths {
		p.starts[i+1] = p.starts[i] + n
	}
	p.all = make([]posting, p.starts[len(lengths)])
	return p
}

func (p postings) of(i int32) []posting { return p.all[p.starts[i]:p.starts[i+1]] }

// invertedIndex files texts under their heaviest terms.
type invertedIndex struct {
	keys  [][]posting // by text: its heaviest terms, heaviest first
	filed postings    // by term id: the texts filed under it, in order, by the term's share in their lengths
	whole postings    // by text: all its terms, in order
	norms []float64   // by text
}

func newInvertedIndex(vectors []vector, v vocabulary) invertedIndex {
	x := invertedIndex{keys: make([][]posting, len(vectors)), norms: make([]float64, len(vectors))}
	filed, lengths := make([]int32, len(v.frequency)), make([]int32, len(vectors))
	for i, u := range vectors {
		x.keys[i], x.norms[i], lengths[i] = heaviest(u, v), u.norm, int32(len(u.ids))
		for _, k := range x.keys[i] {
			filed[k.at]++
		}
	}
	x.filed, x.whole = newPostings(filed), newPostings(lengths)
	next := slices.Clone(x.filed.starts)
	for i, u := range vectors {
		for _, k := range x.keys[i] {
			x.filed.all[next[k.at]] = posting{int32(i), float32(float64(k.weight) / u.norm)}
			next[k.at]++
		}
		whole := x.whole.of(int32(i))
		for k, id := range u.ids {
			whole[k] = posting{id, u.weights[k]}
		}
	}
	return x
}

// heaviest returns the heaviest terms of a vector that are not too frequent; of those that weigh the same the
// frequent ones, which are shared more often.
func heaviest(u vector, v vocabulary) []posting {
	order := make([]uint64, 0, len(u.ids)) // weight and place in one number, the heaviest first
	for k, id := range u.ids {
		if v.frequency[id] <= indexFrequent && u.weights[k] > 0 {
			order = append(order, descending(u.weights[k], int32(k)))
		}
	}
	slices.Sort(order)
	keys := make([]posting, min(len(order), indexTerms))
	for n := range keys {
		k := int32(order[n])
		keys[n] = posting{u.ids[k], u.weights[k]}
	}
	return keys
}

// finder looks up neighbours; each goroutine has its own.
type finder struct {
	Tuning
	index   invertedIndex
	times   []when
	gaps    gaps
	scores  []float32         // by text, zero between look-ups
	touched []int32           // texts that share a filed term with the one looked up; room for one more than there are
	dense   []float32         // by term: its weight in the text looked up, else zero
	held    [heldWords]uint64 // a bit for each term that has a weight, and for some others by chance
}

// heldWords makes for a table of 8 KB, which stays in the fastest memory: few of the terms of another text
// are asked for in dense, which does not.
const heldWords = 1 << 10

func newFinder(index invertedIndex, times []when, t Tuning) *finder {
	return &finder{
		Tuning: t, index: index, times: times, gaps: newGaps(times, t), scores: make([]float32, len(times)),
		touched: make([]int32, 0, len(times)+1), dense: make([]float32, len(index.filed.starts)),
	}
}

// neighbours returns the texts nearest to text i, nearest first.
func (f *finder) neighbours(i int) []neighbour {
	u := f.index.whole.of(int32(i))
	for _, p := range u {
		f.dense[p.at] = p.weight
		f.held[p.at/64%heldWords] |= 1 << (p.at % 64)
	}
	best := f.candidates(i)
	found := make([]neighbour, len(best))
	for k, j := range best {
		cosine := f.dot(j) / (f.index.norms[i] * f.index.norms[j])
		found[k] = neighbour{int(j), cosine, cosine * f.timeFactor(f.times[i], f.times[j])}
	}
	for _, p := range u {
		f.dense[p.at] = 0
	}
	f.held = [heldWords]uint64{}
	sortNeighbours(found)
	return found
}

// dot returns the inner product of text j with the one looked up.
func (f *finder) dot(j int32) float64 {
	sum := 0.0
	for _, p := range f.index.whole.of(j) {
		if at := uint32(p.at); f.held[at/64%heldWords]&(1<<(at%64)) != 0 {
			sum += float64(f.dense[at]) * float64(p.weight)
		}
	}
	return sum
}

// candidates returns the texts that are most like text i by the index.
func (f *finder) candidates(i int) []int32 {
	f.touched = f.touched[:0]
	for _, k := range f.index.keys[i] {
		f.add(f.index.filed.of(k.at), k.weight)
	}
	f.scores[i] = 0 // it is touched itself
	f.gaps.weigh(i, f.touched, f.scores)
	best := f.best()
	for _, j := range f.touched {
		f.scores[j] = 0
	}
	return best
}

// add adds what text i and the texts filed under one of its terms share by it. A text is touched when its score is
// still zero: that is written down without a branch, which no processor could foresee.
func (f *finder) add(filed []posting, weight float32) {
	scores, touched, n := f.scores, f.touched[:cap(f.touched)], len(f.touched)
	for _, p := range filed {
		score := scores[p.at]
		touched[n] = p.at
		n += int((math.Float32bits(score) - 1) >> 31)
		scores[p.at] = score + weight*p.weight
	}
	f.touched = touched[:n]
}

// best returns the highest scored of the touched texts.
func (f *finder) best() []int32 {
	floor := f.floor(exactCandidates)
	order := make([]uint64, 0, 2*exactCandidates) // score and text in one number, the highest score first
	for _, j := range f.touched {
		if score := f.scores[j]; score >= floor && score > 0 {
			order = append(order, descending(score, j))
		}
	}
	slices.Sort(order)
	best := make([]int32, min(len(order), exactCandidates))
	for n := range best {
		best[n] = int32(order[n])
	}
	return best
}

// descending returns a number that sorts by a positive weight, the largest first, and then by a place.
func descending(weight float32, place int32) uint64 {
	return uint64(^math.Float32bits(weight))<<32 | uint64(place)
}

// floor returns a score that about n of the touched texts or a few more reach, by a histogram of the
// scores' exponents and leading bits: sorting all that were touched would cost more than the look-up.
func (f *finder) floor(n int) float32 {
	if len(f.touched) <= n {
		return 0
	}
	const shift = 19 // keeps the exponent and four bits of a float32
	var histogram [1 << (31 - shift)]int32
	for _, j := range f.touched {
		histogram[math.Float32bits(f.scores[j])>>shift]++
	}
	for b := len(histogram) - 1; b > 0; b-- {
		if n -= int(histogram[b]); n <= 0 {
			return math.Float32frombits(uint32(b) << shift)
		}
	}
	return 0
}

// gaps has ready what the scores of texts are multiplied with for their times: an exponential for every text that is
// touched would cost more than the look-up. It follows from the gap between two texts, in steps of an eighth of a day,
// and from their kinds: what is known of their times but for the day.
type gaps struct {
	texts   []moment
	kinds   []int32     // by text
	factors [][]float32 // by kind of the text looked up: rows of gaps, one for each kind of the other
}

// moment is when a text was published.
type moment struct {
	step int32 // 0 when there is no time, and then gaps don't matter
	row  int32 // of its kind: where the gap of no step stands in it
}

const (
	stepsPerDay = 8
	gapSteps    = 16 * stepsPerDay // a gap this long counts like any longer one
	gapRow      = 2*gapSteps + 1
)

func newGaps(times []when, t Tuning) gaps {
	g := gaps{texts: make([]moment, len(times)), kinds: make([]int32, len(times))}
	var kinds []when
	for i, w := range times {
		m := &g.texts[i]
		if w.known {
			m.step = int32(math.Round(w.days * stepsPerDay))
		}
		w.days, w.weekdays = 0, 0
		kind := slices.Index(kinds, w)
		if kind < 0 {
			kind, kinds = len(kinds), append(kinds, w)
		}
		g.kinds[i], m.row = int32(kind), int32(kind*gapRow+gapSteps)
	}
	for _, kind := range kinds {
		g.factors = append(g.factors, gapFactors(kind, kinds, t))
	}
	return g
}

// gapFactors returns the rows of a kind.
func gapFactors(kind when, kinds []when, t Tuning) []float32 {
	var factors []float32
	for _, other := range kinds {
		for gap := -gapSteps; gap <= gapSteps; gap++ {
			other.days = float64(gap) / stepsPerDay
			factors = append(factors, float32(t.offerFactor(kind, other)))
		}
	}
	return factors
}

// offerFactor is how much the times of two texts count when the index ranks them: the time factor, squared where there
// are two times to compare.
func (t Tuning) offerFactor(a, b when) float64 {
	factor := t.timeFactor(a, b)
	if a.known && b.known {
		return factor * factor
	}
	return factor
}

// weigh multiplies the scores of texts for how well their times fit that of text i.
func (g *gaps) weigh(i int, texts []int32, scores []float32) {
	now, factors := g.texts[i].step, g.factors[g.kinds[i]]
	for _, j := range texts {
		then := g.texts[j]
		scores[j] *= factors[then.row+min(max(then.step-now, -gapSteps), gapSteps)]
	}
}
