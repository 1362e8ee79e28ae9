package cluster

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// What a story is about is said by its heaviest words: the sum of its texts' weighted words, each text
// divided by its length so that the longest does not decide, as far as notes are taken of them (notes.go), and of that sum the
// thirty words of most weight. It is the centroid of the story, cut short (Schütze and Silverstein, "Projections for Efficient
// Document Clustering", SIGIR 1997). It is small enough to be kept for every story there ever was, and its
// few heaviest words find it again in a search index when its texts are long gone from memory.
//
// A word weighs tf x idf as in weights.go, with two changes, for another question is asked: not which of
// two events that look alike a text tells of, but what runs through both. Pairs of words are left out: they
// tell events apart, and what continues is told by other pairs. And where a language has a background table
// it alone says what is rare, not the batch: the names that a war's every report holds weigh nothing among
// these reports, and are what makes them one storyline. So a profile is the same in whatever company its
// story was found, and those of different years compare.
//
// Encoded, a profile is a version byte and, for each word in rising order of its hash, the four bytes of the hash and the
// four of its weight as a float32, big-endian. In version 1 the hash had eight bytes: the upper half of it is today's,
// with a bit more.

const (
	profileTerms   = 30
	profileVersion = 2
	profileEntry   = 4 + 4 // bytes of a term
	wideEntry      = 8 + 4 // and in version 1
)

// Profile is what stands for a story when storylines are looked for: its heaviest terms. The zero value,
// a profile without terms, is like no other.
type Profile struct {
	terms []weightedTerm // rising
}

// weightedTerm is a term with its share in a profile: the squares of all add up to one.
type weightedTerm struct {
	term   term
	weight float32
}

// profileSum is the summed words of a story's texts.
type profileSum struct {
	places *termTable // of terms, + 1
	terms  []term
	sums   []float64
}

func newProfileSum() *profileSum { return &profileSum{places: newTermTable(notedWords)} }

// add adds the words of a text, divided by a length.
func (s *profileSum) add(words vector, length float64) {
	for k, t := range words.terms {
		slot := s.places.at(t)
		if slot.n == 0 {
			s.terms, s.sums = append(s.terms, t), append(s.sums, 0)
			slot.n = int32(len(s.terms))
		}
		s.sums[slot.n-1] += words.weight(k) / length
	}
}

// dot returns the inner product of the sum and the words of a text that was added.
func (s *profileSum) dot(words vector) float64 {
	sum := 0.0
	for k, t := range words.terms {
		sum += s.sums[s.places.find(t)-1] * words.weight(k)
	}
	return sum
}

// profile returns the heaviest words of the sum.
func (s *profileSum) profile() Profile {
	p := Profile{make([]weightedTerm, len(s.terms))}
	for k, t := range s.terms {
		p.terms[k] = weightedTerm{t, float32(s.sums[k])}
	}
	p.terms = p.heaviest(profileTerms)
	slices.SortFunc(p.terms, func(a, b weightedTerm) int { return cmp.Compare(a.term, b.term) })
	norm := math.Sqrt(p.dot(p))
	for i := range p.terms {
		p.terms[i].weight = float32(float64(p.terms[i].weight) / norm)
	}
	return p
}

// heavier orders terms by weight, heaviest first.
func heavier(a, b weightedTerm) int {
	return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.term, b.term))
}

// heaviest returns the n terms of most weight, heaviest first.
func (p Profile) heaviest(n int) []weightedTerm {
	sorted := slices.Clone(p.terms)
	slices.SortFunc(sorted, heavier)
	return sorted[:min(len(sorted), n)]
}

// Terms returns the n heaviest terms, heaviest first, each as a keyword of letters and digits for a search
// index: all that it has when they are fewer.
func (p Profile) Terms(n int) []string {
	var keywords []string
	for _, t := range p.heaviest(n) {
		keywords = append(keywords, strconv.FormatUint(uint64(t.term), 36))
	}
	return keywords
}

// dot returns the inner product of two profiles.
func (p Profile) dot(q Profile) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(p.terms) && j < len(q.terms); {
		switch a, b := p.terms[i], q.terms[j]; {
		case a.term == b.term:
			sum += float64(a.weight) * float64(b.weight)
			i++
			j++
		case a.term < b.term:
			i++
		default:
			j++
		}
	}
	return sum
}

// Encode returns the profile as bytes, the same for the same profile.
func (p Profile) Encode() []byte {
	b := make([]byte, 1, 1+len(p.terms)*profileEntry)
	b[0] = profileVersion
	for _, t := range p.terms {
		b = binary.BigEndian.AppendUint32(b, uint32(t.term))
		b = binary.BigEndian.AppendUint32(b, math.Float32bits(t.weight))
	}
	return b
}

// DecodeProfile returns the profile that Encode made bytes of. Bytes that it can't have made are an error.
func DecodeProfile(b []byte) (Profile, error) {
	if len(b) == 0 {
		return Profile{}, errors.New("decode profile: it is empty")
	}
	entry := profileEntry
	switch b[0] {
	case profileVersion:
	case 1:
		entry = wideEntry
	default:
		return Profile{}, fmt.Errorf("decode profile: it is of version %d, this program knows %d", b[0], profileVersion)
	}
	b = b[1:]
	if len(b)%entry != 0 || len(b) > profileTerms*entry {
		return Profile{}, fmt.Errorf("decode profile: %d bytes are not up to %d terms of %d", len(b), profileTerms, entry)
	}
	var p Profile
	for ; len(b) > 0; b = b[entry:] {
		t := weightedTerm{term(binary.BigEndian.Uint32(b)), math.Float32frombits(binary.BigEndian.Uint32(b[entry-4:]))}
		if entry == wideEntry {
			t.term = wordTerm(binary.BigEndian.Uint64(b))
		}
		n := len(p.terms)
		switch doubled := n > 0 && t.term == p.terms[n-1].term; {
		case !(t.weight > 0 && t.weight <= 1):
			return Profile{}, fmt.Errorf("decode profile: term %d weighs %g", n+1, t.weight)
		case doubled && entry == wideEntry: // what told two terms apart is cut off now
			p.terms[n-1].weight = max(p.terms[n-1].weight, t.weight)
			continue
		case doubled, n > 0 && t.term < p.terms[n-1].term:
			return Profile{}, fmt.Errorf("decode profile: term %d is not in order", n+1)
		}
		p.terms = append(p.terms, t)
	}
	return p, nil
}
