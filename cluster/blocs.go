package cluster

import (
	"cmp"
	"slices"
)

// A rewrite that is too free to be a copy is still no second voice when stories are made: like a copy
// it would fill the neighbours of its fellows. Texts that are nearly alike in their terms, at about
// the same time, therefore form a bloc that goes as one, represented by its longest text.

const sameMaxDays = 3. // texts further apart never go as one

// blocs partitions texts.
type blocs struct {
	of      []int         // by text: the text that stands for it
	members map[int][]int // by that text, in order; of texts that are grouped
}

// findBlocs partitions those texts that are to be grouped; any other stands for itself.
func (c *comparison) findBlocs(grouped []bool, apart func(a, b int) bool) blocs {
	alike := make([][]linked, len(c.docs))
	for i := range c.near {
		if !grouped[i] {
			continue
		}
		for _, n := range c.neighbours(i) {
			if grouped[n.text] && c.alike(i, n) && !apart(i, n.text) {
				alike[i] = append(alike[i], linked{n.text, n.cosine})
				if !isNeighbour(c.neighbours(n.text), i) {
					alike[n.text] = append(alike[n.text], linked{i, n.cosine})
				}
			}
		}
	}
	chosen := representatives(alike, nil)
	groups := make([][]int, len(c.docs)) // by representative
	b := blocs{of: make([]int, len(c.docs)), members: map[int][]int{}}
	for i := range c.docs {
		if b.of[i] = i; !grouped[i] {
			continue
		}
		r := closest(i, alike[i], chosen)
		if slices.ContainsFunc(groups[r], func(j int) bool { return apart(i, j) }) {
			r = i
		}
		groups[r] = append(groups[r], i)
	}
	for _, members := range groups {
		if len(members) == 0 {
			continue
		}
		longest := slices.MaxFunc(members, func(i, j int) int {
			return cmp.Or(cmp.Compare(c.docs[i].words, c.docs[j].words), -cmp.Compare(i, j))
		})
		b.members[longest] = members
		for _, i := range members {
			b.of[i] = longest
		}
	}
	return b
}

// alone returns blocs of one text each.
func alone(texts int) blocs {
	b := blocs{of: make([]int, texts)}
	for t := range b.of {
		b.of[t] = t
	}
	return b
}

// all returns the members of the blocs that some texts stand for.
func (b blocs) all(texts []int) []int {
	var all []int
	for _, t := range texts {
		all = append(all, b.members[t]...)
	}
	return all
}

// alike reports whether a text and a neighbour of it count as one.
func (c *comparison) alike(i int, n neighbour) bool {
	a, b := c.docs[i].when, c.docs[n.text].when
	sameTime := !a.firm() || !b.firm() || max(a.days-b.days, b.days-a.days) <= sameMaxDays
	return n.cosine >= c.BlocCosine && sameTime && c.weekdayFactor(a, b) >= 1
}

// nearest returns the neighbours of those texts that stand for their blocs, among such.
func (c *comparison) nearest(of []bool) [][]neighbour {
	near := make([][]neighbour, len(c.near))
	isHidden := func(n neighbour) bool { return c.blocs.of[n.text] != n.text }
	for i := range c.near {
		if !of[i] || c.blocs.of[i] != i {
			continue
		}
		standing := c.neighbours(i)
		if slices.ContainsFunc(standing, isHidden) {
			standing = slices.DeleteFunc(slices.Clone(standing), isHidden)
		}
		near[i] = standing[:reach(standing, func(n neighbour) float64 { return n.near })]
	}
	return near
}

// nearestAround returns the neighbours of the texts around what is new. Of those that stand it keeps no more than these: most are not
// asked for again.
func (c *comparison) nearestAround(around []bool, opts Options) [][]neighbour {
	c.around = around
	near := make([][]neighbour, len(c.near))
	nearness := func(n neighbour) float64 { return n.near }
	opts.within(len(around), func() func(int) {
		var room []neighbour
		return func(t int) {
			switch {
			case !around[t]:
			case c.near[t] != nil:
				near[t] = c.near[t][:reach(c.near[t], nearness)]
			default:
				room = c.standingNeighbours(room[:0], t)
				near[t] = slices.Clone(room[:reach(room, nearness)])
			}
		}
	})
	return near
}

// In a crowd, an event that a hundred texts tell on their own, thirty neighbours are an arbitrary few, and since
// pairs that are no neighbours count as zero the story would fall to pieces. There the list is flat where it is cut:
// what comes behind is still about as near as the first. Those count too.
const (
	crowdRank  = 5   // of a neighbour that is near beyond doubt
	crowdShare = .65 // of its nearness that marks a crowd; from .5 to .8 no labelled set moves by .003
)

// reach returns how many of a text's neighbours, nearest first, count.
func reach[N any](near []N, nearness func(N) float64) int {
	n := min(len(near), neighbourCount)
	for n < len(near) && nearness(near[n]) >= crowdShare*nearness(near[crowdRank-1]) {
		n++
	}
	return n
}
