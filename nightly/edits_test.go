package nightly

import (
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// Stories that hold together in the corpus, as articles of the archive that grown makes.
var (
	council = []string{"alder-daily-0226-budget", "beacon-0226-budget", "channel-one-0226-budget", "northern-wire-0226-budget"}
	mayor   = []string{"beacon-0311-emergency-month", "cape-press-0311-veto", "metro-0311-veto", "vantry-times-0311-veto"}
)

func TestMergeAndUndo(t *testing.T) {
	sequential(t)
	a := grown(t)
	first, second := a.together(council...), a.together(mayor...)
	edit := a.edit(index.Edit{Kind: "merge", Left: council, Right: mayor, By: "ed", Stories: []string{first, second}})
	s := a.night(date(16))
	if s.Edits != (Edits{Applied: 1}) || s.Stories.Merged != 1 {
		t.Errorf("the night counts %+v %+v", s.Edits, s.Stories)
	}
	a.sound()
	id := a.together(slices.Concat(council, mayor)...)
	if id != second { // of three texts and two the larger goes on
		t.Errorf("together they are %s, of %s and %s", id, first, second)
	}
	if got, _, err := a.open().Resolve(first); err != nil || got.ID != second {
		t.Errorf("%s leads to %s: %v", first, got.ID, err)
	}
	before := a.dump()
	if s := a.night(date(17)); s.Edits != (Edits{}) || s.Stories.Merged != 0 {
		t.Errorf("the night after counts %+v %+v", s.Edits, s.Stories)
	}
	same(t, "tables after a night without news", a.dump(), before)

	a.edit(index.Edit{Undoes: edit, By: "ed"})
	s = a.night(date(18))
	if s.Edits.Applied != 1 || s.Stories.Reopened != 1 {
		t.Errorf("the night of the undo counts %+v %+v", s.Edits, s.Stories)
	}
	a.sound()
	if x, y := a.together(council...), a.together(mayor...); x != first || y != second {
		t.Errorf("after the undo they are %s and %s, and were %s and %s", x, y, first, second)
	}
}

func TestSplitAndUndo(t *testing.T) {
	sequential(t)
	a := grown(t)
	whole := a.together(mayor...)
	left, right := mayor[:1], mayor[1:]
	edit := a.edit(index.Edit{Kind: "split", Left: left, Right: right, Stories: []string{whole}})
	s := a.night(date(16))
	if s.Edits.Applied != 1 || s.Stories.Split != 1 {
		t.Errorf("the night counts %+v %+v", s.Edits, s.Stories)
	}
	a.sound()
	x, y := a.together(left...), a.together(right...)
	if y != whole || x == whole {
		t.Errorf("%s was split into %s of one article and %s of three", whole, x, y)
	}
	more := corpus()[0]
	more.ID, more.Title, more.URL = "elsewhere", "Of something else", ""
	more.Text, more.Published.At = "Nothing of this has to do with budgets, ferries or earthquakes at all.", date(16)
	a.night(date(17), more)
	a.together(left...)
	a.together(right...)

	a.edit(index.Edit{Undoes: edit})
	a.night(date(18))
	a.sound()
	if id := a.together(mayor...); id != whole {
		t.Errorf("after the undo it is %s, not %s", id, whole)
	}
	if got, _, err := a.open().Resolve(x); err != nil || got.ID != whole {
		t.Errorf("%s leads to %s: %v", x, got.ID, err)
	}
}

func TestSplitClosed(t *testing.T) {
	sequential(t)
	a := grown(t)
	whole := a.together(council...)
	if s := a.story(whole); s.State != index.StateClosed {
		t.Fatalf("%s is %s", whole, s.State)
	}
	left, right := council[1:2], slices.Delete(slices.Clone(council), 1, 2)
	a.edit(index.Edit{Kind: "split", Left: left, Right: right})
	a.night(date(16))
	a.sound()
	a.together(left...)
	if id := a.together(right...); id != whole {
		t.Errorf("what was left of %s is %s", whole, id)
	}
}

func TestMove(t *testing.T) {
	sequential(t)
	a := grown(t)
	from, to := a.together(mayor...), a.together(council...)
	moved, stay := mayor[:1], mayor[1:]
	edit := a.edit(index.Edit{Kind: "move", Left: moved, Right: council, Apart: stay, Stories: []string{from, to}})
	for night := range 3 {
		a.night(date(16 + night))
		a.sound()
		if id := a.together(slices.Concat(council, moved)...); id != to {
			t.Errorf("night %d: moved into %s, not %s", night, id, to)
		}
		if id := a.together(stay...); id != from {
			t.Errorf("night %d: what stayed is %s, not %s", night, id, from)
		}
	}
	a.edit(index.Edit{Undoes: edit})
	a.night(date(20))
	a.sound()
	if x, y := a.together(mayor...), a.together(council...); x != from || y != to {
		t.Errorf("after the undo they are %s and %s, and were %s and %s", x, y, from, to)
	}
}

func TestSplitInsideText(t *testing.T) {
	sequential(t)
	a := grown(t)
	pairs := a.rows(`SELECT min(id), max(id) FROM article GROUP BY text HAVING count(*) > 1 ORDER BY 1`)
	left, right, _ := strings.Cut(pairs[0], "|")
	edit := a.edit(index.Edit{Kind: "split", Left: []string{left}, Right: []string{right}})
	story := a.storyOf(left)
	a.night(date(16))
	a.sound()
	if x, y := a.storyOf(left), a.storyOf(right); x == y {
		t.Errorf("%s and %s are both in %s", left, right, x)
	}
	if texts := a.rows(`SELECT count(DISTINCT text) FROM article WHERE id IN (?, ?)`, left, right); texts[0] != "2" {
		t.Errorf("%s and %s still carry one text", left, right)
	}
	a.edit(index.Edit{Undoes: edit})
	a.night(date(17))
	a.sound()
	if x, y := a.storyOf(left), a.storyOf(right); x != story || y != story {
		t.Errorf("after the undo %s is in %s and %s in %s, not in %s", left, x, right, y, story)
	}
}

func TestMergeWithClosed(t *testing.T) {
	sequential(t)
	a := grown(t)
	a.night(date(29)) // closes the story of the mayor
	open := corpusArticle(t, "northern-wire-0327-astley")
	a.night(date(30), open)
	old, young := a.together(mayor...), a.together(open.ID)
	if s := a.story(old); s.State != index.StateClosed {
		t.Fatalf("%s is %s", old, s.State)
	}
	a.edit(index.Edit{Kind: "merge", Left: mayor, Right: []string{open.ID}})
	a.night(date(31))
	a.sound()
	if id := a.together(append(slices.Clone(mayor), open.ID)...); id != old {
		t.Errorf("together they are %s, of %s and %s", id, old, young)
	}
	if s := a.story(old); s.State != index.StateOpen {
		t.Errorf("with an article of three days ago it is %s", s.State)
	}
}

func TestEditDuringRun(t *testing.T) {
	stages := []string{"group", "settle", "search"}
	if racing {
		stages = stages[:1]
	}
	for _, stage := range stages {
		t.Run(stage, func(t *testing.T) {
			a := grown(t)
			opts := options(date(16))
			opts.Articles = stream(part(15, false)[:1])
			opts.Log = slog.New(watcher{func(begun string) {
				if begun == stage {
					a.edit(index.Edit{Kind: "merge", Left: council, Right: mayor})
				}
			}})
			s := must[Summary](t)(a.run(t.Context(), opts))
			if s.Edits != (Edits{Pending: 1}) {
				t.Errorf("the night counts %+v", s.Edits)
			}
			a.together(council...)
			a.together(mayor...)
			if s := a.night(date(17)); s.Edits != (Edits{Applied: 1}) {
				t.Errorf("the next night counts %+v", s.Edits)
			}
			a.together(slices.Concat(council, mayor)...)
			a.sound()
		})
	}
}

// corpusArticle returns the first record of the corpus with an id.
func corpusArticle(t *testing.T, id string) news.Article {
	t.Helper()
	i := slices.IndexFunc(corpus(), func(a news.Article) bool { return a.ID == id })
	if i < 0 {
		t.Fatalf("the corpus has no article %s", id)
	}
	return corpus()[i]
}

// TestUndoRestores: whatever is merged, split or moved, an undo puts every story back as it was, under its id.
func TestUndoRestores(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	a.night(date(33), part(32, true)...) // dated articles: an undated reprint finds its text as soon as both are looked at
	before := a.members()
	var ids []string
	for id, articles := range before {
		if len(articles) > 2 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var edits []int64
	for i := 0; i+3 < len(ids); i += 4 {
		x, y, z, w := before[ids[i]], before[ids[i+1]], before[ids[i+2]], before[ids[i+3]]
		edits = append(edits,
			a.edit(index.Edit{Kind: "merge", Left: x, Right: y}),
			a.edit(index.Edit{Kind: "split", Left: z[:1], Right: z[1:]}),
			a.edit(index.Edit{Kind: "move", Left: w[:1], Right: before[ids[0]], Apart: w[1:]}))
	}
	a.night(date(33))
	a.sound()
	if during := a.members(); len(edits) < 6 || reflect.DeepEqual(during, before) {
		t.Fatalf("%d edits changed nothing", len(edits))
	}
	for _, edit := range edits {
		a.edit(index.Edit{Undoes: edit})
	}
	a.night(date(33))
	a.sound()
	after := a.members()
	for id, articles := range before {
		if !slices.Equal(after[id], articles) {
			t.Errorf("story %s held %v before and %v after", id, articles, after[id])
		}
	}
	for id := range after {
		if before[id] == nil {
			t.Errorf("story %s is left over: %v", id, after[id])
		}
	}
}

// TestNowBefore: a night whose now is before that of an earlier one finds the stories that this one closed.
func TestNowBefore(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	var first, rest []news.Article
	for _, x := range part(20, true) {
		if x.Published.At.Before(date(12).Add(7 * time.Hour)) {
			first = append(first, x)
		} else {
			rest = append(rest, x)
		}
	}
	a.night(date(12), first...)
	a.night(date(12).AddDate(1, 0, 0)) // a slip
	before := a.members()
	s := a.night(date(16), rest...)
	grew := 0
	for id, articles := range a.members() {
		if len(before[id]) > 1 && len(articles) > len(before[id]) {
			grew++
		}
	}
	if grew == 0 || s.Stories.Grown == 0 {
		t.Errorf("%d stories grew after the slip, %d by the summary", grew, s.Stories.Grown)
	}
	a.sound()
}

// TestStorylineLasts: a story that grows stays in its storyline, though nothing finds the others of it any more.
func TestStorylineLasts(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	a.night(date(34), part(34, true)...)
	before := a.rows(`SELECT id, storyline FROM story WHERE storyline IS NOT NULL`)
	check(t, os.RemoveAll(filepath.Join(a.dir, "search")))
	a.night(backfill, part(34, false)...)
	for _, row := range before {
		id, _, _ := strings.Cut(row, "|")
		now := a.rows(`SELECT id, storyline FROM story WHERE id = ? AND state IN ('open', 'closed')`, id)
		if len(now) > 0 && now[0] != row {
			t.Errorf("story and storyline were %s and are %s", row, now[0])
		}
	}
	if len(before) == 0 {
		t.Error("no storyline to lose")
	}
}
