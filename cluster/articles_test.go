package cluster

import (
	"slices"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestVersionOrder(t *testing.T) {
	version := func(id string, at news.Time, night int) news.Article {
		return news.Article{ID: id, Published: at, Seen: time.Date(2026, 3, night, 23, 0, 0, 0, time.UTC)}
	}
	tests := []struct {
		name     string
		versions []news.Article // as they follow each other
	}{
		{"times tell", []news.Article{version("a", clock(12, 5, 0), 14), version("b", clock(12, 6, 0), 13)}},
		{"days tell", []news.Article{version("a", date(12), 15), version("b", clock(14, 6, 0), 14)}},
		{"the later has a coarser time", []news.Article{version("a", clock(12, 5, 0), 12), version("b", date(12), 13)}},
		{"the later has none", []news.Article{version("a", clock(12, 5, 0), 12), version("b", news.Time{}, 13)}},
		{"the earlier has none", []news.Article{version("a", news.Time{}, 12), version("b", clock(12, 5, 0), 13)}},
		{"of one run", []news.Article{version("a", news.Time{}, 12), version("b", date(12), 12), version("c", clock(12, 5, 0), 12)}},
		{"collected against their times", []news.Article{version("b", date(12), 13), version("c", clock(12, 4, 0), 14), version("a", clock(12, 5, 0), 12)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for shift := range test.versions { // the order they are given in makes no difference
				var given []*news.Article
				for i := range test.versions {
					given = append(given, &test.versions[(i+shift)%len(test.versions)])
				}
				var got []string
				for _, i := range VersionOrder(given) {
					got = append(got, given[i].ID)
				}
				if !slices.EqualFunc(got, test.versions, func(id string, a news.Article) bool { return id == a.ID }) {
					t.Errorf("the order is %v", got)
				}
			}
		})
	}
}
