package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Run is one run of a command that writes the archive. Its state is keeping, then grouped, then done.
type Run struct {
	archive *Archive
	id      int64
	now     time.Time
}

// Begin records that a run of a command has begun, which takes now for the present, and ends what an earlier Forget
// could not. The archive must have been opened by OpenWriter.
func (a *Archive) Begin(command string, now time.Time) (*Run, error) {
	if a.lock == nil {
		return nil, errors.New("begin run: the archive is not open for one")
	}
	if err := a.resumeForgetting(context.Background()); err != nil {
		return nil, fmt.Errorf("begin run: %w", err)
	}
	r := &Run{archive: a, now: now.UTC()}
	err := a.write(context.Background(), func(t *tx) (err error) {
		r.id, err = t.insert(`INSERT INTO run (command, started, now, state) VALUES (?, ?, ?, 'keeping')`,
			command, utc(a.clock()), utc(now))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("begin run: %w", err)
	}
	a.underWay = r.id
	return r, nil
}

// ID returns the number of the run.
func (r *Run) ID() int64 { return r.id }

// Finish records that the run is done, with its counts, which are written as JSON.
func (r *Run) Finish(counts any) error {
	text, err := json.Marshal(counts)
	if err != nil {
		return fmt.Errorf("finish run %d: %w", r.id, err)
	}
	err = r.archive.write(context.Background(), func(t *tx) error {
		return t.update(`UPDATE run SET state = 'done', finished = ?, counts = ? WHERE id = ?`, utc(r.archive.clock()), string(text), r.id)
	})
	if err != nil {
		return fmt.Errorf("finish run %d: %w", r.id, err)
	}
	r.archive.underWay = 0
	return nil
}
