package index

import (
	"context"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2/analysis"
)

// Phrases.
//
// The shards do not tell where in an article a word stands: that would take as much room as all else in them, and only
// phrases ask for it. So they are asked for the records that hold all words of a phrase in one field. These are
// read, and cut into words as they were when they were indexed, best first, until as many as are wanted hold the phrase. What
// was learnt of the remains of their pages since is left out, too: it holds no phrase, though its words are found until the
// month is made again. An unquoted word that an analyzer takes apart, as it does with more than two characters of Chinese,
// is a phrase too.
//
// A record with the words of a phrase mostly holds the phrase as well, and the first few are read in no time. To count
// all would be to read them all, so what has not been read counts as found, and the total of a query with a phrase can be too high.
// It is exact when all were read, and nothing is read only to count. Who wants more hits goes on behind those that were read. A
// phrase that hardly ever stands where its words do ends at mostRead, as does one of which more hits are wanted.

// mostRead is how many records a query reads at most: about a second of work.
const mostRead = 2000

// readAtOnce is how many records are read at a time.
const readAtOnce = 50

// contents gives records as they would be indexed now, by Seq; what is gone by now is missing.
type contents func(ctx context.Context, records []int64) (map[int64]searchDoc, error)

// holding reads on until as many hits as q wants hold its phrases, and lists these. What it has read for nothing is not found.
func (h Hits) holding(ctx context.Context, q Query, read contents) (Hits, error) {
	wanted := max(q.Limit, 1)
	for len(h.held) < wanted && len(h.unread) > 0 {
		some := h.unread[:min(readAtOnce, len(h.unread))]
		var records []int64
		for _, hit := range some {
			records = append(records, hit.Record)
		}
		docs, err := read(ctx, records)
		if err != nil {
			return Hits{}, fmt.Errorf("search: read what may hold a phrase: %w", err)
		}
		for _, hit := range some {
			if doc, there := docs[hit.Record]; there && q.holds(doc) {
				h.held = append(h.held, hit)
			} else {
				h.Total--
			}
		}
		h.unread = h.unread[len(some):]
	}
	h.List = h.held[:min(wanted, len(h.held))]
	h.Rough = h.Total > len(h.held)
	return h, nil
}

// holds reports whether a document that has the words of the phrases of q has them in a row, and none that q excludes.
func (q Query) holds(doc searchDoc) bool {
	lang := analyzerOf(doc.Lang)
	var title, body analysis.TokenStream // cut when first asked for
	for _, c := range q.clauses {
		wanted := c.phraseIn(lang)
		if wanted == nil {
			continue
		}
		if title == nil {
			title, body = analyze(lang, doc.Title), analyze(lang, doc.Body)
		}
		if in := standIn(title, wanted) || c.field == "" && standIn(body, wanted); in == c.not {
			return false
		}
	}
	return true
}

// hasPhrase reports whether q holds a phrase for one of these analyzers.
func (q Query) hasPhrase(langs []string) bool {
	return slices.ContainsFunc(q.clauses, func(c clause) bool {
		return slices.ContainsFunc(langs, func(lang string) bool { return c.phraseIn(lang) != nil })
	})
}

// phraseIn gives the terms of c by their position; nil if an analyzer leaves fewer than two, which are no phrase.
func (c clause) phraseIn(lang string) [][]string {
	if !c.isText() {
		return nil
	}
	tokens := analyze(lang, c.text)
	if len(tokens) < 2 {
		return nil
	}
	return row(tokens)
}

// row gives the terms by position; a stop word within leaves its place empty.
func row(tokens analysis.TokenStream) [][]string {
	first := tokens[0].Position
	terms := make([][]string, tokens[len(tokens)-1].Position-first+1)
	for _, t := range tokens {
		terms[t.Position-first] = append(terms[t.Position-first], string(t.Term))
	}
	return terms
}

// spot is where a term stands.
type spot struct {
	position int
	term     string
}

// standIn reports whether terms stand somewhere as they do in a row: each in its place, anything in the places that are empty.
func standIn(tokens analysis.TokenStream, wanted [][]string) bool {
	terms := map[string]bool{}
	for _, t := range slices.Concat(wanted...) {
		terms[t] = true
	}
	places := map[spot]bool{}
	var starts []int
	for _, t := range tokens {
		if terms[string(t.Term)] {
			places[spot{t.Position, string(t.Term)}] = true
			if slices.Contains(wanted[0], string(t.Term)) {
				starts = append(starts, t.Position)
			}
		}
	}
	return slices.ContainsFunc(starts, func(start int) bool { return standAt(places, wanted, start) })
}

// standAt reports whether terms stand in a row from a position on.
func standAt(places map[spot]bool, wanted [][]string, start int) bool {
	for i, alike := range wanted {
		one := func(term string) bool { return places[spot{start + i, term}] }
		if len(alike) > 0 && !slices.ContainsFunc(alike, one) {
			return false
		}
	}
	return true
}
