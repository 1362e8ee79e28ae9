package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// How a question becomes one of Bleve's.
//
// An article has its text in the fields of its language, so the words are asked once for each language that the
// shards have, in the forms which that language's analyzer gives them, and an article has to hold all of them in its own
// fields. A word that an analyzer drops (a stop word) is not asked for in that language; of a phrase, and of a word that it
// takes apart, all words are asked for in one field, and what is found is read again (search_phrase.go).
//
// Bleve's boolean query takes a condition that nothing meets for no condition at all, so that `lion -river` would
// find every article without a river where no article has a lion. Therefore what must hold stands in a
// conjunction, and what must not is taken from a query that always has an answer.

// Hits is the answer to a query.
type Hits struct {
	Total int // number of records found, also those that are not listed
	List  []Hit
	Rough bool // Total is at most so many: not all that have the words of a phrase were read

	held   []Hit // of a query with a phrase: what was read and holds it, also beyond List
	unread []Hit // what comes next in it and has the words
}

// Hit is a record that was found.
type Hit struct {
	Record int64 // Seq
	Score  float64
}

// ErrUnbounded means that hits can't be sorted by date, because the query does not say since when: every hit of all
// time would have to be sorted.
var ErrUnbounded = errors.New("sorting by date needs a query with after:DATE")

// Search gives the records that q finds. Superseded records and those of withdrawn articles are among them: the tables
// know. Fewer than q.Limit of a larger total are listed when too many would have to be read to find more. [Searcher.More] goes
// on. The error is, or wraps, ErrUnbounded or a *DamagedError.
func (s *Searcher) Search(ctx context.Context, q Query) (Hits, error) {
	if q.Sort == ByDate && q.after.IsZero() {
		return Hits{}, ErrUnbounded
	}
	phrase := false
	hits, err := s.listed(ctx, func(langs []string) *bleve.SearchRequest {
		size := max(q.Limit, 1)
		if phrase = q.hasPhrase(q.asked(langs)); phrase {
			size = mostRead
		}
		return q.request(langs, size)
	})
	if err != nil || !phrase {
		return hits, err
	}
	hits.unread = hits.List
	return hits.holding(ctx, q, s.contents)
}

// More gives the hits of a query of which there are some already, for a higher limit. What has been read to find a phrase is not
// read again. Errors are those of Search.
func (s *Searcher) More(ctx context.Context, q Query, some Hits) (Hits, error) {
	if len(some.held)+len(some.unread) == 0 {
		return s.Search(ctx, q)
	}
	return some.holding(ctx, q, s.contents)
}

// listed gives the records that the shards have for a request.
func (s *Searcher) listed(ctx context.Context, ask asked) (Hits, error) {
	result, err := s.find(ctx, ask)
	if err != nil {
		return Hits{}, err
	}
	hits := Hits{Total: int(result.Total)}
	for _, h := range result.Hits {
		record, ok := parseRecordID(h.ID)
		if !ok {
			return Hits{}, unknownID(h)
		}
		hits.List = append(hits.List, Hit{Record: record, Score: h.Score})
	}
	return hits, nil
}

// unknownID says that a hit is neither an article nor a story.
func unknownID(h *search.DocumentMatch) error {
	return &DamagedError{File: h.Index, What: fmt.Sprintf("holds the unknown id %q", h.ID), Do: rebuildIt}
}

// request is the whole of q for shards with texts of these analyzers.
func (q Query) request(langs []string, size int) *bleve.SearchRequest {
	r := bleve.NewSearchRequestOptions(q.compile(langs), size, 0, false)
	r.SortBy([]string{"-_score", "_id"})
	if q.Sort == ByDate {
		r.SortBy([]string{"-published", "-_score", "_id"})
	}
	return r
}

// compile is the condition of q.
func (q Query) compile(langs []string) query.Query {
	all := q.filters()
	if text := q.texts(langs); text != nil {
		for _, f := range all {
			f.(query.BoostableQuery).SetBoost(0) // what every hit has does not count
		}
		all = append(all, text)
	}
	if not := q.excluded(langs); len(not) > 0 {
		every := bleve.NewMatchAllQuery()
		every.SetBoost(0)
		all = append(all, query.NewBooleanQuery([]query.Query{every}, nil, not))
	}
	return query.NewConjunctionQuery(all)
}

// filters are the conditions on source, language and date.
func (q Query) filters() []query.Query {
	var all []query.Query
	for _, field := range [...]string{"source", "lang"} {
		var some []query.Query
		for _, c := range q.clauses {
			if c.field == field && !c.not {
				some = append(some, c.whole())
			}
		}
		if len(some) > 0 {
			all = append(all, query.NewDisjunctionQuery(some))
		}
	}
	if !q.after.IsZero() || !q.before.IsZero() {
		all = append(all, between("published", q.after, q.before))
	}
	return all
}

// texts is the condition on title and body; nil if there is none.
func (q Query) texts(langs []string) query.Query {
	wanted := slices.DeleteFunc(slices.Clone(q.clauses), func(c clause) bool { return c.not || !c.isText() })
	if len(wanted) == 0 {
		return nil
	}
	var some []query.Query
	for _, lang := range q.asked(langs) {
		var words []query.Query
		for _, c := range wanted {
			if w := c.compile(lang, q.Fuzzy); w != nil {
				words = append(words, w)
			}
		}
		if len(words) > 0 {
			some = append(some, query.NewConjunctionQuery(words))
		}
	}
	if len(some) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	return query.NewDisjunctionQuery(some)
}

// asked are those of the shards' analyzers that the text has to be asked in.
func (q Query) asked(langs []string) []string {
	var named []string
	for _, c := range q.clauses {
		if c.field == "lang" && !c.not {
			named = append(named, analyzerOf(c.text))
		}
	}
	if len(named) == 0 {
		return langs
	}
	return slices.DeleteFunc(slices.Clone(langs), func(l string) bool { return !slices.Contains(named, l) })
}

// excluded are the conditions that must not hold, but for phrases: an article may have their words. They are never fuzzy: a
// slip must not hide anything.
func (q Query) excluded(langs []string) []query.Query {
	var not []query.Query
	for _, c := range q.clauses {
		if !c.not {
			continue
		}
		if !c.isText() {
			not = append(not, c.whole())
			continue
		}
		for _, lang := range q.asked(langs) {
			if w := c.compile(lang, false); w != nil && c.phraseIn(lang) == nil {
				not = append(not, w)
			}
		}
	}
	return not
}

// whole asks for a source or a language as fields gives it to Bleve.
func (c clause) whole() query.Query {
	if c.field == "lang" {
		return exactly(c.field, baseLang(c.text))
	}
	return exactly(c.field, strings.ToLower(c.text))
}

func (c clause) isText() bool { return c.field == "" || c.field == "title" }

// titleBoost is what a word counts in a title: what a title names, the article is about.
const titleBoost = 2

// compile asks for a word, or all words of a phrase, in a field of an analyzer; nil if it leaves nothing of it.
func (c clause) compile(lang string, fuzzy bool) query.Query {
	tokens := analyze(lang, c.text)
	if len(tokens) == 0 {
		return nil
	}
	fuzzy = fuzzy && !c.phrase
	title := inField("title_"+lang, tokens, fuzzy, titleBoost)
	if c.field == "title" {
		return title
	}
	return query.NewDisjunctionQuery([]query.Query{title, inField("body_"+lang, tokens, fuzzy, 1)})
}

// inField asks for all of the tokens, each with a boost: Bleve takes none for a conjunction. Only one alone can be fuzzy.
func inField(field string, tokens analysis.TokenStream, fuzzy bool, boost float64) query.Query {
	var all []query.Query
	for _, t := range tokens {
		q := inFieldOne(field, string(t.Term), fuzzy && len(tokens) == 1)
		q.SetBoost(boost)
		all = append(all, q)
	}
	if len(all) == 1 {
		return all[0]
	}
	return query.NewConjunctionQuery(all)
}

// boostable is a query whose weight can be set.
type boostable interface {
	query.Query
	SetBoost(float64)
}

// inFieldOne asks for a term.
func inFieldOne(field, term string, fuzzy bool) boostable {
	typos := allowedTypos(term)
	if !fuzzy || typos == 0 {
		return exactly(field, term)
	}
	q := query.NewFuzzyQuery(term)
	q.SetField(field)
	q.SetFuzziness(typos)
	q.SetPrefix(1) // people get the first letter right, and without it every word of the dictionary is compared
	return q
}

// allowedTypos gives the number of letters that may be wrong.
func allowedTypos(term string) int {
	switch n := utf8.RuneCountInString(term); {
	case n >= 9:
		return 2
	case n >= 5:
		return 1
	}
	return 0
}

// exactly asks for one term.
func exactly(field, term string) *query.TermQuery {
	q := query.NewTermQuery(term)
	q.SetField(field)
	return q
}

// between asks for a time in [from, to), to the second; a zero time is no bound.
func between(field string, from, to time.Time) *query.DateRangeQuery {
	yes, no := true, false
	q := query.NewDateRangeInclusiveQuery(bound(from), bound(to), &yes, &no)
	q.SetField(field)
	return q
}
