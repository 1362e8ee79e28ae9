package index

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A search that would silently find nothing is refused, and the check names why; making the search again mends it.
func TestCoverage(t *testing.T) {
	for _, test := range []struct {
		name, want string
		spoil      func(a *Archive, restored string) error
	}{
		{"list gone", "is missing", func(a *Archive, _ string) error { return os.Remove(a.shards().list()) }},
		{"all gone", "is missing", func(a *Archive, _ string) error { return os.RemoveAll(a.shards().search) }},
		{"backup in a new folder", "is missing", nil},
		{"backup beside other shards", "lists shards of another record", func(a *Archive, dir string) error {
			return os.CopyFS(filepath.Join(dir, searchName), os.DirFS(a.shards().search))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := grouped(t)
			indexed(t, a)
			dir := a.dir
			if strings.HasPrefix(test.name, "backup") {
				dir = t.TempDir()
				check(t, a.Backup(t.Context(), filepath.Join(dir, tablesName)))
			}
			check(t, a.Close())
			if test.spoil != nil {
				check(t, test.spoil(a, dir))
			}
			r := reading(t, dir)
			s := r.Searcher()
			defer s.Close()
			q := must[Query](t)(ParseQuery("osprey", noon))
			if _, err := s.Search(t.Context(), q); !errors.Is(err, ErrNotCovered) {
				t.Errorf("Search: %v", err)
			}
			findings := must[[]Finding](t)(r.Check(t.Context()))
			if len(findings) != 1 || findings[0].File != r.shards().list() || !strings.Contains(findings[0].What, test.want) {
				t.Errorf("Check: %+v", findings)
			}
			w := writer(t, dir)
			check(t, w.Reindex(t.Context(), testTerms))
			same(t, "found", found(t, s, "osprey"), []int64{1, 2, 3})
			sound(t, r)
		})
	}
}

// An archive in which nothing was ever indexed has nothing to find, and that is all.
func TestNeverIndexed(t *testing.T) {
	a := grouped(t)
	r := reading(t, a.dir)
	same(t, "found", inSearch(t, r, "osprey"), nil)
	sound(t, r)
}

// Shards that hold less or more than the record are found once no run is about to bring them up to it.
func TestCheckGaps(t *testing.T) {
	a := grouped(t)
	indexed(t, a)
	r := begin(t, a, night)
	report := given()[3]
	report.ID, report.Text = "e", "The mill at Brackenford had 300 visitors."
	keep(t, r, report)
	group(t, r, func(g *Grouping) {
		waiting := pending(t, g)[0]
		article := Article{ID: "e", State: "withdrawn", Record: waiting.Seq, Records: 1, Source: waiting.Source, Day: waiting.Day()}
		must[int64](t)(g.PutArticle(article, []int64{waiting.Seq}))
	})
	sound(t, a) // the run has not come to it
	check(t, r.Finish(nil))
	findings := must[[]Finding](t)(a.Check(t.Context()))
	if len(findings) != 1 || !strings.Contains(findings[0].What, "goes up to record 4 run 0; the record goes up to record 5 run 0") {
		t.Errorf("behind: %+v", findings)
	}
	l := must[shardList](t)(readListing(a.shards().search))
	check(t, a.shards().rebuild(t.Context(), l[0].month, docsOf(ferry(1)), checkpoint{Record: 5}))
	findings = must[[]Finding](t)(a.Check(t.Context()))
	if len(findings) != 1 || !strings.Contains(findings[0].What, "with 1 documents; the record has 5") {
		t.Errorf("short: %+v", findings)
	}
	check(t, a.Reindex(t.Context(), testTerms))
	sound(t, a)
}

// TestIndexNothing: a run that catches up with nothing, groups, and is killed before it indexes leaves nothing that is
// taken for damage.
func TestIndexNothing(t *testing.T) {
	a := writer(t, t.TempDir())
	r := begin(t, a, night)
	keep(t, r, given()...)
	indexed(t, a)
	group(t, r, func(g *Grouping) { putStories(t, g) })
	sound(t, reading(t, a.dir))
	indexed(t, a)
	check(t, os.Remove(filepath.Join(a.dir, searchName, "CURRENT")))
	if found := must[[]Finding](t)(reading(t, a.dir).Check(t.Context())); len(found) != 1 {
		t.Errorf("a list that was lost is found as %v", found)
	}
}
