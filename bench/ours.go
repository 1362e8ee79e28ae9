package main

import (
	"context"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// found is what the program found in a file.
type found struct {
	articles []news.Article // as read
	skipped  int            // records that hold none
	prepared *cluster.Prepared
	cost     used
}

// find goes the way of the program, on one thread: it reads the articles, learns what pages leave in them, makes
// their fingerprints, and verifies the copies and folds them into texts.
func find(files ...string) (found, error) {
	opts := cluster.DefaultOptions() // with the table of common words, by which no copy is found
	before, err := usedSoFar()
	if err != nil {
		return found{}, err
	}
	var f found
	for a, problem := range ingest.Read(context.Background(), files, nil, ingest.DefaultOptions()) {
		switch {
		case problem == nil || problem.Kind == ingest.Warning:
			f.articles = append(f.articles, a)
		case problem.Kind == ingest.Skipped: // a record without title and text
			f.skipped++
		default:
			return found{}, problem
		}
	}
	f.prepared = cluster.Prepare(f.articles, opts)
	after, err := usedSoFar()
	f.cost = used{after.cpu - before.cpu, after.peak}
	return f, err
}

// pairs returns the copies by places in the file.
func (f found) pairs(least float64) []pair {
	place := map[string]int32{}
	for i, a := range f.articles {
		place[a.ID] = int32(i)
	}
	var pairs []pair
	for _, l := range f.prepared.Links() {
		if l.Jaccard >= least {
			a, b := place[l.A], place[l.B]
			pairs = append(pairs, pair{min(a, b), max(a, b)})
		}
	}
	return pairs
}

// fingerprints returns what the articles were compared by.
func (f found) fingerprints() []news.Fingerprint {
	remains := news.LearnRemains(f.articles)
	out := make([]news.Fingerprint, len(f.articles))
	for i, a := range f.articles {
		out[i] = news.NewFingerprint(a, news.Split(a, remains))
	}
	return out
}

// ours is this project as a side.
func ours(file string) (report, error) {
	f, err := find(file)
	if err != nil {
		return report{}, err
	}
	r := report{Side: "twicetold", Articles: len(f.articles) + f.skipped, CPU: f.cost.cpu, Peak: f.cost.peak, Note: "as shipped; to texts, verified"}
	truth := truthOf(f.fingerprints(), thresholds[0])
	for _, least := range thresholds {
		r.Scores = append(r.Scores, newScore(f.pairs(least), truth, least))
	}
	return r, nil
}

// isShort reports whether a text is compared by runs of three words.
func isShort(f news.Fingerprint) bool { return f.Short != nil }

// sortedPairs returns the pairs of a truth in order.
func sortedPairs(truth map[pair]float64) []pair {
	pairs := make([]pair, 0, len(truth))
	for p := range truth {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, comparePairs)
	return pairs
}
