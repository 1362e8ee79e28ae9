package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// made returns what the command writes.
func made(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"articles"}, args...), &stdout, &stderr); code != 0 {
		t.Fatalf("%q: exit %d: %s", args, code, &stderr)
	}
	return stdout.String()
}

func parsed(t *testing.T, lines string) []article {
	t.Helper()
	var list []article
	for line := range strings.Lines(lines) {
		var a article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// TestArticlesAreMadeAlone shows that a night does not hang on those that were made before it.
func TestArticlesAreMadeAlone(t *testing.T) {
	first := made(t, "-night", "7", "-per", "300")
	made(t, "-night", "6", "-per", "300")
	if again := made(t, "-night", "7", "-per", "300"); again != first {
		t.Error("the same night is another the second time")
	}
	if other := made(t, "-night", "7", "-per", "300", "-seed", "2"); other == first {
		t.Error("another seed makes the same night")
	}
}

// TestArticlesAreAsNewsIs holds the figures that the measurements rest on.
func TestArticlesAreAsNewsIs(t *testing.T) {
	var list []article
	for _, night := range []string{"12", "13", "14", "15"} {
		list = append(list, parsed(t, made(t, "-night", night, "-per", "2000"))...)
	}
	size, sources, urls, undated, texts := 0, map[string]bool{}, map[string]int{}, 0, map[string]int{}
	for _, a := range list {
		size += len(a.Text)
		sources[a.Source] = true
		urls[a.URL]++
		if a.Published == "" {
			undated++
		}
		texts[a.Title]++
	}
	copies := len(list) - len(texts) // a copy keeps the title
	for _, f := range []struct {
		name           string
		got, low, high int
	}{
		{"articles", len(list), 8000, 8000},
		{"bytes of a text", size / len(list), 2700, 3500},
		{"outlets", len(sources), outlets, outlets},
		{"per cent of copies", 100 * copies / len(list), 17, 23},
		{"per cent of revisions", 100 * (len(list) - len(urls)) / len(list), 2, 6},
		{"per cent without a time", 100 * undated / len(list), 2, 7},
		{"articles of the largest story", largest(list), 40, 8000 / 20},
	} {
		if f.got < f.low || f.got > f.high {
			t.Errorf("%s: %d, want %d to %d", f.name, f.got, f.low, f.high)
		}
	}
}

func largest(list []article) int {
	count := map[string]int{}
	for _, a := range list {
		count[a.Story]++
	}
	most := 0
	for _, n := range count {
		most = max(most, n)
	}
	return most
}

// TestWordsDiffer shows that no two ranks are spelt alike.
func TestWordsDiffer(t *testing.T) {
	ranks := map[string]uint64{}
	for rank := range uint64(lastRank + 1) {
		w := word(rank)
		if other, taken := ranks[w]; taken {
			t.Fatalf("ranks %d and %d are both %q", other, rank, w)
		}
		ranks[w] = rank
	}
}

// TestCopiesHoldTheirOriginal shows that the cut of a report is a beginning of it.
func TestCopiesHoldTheirOriginal(t *testing.T) {
	l := load{seed: 1, per: 3000}
	copies := 0
	for _, s := range l.born(3) {
		for n := range s.size {
			r := l.report(s, n)
			if r.of == n {
				continue
			}
			_, _, whole := l.report(s, r.of).original(l.seed)
			text := l.article(s, n).Text
			copies++
			kept := slices.ContainsFunc(whole, func(p string) bool {
				first, _, _ := strings.Cut(p, ". ") // further on the outlet's own words may stand
				return strings.Contains(text, first)
			})
			if !kept {
				t.Fatalf("report %d of story %s is a copy of %d and holds no sentence of it", n, s.label(), r.of)
			}
		}
	}
	if copies == 0 {
		t.Error("no report is a copy")
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{nil, {"dance"}, {"articles", "-per", "0"}, {"articles", "-night", "-1"}, {"nights", "-nights", "0"}, {"readers", "-queries", "0"}, {"articles", "more"}} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code != exitUsage || stderr.Len() == 0 {
			t.Errorf("%q: exit %d, said %q; want %d and a word", args, code, &stderr, exitUsage)
		}
	}
}
