package index

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// usualRuns is how many runs tell the usual level of a source: two weeks of nights.
const (
	usualRuns = 14
	leastRuns = 3 // with fewer nothing is usual yet
)

// Source is what the archive knows of a source.
type Source struct {
	Name     string // "" for articles without one
	Family   string // "" when unknown
	Aliases  []string
	Articles int
	LastSeen time.Time // when its last record was collected, else kept
	Last     int       // new records in the last run that kept any of any source, whatever became of it
	Usual    float64   // median of the last 14 such runs, or of as many as there are; 0 while there are fewer than three
}

// Sources returns all sources by name. During a run, the levels are those before it.
func (a *Archive) Sources() ([]Source, error) {
	var sources []Source
	err := a.read(context.Background(), func(r reader) (err error) {
		if sources, err = all(r, scanSource, sourceQuery); err != nil {
			return err
		}
		return r.levels(sources, a.underWay)
	})
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	return sources, nil
}

// sourceQuery tells of sources that have records or are in the table.
const sourceQuery = `
	WITH present AS (SELECT source, max(coalesce(seen, kept)) AS seen FROM record GROUP BY source),
		grouped AS (SELECT source, count(*) AS articles FROM article GROUP BY source),
		named AS (SELECT source AS name FROM present UNION SELECT name FROM source)
	SELECT n.name, s.family, coalesce(s.aliases, '[]'), coalesce(g.articles, 0), p.seen
	FROM named n LEFT JOIN source s ON s.name = n.name LEFT JOIN present p ON p.source = n.name LEFT JOIN grouped g ON g.source = n.name
	ORDER BY n.name`

func scanSource(row scanner) (s Source, err error) {
	err = row.Scan(&s.Name, nullable(&s.Family), list{&s.Aliases}, &s.Articles, stamp{&s.LastSeen})
	return s, err
}

// level is what a run kept of a source.
type level struct {
	run    int64
	source string
	count  int
}

// levels fills in what the last runs, but for the one that is under way, kept of sources that are sorted by name.
func (r reader) levels(sources []Source, underWay int64) error {
	runs, err := all(r, column[int64], `SELECT id FROM run WHERE id <> ?
		AND EXISTS (SELECT 1 FROM record WHERE run = run.id) ORDER BY id DESC LIMIT ?`, underWay, usualRuns)
	if err != nil || len(runs) == 0 {
		return err
	}
	levels, err := all(r, scanLevel, `SELECT run, source, count(*) FROM record
		WHERE run IN (SELECT value FROM json_each(?)) GROUP BY run, source ORDER BY source, run DESC`, array(runs))
	if err != nil {
		return err
	}
	for i := range sources {
		counts := make([]int, len(runs)) // a run that kept nothing of a source counts as well
		for len(levels) > 0 && levels[0].source == sources[i].Name {
			counts[slices.Index(runs, levels[0].run)] = levels[0].count
			levels = levels[1:]
		}
		sources[i].Last = counts[0]
		if len(runs) >= leastRuns {
			sources[i].Usual = median(counts)
		}
	}
	return nil
}

func scanLevel(row scanner) (l level, err error) {
	err = row.Scan(&l.run, &l.source, &l.count)
	return l, err
}

// median sorts the counts, of which there is one at least.
func median(counts []int) float64 {
	slices.Sort(counts)
	n := len(counts)
	return float64(counts[(n-1)/2]+counts[n/2]) / 2
}
