package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/twicetold/twicetold/cmd/cputime"
	"github.com/twicetold/twicetold/index/ingest"
)

const (
	barAfter   = time.Second      // from then on a run gets bars: what is over sooner needs none
	tableAfter = 10 * time.Second // a run that took longer shows where its seconds went
)

// progress shows on a terminal how far a run is, stage by stage, and keeps the seconds of each.
type progress struct {
	mu     sync.Mutex
	out    io.Writer // nil: show nothing
	bar    *progressbar.ProgressBar
	stages []stageTime
	steps  int
	start  time.Time     // of the run
	began  time.Time     // of the stage
	spent  time.Duration // of CPU before it
	now    func() time.Time
	cpu    func() time.Duration // of the process, 0 where it is not known
}

// stageTime is what a stage took.
type stageTime struct {
	name    string
	items   int
	seconds float64
	cpu     float64 // seconds of it, of all cores
}

// newProgress shows bars on stderr when that is a terminal.
func newProgress(std stdio) *progress {
	p := &progress{start: time.Now(), now: time.Now, cpu: cputime.OfProcess}
	if isTerminal(std.err) {
		p.out = std.err
	}
	return p
}

// anew returns the progress of the next set in the same run.
func (p *progress) anew() *progress {
	return &progress{out: p.out, start: p.start, now: p.now, cpu: p.cpu}
}

// stage ends the stage before and begins one of so many steps, 0 when they can't be counted.
func (p *progress) stage(name string, steps int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end()
	p.stages = append(p.stages, stageTime{name: name, items: steps})
	p.began, p.spent, p.steps = p.now(), p.cpu(), 0
}

// step counts a step of the stage.
func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.steps++
	p.show(int64(p.steps), int64(p.stages[len(p.stages)-1].items), false)
}

// done ends a stage that could not tell its number of items at its beginning.
func (p *progress) done(items int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end()
	p.stages[len(p.stages)-1].items = items
}

// reading shows how far reading has come.
func (p *progress) reading(r ingest.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.Total > 0 {
		p.show(r.Bytes, r.Total, true)
	} else {
		p.show(int64(r.Records), -1, false)
	}
}

// show draws the bar of the stage once the run has lasted long enough.
func (p *progress) show(done, total int64, bytes bool) {
	if p.out == nil || p.now().Sub(p.start) < barAfter {
		return
	}
	if p.bar == nil {
		rate := progressbar.OptionShowIts()
		if bytes {
			rate = progressbar.OptionShowBytes(true)
		}
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.out),
			progressbar.OptionSetDescription(fmt.Sprintf("%-12s", p.stages[len(p.stages)-1].name)),
			progressbar.OptionShowCount(), rate,
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetSpinnerChangeInterval(0)) // else it turns by itself, even when its stage is over
	}
	// A bar that can't be drawn is no reason to stop.
	_ = p.bar.Set64(done)
}

// end closes the stage that is running, if any.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
	if n := len(p.stages); n > 0 && p.stages[n-1].seconds == 0 {
		p.stages[n-1].seconds, p.stages[n-1].cpu = p.now().Sub(p.began).Seconds(), (p.cpu() - p.spent).Seconds()
	}
}

// finish ends the last stage and, when asked or when the run took long, prints the seconds of each to w, of the clock and
// of all cores.
func (p *progress) finish(w io.Writer, asked bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end()
	if !asked && p.total() <= tableAfter.Seconds() {
		return
	}
	all := stageTime{name: "all"}
	for _, s := range p.stages {
		all.seconds, all.cpu = all.seconds+s.seconds, all.cpu+s.cpu
		s.write(w)
		if s.items > 0 && s.seconds > 0 {
			fmt.Fprintf(w, "  %9d  %9.0f/s", s.items, float64(s.items)/s.seconds)
		}
		fmt.Fprintln(w)
	}
	all.write(w)
	fmt.Fprintln(w)
}

func (s stageTime) write(w io.Writer) {
	fmt.Fprintf(w, "%-13s %7.2f s", s.name, s.seconds)
	if s.cpu > 0 {
		fmt.Fprintf(w, "  %7.2f s of CPU", s.cpu)
	}
}

// total returns the seconds of all stages.
func (p *progress) total() float64 {
	total := 0.0
	for _, s := range p.stages {
		total += s.seconds
	}
	return total
}
