package main

import (
	"context"
	"io"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
)

func TestOutlets(t *testing.T) {
	for _, test := range []struct {
		name    string
		sources []string
		want    string
	}{
		{"one", []string{"Ardle Echo"}, "1 outlet"},
		{"the same twice", []string{"Ardle Echo", "Ardle Echo"}, "1 outlet"},
		{"two", []string{"Ardle Echo", "Bexley Star"}, "2 outlets"},
		{"one unknown", []string{""}, "an unknown outlet"},
		{"all unknown", []string{"", ""}, "unknown outlets"},
		{"some unknown", []string{"", "Ardle Echo", ""}, "1 outlet and 2 unknown"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var g cluster.Grouping
			for _, source := range test.sources {
				var a cluster.Article
				a.Source = source
				g.Articles = append(g.Articles, a)
			}
			if got := new(page).outlets(g, allArticles(g)); got != test.want {
				t.Errorf("outlets = %q, want %q", got, test.want)
			}
		})
	}
}

func TestOthers(t *testing.T) {
	v := view{g: cluster.Grouping{Stories: []cluster.Story{
		{Storyline: "ferry", Articles: []int{0, 1, 2}},
		{Storyline: "quake", Articles: []int{3, 4}},
		{Storyline: "ferry", Articles: []int{5, 6}},
		{Storyline: "ferry", Articles: []int{7}},
		{Storyline: "goat", Articles: []int{8}},
	}}}
	v.lines = storylines(v.g)
	for _, test := range []struct {
		story int
		all   bool
		want  string
	}{
		{0, false, "same storyline as 3 and 1 story of one article"},
		{0, true, "same storyline as 3, 4"},
		{1, false, ""},
		{3, true, "same storyline as 1, 3"},
		{4, true, ""},
	} {
		v.all = test.all
		if got := v.others(test.story); got != test.want {
			t.Errorf("others(%d), all %t: %q, want %q", test.story, test.all, got, test.want)
		}
	}
}

// BenchmarkReport writes the demo as text and as JSON.
func BenchmarkReport(b *testing.B) {
	opts := inputOptions{maxRecord: 1 << 20}
	std := stdio{out: io.Discard, err: io.Discard}
	g, in, err := group(context.Background(), []string{corpus}, opts, std, newProgress(std))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("text", func(b *testing.B) {
		for b.Loop() {
			if err := writeReport(newPage(io.Discard, time.UTC), g, in, true); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			if err := writeDocument(io.Discard, newDocument(g, in)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
