package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// commandLines reads the demo corpus in every way there is.
var commandLines = [][]string{
	{"cluster", corpus},
	{"eval", corpus},
	{"eval", "--pairs", os.DevNull, corpus},
	{"eval", "--copies", os.DevNull, corpus},
}

func TestStopped(t *testing.T) {
	for _, args := range commandLines {
		for _, test := range []struct {
			signal syscall.Signal
			want   int
		}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}} {
			ctx, stop := context.WithCancelCause(context.Background())
			stop(&stopped{test.signal})
			var stdout, stderr bytes.Buffer
			code := run(ctx, args, stdio{strings.NewReader(""), &stdout, &stderr})
			want := fmt.Sprintf("twicetold: stopped: %v\n", test.signal)
			if code != test.want || stdout.Len() > 0 || stderr.String() != want {
				t.Errorf("%v, %v: exit code %d, stdout %q, stderr %q", args, test.signal, code, &stdout, &stderr)
			}
		}
	}
}

// TestStoppedWhileWaiting stops a run whose input says nothing and does not end.
func TestStoppedWhileWaiting(t *testing.T) {
	silent, hold := io.Pipe()
	defer hold.Close()
	ctx, stop := context.WithCancelCause(context.Background())
	code := make(chan int)
	go func() { code <- run(ctx, []string{"cluster", "-"}, stdio{silent, io.Discard, io.Discard}) }()
	stop(&stopped{syscall.SIGINT})
	if got := <-code; got != 130 {
		t.Errorf("exit code %d, want 130", got)
	}
}

// broken is a pipe whose reader has gone away.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("write: %w", syscall.EPIPE) }

func TestBrokenPipe(t *testing.T) {
	for _, args := range [][]string{{"cluster", corpus}, {"cluster", "--json", corpus}, {"eval", corpus}} {
		var stderr bytes.Buffer
		if code := run(context.Background(), args, stdio{out: broken{}, err: &stderr}); code != 141 || messages(stderr.String()) != "" {
			t.Errorf("%v: exit code %d, stderr %q, want 141 and silence", args, code, &stderr)
		}
	}
}

// TestClosedPipe ends the reader of a real process's output before it writes.
func TestClosedPipe(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	read.Close()
	defer write.Close()
	var stderr bytes.Buffer
	c := exec.Command(programName, "cluster", corpus)
	c.Stdout, c.Stderr = write, &stderr
	var exit *exec.ExitError
	if err := c.Run(); !errors.As(err, &exit) {
		t.Fatalf("run with a closed pipe: %v", err)
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	killed := ok && status.Signaled() && status.Signal() == syscall.SIGPIPE
	ignored := exit.ExitCode() == 141 // whoever started the tests may ignore SIGPIPE, and that is inherited
	if !killed && !ignored || messages(stderr.String()) != "" {
		t.Errorf("ends with %v, stderr %q, want SIGPIPE and silence", exit, &stderr)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestFullDisk(t *testing.T) {
	for _, args := range [][]string{{"cluster", corpus}, {"cluster", "--json", corpus}, {"eval", corpus}, {"eval", "--json", corpus}} {
		var stderr bytes.Buffer
		code := run(context.Background(), args, stdio{out: full{}, err: &stderr})
		if code != exitFailed || !strings.HasPrefix(messages(stderr.String()), "twicetold: write ") {
			t.Errorf("%v: exit code %d, stderr %q", args, code, &stderr)
		}
	}
}
