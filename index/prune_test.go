package index

import (
	"database/sql"
	"testing"
	"time"
)

// later keeps a revision of the first article in the next month, seen and published as given, and gives it to the
// article, which goes on showing its first record.
func later(t *testing.T, a *Archive, text, published string) int64 {
	t.Helper()
	revision := given()[0]
	revision.Text, revision.Published, revision.Seen = text, minute(published), time.Time{}
	r := begin(t, a, night.AddDate(0, 1, 0))
	keep(t, r, revision)
	var seq int64
	group(t, r, func(g *Grouping) {
		w := pending(t, g)[0]
		row := must[Loaded](t)(g.LoadShown([]int64{1})).Articles[0]
		row.Records++
		seq = w.Seq
		must[int64](t)(g.PutArticle(row, []int64{w.Seq}))
	})
	check(t, r.Finish(nil))
	return seq
}

// An article that loses the record it shows, and keeps others, shows the one that is the last by publication, and its
// story is left to be described anew.
func TestPruneShown(t *testing.T) {
	a := grouped(t)
	last := later(t, a, "The ferry floats again.", "2031-03-12T10:00:00Z")
	later(t, a, "The ferry leans.", "2031-03-12T10:30:00+01:00")
	must[sql.Result](t)(a.db.Exec(`UPDATE record SET kept = '2031-04-02T00:00:00Z' WHERE given_id IN ('b', 'c')`))
	got := must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 1, 0)))
	if got != (Dropped{Records: 2, Articles: 1, Texts: 1, Stories: 1}) {
		t.Errorf("got %+v", got)
	}
	sound(t, a)
	l := must[Loaded](t)(a.LoadStory(1))
	addFeatures(t, a, l.Texts, 1)
	if l.Articles[0].Record != last || l.Articles[0].Records != 2 {
		t.Errorf("shown is %+v, want record %d", l.Articles[0], last)
	}
	if s := l.Stories[0]; s.View != nil || s.Profile != nil || s.Headline == "" || s.Texts != 2 {
		t.Errorf("got %+v", s)
	}
	if l.Texts[0].Features != nil || l.Texts[1].Features == nil {
		t.Error("the features of the touched text have to go, and no others")
	}
	for _, text := range l.Texts {
		if text.Evidence != nil {
			t.Errorf("evidence of %s: %s", text.ID, text.Evidence)
		}
	}
}

// What has one text has no view to lack: the headline goes, and comes back on the tombstone if it was not made anew.
func TestPruneSingle(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`UPDATE record SET kept = '2031-04-02T00:00:00Z' WHERE given_id = 'c'`))
	must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 1, 0)))
	if s := must[Story](t)(a.Story("s1")); s.Headline != "" || s.Profile != nil || s.Texts != 1 {
		t.Errorf("got %+v", s)
	}
	must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 2, 0)))
	if s := must[Story](t)(a.Story("s1")); s.State != StatePruned || s.Headline != given()[2].Title {
		t.Errorf("got %+v", s)
	}
}

// Records that were never grouped stay, however old.
func TestPruneKeepsWaiting(t *testing.T) {
	a := grouped(t)
	late := given()[2]
	late.ID = "e"
	keep(t, begin(t, a, night), late)
	indexed(t, a)
	got := must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 1, 0)))
	if got.Records != 4 {
		t.Errorf("got %+v", got)
	}
	sound(t, a)
	same(t, "waiting", []int{must[int](t)(a.CountPending())}, []int{1})
	indexed(t, a)
	same(t, "listed", generations(t, a), nil)
}
