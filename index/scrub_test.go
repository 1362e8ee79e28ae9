package index

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// unscrubbable is an archive with a note to make its file anew and one connection, on which that fails: so many other
// databases hang on it that there is no room for the new one.
func unscrubbable(t *testing.T, note string) *Archive {
	t.Helper()
	a := grouped(t)
	a.db.SetMaxOpenConns(1)
	for i := range 10 { // SQLite's limit
		must[sql.Result](t)(a.db.Exec(fmt.Sprintf(`ATTACH ':memory:' AS other%d`, i)))
	}
	check(t, a.write(t.Context(), func(w *tx) error { return w.setMeta(scrubNote, note) }))
	return a
}

// A file that is larger than it has to be keeps no run from running: it says so, and the next one tries again.
func TestCompactFails(t *testing.T) {
	a := unscrubbable(t, "compact")
	r := begin(t, a, night)
	same(t, "noted", []string{must[string](t)(a.meta(scrubNote))}, []string{"compact"})
	if store := must[int](t)(one(a.reader(t.Context()), column[int], `PRAGMA temp_store`)); store != 2 {
		t.Errorf("temporary tables are in memory no more: %d", store)
	}
	findings := indexed(t, a)
	if len(findings) != 1 || filepath.Base(findings[0].File) != tablesName || !strings.Contains(findings[0].What, "larger than it has to be") || findings[0].Do == "" {
		t.Errorf("got %+v", findings)
	}
	same(t, "said again", indexed(t, a), nil)
	check(t, r.Finish(nil))
	check(t, a.Close())
	b := writer(t, a.dir)
	begin(t, b, night)
	same(t, "said by the next run", indexed(t, b), nil)
	same(t, "noted", []string{must[string](t)(b.meta(scrubNote))}, []string{""})
}

// What was removed for good has to go before anything else is done.
func TestScrubFails(t *testing.T) {
	a := unscrubbable(t, removedForGood)
	if _, err := a.Begin("nightly", night); err == nil || !strings.Contains(err.Error(), "finish forgetting") {
		t.Errorf("got %v", err)
	}
	same(t, "noted", []string{must[string](t)(a.meta(scrubNote))}, []string{removedForGood})
}

// While a reader keeps the log, a file is made smaller nevertheless.
func TestCompactBesideReader(t *testing.T) {
	a := grouped(t)
	a.db.SetMaxOpenConns(1)
	must[sql.Result](t)(a.db.Exec(`PRAGMA busy_timeout = 1`))
	check(t, a.write(t.Context(), func(w *tx) error { return w.setMeta(scrubNote, "compact") }))
	check(t, reading(t, a.dir).read(t.Context(), func(r reader) error {
		must[[]Story](t)(r.wholeStories([]int64{1}))
		begin(t, a, night)
		return nil
	}))
	same(t, "noted", []string{must[string](t)(a.meta(scrubNote))}, []string{""})
	same(t, "said", indexed(t, a), nil)
}
