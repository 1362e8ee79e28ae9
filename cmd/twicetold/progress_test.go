package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/ingest"
)

// clock is a time that goes on only when told to.
type clock struct {
	at   time.Time
	busy time.Duration // time that the process took of it: half
}

func (c *clock) now() time.Time { return c.at }

func (c *clock) spent() time.Duration { return c.busy }

func (c *clock) pass(d time.Duration) { c.at, c.busy = c.at.Add(d), c.busy+d/2 }

// newTestProgress draws on a buffer by a clock of its own.
func newTestProgress() (*progress, *clock, *bytes.Buffer) {
	c := &clock{at: time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC)}
	var drawn bytes.Buffer
	return &progress{out: &drawn, start: c.at, now: c.now, cpu: c.spent}, c, &drawn
}

func TestProgressDrawsNothingBeforeASecond(t *testing.T) {
	p, c, drawn := newTestProgress()
	p.stage("read", 0)
	p.reading(ingest.Progress{Bytes: 10, Total: 100, Records: 1})
	p.done(1)
	p.stage("timelines", 4)
	c.pass(barAfter - time.Millisecond)
	p.step()
	if drawn.Len() > 0 {
		t.Errorf("drawn before a second: %q", drawn)
	}
}

func TestProgressDrawsTheStage(t *testing.T) {
	for _, test := range []struct {
		name string
		step func(p *progress)
		want []string
		not  string
	}{
		{"steps", func(p *progress) { p.step() }, []string{"fold", "1/4", "it/"}, "B/s"},
		{"bytes", func(p *progress) { p.reading(ingest.Progress{Bytes: 50, Total: 100}) }, []string{"fold", "50%", "B/s"}, "it/"},
		{"records of a pipe", func(p *progress) { p.reading(ingest.Progress{Records: 7}) }, []string{"fold", "7/-", "it/"}, "B/s"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, c, drawn := newTestProgress()
			p.stage("fold", 4)
			c.pass(barAfter)
			test.step(p)
			got := drawn.String()
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("drawn %q without %s", got, want)
				}
			}
			if strings.Contains(got, test.not) {
				t.Errorf("drawn %q with %s", got, test.not)
			}
		})
	}
}

// TestProgressCountsTheRun checks that a short stage late in a run has a bar, in the next set too.
func TestProgressCountsTheRun(t *testing.T) {
	p, c, drawn := newTestProgress()
	p.stage("read", 0)
	c.pass(barAfter)
	p = p.anew()
	p.stage("fold", 4)
	p.step()
	if !strings.Contains(drawn.String(), "fold") {
		t.Errorf("drawn %q, want a bar from the first second of the run on", drawn)
	}
}

func TestProgressWithoutTerminal(t *testing.T) {
	var stderr bytes.Buffer
	c := &clock{}
	p := newProgress(stdio{err: &stderr})
	p.now = c.now
	p.stage("fold", 2)
	c.pass(time.Hour)
	p.step()
	p.reading(ingest.Progress{Bytes: 1, Total: 2})
	p.done(2)
	if stderr.Len() > 0 {
		t.Errorf("drawn on what is no terminal: %q", &stderr)
	}
}

func TestProgressFigures(t *testing.T) {
	long := 9750 * time.Millisecond
	figures := "read             0.50 s     0.25 s of CPU         50        100/s\n" +
		"fold             9.75 s     4.88 s of CPU\n" +
		"all             10.25 s     5.12 s of CPU\n"
	for _, test := range []struct {
		name  string
		fold  time.Duration
		asked bool
		want  string
	}{
		{"long run", long, false, figures},
		{"asked", long, true, figures},
		{"short run", long - 250*time.Millisecond, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, c, _ := newTestProgress()
			p.stage("read", 0)
			c.pass(500 * time.Millisecond)
			p.done(50)
			p.stage("fold", 0)
			c.pass(test.fold)
			var told bytes.Buffer
			p.finish(&told, test.asked)
			if told.String() != test.want {
				t.Errorf("figures\n%swant\n%s", &told, test.want)
			}
		})
	}
}

// TestProgressDone checks that what happens between two stages counts for neither.
func TestProgressDone(t *testing.T) {
	p, c, _ := newTestProgress()
	p.stage("read", 0)
	c.pass(time.Second)
	p.done(3)
	c.pass(time.Minute)
	p.stage("fold", 0)
	c.pass(time.Second)
	p.done(0)
	if got := p.total(); got != 2 {
		t.Errorf("total() = %v s, want 2", got)
	}
}
