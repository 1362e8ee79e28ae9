package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/twicetold/twicetold/cmd/cputime"
)

// What a night does to those who read meanwhile. The same questions are put
//
//	before   to an archive of one night, while nothing is written
//	beside   to the same one, while nights are run into another one: what sharing the machine does
//	during   while the same nights are run into it
//	after    when they are over, and the archive is larger
//
// by one reader that stays open. A question is timed by the clock and by the CPU time of the process, in which nothing
// else goes on but the collection of garbage.

// readPause lies between two questions: nights are to be measured with readers, not without a core.
const readPause = 2 * time.Millisecond

// phase is what was measured while one thing went on.
type phase struct {
	name    string
	took    map[string][]took // by kind of question
	asked   int
	failed  int
	failure error // the first
	state   state // of the reader at the end
}

// took is what a question took.
type took struct{ clock, cpu time.Duration }

// runReaders makes two archives of one night, and prints what questions take in the four phases.
func runReaders(opts options, out io.Writer) (err error) {
	dir, err := os.MkdirTemp(opts.dir, "load-*")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	here, elsewhere := filepath.Join(dir, "here"), filepath.Join(dir, "elsewhere")
	for _, d := range []string{here, elsewhere} {
		if err := opts.nightsInto(d, 0, 1); err != nil {
			return err
		}
	}
	r, err := openReader(filepath.Join(here, archiveName), opts.load)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	t := readersTable{out: out, opts: opts}
	if err := t.header(); err != nil {
		return err
	}
	for _, p := range []struct {
		name   string
		nights string // where they are run; "" for nowhere
	}{{"before", ""}, {"beside", elsewhere}, {"during", here}, {"after", ""}} {
		x, err := opts.phase(p.name, p.nights, r)
		if err != nil {
			return err
		}
		if err := t.phase(x); err != nil {
			return err
		}
	}
	return t.verdict()
}

// nightsInto runs nights into the archive in a folder, which is made.
func (o options) nightsInto(dir string, from, to int) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	for night := from; night < to; night++ {
		if _, err := o.runNight(dir, night); err != nil {
			return fmt.Errorf("night %d: %w", night+1, err)
		}
	}
	return nil
}

// phase asks all kinds of questions in turn while nights are run in a folder; where there are none, a part of the queries.
func (o options) phase(name, dir string, r *reader) (phase, error) {
	p := phase{name: name, took: map[string][]took{}}
	if dir == "" {
		for p.asked < o.queries/4 {
			p.round(r)
		}
		p.state = r.state()
		return p, nil
	}
	over := make(chan error, 1)
	go func() { over <- o.nightsInto(dir, 1, o.nights+1) }()
	for {
		select {
		case err := <-over:
			p.state = r.state()
			return p, err
		default:
			p.round(r)
		}
	}
}

// round asks one question of each kind.
func (p *phase) round(r *reader) {
	questions := r.questions()
	n := p.asked / len(questions)
	for _, q := range questions {
		started, before := time.Now(), cputime.OfProcess()
		err := q.ask(n)
		p.took[q.name] = append(p.took[q.name], took{time.Since(started), cputime.OfProcess() - before})
		p.asked++
		if err != nil {
			p.failed++
			if p.failure == nil {
				p.failure = fmt.Errorf("%s: %w", q.name, err)
			}
		}
		time.Sleep(readPause)
	}
}
