package cluster

// Comparing a text exactly means to lay its weights out by term and to go through the terms of the other. That waits for
// memory, so it is done as seldom and as shortly as can be: of two texts that are offered to each other, one side
// is compared for both; of any two the shorter is gone through; the texts that one is compared with come one after
// another, while its weights are laid out; and of the other text only those weights are looked at whose terms a small table
// does not rule out. score.go asks for these terms alone.

// asked is a cosine that is wanted.
type asked struct {
	with  int32
	place int32 // where it goes
}

// cosines returns the cosines of fresh texts with those that they were offered, one list after another.
func (c *comparison) cosines(fresh []int, offers [][]int32, opts Options) []float64 {
	lists, all := c.share(fresh, offers)
	cosines := make([]float64, len(all))
	opts.within(len(fresh), func() func(int) {
		m := newMeasure(c.vectors)
		return func(k int) {
			i := int32(fresh[k])
			others := all[lists[i]:lists[i+1]]
			for _, a := range others {
				m.fetch(a.with)
			}
			m.lay(c.vectors[i])
			for _, a := range others {
				cosines[a.place] = m.cosine(a.with)
			}
			m.clear()
			m.forget(others)
		}
	})
	return cosines
}

// share says for each text with which others it is to be compared: a list of all, and where those of each text start.
func (c *comparison) share(fresh []int, offers [][]int32) (starts []int32, all []asked) {
	carrier := func(i, j int32) int32 { // of two texts, the fresh and longer one
		n, m := len(c.vectors[i].terms), len(c.vectors[j].terms)
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
	vectors []vector
	laid    []laidTerm       // of the text laid out, in order
	norm    float64          // of it
	held    [heldTerms]int32 // by the last bits of a term: one more than the place of the last one laid out that has them
	known   []float64        // by text: its cosine with the one laid out, else zero
	fetched uint64           // sum of what was looked at ahead, so that no compiler leaves the looking out
	both    []int32          // room for the places of terms that may be in both texts, and for one more
}

// laidTerm is a term that is laid out.
type laidTerm struct {
	term   term
	weight float32
	before int32 // one more than the place of the last one before it that has the same last bits, 0 when there is none
}

// heldTerms makes for a table of 32 KB, which fits into the fastest memory of most processors: one term in thirty that it does not rule
// out is not in the text laid out.
const heldTerms = 1 << 13

func newMeasure(vectors []vector) *measure {
	longest := 0
	for _, u := range vectors {
		longest = max(longest, len(u.terms))
	}
	return &measure{vectors: vectors, known: make([]float64, len(vectors)), both: make([]int32, longest+1)}
}

// lay lays a text out.
func (m *measure) lay(u vector) {
	m.laid, m.norm = m.laid[:0], u.norm
	for k, t := range u.terms {
		last := &m.held[t%heldTerms]
		m.laid = append(m.laid, laidTerm{t, u.weights[k].value(), *last})
		*last = int32(len(m.laid))
	}
}

// find returns the place of a term in the text laid out, -1 when it is not in it.
func (m *measure) find(t term) int32 {
	next := m.held[t%heldTerms]
	for next > 0 && m.laid[next-1].term != t {
		next = m.laid[next-1].before
	}
	return next - 1
}

// fetch looks at every line of a vector's terms. When vectors are to be gone through one after another, all are fetched first: like
// this many are waited for at once, and then are in fast memory.
func (m *measure) fetch(j int32) {
	u := &m.vectors[j]
	for k := 0; k < len(u.terms); k += fetchTerms {
		m.fetched += uint64(u.terms[k]) + uint64(u.weights[k])
	}
}

// fetchTerms is how many terms are passed over each time: a line of a usual processor's memory, and half of one of weights.
const fetchTerms = 16

// release says that the term at a place of the text laid out need not be found any more. It still is when others have its last bits.
func (m *measure) release(place int32) {
	l := m.laid[place]
	if last := &m.held[l.term%heldTerms]; *last == place+1 && l.before == 0 {
		*last = 0
	}
}

// clear takes the text away that was laid out.
func (m *measure) clear() {
	for _, l := range m.laid {
		m.held[l.term%heldTerms] = 0
	}
}

// forget forgets the cosines of a text with others.
func (m *measure) forget(others []asked) {
	for _, a := range others {
		m.known[a.with] = 0
	}
}

// cosine returns the cosine of text j with the one laid out. It is the same to the last bit when j is laid out instead.
func (m *measure) cosine(j int32) float64 {
	if m.known[j] == 0 {
		m.known[j] = m.dot(&m.vectors[j]) / (m.norm * m.vectors[j].norm)
	}
	return m.known[j]
}

// dot returns the inner product of a vector with the one laid out.
func (m *measure) dot(u *vector) float64 {
	sum, terms, weights := 0.0, u.terms, u.weights
	for _, k := range m.shared(terms) {
		if place := m.find(terms[k]); place >= 0 {
			sum += float64(m.laid[place].weight) * float64(weights[k].value())
		}
	}
	return sum
}

// shared returns the places of those of some terms that the vector laid out may hold too, good until the next call. They
// are written down without a branch, which no processor could foresee. Pairs of words stand behind the words, and few are
// shared: of as many as pairsAtOnce it is asked first whether any may be.
func (m *measure) shared(terms []term) []int32 {
	both, n, k := m.both[:len(terms)+1], 0, 0
	for _, t := range terms {
		if t.isPair() {
			break
		}
		both[n] = int32(k)
		n += mayBe(m.held[t%heldTerms])
		k++
	}
	for ; k+pairsAtOnce <= len(terms); k += pairsAtOnce {
		if m.holdsAny((*[pairsAtOnce]term)(terms[k:])) {
			n = m.mayHold(terms[:k+pairsAtOnce], k, n)
		}
	}
	return both[:m.mayHold(terms, k, n)]
}

// mayBe returns 1 for what the table holds of a term that may be in the text laid out, else 0.
func mayBe(held int32) int { return int(uint32(-held) >> 31) }

// mayHold writes down, behind n others, the places from the k-th on of terms that the vector laid out may hold.
func (m *measure) mayHold(terms []term, k, n int) int {
	for ; k < len(terms); k++ {
		m.both[n] = int32(k)
		n += mayBe(m.held[terms[k]%heldTerms])
	}
	return n
}

const pairsAtOnce = 8

// holdsAny reports whether the vector laid out may hold one of some terms.
func (m *measure) holdsAny(t *[pairsAtOnce]term) bool {
	h := &m.held
	return h[t[0]%heldTerms]|h[t[1]%heldTerms]|h[t[2]%heldTerms]|h[t[3]%heldTerms]|
		h[t[4]%heldTerms]|h[t[5]%heldTerms]|h[t[6]%heldTerms]|h[t[7]%heldTerms] != 0
}
