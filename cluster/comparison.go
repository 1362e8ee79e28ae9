package cluster

import (
	"slices"
)

// comparison is all that is known of how texts resemble each other. A text that was compared before
// brings its doc, weighed then, and its neighbours; the others are fresh.
type comparison struct {
	Tuning
	Terms
	docs    []doc
	times   []when // by text, that of its doc; nil before neighbours are looked for
	fresh   []bool // by text: has no neighbours yet
	vectors []vector
	senses  *senses
	serials []serial       // by text; nil when none is asked for
	stood   []*windowText  // by text: what it was in the window, nil when it goes on as none
	places  []int32        // of the texts of the window, by number
	near    [][]neighbour  // by text, nearest first; of those that stand nil until they are asked for (neighbours)
	gained  lists[finding] // by text that stands: the fresh ones that found it, absent those that are not near enough
	touched []int32        // by fresh text: texts that share an indexed term with it
	around  []bool         // by text: it is near to one that is new; nil before that is asked
	blocs   blocs
	norms   *localNorms // as they were last asked for; nil before
	edges   []edge      // between the texts that stand for their blocs
}

// weighFresh weighs the fresh texts, whose words are not needed after that. all counts those texts that were compared before, and
// counts the others from here on; with them are counted past texts of earlier days.
func (c *comparison) weighFresh(articles []*Article, all census, past int, opts Options) {
	opts.stage("weights")
	all.count(c.docs, past, opts)
	c.Terms = Terms{all}
	c.dropStopWords(articles, all)
	c.weigh(opts)
	c.readSerials(articles)
}

// weigh weighs the terms of the docs by what is known of how common they are.
func (c *comparison) weigh(opts Options) {
	weigh(c.docs, c.Terms, opts)
	c.vectors, c.senses = newVectors(c.docs), newSenses(c.docs, opts.Background)
}

// dropStopWords drops the stop words of docs that are not weighed yet. all counts the docs.
func (c *comparison) dropStopWords(articles []*Article, all census) {
	for i := range c.docs {
		d := &c.docs[i]
		if stop := c.stop(d.lang); d.weights == nil && len(stop) > 0 {
			all.leave(d)
			d.dropStopWords(articles[d.article], stop)
			all.take(d)
		}
	}
}

// newComparison returns the comparison of so many texts, of which nothing is known yet.
func newComparison(texts int, t Tuning) *comparison {
	return &comparison{Tuning: t, docs: make([]doc, texts), near: make([][]neighbour, texts), fresh: make([]bool, texts), stood: make([]*windowText, texts)}
}

// read prepares texts that were never compared.
func (c *comparison) read(fresh []int, g *Grouping, opts Options) {
	opts.each("terms", len(fresh), func() func(int) {
		terms := counter{stems: new(stemMemory)}
		return func(k int) { c.docs[fresh[k]], c.fresh[fresh[k]] = terms.newDoc(g.Texts[fresh[k]], g.Articles), true }
	})
}

// findNeighbours looks up the neighbours of the fresh texts; texts that they find gain them as neighbours. all counts the
// docs.
func (c *comparison) findNeighbours(all census, opts Options) {
	index := c.newInvertedIndex(all, opts)
	var fresh []int
	for i := range c.docs {
		if c.fresh[i] {
			fresh = append(fresh, i)
		}
	}
	c.noteTimes()
	offers := c.offers(index, fresh, opts)
	cosines := c.cosines(fresh, offers, opts)
	c.reckon(fresh, offers, cosines)
	c.noteTimes()
	c.rank(fresh, offers, cosines, opts)
	c.gain(fresh, opts)
}

// offers returns for each fresh text those that it is to be compared with.
func (c *comparison) offers(index invertedIndex, fresh []int, opts Options) [][]int32 {
	offers := make([][]int32, len(fresh))
	c.touched = make([]int32, len(c.docs))
	opts.each("neighbours", len(fresh), func() func(int) {
		f := newFinder(index, c.times, c.Tuning)
		return func(k int) {
			offers[k] = f.offers(fresh[k])
			c.touched[fresh[k]] = int32(max(len(f.touched)-1, 0)) // it touches itself, too
		}
	})
	return offers
}

// rank makes the texts that fresh ones were compared with their neighbours, nearest first. cosines are one list after another.
func (c *comparison) rank(fresh []int, offers [][]int32, cosines []float64, opts Options) {
	starts := make([]int, len(fresh)+1)
	for k := range fresh {
		starts[k+1] = starts[k] + len(offers[k])
	}
	opts.within(len(fresh), func() func(int) {
		return func(k int) {
			near, now := make([]neighbour, len(offers[k])), c.times[fresh[k]]
			for n, j := range offers[k] {
				cosine := cosines[starts[k]+n]
				near[n] = neighbour{int(j), cosine, cosine * c.timeFactor(now, c.times[j])}
			}
			sortNeighbours(near)
			c.near[fresh[k]] = near
		}
	})
}

// finding is a place among the neighbours of a fresh text.
type finding struct{ fresh, at int32 }

// gain gives the texts that fresh ones found these as neighbours, as far as they are among their nearest. In a window that is most of
// the texts, and nearly none of them is asked for its neighbours: the lists are made then (neighbours).
func (c *comparison) gain(fresh []int, opts Options) {
	c.gained = newLists(len(c.docs), func(add func(found int, by finding)) {
		for _, i := range fresh {
			for at, n := range c.near[i] {
				if !c.fresh[n.text] {
					add(n.text, finding{int32(i), int32(at)})
				}
			}
		}
	})
	opts.within(len(c.docs), func() func(int) {
		var near []neighbour
		return func(j int) {
			by := c.gained.of(j)
			if len(by) == 0 {
				return
			}
			near = c.brought(near[:0], j)
			sortNeighbours(near)
			least := leastNear(near)
			for k, f := range by {
				if c.near[f.fresh][f.at].near < least {
					by[k].fresh = absent
				}
			}
		}
	})
}

// leastNear returns how near a text has to be to count among these neighbours, nearest first.
func leastNear(near []neighbour) float64 {
	if len(near) < neighbourCount {
		return 0
	}
	return min(near[neighbourCount-1].near, crowdShare*near[crowdRank-1].near)
}

func sortNeighbours(near []neighbour) {
	slices.SortFunc(near, func(a, b neighbour) int {
		switch { // cmp.Or would compare both, and cmp.Compare look for what is no number
		case a.near > b.near:
			return -1
		case a.near < b.near:
			return 1
		}
		return a.text - b.text
	})
}

// noteTimes notes the times of the docs side by side.
func (c *comparison) noteTimes() {
	c.times = make([]when, len(c.docs))
	for i := range c.docs {
		c.times[i] = c.docs[i].when
	}
}

// pairLinkage returns the linkage of two texts by their plain cosine, which is what blocs go by.
func (c *comparison) pairLinkage(i, j int) float64 {
	cosine := c.vectors[i].dot(c.vectors[j]) / (c.vectors[i].norm * c.vectors[j].norm)
	return cosine / c.Prior
}
