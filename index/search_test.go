package index

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"
)

// library is a small archive of invented articles in two months, and two closed stories.
func library(t testing.TB) *Searcher {
	t.Helper()
	dir := t.TempDir()
	s := newShards(dir)
	at := func(day int) time.Time { return time.Date(2025, 2, day, 9, 0, 0, 0, time.UTC) }
	months := map[string][]searchDoc{
		"2025-02": {
			{ID: "1#1", Title: "Lighthouse elections", Body: "The keepers were electing a speaker. Nobody would die of boredom.", Source: "Hill Post", Lang: "en", Published: at(3)},
			{ID: "2#2", Title: "Leuchtturm", Body: "Die Häuser am Hafen bleiben dunkel, der Wächter schläft.", Source: "Hafenblatt", Lang: "de", Published: at(5)},
			{ID: "3#3", Title: "Bank of the river", Body: "The bank of the river gave way near the mill.", Source: "Mill Gazette", Lang: "en-GB", Published: at(7)},
			{ID: "4#4", Title: "Undated", Body: "A bank lends money to the mill, not to the river.", Source: "Mill Gazette", Lang: "en"},
			{ID: "story:7", Terms: []string{"mill", "river", "bank"}, First: at(7), Last: at(8)},
		},
		"2025-03": {
			{ID: "5#5", Title: "灯台の火事", Body: "港の灯台で火事があった。", Source: "Minato", Lang: "ja", Published: at(20)},
			{ID: "6#6", Title: "Phare", Body: "zzz phare eteint", Source: "", Lang: "", Published: at(21)},
			{ID: "story:9", Terms: []string{"mill", "lighthouse"}, First: at(20), Last: at(22)},
			{ID: "story:9#4", Terms: []string{"mill", "lighthouse", "keeper"}, First: at(20), Last: at(24)},
		},
	}
	kept := map[int64]searchDoc{}
	for month, docs := range months {
		for _, d := range docs {
			record, _ := parseRecordID(d.ID)
			kept[record] = d
		}
		if err := s.add(t.Context(), month, docsOf(docs...), checkpoint{Record: 1}); err != nil {
			t.Fatal(err)
		}
	}
	r := newSearcher(dir)
	r.contents = func(context.Context, []int64) (map[int64]searchDoc, error) { return kept, nil }
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// Of equals, those with the lower numbers are given, not those that come first as text.
func TestLookupOfEquals(t *testing.T) {
	dir := t.TempDir()
	var docs []searchDoc
	for i := range int64(12) {
		docs = append(docs, searchDoc{ID: storyID(i+1, 1), Terms: []string{"mill"}, First: noon, Last: noon})
	}
	mustAdd(t, newShards(dir), "2025-02", checkpoint{Record: 1}, docs...)
	seqs, err := newSearcherFor(t, dir).ClosedStories(t.Context(), Lookup{Words: []string{"mill"}, Size: 9})
	check(t, err)
	same(t, "found", seqs, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9})
}

func TestSearch(t *testing.T) {
	r := library(t)
	tests := []struct {
		query string
		want  []int64
	}{
		{"election", []int64{1}}, // English stems
		{"ELECTED keeper", []int64{1}},
		{"haus", []int64{2}}, // German stems
		{"haus lang:de", []int64{2}},
		{"haus lang:en", nil},
		{"mill lang:EN-US", []int64{3, 4}},
		{"mill -lang:en", nil},
		{"die", []int64{1}}, // a verb here, a stop word there
		{"die hafen", []int64{2}},
		{"hafen keeper", nil}, // no article is in two languages
		{`"bank of the river"`, []int64{3}},
		{`"river bank"`, nil},
		{"river bank", []int64{3, 4}},
		{"river -money", []int64{3}},
		{"nosuchword -money", nil},
		{`mill -"gave way"`, []int64{4}},
		{"title:river", []int64{3}},
		{"mill -title:river", []int64{4}},
		{"灯台", []int64{5}},
		{`"灯台で火事"`, []int64{5}},
		{"台灯", nil},
		{"phare", []int64{6}}, // language unknown
		{`source:"mill gazette"`, []int64{3, 4}},
		{`source:"mill gazette" source:hafenblatt`, []int64{2, 3, 4}},
		{`mill -source:"Mill Gazette"`, nil},
		{"after:2025-02-05 before:2025-02-20", []int64{2, 3}},
		{"after:2025-02-05 before:2025-02-20 -river", []int64{2}},
		{"mill after:2025", []int64{3}}, // undated articles are in no range
		{"before:2025-02-04", []int64{1}},
		{"the", nil}, // nothing is left of it
	}
	for _, tt := range tests {
		if got := found(t, r, tt.query); !slices.Equal(got, tt.want) {
			t.Errorf("%s: found %v, want %v", tt.query, got, tt.want)
		}
	}
}

func TestSearchFuzzy(t *testing.T) {
	r := library(t)
	tests := []struct {
		text string
		want int
	}{
		{"keepars", 1}, {"leigthouse", 1}, {"mjll", 0}, {"rimer -bank", 0}, {"nosuchwordatall -money", 0},
	}
	for _, tt := range tests {
		q, err := ParseQuery(tt.text, noon)
		if err != nil {
			t.Fatal(err)
		}
		q.Fuzzy = true
		hits, err := r.Search(t.Context(), q)
		if err != nil || hits.Total != tt.want {
			t.Errorf("%s: %+v, %v, want %d", tt.text, hits, err, tt.want)
		}
	}
}

func TestSearchOrder(t *testing.T) {
	r := library(t)
	tests := []struct {
		text  string
		sort  Sort
		limit int
		want  []int64
	}{
		{"river", ByScore, 20, []int64{3, 4}}, // in the title too
		{"river", ByScore, 1, []int64{3}},
		{"after:2025-02-04", ByDate, 20, []int64{6, 5, 3, 2}},
		{"after:2025-02-04", ByScore, 20, []int64{2, 3, 5, 6}},
	}
	for _, tt := range tests {
		q, err := ParseQuery(tt.text, noon)
		if err != nil {
			t.Fatal(err)
		}
		q.Sort, q.Limit = tt.sort, tt.limit
		hits, err := r.Search(t.Context(), q)
		var got []int64
		for _, h := range hits.List {
			got = append(got, h.Record)
			if math.IsNaN(h.Score) {
				t.Errorf("%s: hit %+v", tt.text, h)
			}
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s by %s: %v, %v, want %v", tt.text, tt.sort, got, err, tt.want)
		}
	}
	if _, err := r.Search(t.Context(), Query{Sort: ByDate, clauses: []clause{{text: "river"}}}); !errors.Is(err, ErrUnbounded) {
		t.Errorf("unbounded: %v", err)
	}
}

func TestLookups(t *testing.T) {
	r := library(t)
	day := func(d int) time.Time { return time.Date(2025, 2, d, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		name string
		ask  func(Lookup) ([]int64, error)
		l    Lookup
		want []int64
	}{
		{"stories", stories(t, r), Lookup{Words: []string{"river", "mill"}, Size: 9}, []int64{7, 9}},
		{"stories of days", stories(t, r), Lookup{Words: []string{"mill"}, From: day(10), To: day(21), Size: 9}, []int64{9}},
		{"stories before", stories(t, r), Lookup{Words: []string{"mill"}, To: day(10), Size: 9}, []int64{7}},
		{"best story", stories(t, r), Lookup{Words: []string{"river", "mill"}, Size: 1}, []int64{7}},
		{"no words", stories(t, r), Lookup{Size: 9}, nil},
		{"no size", stories(t, r), Lookup{Words: []string{"mill"}}, nil},
		{"articles", articles(t, r), Lookup{Words: []string{"mills", "rivers", "snow"}, Lang: "en", Size: 9}, []int64{3, 4}},
		{"articles of days", articles(t, r), Lookup{Words: []string{"mill", "river"}, From: day(7), To: day(8), Size: 9}, []int64{3}},
		{"half is not most", articles(t, r), Lookup{Words: []string{"mill", "snow"}, Lang: "en", Size: 9}, nil},
		{"another language", articles(t, r), Lookup{Words: []string{"mill"}, Lang: "de", Size: 9}, nil},
	}
	for _, tt := range tests {
		got, err := tt.ask(tt.l)
		if tt.name != "best story" {
			slices.Sort(got)
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
}

func stories(t *testing.T, r *Searcher) func(Lookup) ([]int64, error) {
	return func(l Lookup) ([]int64, error) { return r.ClosedStories(t.Context(), l) }
}

func articles(t *testing.T, r *Searcher) func(Lookup) ([]int64, error) {
	return func(l Lookup) ([]int64, error) { return r.LateRecords(t.Context(), l) }
}

func BenchmarkSearch(b *testing.B) {
	r := library(b)
	q, err := ParseQuery(`mill "bank of the river" -money`, noon)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := r.Search(b.Context(), q); err != nil {
			b.Fatal(err)
		}
	}
}
