package index

import (
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestOutlets checks how stories are counted by a table of outlets, and that nothing is left of one.
func TestOutlets(t *testing.T) {
	a := grouped(t)
	count := func(id string) [3]int {
		t.Helper()
		s := must[Story](t)(a.Story(id))
		for listed, err := range a.Stories(t.Context(), StoryQuery{All: true}) {
			check(t, err)
			if listed.Seq == s.Seq && (listed.Sources != s.Sources || listed.Families != s.Families) {
				t.Errorf("the list counts %d and %d in %s", listed.Sources, listed.Families, id)
			}
		}
		for _, of := range must[map[int64]Story](t)(a.StoriesOf([]int64{1, 2, 3, 4})) {
			if of.Seq == s.Seq && (of.Sources != s.Sources || of.Families != s.Families) {
				t.Errorf("the story of an article counts %d and %d in %s", of.Sources, of.Families, id)
			}
		}
		return [3]int{s.Sources, s.Families, s.Unknown}
	}
	least := func(n int) string {
		t.Helper()
		var ids []string
		for s, err := range a.Stories(t.Context(), StoryQuery{All: true, MinSources: n}) {
			check(t, err)
			ids = append(ids, s.ID)
		}
		return strings.Join(ids, " ")
	}
	if got := count("s1"); got != [3]int{2, 2, 1} {
		t.Errorf("without a table s1 has %v", got)
	}
	check(t, a.PutOutlets(t.Context(), news.NewOutlets([]news.Outlet{{Name: "Harbour Post", Family: "Coast"}, {Name: "Coast Wire", Family: "Coast"}})))
	if got := count("s1"); got != [3]int{2, 1, 1} || least(2) != "s1" {
		t.Errorf("with a family s1 has %v, of two outlets are %s", got, least(2))
	}
	table := news.NewOutlets([]news.Outlet{{Name: "The Post", Domains: []string{"post.example"}, Aliases: []string{"harbour post", "Coast Wire"}}})
	check(t, a.PutOutlets(t.Context(), table))
	if got := count("s1"); got != [3]int{1, 1, 1} || least(2) != "" || least(1) != "s2 s1" {
		t.Errorf("with an alias s1 has %v, of two outlets are %q", got, least(2))
	}
	if got := must[news.Outlets](t)(a.Outlets()).List(); len(got) != 1 || got[0].Domains[0] != "post.example" || len(got[0].Aliases) != 2 {
		t.Errorf("the table is %+v", got)
	}
	sound(t, a)
	check(t, a.PutOutlets(t.Context(), news.Outlets{}))
	if got := count("s1"); got != [3]int{2, 2, 1} {
		t.Errorf("after the table s1 has %v", got)
	}
	if n := must[int](t)(one(a.reader(t.Context()), column[int], `SELECT count(*) FROM source`)); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	same(t, "sources", must[[]string](t)(a.SourceNames()), []string{"Coast Wire", "Harbour Post", "Hill Gazette"})
}
