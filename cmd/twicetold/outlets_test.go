package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestRosterNames checks that each name is there, and that a long table is not copied for each outlet of it.
func TestRosterNames(t *testing.T) {
	r := roster{news.NewOutlets([]news.Outlet{
		{Name: "Vale Mail", Family: "Lake Papers", Domains: []string{"vale.example"}, Aliases: []string{"The Mail"}},
		{Name: "Tarn Post", Family: "Lake Papers"},
	}), []string{"Glen Radio", "Tarn Post"}}
	want := []string{"Glen Radio", "Lake Papers", "Tarn Post", "The Mail", "Vale Mail", "vale.example"}
	if got := r.names(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	const many = 2000
	var table []news.Outlet
	for i := range many {
		table = append(table, news.Outlet{Name: fmt.Sprint("Post ", i)})
	}
	r.Outlets = news.NewOutlets(table)
	if n := testing.AllocsPerRun(3, func() { r.names() }); n > many/10 {
		t.Errorf("%d outlets take %.0f allocations", many, n)
	}
}
