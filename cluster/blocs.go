package cluster

import (
	"cmp"
	"slices"
)

// A rewrite that is too free to be a copy is still no second voice when stories are made: like a copy
// it would fill the neighbours of its fellows. Texts that are nearly alike in their terms, at about
// the same time, therefore form a bloc that goes as one, represented by its longest text.

// blocs partitions texts.
type blocs struct {
	of      []int         // by text: the text that stands for it
	members map[int][]int // by that text, in order
}

func findBlocs(c comparison) blocs {
	alike := make([][]linked, len(c.docs))
	for i := range c.near {
		for _, n := range c.near[i] {
			if c.alike(i, n) {
				alike[i] = append(alike[i], linked{n.text, n.cosine})
				if !isNeighbour(c.near[n.text], i) {
					alike[n.text] = append(alike[n.text], linked{i, n.cosine})
				}
			}
		}
	}
	chosen := representatives(alike)
	groups := map[int][]int{}
	for i := range c.docs {
		r := closest(i, alike[i], chosen)
		groups[r] = append(groups[r], i)
	}
	b := blocs{of: make([]int, len(c.docs)), members: map[int][]int{}}
	for _, members := range groups {
		longest := slices.MaxFunc(members, func(i, j int) int {
			return cmp.Or(cmp.Compare(c.docs[i].terms.total, c.docs[j].terms.total), -cmp.Compare(i, j))
		})
		b.members[longest] = members
		for _, i := range members {
			b.of[i] = longest
		}
	}
	return b
}

// alike reports whether a text and a neighbour of it count as one.
func (c comparison) alike(i int, n neighbour) bool {
	a, b := c.docs[i].when, c.docs[n.text].when
	sameTime := !a.known || !b.known || max(a.days-b.days, b.days-a.days) <= sameMaxDays
	return n.cosine >= sameCosine && sameTime && weekdayFactor(a, b) >= 1
}

// nearest returns the neighbours of the texts that stand for their blocs, among themselves.
func (c comparison) nearest() [][]neighbour {
	near := make([][]neighbour, len(c.near))
	for i := range c.near {
		if c.blocs.of[i] != i {
			continue
		}
		for _, n := range c.near[i] {
			if c.blocs.of[n.text] == n.text && len(near[i]) < neighbourCount {
				near[i] = append(near[i], n)
			}
		}
	}
	return near
}
