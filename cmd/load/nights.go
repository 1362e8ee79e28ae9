package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// cost is what one night took.
type cost struct {
	night    int
	articles int
	clock    time.Duration
	user     time.Duration
	sys      time.Duration
	peak     int64 // bytes of memory; 0 where the system does not say
	files    int   // open at once, at most; 0 where the system does not say
	shards   int
	disk     disk
	summary  summary
}

// archiveName is the archive in a folder.
const archiveName = "archive"

// disk is what an archive takes on disk, in bytes, once the run has closed it.
type disk struct{ tables, search, total int64 }

// summary is what nightly --json says of itself, as far as it is wanted here.
type summary struct {
	Articles struct{ New int }
	Stages   []struct {
		Name    string
		Seconds float64
	}
	Bytes struct{ Bodies, Features int64 }
}

// runNights runs the program night after night into a new archive, and prints what each took.
func runNights(opts options, out io.Writer) (err error) {
	dir := opts.dir
	if dir == "" {
		if dir, err = os.MkdirTemp("", "load-*"); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	t := newTable(out, opts)
	if err := t.header(); err != nil {
		return err
	}
	for night := range opts.nights {
		c, err := opts.runNight(dir, night)
		if err != nil {
			return fmt.Errorf("night %d: %w", night+1, err)
		}
		if err := t.row(c); err != nil {
			return err
		}
	}
	return t.verdict()
}

// runNight makes the articles of a night, in a file so that making them is not measured, and runs it.
func (o options) runNight(dir string, night int) (cost, error) {
	input := filepath.Join(dir, fmt.Sprintf("night-%d.jsonl", night+1))
	f, err := os.Create(input)
	if err != nil {
		return cost{}, fmt.Errorf("make input: %w", err)
	}
	defer os.Remove(input) // it is told when the folder can't be removed
	o.night = night
	if err := errors.Join(writeNight(o, f), f.Close()); err != nil {
		return cost{}, err
	}
	archive := filepath.Join(dir, archiveName)
	var stdout, stderr bytes.Buffer
	c := exec.Command(o.twicetold, "nightly", "--json", "--archive", archive, "--now", nowOf(night).Format(time.RFC3339), input)
	c.Stdout, c.Stderr = &stdout, &stderr
	spent := cost{night: night}
	started := time.Now()
	if err := c.Start(); err != nil {
		return cost{}, fmt.Errorf("start %s: %w", o.twicetold, err)
	}
	done := make(chan struct{})
	counted := countFiles(c.Process.Pid, done)
	err = c.Wait()
	spent.clock = time.Since(started)
	close(done)
	spent.files = <-counted
	if err != nil {
		return cost{}, fmt.Errorf("run %s nightly: %w: %s", o.twicetold, err, strings.TrimSpace(stderr.String()))
	}
	spent.user, spent.sys, spent.peak = c.ProcessState.UserTime(), c.ProcessState.SystemTime(), peakMemory(c.ProcessState)
	if err := json.Unmarshal(stdout.Bytes(), &spent.summary); err != nil {
		return cost{}, fmt.Errorf("read summary: %w", err)
	}
	spent.articles = spent.summary.Articles.New
	return spent, spent.measure(archive)
}

// countFiles counts the open files of a process every tenth of a second until it is done, and gives the most there were.
func countFiles(pid int, done <-chan struct{}) <-chan int {
	most := make(chan int, 1)
	go func() {
		n := 0
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				most <- n
				return
			case <-tick.C:
				open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
				if err == nil { // it has just ended, or the system has no such folder
					n = max(n, len(open))
				}
			}
		}
	}()
	return most
}

// measure adds up the files of an archive, and counts its search shards.
func (c *cost) measure(archive string) error {
	err := filepath.WalkDir(archive, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		inSearch := strings.HasPrefix(path, filepath.Join(archive, "search", ""))
		switch {
		case entry.IsDir():
			if filepath.Base(filepath.Dir(path)) == "search" {
				c.shards++
			}
			return nil
		case inSearch:
			c.disk.search += info.Size()
		case strings.HasPrefix(entry.Name(), "twicetold.db"):
			c.disk.tables += info.Size()
		}
		c.disk.total += info.Size()
		return nil
	})
	if err != nil {
		return fmt.Errorf("measure archive: %w", err)
	}
	return nil
}
