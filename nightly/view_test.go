package nightly

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// What is shown of a story is what its description said when it was made: the view and the evidence come back as
// they were kept.
func TestStoryShowsWhatWasDescribed(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	a.night(date(20), part(20, true)...)
	a.night(backfill, corpus()...)
	r := a.open()
	several, unread := 0, 0
	for row, err := range r.Stories(t.Context(), index.StoryQuery{All: true}) {
		check(t, err)
		l := must[index.Loaded](t)(r.LoadStory(row.Seq))
		c := must[cluster.Grouping](t)(Story(r, l, settings()))
		story := c.Stories[0]
		unread += shownAs(t, must[cluster.Grouping](t)(Shown(r, l, settings)), c)
		if len(c.Stories) != 1 || story.ID != row.ID || story.Storyline != row.Storyline {
			t.Errorf("story %s of storyline %s is shown as %s of %s", row.ID, row.Storyline, story.ID, story.Storyline)
		}
		if story.Headline != row.Headline || len(story.Articles) != row.Articles || len(story.Texts) != row.Texts {
			t.Errorf("story %s: %q with %d articles and %d texts is shown as %q with %d and %d", row.ID,
				row.Headline, row.Articles, row.Texts, story.Headline, len(story.Articles), len(story.Texts))
		}
		a.copiesAsKept(c)
		if row.Texts == 1 {
			article := c.Articles[story.Articles[0]]
			if tells := !article.Digest && !article.Content.Stub; (len(story.Timeline) > 0) != tells {
				t.Errorf("story %s of one text, which tells an event: %v, has a timeline of %d entries", row.ID, tells, len(story.Timeline))
			}
			continue
		}
		several++
		kept := must[index.Story](t)(r.Story(row.ID))
		if shown := must[[]byte](t)(json.Marshal(newView(&c, story))); string(shown) != string(kept.View) {
			t.Errorf("story %s: the view was kept as\n%s\nand is shown as\n%s", row.ID, kept.View, shown)
		}
		a.evidenceAsKept(c)
	}
	if several < 10 || unread < 10 {
		t.Errorf("only %d stories of several texts, and %d articles that are not read", several, unread)
	}
}

// shownAs fails the test when a story that is only shown is another one than with all that can be asked of it. It returns how many
// articles have no text: nothing is told from them.
func shownAs(t *testing.T, shown, whole cluster.Grouping) (unread int) {
	t.Helper()
	tells := map[int]bool{}
	for _, e := range whole.Stories[0].Timeline {
		tells[e.From.Article] = true
	}
	if !reflect.DeepEqual(shown.Stories[0].Timeline, whole.Stories[0].Timeline) || shown.Stories[0].First != whole.Stories[0].First {
		t.Errorf("story %s is shown as %+v, want %+v", whole.Stories[0].ID, shown.Stories[0], whole.Stories[0])
	}
	for i, text := range whole.Texts {
		is := shown.Texts[i]
		if is.ID != text.ID || is.Origin != text.Origin || is.With != text.With || !reflect.DeepEqual(is.Evidence, text.Evidence) || !slices.Equal(is.Articles, text.Articles) {
			t.Errorf("text %s is shown as %+v, want %+v", text.ID, is, text)
		}
	}
	for i, a := range whole.Articles {
		is, given := shown.Articles[i], a.Article
		if is.Text == "" && !tells[i] {
			given.Text = ""
			unread++
		}
		if !reflect.DeepEqual(is.Article, given) || is.Content.Title != a.Content.Title || is.Lang != a.Lang || is.Digest != a.Digest || is.Agency != a.Agency ||
			is.Revised != a.Revised || is.Revisions != a.Revisions || is.TextIndex != a.TextIndex || !reflect.DeepEqual(is.Copy, a.Copy) {
			t.Errorf("article %s is shown as %+v copying %+v, want %+v copying %+v", a.ID, is, is.Copy, a, a.Copy)
		}
	}
	return unread
}

// copiesAsKept fails the test when an article is shown as a copy of another one than the tables say.
func (a archive) copiesAsKept(c cluster.Grouping) {
	a.Helper()
	for _, article := range c.Articles {
		var shown []string
		if article.Copy != nil {
			shown = []string{c.Articles[article.Copy.Of].ID + "|" + article.Copy.Kind.String()}
		}
		kept := a.rows(`SELECT o.id, c.kind FROM copy c JOIN article a ON a.seq = c.article JOIN article o ON o.seq = c.of WHERE a.id = ?`, article.ID)
		if !slices.Equal(shown, kept) {
			a.Errorf("article %s was kept as a copy of %v and is shown as one of %v", article.ID, kept, shown)
		}
	}
}

// evidenceAsKept fails the test when a text shows other evidence than was kept.
func (a archive) evidenceAsKept(c cluster.Grouping) {
	a.Helper()
	for _, text := range c.Texts {
		kept := a.rows(`SELECT coalesce(e.json, ''), coalesce(t.closest, -1), t.score FROM text t LEFT JOIN evidence e ON e.text = t.seq WHERE t.seq = ?`, text.Key)
		closest := int64(-1)
		if text.With >= 0 {
			closest = c.Texts[text.With].Key
		}
		evidence := must[[]byte](a.T)(encodeEvidence(text.Evidence))
		shown := a.rows(`SELECT ?, ?, ?`, string(evidence), closest, text.Score)
		if !slices.Equal(shown, kept) {
			a.Errorf("text %s shows %v, was kept with %v", text.ID, shown, kept)
		}
	}
}

// TestViewOutside: a view that points outside of an article's words is an error, not a panic.
func TestViewOutside(t *testing.T) {
	c := cluster.Grouping{Articles: []*cluster.Article{{Article: news.Article{ID: "a", Text: "Ten bytes."}}}}
	for _, test := range []struct {
		name    string
		entry   viewEntry
		refused bool
	}{
		{"inside", viewEntry{Article: "a", Start: 0, End: 10}, false},
		{"too long", viewEntry{Article: "a", Start: 0, End: 11}, true},
		{"turned round", viewEntry{Article: "a", Start: 5, End: 4}, true},
		{"another article", viewEntry{Article: "b", Start: 0, End: 1}, true},
	} {
		var s cluster.Story
		if err := (view{Timeline: []viewEntry{test.entry}}).restore(&c, &s); (err != nil) != test.refused {
			t.Errorf("%s: error %v", test.name, err)
		}
	}
}
