package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Whether the shards hold what the record says they do.
//
// Once shards were made, which the tables note, a list that is not there is one that was lost, and a search without it
// would find nothing and not say so. The tables of a backup note that no shard counts, so one that was put in the place
// of an archive is the same. Readers refuse to search then. A run does not: at its end it makes the shards again.
//
// Shards that lag behind the record are nothing out of the way: between its grouping and its end a run has not brought them
// up to it yet, and if it was killed there the next one does. So a check compares how far they go only when the last run
// is done, and passes over months that are noted to be made again.

// coveredNote is the name in meta of a note that shards were made.
const coveredNote = "search"

// ErrNotCovered: the search shards are missing, or are not those of the record.
var ErrNotCovered = errors.New("the search does not cover the record: run `twicetold reindex`")

// covered returns ErrNotCovered when a search can't be relied on.
func (a *Archive) covered() error {
	return a.read(context.Background(), func(r reader) error {
		l, err := readListing(a.shards().search)
		if err != nil {
			return err
		}
		lost, err := r.uncovered(l)
		if err == nil && lost {
			err = ErrNotCovered
		}
		return err
	})
}

// uncovered reports whether a list is not the one that the tables count on, and there is something to search.
func (r reader) uncovered(l shardList) (bool, error) {
	return one(r, column[bool], `SELECT EXISTS (SELECT 1 FROM record WHERE article IS NOT NULL) AND EXISTS (SELECT 1 FROM meta WHERE name = ?)
		AND (? OR EXISTS (SELECT 1 FROM meta m, json_each(m.value) e WHERE m.name = ? AND e.value = ?))`,
		coveredNote, len(l) == 0, staleNote, staleEvery)
}

// checkCoverage holds the list of the shards against the record.
func (a *Archive) checkCoverage(ctx context.Context) (findings []Finding, err error) {
	report := func(what string) {
		findings = append(findings, Finding{File: a.shards().list(), What: what, Do: rebuildIt})
	}
	err = a.read(ctx, func(r reader) error {
		l, err := readListing(a.shards().search)
		if err != nil {
			return err
		}
		lost, err := r.uncovered(l)
		switch {
		case err != nil:
			return err
		case lost && len(l) == 0:
			report("is missing, and the record has articles to search")
			return nil
		case lost:
			report("lists shards of another record than the one in " + tablesName)
			return nil
		case len(l) == 0:
			return nil
		}
		whats, err := r.gaps(l)
		for _, what := range whats {
			report(what)
		}
		return err
	})
	return findings, err
}

// gaps tells of months whose shards do not hold what the record says, unless a run is about to see to it.
func (r reader) gaps(l shardList) ([]string, error) {
	settled, err := one(r, column[bool], `SELECT coalesce((SELECT state = 'done' FROM run ORDER BY id DESC LIMIT 1), 0)`)
	if err != nil || !settled {
		return nil, err
	}
	months, err := r.indexedMonths()
	if err != nil {
		return nil, err
	}
	stale, err := r.stale()
	if err != nil {
		return nil, err
	}
	var whats []string
	for _, month := range months {
		if slices.Contains(stale, month) {
			continue
		}
		g, _ := l.of(month)
		what, err := r.gap(g)
		if err != nil {
			return nil, err
		}
		if what != "" {
			whats = append(whats, what)
		}
	}
	return whats, nil
}

// gap says what the shard of a month lacks, or has too much; "" for nothing. Documents of closed stories can't be counted:
// those of stories that were opened again stay.
func (r reader) gap(g generation) (string, error) {
	want, err := one(r, scanMonth, checkpointQuery, g.month)
	if err != nil {
		return "", err
	}
	records, err := one(r, column[uint64], `SELECT count(*) FROM record WHERE substr(kept, 1, 7) = ? AND seq <= ?`, g.month, want.Record)
	switch {
	case err != nil:
		return "", err
	case g.upTo != want:
		return fmt.Sprintf("lists a shard of %s that goes up to %v; the record goes up to %v", g.month, g.upTo, want), nil
	case g.docs < records:
		return fmt.Sprintf("lists a shard of %s with %d documents; the record has %d articles and revisions", g.month, g.docs, records), nil
	}
	return "", nil
}
