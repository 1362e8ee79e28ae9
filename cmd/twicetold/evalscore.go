package main

import (
	"fmt"

	"github.com/twicetold/twicetold/cluster/bcubed"
)

// setScore is the score of one set, in the shape of eval --json.
type setScore struct {
	Set          string           `json:"set"`
	Articles     int              `json:"articles,omitempty"` // scored records
	GoldStories  int              `json:"gold_stories,omitempty"`
	Stories      int              `json:"stories,omitempty"` // found among the scored
	BCubed       triple           `json:"bcubed"`
	Interval     *[2]float64      `json:"interval,omitempty"` // of BCubed F1; nil for a mean
	ARI          float64          `json:"ari"`
	AMI          float64          `json:"ami"`
	V            float64          `json:"v"`
	Homogeneity  float64          `json:"homogeneity"`
	Completeness float64          `json:"completeness"`
	Pairwise     triple           `json:"pairwise"`
	Purity       float64          `json:"purity"`
	Sizes        []sizeCount      `json:"sizes,omitempty"`
	Candidates   *candidateRecall `json:"candidates,omitempty"`
	Errors       *setErrors       `json:"errors,omitempty"`
	Seconds      float64          `json:"seconds,omitempty"`
	Sets         int              `json:"-"` // that a mean is of
	set          *goldSet         // that Errors are of; else nil, since it is large
}

// triple is precision, recall and F1.
type triple struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

// sizeCount counts stories of about one size, in scored records.
type sizeCount struct {
	Size  string `json:"size"`
	Gold  int    `json:"gold"`
	Found int    `json:"found"`
}

// sizes are the sizes of stories that are counted together: up to most, from one more than the last.
var sizes = []struct {
	name string
	most int
}{{"1", 1}, {"2", 2}, {"3-5", 5}, {"6-10", 10}, {"11-20", 20}}

const largestSize = "21+"

// score scores the set as it was grouped.
func (s *goldSet) score(opts evalOptions) (setScore, error) {
	score, err := s.scoreOf(s.grouping)
	if err != nil {
		return setScore{}, err
	}
	found, gold := s.labels(s.grouping)
	interval, err := bcubed.F1Interval(found, gold)
	if err != nil {
		return setScore{}, fmt.Errorf("score %s: %w", s.name, err)
	}
	scored := setScore{
		Set: s.name, Articles: score.Articles, GoldStories: score.Gold, Stories: score.Found,
		BCubed: triple{score.Precision, score.Recall, score.F1}, Interval: &[2]float64{interval.Lo, interval.Hi},
		ARI: score.ARI, AMI: score.AMI, V: score.V, Homogeneity: score.Homogeneity, Completeness: score.Completeness,
		Pairwise: triple{score.PairP, score.PairR, score.PairF1}, Purity: score.Purity,
		Sizes: countSizes(found, gold),
	}
	if opts.timing {
		scored.Seconds = s.seconds
	}
	if opts.candidates {
		scored.Candidates = s.candidates()
	}
	if opts.errors > 0 {
		scored.Errors, scored.set = s.findErrors(opts.errors), s
	}
	return scored, nil
}

// countSizes counts gold stories and those found by the number of their records.
func countSizes(found []int, gold []string) []sizeCount {
	counts := make([]sizeCount, len(sizes)+1)
	for i, size := range sizes {
		counts[i].Size = size.name
	}
	counts[len(sizes)].Size = largestSize
	for _, n := range recordsOf(gold) {
		counts[sizeOf(n)].Gold++
	}
	for _, n := range recordsOf(found) {
		counts[sizeOf(n)].Found++
	}
	return counts
}

// sizeOf returns the place among sizes of a story of n records.
func sizeOf(n int) int {
	for i, size := range sizes {
		if n <= size.most {
			return i
		}
	}
	return len(sizes)
}

// recordsOf counts the records of each label.
func recordsOf[L comparable](labels []L) map[L]int {
	counts := map[L]int{}
	for _, l := range labels {
		counts[l]++
	}
	return counts
}

// mean averages over sets, unweighted.
func mean(scores []setScore) setScore {
	m := setScore{Set: "mean", Sets: len(scores)}
	n := float64(len(scores))
	for _, s := range scores {
		m.BCubed.add(s.BCubed, n)
		m.Pairwise.add(s.Pairwise, n)
		m.ARI += s.ARI / n
		m.AMI += s.AMI / n
		m.V += s.V / n
		m.Homogeneity += s.Homogeneity / n
		m.Completeness += s.Completeness / n
		m.Purity += s.Purity / n
		m.Seconds += s.Seconds / n
	}
	return m
}

// add adds the nth part of another triple.
func (x *triple) add(y triple, n float64) {
	x.P += y.P / n
	x.R += y.R / n
	x.F1 += y.F1 / n
}
