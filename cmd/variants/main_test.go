package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// input holds a story of three articles, one of one, and an article without a label or a time.
const input = `{"id": "a", "source": "Vantry Times", "url": "https://vantry.example/a", "title": "Mill burns", "text": "The mill burnt down. Nobody was hurt. It had stood for ninety years.\nThe owner wept. Rain came too late.", "published": "2026-03-12T22:30:00+01:00", "lang": "en", "story": "mill", "note": {"kept": [1, 2]}}
{"id": "b", "source": "Alder Daily", "url": null, "title": "Fire at the mill", "text": "Flames took the old mill. Firemen came from three towns. They saved the barn.", "published": "2026-03-13", "lang": "en", "story": "mill"}
{"id": "c", "source": null, "title": "Old mill gone", "text": "It is gone.", "published": "2026-03-15T08:00:00Z", "lang": "en", "story": "mill"}
{"id": "d", "source": "Ledger", "title": "Swan on the quay", "text": "A swan sat on the quay. It would not move. Children fed it. The harbour master gave up.", "published": null, "lang": "en", "story": "swan"}
{"id": "e", "source": "Ledger", "title": "Tide & times", "text": "High water is at noon.", "published": "2026-03-12T05:00:00Z", "lang": "en", "story": null}
`

// changed runs the command on the input and returns what it wrote.
func changed(t *testing.T, in string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(append(args, "-"), strings.NewReader(in), &stdout, &stderr); code != 0 {
		t.Fatalf("%q: exit %d: %s", args, code, &stderr)
	}
	return stdout.String()
}

func parsed(t *testing.T, lines string) []record {
	t.Helper()
	records, err := readRecords("test", strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func sortedLines(s string) []string { return slices.Sorted(strings.Lines(s)) }

// TestRunIsDeterministic shows of every variant that it is the same each time, and the same set whatever the
// order of the articles.
func TestRunIsDeterministic(t *testing.T) {
	lines := slices.Collect(strings.Lines(input))
	slices.Reverse(lines)
	reversed := strings.Join(lines, "")
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			first := changed(t, input, v.name)
			if again := changed(t, input, v.name); again != first {
				t.Errorf("a second run writes\n%s, the first\n%s", again, first)
			}
			if other := changed(t, reversed, v.name); !slices.Equal(sortedLines(other), sortedLines(first)) {
				t.Errorf("the reversed set becomes\n%s, not\n%s", other, first)
			}
		})
	}
}

// TestRunKeeps shows of every variant that the labels of the articles stay, and what it knows nothing of.
func TestRunKeeps(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			after := map[string]record{}
			for _, r := range parsed(t, changed(t, input, v.name)) {
				after[r.value(idMember)] = r
			}
			for _, r := range parsed(t, input) {
				got := after[r.value(idMember)]
				if got.value(storyMember) != r.value(storyMember) {
					t.Errorf("%s is of story %q, was of %q", r[idMember], got[storyMember], r[storyMember])
				}
				if note := string(got["note"]); r["note"] != nil && note != `{"kept":[1,2]}` {
					t.Errorf("the note became %s", note)
				}
			}
		})
	}
}

func TestRunSeeds(t *testing.T) {
	for _, args := range [][]string{{"near-copies"}, {"shuffle"}, {"redate", "-share", "1", "-days", "0-1000"}} {
		if changed(t, input, append(args, "--seed", "1")...) == changed(t, input, append(args, "--seed", "2")...) {
			t.Errorf("%q: two seeds give the same set", args)
		}
	}
}

func TestRunReadsFiles(t *testing.T) {
	folder := t.TempDir()
	plain, packed := filepath.Join(folder, "a.jsonl"), filepath.Join(folder, "b.jsonl.gz")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for _, part := range []string{`{"id": "2"}` + "\n", `{"id": "3"}`} { // as cat makes of two packed files
		if _, err := z.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		z.Reset(&b)
	}
	for path, content := range map[string][]byte{plain: []byte(`{"id": "1"}`), packed: b.Bytes()} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	code := run([]string{"relabel", plain, packed, "-"}, strings.NewReader(`{"id": "4", "lang": "en"}`), &stdout, &stderr)
	want := `{"id":"1","lang":"xx"}` + "\n" + `{"id":"2","lang":"xx"}` + "\n" + `{"id":"3","lang":"xx"}` + "\n" + `{"id":"4","lang":"xx"}` + "\n"
	if code != 0 || stdout.String() != want {
		t.Errorf("exit %d, %q, %s; want %q", code, &stdout, &stderr, want)
	}
}

func TestRunFails(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		code  int
		wants string
	}{
		{"no variant", nil, exitUsage, "usage: variants VARIANT"},
		{"unknown variant", []string{"upside-down", "-"}, exitUsage, "near-copies"},
		{"no input", []string{"shuffle"}, exitUsage, "usage: variants shuffle"},
		{"unknown flag", []string{"shuffle", "-x", "-"}, exitUsage, "flag provided but not defined"},
		{"help", []string{"leads", "-h"}, 0, "usage: variants leads"},
		{"missing file", []string{"shuffle", "missing.jsonl"}, exitFailed, "variants shuffle: read articles: open missing.jsonl"},
		{"broken record", []string{"shuffle", "-"}, exitFailed, "read standard input, record 2: "},
		{"label dropped", []string{"drop", "-members", "text,story", os.DevNull}, exitFailed, "-members: story can't be dropped"},
		{"no words", []string{"leads", "-words", "0", os.DevNull}, exitFailed, "-words: it must be 1 or more"},
		{"no articles a day", []string{"dense", "-per-day", "0", os.DevNull}, exitFailed, "-per-day: it must be 1 or more"},
		{"share over 1", []string{"redate", "-share", "1.5", os.DevNull}, exitFailed, "-share: it must be from 0 to 1"},
		{"days the wrong way", []string{"redate", "-days", "9-3", os.DevNull}, exitFailed, `-days: "9-3" is not of the form 3-30`},
		{"one number of days", []string{"redate", "-days", "9", os.DevNull}, exitFailed, `-days: "9" is not of the form 3-30`},
		{"language by name", []string{"relabel", "-lang", "English", os.DevNull}, exitFailed, "-lang: a code has two letters"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := run(test.args, strings.NewReader(`{"id": "1"}`+"\n{broken"), &stdout, &stderr)
			if code != test.code || !strings.Contains(stderr.String(), test.wants) || stdout.Len() > 0 {
				t.Errorf("exit %d, %q, %q; want exit %d and %q", code, &stderr, &stdout, test.code, test.wants)
			}
		})
	}
}
