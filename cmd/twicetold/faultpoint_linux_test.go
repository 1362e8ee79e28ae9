package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// Whatever the disk does to the record at whatever call, in the night that makes the archive or in a later one: the night says
// what happened and to which file, nothing that was kept is lost, and the next night ends as if nothing had been.
func TestFaultPoints(t *testing.T) {
	sequential(t)
	disk := newFailingDisk(t)
	rng := rand.New(rand.NewPCG(3, 5))
	ends := outcomes{}
	for n := range 2 {
		p := faultPoint{upset: newUpset(t, n), disk: disk}
		for _, p.what = range failures {
			disk.fail(p.what, 0)
			if code, stderr := p.run(p.copy(t)); code != 0 {
				t.Fatalf("exit code %d, %s", code, stderr)
			}
			calls := rng.Perm(disk.calls)
			for _, at := range calls[:min(len(calls), tries(2))] {
				p.at = at + 1
				t.Run(fmt.Sprintf("night %d, %s, call %d", n+1, p.what, p.at), func(t *testing.T) {
					ends.add(fmt.Sprintf("night %d: %s", n+1, p.what), p.try(t))
				})
			}
		}
	}
	ends.log(t, "unnoticed", "refused")
}

// faultPoint is a call in a night at which the disk fails.
type faultPoint struct {
	upset
	disk *failingDisk
	what failure
	at   int
}

// copy returns a copy of the archive before the night.
func (p faultPoint) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	if err := copyArchive(p.before, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// try runs the night, then again on a sound disk, and says how it ended.
func (p faultPoint) try(t *testing.T) (end string) {
	dir := p.copy(t)
	p.disk.fail(p.what, p.at)
	code, stderr := p.run(dir)
	p.disk.fail(p.what, 0)
	end = "unnoticed"
	if code != 0 {
		end = "refused"
		if !isHindered(code, stderr) {
			t.Errorf("exit code %d, %s", code, stderr)
		}
	}
	p.kept(t, dir)
	return end
}
