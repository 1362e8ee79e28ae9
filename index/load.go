package index

import (
	"database/sql"
	"fmt"
	"math"
	"time"
)

// Columns are named by the aliases a (article), c (its copy), t (text), e (its evidence) and s (story).
const (
	articleColumns = `a.seq, a.id, a.state, a.record, a.records, a.source, a.lang, a.agency, a.digest,
		a.published, a.published_precision, a.published_trust, a.day, a.text, c.of, c.kind, c.share, c.lag`
	textColumns  = `t.seq, t.id, t.representative, t.origin, t.story, t.day, t.score, t.closest, e.json`
	storyColumns = `s.seq, s.id, s.state, s.merged_into, s.storyline, s.headline,
		s.first, s.first_precision, s.first_trust, s.last, s.last_precision, s.last_trust,
		s.first_day, s.last_day, s.articles, s.sources, s.unknown, s.texts, s.medoid, s.run`
	articleQuery = `SELECT ` + articleColumns + ` FROM article a LEFT JOIN copy c ON c.article = a.seq `

	// Without what is only shown. They are not sorted by SQLite, which would copy the features three times.
	groupedStories  = `SELECT s.seq, s.medoid FROM story s WHERE s.seq IN (SELECT value FROM json_each(?)) ORDER BY s.seq`
	groupedArticles = `SELECT a.seq, a.id, a.lang, a.day, a.text FROM article a JOIN text t ON t.seq = a.text
		WHERE t.story IN (SELECT value FROM json_each(?))`
	groupedTexts = `SELECT t.seq, t.id, t.representative, t.origin, t.story, t.day, t.score, t.closest, f.features, f.near
		FROM text t LEFT JOIN features f ON f.text = t.seq WHERE t.story IN (SELECT value FROM json_each(?))`
)

// load returns stories with all that they hold, but for what the grouping keeps of their texts.
func (r reader) load(seqs []int64) (Loaded, error) {
	var l Loaded
	var err error
	if l.Stories, err = r.wholeStories(seqs); err != nil {
		return Loaded{}, err
	}
	if l.Texts, err = r.textsOf(seqs); err != nil {
		return Loaded{}, err
	}
	l.Articles, err = all(r, scanArticle, articleQuery+`JOIN text t ON t.seq = a.text
		WHERE t.story IN (SELECT value FROM json_each(?)) ORDER BY a.seq`, array(seqs))
	if err != nil {
		return Loaded{}, fmt.Errorf("read articles: %w", err)
	}
	return l, nil
}

func scanArticle(row scanner) (a Article, err error) {
	var of sql.Null[int64]
	var kind sql.Null[string]
	var share, lag sql.Null[float64]
	at, precision, trust := published(&a.Published)
	err = row.Scan(&a.Seq, &a.ID, &a.State, nullable(&a.Record), &a.Records, &a.Source, &a.Lang, &a.Agency, &a.Digest,
		at, precision, trust, &a.Day, nullable(&a.Text), &of, &kind, &share, &lag)
	if of.Valid {
		a.Copy = &Copy{Of: of.V, Kind: kind.V, Share: share.V, Lag: fromSeconds(lag.V), Timed: lag.Valid}
	}
	return a, err
}

// scanGroupedStory scans a row of groupedStories.
func scanGroupedStory(row scanner) (s Story, err error) {
	err = row.Scan(&s.Seq, nullable(&s.Medoid))
	return s, err
}

// scanGroupedArticle scans a row of groupedArticles.
func scanGroupedArticle(row scanner) (a Article, err error) {
	err = row.Scan(&a.Seq, &a.ID, &a.Lang, &a.Day, &a.Text)
	return a, err
}

// fromSeconds is exact: lags of a hundred days have nanoseconds in a float64.
func fromSeconds(s float64) time.Duration { return time.Duration(math.Round(s * float64(time.Second))) }

// wholeStories returns whole stories, by Seq.
func (r reader) wholeStories(seqs []int64) ([]Story, error) {
	stories, err := all(r, scanWholeStory, `SELECT `+storyColumns+`, s.profile, s.view FROM story s
		WHERE s.seq IN (SELECT value FROM json_each(?)) ORDER BY s.seq`, array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	held, err := all(r, scanHeld, `SELECT story, part, article FROM held
		WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story, part, position`, array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	i := 0
	for _, h := range held { // both are sorted
		for stories[i].Seq != h.story {
			i++
		}
		s := &stories[i]
		for len(s.Held) <= h.part {
			s.Held = append(s.Held, nil)
		}
		s.Held[h.part] = append(s.Held[h.part], h.article)
	}
	return stories, nil
}

// heldArticle is a row of held.
type heldArticle struct {
	story   int64
	part    int
	article string
}

func scanHeld(row scanner) (h heldArticle, err error) {
	err = row.Scan(&h.story, &h.part, &h.article)
	return h, err
}

// storyTargets returns where the columns of a story go.
func storyTargets(s *Story) []any {
	first, firstPrecision, firstTrust := published(&s.First)
	last, lastPrecision, lastTrust := published(&s.Last)
	return []any{
		&s.Seq, nullable(&s.ID), &s.State, nullable(&s.MergedInto), nullable(&s.Storyline), &s.Headline,
		first, firstPrecision, firstTrust, last, lastPrecision, lastTrust,
		&s.FirstDay, &s.LastDay, &s.Articles, &s.Sources, &s.Unknown, &s.Texts, nullable(&s.Medoid), nullable(&s.Run),
	}
}

// scanStory scans storyColumns.
func scanStory(row scanner) (s Story, err error) {
	err = row.Scan(storyTargets(&s)...)
	return s, err
}

// scanShown scans storyColumns for readers.
func scanShown(row scanner) (Story, error) {
	s, err := scanStory(row)
	return s.shown(), err
}

// scanWholeStory scans storyColumns, profile and view.
func scanWholeStory(row scanner) (s Story, err error) {
	err = row.Scan(append(storyTargets(&s), nullable(&s.Profile), nullable(&s.View))...)
	return s, err
}

// textsOf returns the texts of stories, by Seq, without their features and edges.
func (r reader) textsOf(stories []int64) ([]Text, error) {
	texts, err := all(r, scanText, `SELECT `+textColumns+` FROM text t LEFT JOIN evidence e ON e.text = t.seq
		WHERE t.story IN (SELECT value FROM json_each(?)) ORDER BY t.seq`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	return texts, nil
}

func scanText(row scanner) (t Text, err error) {
	err = row.Scan(&t.Seq, &t.ID, nullable(&t.Representative), nullable(&t.Origin), nullable(&t.Story), &t.Day, &t.Score,
		nullable(&t.With), nullable(&t.Evidence))
	return t, err
}
