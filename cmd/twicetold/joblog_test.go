package main

import (
	"bytes"
	"log/slog"
	"testing"
)

func TestToldLog(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(toldLog{&job{std: stdio{err: &out}}})
	log.Info("stage", "stage", "keep")
	log.Warn("it has been made again", "file", "search/1", "what", "its list\x1b is cut off")
	if got, want := out.String(), "twicetold: search/1: its list is cut off: it has been made again\n"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}
