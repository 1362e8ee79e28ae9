package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
)

// The goals, for two cores.
const (
	goalMinutes  = 25 // of clock for a million articles
	floorMinutes = 35
	goalBytes    = 8 << 10 // of disk for an article
	goalPeak     = 4 << 30 // of memory
	goalGrowth   = 1.2     // cost of an article in the last night against the fifth
	fifth        = 4       // number of the fifth night
	windowNights = 15      // articles of so many nights are in the window
)

// table prints what nights took as they end.
type table struct {
	out   io.Writer
	opts  options
	costs []cost
}

func newTable(out io.Writer, opts options) *table { return &table{out: out, opts: opts} }

func (t *table) header() error {
	return t.line("%d nights of %d articles, seed %d, %d cores; bytes of disk are those of an article\n"+
		"%5s %8s %8s %8s %7s %8s %7s %9s %5s %6s %7s %8s %7s %7s %7s  %s",
		t.opts.nights, t.opts.load.per, t.opts.load.seed, runtime.NumCPU(),
		"night", "articles", "clock s", "user s", "sys s", "CPU us/a", "peak MB", "KB/window", "files", "shards",
		"bodies", "features", "tables", "search", "all", "share of the clock by stage, in %")
}

// row prints one night. Sizes are of the whole archive, in bytes for each of its articles: of texts, of what the
// grouping keeps of them in the window, of all else in the tables, of the search, and of everything.
func (t *table) row(c cost) error {
	t.costs = append(t.costs, c)
	n := int64(t.articles())
	bytes := c.summary.Bytes
	return t.line("%5d %8d %8.1f %8.1f %7.1f %8.0f %7d %9.1f %5d %6d %7d %8d %7d %7d %7d  %s",
		c.night+1, c.articles, c.clock.Seconds(), c.user.Seconds(), c.sys.Seconds(), c.perArticle(), c.peak>>20,
		float64(c.peak)/1024/float64(t.window()), c.files, c.shards,
		bytes.Bodies/n, bytes.Features/n, (c.disk.tables-bytes.Bodies-bytes.Features)/n, c.disk.search/n, c.disk.total/n, c.stages())
}

// perArticle returns the CPU time of an article in microseconds.
func (c cost) perArticle() float64 {
	return (c.user + c.sys).Seconds() * 1e6 / float64(max(c.articles, 1))
}

// stages tells the shares of the stages that took a hundredth or more.
func (c cost) stages() string {
	var told []string
	for _, s := range c.summary.Stages {
		if share := 100 * s.Seconds / c.clock.Seconds(); share >= 1 {
			told = append(told, fmt.Sprintf("%s %.0f", s.Name, share))
		}
	}
	return strings.Join(told, ", ")
}

// articles counts the articles of all nights so far.
func (t *table) articles() int {
	n := 0
	for _, c := range t.costs {
		n += c.articles
	}
	return max(n, 1)
}

// window counts those of the nights that the last one had in its window.
func (t *table) window() int {
	n := 0
	for _, c := range t.costs[max(0, len(t.costs)-windowNights):] {
		n += c.articles
	}
	return max(n, 1)
}

// verdict says what it comes to for a million articles, beside the goals.
func (t *table) verdict() error {
	var clock, cpu time.Duration
	var peak int64
	for _, c := range t.costs {
		clock, cpu, peak = clock+c.clock, cpu+c.user+c.sys, max(peak, c.peak)
	}
	n, last := float64(t.articles()), t.costs[len(t.costs)-1]
	err := t.line("a million articles: %.1f minutes of clock (goal %d, floor %d), %.1f of CPU; %.0f bytes of disk an article (goal %d); peak %d MB (goal %d)",
		clock.Minutes()*1e6/n, goalMinutes, floorMinutes, cpu.Minutes()*1e6/n, float64(last.disk.total)/n, goalBytes, peak>>20, goalPeak>>20)
	if err != nil || len(t.costs) <= fifth+1 {
		return err
	}
	return t.line("an article of night %d costs %.2f times what one of night %d does (goal %.1f)",
		last.night+1, last.perArticle()/t.costs[fifth].perArticle(), fifth+1, goalGrowth)
}

func (t *table) line(format string, args ...any) error {
	if _, err := fmt.Fprintf(t.out, format+"\n", args...); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
