package index

import (
	"fmt"
	"time"
)

// A story that may not grow any more is closed: it leaves the grouping's memory, and the notes that its description was made of go; the
// search shards get a document by which it is found again.

// CloseStories closes the open stories whose last day is before a day, or that span so many days, notes it in the
// history of those of several articles, and returns how many they were.
func (g *Grouping) CloseStories(before, span int, at time.Time) (int, error) {
	const done = ` FROM story WHERE state = 'open' AND (last_day < ? OR last_day - first_day >= ?)`
	n, err := one(g.reader, column[int], `SELECT count(*)`+done, before, span)
	if err == nil {
		_, err = g.exec(`INSERT INTO history (run, at, kind, story, texts) SELECT ?, ?, 'closed', id, texts`+done+` AND articles > 1`,
			g.run.id, utc(at), before, span)
	}
	if err == nil {
		_, err = g.exec(`DELETE FROM notes WHERE text IN (SELECT seq FROM text WHERE story IN (SELECT seq`+done+`))`, before, span)
	}
	if err == nil {
		_, err = g.exec(`UPDATE story SET state = 'closed', run = ? WHERE seq IN (SELECT seq`+done+`)`, g.run.id, before, span)
	}
	if err != nil {
		return 0, fmt.Errorf("close stories: %w", err)
	}
	clear(g.stories)
	return n, nil
}

// CountOpen returns how many stories are open.
func (g *Grouping) CountOpen() (int, error) {
	n, err := one(g.reader, column[int], `SELECT count(*) FROM story WHERE state = 'open'`)
	if err != nil {
		return 0, fmt.Errorf("count stories: %w", err)
	}
	return n, nil
}

// ForgetFeatures drops what the grouping keeps of texts of a day before this one whose story is not open.
func (g *Grouping) ForgetFeatures(before int) error {
	_, err := g.exec(`DELETE FROM features WHERE day < ?
		AND (SELECT s.state FROM text t JOIN story s ON s.seq = t.story WHERE t.seq = features.text) <> 'open'`, before)
	if err != nil {
		return fmt.Errorf("drop features: %w", err)
	}
	clear(g.texts)
	return nil
}
