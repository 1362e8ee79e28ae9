package cluster

// lists are some lists in one array, by number.
type lists[T any] struct {
	all    []T
	starts []int32 // of each list, and the end
}

// newLists makes n lists of what each adds to them, in this order; each is called twice and adds the same.
func newLists[T any](n int, each func(add func(list int, item T))) lists[T] {
	l := lists[T]{starts: make([]int32, n+2)} // two places on; one place on when all is filled in
	each(func(list int, _ T) { l.starts[list+2]++ })
	for i := 2; i < len(l.starts); i++ {
		l.starts[i] += l.starts[i-1]
	}
	l.all = make([]T, l.starts[n+1])
	each(func(list int, item T) {
		l.all[l.starts[list+1]] = item
		l.starts[list+1]++
	})
	return l
}

// of returns a list.
func (l lists[T]) of(i int) []T { return l.all[l.starts[i]:l.starts[i+1]] }
