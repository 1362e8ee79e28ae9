package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// What the tables have to say to the shards.
//
// Two kinds of rows go there: grouped records, in the month in which they were kept, and closed stories of several
// texts, in the month of the run that closed them. A month goes up to its last record before the first that waits,
// and up to its last run that closed such a story, which the history tells for good. A story that is opened again or
// merged later keeps its document there: readers ask the tables whether it is closed still, and the document goes
// when its month is built again.
//
// What is taken out of the tables leaves a note there, in the same transaction, that names the months in
// which the shards still hold it; so a process that is killed in between does not leave them as they are. A backup
// notes that nothing in the shards can be relied on, for the numbers of what came after it are given again.

const (
	staleNote  = "search_to_rebuild" // name in meta of a JSON array of months
	staleEvery = "*"                 // stands in it for all shards
)

// Terms returns the terms by which a closed story is found again, given its profile.
type Terms func(profile []byte) ([]string, error)

// madeAgain is what became of a file that was damaged.
const madeAgain = "it has been made again"

// Index brings the search shards up to the tables, from wherever an earlier run left them. The findings tell what
// was found wrong since the archive was opened and, as Do, what became of it. The archive must have been opened by
// OpenWriter.
func (a *Archive) Index(ctx context.Context, terms Terms) ([]Finding, error) {
	findings, err := a.index(ctx, terms)
	if err != nil {
		return findings, fmt.Errorf("index: %w", err)
	}
	return findings, nil
}

func (a *Archive) index(ctx context.Context, terms Terms) ([]Finding, error) {
	if a.lock == nil {
		return nil, errors.New("the archive is not open for a run")
	}
	findings := a.told
	a.told = nil
	stale, err := a.stale()
	if err == nil && slices.Contains(stale, staleEvery) {
		err = a.shards().reset()
	}
	if err != nil {
		return findings, err
	}
	b, err := a.backlog(ctx, terms)
	if err != nil {
		return findings, err
	}
	b.stale, b.deep = stale, a.lock.unclean
	damaged, err := a.shards().catchUp(ctx, b)
	for _, d := range damaged {
		findings = append(findings, Finding{d.File, d.What, madeAgain})
	}
	if err != nil {
		return findings, err
	}
	a.lock.unclean = false
	return findings, a.noteIndexed(ctx, len(stale) > 0)
}

// noteIndexed notes that nothing is stale any more, if anything was, and that there are shards, if there are.
func (a *Archive) noteIndexed(ctx context.Context, stale bool) error {
	covered, err := a.meta(coveredNote)
	if err != nil {
		return err
	}
	listed, err := readListing(a.shards().search)
	made := covered != "" || len(listed) > 0 // while all articles wait for the grouping there are no shards to lose
	if err != nil || !stale && (covered != "") == made {
		return err
	}
	return a.write(ctx, func(t *tx) error {
		err := t.setMeta(staleNote, array[string](nil))
		if made {
			err = errors.Join(err, t.setMeta(coveredNote, "made"))
		}
		return err
	})
}

// Reindex makes all search shards again from the tables.
func (a *Archive) Reindex(ctx context.Context, terms Terms) error {
	if err := a.shards().reset(); err != nil {
		return fmt.Errorf("reindex: %w", err)
	}
	_, err := a.Index(ctx, terms)
	return err
}

func (a *Archive) shards() shards {
	s := newShards(a.dir)
	s.ahead = a.ahead
	return s
}

// stale returns the months whose shards hold what is gone from the tables, rising.
func (r reader) stale() ([]string, error) {
	months, err := all(r, column[string], `SELECT e.value FROM meta m, json_each(m.value) e WHERE m.name = ? ORDER BY e.value`, staleNote)
	if err != nil {
		return nil, fmt.Errorf("list months to rebuild: %w", err)
	}
	return months, nil
}

func (a *Archive) stale() ([]string, error) { return a.reader(context.Background()).stale() }

// addStale notes months whose shards have to be built again, and returns all of these.
func (t *tx) addStale(months ...string) ([]string, error) {
	before, err := t.stale()
	if err != nil {
		return nil, err
	}
	months = slices.Concat(before, months)
	slices.Sort(months)
	months = slices.Compact(months)
	return months, t.setMeta(staleNote, array(months))
}

// closedRows tells of the closed stories that have a document, with the runs that closed them.
const closedRows = ` FROM story s INDEXED BY story_closed JOIN run r ON r.id = s.run WHERE s.state = 'closed' AND s.profile IS NOT NULL`

// keptMonths is a table of the months in which records were kept: it goes from one to the next by the index.
const keptMonths = `WITH RECURSIVE kept (month) AS (SELECT min(substr(kept, 1, 7)) FROM record
	UNION ALL SELECT (SELECT min(substr(r.kept, 1, 7)) FROM record r WHERE substr(r.kept, 1, 7) > month) FROM kept WHERE month IS NOT NULL) `

// firstWaiting is the Seq of the first record of a month that waits. There are few, so that is what it goes by (the sign
// before the month keeps it from going through all of the month).
const firstWaiting = `(SELECT coalesce(min(w.seq), 9223372036854775807) FROM record w WHERE w.article IS NULL AND +substr(w.kept, 1, 7) = ?1)`

// indexedMonths returns the months that may have something to index, rising.
func (r reader) indexedMonths() ([]string, error) {
	return all(r, column[string], keptMonths+`SELECT month FROM kept WHERE month IS NOT NULL UNION
		SELECT substr(now, 1, 7) FROM run WHERE id IN (SELECT DISTINCT s.run`+closedRows+`) ORDER BY 1`)
}

func (a *Archive) backlog(ctx context.Context, terms Terms) (backlog, error) {
	r := a.reader(ctx)
	months, err := r.indexedMonths()
	if err != nil {
		return backlog{}, err
	}
	f := feed{archive: a, ctx: ctx, terms: terms}
	return backlog{
		months: months,
		upTo:   func(month string) (checkpoint, error) { return one(r, scanMonth, checkpointQuery, month) },
		docs:   f.docs,
	}, nil
}

// checkpointQuery tells how far the tables go in a month.
const checkpointQuery = `SELECT
	coalesce((SELECT max(seq) FROM record WHERE substr(kept, 1, 7) = ?1 AND seq < ` + firstWaiting + `), 0),
	coalesce((SELECT max(h.run) FROM history h JOIN run r ON r.id = h.run WHERE h.kind = 'closed' AND h.texts > 1 AND substr(r.now, 1, 7) = ?1), 0)`

func scanMonth(row scanner) (c checkpoint, err error) {
	err = row.Scan(&c.Record, &c.Run)
	return c, err
}

// feed makes documents of rows.
type feed struct {
	archive *Archive
	ctx     context.Context
	terms   Terms
}

// docs yields the documents of a month that come after a checkpoint.
func (f feed) docs(month string, after checkpoint) iter.Seq2[searchDoc, error] {
	return func(yield func(searchDoc, error) bool) {
		remains, err := f.remains(month, after.Record)
		if err != nil {
			yield(searchDoc{}, err)
			return
		}
		for record, err := range f.archive.unindexed(f.ctx, month, after.Record) {
			if err != nil {
				yield(searchDoc{}, err)
				return
			}
			if !yield(recordDoc(record, remains), nil) {
				return
			}
		}
		for story, err := range f.closedStories(month, after.Run) {
			if err != nil {
				yield(searchDoc{}, err)
				return
			}
			if !yield(f.storyDoc(story)) {
				return
			}
		}
	}
}

// remains returns those of the sources of the records of a month that come after one.
func (f feed) remains(month string, after int64) (*news.Remains, error) {
	repeated, err := f.archive.reader(f.ctx).repeated(`AND name IN (SELECT source FROM record WHERE substr(kept, 1, 7) = ? AND seq > ?)`, month, after)
	if err != nil {
		return nil, err
	}
	return news.NewRemains(repeated), nil
}

// recordDoc is a record as it is searched: without the remains of its page.
func recordDoc(r Record, remains *news.Remains) searchDoc {
	c := news.Split(r.Given, remains)
	return searchDoc{ID: recordID(r.Seq), Title: c.Title, Body: c.Body(r.Text),
		Source: r.Source, Lang: news.Language(r.Given), Published: r.Published.At}
}

// contents is what the shards would be told of records now, by Seq: page remains may have been learnt since they were.
func (a *Archive) contents(ctx context.Context, records []int64) (map[int64]searchDoc, error) {
	docs := make(map[int64]searchDoc, len(records))
	return docs, a.read(ctx, func(r reader) error {
		found, err := all(r, r.record, recordQuery+`WHERE seq IN (SELECT value FROM json_each(?))`, array(records))
		if err != nil {
			return fmt.Errorf("read records: %w", err)
		}
		var sources []string
		for _, record := range found {
			sources = append(sources, record.Source)
		}
		repeated, err := r.repeated(`AND name IN (SELECT value FROM json_each(?))`, array(sources))
		if err != nil {
			return err
		}
		remains := news.NewRemains(repeated)
		for _, record := range found {
			docs[record.Seq] = recordDoc(record, remains)
		}
		return nil
	})
}

// closedStory is what is searched of a closed story.
type closedStory struct {
	seq, run int64
	profile  []byte
	firstDay int
	lastDay  int
}

func scanClosed(row scanner) (s closedStory, err error) {
	err = row.Scan(&s.seq, &s.run, nullable(&s.profile), &s.firstDay, &s.lastDay)
	return s, err
}

// closedStories yields the closed stories of a month that were closed by runs after one.
func (f feed) closedStories(month string, after int64) iter.Seq2[closedStory, error] {
	return each(f.archive.reader(f.ctx), scanClosed, `SELECT s.seq, s.run, s.profile, s.first_day, s.last_day`+closedRows+`
		AND substr(r.now, 1, 7) = ? AND s.run > ? ORDER BY s.seq`, month, after)
}

func (f feed) storyDoc(s closedStory) (searchDoc, error) {
	words, err := f.terms(s.profile)
	if err != nil {
		return searchDoc{}, f.archive.Unreadable(fmt.Sprintf("profile (story %d)", s.seq), err)
	}
	return searchDoc{ID: storyID(s.seq, s.run), Terms: words, First: startOf(s.firstDay), Last: startOf(s.lastDay)}, nil
}
