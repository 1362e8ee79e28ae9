package main

import (
	"context"
	"io"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

func TestVoices(t *testing.T) {
	known := news.NewOutlets([]news.Outlet{{Name: "Dale Sun", Family: "Coast Papers", Domains: []string{"dale.example"}}, {Name: "Esk Herald", Family: "Coast Papers"}})
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
		{"a family of one", []string{"Dale Sun", "Ardle Echo"}, "2 outlets"},
		{"a family of two", []string{"Dale Sun", "Ardle Echo", "Esk Herald"}, "3 outlets (2 families)"},
		{"one family", []string{"Dale Sun", "Esk Herald", ""}, "2 outlets (1 family) and 1 unknown"},
		{"by two names", []string{"Dale Sun", "sport.dale.example"}, "1 outlet"},
		{"some unknown", []string{"", "Ardle Echo", ""}, "1 outlet and 2 unknown"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var g cluster.Grouping
			for _, source := range test.sources {
				a := new(cluster.Article)
				a.Source = source
				g.Articles = append(g.Articles, a)
			}
			if got := voicesSaid(voices(g, allArticles(g), known)); got != test.want {
				t.Errorf("voices = %q, want %q", got, test.want)
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

func TestSummary(t *testing.T) {
	const found = "2 articles from unknown outlets: 0 independent texts, 0 stories, 0 storylines."
	for _, test := range []struct {
		name            string
		folded, skipped int
		times           []string
		want            string
	}{
		{"undated", 0, 0, []string{"", ""}, ""},
		{"days", 0, 0, []string{"2025-03-01", ""}, " Dates are of publication, in 2025."},
		{"days of two years", 0, 0, []string{"2024-03-01", "2025-03-01"}, " Dates are of publication."},
		{"clock", 0, 0, []string{"2025-03-01T08:00Z", "2025-03-02"}, " Times are of publication, in 2025, UTC."},
		{"clock of two years", 0, 0, []string{"2024-03-01T08:00Z", "2025-03-02"}, " Times are of publication, UTC."},
		{"one folded", 1, 0, []string{"", ""}, " 1 record repeats or revises an article."},
		{"all there is", 3, 2, []string{"2025-03-01", ""},
			" 3 records repeat or revise an article. 2 records skipped. Dates are of publication, in 2025."},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, _ := told(t, -1, test.times...)
			in := taken(len(test.times)+test.folded+test.skipped, test.skipped, 0)
			got := written(1000, func(p *page) { newView(p, v.g, false).summary(in) })
			if want := found + test.want + "\n"; got != want {
				t.Errorf("summary\n%swant\n%s", got, want)
			}
		})
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
			if err := writeReport(newPage(std, time.UTC), g, in, clusterOptions{all: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			if err := writeDocument(io.Discard, newDocument(g, in, news.Outlets{})); err != nil {
				b.Fatal(err)
			}
		}
	})
}
