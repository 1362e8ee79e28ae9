package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var contrib = filepath.Join("..", "..", "contrib")

// TestUnits lets systemd read the units, with this program in the place of the one that is not installed here.
func TestUnits(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd-analyze here: the units are not verified")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"twicetold.service", "twicetold.timer"} {
		text, err := os.ReadFile(filepath.Join(contrib, "systemd", name))
		if err != nil {
			t.Fatal(err)
		}
		text = []byte(strings.ReplaceAll(string(text), "/usr/local/bin/twicetold", program))
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(analyze, "verify", "--man=no", filepath.Join(dir, "twicetold.service"), filepath.Join(dir, "twicetold.timer")).CombinedOutput()
	// It also tells of what is wrong with other units of the machine.
	if ours := regexp.MustCompile(`(?m)^.*twicetold.*$`).FindAllString(string(out), -1); err != nil || len(ours) > 0 {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
}

// TestContribFlags holds the command lines of the unit and of cron to the flags that there are.
func TestContribFlags(t *testing.T) {
	for _, name := range []string{filepath.Join("systemd", "twicetold.service"), "cron.example"} {
		text, err := os.ReadFile(filepath.Join(contrib, name))
		if err != nil {
			t.Fatal(err)
		}
		line := regexp.MustCompile(`/usr/local/bin/twicetold nightly (.*)`).FindStringSubmatch(string(text))
		if line == nil {
			t.Errorf("%s starts no night", name)
			continue
		}
		flags := newNightlyCommand(stdio{}).Flags()
		for _, flag := range regexp.MustCompile(`--([a-z-]+)`).FindAllStringSubmatch(line[1], -1) {
			if flags.Lookup(flag[1]) == nil {
				t.Errorf("%s: nightly has no flag --%s", name, flag[1])
			}
		}
	}
}
