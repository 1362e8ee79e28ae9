// Package bcubed scores a grouping of articles against gold.
//
// [Scores] takes two labels for each article, the group it was put in and the gold story it belongs
// to, and returns a [Score] with the measures that the literature on news clustering reports;
// [F1Interval] says how far the main one of them would move with other gold stories. Only which articles
// share a label counts, neither the labels nor the order of the articles: the same grouping gives the
// same Score to the last bit.
//
// The package is pure: no files, network, clock or environment.
package bcubed

import "fmt"

// BCubed (Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space
// model", COLING-ACL 1998) asks of every article: what share of its group is of its own story
// (precision), and what share of its story is in its group (recall)? Both are averaged over the
// articles, so a story counts by its size, and an article counts for itself whatever is around it.
// Amigó, Gonzalo, Artiles and Verdejo ("A comparison of extrinsic clustering evaluation metrics
// based on formal constraints", Information Retrieval 2009) show that, of the common measures, it
// alone satisfies their constraints on homogeneity, completeness, a rag bag, and size against
// quantity. It is the measure that decides; the others are there to compare with what others
// report.
//
// Pairwise scores look at pairs of articles: what share of the pairs put together belong together
// (precision), and what share of those that belong together were put together (recall)? A story of
// n articles has n(n-1)/2 pairs, so a few large stories decide. ARI, the adjusted Rand index
// (Hubert and Arabie, "Comparing partitions", Journal of Classification 1985), counts the same
// pairs, less what groups of these sizes would get right by chance, so that a perfect grouping gets
// 1 and a random one 0 on average. Purity is the share of articles that are of the most frequent
// story of their group. The measures of information, AMI and V, are explained in information.go.
//
// All of it comes from the contingency table: how many articles each group shares with each story.
// That takes one pass over the articles, and the table has no more cells than there are articles.
//
// A share of nothing is 1: if no pairs were put together none were wrong, and if none belong
// together none were missed. So single articles that are all kept single score 1 everywhere, ARI
// included, which is else 0/0 there and where all is one group in both.

// Score is how well a grouping agrees with gold. Shares are from 0 to 1; all of a Score of no
// articles is zero.
type Score struct {
	Articles int // scored
	Gold     int // gold stories they belong to
	Found    int // groups they were put in

	Precision, Recall, F1 float64 // BCubed
	ARI                   float64 // 1 for equal groupings, 0 on average by chance, can be below
	AMI                   float64 // the same of information instead of pairs
	Homogeneity           float64 // 1 when every group is of one story
	Completeness          float64 // 1 when every story is in one group
	V                     float64 // harmonic mean of the two
	PairP, PairR, PairF1  float64 // over pairs of articles
	Purity                float64
}

// Label is what articles of one group or story have in common.
type Label interface{ ~int | ~string }

// Scores scores a grouping: found and gold are the labels of the same articles in the same order.
// It returns an error when they are not equally many.
func Scores[F, G Label](found []F, gold []G) (Score, error) {
	if len(found) != len(gold) {
		return Score{}, errUnequal(len(found), len(gold))
	}
	if len(found) == 0 {
		return Score{}, nil
	}
	t := newTable(found, gold)
	s := Score{Articles: t.articles, Gold: len(t.gold), Found: len(t.found)}
	s.Precision = t.bcubed(t.found, func(c cell) int { return c.found })
	s.Recall = t.bcubed(t.gold, func(c cell) int { return c.gold })
	s.F1 = harmonic(s.Precision, s.Recall)
	both, inFound, inGold := t.pairs()
	s.PairP, s.PairR = share(both, inFound), share(both, inGold)
	s.PairF1 = harmonic(s.PairP, s.PairR)
	s.ARI, s.AMI = t.adjustedRand(), t.adjustedInformation()
	s.Homogeneity, s.Completeness = t.homogeneity()
	s.V = harmonic(s.Homogeneity, s.Completeness)
	s.Purity = t.purity()
	return s, nil
}

// share returns the part that some are of all; a share of nothing is 1.
func share(some, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(some) / float64(all)
}

// harmonic returns the harmonic mean of precision and recall.
func harmonic(precision, recall float64) float64 {
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

func errUnequal(found, gold int) error {
	return fmt.Errorf("score grouping: %d articles were grouped but %d have a gold story", found, gold)
}
