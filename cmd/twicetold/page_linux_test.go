package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// openTerminal returns a terminal of so many columns, or skips the test where there is none to be had.
func openTerminal(t *testing.T, columns uint16) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("open terminal: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	var unlocked, number int32
	size := struct{ rows, columns, x, y uint16 }{24, columns, 0, 0}
	control(t, master, syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked))
	control(t, master, syscall.TIOCGPTN, unsafe.Pointer(&number))
	control(t, master, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("open terminal: %v", err)
	}
	t.Cleanup(func() { terminal.Close() })
	return terminal
}

func control(t *testing.T, f *os.File, request uintptr, value unsafe.Pointer) {
	t.Helper()
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(value)); errno != 0 {
		t.Skipf("control terminal: %v", errno)
	}
}

// TestTerminalWidth checks that a page takes the width of the terminal that it is read in: a pipe into a
// pager that of stderr, a file none.
func TestTerminalWidth(t *testing.T) {
	wide, narrow := openTerminal(t, 132), openTerminal(t, 90)
	file, err := os.Create(filepath.Join(t.TempDir(), "page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer pipe.Close()
	t.Setenv("NO_COLOR", "")
	for _, test := range []struct {
		name     string
		out, err *os.File
		columns  string
		want     int
		colour   bool
	}{
		{"terminal", wide, narrow, "", 132, true},
		{"pipe", pipe, narrow, "", 90, false},
		{"file", file, narrow, "", fileWidth, false},
		{"pipe and a log", pipe, file, "", fileWidth, false},
		{"two pipes", pipe, pipe, "", fileWidth, false},
		{"pipe, COLUMNS", pipe, narrow, "100", 100, false},
		{"terminal, COLUMNS", wide, narrow, "100", 100, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("COLUMNS", test.columns)
			p := newPage(stdio{out: test.out, err: test.err}, time.UTC)
			if p.width != test.want || p.colour != test.colour {
				t.Errorf("width %d, colour %t, want %d, %t", p.width, p.colour, test.want, test.colour)
			}
		})
	}
}
