package index

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"
)

// StoryQuery says which stories are listed, and how. The zero value lists all that stand and have two
// articles or more, latest first.
type StoryQuery struct {
	Since      time.Time // with a report at or after it; reports dated by day count until the day's end
	Until      time.Time // with a report before it
	Sources    []string  // with an article of one of these
	MinSources int       // outlets
	MinTexts   int       // independent ones
	Storyline  string    // id
	All        bool      // also those of one article
	Sort       string    // latest (also ""), first or size
	Limit      int       // 0: all
	State      State     // "": open and closed

	voices string // outlets of the sources that go by another name, as a JSON object; "" when none has to be counted so
}

// informed returns a query that counts outlets by what editors know of them.
func (r reader) informed(q StoryQuery) (StoryQuery, error) {
	if q.MinSources < 2 {
		return q, nil
	}
	outlets, err := r.outlets()
	if err != nil || len(outlets.List()) == 0 {
		return q, err
	}
	sources, err := r.sourceNames()
	if err != nil {
		return q, err
	}
	voices := map[string]string{}
	for _, source := range sources {
		if outlet, _ := outlets.Voice(source); outlet != source {
			voices[source] = outlet
		}
	}
	if len(voices) == 0 {
		return q, nil
	}
	text, err := json.Marshal(voices)
	q.voices = string(text)
	return q, err
}

// storyOrder gives a value of Sort in SQL. The last key makes each a total order.
func storyOrder(sort string) (string, error) {
	switch sort {
	case "", "latest":
		return `s.last_day DESC, unixepoch(s.last) DESC, s.seq DESC`, nil
	case "first":
		return `s.first_day, unixepoch(s.first), s.seq`, nil
	case "size":
		return `s.articles DESC, s.last_day DESC, s.seq DESC`, nil
	}
	return "", fmt.Errorf("list stories: no order is called %q", sort)
}

// condition collects what a query asks for.
type condition struct {
	terms []string
	args  []any
}

func (c *condition) add(term string, args ...any) {
	c.terms = append(c.terms, term)
	c.args = append(c.args, args...)
}

func (c *condition) where() string { return ` WHERE ` + strings.Join(c.terms, ` AND `) }

// condition makes the part of a query that counts and lists have in common.
func (q StoryQuery) condition() *condition {
	c := &condition{}
	if q.State == "" {
		c.add(`s.state IN ('open', 'closed')`)
	} else {
		c.add(`s.state = ?`, string(q.State))
	}
	if !q.Since.IsZero() {
		c.add(`s.last_day >= ?`, dayOf(q.Since)-1) // offsets: a day may end up to a day later elsewhere
		c.add(`CASE s.last_precision WHEN 'minute' THEN unixepoch(s.last) ELSE coalesce(unixepoch(s.last), s.last_day * 86400) + 86399 END >= ?`,
			q.Since.Unix())
	}
	if !q.Until.IsZero() {
		c.add(`coalesce(unixepoch(s.first), s.first_day * 86400) < ?`, q.Until.Unix())
	}
	if len(q.Sources) > 0 {
		c.add(`EXISTS (SELECT 1 FROM article a JOIN text t ON t.seq = a.text
			WHERE t.story = s.seq AND a.source IN (SELECT value FROM json_each(?)))`, array(q.Sources))
	}
	if q.MinSources > 0 {
		c.add(`s.sources >= ?`, q.MinSources)
	}
	if q.MinTexts > 0 {
		c.add(`s.texts >= ?`, q.MinTexts)
	}
	if q.voices != "" {
		c.add(`(WITH voice (source, outlet) AS MATERIALIZED (SELECT key, value FROM json_each(?))
			SELECT count(DISTINCT coalesce(v.outlet, a.source)) FROM text t JOIN article a ON a.text = t.seq LEFT JOIN voice v ON v.source = a.source
			WHERE t.story = s.seq AND a.source <> '') >= ?`, q.voices, q.MinSources)
	}
	if q.Storyline != "" {
		c.add(`(s.storyline = ? OR s.storyline IS NULL AND s.id = ?)`, q.Storyline, beginning(q.Storyline))
	}
	return c
}

// Stories yields the stories of a query, without View, Profile and Held, which Story has.
func (a *Archive) Stories(ctx context.Context, q StoryQuery) iter.Seq2[Story, error] {
	r := a.reader(ctx)
	return r.counted(r.stories(q))
}

// stories yields the stories of a query as Stories does, their outlets not yet counted.
func (r reader) stories(q StoryQuery) iter.Seq2[Story, error] {
	order, err := storyOrder(q.Sort)
	if err == nil {
		q, err = r.informed(q)
	}
	if err != nil {
		return func(yield func(Story, error) bool) { yield(Story{}, err) }
	}
	c := q.condition()
	if !q.All && (q.State == "" || q.State == StateOpen || q.State == StateClosed) { // others hold none any more
		c.add(`s.articles >= 2`)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	query := `SELECT ` + storyColumns + q.from() + c.where() + ` ORDER BY ` + order + ` LIMIT ?`
	return each(r, scanShown, query, append(c.args, limit)...)
}

// from is where a list comes from. One of the latest of most stories goes by their last day until there are enough; left
// alone SQLite sorts all that stand.
func (q StoryQuery) from() string {
	if latest := q.Sort == "" || q.Sort == "latest"; latest && q.State == "" && q.Storyline == "" {
		return ` FROM story s INDEXED BY story_last`
	}
	return ` FROM story s`
}

// CountSingles returns how many stories of one article a query asks for; All, Sort and Limit do not matter.
func (a *Archive) CountSingles(ctx context.Context, q StoryQuery) (int, error) {
	r := a.reader(ctx)
	q, err := r.informed(q)
	if err != nil {
		return 0, fmt.Errorf("count stories: %w", err)
	}
	c := q.condition()
	c.add(`s.articles = 1`)
	n, err := one(r, column[int], `SELECT count(*) FROM story s`+c.where(), c.args...)
	if err != nil {
		return 0, fmt.Errorf("count stories: %w", err)
	}
	return n, nil
}
