package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// Each side runs as a process of its own, one after the other. It takes its CPU time, user and system, from when its
// program is loaded until the last pair is found, and its largest memory up to then; what it found is scored behind that,
// by the Jaccard of the very shingles that it made.

// report is what a side says on its standard output, as JSON.
type report struct {
	Side     string  `json:"side"`
	Articles int     `json:"articles"`
	CPU      float64 `json:"cpu"`  // seconds
	Peak     int64   `json:"peak"` // bytes
	Note     string  `json:"note"` // its configuration
	Scores   []score `json:"scores"`
}

// perSecond returns how many articles it got through in a second of CPU time.
func (r report) perSecond() float64 { return float64(r.Articles) / r.CPU }

// sides are those that are written in Go.
var sides = map[string]func(file string) (report, error){"ours": ours, "ekzhu": ekzhu}

// side is the process of a side: its name and the file.
func side(args []string) error {
	if len(args) != 2 || sides[args[0]] == nil {
		return fmt.Errorf("side: want ours or ekzhu and a file, not %q", args)
	}
	r, err := sides[args[0]](args[1])
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// run starts a side and returns its report.
func run(program string, args ...string) (report, error) {
	cmd := exec.Command(program, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return report{}, fmt.Errorf("run %s %q: %w: %s", program, args, err, bytes.TrimSpace(errs.Bytes()))
	}
	var r report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return report{}, fmt.Errorf("read report of %s: %w", program, err)
	}
	return r, nil
}

// used is what a process has taken.
type used struct {
	cpu  float64 // seconds, user and system
	peak int64   // bytes
}

// usedSoFar returns what this process has taken.
func usedSoFar() (used, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return used{}, fmt.Errorf("read CPU time: %w", err)
	}
	return used{float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9, u.Maxrss << 10}, nil
}
