package cluster

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestRestore: what comes back is what left, and going on gives what it would have given without the night.
func TestRestore(t *testing.T) {
	tests := []struct {
		name          string
		before, after []news.Article
	}{
		{"nothing new", fires, nil},
		{"reports of both", []news.Article{fires[0], fires[2]}, []news.Article{fires[1], fires[3]}},
		{"a copy", fires, []news.Article{on(fires[0], "reprint", "Metro", clock(6, 8, 0))}},
		{"a revision", fires, []news.Article{revised(fires[0])}},
		{"a late report", fires[1:], fires[:1]},
		{"the first of all", nil, fires},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			one, two := newShelf(t), newShelf(t)
			w, nights := one.window(), two.window()
			one.add(w, test.before...)
			two.add(nights, test.before...)
			nights = two.night(nights, Day(fires[0]))
			if got, want := inWindow(nights), inWindow(w); !reflect.DeepEqual(got, want) {
				t.Errorf("%q came back, want %q", got, want)
			}
			one.add(w, test.after...)
			two.add(nights, test.after...)
			if got, want := inWindow(nights), inWindow(w); !reflect.DeepEqual(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			for i, a := range w.articles {
				b := nights.articles[i]
				if a.ID != b.ID || a.Revisions != b.Revisions || a.Published != b.Published || a.Revised != b.Revised || a.Digest != b.Digest || a.text.id != b.text.id {
					t.Errorf("article %d is %+v, want %+v", i, b.Article, a.Article)
				}
			}
			checkWindow(t, nights)
			checkNothingLost(t, nights, two)
		})
	}
}

// TestRestoreStands: what came back and leaves as it came keeps its keys and its medoid, without an Add in between.
func TestRestoreStands(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	s.add(w, fires...)
	s.release(w, math.MaxInt)
	for _, add := range []bool{false, true} {
		w = s.window()
		kept := s.kept(math.MinInt, s.standing()...)
		for _, story := range kept {
			w.Restore([]KeptStory{story}) // one after another: each finds others there
		}
		if add {
			w.Add(nil)
		}
		for i, story := range w.stories {
			if story.key != kept[i].Key || story.medoid.key != kept[i].Medoid || len(story.texts) != len(kept[i].Texts) {
				t.Errorf("after Add %v: story %d of medoid %d is %+v", add, kept[i].Key, kept[i].Medoid, story)
			}
		}
		for _, a := range w.articles {
			if a.text.key == 0 || a.Key == 0 || len(a.Records) != 0 {
				t.Errorf("after Add %v: article %s has the key %d, %d new records", add, a.ID, a.Key, len(a.Records))
			}
		}
		err := w.Release(math.MaxInt, func(g *Grouping) error {
			for i, key := range g.Known {
				if key != kept[i].Key {
					t.Errorf("after Add %v: story %d leaves for %d", add, key, kept[i].Key)
				}
			}
			if len(g.Known) != len(kept) || len(g.Articles)+len(g.Texts)+len(g.Stories) > 0 {
				t.Errorf("after Add %v: of %d stories %d leave as they came, beside %d texts", add, len(kept), len(g.Known), len(g.Texts))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestRestoreWithoutFeatures: texts whose features were not kept are compared by their words, in languages
// without a stop list, too.
func TestRestoreWithoutFeatures(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	s.add(w, fires[0], fires[2])
	s.release(w, math.MaxInt)
	kept := s.kept(math.MinInt, s.standing()...)
	for i := range kept {
		kept[i].Texts[0].Features = nil
	}
	w = s.window()
	w.Restore(kept)
	s.add(w, fires[1], fires[3])
	if got, want := inWindow(w), [][]string{{"mill-1", "mill-2"}, {"rope-1", "rope-2"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	checkWindow(t, w)
}

// TestRestoreLoose: the texts of a loose story are made anew, and it is another story then.
func TestRestoreLoose(t *testing.T) {
	reprint := on(fires[0], "reprint", "Metro", clock(3, 8, 0))
	s := newShelf(t)
	w := s.window()
	s.add(w, append(slices.Clone(fires), reprint)...)
	s.release(w, math.MaxInt)
	kept := s.kept(math.MinInt, s.standing()...)
	for i := range kept {
		kept[i].Loose = i == 0
	}
	w = s.window()
	w.Restore(kept)
	w.Add(nil)
	if got, want := inWindow(w), s.grouped(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := keys(w), []int64{0, kept[1].Key}; !slices.Equal(got, want) {
		t.Errorf("the stories are %d, want %d", got, want)
	}
	for _, a := range w.articles {
		if (a.text.key == 0) != (a.text.story.key == 0) || a.Key == 0 || a.loose {
			t.Errorf("article %s has the key %d in text %d and is loose: %v", a.ID, a.Key, a.text.key, a.loose)
		}
	}
	checkWindow(t, w)
}

// TestRestoreNothing: a story none of whose texts is brought does not come back.
func TestRestoreNothing(t *testing.T) {
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	w.Restore(nil)
	w.Restore([]KeptStory{{Key: 7, Medoid: 8}})
	w.Add(nil)
	if len(w.stories) != 0 {
		t.Errorf("got %d stories", len(w.stories))
	}
}

// leftBehind returns a window with a story whose medoid stands for a text that has left.
func leftBehind(t *testing.T, s *shelf) *Window {
	t.Helper()
	w := s.window()
	s.add(w, fires[:2]...)
	s.release(w, math.MaxInt)
	kept := s.kept(math.MinInt, s.standing()...)[0]
	i := slices.IndexFunc(kept.Texts, func(text KeptText) bool { return text.Key == kept.Medoid })
	other := kept.Texts[1-i]
	kept.Texts = kept.Texts[i : i+1]
	kept.Texts[0].Left = []Left{{Key: other.Key, Articles: s.ids(other), Day: s.firstDay(other)}}
	w = s.window()
	w.Restore([]KeptStory{kept})
	return w
}

// TestHandOn: what a text stands for goes on with it, or with its article when the text is made anew.
func TestHandOn(t *testing.T) {
	s := newShelf(t)
	w := leftBehind(t, s)
	stands, left := w.texts[0], w.texts[0].left[0].Articles[0]
	medoid := stands.articles[0].ID
	report := fires[slices.IndexFunc(fires, func(a news.Article) bool { return a.ID == medoid })]
	rewritten := report
	rewritten.Text, rewritten.Published = text(bridge[:6]...)+" "+report.Text, clock(7, 9, 0)
	for _, test := range []struct {
		name string
		add  []news.Article
	}{
		{"nothing", nil},
		{"a copy", []news.Article{on(report, "reprint", "Metro", clock(6, 9, 0))}},
		{"a revision", []news.Article{rewritten}},
		{"another story", fires[2:]},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.add(w, test.add...)
			a := find(t, w, medoid)
			if len(a.text.left) != 1 || a.text.left[0].Articles[0] != left {
				t.Errorf("the text of %s stands for %+v, want %s", medoid, a.text.left, left)
			}
			checkNothingLost(t, w, s)
			checkWindow(t, w)
		})
	}
}

// TestRestoreStopWords: a text that came back knows which of its terms are pairs, and with them what words are too
// common in a language to count.
func TestRestoreStopWords(t *testing.T) {
	one, two := newShelf(t), newShelf(t)
	w, nights := one.window(), two.window()
	r := newRandom(3)
	german := func(id string, day int) news.Article {
		words := nonsense(r, 40)
		for i := 0; i+1 < len(words); i += 8 {
			words[i], words[i+1] = "hinter", "einem"
		}
		return news.Article{ID: id, Source: id, Published: clock(day, 9, 0), Title: "Nachricht", Text: "Wie es in " + words[0] + " " + text(words...)}
	}
	add := func(s *shelf, w *Window, articles []news.Article) {
		articles = slices.Clone(articles)
		for i := range articles {
			articles[i].Seq, articles[i].Lang = s.key(), "de"
			s.given[articles[i].Seq] = articles[i]
		}
		w.Add(articles)
	}
	var before, after []news.Article
	for i := range stopMinTexts + 5 {
		before = append(before, german(nonsenseWord(i), 3))
	}
	after = append(after, german("late", 4))
	add(one, w, before)
	add(two, nights, before)
	nights = two.night(nights, Day(before[0]))
	add(one, w, after)
	add(two, nights, after)
	if len(w.terms.stop("de")) == 0 || !reflect.DeepEqual(w.terms.stop("de"), nights.terms.stop("de")) {
		t.Errorf("%d stop words in memory, %d over night", len(w.terms.stop("de")), len(nights.terms.stop("de")))
	}
	if got, want := find(t, nights, "late").text.doc, find(t, w, "late").text.doc; !reflect.DeepEqual(got.weights, want.weights) {
		t.Errorf("a text weighs %v over night, %v in memory", got.weights, want.weights)
	}
	if got, want := inWindow(nights), inWindow(w); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
