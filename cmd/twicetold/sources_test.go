package main

import (
	"testing"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

func TestLevelMark(t *testing.T) {
	for _, test := range []struct {
		last  int
		usual float64
		want  string
	}{
		{0, 0, ""},
		{0, .5, ""},
		{0, 1, "missing"},
		{1, 2.5, ""},
		{1, 4, "low"},
		{2, 4, ""},
		{10, 21, "low"},
		{30, 21, ""},
	} {
		if got := levelMark(index.Source{Last: test.last, Usual: test.usual}); got != test.want {
			t.Errorf("levelMark(%d of %v) = %q, want %q", test.last, test.usual, got, test.want)
		}
	}
}

func TestSourceName(t *testing.T) {
	for _, test := range []struct{ name, outlet, family, want string }{
		{"", "", "", "(unknown)"},
		{"Tarn Post", "Tarn Post", "", "Tarn Post"},
		{"Tarn Post", "Tarn Post", "Tarn Post", "Tarn Post"},
		{"Tarn Post", "Tarn Post", "Lake Papers", "Tarn Post (Lake Papers)"},
		{"tarn.example", "Tarn Post", "", "tarn.example (Tarn Post)"},
		{"tarn.example", "Tarn Post", "Lake Papers", "tarn.example (Tarn Post, Lake Papers)"},
	} {
		s := index.Source{Name: test.name, Outlet: news.Outlet{Name: test.outlet, Family: test.family}}
		if got := sourceName(s); got != test.want {
			t.Errorf("sourceName(%q, %q, %q) = %q, want %q", test.name, test.outlet, test.family, got, test.want)
		}
	}
}
