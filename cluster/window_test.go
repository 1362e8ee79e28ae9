package cluster

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// keys returns the keys of the stories of a window, in order.
func keys(w *Window) []int64 {
	var keys []int64
	for _, s := range w.stories {
		keys = append(keys, s.key)
	}
	slices.Sort(keys)
	return keys
}

// find returns the article of an id in a window.
func find(t *testing.T, w *Window, id string) *windowArticle {
	t.Helper()
	i := slices.IndexFunc(w.articles, func(a *windowArticle) bool { return a.ID == id })
	if i < 0 {
		t.Fatalf("no article %q among %d", id, len(w.articles))
	}
	return w.articles[i]
}

// on returns an article as another one published it.
func on(a news.Article, id, source string, published news.Time) news.Article {
	a.ID, a.Source, a.Published = id, source, published
	return a
}

// TestWindowAddIsGroup: one Add of all articles gives the stories that Group gives.
func TestWindowAddIsGroup(t *testing.T) {
	t.Parallel()
	articles := readCorpus(t)
	g := Group(articles, DefaultOptions())
	want := storiesByID(g)
	for _, ids := range want {
		slices.Sort(ids)
	}
	slices.SortFunc(want, slices.Compare)
	w := NewWindow(DefaultOptions(), news.LearnRemains(articles), nil, Past{})
	w.Add(articles)
	if got := inWindow(w); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	checkWindow(t, w)
}

// TestWindowOrder: the order of the articles of a day does not matter.
func TestWindowOrder(t *testing.T) {
	t.Parallel()
	articles := readCorpus(t)
	first, second := articles[:len(articles)/2], articles[len(articles)/2:]
	var want [][]string
	for seed := range uint64(3) {
		r := newRandom(seed)
		w := NewWindow(DefaultOptions(), nil, nil, Past{})
		for _, day := range [][]news.Article{first, second} {
			shuffled := slices.Clone(day)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			w.Add(shuffled)
		}
		if want == nil {
			want = inWindow(w)
		}
		if got := inWindow(w); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: got %q, want %q", seed, got, want)
		}
	}
}

// TestWindowDays adds articles day by day, and says which stories there are in the end.
func TestWindowDays(t *testing.T) {
	bees := news.Article{ID: "bees", Source: "Metro", Published: clock(4, 9, 0), Text: text(honey...)}
	reprint := on(fires[0], "reprint", "Metro", clock(4, 8, 0))
	undated := fires[1]
	undated.Published, undated.Seen = news.Time{}, clock(3, 9, 0).At
	tests := []struct {
		name string
		days [][]news.Article
		want [][]string
	}{
		{"nothing", [][]news.Article{nil, nil}, nil},
		{"nothing new", [][]news.Article{fires[:2], nil}, [][]string{{"mill-1", "mill-2"}}},
		{"one a day", [][]news.Article{fires[:1], fires[1:2], fires[2:3], fires[3:]}, [][]string{{"mill-1", "mill-2"}, {"rope-1", "rope-2"}}},
		{"last day first", [][]news.Article{fires[2:], fires[:2]}, [][]string{{"mill-1", "mill-2"}, {"rope-1", "rope-2"}}},
		{"something else", [][]news.Article{fires[:2], {bees}}, [][]string{{"bees"}, {"mill-1", "mill-2"}}},
		{"a copy", [][]news.Article{fires[:2], {reprint}}, [][]string{{"mill-1", "mill-2", "reprint"}}},
		{"undated", [][]news.Article{fires[:1], {undated}}, [][]string{{"mill-1", "mill-2"}}},
		{"the same again", [][]news.Article{fires[:2], fires[:2]}, [][]string{{"mill-1", "mill-2"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf(t)
			w := s.window()
			for _, day := range test.days {
				s.add(w, day...)
			}
			if got := inWindow(w); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			checkWindow(t, w)
			checkNothingLost(t, w, s)
		})
	}
}

// TestWindowCopies: what carries a text joins it nights later, and takes nothing from what was there.
func TestWindowCopies(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	s.add(w, on(fires[0], "agency", "Coastal Wire", clock(3, 9, 0)))
	w = s.night(w, Day(fires[0]))
	s.add(w, on(fires[0], "late", "Metro", clock(5, 9, 0)))
	w = s.night(w, Day(fires[0]))
	s.add(w, on(fires[0], "early", "Ledger", clock(2, 23, 0)))
	if len(w.texts) != 1 || len(w.articles) != 3 {
		t.Fatalf("got %d articles in %d texts, want 3 in 1", len(w.articles), len(w.texts))
	}
	text := w.texts[0]
	if text.origin.ID != "early" || text.stands.ID != "agency" || text.articles[0].ID != "early" {
		t.Errorf("origin is %s, representative %s, first %s", text.origin.ID, text.stands.ID, text.articles[0].ID)
	}
	err := w.Release(math.MaxInt, func(g *Grouping) error {
		if a := g.Articles[place(t, *g, "late")]; a.Copy == nil || g.Articles[a.Copy.Of].ID != "early" || a.Copy.Kind != Exact {
			t.Errorf("the last copy took %+v", a.Copy)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWindowKeys: a story that nothing touches is the one it was; one that has changed is a new one.
func TestWindowKeys(t *testing.T) {
	bridged := news.Article{ID: "bridge", Source: "Metro", Published: clock(4, 9, 0), Text: text(bridge...)}
	tests := []struct {
		name string
		add  []news.Article
		want []bool // by story, in order of ids: whether it stands
	}{
		{"nothing", nil, []bool{true, true}},
		{"another story", []news.Article{bridged}, []bool{false, true, true}},
		{"a report of one", fires[1:2], []bool{false, true}},
		{"a copy in one", []news.Article{on(fires[0], "reprint", "Metro", clock(4, 8, 0))}, []bool{false, true}},
		{"a revision in one", []news.Article{revised(fires[0])}, []bool{false, true}},
		{"the same article again", fires[:1], []bool{false, true}}, // its record is new
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf(t)
			w := s.window()
			s.add(w, fires[0], fires[2])
			w = s.night(w, Day(fires[0]))
			before := keys(w)
			s.add(w, test.add...)
			var stands []bool
			for _, ids := range inWindow(w) {
				at := slices.IndexFunc(w.stories, func(s *windowStory) bool {
					return slices.ContainsFunc(s.texts, func(t *windowText) bool { return t.articles[0].ID == ids[0] })
				})
				stands = append(stands, slices.Contains(before, w.stories[at].key))
			}
			if !slices.Equal(stands, test.want) {
				t.Errorf("got %v, want %v for %q", stands, test.want, inWindow(w))
			}
		})
	}
}

// revised returns a later version of an article.
func revised(a news.Article) news.Article {
	a.Text += " Two insurers sent surveyors, who were turned away at the gate until the embers were cold."
	a.Published.At = a.Published.At.Add(20 * time.Hour)
	return a
}

// TestWindowRevision: a revision replaces the words and keeps the id, the place and the first time.
func TestWindowRevision(t *testing.T) {
	for _, overNight := range []bool{false, true} {
		s := newShelf(t)
		w := s.window()
		s.add(w, fires[:2]...)
		if overNight {
			w = s.night(w, Day(fires[0]))
		}
		before := find(t, w, "mill-1").record.digest
		s.add(w, revised(fires[0]))
		a := find(t, w, "mill-1")
		if len(w.articles) != 2 || a.Revisions != 2 || a.record.digest == before || a.Published != fires[0].Published || a.Revised != revised(fires[0]).Published {
			t.Errorf("over night %v: %d articles, %+v", overNight, len(w.articles), a.Article)
		}
		if w.Add(nil); w.articles[0].ID != a.ID {
			t.Errorf("over night %v: the revised article is not the first any more", overNight)
		}
		checkWindow(t, w)
		checkNothingLost(t, w, s)
	}
}

// TestWindowIDs: an id is for good, and who comes later gets another.
func TestWindowIDs(t *testing.T) {
	first := news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: text(bridge...)}
	tests := []struct {
		name  string
		later news.Article
		want  []string
	}{
		{"another source", on(first, "x", "Beacon", clock(4, 9, 0)), []string{"x", "Beacon:x"}},
		{"an earlier one of another source", on(first, "x", "Beacon", clock(2, 9, 0)), []string{"Beacon:x", "x"}},
		{"another text", news.Article{ID: "x", Source: "Ledger", Published: clock(4, 9, 0), Text: text(honey...)}, []string{"x", "x~" + hashID(text(honey...))}},
		{"an id like a qualified one", news.Article{ID: "Beacon:x", Source: "Metro", Published: clock(4, 9, 0), Text: text(honey...)}, []string{"x", "Beacon:x"}},
	}
	for _, test := range tests {
		for _, overNight := range []bool{false, true} {
			t.Run(test.name, func(t *testing.T) {
				s := newShelf(t)
				w := s.window()
				s.add(w, first)
				if overNight {
					w = s.night(w, Day(first))
				}
				s.add(w, test.later)
				var ids []string
				for _, a := range w.articles {
					ids = append(ids, a.ID)
				}
				if !slices.Equal(ids, test.want) {
					t.Errorf("over night %v: got %q, want %q", overNight, ids, test.want)
				}
			})
		}
	}
}

func TestDay(t *testing.T) {
	tests := []struct {
		name string
		a    news.Article
		want int
	}{
		{"published", news.Article{Published: clock(3, 9, 0), Seen: clock(5, 9, 0).At}, 20515},
		{"last minute", news.Article{Published: clock(3, 23, 59)}, 20515},
		{"undated", news.Article{Seen: clock(5, 0, 0).At}, 20517},
		{"before the epoch", news.Article{Seen: time.Unix(-1, 0)}, -1},
	}
	for _, test := range tests {
		if got := Day(test.a); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
}

// TestWindowSpan: a story does not go on for more than MaxSpanDays.
func TestWindowSpan(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	world := &events{Rand: newRandom(1)}
	for week := range 12 {
		day := firstDay + 7*week
		s.release(w, day-WindowDays)
		s.add(w, world.report(0, day), world.report(0, day))
	}
	s.release(w, math.MaxInt)
	for _, key := range s.standing() {
		first, last := math.MaxInt, math.MinInt
		for _, text := range s.stories[key].texts {
			first, last = min(first, s.firstDay(*s.texts[text])), max(last, s.lastDay(*s.texts[text]))
		}
		if last-first > MaxSpanDays {
			t.Errorf("a story goes on for %d days", last-first)
		}
	}
	if n := len(s.standing()); n < 2 {
		t.Errorf("twelve weeks made %d stories, want more than one", n)
	}
}

// TestWindowDigest: a page that tells of many events is no bridge, nights later either.
func TestWindowDigest(t *testing.T) {
	briefing := news.Article{ID: "briefing", Source: "Channel One", Published: clock(5, 6, 0), Title: "Morning briefing", Text: fires[0].Text + "\n" + fires[2].Text}
	s := newShelf(t)
	w := s.window()
	s.add(w, fires[0], fires[2], briefing)
	w = s.night(w, Day(fires[0]))
	s.add(w, fires[1], fires[3])
	if got, want := inWindow(w), [][]string{{"briefing"}, {"mill-1", "mill-2"}, {"rope-1", "rope-2"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestReleaseFails: what could not be saved stays.
func TestReleaseFails(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	s.add(w, fires...)
	full := errors.New("disk full")
	if err := w.Release(math.MaxInt, func(*Grouping) error { return full }); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	if got := len(inWindow(w)); got != 2 {
		t.Errorf("%d stories are left, want 2", got)
	}
	checkWindow(t, w)
	s.release(w, math.MaxInt)
	checkNothingLost(t, w, s)
}

// TestReleaseBehind: a text that leaves a story behind is stood for by the medoid, and goes with its story.
func TestReleaseBehind(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	world := &events{Rand: newRandom(1)}
	reports := []news.Article{world.report(0, firstDay), world.report(0, firstDay), world.report(0, firstDay+2), world.report(0, firstDay+2)}
	for event := range 8 {
		reports = append(reports, world.report(event+1, firstDay+2)) // so that the words of the first are rare
	}
	s.add(w, reports...)
	story := find(t, w, reports[0].ID).text.story
	if len(story.texts) != 4 {
		t.Fatalf("got a story of %d texts of %q, want four", len(story.texts), inWindow(w))
	}
	texts, medoid := len(w.texts), story.medoid
	saved := 0
	err := w.Release(firstDay+1, func(g *Grouping) error {
		for _, text := range g.Texts {
			if text.Story != -1 || text.With != -1 || len(g.Stories) != 0 {
				t.Errorf("text %+v of %d stories has left its story behind", text, len(g.Stories))
			}
		}
		saved = len(g.Texts)
		return s.save(g)
	})
	if err != nil {
		t.Fatal(err)
	}
	if saved == 0 || len(medoid.left) != saved || len(w.texts) != texts-saved {
		t.Errorf("%d texts have left, the medoid stands for %d, %d are there", saved, len(medoid.left), len(w.texts))
	}
	checkNothingLost(t, w, s)
	s.release(w, math.MaxInt)
	if got := s.grouped(); !slices.ContainsFunc(got, func(ids []string) bool { return len(ids) == 4 && slices.Contains(ids, reports[0].ID) }) {
		t.Errorf("got %q, want one story of the first four", got)
	}
}

// TestWindowDailyColumn: a column whose text hardly changes is no one article for ever, added day by day either.
func TestWindowDailyColumn(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	for day := 1; day <= 13; day++ {
		s.add(w, news.Article{ID: fmt.Sprint("l", day), Source: "Ledger", Published: clock(day, 6, 0), Title: "Tides", Text: text(bridge...) + fmt.Sprint(" High water at ", day, " o'clock.")})
	}
	if len(w.articles) < 13/4 {
		t.Errorf("%d articles of 13 columns: revisions chain", len(w.articles))
	}
}

// TestWindowPast: in a quiet window the words that all its texts share weigh more when there were days before, and the
// archive is asked about the days before the window.
func TestWindowPast(t *testing.T) {
	articles := inEnglish(fires[:2]...)
	norm := func(texts int) float64 {
		w := NewWindow(DefaultOptions(), nil, nil, Past{Before: func(day, most int) int {
			if want := Day(articles[0]) - WindowDays; day != want || most != pastTexts {
				t.Errorf("asked for %d texts before day %d, want %d before %d", most, day, pastTexts, want)
			}
			return min(texts, most)
		}})
		w.Add(articles)
		return w.texts[0].doc.norm
	}
	none, few, many := norm(0), norm(pastTexts), norm(10*pastTexts)
	if few <= none || many != few {
		t.Errorf("lengths %.3f without days before, %.3f with %d texts, %.3f with more", none, few, pastTexts, many)
	}
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	if w.Add(articles); w.texts[0].doc.norm != none {
		t.Errorf("length %.3f without an archive, want %.3f", w.texts[0].doc.norm, none)
	}
}
