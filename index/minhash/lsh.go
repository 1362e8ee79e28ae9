package minhash

import (
	"iter"
	"math/bits"
)

// Candidates takes one band at a time, so that memory is that of one band: it hashes the rows of
// each signature to a key of 32 bits, sorts (key, position) by key, and finds the buckets, the
// signatures of equal key, side by side.
//
// A pair that agrees in several bands is yielded in the first one. No set of pairs is kept to know
// this: the signatures are at hand, so a look at the rows of the bands before tells. The same look
// drops pairs whose keys are equal by chance.
//
// Page remains and wire copy make buckets of thousands, and all pairs of a bucket of n are n²/2. So
// a bucket larger than the cap is capped: its first members, half the cap, are its anchors, and
// each member is paired with these only. Half the cap is what a member of the largest uncapped
// bucket is paired with on average, so the work for an article is bounded on average and the same
// on both sides of the cap. Copies of one text still come together through an anchor, and two
// members that are no anchors still meet in any other band in which their bucket is smaller. For
// this, each signature has a set of the bands in which it was capped: a pair with both in it was
// not yielded there.
//
// Where only some signatures are new, the others count in a band only if they may have a key that a new one has: a table
// of single bits weeds out nearly all that have not.

// Candidates yields the pairs (i, j), i < j, of signatures that agree in a band, and of which one at least is new, each once, in an
// order that depends on the signatures alone; nil is that all are new. Empty signatures agree with none. Buckets larger than
// bucketCap pair each member with the first bucketCap/2 members only (but at least one); 0 or less
// is no cap. Bands beyond the end of a signature are left out.
func Candidates(signatures []*Signature, isNew []bool, bands Bands, bucketCap int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		s := sweep{
			signatures: signatures,
			isNew:      isNew,
			rows:       bands.Rows,
			bucketCap:  bucketCap,
			capped:     make([]bandSet, len(signatures)),
			entries:    make([]uint64, 0, len(signatures)),
			spare:      make([]uint64, len(signatures)),
			next:       make([]uint32, 1<<bits.Len(uint(len(signatures)))+1),
		}
		if isNew != nil {
			s.file(bands.fitting())
		}
		for band := range bands.fitting() {
			if !s.band(band, yield) {
				return
			}
		}
	}
}

// sweep is one pass over all bands.
type sweep struct {
	signatures []*Signature
	isNew      []bool     // by position; nil when all are
	filed      [][]uint64 // by band: the entries that may meet a new one; nil when all are new
	rows       int
	bucketCap  int
	capped     []bandSet // by position: bands in which the signature is in a capped bucket and no anchor
	entries    []uint64  // of the current band: key in the upper half, position in the lower
	spare      []uint64  // for sorting
	next       []uint32  // the same
}

// band yields the new pairs of a band; it returns false when the consumer wants no more.
func (s *sweep) band(band int, yield func(int, int) bool) bool {
	s.fill(band)
	s.sort()
	for start := 0; start < len(s.entries); {
		end := start + 1
		for end < len(s.entries) && s.entries[end]>>32 == s.entries[start]>>32 {
			end++
		}
		if end-start > 1 && !s.bucket(s.entries[start:end], band, yield) {
			return false
		}
		start = end
	}
	return true
}

// fill sets the entries of a band that may meet a new one, in the order of positions.
func (s *sweep) fill(band int) {
	if s.isNew != nil {
		s.entries = append(s.entries[:0], s.filed[band]...)
		return
	}
	s.entries = s.entries[:0]
	for i := range s.signatures {
		if !s.signatures[i].Empty() {
			s.entries = append(s.entries, s.key(i, band)<<32|uint64(i))
		}
	}
}

// file finds the entries of every band that may meet a new one: each signature is looked at once, since those that are not
// new are many and lie far apart.
func (s *sweep) file(bands int) {
	s.filed = make([][]uint64, bands)
	held := make([]keySet, bands)
	for band := range held {
		held[band] = make(keySet, heldKeys/64)
	}
	s.eachKey(bands, true, func(i, band int, key uint64) { held[band].add(key) })
	s.eachKey(bands, false, func(i, band int, key uint64) {
		if held[band].has(key) {
			s.filed[band] = append(s.filed[band], key<<32|uint64(i))
		}
	})
}

// eachKey visits the keys of signatures, of all or of new ones only.
func (s *sweep) eachKey(bands int, onlyNew bool, visit func(i, band int, key uint64)) {
	for i := range s.signatures {
		if s.signatures[i].Empty() || onlyNew && !s.isNew[i] {
			continue
		}
		for band := range bands {
			visit(i, band, s.key(i, band))
		}
	}
}

// keySet is a set of keys by their last bits.
type keySet []uint64

// heldKeys makes for 64 KB a band: of 10,000 new signatures one key in fifty that is not ruled out is none of theirs.
const heldKeys = 1 << 19

func (k keySet) add(key uint64)      { k[key%heldKeys/64] |= 1 << (key % 64) }
func (k keySet) has(key uint64) bool { return k[key%heldKeys/64]>>(key%64)&1 == 1 }

// key returns the 32-bit hash of the rows of a band.
func (s *sweep) key(i, band int) uint64 {
	var h uint64
	for _, v := range s.signatures[i][band*s.rows : (band+1)*s.rows] {
		h = (h ^ uint64(v)) * fnvPrime
	}
	return mix(h) >> 32
}

// bucket yields the new pairs of a bucket; it returns false when the consumer wants no more.
func (s *sweep) bucket(bucket []uint64, band int, yield func(int, int) bool) bool {
	anchors := len(bucket)
	if s.bucketCap > 0 && len(bucket) > s.bucketCap {
		anchors = max(1, s.bucketCap/2)
		for _, e := range bucket[anchors:] {
			s.capped[position(e)].add(band)
		}
	}
	for x, e := range bucket[:anchors] {
		i := position(e)
		for _, f := range bucket[x+1:] {
			if j := position(f); s.isWanted(i, j) && s.fresh(i, j, band) && !yield(i, j) {
				return false
			}
		}
	}
	return true
}

// isWanted reports whether one of two is new.
func (s *sweep) isWanted(i, j int) bool { return s.isNew == nil || s.isNew[i] || s.isNew[j] }

// position returns the position of an entry's signature.
func position(entry uint64) int { return int(uint32(entry)) }

// fresh reports whether i and j agree in a band and were yielded in none before it.
func (s *sweep) fresh(i, j, band int) bool {
	if !s.agree(i, j, band) {
		return false
	}
	for b := range band {
		if s.agree(i, j, b) && !(s.capped[i].has(b) && s.capped[j].has(b)) {
			return false
		}
	}
	return true
}

// agree reports whether i and j have the same rows in a band.
func (s *sweep) agree(i, j, band int) bool {
	a, b := s.signatures[i], s.signatures[j]
	for row := band * s.rows; row < (band+1)*s.rows; row++ {
		if a[row] != b[row] {
			return false
		}
	}
	return true
}

// bandSet is a set of bands, of which a signature has Slots at the most.
type bandSet [Slots / 64]uint64

func (b *bandSet) add(band int)      { b[band/64] |= 1 << (band % 64) }
func (b *bandSet) has(band int) bool { return b[band/64]>>(band%64)&1 == 1 }

// sort sorts the entries by key, and leaves those of equal key in the order of positions, which are part of an entry.
func (s *sweep) sort() {
	if len(s.entries) < 2 {
		return
	}
	shift := 64 - bits.Len(uint(len(s.entries))) // keys are spread evenly: a pile holds one or two
	next := s.next[:1<<(64-shift)+1]
	clear(next)
	for _, e := range s.entries {
		next[e>>shift+1]++
	}
	largest := addUp(next)
	sorted := s.spare[:len(s.entries)]
	for _, e := range s.entries {
		sorted[next[e>>shift]] = e
		next[e>>shift]++
	}
	sortNearly(sorted, next[:len(next)-1], largest)
	s.entries, s.spare = sorted, s.entries
}
