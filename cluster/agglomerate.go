package cluster

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// Groups are merged from the bottom up. The linkage of two groups is the mean score over all pairs
// across, divided by the geometric mean of their cohesions,
//
//	r(A, B) = mean S(a, b) / sqrt(m(A) m(B))
//
// where the cohesion m of a group is the mean score of its own pairs, drawn towards a prior by ten
// pairs' worth: two groups merge when what lies between them is about as close as what lies within
// them. A loose story accepts looser reports, a tight one does not. The largest linkage goes first,
// until none reaches the threshold. Pairs that are not neighbours count as zero, so groups don't chain.
//
// Only pairs of groups with an edge between them are looked at, in a heap with stale entries: each
// merge replaces the linkages of the two groups by those of their union, one for each group that has an edge
// to it. Work is O(E log E) for E edges while no group is next to most others.

const priorPairs = 10

// linkage is an entry of the heap.
type linkage struct {
	value float64
	a, b  int // groups, by lowest member; a before b
	stamp int // sum of the groups' versions when it was worked out
}

type linkageHeap []linkage

func (h linkageHeap) Len() int      { return len(h) }
func (h linkageHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h linkageHeap) Less(i, j int) bool {
	return cmp.Or(-cmp.Compare(h[i].value, h[j].value), cmp.Compare(h[i].a, h[j].a), cmp.Compare(h[i].b, h[j].b)) < 0
}
func (h *linkageHeap) Push(x any) { *h = append(*h, x.(linkage)) }
func (h *linkageHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// agglomeration is the state of the merging. Groups are named by their lowest member.
type agglomeration struct {
	of      []int // by item: its group at the start
	members [][]int
	within  []float64         // sum of scores of the group's own pairs
	prior   []float64         // sum of the members' priors
	across  []map[int]float64 // sum of scores to each group with an edge to this one
	version []int
	heap    linkageHeap
	joined  []float64 // by item: the linkage of its first merge
	limit   float64
}

// weighted is an edge with the score that counts.
type weighted struct {
	a, b  int
	score float64
}

// agglomerate merges groups of items along edges until no linkage reaches the limit. Each group of
// start begins with its lowest item; priors are the cohesions of single items; fits, unless nil, says
// whether two groups may be merged at all. It returns the groups in order of their lowest item, and by
// item the linkage at which it first merged when it was a group of its own, else 0.
func agglomerate(start [][]int, priors []float64, edges []weighted, limit float64, fits func(a, b []int) bool) (groups [][]int, joined []float64) {
	g := newAgglomeration(start, priors, limit)
	g.connect(edges)
	for len(g.heap) > 0 {
		top := heap.Pop(&g.heap).(linkage)
		if g.members[top.a] == nil || g.members[top.b] == nil || top.stamp != g.version[top.a]+g.version[top.b] {
			continue
		}
		if fits == nil || fits(g.members[top.a], g.members[top.b]) {
			g.merge(top)
		}
	}
	for _, m := range g.members {
		if m != nil {
			groups = append(groups, m)
		}
	}
	return groups, g.joined
}

func newAgglomeration(start [][]int, priors []float64, limit float64) *agglomeration {
	n := len(priors)
	g := &agglomeration{
		of: make([]int, n), members: make([][]int, n), within: make([]float64, n), prior: make([]float64, n),
		across: make([]map[int]float64, n), version: make([]int, n), joined: make([]float64, n), limit: limit,
	}
	for _, members := range start {
		name := members[0]
		g.members[name] = slices.Clone(members)
		g.across[name] = map[int]float64{}
		for _, i := range members {
			g.of[i] = name
			g.prior[name] += priors[i]
		}
	}
	return g
}

// connect adds the scores of edges to the groups they lie within or between.
func (g *agglomeration) connect(edges []weighted) {
	for _, e := range edges {
		a, b := g.of[e.a], g.of[e.b]
		if a == b {
			g.within[a] += e.score
			continue
		}
		g.across[a][b] += e.score
		g.across[b][a] += e.score
	}
	for a := range g.across {
		for b := range g.across[a] {
			if a < b {
				g.push(a, b) // the heap's order does not depend on the order of pushing
			}
		}
	}
}

// cohesion returns m of a group.
func (g *agglomeration) cohesion(a int) float64 {
	n := float64(len(g.members[a]))
	return (g.within[a] + priorPairs*g.prior[a]/n) / (n*(n-1)/2 + priorPairs)
}

func (g *agglomeration) push(a, b int) {
	a, b = min(a, b), max(a, b)
	mean := g.across[a][b] / float64(len(g.members[a])*len(g.members[b]))
	r := mean / math.Sqrt(g.cohesion(a)*g.cohesion(b))
	if r >= g.limit {
		heap.Push(&g.heap, linkage{r, a, b, g.version[a] + g.version[b]})
	}
}

// merge makes one group of two, under the lower name.
func (g *agglomeration) merge(l linkage) {
	a, b := l.a, l.b
	g.note(l, a)
	g.note(l, b)
	g.within[a] += g.within[b] + g.across[a][b]
	g.prior[a] += g.prior[b]
	g.members[a] = append(g.members[a], g.members[b]...)
	g.members[b] = nil
	g.version[a]++
	g.version[b]++
	for c, sum := range g.across[b] {
		delete(g.across[c], b)
		if c != a {
			g.across[a][c] += sum
			g.across[c][a] += sum
		}
	}
	g.across[b] = nil
	for c := range g.across[a] {
		g.push(a, c)
	}
}

// note records the first merge of a single item.
func (g *agglomeration) note(l linkage, group int) {
	if len(g.members[group]) == 1 && g.joined[group] == 0 {
		g.joined[group] = l.value
	}
}
