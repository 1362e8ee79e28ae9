//go:build race

package nightly

// racing is set when the race detector watches.
const racing = true
