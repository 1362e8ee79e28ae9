package index

import (
	"context"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Lookup asks for what holds given words.
type Lookup struct {
	Words []string  // terms of a story, or words of an article; the first 8 count
	Lang  string    // of the words; "" if it can be any. Story documents have none
	From  time.Time // inclusive; zero if not bounded
	To    time.Time // exclusive; zero if not bounded
	Size  int       // at most so many are given
}

// maxLookup bounds the words of a lookup: the cost rises with each, and the eight heaviest tell a story well enough.
const maxLookup = 8

// ClosedStories gives the Seqs of closed stories by their terms, best first; with From and To, of those whose days overlap.
func (s *Searcher) ClosedStories(ctx context.Context, l Lookup) ([]int64, error) {
	return s.look(ctx, l, parseStoryID, func([]string) query.Query {
		var some []query.Query
		for _, w := range l.words() {
			some = append(some, exactly("terms", w))
		}
		all := []query.Query{query.NewDisjunctionQuery(some)}
		if !l.From.IsZero() {
			all = append(all, unweighed(between("last", l.From, time.Time{})))
		}
		if !l.To.IsZero() {
			all = append(all, unweighed(between("first", time.Time{}, l.To)))
		}
		return query.NewConjunctionQuery(all)
	})
}

// LateRecords gives the Seqs of records with two or more of the words in title or body, best first.
func (s *Searcher) LateRecords(ctx context.Context, l Lookup) ([]int64, error) {
	return s.look(ctx, l, parseRecordID, func(langs []string) query.Query {
		if l.Lang != "" {
			langs = []string{analyzerOf(l.Lang)}
		}
		var some []query.Query
		for _, lang := range langs {
			some = append(some, l.several(lang))
		}
		all := []query.Query{query.NewDisjunctionQuery(some)}
		if !l.From.IsZero() || !l.To.IsZero() {
			all = append(all, unweighed(between("published", l.From, l.To)))
		}
		return query.NewConjunctionQuery(all)
	})
}

func unweighed(q *query.DateRangeQuery) query.Query {
	q.SetBoost(0)
	return q
}

func (l Lookup) words() []string { return l.Words[:min(len(l.Words), maxLookup)] }

// several asks for two of those words that the analyzer leaves: two reports of one event share a few of their rarest.
func (l Lookup) several(lang string) query.Query {
	var some []query.Query
	for _, w := range l.words() {
		if q := (clause{text: w}).compile(lang, false); q != nil {
			some = append(some, q)
		}
	}
	if len(some) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	q := query.NewDisjunctionQuery(some)
	q.SetMin(min(2, float64(len(some))))
	return q
}

// look gives the number of each id found, each once.
func (s *Searcher) look(ctx context.Context, l Lookup, parse func(id string) (int64, bool), compile func(langs []string) query.Query) ([]int64, error) {
	if len(l.Words) == 0 || l.Size < 1 {
		return nil, nil
	}
	result, err := s.find(ctx, func(langs []string) *bleve.SearchRequest {
		r := bleve.NewSearchRequestOptions(compile(langs), l.Size, 0, false)
		r.SortBy([]string{"-_score", "_id"})
		return r
	})
	if err != nil {
		return nil, err
	}
	var seqs []int64
	for _, h := range result.Hits {
		seq, ok := parse(h.ID)
		if !ok {
			return nil, unknownID(h)
		}
		if !slices.Contains(seqs, seq) {
			seqs = append(seqs, seq)
		}
	}
	return seqs, nil
}
