package cluster

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// scattered returns n texts, each of a few dozen random terms out of a thousand.
func scattered(r *rand.Rand, n int) *comparison {
	docs := make([]doc, n)
	for i := range docs {
		var k counter
		for range 20 + r.IntN(40) {
			k.counts.add(counted{term: term(1 + r.IntN(1000)), count: 1 + float32(r.IntN(4))})
		}
		docs[i].setCounts(k.counts.takeSorted())
		docs[i].when = when{days: float64(r.IntN(10)), known: r.IntN(5) > 0}
	}
	return freshComparison(docs)
}

// freshComparison returns a comparison of docs that are weighed, and have no neighbours yet.
func freshComparison(docs []doc) *comparison {
	c := newComparison(len(docs), tuned)
	c.docs, c.Terms = docs, termsOfAll(docs)
	c.weigh(Options{Workers: 2})
	for i := range c.fresh {
		c.fresh[i] = true
	}
	return c
}

// finder returns the finder of a comparison's texts.
func (c *comparison) finder() *finder {
	c.noteTimes()
	return newFinder(c.newInvertedIndex(c.census, Options{Workers: 2}), c.times, tuned)
}

// allNeighbours compares a text with every other one.
func (c *comparison) allNeighbours(i int) []neighbour {
	var all []neighbour
	for j, u := range c.vectors {
		if cosine := c.vectors[i].dot(u) / (c.vectors[i].norm * u.norm); j != i && cosine > 0 {
			all = append(all, neighbour{j, cosine, cosine * tuned.timeFactor(c.docs[i].when, c.docs[j].when)})
		}
	}
	sortNeighbours(all)
	return all
}

func TestFindNeighbours(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts int
		top   int // how many neighbours must be the same
	}{
		{"one text", 1, 0},
		{"all are compared", anyOffers, anyOffers},
		{"the index chooses", 2 * exactCandidates, neighbourCount},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := scattered(newRandom(7), test.texts)
			c.findNeighbours(c.census, Options{Workers: 2})
			for i, got := range c.near {
				if len(got) > exactCandidates {
					t.Fatalf("text %d has %d neighbours, want %d at the most", i, len(got), exactCandidates)
				}
				want := c.allNeighbours(i)
				if n := min(len(want), test.top); len(got) < n || !slices.Equal(got[:n], want[:n]) {
					t.Fatalf("text %d: got %v, want %v", i, got[:min(n, len(got))], want[:n])
				}
			}
		})
	}
}

// TestFindNeighboursOfFresh: only fresh texts look for neighbours, and what they find gains them.
func TestFindNeighboursOfFresh(t *testing.T) {
	c := scattered(newRandom(4), 60)
	for i := range c.fresh {
		if c.fresh[i] = i%3 == 0; !c.fresh[i] {
			c.stood[i] = &windowText{}
		}
	}
	c.findNeighbours(c.census, Options{Workers: 1})
	for i := range c.docs {
		near := c.neighbours(i)
		want := slices.DeleteFunc(c.allNeighbours(i), func(n neighbour) bool { return !c.fresh[i] && !c.fresh[n.text] })
		if !slices.Equal(near, want) {
			t.Fatalf("text %d: got %v, want %v", i, near, want)
		}
	}
}

// TestGainedByStanding: a text that stands keeps the neighbours that it had, and gains those fresh ones that are among its nearest.
func TestGainedByStanding(t *testing.T) {
	c := scattered(newRandom(5), 150)
	for i := range c.fresh {
		c.fresh[i] = i%3 == 0
	}
	c.places = make([]int32, len(c.docs))
	had, far := make([][]neighbour, len(c.docs)), 0
	for i := range c.docs {
		if c.places[i] = int32(i); c.fresh[i] {
			continue
		}
		had[i] = slices.DeleteFunc(c.allNeighbours(i), func(n neighbour) bool { return c.fresh[n.text] })
		had[i] = had[i][:min(len(had[i]), neighbourCount)]
		c.stood[i] = &windowText{}
		for _, n := range had[i] {
			c.stood[i].near = append(c.stood[i].near, newWindowNeighbour(int32(n.text), n.cosine))
		}
	}
	c.findNeighbours(c.census, Options{Workers: 2})
	for i := range c.docs {
		if c.fresh[i] {
			continue
		}
		want := slices.Clone(had[i])
		for _, n := range c.allNeighbours(i) {
			switch {
			case !c.fresh[n.text]:
			case n.near >= leastNear(had[i]):
				want = append(want, n)
			default:
				far++
			}
		}
		sortNeighbours(want)
		if got := c.neighbours(i); !slices.Equal(got, want) {
			t.Fatalf("text %d: got %v, want %v", i, got, want)
		}
	}
	if far < 100 {
		t.Errorf("only %d that are too far", far)
	}
}

// TestFinderLeavesNoTrace: what one look-up leaves behind must not change the next.
func TestFinderLeavesNoTrace(t *testing.T) {
	c := scattered(newRandom(3), 2*exactCandidates)
	f := c.finder()
	first := f.offers(5)
	for i := range c.docs {
		f.offers(i)
	}
	if again := f.offers(5); !slices.Equal(first, again) {
		t.Errorf("got %v, then %v", first, again)
	}
}

func TestFinderWithoutTerms(t *testing.T) {
	c := freshComparison([]doc{docOf("", 1, 2), docOf(""), docOf("", 1, 2)})
	c.findNeighbours(c.census, Options{Workers: 1})
	if got := c.near[1]; len(got) != 0 {
		t.Errorf("a text without terms has the neighbours %v", got)
	}
	if got := c.near[0]; len(got) != 1 || got[0].text != 2 || got[0].cosine < .999 {
		t.Errorf("got %v, want its double", got)
	}
}

func TestHeaviest(t *testing.T) {
	texts := slices.Repeat([]int32{2}, 200)
	u := vector{}
	for k := range 200 {
		u.terms, u.weights = append(u.terms, term(k)), append(u.weights, newWeight(float64(k%100)))
	}
	k := keyer{texts: texts}
	got := k.heaviest(u, 2)
	if want := []posting{{99, 99}, {199, 99}, {98, 98}}; len(got) != indexTerms || !slices.Equal(got[:3], want) {
		t.Errorf("got %d terms, first %v, want %d, first %v", len(got), got[:3], indexTerms, want)
	}
	texts[199] = indexFrequent
	if got := k.heaviest(u, 2); got[0].at != 199 {
		t.Errorf("of two that weigh the same %d is first, want the frequent one", got[0].at)
	}
	texts[99], texts[199] = indexFrequent+1, 1
	if got := k.heaviest(u, 2); got[0].at != 98 {
		t.Errorf("%v is looked up, which none or too many texts hold", got[0])
	}
	none := vector{terms: []term{1, 2}, weights: []weight{0, 0}}
	k.texts = []int32{2, 2}
	if got := k.heaviest(none, 1); len(got) != 0 {
		t.Errorf("terms without weight are looked up: %v", got)
	}
}

func TestLanguageShared(t *testing.T) {
	all := termsOfAll([]doc{docOf("en", 1, 2, 3), docOf("en", 2, 3), docOf("en", 3), docOf("de", 1)}).census
	u := vector{[]term{1, 2, 3}, []weight{7, 8, 9}, 5}
	got, texts := all["en"].shared(u, nil)
	if want := (vector{[]term{2, 3}, []weight{8, 9}, 5}); !reflect.DeepEqual(got, want) || !slices.Equal(texts, []int32{2, 3}) {
		t.Errorf("got %v in %d texts, want %v in 2 and 3", got, texts, want)
	}
}

// TestLeast: the highest scored are taken, those of equal score in order, and those without a score last.
func TestLeast(t *testing.T) {
	r := newRandom(11)
	var keys []uint64
	for j := range int32(5000) {
		score := float32(r.IntN(900)) / 700 * r.Float32()
		switch j % 10 {
		case 0, 5:
			score = 0
		case 1:
			score = .5
		}
		keys = append(keys, descending(score, j))
	}
	sorted := slices.Sorted(slices.Values(keys))
	for _, n := range []int{0, 1, 10, 100, 600, 4000, 4500, 5000, 9000} {
		r.Shuffle(len(keys), func(a, b int) { keys[a], keys[b] = keys[b], keys[a] })
		if got, want := slices.Sorted(slices.Values(least(keys, n))), sorted[:min(n, 5000)]; !slices.Equal(got, want) {
			t.Fatalf("least %d: got %v, want %v", n, got, want)
		}
	}
}

// FuzzLeast: the least are those that sorting brings to the front, whatever the scores.
func FuzzLeast(f *testing.F) {
	f.Add([]byte{1, 2, 1, 0, 0, 255, 3}, uint16(100), 3)
	f.Add([]byte("one score after another, some of them equal"), uint16(0), 7)
	f.Fuzz(func(t *testing.T, scores []byte, scale uint16, n int) {
		var keys []uint64
		for j, b := range scores {
			keys = append(keys, descending(float32(b)*float32(scale)/1000, int32(j)))
		}
		n = min(max(n, 0), len(keys))
		want := slices.Sorted(slices.Values(keys))[:n]
		if got := slices.Sorted(slices.Values(least(keys, n))); !slices.Equal(got, want) {
			t.Errorf("least %d: got %x, want %x", n, got, want)
		}
	})
}

// TestFinderTouched: a text that shares filed terms with the one looked up counts once, and that one counts too.
func TestFinderTouched(t *testing.T) {
	f := freshComparison([]doc{docOf("", 1, 2, 3), docOf("", 4, 5), docOf("", 1, 2, 3), docOf("", 3, 4)}).finder()
	for i, want := range [][]int32{{0, 2, 3}, {1, 3}, {0, 2, 3}, {0, 1, 2, 3}} {
		f.offers(i)
		if got := slices.Sorted(slices.Values(f.touched)); !slices.Equal(got, want) {
			t.Errorf("text %d touches %v, want %v", i, got, want)
		}
	}
}

// TestFinderPrefersNear: where not all can be compared that are as much alike, those near in time are.
func TestFinderPrefersNear(t *testing.T) {
	docs := []doc{docOf("", 1, 2)}
	docs[0].when = when{days: 9, known: true}
	for i := range 2 * exactCandidates {
		d := docOf("", 1, 2)
		d.when = when{days: float64(9 + i%2*40), known: true}
		docs = append(docs, d)
	}
	offers := freshComparison(docs).finder().offers(0)
	for _, j := range offers {
		if docs[j].when.days != 9 {
			t.Fatalf("text %d, forty days away, is compared; %d of the same day are there", j, exactCandidates)
		}
	}
	if len(offers) != exactCandidates {
		t.Errorf("%d are compared, want %d", len(offers), exactCandidates)
	}
}

// TestFinderKeepsPlaces: texts close in time are compared even when more than enough others are more alike; a
// text without a time has no such, and its places are for all.
func TestFinderKeepsPlaces(t *testing.T) {
	docs := []doc{docOf("", 1, 2, 3, 4), docOf("", 1, 2, 3, 4)}
	docs[0].when = when{days: 9, known: true}
	for i := range exactCandidates + 20 {
		d := docOf("", 1, 2, 3, 4)
		if d.when = (when{days: 90, known: true}); i < 20 {
			d = docOf("", 1, 5, 6, 7, 8, 9)
			d.when = when{days: 9 + soonDays, known: true}
		}
		docs = append(docs, d)
	}
	f := freshComparison(docs).finder()
	soon := func(j int32) bool { return docs[j].when.days == 9+soonDays }
	for text, want := range []struct{ all, soon int }{{anyOffers + 20, 20}, {exactCandidates, 0}} {
		offers := f.offers(text)
		all := len(offers)
		if near := len(slices.DeleteFunc(offers, func(j int32) bool { return !soon(j) })); all != want.all || near != want.soon {
			t.Errorf("text %d is compared with %d texts, %d of them close in time, want %d and %d", text, all, near, want.all, want.soon)
		}
	}
}

// TestGaps: in steps of an eighth of a day, the factors are what they stand for.
func TestGaps(t *testing.T) {
	r := newRandom(5)
	times := make([]when, 200)
	for i := range times {
		if i%7 > 0 {
			times[i] = when{days: 20000 + 40*r.Float64(), known: true, crawled: i%5 == 0, weekdays: uint8(i)}
		}
	}
	f := newFinder(invertedIndex{}, times, tuned)
	for j := range times {
		f.touched = append(f.touched, int32(j))
	}
	for i := range times {
		for j := range times {
			f.scores[j] = 1
		}
		f.all.start(exactCandidates)
		f.soon.start(exactCandidates)
		f.weigh(i)
		for j, key := range f.all.keys[:len(times)] {
			got := math.Float32frombits(^uint32(key >> 32))
			want := tuned.offerFactor(times[i], times[j])
			almost := times[i].crawled != times[j].crawled && math.Abs(times[i].days-times[j].days) < 1./stepsPerDay // which is later counts
			if !almost && math.Abs(float64(got)-want) > .07 {                                                        // a step where it is steepest
				t.Fatalf("%v and %v: got %g, want about %g", times[i], times[j], got, want)
			}
			gap := math.Abs(times[i].days - times[j].days)
			if near := slices.Contains(f.soon.keys[:f.soon.used], key); times[i].known && times[j].known && math.Abs(gap-soonDays) > 1./stepsPerDay && near != (gap < soonDays) {
				t.Fatalf("%v and %v: close in time is %v", times[i], times[j], near)
			}
		}
	}
}

func BenchmarkNeighbours(b *testing.B) {
	c := scattered(newRandom(1), 2000)
	for b.Loop() {
		c.findNeighbours(c.census, Options{Workers: 1})
	}
}

// TestGapsAround: in whatever order texts are, those close to a time lie in its run, which is no longer than it must be when they are in
// the order of time.
func TestGapsAround(t *testing.T) {
	r := newRandom(9)
	times := make([]when, 100)
	for i := range times {
		times[i] = when{days: float64(20000 + i/2), known: i%9 > 0}
	}
	for _, swaps := range []int{0, 1, 50} {
		for range swaps {
			i, j := r.IntN(len(times)), r.IntN(len(times))
			times[i], times[j] = times[j], times[i]
		}
		g := newGaps(times, tuned)
		for i, m := range g.texts {
			first, length := g.around(m.step)
			if swaps == 0 && m.step != 0 && length > 2*(2*soonDays+1)+2 {
				t.Errorf("the run around text %d has %d texts", i, length)
			}
			for j, n := range g.texts {
				if gap := m.step - n.step; m.step != 0 && n.step != 0 && max(gap, -gap) <= soonSteps && uint32(int32(j)-first) >= length {
					t.Errorf("text %d is close to text %d, and not among the %d from %d on", j, i, length, first)
				}
			}
		}
	}
}
