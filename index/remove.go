package index

import "fmt"

// What Prune and Forget have in common: rows go, and what stays is made to agree with what is left. The
// texts, stories and articles concerned are collected in temporary tables of the connection, so that all
// is done by a few statements however many there are.
//
// An article that keeps some of its records shows the last of them by publication, then by when it was seen, one
// without a time being none of the last: the rule of package cluster. A text that loses its origin or its
// representative gets the earliest article that is left for it; copies of a lost origin are told as
// copies of the new one, with the share they had and the lag not known. A story that keeps some of its
// texts has its counts, times and medoid brought up to date. What told of the articles that went, or of a record that
// is shown no more, is dropped: features, notes, evidence, profile, view, and of a story of one text, which has no view to
// lack, the headline. By that the next run sees what to describe anew. A story that loses all its texts is left to the
// caller.

// doomed are the tables of what goes (records, articles, texts) and of what is touched (texts, stories).
var doomed = [...]string{
	`CREATE TEMP TABLE gone_record (seq INTEGER PRIMARY KEY)`,
	`CREATE TEMP TABLE gone_article (seq INTEGER PRIMARY KEY)`,
	`CREATE TEMP TABLE gone_text (seq INTEGER PRIMARY KEY)`,
	`CREATE TEMP TABLE touched_text (seq INTEGER PRIMARY KEY)`,
	`CREATE TEMP TABLE touched_story (seq INTEGER PRIMARY KEY)`,
}

// collect fills the tables from gone_record.
var collect = [...]string{
	`INSERT INTO gone_article SELECT DISTINCT article FROM record WHERE seq IN gone_record AND article IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM record kept WHERE kept.article = record.article AND kept.seq NOT IN gone_record)`,
	`INSERT INTO touched_text SELECT DISTINCT text FROM article WHERE (seq IN gone_article OR record IN gone_record) AND text IS NOT NULL`,
	`INSERT INTO gone_text SELECT seq FROM touched_text
		WHERE NOT EXISTS (SELECT 1 FROM article WHERE text = touched_text.seq AND article.seq NOT IN gone_article)`,
	`INSERT INTO touched_story SELECT DISTINCT story FROM text WHERE seq IN touched_text AND story IS NOT NULL`,
}

// remove deletes what is gone and repairs what is left.
var remove = [...]string{
	`DELETE FROM features WHERE text IN ` + losing, // they tell of all records
	`DELETE FROM notes WHERE text IN ` + losing,
	`UPDATE article SET records = (SELECT count(*) FROM record WHERE article = article.seq AND seq NOT IN gone_record)
		WHERE seq IN (SELECT article FROM record WHERE seq IN gone_record) AND seq NOT IN gone_article`,
	`UPDATE article SET record = (SELECT seq FROM record WHERE article = article.seq AND seq NOT IN gone_record
			ORDER BY unixepoch(published, 'subsec') DESC NULLS LAST, unixepoch(seen, 'subsec') DESC NULLS LAST, seq DESC LIMIT 1)
		WHERE record IN gone_record AND seq NOT IN gone_article`,
	`UPDATE text SET representative = NULL WHERE representative IN gone_article`,
	`UPDATE text SET origin = NULL WHERE origin IN gone_article`,
	`DELETE FROM article WHERE seq IN gone_article`,
	`DELETE FROM record WHERE seq IN gone_record`,
	`DELETE FROM text WHERE seq IN gone_text`,
	`UPDATE text SET representative = ` + earliest + ` WHERE representative IS NULL AND seq IN touched_text`,
	`UPDATE text SET origin = ` + earliest + ` WHERE origin IS NULL AND seq IN touched_text`,
	`UPDATE copy SET lag = NULL, of = (SELECT t.origin FROM article a JOIN text t ON t.seq = a.text WHERE a.seq = copy.article)
		WHERE of IN gone_article`,
	`DELETE FROM copy WHERE of = article`,
	`DELETE FROM evidence WHERE text IN (SELECT seq FROM text WHERE story IN touched_story)`,
}

// losing are the texts that have a record which goes.
const losing = `(SELECT a.text FROM record r JOIN article a ON a.seq = r.article WHERE r.seq IN gone_record)`

// earliest is the article that a text is told by when its own is gone.
const earliest = `(SELECT a.seq FROM article a WHERE a.text = text.seq ORDER BY a.day, a.published IS NULL, unixepoch(a.published), a.seq LIMIT 1)`

// recount brings the stories that are left up to date.
var recount = [...]string{
	`UPDATE story SET view = NULL, profile = NULL,
		texts = (SELECT count(*) FROM text WHERE story = story.seq),
		articles = (SELECT count(*) ` + ofStory + `),
		sources = (SELECT count(DISTINCT nullif(a.source, '')) ` + ofStory + `),
		unknown = (SELECT count(*) ` + ofStory + ` AND a.source = '')
		WHERE seq IN touched_story`,
	`UPDATE story SET
		(first, first_precision, first_trust) = (SELECT a.published, a.published_precision, a.published_trust ` + ofStory + `
			ORDER BY a.published IS NULL, unixepoch(a.published), a.seq LIMIT 1),
		(last, last_precision, last_trust) = (SELECT a.published, a.published_precision, a.published_trust ` + ofStory + `
			ORDER BY a.published IS NULL, unixepoch(a.published) DESC, a.seq LIMIT 1),
		first_day = (SELECT min(a.day) ` + ofStory + `), last_day = (SELECT max(a.day) ` + ofStory + `),
		medoid = coalesce(medoid, (SELECT min(seq) FROM text WHERE story = story.seq))
		WHERE seq IN touched_story AND texts > 0`,
	`UPDATE story SET headline = '' WHERE seq IN touched_story AND texts = 1`,
}

const ofStory = `FROM article a JOIN text t ON t.seq = a.text WHERE t.story = story.seq`

var undoom = [...]string{
	`DROP TABLE gone_record`, `DROP TABLE gone_article`, `DROP TABLE gone_text`, `DROP TABLE touched_text`, `DROP TABLE touched_story`,
}

// removal is what went.
type removal struct{ records, articles, texts int }

// doom removes the records that a query names, and what goes with them. Empty stories are those of
// touched_story with texts = 0; settle deals with them.
func (t *tx) doom(settle func() error, query string, args ...any) (removal, error) {
	steps := []func() error{
		func() error { return t.each(doomed[:]) },
		func() error { _, err := t.exec(`INSERT INTO gone_record `+query, args...); return err },
		func() error { return t.each(collect[:]) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return removal{}, err
		}
	}
	gone, err := one(t.reader, scanRemoval, `SELECT (SELECT count(*) FROM gone_record), (SELECT count(*) FROM gone_article), (SELECT count(*) FROM gone_text)`)
	if err != nil {
		return removal{}, err
	}
	if err := t.each(remove[:]); err != nil {
		return removal{}, err
	}
	if err := t.each(recount[:]); err != nil {
		return removal{}, err
	}
	if err := settle(); err != nil {
		return removal{}, err
	}
	return gone, t.each(undoom[:])
}

func scanRemoval(row scanner) (r removal, err error) {
	err = row.Scan(&r.records, &r.articles, &r.texts)
	return r, err
}

// each executes statements in order.
func (t *tx) each(statements []string) error {
	for i, s := range statements {
		if _, err := t.exec(s); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	return nil
}
