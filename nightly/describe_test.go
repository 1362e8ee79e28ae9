package nightly

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// explanation is what is kept of why a text is in its story.
type explanation struct {
	records string // of the text
	closest string // text; "-" when it is with none
	near    string // 1 when that is of the same story
	kept    string // run and evidence
}

// explanations returns those of all texts, by number.
func (a archive) explanations() map[string]explanation {
	a.Helper()
	all := map[string]explanation{}
	for _, row := range a.rows(`SELECT t.seq, (SELECT group_concat(r.seq, ' ') FROM record r JOIN article a ON a.seq = r.article WHERE a.text = t.seq),
		t.closest, (SELECT o.story = t.story FROM text o WHERE o.seq = t.closest), e.run || e.json FROM text t LEFT JOIN evidence e ON e.text = t.seq`) {
		c := strings.SplitN(row, "|", 5)
		all[c[0]] = explanation{c[1], c[2], c[3], c[4]}
	}
	return all
}

// TestEvidenceIsKept: evidence is of another text of the story, and stays what it was when the text was decided on for as long
// as neither of the two changes and they stay together.
func TestEvidenceIsKept(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	before, stood := map[string]explanation{}, 0
	for i, n := range byDay(corpus()) {
		a.night(n.now, n.articles...)
		after := a.explanations()
		for text, is := range after {
			if (is.kept != "-") != (is.near == "1") {
				t.Errorf("night %d: text %s has the evidence %s, and is with %s", i, text, is.kept, is.closest)
			}
			was := before[text]
			if was.kept == "" || was.kept == "-" || was.records != is.records || after[was.closest].records != before[was.closest].records {
				continue
			}
			if stood++; is.closest == was.closest && is.kept != was.kept {
				t.Errorf("night %d: text %s is with %s for %s, and was for %s", i, text, is.closest, is.kept, was.kept)
			}
		}
		before = after
	}
	if stood < 100 {
		t.Errorf("only %d times did evidence stand", stood)
	}
}

// TestEvidenceIsToldAnew: what an article says in another version is what its text, and the texts that are with it, share.
func TestEvidenceIsToldAnew(t *testing.T) {
	a := grown(t)
	before := a.explanations()
	of := a.rows(`SELECT text FROM article WHERE id = ?`, mayor[1])[0]
	for _, article := range part(15, true) {
		if article.ID == mayor[1] {
			article.Text += "\nThe harbour master, Ivo Lantern, counted 47 empty berths."
			article.Published.At = article.Published.At.AddDate(0, 0, 1)
			a.night(date(16), article)
		}
	}
	told := 0
	for text, is := range a.explanations() {
		if was := before[text]; (text == of || is.closest == of) && is.kept != "-" {
			if told++; was.kept == is.kept {
				t.Errorf("text %s has the evidence that it had: %s", text, is.kept)
			}
		}
	}
	if told == 0 {
		t.Error("no evidence tells of the article")
	}
}

// described returns of each story of several texts what its description says, but for the evidence. A profile is the same at any time
// where a background table says how common words are.
func (a archive) described() []string {
	a.Helper()
	return a.rows(`SELECT s.id, s.headline, o.id, s.articles, s.sources, s.first, s.last, CASE o.lang WHEN 'en' THEN hex(s.profile) END, s.view FROM story s
		JOIN text t ON t.seq = s.medoid JOIN article o ON o.seq = t.origin WHERE s.texts > 1 AND s.state IN ('open', 'closed') ORDER BY s.id`)
}

// exec changes the tables behind the program's back.
func (a archive) exec(statements string) {
	a.Helper()
	db := must[*sql.DB](a.T)(sql.Open("sqlite", filepath.Join(a.dir, "twicetold.db")))
	must[sql.Result](a.T)(db.Exec(statements))
	check(a.T, db.Close())
}

// fromNothing fails the test when a story would be described otherwise if nothing had been kept of its texts, or if evidence that is told
// again would be.
func (a archive) fromNothing(now time.Time) {
	a.Helper()
	again := a.clone(a.T)
	again.exec(`DELETE FROM evidence; UPDATE story SET headline = '', view = NULL, profile = NULL WHERE texts > 1 AND state IN ('open', 'closed')`)
	anew := again.clone(a.T)
	anew.exec(`DELETE FROM notes`)
	for _, a := range []archive{again, anew} {
		a.night(now)
	}
	same(a.T, "stories at "+now.Format(time.DateOnly)+", described with notes", a.described(), anew.described())
	same(a.T, "evidence at "+now.Format(time.DateOnly)+", told with notes", again.evidence(), anew.evidence())
}

// evidence returns the evidence of each text.
func (a archive) evidence() []string {
	a.Helper()
	return a.rows(`SELECT o.id, e.json FROM text t JOIN article o ON o.seq = t.origin LEFT JOIN evidence e ON e.text = t.seq ORDER BY 1`)
}

// TestDescribedAsFromNothing: whatever nights made a story, it is described as if all its texts were new to it.
func TestDescribedAsFromNothing(t *testing.T) {
	sequential(t)
	for _, test := range []struct {
		name   string
		nights []one
		every  int
	}{{"by day", byDay(corpus()), 7}, {"at random", atRandom(corpus(), 1), 6}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			for i, n := range test.nights {
				if a.night(n.now, n.articles...); i%test.every == 0 || i == len(test.nights)-1 {
					a.fromNothing(n.now)
				}
			}
			a.noted()
		})
	}
}

// noted fails the test unless there are notes of texts of open stories, and of no others.
func (a archive) noted() {
	a.Helper()
	if closed := a.rows(`SELECT n.text FROM notes n JOIN text t ON t.seq = n.text JOIN story s ON s.seq = t.story WHERE s.state <> 'open'`); len(closed) > 0 {
		a.Errorf("notes of texts %v, whose stories are closed", closed)
	}
	if lacking := a.rows(`SELECT t.seq FROM text t JOIN story s ON s.seq = t.story WHERE s.state = 'open' AND s.texts > 1 AND t.seq NOT IN (SELECT text FROM notes)`); len(lacking) > 0 {
		a.Errorf("no notes of texts %v of open stories", lacking)
	}
}

// TestNotesFollowTheTexts: what editors, revisions and the forgetting of an article do to stories leaves no notes that tell otherwise.
func TestNotesFollowTheTexts(t *testing.T) {
	sequential(t)
	a := grown(t)
	story := a.together(council...)
	a.edit(index.Edit{Kind: "split", Left: council[:1], Right: council[1:], By: "ed", Stories: []string{story}})
	a.night(date(16))
	a.fromNothing(date(16))
	merge := a.edit(index.Edit{Kind: "merge", Left: council[1:], Right: mayor, By: "ed", Stories: []string{a.storyOf(mayor[0])}})
	a.night(date(17))
	a.fromNothing(date(17))
	a.edit(index.Edit{Undoes: merge, By: "ed"})
	for _, article := range part(15, true) {
		if article.ID == mayor[0] || article.ID == mayor[2] {
			article.Text = "The mayor, Ivo Lantern, counted 47 empty berths in the north basin on Friday.\n" + article.Text
			article.Published.At = article.Published.At.AddDate(0, 0, 1)
			a.night(date(18), article)
		}
	}
	a.fromNothing(date(18))
	for _, id := range []string{mayor[0], council[2]} {
		w := must[*index.Archive](t)(index.OpenWriter(a.dir, "forget"))
		must[[]string](t)(w.Forget(t.Context(), id))
		check(t, w.Close())
	}
	a.night(date(19))
	a.fromNothing(date(19))
	a.noted()
	a.sound()
}

// TestEvidenceWithNotes: texts that are explained again when they have notes share what they share without: what a copy holds beyond
// its origin counts, too.
func TestEvidenceWithNotes(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	a.night(date(4), breach("wire", 3, 8, levee), breach("copy", 3, 10, levee+longer), breach("other", 3, 12, retold))
	a.together("wire", "copy", "other")
	if texts := a.rows(`SELECT count(DISTINCT text) FROM article`)[0]; texts != "2" {
		t.Fatalf("%s texts", texts)
	}
	for _, now := range a.evidence() {
		if !strings.Contains(now, "Halvorsen") || !strings.Contains(now, "340 goats") {
			t.Fatalf("the copy's name and figure are not told: %s", now)
		}
	}
	anew := a.clone(t)
	anew.exec(`DELETE FROM notes`)
	for _, a := range []archive{a, anew} {
		a.night(date(5), breach("other", 4, 12, retold+"\nThe road to the mill stays closed."))
	}
	same(t, "evidence told with notes", a.evidence(), anew.evidence())
}

// TestNotesOfClosedStories: a story that was closed since it spans too many days, and is described again, leaves no notes.
func TestNotesOfClosedStories(t *testing.T) {
	sequential(t)
	a := grown(t)
	a.exec(`DELETE FROM notes; UPDATE story SET state = 'closed'`)
	w := must[*index.Archive](t)(index.OpenWriter(a.dir, "forget"))
	must[[]string](t)(w.Forget(t.Context(), mayor[2]))
	check(t, w.Close())
	a.night(date(16))
	if row := a.story(a.storyOf(mayor[0])); row.State != index.StateClosed || row.View == nil {
		t.Errorf("the story is %s, described %v", row.State, row.View != nil)
	}
	a.noted()
	a.sound()
}

// What a wire says, what a longer copy adds to it, and how another outlet tells it.
const (
	levee = "The Ostrava levee broke near Kirkholm on Tuesday and the river Tamsel flooded the lower market, the tannery and the old grain store. " +
		"Volunteers carried sandbags from the quarry through the night while pumps ran along the Tamsel embankment. " +
		"Engineers said the levee had been weakened by burrowing muskrats and by weeks of rain over Kirkholm."
	longer = "\nThe shepherd Brynja Halvorsen led 340 goats over the ridge before the water came, her neighbours said."
	retold = "The river Tamsel burst through the Ostrava levee at Kirkholm, and flooded market, tannery and grain store. " +
		"Muskrats and rain had weakened the levee, according to the engineers of the district. " +
		"Pumps and sandbags could not hold the Tamsel back. Brynja Halvorsen brought 340 goats to safety on the ridge."
)

// breach is a report of an hour of a day of March.
func breach(id string, day, hour int, words string) news.Article {
	return news.Article{ID: id, Source: id + ".example", Lang: "en", Title: "Levee breaks at Kirkholm", Text: words,
		Published: news.Time{At: date(day).Add(time.Duration(hour) * time.Hour), Precision: news.Minute, Trust: news.Stated}}
}

// TestNoteWith: a text is with the one that it was with while neither changed, even when their evidence went with another one's article;
// else with the one that the window found nearest.
func TestNoteWith(t *testing.T) {
	for _, test := range []struct {
		name      string
		row       index.Text
		changed   int64
		with      int64
		explained bool
	}{
		{"stands", index.Text{With: 2, Evidence: []byte("[]")}, 0, 2, true},
		{"evidence went", index.Text{With: 2}, 0, 2, false},
		{"changed", index.Text{With: 2, Evidence: []byte("[]")}, 1, 3, false},
		{"other changed", index.Text{With: 2, Evidence: []byte("[]")}, 2, 3, false},
		{"other left", index.Text{With: 4, Evidence: []byte("[]")}, 0, 3, false},
		{"new", index.Text{}, 0, 3, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := &grouping{changed: map[int64]bool{test.changed: true}, closest: map[int64]int64{1: 3}}
			s := cluster.KeptStory{Texts: []cluster.KeptText{{Key: 1}, {Key: 2}, {Key: 3}}}
			test.row.Seq = 1
			g.noteWith(s, []index.Text{test.row, {Seq: 2}, {Seq: 3}})
			if got := s.Texts[0]; got.With != test.with || got.Explained != test.explained {
				t.Errorf("is with %d, explained %v", got.With, got.Explained)
			}
		})
	}
}
