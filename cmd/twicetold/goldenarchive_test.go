package main

import (
	"path/filepath"
	"testing"
)

// TestGoldenArchive keeps what commands print of an archive of the demo corpus.
func TestGoldenArchive(t *testing.T) {
	t.Setenv("TWICETOLD_ARCHIVE", filepath.Join(t.TempDir(), "news"))
	t.Setenv("COLUMNS", "110")
	t.Setenv("TZ", "UTC")
	code, _, stderr := runLine("", "nightly", "--now", "2026-04-15T03:00:00Z", corpus)
	if code != 0 {
		t.Fatalf("nightly: exit code %d, stderr %q", code, stderr)
	}
	for _, test := range []struct {
		golden string
		args   []string
	}{
		{"graph.txt", []string{"story", "s3cszg2ia", "--graph"}},
		{"graph.dot", []string{"story", "s35hyt4lm", "--graph=dot"}},
		{"graph.json", []string{"story", "sncstwmhz", "--graph", "--json"}},
		{"compare.txt", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand"}},
		{"compare.json", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--json"}},
		{"compare.html", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--html"}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			code, stdout, stderr := runLine("", append(test.args, "--tz", "UTC")...)
			if code != 0 || messages(stderr) != "" {
				t.Errorf("run %q: exit code %d, stderr %q", test.args, code, stderr)
			}
			checkGolden(t, test.golden, stdout)
		})
	}
}
