package cluster

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

// docOf returns the terms of a text that holds each of them once.
func docOf(lang string, of ...term) doc {
	d := doc{lang: lang}
	var counts []counted
	for _, t := range of {
		counts = append(counts, counted{t, 1})
	}
	d.setCounts(counts)
	return d
}

func TestBackgroundIDF(t *testing.T) {
	const rare, common term = 1, 2
	b := Background{"en": {texts: 1000, count: map[term]int{common: 400}}}
	tests := []struct {
		name  string
		term  term
		df, n int
		p     float64 // that the term is expected with
	}{
		{"rare in the news, in few texts", rare, 2, 1000, rareShare},
		{"rare in the news, in half of the texts", rare, 50, 99, .25},
		{"rare in the news, in all texts", rare, 9, 9, .81},
		{"common in the news, in few texts", common, 2, 1000, .4},
		{"common in the news, in all texts", common, 9, 9, .81},
		{"in both of two texts", rare, 2, 2, 4. / 9},
		{"in the only text", rare, 1, 1, .25},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := math.Pow(-math.Log(test.p), idfPower)
			if got := b.idf(counted{term: test.term}, test.df, test.n, "en"); math.Abs(got-want) > 1e-9 || got <= 0 {
				t.Errorf("got %g, want %g", got, want)
			}
		})
	}
}

// TestWeigh: a weight is what it is without remembering, in every language.
func TestWeigh(t *testing.T) {
	docs := []doc{docOf("en", 1, 2, 3, 7|pairBit), docOf("en", 2, 3, 7|pairBit), docOf("de", 100, 101), docOf("de", 101, 102)}
	for i := range docs {
		for k := range docs[i].counts {
			docs[i].counts[k].count = float32(k+1) / 2
		}
	}
	docs[1].weights, docs[1].norm = []weight{1, 2, 3}, 4
	known := termsOfAll(docs)
	b := Background{"en": {texts: 1000, count: map[term]int{2: 400}}}
	weigh(docs, known, Options{Background: b, Workers: 2})
	for _, d := range []doc{docs[0], docs[2], docs[3]} {
		sum := 0.
		for k, c := range d.counts {
			want := frequency(c.count) * b.idf(c, known.holding(c.term, d.lang), known.texts(d.lang), d.lang)
			if got := float64(d.weights[k].value()); math.Abs(got-want) > want/4096 {
				t.Errorf("%s term %d weighs %g, want %g", d.lang, c.term, got, want)
			}
			sum += want * want
		}
		if math.Abs(d.norm-math.Sqrt(sum)) > d.norm/4096 {
			t.Errorf("norm is %g, want %g", d.norm, math.Sqrt(sum))
		}
	}
	if d := docs[1]; !slices.Equal(d.weights, []weight{1, 2, 3}) || d.norm != 4 {
		t.Errorf("a text that has weights is weighed again: %v, %g", d.weights, d.norm)
	}
}

// TestNewWeight: a weight is what it was to 12 binary digits, within its bounds.
func TestNewWeight(t *testing.T) {
	r := newRandom(8)
	for range 1000 {
		x := math.Exp2(-23 + 30.9*r.Float64())
		if got := float64(newWeight(x).value()); math.Abs(got-x) > x/4096 {
			t.Fatalf("%g has become %g", x, got)
		}
	}
	for _, test := range []struct {
		x    float64
		want float32
	}{{0, 0}, {1e-9, 0}, {1, 1}, {1.5, 1.5}, {1e9, newWeight(255.95).value()}} {
		if got := newWeight(test.x).value(); got != test.want {
			t.Errorf("%g has become %g, want %g", test.x, got, test.want)
		}
	}
}

// TestNewVectors: a digest has none.
func TestNewVectors(t *testing.T) {
	docs := []doc{docOf("", 10, 20), docOf("", 10, 20)}
	for i := range docs {
		docs[i].weights, docs[i].norm, docs[i].digest = []weight{2, 1}, 4, i == 1
	}
	for i, u := range newVectors(docs) {
		if want := []vector{{[]term{10, 20}, []weight{2, 1}, 4}, {nil, nil, 1}}[i]; !reflect.DeepEqual(u, want) {
			t.Errorf("vector %d is %v, want %v", i, u, want)
		}
	}
}

// TestNewVectorsOfTwo: what both of two texts hold has weight, though all texts hold it.
func TestNewVectorsOfTwo(t *testing.T) {
	v := weighed(docOf("en", 1, 2, 7), docOf("en", 2, 7, 9))
	cosine := v[0].dot(v[1]) / (v[0].norm * v[1].norm)
	if cosine <= 0 || cosine >= 1 {
		t.Errorf("cosine is %g, want it between 0 and 1", cosine)
	}
}

// TestNewVectorsByLanguage: the texts of another language do not make a term rarer.
func TestNewVectorsByLanguage(t *testing.T) {
	alone := weighed(docOf("de", 1, 2), docOf("de", 1, 2))
	docs := []doc{docOf("de", 1, 2), docOf("de", 1, 2)}
	for range 50 {
		docs = append(docs, docOf("en", 1000+term(len(docs))))
	}
	among := weighed(docs...)
	if alone[0].norm != among[0].norm {
		t.Errorf("norm is %g alone and %g among English texts", alone[0].norm, among[0].norm)
	}
}

// termsOfAll returns what docs say of terms.
func termsOfAll(docs []doc) Terms {
	all := census{}
	all.count(docs, 0, Options{Workers: 2})
	return Terms{all}
}

// weighed returns the vectors of docs, weighed among themselves.
func weighed(docs ...doc) []vector {
	weigh(docs, termsOfAll(docs), Options{Workers: 1})
	return newVectors(docs)
}

func TestVectorDot(t *testing.T) {
	of := func(terms []term, weights ...float64) vector {
		v := vector{terms: terms}
		for _, w := range weights {
			v.weights = append(v.weights, newWeight(w))
		}
		return v
	}
	u := of([]term{1, 4, 6}, 1, 2, 3)
	vectors := []vector{u, {}, of([]term{0, 5, 9}, 1, 1, 1), of([]term{4}, 5), of([]term{1, 2, 6, 8}, 2, 9, 2, 9)}
	m := newMeasure(vectors)
	m.lay(u)
	for i, test := range []struct {
		name string
		want float64
	}{{"itself", 14}, {"nothing", 0}, {"nothing in common", 0}, {"one term", 10}, {"two of four", 8}} {
		v := vectors[i]
		if got, back, laid := u.dot(v), v.dot(u), m.dot(&v); got != test.want || back != got || laid != got {
			t.Errorf("%s: got %g, backwards %g and laid out %g, want %g", test.name, got, back, laid, test.want)
		}
	}
}
