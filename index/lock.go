package index

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// The lock of an archive is a lock on its file LOCK, which the system takes back when the process ends,
// however it ends. What stands in the file tells others who holds it. It is taken out again at the end, so
// that who finds something there while nobody holds the lock knows that a writer was killed. It stays there until the
// shards have been verified: a writer that does not come to that passes the mark on.

// lock is the lock of a folder, held.
type lock struct {
	file    *os.File
	unclean bool // one who held it before did not come to its end, and the shards have not been verified since
}

// acquire takes the lock of a folder, or returns a *BusyError at once.
func acquire(dir, command string) (*lock, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	l := &lock{file: f}
	free, err := tryLock(f)
	switch {
	case err != nil:
		err = fmt.Errorf("lock %s: %w", f.Name(), err)
	case !free:
		err = busy(dir)
	default:
		err = l.sign(command)
	}
	if err != nil {
		f.Close() // nothing was written
		return nil, err
	}
	return l, nil
}

// sign writes who holds the lock into its file.
func (l *lock) sign(command string) error {
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	l.unclean = info.Size() > 0
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = fmt.Fprintf(l.file, "%d %s\n", os.Getpid(), command)
	return err
}

// release lets the next one in.
func (l *lock) release() error {
	if l.unclean {
		return l.file.Close()
	}
	return errors.Join(l.file.Truncate(0), l.file.Close())
}

// busy makes the error that names who holds the lock of a folder, as far as its file tells.
func busy(dir string) *BusyError {
	e := &BusyError{Dir: dir}
	text, err := os.ReadFile(filepath.Join(dir, lockName))
	if err != nil {
		return e
	}
	pid, command, _ := bytes.Cut(bytes.TrimSpace(text), []byte(" "))
	if n, err := strconv.Atoi(string(pid)); err == nil {
		e.PID, e.Command = n, string(command)
	}
	return e
}
