package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// Rehearse gives f the transaction of a run in which articles are also kept, and takes all of it back. The error is
// that of f.
func (a *Archive) Rehearse(ctx context.Context, now time.Time, f func(*Grouping) error) error {
	var failed error
	err := a.write(ctx, func(t *tx) (err error) {
		r := &Run{archive: a, now: now.UTC()}
		r.id, err = t.insert(`INSERT INTO run (command, started, now, state) VALUES ('rehearsal', ?, ?, 'keeping')`, utc(a.clock()), utc(now))
		if err != nil {
			return err
		}
		g, err := newGrouping(t, r)
		if err != nil {
			return err
		}
		failed = f(g)
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		return failed
	}
	return err
}

// errRehearsed takes a rehearsal back.
var errRehearsed = errors.New("rehearsed")

// Keep is Keep of the run within the transaction, for a rehearsal.
func (g *Grouping) Keep(_ context.Context, articles []news.Article) (Counts, error) {
	counts, err := g.keep(g.run, articles)
	if err != nil {
		return Counts{}, fmt.Errorf("keep articles: %w", err)
	}
	return counts, nil
}
