package cluster

import (
	"math"
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
	words := newNumbering(docs)
	known := Terms{words: words.vocabulary, texts: textsByLanguage(docs)}
	b := Background{"en": {texts: 1000, count: map[term]int{2: 400}}}
	weigh(docs, words, known, b)
	for _, d := range []doc{docs[0], docs[2], docs[3]} {
		sum := 0.
		for k, c := range d.counts {
			want := frequency(c.count) * b.idf(c, known.words.texts(c.term), known.texts[d.lang], d.lang)
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

// TestNewVectors: ids rise, each with the weight of its term; a digest has none.
func TestNewVectors(t *testing.T) {
	docs := []doc{docOf("", 30, 20, 10), docOf("", 30, 20), docOf("", 30, 5), docOf("", 30, 20)}
	for i := range docs {
		docs[i].weights, docs[i].norm = []weight{newWeight(3), newWeight(2), newWeight(1)}[:len(docs[i].terms)], 4
	}
	docs[3].digest = true
	vectors := newVectors(docs, newNumbering(docs))
	for i, want := range []vector{
		{[]int32{0, 1}, []float32{3, 2}, 4}, {[]int32{0, 1}, []float32{3, 2}, 4}, {[]int32{0}, []float32{3}, 4}, {nil, nil, 1},
	} {
		if u := vectors[i]; !slices.Equal(u.ids, want.ids) || !slices.Equal(u.weights, want.weights) || u.norm != want.norm {
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
	if len(v[0].ids) != 2 || v[0].dot(v[0]) >= v[0].norm*v[0].norm {
		t.Errorf("vector %+v, want two shared terms, and a norm that counts the third too", v[0])
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

// weighed returns the vectors of docs, weighed among themselves.
func weighed(docs ...doc) []vector {
	words := newNumbering(docs)
	weigh(docs, words, Terms{words: words.vocabulary, texts: textsByLanguage(docs)}, Background{})
	return newVectors(docs, words)
}

func TestVectorDot(t *testing.T) {
	u := vector{ids: []int32{1, 4, 6}, weights: []float32{1, 2, 3}}
	for _, test := range []struct {
		name string
		v    vector
		want float64
	}{
		{"itself", u, 14},
		{"nothing", vector{}, 0},
		{"nothing in common", vector{ids: []int32{0, 5, 9}, weights: []float32{1, 1, 1}}, 0},
		{"one term", vector{ids: []int32{4}, weights: []float32{5}}, 10},
		{"two of four", vector{ids: []int32{1, 2, 6, 8}, weights: []float32{2, 9, 2, 9}}, 8},
	} {
		if got, back := u.dot(test.v), test.v.dot(u); got != test.want || back != got {
			t.Errorf("%s: got %g and %g, want %g", test.name, got, back, test.want)
		}
	}
}
