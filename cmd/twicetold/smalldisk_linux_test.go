package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The search shards are written by a library that lets nobody stand between it and the system. So here the disk is really full:
// an archive lies on a small file system in memory, which takes a process of its own, with its own view of what is mounted. The
// test starts itself again as that process.

// ownMounts tells the test that it is the process.
const ownMounts = "TWICETOLD_TEST_MOUNTS"

// A night that finds too little room, however much that is, says so and loses nothing, and one that has room ends as if there had
// been some all the time.
func TestSmallDisk(t *testing.T) {
	sequential(t)
	if os.Getenv(ownMounts) != "" {
		smallDisks(t)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestSmallDisk$", "-test.v", fmt.Sprintf("-disasters=%d", *disasters))
	child.Env = append(os.Environ(), ownMounts+"=1")
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := child.CombinedOutput()
	if child.ProcessState == nil || strings.Contains(string(out), mayNotMount) {
		t.Skipf("a small file system takes the right to mount one: %v", err)
	}
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

const mayNotMount = "there is no right to mount a file system"

// smallDisks tries disks of all sizes.
func smallDisks(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	ends := outcomes{}
	for n := range 2 {
		d := smallDisk{upset: newUpset(t, n)}
		taken, most := taking(t, d.before), 2*taking(t, afterNights(t, n+1))
		for range tries(4) {
			d.room = taken + rng.Int64N(most-taken)
			t.Run(fmt.Sprintf("night %d on %d KiB", n+1, d.room>>10), func(t *testing.T) {
				ends.add(fmt.Sprintf("night %d", n+1), d.try(t))
			})
		}
	}
	ends.log(t, "unnoticed", "refused making the archive", "refused by the record", "refused by the search")
}

// smallDisk is a file system on which a night runs.
type smallDisk struct {
	upset
	room int64 // bytes
}

// try runs the night, then again with room enough, and says how it ended.
func (d smallDisk) try(t *testing.T) string {
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, fmt.Sprintf("size=%d", d.room)); err != nil {
		t.Fatalf("%s: %v", mayNotMount, err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	dir := filepath.Join(disk, "archive")
	if err := copyArchive(d.before, dir); err != nil {
		return "too small for the archive"
	}
	code, stderr := d.run(dir)
	if code != 0 && !isHindered(code, stderr) {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	if code, _, stderr := questions[0].ask(dir); code != 0 && !isHindered(code, stderr) && !isNoArchive(code, stderr) {
		t.Errorf("a reader on the full disk: exit code %d, %s", code, stderr)
	}
	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT, "size=1g"); err != nil {
		t.Fatal(err)
	}
	d.kept(t, dir)
	return endOf(code, stderr)
}

// endOf says what kept a night from its end.
func endOf(code int, stderr string) string {
	switch {
	case code == 0:
		return "unnoticed"
	case strings.Contains(stderr, "search"):
		return "refused by the search"
	case strings.Contains(stderr, "make archive"):
		return "refused making the archive"
	}
	return "refused by the record"
}

// taking returns how many bytes the files of a folder take, by pages; none if it is not there.
func taking(t *testing.T, dir string) int64 {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		return 0
	}
	var sum int64
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			sum += (info.Size() + 4095) &^ 4095
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
