package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomMatrix returns a sparse matrix made of n subjects, of which the first are the heaviest: each row holds
// columns of one subject.
func randomMatrix(rows, columns, n int) matrix {
	random := rand.New(rand.NewPCG(7, 7))
	m := matrix{columns: columns}
	for range rows {
		subject := min(random.IntN(n), random.IntN(n))
		var r sparseRow
		for c := subject; c < columns; c += n {
			r.columns, r.values = append(r.columns, int32(c)), append(r.values, 1+.2*random.Float64())
		}
		m.rows = append(m.rows, r)
	}
	return m
}

// TestRightVectors shows what makes right singular vectors: they have length 1, cross at right angles and are
// turned into multiples of themselves by A'A, the largest first.
func TestRightVectors(t *testing.T) {
	m := randomMatrix(400, 90, 6)
	const n = 6
	vectors := m.rightVectors(n)
	squared := m.square(vectors)
	last := math.Inf(1)
	for i := range n {
		v := vectors.column(i)
		for j := range i + 1 {
			want := 0.
			if i == j {
				want = 1
			}
			if got := dot(v, vectors.column(j)); math.Abs(got-want) > 1e-9 {
				t.Errorf("vectors %d and %d have the product %g, want %g", i, j, got, want)
			}
		}
		w := squared.column(i)
		value := dot(v, w)
		addScaled(w, -value, v)
		if off := math.Sqrt(dot(w, w)); off > 1e-3*value {
			t.Errorf("vector %d of value %g is turned by %g", i, value, off)
		}
		if value > last {
			t.Errorf("value %d is %g, more than the %g before it", i, value, last)
		}
		last = value
	}
}

func TestRightVectorsAgain(t *testing.T) {
	m := randomMatrix(50, 30, 3)
	first, second := m.rightVectors(4), m.rightVectors(4)
	for i := range first.values {
		if first.values[i] != second.values[i] {
			t.Fatal("the same matrix has other vectors the second time")
		}
	}
}

// TestRightVectorsFew shows that a matrix of fewer directions than wanted has zeros for the rest.
func TestRightVectorsFew(t *testing.T) {
	m := matrix{columns: 3, rows: []sparseRow{
		{[]int32{0, 1}, []float64{3, 4}}, {[]int32{0, 1}, []float64{6, 8}}, {[]int32{2}, []float64{1}},
	}}
	vectors := m.rightVectors(5)
	want := [][]float64{{.6, .8, 0}, {0, 0, 1}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}}
	for i, w := range want {
		v := vectors.column(i)
		if i > 1 { // any direction that the matrix does not know will do, or none
			if s := m.square(vectors).column(i); math.Sqrt(dot(s, s)) > 1e-9 {
				t.Errorf("vector %d is %v, and the matrix knows it", i, v)
			}
			continue
		}
		for j := range w {
			if math.Abs(math.Abs(v[j])-w[j]) > 1e-9 {
				t.Errorf("vector %d is %v, want %v or its opposite", i, v, w)
				break
			}
		}
	}
	for _, empty := range []matrix{{}, {columns: 2}} {
		for _, x := range empty.rightVectors(2).values {
			if math.IsNaN(x) {
				t.Errorf("a matrix of %d columns without rows has a vector that is not a number", empty.columns)
			}
		}
	}
}

func TestShortened(t *testing.T) {
	if got := shortened([]float64{0, 16}); got[0] != 0 || got[1] != 4 {
		t.Errorf("got %v, want a quarter", got)
	}
	if got := shortened([]float64{0, 0}); got[0] != 0 || got[1] != 0 {
		t.Errorf("got %v of nothing", got)
	}
}
