package index

import (
	"cmp"
	"context"
	"fmt"
)

// Note writes into the history. Run 0 is the run itself, a zero At its now.
func (g *Grouping) Note(c Change) error {
	if c.At.IsZero() {
		c.At = g.run.now
	}
	return g.note(c, g.run.id)
}

func (t *tx) note(c Change, run int64) error {
	_, err := t.execRow(`INSERT INTO history (run, at, kind, story, other, texts) VALUES (?, ?, ?, ?, ?, ?)`,
		cmp.Or(c.Run, run), utc(c.At), c.Kind, c.Story, orNull(c.Other), c.Texts)
	if err != nil {
		return fmt.Errorf("note change of story %s: %w", c.Story, err)
	}
	return nil
}

// History returns what happened to a story, by id, also as the other one, oldest first.
func (a *Archive) History(story string) ([]Change, error) {
	changes, err := all(a.reader(context.Background()), scanChange, `
		SELECT run, at, kind, story, other, texts FROM history WHERE story = ?1 OR other = ?1 ORDER BY seq`, story)
	if err != nil {
		return nil, fmt.Errorf("read history of story %s: %w", story, err)
	}
	return changes, nil
}

func scanChange(row scanner) (c Change, err error) {
	err = row.Scan(&c.Run, stamp{&c.At}, &c.Kind, &c.Story, nullable(&c.Other), &c.Texts)
	return c, err
}
