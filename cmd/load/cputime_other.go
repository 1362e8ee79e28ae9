//go:build !unix

package main

import "time"

// cpuTime returns 0: other systems count in ways of their own.
func cpuTime() time.Duration { return 0 }
