package index

import (
	"context"
	"errors"
	"fmt"
)

// To forget an article is to leave none of its words in any file of the archive: not in its records, not
// in what was worked out from them (features, profiles, evidence, views, headlines), not in the free
// pages of the database and not in its log. What was worked out from several articles goes as a whole; the
// next regrouping of these stories makes it again. Its id and address, which may tell its headline, remain
// only as salted hashes, by which Keep knows what not to take in again.
//
// Its words are in the search shards as well: in the months in which its records were kept, and in those in
// which a story was closed that held it, or was near it, or became part of such a one, for the heaviest words of such
// a story may be its own. These months are noted, and Index builds them again. Backups made before are not
// covered.

// Forget removes an article, by its whole id, from the tables and the inbox for good, and returns the months, as
// in 2006-01, whose search shards still hold it until Index is called. An id that is not there is ErrNotFound. The
// archive must have been opened by OpenWriter.
func (a *Archive) Forget(ctx context.Context, articleID string) ([]string, error) {
	months, err := a.forget(ctx, articleID)
	if err != nil {
		return nil, fmt.Errorf("forget article %s: %w", articleID, err)
	}
	return months, nil
}

func (a *Archive) forget(ctx context.Context, articleID string) ([]string, error) {
	article, err := one(a.reader(ctx), scanArticle, articleQuery+`WHERE a.id = ?`, articleID)
	if errors.Is(err, ErrNotFound) {
		return a.finishForget(ctx)
	}
	if err != nil {
		return nil, err
	}
	run, err := a.Begin("forget", a.clock())
	if err != nil {
		return nil, err
	}
	if err := a.forgetWaiting(ctx, article.ID); err != nil {
		return nil, err
	}
	var months []string
	err = a.write(ctx, func(t *tx) (err error) {
		// Freed pages are overwritten; VACUUM alone would leave them to the file system.
		if _, err := all(t.reader, column[int], `PRAGMA secure_delete = ON`); err != nil {
			return err
		}
		months, err = (&forgetting{tx: t, run: run, article: article}).all()
		return err
	})
	if err != nil {
		return nil, err
	}
	return months, errors.Join(a.inbox.scrub(ctx), a.scrub(ctx), run.Finish(map[string]int{"articles": 1}))
}

// finishForget does what an earlier Forget, of an article that is gone from the tables, was kept from.
func (a *Archive) finishForget(ctx context.Context) ([]string, error) {
	months, err := a.stale()
	if err != nil {
		return nil, err
	}
	if len(months) == 0 {
		return nil, ErrNotFound
	}
	return months, errors.Join(a.inbox.scrub(ctx), a.scrub(ctx))
}

// forgetWaiting removes an article's id from the corrections that wait.
func (a *Archive) forgetWaiting(ctx context.Context, id string) error {
	return a.inbox.write(ctx, func(t *tx) error {
		if _, err := all(t.reader, column[int], `PRAGMA secure_delete = ON`); err != nil {
			return err
		}
		return t.dropFromEdits(id)
	})
}

// dropFromEdits removes an article's id from the sets that edits name.
func (t *tx) dropFromEdits(id string) error {
	const without = `(SELECT json_group_array(value) FROM json_each(%s) WHERE value <> ?1)`
	set := func(name string) string { return name + ` = ` + fmt.Sprintf(without, name) }
	holds := func(name string) string { return `EXISTS (SELECT 1 FROM json_each(` + name + `) WHERE value = ?1)` }
	return t.run([]any{id}, `UPDATE edit SET `+set("left_set")+`, `+set("right_set")+`, `+set("apart")+
		` WHERE `+holds("left_set")+` OR `+holds("right_set")+` OR `+holds("apart"))
}

// scrub makes a database anew without free space and empties its log.
func (d *database) scrub(ctx context.Context) error {
	conn, err := d.db.Conn(ctx)
	if err != nil {
		return d.explain(ctx, err)
	}
	defer conn.Close()                                                                               // back to the pool
	for _, s := range []string{`PRAGMA temp_store = FILE`, `VACUUM`, `PRAGMA temp_store = MEMORY`} { // the copy may be large
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return d.explain(ctx, err)
		}
	}
	blocked, err := one(reader{d, ctx, conn}, scanCheckpoint, `PRAGMA wal_checkpoint(TRUNCATE)`)
	if err == nil && blocked {
		err = errors.New("it is gone from the tables, but a reader keeps a log from being emptied; end the readers and forget it again")
	}
	return err
}

func scanCheckpoint(row scanner) (blocked bool, err error) {
	var pages, moved int
	err = row.Scan(&blocked, &pages, &moved)
	return blocked, err
}

// forgetting is the transaction of one Forget.
type forgetting struct {
	*tx
	run     *Run
	article Article
}

func (f *forgetting) all() ([]string, error) {
	records, err := f.records([]int64{f.article.Seq})
	if err != nil {
		return nil, err
	}
	if err := f.bar(records); err != nil {
		return nil, err
	}
	months, err := f.months(records)
	if err != nil {
		return nil, err
	}
	if err := f.dropDerived(); err != nil {
		return nil, err
	}
	if err := f.dropID(); err != nil {
		return nil, err
	}
	_, err = f.doom(func() error { return f.settle(records) }, `SELECT seq FROM record WHERE article = ?`, f.article.Seq)
	if err != nil {
		return nil, err
	}
	return f.addStale(months...)
}

// bar keeps the records from coming in again.
func (f *forgetting) bar(records []Record) error {
	salt, err := archiveSalt(f.reader)
	if err != nil {
		return err
	}
	for _, r := range records {
		canonical, err := one(f.reader, column[string], `SELECT coalesce(canonical, '') FROM record WHERE seq = ?`, r.Seq)
		if err != nil {
			return err
		}
		byID, byAddress := forgottenHashes(salt, r.ID, r.Source, canonical)
		for _, hash := range [...][]byte{byID, byAddress} {
			if hash == nil {
				continue
			}
			if _, err := f.exec(`INSERT OR IGNORE INTO forgotten (hash) VALUES (?)`, hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropDerived drops what may hold words of the article's text: its features, what was worked out about
// its story and the stories next to it, and the evidence there.
func (f *forgetting) dropDerived() error {
	return f.tx.run([]any{f.article.Text},
		`DELETE FROM evidence WHERE text IN `+nearTexts,
		`UPDATE story SET view = NULL, profile = NULL WHERE seq IN (SELECT story FROM text WHERE seq IN `+nearTexts+`)`,
		`UPDATE text SET features = NULL WHERE seq = ?1`,
		`DELETE FROM neighbour WHERE text = ?1 OR other = ?1`)
}

// dropID removes the article's id from where it stands by name.
func (f *forgetting) dropID() error {
	if _, err := f.exec(`DELETE FROM held WHERE article = ?`, f.article.ID); err != nil {
		return err
	}
	return f.dropFromEdits(f.article.ID)
}

// nearTexts are the article's text (?1) and those whose evidence or whose stories may hold words of it.
const nearTexts = `(SELECT ?1 UNION SELECT other FROM neighbour WHERE text = ?1 UNION SELECT text FROM neighbour WHERE other = ?1
	UNION SELECT seq FROM text WHERE closest = ?1
	UNION SELECT seq FROM text WHERE story = (SELECT story FROM text WHERE seq = ?1))`

// months returns the months whose shards hold words of the article: those of its records, and those of the runs that
// closed a story near it (?2 is its id) or one that the history connects with such a story.
func (f *forgetting) months(records []Record) ([]string, error) {
	months, err := all(f.reader, column[string], `
		WITH RECURSIVE kin (id) AS (
			SELECT id FROM story WHERE id IS NOT NULL AND seq IN (SELECT story FROM text WHERE seq IN `+nearTexts+` UNION SELECT story FROM held WHERE article = ?2)
			UNION SELECT h.story FROM history h JOIN kin ON h.other = kin.id
			UNION SELECT h.other FROM history h JOIN kin ON h.story = kin.id WHERE h.other IS NOT NULL)
		SELECT DISTINCT substr(r.now, 1, 7) FROM kin JOIN history h ON h.story = kin.id JOIN run r ON r.id = h.run
		WHERE h.kind = 'closed' AND h.texts > 1`, f.article.Text, f.article.ID)
	for _, r := range records {
		months = append(months, monthOf(r.Kept))
	}
	return months, err
}

// settle replaces a headline that is the article's, and withdraws a story that has no other.
func (f *forgetting) settle(records []Record) error {
	for _, r := range records {
		_, err := f.exec(`UPDATE story SET headline = coalesce((SELECT r.title FROM text t JOIN article a ON a.seq = t.representative
			JOIN record r ON r.seq = a.record WHERE t.seq = story.medoid), '')
			WHERE headline = ? AND (seq IN touched_story OR state NOT IN ('open', 'closed'))`, r.Title)
		if err != nil {
			return err
		}
	}
	rows, err := all(f.reader, scanNamed, `SELECT seq, coalesce(id, '') FROM story WHERE seq IN touched_story AND texts = 0 ORDER BY seq`)
	if err != nil {
		return err
	}
	for _, row := range rows {
		_, err := f.exec(`UPDATE story SET state = 'withdrawn', headline = '', run = ? WHERE seq = ?`, f.run.id, row.seq)
		if err != nil {
			return err
		}
		if err := f.note(Change{At: f.run.now, Kind: string(StateWithdrawn), Story: row.id}, f.run.id); err != nil {
			return err
		}
	}
	return nil
}
