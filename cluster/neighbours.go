package cluster

import (
	"math"
	"slices"
)

// Two reports of one event share about a twentieth of their terms, so signatures can't find them; an
// inverted index can (Zobel and Moffat, "Inverted files for text search engines", ACM Computing Surveys 38,
// 2006). Every text is filed under its heaviest terms and looked up by them. The weight that two texts share
// there, as a share of their lengths, estimates their cosine from below. Those that share any are ranked by this
// estimate and by time; the best are compared exactly (cosines.go), and the nearest of them by cosine and time are the
// neighbours. In the ranking the time factor is squared, because the index sees but a part of what two texts share:
// of two that look alike so far the one closer in time is more often the one. It is no gate: a text that is years
// away by a wrong date keeps a quarter, and rare terms make up for that. Where a time is missing there is nothing
// to square. And a few more places are kept for texts of the same days: among texts of twenty years, a hundred that are
// more alike by chance are soon found.
//
// Only fresh texts look. So of those that stand nothing is filed but what fresh ones may look up, and how common each of
// their terms is was asked when they came: what they cost a step is a look at the heavier half of their terms.
//
// This waits for memory rather than reckons, so postings and vectors lie in few arrays, what is kept by text during a
// look-up is small, and what comes of a look-up is written down in a row.
//
// The constants were chosen on 2,500 pairs of texts of one story, both dated in 1,624 of them, among 37,488 texts: as
// they were published, over twenty years, and squeezed into a week at 5,000 a day. Recall is the share of pairs in which
// one text is compared with the other; compared is with how many, on average.
//
//	                                            over twenty years            in a week
//	                                          all   dated  compared    all   dated  compared
//	100 by rank, 40 more within 4 days       .980    .991       124   .943    .953       140
//	100 by rank                              .968    .975       100   .934    .944       100
//	140 by rank                              .974    .977       140   .945    .953       140
//	 80 by rank, 50 more within 5 days       .978    .992       110   .940    .952       130
//	the first, with 60 terms                 .972    .984       120   .934    .946       140
//	    with 100 terms                       .982    .993       130   .948    .958       140
//	    with terms in at most 2,000 texts    .977    .988       122   .938    .948       140
//	    with nothing squared                 .971    .991       125   .937    .948       140
//	all that share a filed term              .993    .994     5,760   .993    .994     5,760
//
// A text reads 5,900 postings with 60 terms, 8,200 with 80 and 14,100 with 100. Half of the pairs that are missed have a
// cosine below .03, in a week below .035: other texts resemble both more. A steeper time in the ranking finds as many
// over twenty years, but in a week one in twenty fewer of the pairs of which one text has no time.
const (
	indexTerms      = 80   // heaviest terms that a text is filed under and looked up by
	indexFrequent   = 6000 // texts a term may stand in to be looked up by
	anyOffers       = 100  // best by the index that are compared exactly
	soonOffers      = 40   // and best of the others that are close in time
	soonDays        = 4    // how close that is
	exactCandidates = anyOffers + soonOffers
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

// invertedIndex files texts under their heaviest terms, as far as fresh texts are looked up by these.
type invertedIndex struct {
	keys  [][]posting // by fresh text, nil for the others: the numbers of its heaviest terms, heaviest first
	filed postings    // by number of a term: the texts filed under it, in order, by the term's share in their lengths
}

// newInvertedIndex files the docs, which all counts. The terms that fresh ones are looked up by are given numbers; the others
// are filed under these as far as they are among their own heaviest. The vectors of fresh ones are left with the terms that
// others hold too.
func (c *comparison) newInvertedIndex(all census, opts Options) invertedIndex {
	x := invertedIndex{keys: make([][]posting, len(c.vectors))}
	numbers := newTermTable(0)
	var lengths []int32
	c.eachFiled(true, opts, func(i int, k *keyer) {
		u := &c.vectors[i]
		*u, k.texts = all[c.docs[i].lang].shared(*u, k.texts[:0])
		x.keys[i] = slices.Clone(k.heaviest(*u, 1))
		c.docs[i].key(x.keys[i])
	})
	for i, u := range c.vectors {
		lengths = number(x.keys[i], u, numbers, lengths)
	}
	c.eachFiled(false, opts, func(i int, k *keyer) {
		u, d := c.vectors[i], &c.docs[i]
		l := all[d.lang]
		if !d.keyed {
			k.texts = l.each(k.texts[:0], u.terms)
			d.key(k.heaviest(u, 2))
		}
		k.texts = l.wanted(u, d.lightest, numbers, k.texts[:0])
		x.keys[i] = slices.Clone(k.heaviest(u, 1))
		for n := range x.keys[i] {
			at := &x.keys[i][n].at
			*at = numbers.find(u.terms[*at]) - 1
		}
	})
	x.file(c.vectors, c.fresh, lengths)
	return x
}

// eachFiled visits the texts that have terms, the fresh ones or the others, with what chooses their keys.
func (c *comparison) eachFiled(fresh bool, opts Options, visit func(i int, k *keyer)) {
	opts.within(len(c.vectors), func() func(int) {
		k := &keyer{}
		return func(i int) {
			if c.fresh[i] == fresh && len(c.vectors[i].terms) > 0 {
				visit(i, k)
			}
		}
	})
}

// file files texts under their keys. lengths are how many fresh ones are filed under each.
func (x *invertedIndex) file(vectors []vector, fresh []bool, lengths []int32) {
	for i, keys := range x.keys {
		for _, k := range keys {
			if !fresh[i] {
				lengths[k.at]++
			}
		}
	}
	x.filed = newPostings(lengths)
	next := slices.Clone(x.filed.starts)
	for i, keys := range x.keys {
		for _, k := range keys {
			x.filed.all[next[k.at]] = posting{int32(i), float32(float64(k.weight) / vectors[i].norm)}
			next[k.at]++
		}
		if !fresh[i] {
			x.keys[i] = nil // only fresh ones look up by theirs
		}
	}
}

// key notes how much the lightest of a doc's keys weighs: it is not filed under lighter ones later, so that it has not to be found
// out again how common each of its terms is.
func (d *doc) key(keys []posting) {
	d.keyed, d.lightest = true, 0
	if len(keys) == indexTerms {
		d.lightest = newWeight(float64(keys[indexTerms-1].weight))
	}
}

// wanted appends in how many texts of the language each term of a vector stands, 0 for one that is too light or has no number.
func (l *language) wanted(u vector, lightest weight, numbers *termTable, texts []int32) []int32 {
	for k, t := range u.terms {
		n := int32(0)
		if u.weights[k] >= lightest && numbers.find(t) > 0 {
			n = l.holding(t)
		}
		texts = append(texts, n)
	}
	return texts
}

// number turns the places of keys in a text into the numbers of their terms, and counts the text among those filed under each.
func number(keys []posting, u vector, numbers *termTable, lengths []int32) []int32 {
	for k := range keys {
		slot := numbers.at(u.terms[keys[k].at])
		if slot.n == 0 {
			lengths = append(lengths, 0)
			slot.n = int32(len(lengths))
		}
		keys[k].at = slot.n - 1
		lengths[slot.n-1]++
	}
	return lengths
}

// shared returns what is left of a vector without the terms that no other text of the language holds, and appends in how many
// texts each of the others stands.
func (l *language) shared(u vector, texts []int32) (vector, []int32) {
	for _, t := range u.terms {
		texts = append(texts, l.holding(t))
	}
	n := 0
	for _, t := range texts {
		if t > 1 {
			n++
		}
	}
	shared := vector{make([]term, 0, n), make([]weight, 0, n), u.norm}
	for k, t := range texts {
		if t > 1 {
			texts[len(shared.terms)] = t
			shared.terms, shared.weights = append(shared.terms, u.terms[k]), append(shared.weights, u.weights[k])
		}
	}
	return shared, texts[:n]
}

// keyer chooses the keys of texts; each goroutine has its own.
type keyer struct {
	texts []int32   // in how many texts each term of the one at hand stands
	order []uint64  // room
	keys  []posting // the same
}

// heaviest returns the heaviest terms of a vector by their places, good until the next call: those in fewer texts than that or in too
// many are left out. Of those that weigh the same the frequent ones go first, which are shared more often.
func (k *keyer) heaviest(u vector, fewest int32) []posting {
	order := k.order[:0]
	for at, n := range k.texts {
		if w := u.weights[at]; n >= fewest && n <= indexFrequent && w > 0 {
			order = append(order, 1<<63|uint64(^w)<<47|uint64(indexFrequent-n)<<32|uint64(at))
		}
	}
	k.order = order
	best := least(order, indexTerms)
	slices.Sort(best)
	k.keys = k.keys[:0]
	for _, key := range best {
		k.keys = append(k.keys, posting{int32(key), u.weights[int32(key)].value()})
	}
	return k.keys
}

// finder looks up texts to compare with; each goroutine has its own.
type finder struct {
	index   invertedIndex
	gaps    gaps
	scores  []float32 // by text, zero between look-ups
	touched []int32   // texts that share a filed term with the one looked up; room for one more than there are
	all     shortlist // of these
	soon    shortlist // of those that lie within soonDays of it
	fetched int32     // sum of what was looked at ahead, so that no compiler leaves the looking out
}

func newFinder(index invertedIndex, times []when, t Tuning) *finder {
	return &finder{index: index, gaps: newGaps(times, t), scores: make([]float32, len(times)), touched: make([]int32, 0, len(times)+1)}
}

// offers returns the texts that are most like text i by the index: first of all, then of those close in time. A text
// without a time has the places of both for all.
func (f *finder) offers(i int) []int32 {
	f.touched = f.touched[:0]
	for _, k := range f.index.keys[i] {
		f.fetch(f.index.filed.of(k.at))
	}
	for _, k := range f.index.keys[i] {
		f.add(f.index.filed.of(k.at), k.weight)
	}
	f.scores[i] = 0 // it is touched itself
	if f.gaps.texts[i].step == 0 {
		f.all.start(exactCandidates)
		f.soon.start(0)
		f.weigh(i)
		return placesOf(f.all.best(), nil)
	}
	f.all.start(anyOffers)
	f.soon.start(exactCandidates) // anyOffers of them may be among all
	f.weigh(i)
	all := f.all.best()
	if len(all) < anyOffers {
		return placesOf(all, nil) // the others close in time are none
	}
	last := slices.Max(all)
	soon := slices.DeleteFunc(f.soon.best(), func(key uint64) bool { return key <= last })
	return placesOf(all, least(soon, soonOffers))
}

// placesOf returns the places in two lists of numbers of descending.
func placesOf(a, b []uint64) []int32 {
	places := make([]int32, 0, len(a)+len(b))
	for _, key := range a {
		places = append(places, int32(key))
	}
	for _, key := range b {
		places = append(places, int32(key))
	}
	return places
}

// fetch looks at every line of a list in memory, so that those of all lists are waited for together (see [measure.fetch]).
func (f *finder) fetch(filed []posting) {
	for k := 0; k < len(filed); k += fetchPostings {
		f.fetched += filed[k].at
	}
}

// fetchPostings is how many postings fill a line of a usual processor's memory.
const fetchPostings = 8

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

// weigh takes the scores of the texts that are touched, which are zero then, multiplies them for how well their times
// fit that of text i, and lists the best of all and of those within soonDays of it. Most are no better than what is listed,
// since those that share a heavy term were touched first, and of these not even the time is looked at.
func (f *finder) weigh(i int) {
	scores, moments, kind := f.scores, f.gaps.texts, &f.gaps.kinds[f.gaps.of[i]]
	now, all, soon := moments[i].step, &f.all, &f.soon
	first, length := f.gaps.around(now)
	for _, j := range f.touched {
		score := scores[j]
		scores[j] = 0
		atMost := score * kind.most
		if atMost < all.floor && (uint32(j-first) >= length || atMost < soon.floor) {
			continue
		}
		then := moments[j]
		gap := min(max(then.step-now, -gapSteps), gapSteps)
		isSoon := max(gap, -gap) <= soonSteps
		if atMost < all.floor && !isSoon {
			continue
		}
		key := descending(score*kind.factors[then.row+gap], j)
		all.add(key)
		if isSoon {
			soon.add(key)
		}
	}
}

// gaps has ready what the scores of texts are multiplied with for their times: an exponential for every text that is
// touched would cost more than the look-up. It follows from the gap between two texts, in steps of an eighth of a day,
// and from their kinds: what is known of their times but for the day.
type gaps struct {
	texts    []moment
	of       []int32 // by text: its kind
	kinds    []timeKind
	latest   []int32 // by text: the last step of those up to it
	earliest []int32 // by text: the first step of those from it on
}

// timeKind is a kind of text when it is looked up.
type timeKind struct {
	factors []float32 // rows of gaps, one for each kind of the other
	most    float32   // the largest of them
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
	soonSteps   = soonDays * stepsPerDay
)

func newGaps(times []when, t Tuning) gaps {
	g := gaps{texts: make([]moment, len(times)), of: make([]int32, len(times))}
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
		g.of[i], m.row = int32(kind), int32(kind*gapRow+gapSteps)
	}
	for _, kind := range kinds {
		factors := gapFactors(kind, kinds, t)
		g.kinds = append(g.kinds, timeKind{factors, slices.Max(factors)})
	}
	g.order()
	return g
}

// order notes what the steps before and behind each text are at the most and at the least: texts mostly are in the order of time.
func (g *gaps) order() {
	g.latest, g.earliest = make([]int32, len(g.texts)), make([]int32, len(g.texts))
	last, first := int32(math.MinInt32), int32(math.MaxInt32)
	for i, m := range g.texts {
		if m.step != 0 {
			last = max(last, m.step)
		}
		g.latest[i] = last
	}
	for i, m := range slices.Backward(g.texts) {
		if m.step != 0 {
			first = min(first, m.step)
		}
		g.earliest[i] = first
	}
}

// around returns the first of a run of texts, and how long it is: all that lie within soonDays of a step are in it.
func (g *gaps) around(step int32) (first int32, length uint32) {
	start, _ := slices.BinarySearch(g.latest, step-soonSteps)
	end, _ := slices.BinarySearch(g.earliest, step+soonSteps+1)
	return int32(start), uint32(max(end-start, 0))
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
