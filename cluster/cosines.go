package cluster

// Comparing a text exactly means to lay its weights out by term and to go through the terms of the other. That waits for
// memory, so it is done as seldom and as shortly as can be: of two texts that are offered to each other, one side
// is compared for both; of any two the shorter is gone through; and the texts that one is compared with come one after
// another, while its weights are laid out.

// asked is a cosine that is wanted.
type asked struct {
	with  int32
	place int32 // where it goes
}

// cosines returns the cosines of fresh texts with those that they were offered, one list after another.
func (c *comparison) cosines(index invertedIndex, fresh []int, offers [][]int32, opts Options) []float64 {
	lists, all := c.share(index, fresh, offers)
	cosines := make([]float64, len(all))
	opts.Progress = Progress{} // it was told of the look-up
	opts.each("cosines", len(fresh), func() func(int) {
		m := newMeasure(index)
		return func(k int) {
			i := int32(fresh[k])
			m.lay(index.whole.of(i))
			for _, a := range all[lists[i]:lists[i+1]] {
				cosines[a.place] = m.cosine(i, a.with)
			}
			m.clear(i, all[lists[i]:lists[i+1]])
		}
	})
	return cosines
}

// share says for each text with which others it is to be compared: a list of all, and where those of each text start.
func (c *comparison) share(index invertedIndex, fresh []int, offers [][]int32) (starts []int32, all []asked) {
	carrier := func(i, j int32) int32 { // of two texts, the fresh and longer one
		n, m := len(index.whole.of(i)), len(index.whole.of(j))
		if c.fresh[j] && (m > n || m == n && j < i) {
			return j
		}
		return i
	}
	starts = make([]int32, len(c.docs)+2) // by text, two places on; one place on when all is filled in
	total := int32(0)
	for k, i := range fresh {
		for _, j := range offers[k] {
			starts[carrier(int32(i), j)+2]++
			total++
		}
	}
	for i := 2; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	all, total = make([]asked, total), 0
	for k, i := range fresh {
		for _, j := range offers[k] {
			carries, with := int32(i), j
			if carrier(int32(i), j) == j {
				carries, with = j, int32(i)
			}
			all[starts[carries+1]] = asked{with, total}
			starts[carries+1]++
			total++
		}
	}
	return starts, all
}

// measure compares texts with one that is laid out; each goroutine has its own.
type measure struct {
	index invertedIndex
	dense []float32         // by term: its weight in the text laid out, else zero
	held  [heldWords]uint64 // a bit for each term that has a weight, and for some others by chance
	known []float64         // by text: its cosine with the one laid out, else zero
}

// heldWords makes for a table of 8 KB, which stays in the fastest memory: few of the terms of another text
// are asked for in dense, which does not.
const heldWords = 1 << 10

func newMeasure(index invertedIndex) *measure {
	return &measure{index: index, dense: make([]float32, len(index.filed.starts)), known: make([]float64, len(index.norms))}
}

// lay lays a text out.
func (m *measure) lay(text []posting) {
	for _, p := range text {
		m.dense[p.at] = p.weight
		m.held[p.at/64%heldWords] |= 1 << (p.at % 64)
	}
}

// clear takes text i away, which was compared with some others.
func (m *measure) clear(i int32, others []asked) {
	for _, p := range m.index.whole.of(i) {
		m.dense[p.at] = 0
	}
	for _, a := range others {
		m.known[a.with] = 0
	}
	m.held = [heldWords]uint64{}
}

// cosine returns the cosine of text j with text i, which is laid out. It is the same to the last bit when j is laid out
// instead.
func (m *measure) cosine(i, j int32) float64 {
	if m.known[j] == 0 {
		m.known[j] = m.dot(j) / (m.index.norms[i] * m.index.norms[j])
	}
	return m.known[j]
}

// dot returns the inner product of text j with the one laid out.
func (m *measure) dot(j int32) float64 {
	sum := 0.0
	for _, p := range m.index.whole.of(j) {
		if at := uint32(p.at); m.held[at/64%heldWords]&(1<<(at%64)) != 0 {
			sum += float64(m.dense[at]) * float64(p.weight)
		}
	}
	return sum
}
