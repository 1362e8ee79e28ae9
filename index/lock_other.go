//go:build !unix || solaris || aix

package index

import (
	"errors"
	"os"
)

// tryLock fails: without the lock two runs could spoil each other's work.
func tryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }
