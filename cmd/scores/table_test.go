package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMeasures checks the list: each name is there once, and what a goal lies below is measured before.
func TestMeasures(t *testing.T) {
	var names []string
	for _, m := range measures() {
		if m.name == "" || strings.ContainsAny(m.name, "\t\n") || slices.Contains(names, m.name) {
			t.Errorf("the name %q is bad, or there twice", m.name)
		}
		if m.goal.below != "" && !slices.Contains(names, m.goal.below) {
			t.Errorf("%s is compared with %q, which is not measured before", m.name, m.goal.below)
		}
		if m.kind == moved && m.orders < 1 || m.kind == swept && m.swept == "" {
			t.Errorf("%s: nothing to do", m.name)
		}
		names = append(names, m.name)
	}
}

// TestCorpusIsThere keeps the pattern of the invented corpus true.
func TestCorpusIsThere(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	paths, err := corpus.paths("nowhere")
	if err != nil || len(paths) < 3 {
		t.Errorf("%q, %v", paths, err)
	}
}

// TestTable compares rows but for the blanks between columns.
func TestTable(t *testing.T) {
	scoredAt := func(name string, g goal) measure { return measure{name: name, goal: g} }
	tests := []struct {
		m    measure
		s    score
		want string
	}{
		{scoredAt("a", goal{}), score{120, .5, 1, .6667, 0, 0}, "a 120 .5000 1.0000 .6667"},
		{scoredAt("known", goal{}), score{8, .5, .5, .5, .401, .599}, "known 8 .5000 .5000 .5000 .401-.599 .5500 -.0500"},
		{scoredAt("same", goal{}), score{8, .5, .5, .5, 0, 0}, "same 8 .5000 .5000 .5000 .5000 ="},
		{scoredAt("b", goal{least: .9}), score{9, 1, 1, .95, 0, 0}, "b 9 1.0000 1.0000 .9500 .9000"},
		{scoredAt("b", goal{floor: .8, least: .9}), score{9, 1, 1, .85, 0, 0}, "b 9 1.0000 1.0000 .8500 .9000: missed by .0500"},
		{scoredAt("b", goal{floor: .8, least: .9}), score{9, 1, 1, .75, 0, 0}, "b 9 1.0000 1.0000 .7500 floor .8000: missed by .0500"},
		{scoredAt("b", goal{floor: .8}), score{9, 1, 1, .85, 0, 0}, "b 9 1.0000 1.0000 .8500 floor .8000"},
		{scoredAt("b", goal{floor: .8}), score{9, 1, 1, .75, 0, 0}, "b 9 1.0000 1.0000 .7500 floor .8000: missed by .0500"},
		{scoredAt("c", goal{below: "a", by: .01}), score{9, 1, 1, .66, 0, 0}, "c 9 1.0000 1.0000 .6600 .6567"},
		{scoredAt("c", goal{below: "old", by: .01}), score{9, 1, 1, .48, 0, 0}, "c 9 1.0000 1.0000 .4800 .4900: missed by .0100"},
		{scoredAt("c", goal{below: "unknown", by: .01}), score{9, 1, 1, .48, 0, 0}, "c 9 1.0000 1.0000 .4800"},
		{measure{name: "moves", kind: moved}, score{articles: 9}, "moves 9 0 3 -3 0"},
		{measure{name: "moves", kind: moved}, score{articles: 9, value: 4}, "moves 9 4 3 +1 0: missed"},
		{measure{name: "sweep", kind: swept}, score{value: 1}, "sweep 1.0000"},
	}
	var out strings.Builder
	table := newTable(&out, figures{"known": .55, "same": .5, "old": .5, "moves": 3}, []measure{{name: "old"}})
	for _, test := range tests {
		out.Reset()
		if err := table.row(test.m, test.s); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(out.String(), "\n"); !slices.Equal(strings.Fields(got), strings.Fields(test.want)) {
			t.Errorf("%s:\n%s, want\n%s", test.m.name, got, test.want)
		}
	}
}

func TestFigures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "figures.tsv")
	f, err := readFigures(path)
	if err != nil || len(f) != 0 {
		t.Fatalf("figures of a missing file: %v, %v", f, err)
	}
	f = f.with(figures{"roundups": .8456, "corpus": .9, "no longer measured": .1}).with(figures{"corpus": .91})
	if err := f.write(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if want := "measure\tscore\ncorpus\t0.91\nroundups\t0.8456\n"; err != nil || string(text) != want {
		t.Errorf("the file is %q, %v; want %q", text, err, want)
	}
	if again, err := readFigures(path); err != nil || again["corpus"] != .91 || again["roundups"] != .8456 || len(again) != 2 {
		t.Errorf("read again: %v, %v", again, err)
	}
}

// TestAcceptedFigures keeps the committed file readable.
func TestAcceptedFigures(t *testing.T) {
	if f, err := readFigures(filepath.Join("..", "..", "testdata", "figures.tsv")); err != nil || f["corpus"] == 0 {
		t.Errorf("%v, %v", f, err)
	}
}

func TestReadFiguresRefuses(t *testing.T) {
	for _, test := range []struct{ text, wants string }{
		{"corpus\t0.9\n", "the first line is not"},
		{"measure\tscore\ncorpus\t0.9\nbasil\n", "line 3: "},
	} {
		path := filepath.Join(t.TempDir(), "figures.tsv")
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := readFigures(path); err == nil || !strings.Contains(err.Error(), test.wants) {
			t.Errorf("%q: %v, %v; want an error with %q", test.text, f, err, test.wants)
		}
	}
}

func TestCompany(t *testing.T) {
	read := func(document string) company {
		t.Helper()
		c, err := readCompany([]byte(document))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	const before = `{"stories": [{"id": "s1", "articles": [{"id": "a"}, {"id": "b"}]}, {"id": "s2", "articles": [{"id": "c"}]}]}`
	tests := []struct {
		name, after string
		want        []string
	}{
		{"the same", before, nil},
		{"other order, other ids", `{"stories": [{"id": "s9", "articles": [{"id": "c"}]}, {"articles": [{"id": "b"}, {"id": "a"}]}]}`, nil},
		{"c joins", `{"stories": [{"articles": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}]}`, []string{"a", "b", "c"}},
		{"b alone, and another there", `{"stories": [{"articles": [{"id": "a"}]}, {"articles": [{"id": "b"}]}, {"articles": [{"id": "c"}]}, {"articles": [{"id": "d"}]}]}`, []string{"a", "b", "d"}},
	}
	for _, test := range tests {
		if got := read(before).changed(read(test.after)); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if _, err := readCompany([]byte("no")); err == nil {
		t.Error("what is no JSON was read")
	}
}
