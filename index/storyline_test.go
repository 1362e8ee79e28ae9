package index

import "testing"

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
		if l := must[Loaded](t)(g.Load([]int64{2})); l.Stories[0].Storyline != "" {
			t.Errorf("the grouping loads it in %q", l.Stories[0].Storyline)
		}
		check(t, g.SetStoryline([]int64{2}, "l1"))
	})
	if got := must[string](t)(a.ResolveStoryline("l2")); got != "l1" {
		t.Errorf("l2 leads to %s once its story is in l1", got)
	}
}
