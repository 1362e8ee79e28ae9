package main

import (
	"fmt"
	"slices"
)

// candidateRecall says how many of the true pairs of texts the grouping looks at: pairs of different texts that
// hold articles of one gold story.
type candidateRecall struct {
	truePairs
	Dated       truePairs `json:"dated"`        // those of two texts whose times are known
	Compared    float64   `json:"compared"`     // texts that a text was compared with exactly, on average
	ComparedMax int       `json:"compared_max"` // and at most
	Touched     float64   `json:"touched"`      // texts that share an indexed term with a text, on average
}

// truePairs is how many of them there are, and what became of them.
type truePairs struct {
	Pairs  int     `json:"pairs"`
	Recall float64 `json:"recall"` // share of them that was compared exactly
	Kept   float64 `json:"kept"`   // share of them that are neighbours
}

// candidates works out the recall of candidates.
func (s *goldSet) candidates() *candidateRecall {
	all := s.truePairs()
	r := candidateRecall{truePairs: s.found(all), Dated: s.found(slices.DeleteFunc(all, func(p [2]int) bool {
		return !s.pairs.Dated(p[0]) || !s.pairs.Dated(p[1])
	}))}
	texts := float64(len(s.grouping.Texts))
	for t := range s.grouping.Texts {
		n := s.pairs.Compared(t)
		r.Compared += float64(n) / texts
		r.Touched += float64(s.pairs.Touched(t)) / texts
		r.ComparedMax = max(r.ComparedMax, n)
	}
	return &r
}

// found says what became of true pairs.
func (s *goldSet) found(pairs [][2]int) truePairs {
	compared, kept := 0, 0
	for _, p := range pairs {
		pair := s.pairs.Of(p[0], p[1])
		if pair.Compared {
			compared++
		}
		if pair.Neighbours {
			kept++
		}
	}
	return truePairs{len(pairs), share(compared, len(pairs)), share(kept, len(pairs))}
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
	width := max(namesWidth(sets, evalWidth/2), len("candidates"))
	p.line()
	p.line(pad("candidates", width), "  true pairs  compared  neighbours  both dated  compared  compared with   most  touched")
	for _, s := range sets {
		c := s.Candidates
		p.line(setColumn(s, width), fmt.Sprintf("%10s  %8s  %10s  %10s  %8s  %7.1f texts  %5d  %7.0f", thousands(c.Pairs), short(c.Recall, 4),
			short(c.Kept, 4), thousands(c.Dated.Pairs), short(c.Dated.Recall, 4), c.Compared, c.ComparedMax, c.Touched))
	}
}
