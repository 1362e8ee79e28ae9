package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// fullNight is a summary that has something of everything.
func fullNight() outcome {
	return outcome{
		fed: true, Grouped: true, Unreadable: 1,
		Summary: nightly.Summary{
			Run: 12, Now: time.Date(2025, 2, 18, 3, 30, 0, 0, time.UTC),
			Articles: nightly.Articles{Read: 1204, New: 1013, Known: 180, Forgotten: 1, Skipped: 10, Waiting: 7, Revised: 3, Copies: 340, Texts: 673},
			Stories:  nightly.Stories{New: 88, Single: 410, Grown: 12, Merged: 1, Split: 2, Reopened: 1, Closed: 30, Withdrawn: 1, Open: 950},
			Edits:    nightly.Edits{Applied: 2, Pending: 1},
			Sources: []nightly.Source{{Name: "Ketter News", New: 300, Usual: 290}, {Name: "Skaw Log", New: 2, Usual: 41.5},
				{Name: "Vale\x1b[2J Observer", Usual: 34}, {Usual: 50}, {Name: "Orrin Weekly"}},
			Skipped: []nightly.Reason{{Reason: "not valid JSON", Count: 7}, {Reason: "too long", Count: 3}},
			Stages:  []nightly.Stage{{Name: "keep", Seconds: 1.26}, {Name: "remains", Seconds: .01}, {Name: "group", Seconds: 30}},
			Bytes:   index.Sizes{Bodies: 50_000_000, Tables: 80_400_000, Search: 999_999, Total: 1_234_000_000},
		},
	}
}

func TestSummaryText(t *testing.T) {
	var out bytes.Buffer
	p := newPage(stdio{out: &out}, time.UTC)
	p.width = 100
	if err := fullNight().write(p); err != nil {
		t.Fatal(err)
	}
	want := strings.TrimLeft(`
Run 12 at Tue 18 Feb 2025 03:30 UTC
  articles  1,204 records read: 1,013 new, 180 known, 1 forgotten on demand, 10 skipped; 1 input not
            read to the end; 7 left by an earlier run
  of these  673 new texts, 340 copies, 3 known articles revised
  stories   88 new, 12 grown, 1 merged, 2 split, 1 reopened, 30 closed, 1 withdrawn, 410 new of one
            article; 950 open
  edits     2 applied, 1 waiting for the next run
  skipped   7 × not valid JSON; 3 × too long
  sources   2 sources sent something new
  missing   articles without a source (0, usually 50), Vale [2J Observer (0, usually 34)
  low       Skaw Log (2, usually 41.5)
  archive   1.2 GB: tables 80.4 MB (article texts 50.0 MB), search 1000 kB
  seconds   31.3: keep 1.3, group 30.0
`, "\n")
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

// TestSummaryRepeated: when nothing at all is new no source is called missing.
func TestSummaryRepeated(t *testing.T) {
	o := fullNight()
	o.Articles.New = 0
	if missing, low := absentees(o.Summary); len(missing)+len(low) > 0 {
		t.Errorf("missing %v, low %v", missing, low)
	}
}

func TestAbridged(t *testing.T) {
	reasons := make([]nightly.Reason, maxNamed+3)
	if got := skippedLine(reasons); !strings.HasSuffix(got, "; and 3 more") || strings.Count(got, ";") != maxNamed {
		t.Errorf("%q", got)
	}
}

func TestSize(t *testing.T) {
	for _, test := range []struct {
		bytes int64
		want  string
	}{{0, "0 bytes"}, {999, "999 bytes"}, {1000, "1.0 kB"}, {99_940, "99.9 kB"}, {123_456, "123 kB"}, {7_000_000_000, "7.0 GB"}, {5e15, "5000 TB"}} {
		if got := size(test.bytes); got != test.want {
			t.Errorf("size(%d) = %q, want %q", test.bytes, got, test.want)
		}
	}
}
