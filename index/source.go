package index

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// usualRuns is how many runs tell the usual level of a source: two weeks of nights.
const (
	usualRuns = 14
	leastRuns = 3 // with fewer nothing is usual yet
)

// Source is what the archive knows of a source.
type Source struct {
	Name     string      // "" for articles without one
	Outlet   news.Outlet // that it is, by what editors know; when they know nothing only its name is there, the source's
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
		outlets, err := r.outlets()
		if err != nil {
			return err
		}
		for i := range sources {
			sources[i].Outlet = news.Outlet{Name: sources[i].Name}
			if known, ok := outlets.Of(sources[i].Name); ok {
				sources[i].Outlet = known
			}
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
	SELECT n.name, coalesce(g.articles, 0), p.seen
	FROM named n LEFT JOIN present p ON p.source = n.name LEFT JOIN grouped g ON g.source = n.name
	ORDER BY n.name`

func scanSource(row scanner) (s Source, err error) {
	err = row.Scan(&s.Name, &s.Articles, stamp{&s.LastSeen})
	return s, err
}

// level is what a run kept of a source.
type level struct {
	run    int64
	source string
	count  int
}

// levels fills in what the last runs, but for the one that is under way, kept of sources.
func (r reader) levels(sources []Source, underWay int64) error {
	kept, runs, err := r.keptOf(underWay)
	if err != nil || runs == 0 {
		return err
	}
	for i := range sources {
		counts := kept[sources[i].Name]
		if counts == nil {
			counts = make([]int, runs)
		}
		sources[i].Last = counts[0]
		sources[i].Usual = usual(counts)
	}
	return nil
}

// keptOf returns what each of the last runs, but for one, kept of the sources that it kept anything of, and how many runs
// these are: latest first. A run that kept nothing of a source counts as well.
func (r reader) keptOf(underWay int64) (kept map[string][]int, runs int, err error) {
	last, err := all(r, column[int64], `SELECT id FROM run WHERE id <> ?
		AND EXISTS (SELECT 1 FROM record WHERE run = run.id) ORDER BY id DESC LIMIT ?`, underWay, usualRuns)
	if err != nil {
		return nil, 0, err
	}
	levels, err := all(r, scanLevel, `SELECT run, source, count(*) FROM record
		WHERE run IN (SELECT value FROM json_each(?)) GROUP BY run, source`, array(last))
	if err != nil {
		return nil, 0, err
	}
	kept = map[string][]int{}
	for _, l := range levels {
		if kept[l.source] == nil {
			kept[l.source] = make([]int, len(last))
		}
		kept[l.source][slices.Index(last, l.run)] = l.count
	}
	return kept, len(last), nil
}

// usual returns the median of what runs kept, which it sorts; 0 while they are too few.
func usual(counts []int) float64 {
	if len(counts) < leastRuns {
		return 0
	}
	return median(counts)
}

// UsualLevels returns how much sources usually send, by name; one of which the last runs had nothing is left out. During
// a run, the levels are those before it.
func (a *Archive) UsualLevels() (map[string]float64, error) {
	kept, _, err := a.reader(context.Background()).keptOf(a.underWay)
	if err != nil {
		return nil, fmt.Errorf("list levels of sources: %w", err)
	}
	levels := make(map[string]float64, len(kept))
	for source, counts := range kept {
		levels[source] = usual(counts)
	}
	return levels, nil
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
