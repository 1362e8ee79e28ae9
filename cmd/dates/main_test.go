package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus writes invented articles to a file and returns its path.
func corpus(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	const articles = `{"id": "a", "text": "The ferry sank on Tuesday. It was built in 2011, and the Alder Sunday sails on.", "published": "2026-03-04", "lang": "en"}
{"id": "b", "text": "Two boats met on Tuesday, and on Tuesday they parted, last summer too.", "published": "2026-03-04", "lang": "en"}
`
	if err := os.WriteFile(file, []byte(articles), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestScore(t *testing.T) {
	gold := filepath.Join(t.TempDir(), "gold.tsv")
	rows := "a\t1\tweekday\ton Tuesday\t2026-03-03\n" +
		"a\t1\tyear\tin 2011\t2010\n" +
		"b\t2\tweekday\ton Tuesday\tunclear\n" +
		"b\t1\tseason\tsummer\t2025-06-01/2025-08-31\n"
	if err := os.WriteFile(gold, []byte(rows), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"score", gold, corpus(t)}, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("exit %d: %s", code, &stderr)
	}
	for _, want := range []string{
		"weekday  1      0       0         0      0           100.0 %  100.0 %",
		"year     0      0       0         1      0           0.0 %    0.0 %",
	} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("no row %q in\n%s", want, &stdout)
		}
	}
}

func TestSampleIsSeeded(t *testing.T) {
	file, samples := corpus(t), map[string]bool{}
	for range 2 {
		var stdout, stderr bytes.Buffer
		if code := run([]string{"sample", "-seed", "3", file}, nil, &stdout, &stderr); code != 0 {
			t.Fatalf("exit %d: %s", code, &stderr)
		}
		samples[stdout.String()] = true
	}
	if len(samples) != 1 {
		t.Errorf("one seed gave %d samples", len(samples))
	}
}

func TestCatches(t *testing.T) {
	tests := []struct{ text, want string }{
		{"It sank on Tuesday, March 3, 2026.", "month-day Tuesday, March 3, 2026"},
		{"It sank two weeks ago, or in the spring of 2011.", "ago two weeks ago; season in the spring of 2011"},
		{"The Sunday Times of late May.", "part late May; weekday The Sunday"},
		{"Open 24/7 since 2014.", "since since 2014; numeric 24/7"},
	}
	for _, tt := range tests {
		var got []string
		for _, c := range catches(net(), tt.text) {
			got = append(got, c.kind+" "+c.text)
		}
		if joined := strings.Join(got, "; "); joined != tt.want {
			t.Errorf("catches(%q) = %q, want %q", tt.text, joined, tt.want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	sample, err := readJudged(filepath.Join("testdata", "verdicts.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	all, kinds, vague := 0, map[string]int{}, 0
	for _, list := range sample {
		for _, j := range list {
			all++
			kinds[j.kind]++
			if j.verdict == unclear {
				vague++
			}
			if words := len(strings.Fields(j.text)); words > 6 {
				t.Errorf("%q has %d words of a text", j.text, words)
			}
		}
	}
	for kind, n := range kinds {
		if n*6 > all {
			t.Errorf("%d of %d expressions are of kind %s", n, all, kind)
		}
	}
	if vague*20 > all {
		t.Errorf("%d of %d are unclear", vague, all)
	}
}

func TestParseJudged(t *testing.T) {
	for _, line := range []string{"", "a\t0\tyear\t2011\t2011", "a\t1\tyear\t2011\tperhaps", "a\t1\tyear\t2011\t2011/2012", "a\t1\tyear\t2011\t2011-13"} {
		if _, err := parseJudged(line); err == nil {
			t.Errorf("parseJudged(%q) finds nothing wrong", line)
		}
	}
}
