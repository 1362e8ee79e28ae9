//go:build unix && !solaris && !aix

package index

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock on a file and reports whether it was free.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
