package main

import (
	"fmt"
	"slices"
)

// candidateRecall says how many of the true pairs of texts the grouping looks at: pairs of different texts that
// hold articles of one gold story.
type candidateRecall struct {
	Pairs       int     `json:"pairs"`        // true ones
	Recall      float64 `json:"recall"`       // share of them that was compared exactly
	Kept        float64 `json:"kept"`         // share of them that are neighbours
	Compared    float64 `json:"compared"`     // texts that a text was compared with exactly, on average
	ComparedMax int     `json:"compared_max"` // and at most
}

// candidates works out the recall of candidates.
func (s *goldSet) candidates() *candidateRecall {
	var r candidateRecall
	compared, kept := 0, 0
	for _, p := range s.truePairs() {
		pair := s.pairs.Of(p[0], p[1])
		r.Pairs++
		if pair.Compared {
			compared++
		}
		if pair.Neighbours {
			kept++
		}
	}
	r.Recall, r.Kept = share(compared, r.Pairs), share(kept, r.Pairs)
	for t := range s.grouping.Texts {
		n := s.pairs.Compared(t)
		r.Compared += float64(n) / float64(len(s.grouping.Texts))
		r.ComparedMax = max(r.ComparedMax, n)
	}
	return &r
}

// truePairs returns every pair of different texts that hold articles of one gold story, once.
func (s *goldSet) truePairs() [][2]int {
	texts := map[string][]int{}
	for _, r := range s.records {
		texts[r.gold] = append(texts[r.gold], r.text)
	}
	known := map[[2]int]bool{}
	for _, of := range texts {
		slices.Sort(of)
		of = slices.Compact(of)
		for i, a := range of {
			for _, b := range of[i+1:] {
				known[[2]int{a, b}] = true
			}
		}
	}
	pairs := make([][2]int, 0, len(known))
	for p := range known {
		pairs = append(pairs, p)
	}
	return pairs
}

// writeCandidates writes the recall of candidates of sets.
func (p *page) writeCandidates(sets []setScore) {
	width := namesWidth(sets, evalWidth/2)
	p.line()
	p.line(pad("candidates", max(width, len("candidates"))), "  true pairs  compared  neighbours  compared with   most")
	for _, s := range sets {
		c := s.Candidates
		p.line(setColumn(s, max(width, len("candidates"))), fmt.Sprintf("%10s  %8s  %10s  %7.1f texts  %5d",
			thousands(c.Pairs), short(c.Recall, 4), short(c.Kept, 4), c.Compared, c.ComparedMax))
	}
}
