package index

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// suffixed is the first of the given articles as its outlet sends it: with its name behind the title.
func suffixed() news.Article {
	a := given()[0]
	a.Title += " - Harbour Post"
	return a
}

// asANight makes an archive as a run leaves it: headlines are titles without the outlet's name, what has one text has
// neither profile nor view, and two stories are merged and withdrawn.
func asANight(t *testing.T) *Archive {
	t.Helper()
	a := writer(t, t.TempDir())
	articles := given()
	articles[0] = suffixed()
	r := begin(t, a, night)
	keep(t, r, articles...)
	group(t, r, func(g *Grouping) {
		putStories(t, g)
		shown := must[[]Record](t)(g.Records([]int64{1}))[0]
		s := must[Loaded](t)(g.LoadShown([]int64{1})).Stories[0]
		s.Headline = news.Split(shown.Given, news.NewRemains(nil)).Title
		if s.Headline != "Ferry runs aground" {
			t.Fatalf("the headline is %q", s.Headline)
		}
		must[int64](t)(g.PutStory(s))
		for _, gone := range []Story{
			{ID: "s3", State: StateMerged, MergedInto: "s1", Held: [][]string{{"a"}}},
			{ID: "s4", State: StateWithdrawn, Held: [][]string{{"c"}, {"b", "a"}}},
			{ID: "s5", State: StateMerged, MergedInto: "s1", Held: [][]string{{"c"}}},
		} {
			gone.Headline, gone.View = "Ferry runs aground off "+gone.ID, []byte(`{"what":"told"}`)
			must[int64](t)(g.PutStory(gone))
		}
	})
	check(t, r.Finish(nil))
	return a
}

func TestForgetHeadlines(t *testing.T) {
	for _, test := range []struct {
		forget, blank, stay string
		anew                []int64
	}{
		{"a", "s1 s3 s4", "s2 s5", []int64{1}},
		{"b", "s1 s4", "s2 s3 s5", []int64{1}},
		{"d", "s2", "s1 s3 s4 s5", nil},
	} {
		a := asANight(t)
		must[[]string](t)(a.Forget(t.Context(), test.forget))
		sound(t, a)
		for _, id := range strings.Fields(test.blank) {
			if s := must[Story](t)(a.Story(id)); s.Headline != "" || s.View != nil || s.Profile != nil {
				t.Errorf("without %s %s is %+v", test.forget, id, s)
			}
		}
		for _, id := range strings.Fields(test.stay) {
			if s := must[Story](t)(a.Story(id)); s.Headline == "" {
				t.Errorf("without %s %s has lost its headline", test.forget, id)
			}
		}
		group(t, begin(t, a, night), func(g *Grouping) {
			same(t, "to describe", must[[]int64](t)(g.Undescribed()), test.anew)
		})
	}
}

// A revision that was kept by a run which never grouped it goes with its article, and so do articles by the same
// address and what has come under their ids; others stay.
func TestForgetWaiting(t *testing.T) {
	a := asANight(t)
	revision, moved, again, other := suffixed(), suffixed(), suffixed(), given()[3]
	revision.Text += " The harbourmaster blames fog."
	moved.ID, moved.Text = "a2", "Fog blamed."
	again.ID, again.URL, again.Text = "a2", "", "Fog was thick."
	other.Text += " Bread will be sold."
	keep(t, begin(t, a, night.Add(time.Hour)), again, revision, moved, other)
	must[[]string](t)(a.Forget(t.Context(), "a"))
	absent(t, a.dir, "blame", "Fog", "fog", "Harbour Post")
	sound(t, a)
	r := begin(t, a, night.Add(2*time.Hour))
	group(t, r, func(g *Grouping) {
		if w := pending(t, g); len(w) != 1 || w[0].ID != "d" {
			t.Errorf("there wait %+v", w)
		}
	})
	same(t, "counts", []Counts{keep(t, r, again, revision, moved)}, []Counts{{Forgotten: 3}})
	absent(t, a.dir, "blame", "Fog", "fog", "Harbour Post")
}

// An article that waits has no id but the one it was given.
func TestForgetOnlyWaiting(t *testing.T) {
	a := grouped(t)
	late, namesake := given()[2], given()[2]
	late.ID, late.Source, late.Text = "e", "Bay Herald", "Zinc buckets were found aboard."
	namesake.ID, namesake.Source = "f", "Bay Herald"
	keep(t, begin(t, a, night), late, namesake)
	namesake.Source = "Hill Gazette"
	keep(t, begin(t, a, night), namesake)
	must[[]string](t)(a.Forget(t.Context(), "e"))
	sound(t, a)
	absent(t, a.dir, "Zinc")
	if _, err := a.Forget(t.Context(), "f"); err == nil || !strings.Contains(err.Error(), "several sources") {
		t.Errorf("got %v", err)
	}
	same(t, "counts", []Counts{keep(t, begin(t, a, night), late, namesake)}, []Counts{{Known: 1, Forgotten: 1}})
}

// What was barred by a version that left it waiting is not taken in by the next run.
func TestBarredIsNotPending(t *testing.T) {
	a := grouped(t)
	late := given()[2]
	late.ID, late.Text = "e", "Zinc buckets were found aboard."
	keep(t, begin(t, a, night), late)
	check(t, a.write(t.Context(), func(t *tx) error { return t.bar([]trace{{id: "e"}}) }))
	group(t, begin(t, a, night), func(g *Grouping) { same(t, "days", must[[]DayCount](t)(g.PendingDays()), nil) })
	absent(t, a.dir, "Zinc")
}

// Whatever runs next ends what a reader kept Forget from, and a reader that is still there does not keep it from running.
func TestForgetIsFinished(t *testing.T) {
	unknown := func(t *testing.T, a *Archive) { must[[]string](t)(a.Forget(t.Context(), "never there")) }
	for name, next := range map[string]func(t *testing.T, a *Archive){
		"forget":  unknown,
		"prune":   func(t *testing.T, a *Archive) { must[Dropped](t)(a.Prune(t.Context(), night)) },
		"nightly": func(t *testing.T, a *Archive) { begin(t, a, night) },
	} {
		t.Run(name, func(t *testing.T) {
			a := grouped(t)
			a.db.SetMaxOpenConns(1)
			must[sql.Result](t)(a.db.Exec(`PRAGMA busy_timeout = 1`))
			err := reading(t, a.dir).read(t.Context(), func(r reader) error {
				must[[]Story](t)(r.wholeStories([]int64{1}))
				if _, err := a.Forget(t.Context(), "d"); err == nil || !strings.Contains(err.Error(), "twicetold.db-wal") {
					t.Errorf("got %v", err)
				}
				begin(t, a, night)
				return nil
			})
			check(t, err)
			next(t, a)
			absent(t, a.dir, "Brackenford", "Old mill")
			same(t, "noted", []string{must[string](t)(a.meta(scrubNote))}, []string{""})
		})
	}
}
