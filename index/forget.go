package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// To forget an article is to leave none of its words in any file of the archive: not in its records, not
// in what was worked out from them (features, notes, profiles, evidence, views, headlines), not in the free
// pages of the database and not in its log. What was worked out from several articles goes as a whole: a story that
// held it, or came out of one that did, loses its headline, and one that still stands is left to be described anew
// by the next run. Its id and address, which may tell its headline, remain only as salted hashes, by which Keep knows
// what not to take in again. Records that wait for the grouping and have one of these hashes are of the same article,
// and go with it.
//
// Its words are in the search shards as well: in the months in which its records were kept, and in those in
// which a story was closed that held it, or was near it, or became part of such a one, for the heaviest words of such
// a story may be its own. These months are noted, and Index builds them again. Backups made before are not
// covered.
//
// When its rows are gone the files are made anew without what was freed (scrub.go).

// Forget removes an article, by its whole id, from the tables and the inbox for good, and returns the months, as
// in 2006-01, whose search shards still hold it until Index is called. One that only waits for the grouping goes by
// the id it was given. An id that is not there is ErrNotFound, unless an earlier Forget was kept from its end, which
// is then done. The archive must have been opened by OpenWriter.
func (a *Archive) Forget(ctx context.Context, articleID string) ([]string, error) {
	months, err := a.forget(ctx, articleID)
	if err != nil {
		return nil, fmt.Errorf("forget article %s: %w", articleID, err)
	}
	return months, nil
}

func (a *Archive) forget(ctx context.Context, articleID string) ([]string, error) {
	f, err := a.forgettable(ctx, articleID)
	if errors.Is(err, ErrNotFound) {
		return a.finishForget(ctx)
	}
	if err != nil {
		return nil, err
	}
	if f.run, err = a.Begin("forget", a.clock()); err != nil {
		return nil, err
	}
	if err := a.forgetInbox(ctx, f.article.ID); err != nil {
		return nil, err
	}
	var months []string
	err = a.write(ctx, func(t *tx) (err error) {
		f.tx = t
		months, err = f.all()
		return err
	})
	if err != nil {
		return nil, err
	}
	return months, errors.Join(a.finishScrub(ctx), f.run.Finish(map[string]int{"articles": 1}))
}

// forgettable finds an article and its records, or those that wait under an id.
func (a *Archive) forgettable(ctx context.Context, id string) (*forgetting, error) {
	r := a.reader(ctx)
	article, err := one(r, scanArticle, articleQuery+`WHERE a.id = ?`, id)
	if err == nil {
		records, err := all(r, scanTrace, traceQuery+`WHERE article = ? ORDER BY seq`, article.Seq)
		return &forgetting{article: article, records: records}, err
	}
	if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	waiting, err := all(r, scanTrace, traceQuery+`WHERE article IS NULL AND named = ? AND coalesce(given_id, url) = ? ORDER BY seq`, nameHash(id), id)
	if err != nil {
		return nil, err
	}
	if len(waiting) == 0 {
		return nil, ErrNotFound
	}
	if slices.ContainsFunc(waiting, func(t trace) bool { return t.source != waiting[0].source }) {
		return nil, errors.New("several sources gave this id, and their articles wait: run `twicetold nightly`, which gives each its own")
	}
	return &forgetting{article: Article{ID: id}, records: waiting}, nil
}

// finishForget does what an earlier Forget, of an article that is gone from the tables, was kept from.
func (a *Archive) finishForget(ctx context.Context) ([]string, error) {
	noted, err := a.meta(scrubNote)
	if err != nil {
		return nil, err
	}
	if noted != removedForGood {
		return nil, ErrNotFound
	}
	if err := a.finishScrub(ctx); err != nil {
		return nil, err
	}
	return a.stale()
}

// forgetInbox removes an article's id from the corrections that wait.
func (a *Archive) forgetInbox(ctx context.Context, id string) error {
	return a.inbox.write(ctx, func(t *tx) error {
		if err := t.overwrite(); err != nil {
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

// trace is what a record is known by when it comes again, and the month in which it was kept.
type trace struct {
	seq                          int64
	id, source, canonical, month string
}

// traceQuery reads traces; what follows says which.
const traceQuery = `SELECT seq, coalesce(given_id, url), source, url, substr(kept, 1, 7) FROM record `

func scanTrace(row scanner) (t trace, err error) {
	var url string
	err = row.Scan(&t.seq, &t.id, &t.source, &url, &t.month)
	t.canonical = canonicalOf(url)
	return t, err
}

// forgetting is the transaction of one Forget.
type forgetting struct {
	*tx
	run     *Run
	article Article // with nothing but an id when it only waits
	records []trace
	near    []int64 // texts with an edge to its text
}

func (f *forgetting) all() ([]string, error) {
	err := f.noteScrub()
	if err != nil {
		return nil, err
	}
	if f.near, err = f.adjoining(f.article.Text); err != nil {
		return nil, err
	}
	if err := f.bar(f.records); err != nil {
		return nil, err
	}
	if err := f.dropBarred(); err != nil {
		return nil, err
	}
	months, err := f.months()
	if err != nil {
		return nil, err
	}
	if err := f.dropDerived(); err != nil {
		return nil, err
	}
	if err := f.dropID(); err != nil {
		return nil, err
	}
	if _, err = f.doom(f.settle, `SELECT seq FROM record WHERE article = ?`, f.article.Seq); err != nil {
		return nil, err
	}
	return f.addStale(months...)
}

// bar keeps records from coming in again.
func (t *tx) bar(records []trace) error {
	salt, err := archiveSalt(t.reader)
	if err != nil {
		return err
	}
	for _, r := range records {
		byID, byAddress := forgottenHashes(salt, r.id, r.source, r.canonical)
		for _, hash := range [...][]byte{byID, byAddress} {
			if hash == nil {
				continue
			}
			if _, err := t.exec(`INSERT OR IGNORE INTO forgotten (hash) VALUES (?)`, hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropBarred removes the records that wait though they may not come in, and bars by what else they are known; that
// may bar others.
func (t *tx) dropBarred() error {
	for {
		gone, err := t.barred()
		if err != nil || len(gone) == 0 {
			return err
		}
		if err := errors.Join(t.noteScrub(), t.bar(gone)); err != nil {
			return err
		}
		for _, r := range gone {
			if err := t.drop("record", r.seq); err != nil {
				return err
			}
		}
	}
}

// barred returns the records that wait though they may not come in.
func (t *tx) barred() ([]trace, error) {
	salt, err := forgottenSalt(t.reader)
	if err != nil || salt == nil {
		return nil, err
	}
	waiting, err := all(t.reader, scanTrace, traceQuery+`WHERE article IS NULL ORDER BY seq`)
	if err != nil {
		return nil, err
	}
	var gone []trace
	k := &keeper{tx: t, salt: salt}
	for _, r := range waiting {
		forgotten, err := k.forgotten(Given{ID: r.id, Source: r.source}, r.canonical)
		if err != nil {
			return nil, err
		}
		if forgotten {
			gone = append(gone, r)
		}
	}
	return gone, nil
}

// dropDerived drops what may hold words of the article's text: its features and notes, what was worked out about
// its story and the stories next to it, the evidence there, and the headlines of all stories that held it. Which of
// its articles a headline is from is not written down.
func (f *forgetting) dropDerived() error {
	_, err := f.exec(`UPDATE story SET headline = '', view = NULL, profile = NULL
		WHERE seq = (SELECT story FROM text WHERE seq = ?) OR seq IN (SELECT story FROM held WHERE article = ?)`, f.article.Text, f.article.ID)
	if err != nil {
		return err
	}
	if err := f.tx.run([]any{f.article.Text}, `DELETE FROM features WHERE text = ?`, `DELETE FROM notes WHERE text = ?`); err != nil {
		return err
	}
	return f.tx.run([]any{f.article.Text, array(f.near)},
		`DELETE FROM evidence WHERE text IN `+nearTexts,
		`UPDATE story SET view = NULL, profile = NULL WHERE seq IN (SELECT story FROM text WHERE seq IN `+nearTexts+`)`)
}

// dropID removes the article's id from where it stands by name.
func (f *forgetting) dropID() error {
	if _, err := f.exec(`DELETE FROM held WHERE article = ?`, f.article.ID); err != nil {
		return err
	}
	return f.dropFromEdits(f.article.ID)
}

// nearTexts are the article's text (?1) and those whose evidence or whose stories may hold words of it; ?2 are those
// that have an edge to it.
const nearTexts = `(SELECT ?1 UNION SELECT value FROM json_each(?2)
	UNION SELECT seq FROM text WHERE closest = ?1
	UNION SELECT seq FROM text WHERE story = (SELECT story FROM text WHERE seq = ?1))`

// months returns the months whose shards hold words of the article: those of its records, and those of the runs that
// closed a story near it (?3 is its id) or one that the history connects with such a story.
func (f *forgetting) months() ([]string, error) {
	months, err := all(f.reader, column[string], `
		WITH RECURSIVE kin (id) AS (
			SELECT id FROM story WHERE id IS NOT NULL AND seq IN (SELECT story FROM text WHERE seq IN `+nearTexts+` UNION SELECT story FROM held WHERE article = ?3)
			UNION SELECT h.story FROM history h JOIN kin ON h.other = kin.id
			UNION SELECT h.other FROM history h JOIN kin ON h.story = kin.id WHERE h.other IS NOT NULL)
		SELECT DISTINCT substr(r.now, 1, 7) FROM kin JOIN history h ON h.story = kin.id JOIN run r ON r.id = h.run
		WHERE h.kind = 'closed' AND h.texts > 1`, f.article.Text, array(f.near), f.article.ID)
	for _, r := range f.records {
		months = append(months, r.month)
	}
	return months, err
}

// settle withdraws the stories that held nothing else.
func (f *forgetting) settle() error {
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
