package index

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// atSchema1 makes the folder of an archive as version 1 made it.
func atSchema1(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	load(t, filepath.Join(dir, tablesName), string(must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "schema1.sql")))))
	return dir
}

// atSchema2 makes the folder of an archive of schema 2, in which something was then changed.
func atSchema2(t *testing.T, change string) string {
	t.Helper()
	dir := atSchema1(t)
	load(t, filepath.Join(dir, tablesName), schema2+`; `+change+`; PRAGMA user_version = 2`)
	return dir
}

// schema1.sql in testdata is an archive as version 1 made it; it must open for ever.
func TestSchema1(t *testing.T) {
	b := writer(t, atSchema1(t))
	sound(t, b)
	l := must[Loaded](t)(b.LoadStory(1))
	records := must[[]Record](t)(b.Records([]int64{1}))
	if len(l.Articles) != 3 || len(records) != 1 || records[0].Text != given()[0].Text {
		t.Errorf("loaded %d articles, %+v", len(l.Articles), records)
	}
	r := begin(t, b, night)
	if counts := keep(t, r, given()...); counts.Known != 4 {
		t.Errorf("got %+v", counts)
	}
	group(t, r, func(g *Grouping) {
		for _, given := range []Given{{ID: "a"}, {URL: "https://harbour.example/ferry"}} {
			same(t, "namesakes", must[[]int64](t)(g.Namesakes([]Record{{Given: given}})), []int64{1})
		}
		if runs := must[map[string][]uint64](t)(g.Repeated()); len(runs) != 0 {
			t.Errorf("lines stand for runs: %v", runs)
		}
		check(t, g.PutRepeated("Coast Wire", []uint64{7}))
		same(t, "runs", must[map[string][]uint64](t)(g.Repeated())["Coast Wire"], []uint64{7})
	})
}

// What an archive of schema 2 holds of the window goes on, and its file is made anew by the next run.
func TestSchema2(t *testing.T) {
	b := writer(t, atSchema2(t, `UPDATE text SET features = x'6631', near = x'02000000000000e43f' WHERE seq = 1`))
	if _, err := b.Forget(t.Context(), "nobody"); !errors.Is(err, ErrNotFound) {
		t.Errorf("forgetting nothing: %v", err)
	}
	same(t, "noted", []string{must[string](t)(b.meta(scrubNote))}, []string{"compact"})
	group(t, begin(t, b, night), func(g *Grouping) {
		l := must[Loaded](t)(g.LoadGrouped([]int64{1}))
		if text := l.Texts[0]; string(text.Features) != "f1" || len(text.Near) != 1 || text.Near[0] != (Neighbour{2, .625}) {
			t.Errorf("got %+v", text)
		}
	})
	same(t, "noted", []string{must[string](t)(b.meta(scrubNote))}, []string{""})
	sound(t, b)
}

// An archive of schema 2 answers like one of the same articles that was made by this version.
func TestSchema2AnswersAlike(t *testing.T) {
	old, made := writer(t, atSchema2(t, "")), grouped(t)
	for _, story := range []int64{1, 2} {
		if got, want := must[Loaded](t)(old.LoadStory(story)), must[Loaded](t)(made.LoadStory(story)); !reflect.DeepEqual(got, want) {
			t.Errorf("story %d:\n%+v, made by this version:\n%+v", story, got, want)
		}
	}
	articles := []int64{1, 2, 3, 4}
	if got, want := must[[]Record](t)(old.Records(articles)), must[[]Record](t)(made.Records(articles)); !reflect.DeepEqual(got, want) {
		t.Errorf("records:\n%+v, made by this version:\n%+v", got, want)
	}
	indexed(t, old)
	indexed(t, made)
	for _, query := range []string{"osprey", `"ran aground"`, "mill source:hill", "nothing"} {
		same(t, query, inSearch(t, old, query), inSearch(t, made, query))
	}
	if counts := keep(t, begin(t, old, night), given()...); counts.Known != 4 {
		t.Errorf("got %+v", counts)
	}
}

// An upgrade makes the search again, with the closed stories in it, and says so once.
func TestSchema2Search(t *testing.T) {
	dir := atSchema2(t, `UPDATE story SET state = 'closed', profile = CAST('ferry osprey' AS BLOB) WHERE seq = 1;
		INSERT INTO history (run, at, kind, story, texts) VALUES (1, '2031-03-12T02:00:00Z', 'closed', 's1', 2);
		INSERT INTO meta VALUES ('search', 'made')`)
	mustAdd(t, newShards(dir), "2031-03", checkpoint{Record: 4, Run: 1}, searchDoc{ID: recordID(1), Title: "Weir"},
		searchDoc{ID: storyID(1, 1), Terms: []string{"weir"}, First: noon, Last: noon})
	a := writer(t, dir)
	same(t, "to make again", must[[]string](t)(a.stale()), []string{"2031-03"})
	if findings := indexed(t, a); len(findings) != 1 || !strings.Contains(findings[0].What, "schema 2") || !strings.Contains(findings[0].Do, "search") {
		t.Errorf("said %+v", findings)
	}
	same(t, "closed", closedHits(t, a), []int64{1})
	same(t, "of before", inSearch(t, a, "weir"), nil)
	check(t, a.Close())
	b := writer(t, dir)
	same(t, "said again", indexed(t, b), nil)
	sound(t, b)
}

// An archive of schema 3 gets room for notes, has none yet, and keeps its search.
func TestSchema3(t *testing.T) {
	dir := atSchema1(t)
	b := writer(t, dir)
	check(t, b.Close())
	load(t, filepath.Join(dir, tablesName), `DROP TABLE notes; PRAGMA user_version = 3`)
	a := writer(t, dir)
	if len(a.told) != 1 || !strings.Contains(a.told[0].What, "schema 3") || strings.Contains(a.told[0].Do, "search") {
		t.Errorf("said %+v", a.told)
	}
	group(t, begin(t, a, night), func(g *Grouping) {
		if notes := must[map[int64][]byte](t)(g.Notes([]int64{1, 2})); len(notes) > 0 {
			t.Errorf("has the notes %v", notes)
		}
		check(t, g.PutNotes(1, []byte("ferry")))
		check(t, g.PutNotes(1, []byte("osprey")))
		if notes := must[map[int64][]byte](t)(g.Notes([]int64{1, 2})); len(notes) != 1 || string(notes[1]) != "osprey" {
			t.Errorf("has the notes %v", notes)
		}
		check(t, g.DropNotes(1))
		check(t, g.DropNotes(1))
		if notes := must[map[int64][]byte](t)(g.Notes([]int64{1})); len(notes) > 0 {
			t.Errorf("has the notes %v", notes)
		}
	})
}

// What was removed for good, and is not gone yet, goes after an upgrade as it would have before.
func TestSchema2Scrub(t *testing.T) {
	for was, want := range map[string]string{removedForGood: removedForGood, "": "compact"} {
		a := writer(t, atSchema2(t, `INSERT INTO meta VALUES ('scrub', '`+was+`')`))
		same(t, "noted", []string{must[string](t)(a.meta(scrubNote))}, []string{want})
	}
}

// What an upgrade frees holds no words any more.
func TestSchema2Frees(t *testing.T) {
	a := writer(t, atSchema2(t, `UPDATE record SET body = CAST(replace(hex(zeroblob(1000)), '00', 'Rescue boats. ') AS BLOB) WHERE seq = 3`))
	check(t, a.Close())
	if n := strings.Count(string(must[[]byte](t)(os.ReadFile(a.file))), "Rescue boats"); n > 1000 {
		t.Errorf("what a body says 1000 times stands in the file %d times", n)
	}
}

// load makes a database of a dump.
func load(t *testing.T, file, dump string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", address(file, "mode=rwc")))
	must[sql.Result](t)(db.Exec(dump))
	check(t, db.Close())
}
