package index

import (
	"context"
	"fmt"
	"time"
)

// Dropped is how much Prune dropped.
type Dropped struct {
	Records  int `json:"records"`
	Articles int `json:"articles"`
	Texts    int `json:"texts"`
	Stories  int `json:"stories"` // that only a tombstone is left of
}

// Prune drops the records kept before the month that before lies in, and the articles and texts that
// were made of nothing else. Records that wait for the grouping stay. Of a story without texts the headline and the
// times remain. Index drops their shards. The archive must have been opened by OpenWriter.
func (a *Archive) Prune(ctx context.Context, before time.Time) (Dropped, error) {
	var d Dropped
	run, err := a.Begin("prune", a.clock())
	if err != nil {
		return Dropped{}, fmt.Errorf("prune archive: %w", err)
	}
	month := monthOf(before)
	err = a.write(ctx, func(t *tx) error {
		gone, err := all(t.reader, column[string], `SELECT DISTINCT substr(kept, 1, 7) FROM record WHERE article IS NOT NULL AND substr(kept, 1, 7) < ?`, month)
		if err != nil {
			return err
		}
		if _, err := t.addStale(gone...); err != nil {
			return err
		}
		d, err = t.prune(run, month)
		return err
	})
	if err != nil {
		return Dropped{}, fmt.Errorf("prune archive: %w", err)
	}
	return d, run.Finish(d)
}

// prune drops the records of all months before one.
func (t *tx) prune(run *Run, month string) (Dropped, error) {
	var d Dropped
	if _, err := t.exec(entitle, month); err != nil {
		return Dropped{}, err
	}
	gone, err := t.doom(func() (err error) {
		d.Stories, err = t.tombstones(run)
		return err
	}, `SELECT seq FROM record WHERE article IS NOT NULL AND substr(kept, 1, 7) < ?`, month)
	d.Records, d.Articles, d.Texts = gone.records, gone.articles, gone.texts
	return d, err
}

// entitle gives a story that goes before its headline was made anew the title of its medoid, for its tombstone.
const entitle = `UPDATE story SET headline = coalesce((SELECT r.title FROM text t JOIN article a ON a.seq = t.representative
	JOIN record r ON r.seq = a.record WHERE t.seq = story.medoid), '')
	WHERE headline = '' AND state IN ('open', 'closed') AND NOT EXISTS (SELECT 1 FROM text t JOIN article a ON a.text = t.seq
		JOIN record r ON r.article = a.seq WHERE t.story = story.seq AND substr(r.kept, 1, 7) >= ?)`

// tombstones turns the stories that lost all their texts into tombstones and notes it.
func (t *tx) tombstones(run *Run) (int, error) {
	rows, err := all(t.reader, scanNamed, `SELECT seq, coalesce(id, '') FROM story WHERE seq IN touched_story AND texts = 0 ORDER BY seq`)
	if err != nil {
		return 0, err
	}
	for _, row := range rows {
		if _, err := t.exec(`UPDATE story SET state = 'pruned', run = ? WHERE seq = ?`, run.id, row.seq); err != nil {
			return 0, err
		}
		if err := t.note(Change{At: run.now, Kind: string(StatePruned), Story: row.id}, run.id); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}
