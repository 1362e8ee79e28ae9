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
	fresh   []bool // by text: has no neighbours yet
	vectors []vector
	senses  *senses
	serials []serial      // by text; nil when none is asked for
	stood   []*windowText // by text: what it was in the window, nil when it goes on as none
	near    [][]neighbour // by text, nearest first; of those that stand nil until they are asked for (neighbours)
	touched []int32       // by fresh text: texts that share an indexed term with it
	blocs   blocs
	norms   *localNorms // as they were last asked for; nil before
	edges   []edge      // between the texts that stand for their blocs
}

// compare finds the neighbours of the fresh texts. all counts those texts that were compared before, and counts the others
// from here on; with them are counted past texts of earlier days.
func (c *comparison) compare(articles []*Article, all census, past int, opts Options) {
	opts.stage("weights")
	all.count(c.docs, past)
	c.Terms = Terms{all}
	c.dropStopWords(articles, all)
	c.weigh(opts)
	c.readSerials(articles)
	c.findNeighbours(all, opts)
}

// weigh weighs the terms of the docs by what is known of how common they are.
func (c *comparison) weigh(opts Options) {
	weigh(c.docs, c.Terms, opts.Background)
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
		return func(k int) { c.docs[fresh[k]], c.fresh[fresh[k]] = newDoc(g.Texts[fresh[k]], g.Articles), true }
	})
}

// findNeighbours looks up the neighbours of the fresh texts; texts that they find gain them as neighbours. all counts the
// docs.
func (c *comparison) findNeighbours(all census, opts Options) {
	index := c.newInvertedIndex(all)
	var fresh []int
	for i := range c.docs {
		if c.fresh[i] {
			fresh = append(fresh, i)
		}
	}
	times := c.times()
	offers := c.offers(index, times, fresh, opts)
	cosines := c.cosines(fresh, offers, opts)
	c.reckon(fresh, offers, cosines)
	times = c.times()
	for k, i := range fresh {
		c.near[i] = c.ranked(times[i], offers[k], times, cosines[:len(offers[k])])
		cosines = cosines[len(offers[k]):]
	}
	c.gain(fresh)
}

// offers returns for each fresh text those that it is to be compared with.
func (c *comparison) offers(index invertedIndex, times []when, fresh []int, opts Options) [][]int32 {
	offers := make([][]int32, len(fresh))
	c.touched = make([]int32, len(c.docs))
	opts.each("neighbours", len(fresh), func() func(int) {
		f := newFinder(index, times, c.Tuning)
		return func(k int) {
			offers[k] = f.offers(fresh[k])
			c.touched[fresh[k]] = int32(max(len(f.touched)-1, 0)) // it touches itself, too
		}
	})
	return offers
}

// ranked returns the texts that a text of this time was compared with as its neighbours, nearest first.
func (c *comparison) ranked(now when, with []int32, times []when, cosines []float64) []neighbour {
	near := make([]neighbour, len(with))
	for k, j := range with {
		near[k] = neighbour{int(j), cosines[k], cosines[k] * c.timeFactor(now, times[j])}
	}
	sortNeighbours(near)
	return near
}

// gain gives the texts that fresh ones found these as neighbours, as far as they are among their nearest.
func (c *comparison) gain(fresh []int) {
	asked, gained := make([]bool, len(c.docs)), make([]bool, len(c.docs))
	least := make([]float64, len(c.docs)) // by text that was asked: how near others have to be
	for _, i := range fresh {
		for _, n := range c.near[i] {
			j := n.text
			if c.fresh[j] {
				continue
			}
			if !asked[j] {
				asked[j], least[j] = true, leastNear(c.neighbours(j))
			}
			if n.near >= least[j] {
				gained[j], c.near[j] = true, append(c.near[j], neighbour{i, n.cosine, n.near})
			}
		}
	}
	for j, has := range gained {
		if has {
			sortNeighbours(c.near[j])
		}
	}
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

func (c *comparison) times() []when {
	times := make([]when, len(c.docs))
	for i := range c.docs {
		times[i] = c.docs[i].when
	}
	return times
}

// pairLinkage returns the linkage of two texts by their plain cosine, which is what blocs go by.
func (c *comparison) pairLinkage(i, j int) float64 {
	cosine := c.vectors[i].dot(c.vectors[j]) / (c.vectors[i].norm * c.vectors[j].norm)
	return cosine / c.Prior
}
