package index

import (
	"database/sql"
	"errors"
	"testing"
)

// Readers see every story in a storyline; the grouping sees those that have company.
func TestOwnStoryline(t *testing.T) {
	a := grouped(t)
	for id, want := range map[string]string{"s1": "l1", "s2": "l2"} {
		if s := must[Story](t)(a.Story(id)); s.Storyline != want {
			t.Errorf("Story(%s) is in %q", id, s.Storyline)
		}
		if s, _, err := a.Resolve(id); err != nil || s.Storyline != want {
			t.Errorf("Resolve(%s) is in %q, %v", id, s.Storyline, err)
		}
		for s, err := range a.Stories(t.Context(), StoryQuery{All: true, Storyline: want}) {
			if err != nil || s.ID != id || s.Storyline != want {
				t.Errorf("Stories of %s: %s in %s, %v", want, s.ID, s.Storyline, err)
			}
		}
		if got := must[string](t)(a.ResolveStoryline(want)); got != want {
			t.Errorf("%s leads to %s", want, got)
		}
	}
	if l := must[Loaded](t)(a.LoadStory(2)); l.Stories[0].Storyline != "l2" {
		t.Errorf("loaded in %q", l.Stories[0].Storyline)
	}
	group(t, begin(t, a, night), func(g *Grouping) {
		if l := must[Loaded](t)(g.LoadShown([]int64{2})); l.Stories[0].Storyline != "" {
			t.Errorf("the grouping loads it in %q", l.Stories[0].Storyline)
		}
		check(t, g.SetStoryline([]int64{2}, "l1"))
	})
	if got := must[string](t)(a.ResolveStoryline("l2")); got != "l1" {
		t.Errorf("l2 leads to %s once its story is in l1", got)
	}
}

// An id that was once printed leads somewhere, whatever became of its stories.
func TestResolveStoryline(t *testing.T) {
	for name, test := range map[string]struct {
		change string
		want   map[string]string
	}{
		"merged, without rows":         {`UPDATE story SET state = 'merged', merged_into = 's1' WHERE id = 's2'; UPDATE story SET storyline = NULL`, map[string]string{"l2": "l1"}},
		"merged into one of a line":    {`UPDATE story SET state = 'merged', merged_into = 's1' WHERE id = 's2'`, map[string]string{"l2": "l1", "l1": "l1"}},
		"the line's only story merged": {`UPDATE story SET state = 'merged', merged_into = 's2' WHERE id = 's1'`, map[string]string{"l1": "l2", "l2": "l2"}},
		"gone to another line":         {`INSERT INTO storyline VALUES ('l5', NULL); UPDATE story SET storyline = 'l5'`, map[string]string{"l1": "l5", "l2": "l5", "l5": "l5"}},
		"exchanged":                    {`INSERT INTO storyline VALUES ('l2', NULL); UPDATE story SET storyline = CASE id WHEN 's1' THEN 'l2' ELSE 'l1' END`, map[string]string{"l1": "l1", "l2": "l2"}},
		"no story left":                {`INSERT INTO storyline VALUES ('l5', NULL)`, map[string]string{"l5": "l5", "l9": "", "m1": ""}},
	} {
		a := grouped(t)
		must[sql.Result](t)(a.db.Exec(test.change))
		for id, want := range test.want {
			if got, err := a.ResolveStoryline(id); got != want || (want == "") != errors.Is(err, ErrNotFound) {
				t.Errorf("%s: %s leads to %q, %v", name, id, got, err)
			}
		}
	}
}
