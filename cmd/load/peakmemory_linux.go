package main

import (
	"os"
	"syscall"
)

// peakMemory returns the most memory that a process which has ended ever had, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss) * 1024
	}
	return 0
}
