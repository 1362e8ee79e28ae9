package cluster

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// singles returns n groups of one item each.
func singles(n int) [][]int {
	groups := make([][]int, n)
	for i := range groups {
		groups[i] = []int{i}
	}
	return groups
}

func TestAgglomerate(t *testing.T) {
	tests := []struct {
		name  string
		start [][]int
		edges []weighted
		want  [][]int
	}{
		{"nothing", nil, nil, nil},
		{"no edges", singles(3), nil, [][]int{{0}, {1}, {2}}},
		{"below the limit", singles(2), []weighted{{0, 1, .16}}, [][]int{{0}, {1}}},
		{"above it", singles(2), []weighted{{0, 1, .17}}, [][]int{{0, 1}}},
		{"two pairs with a weak bridge", singles(4), []weighted{{0, 1, .5}, {1, 2, .2}, {2, 3, .5}}, [][]int{{0, 1}, {2, 3}}},
		{"a chain of weak links does not hold together", singles(4), []weighted{{0, 1, .3}, {1, 2, .3}, {2, 3, .3}}, [][]int{{0, 1}, {2, 3}}},
		{"nor a long one", singles(6), []weighted{{0, 1, .2}, {1, 2, .2}, {2, 3, .2}, {3, 4, .2}, {4, 5, .2}}, [][]int{{0, 1}, {2, 3}, {4, 5}}},
		{"all linked with all do", singles(4), []weighted{{0, 1, .3}, {0, 2, .3}, {0, 3, .3}, {1, 2, .3}, {1, 3, .3}, {2, 3, .3}}, [][]int{{0, 1, 2, 3}}},
		{"strongest first", singles(3), []weighted{{0, 1, .3}, {1, 2, .31}}, [][]int{{0}, {1, 2}}},
		{"of equals the lowest first", singles(3), []weighted{{0, 1, .3}, {1, 2, .3}}, [][]int{{0, 1}, {2}}},
		{"a loose pair takes a third in", singles(3), []weighted{{0, 1, .3}, {0, 2, .18}, {1, 2, .18}}, [][]int{{0, 1, 2}}},
		{"a tight pair asks for more", singles(3), []weighted{{0, 1, 1}, {0, 2, .18}, {1, 2, .18}}, [][]int{{0, 1}, {2}}},
		{"groups from the start stay", [][]int{{0, 3}, {1}, {2}}, []weighted{{1, 2, .3}}, [][]int{{0, 3}, {1, 2}}},
		{"and take in others", [][]int{{0, 3}, {1}, {2}}, []weighted{{0, 3, .3}, {0, 1, .3}, {1, 3, .3}}, [][]int{{0, 3, 1}, {2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := 0
			for _, g := range test.start {
				n += len(g)
			}
			if got, _ := agglomerate(test.start, test.edges, mergeRule{.3, .56}, nil); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestAgglomerateCohesion: the same link that is too weak for reports will do for what is less alike when it tells one
// event.
func TestAgglomerateCohesion(t *testing.T) {
	edges := []weighted{{0, 1, .15}}
	for _, test := range []struct {
		prior  float64
		groups int
	}{{.3, 2}, {.2, 1}} {
		if got, _ := agglomerate(singles(2), edges, mergeRule{test.prior, .56}, nil); len(got) != test.groups {
			t.Errorf("with a prior of %g got %v, want %d groups", test.prior, got, test.groups)
		}
	}
}

func TestAgglomerateJoined(t *testing.T) {
	edges := []weighted{{0, 1, .6}, {0, 2, .3}, {1, 2, .3}}
	groups, joined := agglomerate(singles(4), edges, mergeRule{.3, .56}, nil)
	if want := [][]int{{0, 1, 2}, {3}}; !reflect.DeepEqual(groups, want) {
		t.Fatalf("got %v, want %v", groups, want)
	}
	if !near(joined[0], 2) || joined[1] != joined[0] {
		t.Errorf("the pair joined at %g and %g, want .6/.3", joined[0], joined[1])
	}
	if joined[2] <= .56 || joined[2] >= joined[0] {
		t.Errorf("the third joined at %g, want less than the pair and more than the limit", joined[2])
	}
	if joined[3] != 0 {
		t.Errorf("the one alone joined at %g", joined[3])
	}
}

func TestAgglomerateFits(t *testing.T) {
	const size = 3
	edges := complete(newRandom(1), 10)
	groups, _ := agglomerate(singles(10), edges, mergeRule{.3, .1}, func(a, b []int) bool { return len(a)+len(b) <= size })
	if len(groups) == 10 {
		t.Error("nothing was merged")
	}
	for _, g := range groups {
		if len(g) > size {
			t.Errorf("group %v does not fit", g)
		}
	}
}

// complete returns the edges of a complete graph with few different scores, so that many are equal.
func complete(r *rand.Rand, n int) []weighted {
	var edges []weighted
	for a := range n {
		for b := a + 1; b < n; b++ {
			edges = append(edges, weighted{a, b, float64(1+r.IntN(6)) / 8})
		}
	}
	return edges
}

// TestAgglomerateOrder: ties are settled by the items, never by the order of the edges, and each item
// ends up in one group.
func TestAgglomerateOrder(t *testing.T) {
	for seed := range uint64(50) {
		r := newRandom(seed)
		n := 2 + r.IntN(20)
		edges := slices.DeleteFunc(complete(r, n), func(weighted) bool { return r.IntN(3) == 0 })
		want, wantJoined := agglomerate(singles(n), edges, mergeRule{.3, .56}, nil)
		var items []int
		for _, g := range want {
			items = append(items, g...)
		}
		if slices.Sort(items); !slices.Equal(items, slices.Concat(singles(n)...)) {
			t.Fatalf("seed %d: groups %v do not hold each item once", seed, want)
		}
		for range 5 {
			r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
			got, joined := agglomerate(singles(n), edges, mergeRule{.3, .56}, nil)
			if !reflect.DeepEqual(got, want) || !slices.Equal(joined, wantJoined) {
				t.Fatalf("seed %d: got %v %v, want %v %v", seed, got, joined, want, wantJoined)
			}
		}
	}
}

// plainly agglomerates by working all linkages out anew for each merge.
func plainly(start [][]int, edges []weighted, rule mergeRule, fits func(a, b []int) bool) [][]int {
	n := len(slices.Concat(start...))
	score := make([][]float64, n)
	for i := range score {
		score[i] = make([]float64, n)
	}
	for _, e := range edges {
		score[e.a][e.b] += e.score
		score[e.b][e.a] += e.score
	}
	sum := func(a, b []int) (sum float64) {
		for _, i := range a {
			for _, j := range b {
				sum += score[i][j]
			}
		}
		return sum
	}
	cohesion := func(a []int) float64 {
		n := float64(len(a))
		return (sum(a, a)/2 + priorPairs*rule.prior) / (n*(n-1)/2 + priorPairs)
	}
	groups := slices.Clone(start)
	for {
		best, x, y := rule.limit, -1, -1
		for i, a := range groups {
			for j := i + 1; j < len(groups); j++ {
				b := groups[j]
				between := sum(a, b)
				r := between / float64(len(a)*len(b)) / math.Sqrt(cohesion(a)*cohesion(b))
				if between > 0 && (r > best || r == best && x < 0) && fits(a, b) {
					best, x, y = r, i, j
				}
			}
		}
		if x < 0 {
			return groups
		}
		groups[x] = slices.Concat(groups[x], groups[y])
		groups = slices.Delete(groups, y, y+1)
	}
}

// TestAgglomeratePlainly: the heap and the lists of what lies between groups find what trying all pairs finds. The scores
// are such that sums are exact.
func TestAgglomeratePlainly(t *testing.T) {
	for seed := range uint64(300) {
		r := newRandom(seed)
		n := 2 + r.IntN(24)
		keep := 1 + r.IntN(4)
		edges := slices.DeleteFunc(complete(r, n), func(weighted) bool { return r.IntN(4) >= keep })
		start := singles(n)
		for range r.IntN(3) {
			if k := r.IntN(len(start)); k > 0 {
				start[k-1] = append(start[k-1], start[k]...)
				start = slices.Delete(start, k, k+1)
			}
		}
		fits := func(a, b []int) bool { return len(a)+len(b) <= 4+int(seed%8) }
		rule := mergeRule{.25, .56}
		want := plainly(start, edges, rule, fits)
		if got, _ := agglomerate(start, edges, rule, fits); !reflect.DeepEqual(sortedEach(got), sortedEach(want)) {
			t.Fatalf("seed %d: got %v, want %v", seed, got, want)
		}
	}
}

func sortedEach(groups [][]int) [][]int {
	for _, g := range groups {
		slices.Sort(g)
	}
	return groups
}

// BenchmarkAgglomerate merges groups of eight among 4,000 items with 30 edges each, most of them weak.
func BenchmarkAgglomerate(b *testing.B) {
	r, n := newRandom(1), 4000
	var edges []weighted
	for i := range n {
		for range 15 {
			if j := r.IntN(n); j != i {
				edges = append(edges, weighted{min(i, j), max(i, j), .05 * r.Float64()})
			}
		}
		for j := i + 1; j < (i/8+1)*8; j++ {
			edges = append(edges, weighted{i, j, .2 + .4*r.Float64()})
		}
	}
	for b.Loop() {
		agglomerate(singles(n), edges, mergeRule{.3, .57}, nil)
	}
}
