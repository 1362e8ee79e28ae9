package main

import (
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// How a disk is made to fail below SQLite.
//
// SQLite reaches the system through a table of system calls, which its default VFS lets one change
// (sqlite3_vfs.xSetSystemCall), so the call that writes is one of this file: every byte of a database, its log, its
// journal and its shared memory passes there. Its fsync is not in that table; but the methods of an open file are a table of
// functions as well, and those of the VFS are two, one for files that are locked and one for the others. The driver is
// C made into Go: a C function there is a Go function whose first argument is the thread, a pointer to it the address of
// the function's value.

// A failure is what the disk does at a certain call. A full disk and a broken one stay so, others are as they were before
// with the next call.
type failure string

const (
	fullDisk   failure = "no space"           // for a write and all that come after it
	tornWrite  failure = "short write"        // half of a write is written, then there is no space
	badWrite   failure = "write fails"        // one, with an I/O error
	badSync    failure = "fsync fails"        // one
	brokenDisk failure = "writes, fsync fail" // all of them from one on
)

// failures are all that a disk can do to a run.
var failures = []failure{fullDisk, tornWrite, badWrite, badSync, brokenDisk}

// failingDisk stands between SQLite and the system.
type failingDisk struct {
	mu    sync.Mutex
	what  failure
	at    int // the call that it begins with, counted from 1; 0 for never
	calls int // that it could have hit since fail

	write   systemWrite                                            // the system's
	onWrite systemWrite                                            // C holds no reference that the collector sees
	onSync  []func(tls *libc.TLS, file uintptr, flags int32) int32 // nor here
}

// systemWrite is pwrite(2).
type systemWrite = func(tls *libc.TLS, fd int32, from uintptr, n sqlite3.Tsize_t, at sqlite3.Toff_t) sqlite3.Tssize_t

// newFailingDisk works until it is told to fail. The test must run alone.
func newFailingDisk(t *testing.T) *failingDisk {
	d := &failingDisk{}
	tls := libc.NewTLS()
	vfs := sqlite3.Xsqlite3_vfs_find(tls, 0)
	d.divertWrites(t, tls, vfs)
	for _, flags := range []int32{sqlite3.SQLITE_OPEN_MAIN_DB, sqlite3.SQLITE_OPEN_WAL} {
		d.divertSyncs(t, methodsOf(t, tls, vfs, flags))
	}
	t.Cleanup(func() {
		tls.Close()
		runtime.KeepAlive(d)
	})
	return d
}

// fail makes the disk fail at a call from now on, or never if that is 0.
func (d *failingDisk) fail(what failure, at int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.what, d.at, d.calls = what, at, 0
}

// pass counts a call and says whether it is the one that the failure begins with, or comes after it.
func (d *failingDisk) pass(syncs bool) (hit, after bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.what != brokenDisk && syncs != (d.what == badSync) {
		return false, false
	}
	d.calls++
	return d.calls == d.at, d.at > 0 && d.calls > d.at
}

func (d *failingDisk) divertWrites(t *testing.T, tls *libc.TLS, vfs uintptr) {
	name := cString(t, "pwrite")
	table := pointer[sqlite3.Tsqlite3_vfs](vfs)
	get := function[func(tls *libc.TLS, vfs, name uintptr) uintptr](table.FxGetSystemCall)
	set := function[func(tls *libc.TLS, vfs, name, call uintptr) int32](table.FxSetSystemCall)
	original := get(tls, vfs, name)
	d.write = function[systemWrite](original)
	d.onWrite = d.writeOrFail
	if code := set(tls, vfs, name, address(d.onWrite)); code != sqlite3.SQLITE_OK {
		t.Fatalf("SQLite lets no one change its system calls: %d", code)
	}
	t.Cleanup(func() { set(tls, vfs, name, original) })
}

// writeOrFail is the system call. What has failed is in errno.
func (d *failingDisk) writeOrFail(tls *libc.TLS, fd int32, from uintptr, n sqlite3.Tsize_t, at sqlite3.Toff_t) sqlite3.Tssize_t {
	hit, after := d.pass(false)
	switch {
	case hit && d.what == tornWrite:
		return d.write(tls, fd, from, n/2, at)
	case hit, after && (d.what == fullDisk || d.what == tornWrite || d.what == brokenDisk):
		errno := syscall.ENOSPC
		if d.what == badWrite || d.what == brokenDisk {
			errno = syscall.EIO
		}
		*pointer[int32](libc.X__errno_location(tls)) = int32(errno)
		return -1
	}
	return d.write(tls, fd, from, n, at)
}

func (d *failingDisk) divertSyncs(t *testing.T, methods *sqlite3.Tsqlite3_io_methods) {
	original := methods.FxSync
	sync := function[func(*libc.TLS, uintptr, int32) int32](original)
	replaced := func(tls *libc.TLS, file uintptr, flags int32) int32 {
		if hit, after := d.pass(true); hit || after && d.what == brokenDisk {
			return sqlite3.SQLITE_IOERR_FSYNC
		}
		return sync(tls, file, flags)
	}
	d.onSync = append(d.onSync, replaced)
	methods.FxSync = address(replaced)
	t.Cleanup(func() { methods.FxSync = original })
}

// methodsOf returns the table of methods that the VFS gives to the files that it opens with these flags.
func methodsOf(t *testing.T, tls *libc.TLS, vfs uintptr, flags int32) *sqlite3.Tsqlite3_io_methods {
	table := pointer[sqlite3.Tsqlite3_vfs](vfs)
	open := function[func(tls *libc.TLS, vfs, name, file uintptr, flags int32, got uintptr) int32](table.FxOpen)
	file := libc.Xcalloc(tls, 1, sqlite3.Tsize_t(table.FszOsFile))
	defer libc.Xfree(tls, file)
	name := cString(t, filepath.Join(t.TempDir(), "any")+"\x00\x00\x00") // SQLite looks for parameters behind a name
	flags |= sqlite3.SQLITE_OPEN_READWRITE | sqlite3.SQLITE_OPEN_CREATE
	if code := open(tls, vfs, name, file, flags, 0); code != sqlite3.SQLITE_OK {
		t.Fatalf("open a file by the VFS: %d", code)
	}
	methods := pointer[sqlite3.Tsqlite3_io_methods](pointer[sqlite3.Tsqlite3_file](file).FpMethods)
	function[func(*libc.TLS, uintptr) int32](methods.FxClose)(tls, file)
	return methods
}

// cString returns a C string that lasts as long as the test.
func cString(t *testing.T, s string) uintptr {
	t.Helper()
	p, err := libc.CString(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { libc.Xfree(nil, p) })
	return p
}

// pointer takes an address for that of a T.
func pointer[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// function takes an address for that of a C function.
func function[F any](address uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ uintptr }{address}))
}

// address returns that of a function for C. Whoever has it called keeps the function.
func address[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }
