package cluster

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// An inverted index of sampled shingles catches extracts: two shared samples make a candidate; the articles of a
// sample that stands in many are paired with the first few of them only, so that work stays linear and an
// extract of a text with a hundred reprints is still found. Texts too short for that give all their
// shingles, and shorter ones of three words. Of each its upper half is filed.
//
// What stands in a window is many times what is new, and is asked only for samples of the new. So it is gone through once, on all
// cores, past a table of these of two bits a place; the index is made of the few samples that are left.

const (
	sampleFrequent  = 64 // articles up to which all that share a sample are paired
	sampleAnchors   = 8  // of more articles, so many are paired with all others
	sharedSamples   = 2
	placesPerSample = 4 // of the table of meetings: one sample in four meets another by chance
)

// sampled is a record filed under a sampled shingle.
type sampled struct {
	shingle uint32
	record  int32
}

// askedSamples returns what visits, in order, the samples of records that may be those of a new one: of all when all are new. A
// table weeds out most that are none of theirs. What stands is gone through once: its samples are many, and lie far apart.
func askedSamples(records []*record, isNew newcomers, opts Options) func(visit func(i int32, s uint32)) {
	if isNew == nil {
		return func(visit func(i int32, s uint32)) { forEachSample(records, 0, visit) }
	}
	count := 0
	forEachNew(records, isNew, func(_ int32, _ uint32) { count++ })
	asked := newMeetings(count)
	forEachNew(records, isNew, func(_ int32, s uint32) { asked.add(s) })
	runs := slices.Collect(slices.Chunk(records, recordsInRun))
	found := make([][]sampled, len(runs))
	opts.Progress = Progress{} // it is told of the stage
	opts.each("", len(runs), func() func(int) {
		return func(run int) {
			forEachSample(runs[run], run*recordsInRun, func(i int32, s uint32) {
				if isNew.has(int(i)) || asked.once(s) {
					found[run] = append(found[run], sampled{s, i})
				}
			})
		}
	})
	return func(visit func(i int32, s uint32)) {
		for _, samples := range found {
			for _, s := range samples {
				visit(s.record, s.shingle)
			}
		}
	}
}

// recordsInRun is how many records are gone through at a time.
const recordsInRun = 1 << 10

// filedSamples returns those of the samples that each visits which stand in two records or more, by shingle and record. A
// table that remembers a few bits of each hash first weeds out most of the many others: sorting them would take most of the time.
func filedSamples(each func(visit func(i int32, s uint32))) []sampled {
	samples := 0
	each(func(int32, uint32) { samples++ })
	met := newMeetings(samples)
	each(func(_ int32, s uint32) { met.add(s) })
	filed := make([]sampled, 0, samples/2)
	each(func(i int32, s uint32) {
		if met.twice(s) {
			filed = append(filed, sampled{s, i})
		}
	})
	return inSeveral(sortSamples(filed))
}

// inSeveral drops the samples, sorted, that stand in one record.
func inSeveral(samples []sampled) []sampled {
	kept := samples[:0]
	for start, end := 0, 0; start < len(samples); start = end {
		for end = start + 1; end < len(samples) && samples[end].shingle == samples[start].shingle; end++ {
		}
		if end-start > 1 {
			kept = append(kept, samples[start:end]...)
		}
	}
	return kept
}

// meetings says of hashes whether they were met once or more often, in two bits for each place.
type meetings struct {
	words []uint64
	shift int // bits of a hash that don't count
}

func newMeetings(hashes int) meetings {
	places := max(1<<5, hashes*placesPerSample)
	return meetings{make([]uint64, 1<<(bits.Len(uint(places))-5)), 32 - bits.Len(uint(places))}
}

func (m *meetings) add(hash uint32) {
	place := hash >> m.shift
	word, at := &m.words[place>>5], place&31*2
	*word |= (*word>>at&1 + 1) << at // 0, 1, 2 or 3, 3: the second meeting sets the upper bit
}

func (m *meetings) once(hash uint32) bool {
	place := hash >> m.shift
	return m.words[place>>5]>>(place&31*2)&3 != 0
}

func (m *meetings) twice(hash uint32) bool {
	place := hash >> m.shift
	return m.words[place>>5]>>(place&31*2)&2 != 0
}

// largePile is the number of samples from which a pile is sorted by itself.
const largePile = 24

// sortSamples returns samples, which come by record, by shingle and record: each is put on the pile of its upper
// bits, and the few of a pile are sorted.
func sortSamples(samples []sampled) []sampled {
	shift := 32 - bits.Len(uint(len(samples)))
	next := make([]int32, 1<<(32-shift)+1)
	for _, s := range samples {
		next[s.shingle>>shift+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	sorted := make([]sampled, len(samples))
	for _, s := range samples {
		sorted[next[s.shingle>>shift]] = s
		next[s.shingle>>shift]++
	}
	start := int32(0)
	for _, end := range next[:len(next)-1] {
		sortPile(sorted[start:end])
		start = end
	}
	return sorted
}

func sortPile(pile []sampled) {
	if len(pile) > largePile {
		slices.SortFunc(pile, func(x, y sampled) int {
			return cmp.Or(cmp.Compare(x.shingle, y.shingle), cmp.Compare(x.record, y.record))
		})
		return
	}
	for i := 1; i < len(pile); i++ {
		for at := i; at > 0 && pile[at-1].shingle > pile[at].shingle; at-- {
			pile[at-1], pile[at] = pile[at], pile[at-1]
		}
	}
}

// forEachSample visits the samples of each record, the first of which is counted from there on. Short shingles, of fewer words, are
// told apart by their complement.
func forEachSample(records []*record, first int, visit func(record int32, shingle uint32)) {
	for i := range records {
		f := &records[i].fingerprint
		for _, s := range f.Samples {
			visit(int32(first+i), s)
		}
		if f.AllSamples() {
			for _, s := range f.Shingles {
				visit(int32(first+i), news.SampleOf(s))
			}
		}
		for _, s := range f.Short {
			visit(int32(first+i), news.SampleOf(^s))
		}
	}
}

// forEachNew visits the samples of each new record.
func forEachNew(records []*record, isNew newcomers, visit func(record int32, shingle uint32)) {
	for i := range records {
		if isNew[i] {
			forEachSample(records[i:i+1], i, visit)
		}
	}
}

// sampleCandidates adds pairs that share enough sampled shingles, of which one is new. Record by record, it counts what each
// one before it shares: the few that are anchors of a flood stay at hand, where counts by pair would not.
func sampleCandidates(records []*record, isNew newcomers, add func(i, j int), opts Options) {
	postings := filedSamples(askedSamples(records, isNew, opts))
	before := earlier(postings)
	shared := make([]uint8, len(records)) // with the record at hand
	var met []int32
	own := newLists(len(records), func(add func(record int, at int32)) {
		for at, p := range postings {
			add(int(p.record), int32(at))
		}
	})
	for j := range records {
		for _, at := range own.of(j) {
			for _, x := range postings[before[at].start:before[at].end] {
				if shared[x.record] == 0 {
					met = append(met, x.record)
				}
				if shared[x.record]++; shared[x.record] == sharedSamples && (isNew.has(j) || isNew.has(int(x.record))) {
					add(int(x.record), j)
				}
				shared[x.record] = min(shared[x.record], sharedSamples+1)
			}
		}
		for _, i := range met {
			shared[i] = 0
		}
		met = met[:0]
	}
}

// stretch is some postings.
type stretch struct{ start, end int32 }

// earlier returns for each posting those of its shingle that it is paired with: all before it, or the anchors of them.
func earlier(postings []sampled) []stretch {
	before := make([]stretch, len(postings))
	for start, end := 0, 0; start < len(postings); start = end {
		for end = start + 1; end < len(postings) && postings[end].shingle == postings[start].shingle; end++ {
		}
		anchors := end
		if end-start > sampleFrequent {
			anchors = start + sampleAnchors
		}
		for at := start; at < end; at++ {
			before[at] = stretch{int32(start), int32(min(at, anchors))}
		}
	}
	return before
}
