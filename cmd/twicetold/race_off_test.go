//go:build !race

package main

// racing is set when the race detector watches.
const racing = false
