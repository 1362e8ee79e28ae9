package index

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestCheckFinds(t *testing.T) {
	for _, test := range []struct{ spoil, want string }{
		{`UPDATE text SET story = NULL WHERE seq = 1`, "text 1 is in no story"},
		{`UPDATE story SET state = 'pruned' WHERE id = 's2'`, "text 3 is in story s2, which is pruned"},
		{`INSERT INTO text (id, story, day, score) VALUES ('t9', 2, 0, 0)`, "text 4 is carried by no article"},
		{`UPDATE article SET text = NULL WHERE id = 'b'`, "article b carries no text"},
		{`UPDATE article SET records = 2 WHERE id = 'b'`, "article b counts 2 records and has 1"},
		{`UPDATE article SET record = 1 WHERE id = 'b'`, "article b shows a record that is not its own"},
		{`UPDATE text SET representative = 4 WHERE seq = 1`, "text 1 has a representative that does not carry it"},
		{`UPDATE text SET origin = NULL WHERE seq = 1`, "text 1 has an origin that does not carry it"},
		{`UPDATE copy SET of = 4`, "article b is a copy of one that carries another text"},
		{`UPDATE copy SET of = 2`, "article b is a copy of itself"},
		{`UPDATE story SET id = NULL WHERE id = 's2'`, "story 2 has no id"},
		{`UPDATE text SET story = 1 WHERE seq = 3`, "story s2 holds no text"},
		{`UPDATE story SET sources = 3, unknown = 0 WHERE id = 's1'`, "story s1 counts 3 articles, 3 sources, 0 without one, 2 texts and has 3, 2, 1, 2"},
		{`UPDATE story SET state = 'merged' WHERE id = 's2'`, "story s2 is merged and says not into which"},
		{`UPDATE story SET merged_into = 's1' WHERE id = 's2'`, "story s2 is open and yet merged into s1"},
		{`UPDATE story SET merged_into = 's9' WHERE id = 's2'`, "story s2 is merged into s9, which is not there"},
		{`UPDATE story SET merged_into = 's2' WHERE id = 's2'`, "story s2 is merged in a circle"},
		{`UPDATE storyline SET merged_into = 'l1'`, "storyline l1 is merged in a circle"},
		{`PRAGMA foreign_keys = OFF; DELETE FROM record WHERE seq = 2`, "row 2 of table article refers to a row of table record that is not there"},
		{`UPDATE record SET title = 'Ferry afloat' WHERE seq = 2`, "holds a record whose content has changed since it was kept (record 2)"},
		{`UPDATE body SET packed = X'00' WHERE record = 2`, "holds a body that can't be unpacked (record 2: "},
		{`DELETE FROM body WHERE record = 2`, "record 2 has no body"},
		{`UPDATE record SET packed = 1 WHERE seq = 2`, "holds a body of another length than is noted (record 2)"},
		{`UPDATE record SET named = 1 WHERE seq = 2`, "holds a record that is not found by its id (record 2)"},
		{`UPDATE record SET address = NULL WHERE seq = 1`, "holds a record that is not found by its address (record 1)"},
		{`UPDATE record SET address = 1 WHERE seq = 2`, "holds a record that is not found by its address (record 2)"},
		{`UPDATE features SET day = day + 1 WHERE text = 2`, "text 2 is of day 22349, what is kept of it for the grouping of day 22350"},
		{`INSERT INTO notes VALUES (3, X'01'); UPDATE story SET state = 'closed' WHERE id = 's2'`, "text 3 has notes, and its story s2 is closed"},
		{`DROP INDEX article_text`, "lacks article_text"},
		{`DROP TABLE forgotten`, "lacks forgotten"},
	} {
		t.Run(test.want, func(t *testing.T) {
			a := grouped(t)
			a.db.SetMaxOpenConns(1)
			must[sql.Result](t)(a.db.Exec(test.spoil))
			findings := must[[]Finding](t)(a.Check(t.Context()))
			if !slices.ContainsFunc(findings, func(f Finding) bool { return strings.HasPrefix(f.What, test.want) && f.Do != "" }) {
				t.Errorf("got %+v", findings)
			}
		})
	}
}

func TestBadChains(t *testing.T) {
	for _, test := range []struct {
		name  string
		links []link
		want  []string
	}{
		{"none", nil, nil},
		{"a chain", []link{{"a", "b"}, {"b", "c"}, {"c", ""}}, nil},
		{"nothing at the end", []link{{"a", "b"}, {"b", "x"}}, []string{"b is merged into x, which is not there"}},
		{"a circle with a tail", []link{{"a", "b"}, {"b", "c"}, {"c", "b"}}, []string{"a is merged in a circle", "b is merged in a circle", "c is merged in a circle"}},
	} {
		same(t, test.name, badChains(test.links), test.want)
	}
}

func TestPrune(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night.AddDate(0, 1, 0)) // a revision of d and a report of the first event come later
	revised, report := given()[3], given()[2]
	revised.Text += " Bread will be sold."
	report.ID, report.Source, report.Text = "e", "Bay Herald", "The Osprey was towed off on Tuesday."
	keep(t, r, revised, report)
	group(t, r, func(g *Grouping) {
		put := must[int64](t)
		for _, w := range pending(t, g) {
			if w.ID == "d" {
				d := must[Loaded](t)(g.LoadShown([]int64{2})).Articles[0]
				d.Records, d.Record = 2, w.Seq
				put(g.PutArticle(d, []int64{w.Seq}))
				continue
			}
			text := put(g.PutText(Text{ID: "t4", Story: 1, Day: w.Day()}))
			e := put(g.PutArticle(Article{ID: "e", State: "current", Record: w.Seq, Records: 1, Source: w.Source, Published: w.Published, Day: w.Day(), Text: text}, []int64{w.Seq}))
			put(g.PutText(Text{Seq: text, ID: "t4", Story: 1, Day: w.Day(), Representative: e, Origin: e}))
			s := must[Loaded](t)(g.LoadShown([]int64{1})).Stories[0]
			s.Articles, s.Sources, s.Texts = 4, 3, 3
			put(g.PutStory(s))
		}
	})
	sound(t, a)
	nothing := must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 0, 15)))
	if nothing != (Dropped{}) {
		t.Errorf("the month of the date itself: %+v", nothing)
	}
	got := must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 1, 0)))
	if got != (Dropped{Records: 4, Articles: 3, Texts: 2}) {
		t.Errorf("got %+v", got)
	}
	sound(t, a)
	s := must[Story](t)(a.Story("s1"))
	if s.Articles != 1 || s.Sources != 1 || s.Unknown != 0 || s.Texts != 1 || s.FirstDay != 22349 || s.Medoid == 0 || s.View != nil ||
		!s.First.At.Equal(report.Published.At) || s.First.Precision != news.Minute {
		t.Errorf("got %+v", s)
	}
	got = must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 9, 0)))
	if got != (Dropped{Records: 2, Articles: 2, Texts: 2, Stories: 2}) {
		t.Errorf("got %+v", got)
	}
	sound(t, a)
	s = must[Story](t)(a.Story("s1"))
	if s.State != StatePruned || s.Headline != report.Title || !s.First.Known() || s.Texts != 0 || s.Profile != nil {
		t.Errorf("the tombstone is %+v", s)
	}
	if changes := must[[]Change](t)(a.History("s1")); changes[len(changes)-1].Kind != "pruned" {
		t.Errorf("history: %+v", changes)
	}
}

// A text whose origin is pruned is told by the article that is left.
func TestPruneOrigin(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`UPDATE record SET kept = '2031-01-05T00:00:00Z' WHERE given_id = 'a'`))
	must[Dropped](t)(a.Prune(t.Context(), night))
	sound(t, a)
	if b := must[Article](t)(a.Article("b")); b.Copy != nil {
		t.Errorf("b is a copy of what is gone: %+v", b.Copy)
	}
	if l := must[Loaded](t)(a.LoadStory(1)); l.Texts[0].Origin != 2 || l.Texts[0].Representative != 2 {
		t.Errorf("got %+v", l.Texts[0])
	}
}

func TestForget(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`UPDATE story SET view = '{"what":"aground at dusk"}' WHERE id = 's1';
		UPDATE evidence SET json = '[{"value":"seen at dusk"}]'; UPDATE features SET features = X'6475736b' WHERE text = 1`))
	must[int64](t)(a.AddEdit(Edit{Kind: "merge", Left: []string{"a", "c"}, Right: []string{"d"}, Stories: []string{"s1"}}, nil))
	months := must[[]string](t)(a.Forget(t.Context(), "d"))
	same(t, "months", months, []string{"2031-03"})
	sound(t, a)
	if s := must[Story](t)(a.Story("s2")); s.State != StateWithdrawn || s.Headline != "" {
		t.Errorf("got %+v", s)
	}
	same(t, "edit", must[[]Edit](t)(a.Edits(true))[0].Right, []string{})
	must[[]string](t)(a.Forget(t.Context(), "a"))
	sound(t, a)
	s := must[Story](t)(a.Story("s1"))
	if s.Headline != "" || s.View != nil || s.Profile != nil || s.Articles != 2 {
		t.Errorf("got %+v", s)
	}
	same(t, "to rebuild", must[[]string](t)(a.stale()), []string{"2031-03"})
	indexed(t, a)
	same(t, "rebuilt", must[[]string](t)(a.stale()), nil)
	if _, err := a.Forget(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	absent(t, a.dir, "Brackenford", "Old mill", "hill.example", "harbour.example", "Ferry runs aground", "dusk")
}

// absent fails when a word is in any file of a folder.
func absent(t *testing.T, dir string, words ...string) {
	t.Helper()
	check(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, word := range words {
			if strings.Contains(string(b), word) {
				t.Errorf("%s holds %q", filepath.Base(path), word)
			}
		}
		return err
	}))
}

func TestForgottenStaysOut(t *testing.T) {
	a := grouped(t)
	must[[]string](t)(a.Forget(t.Context(), "a"))
	byAddress, other := given()[0], given()[0]
	byAddress.ID, byAddress.URL = "x", "https://www.harbour.example/ferry#top"
	other.Source, other.URL = "Hill Gazette", ""
	got := keep(t, begin(t, a, night.Add(time.Hour)), given()[0], byAddress, other, given()[1])
	if got != (Counts{New: 1, Known: 1, Forgotten: 2}) {
		t.Errorf("got %+v", got)
	}
}

// While a reader holds an old state of the tables the log can't be emptied, which is said; the next try
// ends it.
func TestForgetBesideReader(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`PRAGMA busy_timeout = 1`))
	a.db.SetMaxOpenConns(1)
	err := reading(t, a.dir).read(t.Context(), func(r reader) error {
		must[[]Story](t)(r.wholeStories([]int64{1}))
		_, err := a.Forget(t.Context(), "d")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "end the readers") {
		t.Errorf("got %v", err)
	}
	must[[]string](t)(a.Forget(t.Context(), "d"))
	absent(t, a.dir, "Brackenford", "Old mill")
}

func TestCheckSearch(t *testing.T) {
	a := grouped(t)
	search := filepath.Join(a.dir, searchName)
	check(t, os.MkdirAll(search, 0o755))
	check(t, os.WriteFile(filepath.Join(search, "CURRENT"), []byte("no list of shards\n"), 0o644))
	findings := must[[]Finding](t)(a.Check(t.Context()))
	if len(findings) != 1 || filepath.Base(findings[0].File) != "CURRENT" {
		t.Errorf("got %+v", findings)
	}
}
