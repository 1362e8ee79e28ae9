package index

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// What can be asked, as people type it:
//
//	flood rescue           both words, in title or body, in any form that the language of the article gives them
//	"flood warning"        these words in this order
//	-river -"river bank"   not these
//	title:flood            in the title
//	source:"Hill Post"     published by it; several: by one of them; -source: by none of them
//	lang:de                in German; several: in one of them
//	after:2025-02-18       published on that day or later
//	before:2025-03         published before that month began
//	after:7d               published in the last seven days
//
// A date is a day, a month, a year, or a number of days before now. Stop words of a language are ignored.

// Query is a question to the full text. Parse one, then set the fields that are no text.
type Query struct {
	Fuzzy bool // also find words of 5 letters or more with one wrong, of 9 or more with two
	Sort  Sort
	Limit int // number of hits listed, at least 1

	text    string // as typed
	clauses []clause
	after   time.Time // inclusive; zero if not bounded
	before  time.Time // exclusive; zero if not bounded
}

// Sort is the order of hits.
type Sort string

// Orders of hits.
const (
	ByScore Sort = "score" // best first
	ByDate  Sort = "date"  // latest first, for a query bounded by after:
)

// QueryError says where a query can't be understood.
type QueryError struct {
	Query string
	At    int // byte of Query
	What  string
}

// Error implements error.
func (e *QueryError) Error() string {
	return fmt.Sprintf("query %q, at character %d: %s", e.Query, len([]rune(e.Query[:e.At]))+1, e.What)
}

// clause is one thing asked for.
type clause struct {
	field  string // "" for title or body, else title, source or lang
	text   string
	phrase bool
	not    bool
}

const (
	defaultHits = 20 // a page of a terminal
	maxClauses  = 50 // a whole article pasted in by mistake would look up every word of it
)

// ParseQuery reads a query; days are those of now's location. The error is a *QueryError.
func ParseQuery(text string, now time.Time) (Query, error) {
	p := parser{text: text, now: now, q: Query{Sort: ByScore, Limit: defaultHits, text: text}}
	for p.skipSpace(); p.at < len(text); p.skipSpace() {
		if err := p.clause(); err != nil {
			return Query{}, err
		}
		if len(p.q.clauses) > maxClauses {
			return Query{}, p.fail(p.at, fmt.Sprintf("more than %d words and phrases", maxClauses))
		}
	}
	q := p.q
	if !q.after.IsZero() && !q.before.IsZero() && !q.after.Before(q.before) {
		return Query{}, p.fail(0, "no time is after "+q.after.Format(time.DateOnly)+" and before "+q.before.Format(time.DateOnly))
	}
	asks := func(c clause) bool { return !c.not }
	if q.after.IsZero() && q.before.IsZero() && !slices.ContainsFunc(q.clauses, asks) {
		return Query{}, p.fail(0, "it does not say what to find")
	}
	return q, nil
}

// Words gives the words and phrases that the query wants found, for Snippet.
func (q Query) Words() []string {
	var words []string
	for _, c := range q.clauses {
		if !c.not && (c.field == "" || c.field == "title") {
			words = append(words, c.text)
		}
	}
	return words
}

// parser reads a query from left to right.
type parser struct {
	text string
	at   int
	now  time.Time
	q    Query
}

func (p *parser) fail(at int, what string) error {
	return &QueryError{Query: p.text, At: at, What: what}
}

func (p *parser) skipSpace() {
	rest := strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace)
	p.at = len(p.text) - len(rest)
}

// clause reads one clause, which begins here.
func (p *parser) clause() error {
	start := p.at
	var c clause
	c.not = p.take("-")
	if rest := p.text[p.at:]; c.not && (rest == "" || strings.TrimLeftFunc(rest, unicode.IsSpace) != rest) {
		return p.fail(start, "nothing stands behind the -")
	}
	name := p.field()
	value, quoted, err := p.value()
	if err != nil {
		return err
	}
	if value == "" && (quoted || name != "") {
		return p.fail(start, "nothing is asked for")
	}
	c.field, c.text, c.phrase = name, value, quoted
	switch name {
	case "", "title", "source", "lang":
		p.q.clauses = append(p.q.clauses, c)
		return nil
	case "after", "before":
		return p.bound(c, start)
	}
	return p.fail(start, fmt.Sprintf("unknown field %q; there are title, source, lang, after and before; put a word with a colon in quotes", name))
}

// take goes over s if it stands here.
func (p *parser) take(s string) bool {
	if !strings.HasPrefix(p.text[p.at:], s) {
		return false
	}
	p.at += len(s)
	return true
}

// field goes over a name and its colon. A number before a colon is a time of day or a score, not a field.
func (p *parser) field() string {
	name, _, found := strings.Cut(p.text[p.at:], ":")
	if !found || name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return ""
	}
	p.at += len(name) + 1
	return strings.ToLower(name)
}

// quotes are the marks that can open a phrase, and the one that closes it.
var quotes = [...][2]string{{`"`, `"`}, {"“", "”"}, {"„", "“"}, {"«", "»"}}

// value reads a word or a quotation.
func (p *parser) value() (text string, quoted bool, err error) {
	start := p.at
	for _, q := range quotes {
		if !p.take(q[0]) {
			continue
		}
		text, _, found := strings.Cut(p.text[p.at:], q[1])
		if !found {
			return "", true, p.fail(start, "the quotation is not closed")
		}
		p.at += len(text) + len(q[1])
		return strings.TrimSpace(text), true, nil
	}
	rest := p.text[p.at:]
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		end = len(rest)
	}
	p.at += end
	return rest[:end], false, nil
}

// bound notes a date. The tighter of two bounds counts.
func (p *parser) bound(c clause, start int) error {
	if c.not {
		return p.fail(start, "a date can't be negated; there are after: and before:")
	}
	t, ok := parseDay(c.text, p.now)
	if !ok {
		return p.fail(start, fmt.Sprintf("%q is no date such as 2025-02-18, 2025-02, 2025 or 7d", c.text))
	}
	if c.field == "after" && t.After(p.q.after) {
		p.q.after = t
	}
	if c.field == "before" && (p.q.before.IsZero() || t.Before(p.q.before)) {
		p.q.before = t
	}
	return nil
}

// parseDay gives the start of a day, a month or a year, or the moment some days before now.
func parseDay(text string, now time.Time) (time.Time, bool) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		t := now.AddDate(0, 0, -int(n))
		return t, err == nil && t.Year() >= firstYear
	}
	for _, layout := range [...]string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.ParseInLocation(layout, text, now.Location())
		if err == nil {
			return t, t.Year() >= firstYear && t.Year() <= lastYear
		}
	}
	return time.Time{}, false
}
