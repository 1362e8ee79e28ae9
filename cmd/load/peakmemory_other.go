//go:build !linux

package main

import "os"

// peakMemory returns 0: other systems count in units of their own.
func peakMemory(*os.ProcessState) int64 { return 0 }
