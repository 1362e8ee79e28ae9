package cluster

import (
	"math"
	"testing"
)

func TestBagCosine(t *testing.T) {
	bagOf := func(terms []term, weights ...float64) bag { return bag{terms, weights, length(weights)} }
	b := bagOf([]term{1, 4, 6}, 1, 2, 2)
	for _, test := range []struct {
		name string
		o    bag
		want float64
	}{
		{"itself", b, 1},
		{"twice as heavy", bagOf([]term{1, 4, 6}, 2, 4, 4), 1},
		{"nothing in common", bagOf([]term{2, 5}, 1, 1), 0},
		{"empty", bag{}, 0},
		{"one term", bagOf([]term{4, 7}, 3, 4), 2. * 3 / (3 * 5)},
	} {
		if got, back := b.cosine(test.o), test.o.cosine(b); math.Abs(got-test.want) > 1e-12 || got != back {
			t.Errorf("%s: got %g and %g, want %g", test.name, got, back, test.want)
		}
	}
}

func TestBag(t *testing.T) {
	bags := newBagger(Terms{}, DefaultBackground())
	b := bags.bag("The ferry waited, and the ferries wait.", english)
	if len(b.terms) != 2 {
		t.Errorf("got %d terms, want those of ferry and wait: no pairs, no stop words, each once", len(b.terms))
	}
	if b := bags.bag("en route", english); len(b.terms) != 2 {
		t.Errorf("got %d terms of two words, the first of which is also the name of the language", len(b.terms))
	}
	if empty := bags.bag("the and of", english); empty.norm != 0 || empty.cosine(b) != 0 {
		t.Errorf("a bag of stop words is %+v", empty)
	}
}

func TestCentroid(t *testing.T) {
	a := bag{[]term{1, 2}, []float64{3, 4}, 5}
	b := bag{[]term{2, 3}, []float64{8, 6}, 10}
	c := centroid([]bag{a, b})
	if len(c.terms) != 3 || !near(c.weights[0], .6) || !near(c.weights[1], .8+.8) || !near(c.weights[2], .6) {
		t.Errorf("got %+v, want the sum of both, each of length 1", c)
	}
	if none := centroid(nil); none.norm != 0 || none.cosine(a) != 0 {
		t.Errorf("the centroid of nothing is %+v", none)
	}
}
