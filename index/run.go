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

// Begin records that a run of a command has begun, which takes now for the present. The archive must
// have been opened by OpenWriter.
func (a *Archive) Begin(command string, now time.Time) (*Run, error) {
	if a.lock == nil {
		return nil, errors.New("begin run: the archive is not open for one")
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
	return r, nil
}

// ID returns the number of the run.
func (r *Run) ID() int64 { return r.id }

// Now returns what the run takes for the present, in UTC.
func (r *Run) Now() time.Time { return r.now }

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
	return nil
}

// RunRow is what the archive tells of a run.
type RunRow struct {
	ID       int64
	Command  string
	Started  time.Time
	Finished time.Time // zero when it did not get there
	Now      time.Time
	State    string // keeping, grouped or done
	Counts   []byte // JSON; nil when it did not get there
}

// Runs returns the last runs, newest first; all for limit 0.
func (a *Archive) Runs(limit int) ([]RunRow, error) {
	if limit == 0 {
		limit = -1
	}
	runs, err := all(a.reader(context.Background()), scanRun, `SELECT id, command, started, finished, now, state, counts FROM run ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	return runs, nil
}

func scanRun(row scanner) (r RunRow, err error) {
	err = row.Scan(&r.ID, &r.Command, stamp{&r.Started}, stamp{&r.Finished}, stamp{&r.Now}, &r.State, nullable(&r.Counts))
	return r, err
}
