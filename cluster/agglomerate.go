package cluster

import (
	"cmp"
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
// to it. A group has a list of its connections to others. A merge makes one list of two; those of the others go on
// naming groups that are gone, and are put right when their own turn comes (union by name: Tarjan, "Efficiency
// of a Good But Not Linear Set Union Algorithm", JACM 1975). Work is O(E log E) for E edges while no group is next
// to most others.

const priorPairs = 10

// linkage is an entry of the heap.
type linkage struct {
	value  float64
	across float64 // sum of scores between the groups
	a, b   int32   // groups, by lowest member; a before b
	stamp  int32   // sum of the groups' versions when it was worked out
}

// before reports whether a linkage goes before another: the larger one, then that of the lower groups.
func (l *linkage) before(o *linkage) bool {
	if l.value != o.value {
		return l.value > o.value
	}
	return cmp.Or(cmp.Compare(l.a, o.a), cmp.Compare(l.b, o.b)) < 0
}

// linkageHeap is a binary heap, the linkage that goes first on top: container/heap without its call for each
// comparison and its allocation for each entry.
type linkageHeap []linkage

func (h *linkageHeap) push(l linkage) {
	*h = append(*h, l)
	s := *h
	i := len(s) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if !l.before(&s[parent]) {
			break
		}
		s[i] = s[parent]
		i = parent
	}
	s[i] = l
}

func (h *linkageHeap) pop() linkage {
	s := *h
	top, last := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*h = s
	if len(s) == 0 {
		return top
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= len(s) {
			break
		}
		if child+1 < len(s) && s[child+1].before(&s[child]) {
			child++
		}
		if !s[child].before(&last) {
			break
		}
		s[i] = s[child]
		i = child
	}
	s[i] = last
	return top
}

// connection is the sum of scores to a group, by a name that it has or had.
type connection struct {
	group int32
	score float64
}

// agglomeration is the state of the merging. Groups are named by their lowest member.
type agglomeration struct {
	of      []int32 // by item, and by name of a group that is gone: the group it is in, or one that has gone into it
	members [][]int
	within  []float64      // sum of scores of the group's own pairs
	across  [][]connection // to the groups with an edge to this one; to some in parts, made before they were one
	version []int32
	heap    linkageHeap
	joined  []float64 // by item: the linkage of its first merge
	rule    mergeRule
	place   []int32 // by group: one more than its place in the list being made, 0 between lists
}

// mergeRule says which groups merge: the cohesion that an item on its own is taken to have, and the least linkage.
type mergeRule struct{ prior, limit float64 }

// weighted is an edge with the score that counts.
type weighted struct {
	a, b  int
	score float64
}

// agglomerate merges groups of items along edges until no linkage reaches the limit. Each group of
// start begins with its lowest item, and edges are between their items; fits, unless nil, says
// whether two groups may be merged at all. It returns the groups in order of their lowest item, and by
// item the linkage at which it first merged when it was a group of its own, else 0.
func agglomerate(start [][]int, edges []weighted, rule mergeRule, fits func(a, b []int) bool) (groups [][]int, joined []float64) {
	g := newAgglomeration(start, rule)
	g.connect(edges)
	for len(g.heap) > 0 {
		top := g.heap.pop()
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

func newAgglomeration(start [][]int, rule mergeRule) *agglomeration {
	n := 0
	for _, members := range start {
		n = max(n, slices.Max(members)+1)
	}
	g := &agglomeration{
		of: make([]int32, n), members: make([][]int, n), within: make([]float64, n),
		across: make([][]connection, n), version: make([]int32, n), joined: make([]float64, n), rule: rule, place: make([]int32, n),
	}
	for _, members := range start {
		name := members[0]
		g.members[name] = slices.Clone(members)
		for _, i := range members {
			g.of[i] = int32(name)
		}
	}
	return g
}

// find returns the group that an item or a former group is in.
func (g *agglomeration) find(name int32) int32 {
	for g.of[name] != name {
		g.of[name] = g.of[g.of[name]]
		name = g.of[name]
	}
	return name
}

// connect adds the scores of edges to the groups they lie within or between.
func (g *agglomeration) connect(edges []weighted) {
	degree := make([]int, len(g.across))
	for _, e := range edges {
		degree[g.of[e.a]]++
		degree[g.of[e.b]]++
	}
	for a, n := range degree {
		g.across[a] = make([]connection, 0, n)
	}
	for _, e := range edges {
		a, b := g.of[e.a], g.of[e.b]
		if a == b {
			g.within[a] += e.score
			continue
		}
		g.across[a] = append(g.across[a], connection{b, e.score})
		g.across[b] = append(g.across[b], connection{a, e.score})
	}
	for a := range g.across {
		g.across[a] = g.united(int32(a), g.across[a])
		for _, s := range g.across[a] {
			if int32(a) < s.group {
				g.push(int32(a), s) // the heap's order does not depend on the order of pushing
			}
		}
	}
}

// united turns connections of a group that were made at different times, some to groups that are now one, into one for
// each other group there is. The list is used up.
func (g *agglomeration) united(group int32, list []connection) []connection {
	united := list[:0]
	for _, s := range list {
		s.group = g.find(s.group)
		switch at := g.place[s.group]; {
		case s.group == group:
		case at > 0:
			united[at-1].score += s.score
		default:
			united = append(united, s)
			g.place[s.group] = int32(len(united))
		}
	}
	for _, s := range united {
		g.place[s.group] = 0
	}
	return united
}

// cohesion returns m of a group.
func (g *agglomeration) cohesion(a int32) float64 {
	n := float64(len(g.members[a]))
	return (g.within[a] + priorPairs*g.rule.prior) / (n*(n-1)/2 + priorPairs)
}

// push puts the linkage of a group and another one into the heap, if it reaches the limit.
func (g *agglomeration) push(a int32, to connection) {
	a, b := min(a, to.group), max(a, to.group)
	mean := to.score / float64(len(g.members[a])*len(g.members[b]))
	r := mean / math.Sqrt(g.cohesion(a)*g.cohesion(b))
	if r >= g.rule.limit {
		g.heap.push(linkage{r, to.score, a, b, g.version[a] + g.version[b]})
	}
}

// merge makes one group of two, under the lower name.
func (g *agglomeration) merge(l linkage) {
	a, b := l.a, l.b
	g.note(l, a)
	g.note(l, b)
	g.of[b] = a
	g.within[a] += g.within[b] + l.across
	g.members[a] = append(g.members[a], g.members[b]...)
	g.version[a]++
	g.across[a] = g.united(a, append(g.across[a], g.across[b]...))
	g.members[b], g.across[b] = nil, nil
	for _, s := range g.across[a] {
		g.push(a, s)
	}
}

// note records the first merge of a single item.
func (g *agglomeration) note(l linkage, group int32) {
	if len(g.members[group]) == 1 && g.joined[group] == 0 {
		g.joined[group] = l.value
	}
}
