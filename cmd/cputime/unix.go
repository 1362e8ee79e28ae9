//go:build unix

package cputime

import (
	"syscall"
	"time"
)

// OfProcess returns the CPU time that this process has taken so far; 0 where the system doesn't say.
func OfProcess() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
