package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// goalSlower is how much longer a question may take during a night than while nothing is written.
const goalSlower = 2

// readersTable prints what questions took, phase by phase.
type readersTable struct {
	out    io.Writer
	opts   options
	phases []phase
}

func (t *readersTable) header() error {
	return t.line("%d nights of %d articles, seed %d\n%-8s %-8s %7s %7s %10s %8s %10s %8s", t.opts.nights, t.opts.load.per, t.opts.load.seed,
		"phase", "question", "asked", "failed", "clock ms", "p99", "CPU ms", "p99")
}

// phase prints one phase.
func (t *readersTable) phase(p phase) error {
	t.phases = append(t.phases, p)
	for _, q := range new(reader).questions() {
		if err := t.line("%-8s %-8s %7d %7s %10.2f %8.2f %10.2f %8.2f", p.name, q.name, len(p.took[q.name]), "",
			p.quantile(q.name, clockOf, .5), p.quantile(q.name, clockOf, .99), p.quantile(q.name, cpuOf, .5), p.quantile(q.name, cpuOf, .99)); err != nil {
			return err
		}
	}
	return t.line("%-8s %-8s %7d %7d   the reader has %s", p.name, "all", p.asked, p.failed, p.state)
}

func clockOf(t took) time.Duration { return t.clock }

func cpuOf(t took) time.Duration { return t.cpu }

// quantile returns, in milliseconds, what a share of the questions of a kind stayed below.
func (p phase) quantile(kind string, of func(took) time.Duration, share float64) float64 {
	var all []time.Duration
	for _, t := range p.took[kind] {
		all = append(all, of(t))
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[min(int(share*float64(len(all))), len(all)-1)].Microseconds()) / 1000
}

// verdict holds the phase of the nights against the others. Questions that failed are an error.
func (t *readersTable) verdict() error {
	before, beside, during, after := t.phases[0], t.phases[1], t.phases[2], t.phases[3]
	for _, q := range new(reader).questions() {
		idle := max(before.quantile(q.name, clockOf, .5), after.quantile(q.name, clockOf, .5))
		own := max(before.quantile(q.name, cpuOf, .5), after.quantile(q.name, cpuOf, .5))
		now := during.quantile(q.name, clockOf, .5)
		if err := t.line("%-8s takes %.2f times its idle clock (goal %d) and %.2f times its CPU; beside nights elsewhere %.2f times its clock",
			q.name, now/idle, goalSlower, during.quantile(q.name, cpuOf, .5)/own, beside.quantile(q.name, clockOf, .5)/before.quantile(q.name, clockOf, .5)); err != nil {
			return err
		}
	}
	if err := t.line("%d questions during %d nights (wanted %d)", during.asked, t.opts.nights, t.opts.queries); err != nil {
		return err
	}
	for _, p := range t.phases {
		if p.failed > 0 {
			return fmt.Errorf("%d questions failed %s: %w", p.failed, p.name, p.failure)
		}
	}
	return nil
}

func (t *readersTable) line(format string, args ...any) error {
	if _, err := fmt.Fprintf(t.out, format+"\n", args...); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
