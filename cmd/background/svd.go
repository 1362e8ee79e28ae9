package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// The right singular vectors of a large sparse matrix A are found by randomised subspace iteration (Halko, Martinsson
// & Tropp 2011, "Finding structure with randomness", algorithms 4.4 and 5.1): a few random columns X, a little more
// than wanted, are multiplied by A'A a few times and made orthogonal after each; they then span nearly the space of
// the foremost singular vectors. Within it these are the eigenvectors of the small matrix (AX)'(AX), found by
// Jacobi's rotations (Golub & Van Loan 2013, section 8.5). The random columns are seeded.

const (
	spareVectors = 10 // beyond those wanted: the last ones of a subspace are the least exact
	passes       = 5
	sweeps       = 60 // of rotations at most; a dozen is usual
	converged    = 1e-18
)

// sparseRow is the numbers of a row that are not zero.
type sparseRow struct {
	columns []int32
	values  []float64
}

// matrix is a sparse matrix.
type matrix struct {
	rows    []sparseRow
	columns int
}

// dense is a matrix by rows.
type dense struct {
	values  []float64
	columns int
}

func newDense(rows, columns int) dense { return dense{make([]float64, rows*columns), columns} }

func (d dense) row(i int) []float64 { return d.values[i*d.columns : (i+1)*d.columns] }

// column returns a copy of a column.
func (d dense) column(j int) []float64 {
	c := make([]float64, 0, len(d.values)/d.columns)
	for i := j; i < len(d.values); i += d.columns {
		c = append(c, d.values[i])
	}
	return c
}

func (d dense) setColumn(j int, c []float64) {
	for i, x := range c {
		d.values[i*d.columns+j] = x
	}
}

// rightVectors returns the n foremost right singular vectors as columns, zeros where the matrix has fewer.
func (m matrix) rightVectors(n int) dense {
	x := newDense(m.columns, n+spareVectors)
	random := rand.New(rand.NewPCG(1, 1))
	for i := range x.values {
		x.values[i] = random.NormFloat64()
	}
	x.orthogonalise()
	for range passes {
		x = m.square(x)
		x.orthogonalise()
	}
	return x.times(foremost(m.gram(x), n))
}

// product returns the product of a row and x.
func (r sparseRow) product(x dense) []float64 {
	y := make([]float64, x.columns)
	for i, c := range r.columns {
		addScaled(y, r.values[i], x.row(int(c)))
	}
	return y
}

// square returns A'Ax.
func (m matrix) square(x dense) dense {
	z := newDense(m.columns, x.columns)
	for _, r := range m.rows {
		y := r.product(x)
		for i, c := range r.columns {
			addScaled(z.row(int(c)), r.values[i], y)
		}
	}
	return z
}

// gram returns (Ax)'(Ax).
func (m matrix) gram(x dense) dense {
	g := newDense(x.columns, x.columns)
	for _, r := range m.rows {
		y := r.product(x)
		for i, v := range y {
			addScaled(g.row(i), v, y)
		}
	}
	return g
}

// orthogonalise makes the columns orthogonal and of length 1 by Gram and Schmidt, twice for what rounding leaves. A
// column that depends on those before it becomes zero.
func (d dense) orthogonalise() {
	var done [][]float64
	for j := range d.columns {
		c := d.column(j)
		before := math.Sqrt(dot(c, c))
		for range 2 {
			for _, other := range done {
				addScaled(c, -dot(c, other), other)
			}
		}
		length := math.Sqrt(dot(c, c))
		if length <= before*1e-12 {
			d.setColumn(j, make([]float64, len(c)))
			continue
		}
		for i := range c {
			c[i] /= length
		}
		d.setColumn(j, c)
		done = append(done, c)
	}
}

// times returns the product of two dense matrices.
func (d dense) times(e dense) dense {
	rows := len(d.values) / d.columns
	p := newDense(rows, e.columns)
	for i := range rows {
		for j, x := range d.row(i) {
			addScaled(p.row(i), x, e.row(j))
		}
	}
	return p
}

// foremost returns the eigenvectors of the n largest eigenvalues of a symmetric matrix as columns, largest first,
// and destroys the matrix.
func foremost(a dense, n int) dense {
	vectors := newDense(a.columns, a.columns)
	for i := range a.columns {
		vectors.row(i)[i] = 1
	}
	for range sweeps {
		if !a.sweep(vectors) {
			break
		}
	}
	order := make([]int, a.columns)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(a.row(i)[i], a.row(j)[j]) })
	sorted := newDense(a.columns, n)
	for j := range n {
		sorted.setColumn(j, vectors.column(order[j]))
	}
	return sorted
}

// sweep rotates every pair of axes of a symmetric matrix once, and reports whether there was anything to do.
func (d dense) sweep(vectors dense) bool {
	off, all := 0.0, dot(d.values, d.values)
	for p := range d.columns {
		for q := p + 1; q < d.columns; q++ {
			off += d.row(p)[q] * d.row(p)[q]
			d.rotate(vectors, p, q)
		}
	}
	return off > converged*all
}

// rotate turns axes p and q so that nothing stands where they cross.
func (d dense) rotate(vectors dense, p, q int) {
	cross := d.row(p)[q]
	if cross == 0 {
		return
	}
	theta := (d.row(q)[q] - d.row(p)[p]) / (2 * cross)
	tangent := math.Copysign(1/(math.Abs(theta)+math.Sqrt(theta*theta+1)), theta)
	cosine := 1 / math.Sqrt(tangent*tangent+1)
	sine := tangent * cosine
	turn := func(x, y *float64) { *x, *y = cosine**x-sine**y, sine**x+cosine**y }
	for i := range d.columns {
		turn(&d.row(i)[p], &d.row(i)[q])
		turn(&vectors.row(i)[p], &vectors.row(i)[q])
	}
	for i := range d.columns {
		turn(&d.row(p)[i], &d.row(q)[i])
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// addScaled adds a multiple of b to a.
func addScaled(a []float64, factor float64, b []float64) {
	for i, x := range b {
		a[i] += factor * x
	}
}
