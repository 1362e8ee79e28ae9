package cluster

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// keptFires returns the stories of the fires as an archive keeps them, and the window that they left.
func keptFires(t *testing.T) ([]KeptStory, *Window) {
	t.Helper()
	s := newShelf(t)
	w := s.window()
	s.add(w, fires...)
	s.release(w, math.MaxInt)
	return s.kept(math.MinInt, s.standing()...), w
}

// TestDescribe: a story is described as Group does, with its keys, whatever window it was in.
func TestDescribe(t *testing.T) {
	want := group(fires...)
	kept, w := keptFires(t)
	elsewhere := NewWindow(DefaultOptions(), nil, nil, Past{})
	elsewhere.Add([]news.Article{{ID: "a", Lang: english, Text: text(bridge...)}, {ID: "b", Lang: "de", Text: "Ein Bienenzüchter gewann den Preis."}})
	foreign := NewWindow(DefaultOptions(), nil, nil, Past{})
	foreign.Add([]news.Article{{ID: "b", Lang: "de", Text: "Ein Bienenzüchter gewann den Preis."}})
	for _, test := range []struct {
		name  string
		terms Terms
		same  bool // as in one shot
	}{
		{"by themselves", Terms{}, true},
		{"in their window", w.Terms(), true},
		{"in another window", elsewhere.Terms(), false},
		{"in a window of another language", foreign.Terms(), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := Describe(kept, nil, test.terms, DefaultOptions())
			if len(g.Stories) != len(kept) {
				t.Fatalf("got %d stories of %d", len(g.Stories), len(kept))
			}
			for i, s := range g.Stories {
				if s.Key != kept[i].Key || s.Headline == "" || len(s.Timeline) == 0 || len(s.Profile.Terms(3)) != 3 {
					t.Errorf("story %d is %+v", kept[i].Key, s)
				}
				for _, place := range s.Texts {
					text := g.Texts[place]
					if text.With < 0 || g.Texts[text.With].Story != i || !slices.ContainsFunc(text.Evidence, func(e Evidence) bool { return e.Kind == NameEvidence }) ||
						slices.ContainsFunc(text.Evidence, func(e Evidence) bool { return math.IsNaN(e.Weight) }) {
						t.Errorf("text %d is with %d for %+v", text.Key, text.With, text.Evidence)
					}
					other := strings.ToLower(g.Articles[g.Texts[text.With].Origin].Text)
					terms := 0
					for _, e := range text.Evidence {
						if e.Kind != TermsEvidence {
							continue
						}
						if terms++; !strings.Contains(other, strings.ToLower(e.Value[:3])) {
							t.Errorf("text %d is said to share %q", text.Key, e.Value)
						}
					}
					if terms == 0 {
						t.Errorf("text %d shares no terms: %+v", text.Key, text.Evidence)
					}
				}
				one := storyOf(t, want, g.Articles[s.Articles[0]].ID)
				if test.same && (s.Headline != one.Headline || len(s.Timeline) != len(one.Timeline)) {
					t.Errorf("got %q with %d entries, want %q with %d", s.Headline, len(s.Timeline), one.Headline, len(one.Timeline))
				}
			}
		})
	}
}

// TestReread: stories come back with words and copies, and without what takes long to work out.
func TestReread(t *testing.T) {
	kept, _ := keptFires(t)
	g := Reread(kept, nil, DefaultOptions())
	for i, s := range g.Stories {
		if s.Key != kept[i].Key || len(s.Articles) != 2 || s.Timeline != nil {
			t.Errorf("story %d is %+v", kept[i].Key, s)
		}
	}
	for i, a := range g.Articles {
		if a.Text != fires[i].Text || a.ID != fires[i].ID || a.Key == 0 {
			t.Errorf("article %d is %+v", i, a)
		}
	}
}

// TestKeyWords: what is rare in the window comes first; before there is one, what is rare in any.
func TestKeyWords(t *testing.T) {
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	a := inEnglish(fires[2])[0]
	for _, when := range []string{"empty window", "window of fires"} {
		words := w.KeyWords(a, 8)
		if len(words) != 8 || when == "empty window" && words[0] != "Ropewalk" || !slices.Contains(words, "Ropewalk") || slices.Contains(words, "Wednesday") {
			t.Errorf("%s: got %q", when, words)
		}
		w.Add(inEnglish(fires...))
	}
	if got := w.KeyWords(news.Article{Lang: english}, 8); len(got) != 0 {
		t.Errorf("an article without words has the words %q", got)
	}
	if got := w.KeyWords(a, 1000); slices.Contains(got, "") {
		t.Errorf("got %q", got)
	}
}
