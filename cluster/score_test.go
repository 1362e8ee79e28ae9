package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestNewTime(t *testing.T) {
	const start = 20513. // days from the epoch to 1 March 2026
	tests := []struct {
		name string
		time news.Time
		want when
	}{
		{"minute", clock(2, 6, 0), when{days: start + 1.25, known: true}},
		{"middle of a day", date(2), when{days: start + 1.5, known: true}},
		{"middle of a month", news.Time{At: date(1).At, Precision: news.Month}, when{days: start + 15.5, known: true}},
		{"unknown", news.Time{}, when{}},
	}
	for _, test := range tests {
		if got := newTime(test.time); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestLead(t *testing.T) {
	a := told(english, "", "One two three.\nFour five six.")
	for _, test := range []struct {
		n    int
		want string
	}{{1, "One"}, {3, "One two three"}, {4, "One two three.\nFour"}, {60, "One two three.\nFour five six."}} {
		if got := lead(a, test.n); got != test.want {
			t.Errorf("lead of %d words is %q, want %q", test.n, got, test.want)
		}
	}
	if got := lead(told(english, "Title", ""), 5); got != "" {
		t.Errorf("lead of nothing is %q", got)
	}
}

func TestLocalNorms(t *testing.T) {
	// Four terms of weight 1, so that the whole norm is 2.
	whole := vector{terms: []term{0, 1, 2, 3}, weights: slices.Repeat([]weight{newWeight(1)}, 4), norm: 2}
	holds := func(terms ...term) vector { return vector{terms: terms, weights: make([]weight, len(terms)), norm: 1} }
	tests := []struct {
		name   string
		others []vector
		cosine float64
		want   float64
	}{
		{"no neighbours", nil, .2, tuned.LocalFloor * 2},
		{"a neighbour with nothing in common", []vector{holds(7)}, .2, tuned.LocalFloor * 2},
		{"a neighbour shares one term", []vector{holds(1)}, .2, 1},
		{"two share the same", []vector{holds(1), holds(1)}, .2, 1},
		{"two share different ones", []vector{holds(1), holds(2, 3)}, .2, math.Sqrt(3)},
		{"all are shared", []vector{holds(0, 1, 2, 3, 9)}, .2, 2},
		{"a rewrite does not count", []vector{holds(0, 1, 2, 3)}, tuned.RewriteCosine + .01, tuned.LocalFloor * 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			vectors := append([]vector{whole}, test.others...)
			nearest := make([][]neighbour, len(vectors))
			for i := range test.others {
				nearest[0] = append(nearest[0], neighbour{text: i + 1, cosine: test.cosine})
			}
			c := comparison{Tuning: tuned, vectors: vectors}
			norms := c.localNorms(nearest)
			norms.find([]int{0}, Options{Workers: 2})
			if got := norms.least(0); !near(got, test.want) {
				t.Errorf("got %g, want %g", got, test.want)
			}
		})
	}
}

// tuned is what everything is measured with.
var tuned = DefaultTuning()

// timed returns texts of given times.
func timed(times []when) []doc {
	docs := make([]doc, len(times))
	for i, w := range times {
		docs[i].when = w
	}
	return docs
}

func TestNewEdges(t *testing.T) {
	v := vector{terms: []term{0}, weights: []weight{newWeight(1)}, norm: 1}
	vectors := []vector{v, v, v}
	times := []when{{days: 0, known: true}, {days: 0, known: true}, {days: 40, known: true}}
	nearest := [][]neighbour{{{text: 1, cosine: .4}}, {{text: 0, cosine: .4}}, {{text: 0, cosine: .3}}}
	c := &comparison{Tuning: tuned, docs: timed(times), vectors: vectors, senses: newSenses(timed(times), nil)}
	edges := c.newEdges(pairsOf(nearest, func(a, b int) bool { return true }), nearest, Options{Workers: 2})
	if len(edges) != 2 {
		t.Fatalf("got %d edges, want one for each pair: %+v", len(edges), edges)
	}
	if e := edges[0]; e.a != 0 || e.b != 1 || !near(e.score, .4) {
		t.Errorf("got %+v, want 0–1 with .4", e)
	}
	if e := edges[1]; e.a != 0 || e.b != 2 || e.score >= .3 {
		t.Errorf("got %+v, want 0–2, and a score that the time lowers", e)
	}
}

// TestPairsOf: each pair is found once, from whichever side.
func TestPairsOf(t *testing.T) {
	to := func(texts ...int) (near []neighbour) {
		for _, t := range texts {
			near = append(near, neighbour{text: t})
		}
		return near
	}
	near := [][]neighbour{to(3, 1), to(0, 2), to(0), to(2, 0, 4), nil}
	pairs := pairsOf(near, func(a, b int) bool { return a+b != 5 })
	want := []nearPair{{a: 0, b: 3}, {a: 0, b: 1}, {a: 1, b: 2}, {a: 0, b: 2}, {a: 3, b: 4}}
	if !slices.Equal(pairs, want) {
		t.Errorf("got %v, want %v", pairs, want)
	}
}

// TestStrongEdges: they are the edges that reach a score, whichever texts are new.
func TestStrongEdges(t *testing.T) {
	const texts, least = 60, .3
	chance := rand.New(rand.NewPCG(1, 2))
	c := &comparison{Tuning: tuned, docs: make([]doc, texts)}
	for range texts {
		u := ofBytes(chanceBytes(chance, 40), 0)
		u.norm = math.Sqrt(u.dot(u))
		c.vectors = append(c.vectors, u)
	}
	c.senses = newSenses(c.docs, nil)
	near, anew := make([][]neighbour, texts), make([]bool, texts)
	for i := range texts {
		anew[i] = chance.IntN(2) == 0
		for range 8 {
			if j := chance.IntN(texts); j != i && !isNeighbour(near[i], j) {
				near[i] = append(near[i], neighbour{text: j, cosine: float64((i+j)%9) / 20})
			}
		}
	}
	pairs := func() []nearPair { return pairsOf(near, func(a, b int) bool { return anew[a] || anew[b] }) }
	want := slices.DeleteFunc(c.newEdges(pairs(), near, Options{Workers: 2}), func(e edge) bool { return e.score < least })
	c.norms = nil
	got := c.strongEdges(pairs(), near, anew, least, Options{Workers: 2})
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	fewer, anywhere := slices.Clone(near), *c // of the others the local norms are known
	fewer[0], fewer[1], anywhere.norms = near[0][:3], nil, nil
	after := c.newEdges(pairs(), fewer, Options{Workers: 2})
	if want := anywhere.newEdges(pairs(), fewer, Options{Workers: 2}); !slices.Equal(after, want) {
		t.Errorf("among fewer neighbours got %v, want %v", after, want)
	}
	if len(want) == 0 || len(want) == len(pairs()) {
		t.Errorf("%d of %d pairs reach the score: this tells nothing", len(want), len(pairs()))
	}
}

// chanceBytes returns n bytes.
func chanceBytes(chance *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(chance.IntN(256))
	}
	return b
}
