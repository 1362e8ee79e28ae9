package cluster

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// events reports what happens in an invented world: each event has words of its own, and every report takes
// some of them.
type events struct {
	*rand.Rand
	reports []news.Article // all so far
	live    []int          // events, by number, that are still reported
	begun   int
}

// firstDay is the day on which the world begins.
var firstDay = DayOf(clock(1, 0, 0).At)

// day returns the articles of a day: reports of new events and of those that go on, copies, revisions,
// late and undated articles.
func (e *events) day(day int) []news.Article {
	var articles []news.Article
	for range e.IntN(3) {
		e.live = append(e.live, e.begun)
		e.begun++
	}
	e.live = slices.DeleteFunc(e.live, func(event int) bool { return e.IntN(10) == 0 && event%5 != 0 })
	for _, event := range e.live {
		if e.IntN(3) == 0 {
			articles = append(articles, e.report(event, day))
		}
	}
	for range e.IntN(3) {
		if len(e.reports) > 0 {
			articles = append(articles, e.again(e.reports[len(e.reports)-1-e.IntN(min(len(e.reports), 30))], day))
		}
	}
	for i := range articles {
		switch articles[i].Seen = at(day); e.IntN(12) {
		case 0:
			articles[i].Published = news.Time{}
		case 1:
			articles[i].Published.At = articles[i].Published.At.AddDate(0, 0, -e.IntN(20))
		}
	}
	e.reports = append(e.reports, articles...)
	return articles
}

func at(day int) time.Time { return time.Unix(int64(day)*86400+36000, 0).UTC() }

func (e *events) report(event, day int) news.Article {
	words := nonsense(e.Rand, 60)
	for i := range words {
		if e.IntN(3) > 0 {
			words[i] = nonsenseWord(5000 + event*30 + e.IntN(30))
		}
	}
	return news.Article{ID: fmt.Sprint("r", len(e.reports), "-", day, "-", e.IntN(1e6)), Source: pick(e.Rand, "Ledger", "Beacon", "Metro", ""),
		Published: news.Time{At: at(day).Add(time.Duration(e.IntN(600)) * time.Minute), Precision: news.Minute, Trust: news.Stated}, Text: strings.Join(words, " ")}
}

// again returns an article that a day brings of an earlier one: a reprint, or a version that is like it, or one
// that is another text.
func (e *events) again(a news.Article, day int) news.Article {
	a.Published = news.Time{At: at(day).Add(time.Duration(e.IntN(600)) * time.Minute), Precision: news.Minute, Trust: news.Stated}
	switch e.IntN(4) {
	case 0:
		a.Text = reworded(a.Text, 9)
	case 1:
		a.Text = strings.Join(nonsense(e.Rand, 60), " ")
	default:
		a.ID, a.Source = fmt.Sprint("c", e.IntN(1e9)), pick(e.Rand, "Post", "Echo", "Times")
	}
	return a
}

// checkWindow checks that the parts of a window point at each other, that nothing of it has words, and that
// nothing points at what has left.
func checkWindow(t *testing.T, w *Window) {
	t.Helper()
	articles, inStories := 0, 0
	for _, text := range w.texts {
		articles += len(text.articles)
		if !slices.Contains(text.articles, text.origin) || !slices.Contains(text.articles, text.stands) || !slices.Contains(text.story.texts, text) || !slices.Contains(w.stories, text.story) {
			t.Errorf("text %s is not whole", text.id)
		}
		met := map[*windowText]bool{}
		if w.numbered.texts[text.number] != text {
			t.Errorf("text %s has the number of another", text.id)
		}
		for _, n := range text.near {
			other := w.numbered.texts[n.text]
			if other == text || met[other] || !slices.Contains(w.texts, other) {
				t.Errorf("text %s has itself, a text twice, or one that has left for a neighbour", text.id)
			}
			met[other] = true
		}
		for _, a := range text.articles {
			if a.text != text || a.record.kept != a || !slices.Contains(w.articles, a) {
				t.Errorf("article %s of text %s is not whole", a.ID, text.id)
			}
		}
	}
	for _, a := range w.articles {
		if a.Text != "" || a.record.article.Text != "" || a.was != a || slices.ContainsFunc(a.Records, func(r Record) bool { return r.Text != "" }) {
			t.Errorf("article %s is kept with its words", a.ID)
		}
	}
	for _, s := range w.stories {
		inStories += len(s.texts)
		if !slices.Contains(s.texts, s.medoid) {
			t.Errorf("the medoid of %v is not in it", s.texts)
		}
	}
	if articles != len(w.articles) || inStories != len(w.texts) {
		t.Errorf("texts hold %d of %d articles, stories %d of %d texts", articles, len(w.articles), inStories, len(w.texts))
	}
}

// checkNothingLost checks that every article that was ever added is in one place: the window, what has
// left a story of the window behind, or the shelf.
func checkNothingLost(t *testing.T, w *Window, s *shelf) {
	t.Helper()
	places := map[string]int{}
	byRecord := map[int64]string{}
	for _, a := range s.articles {
		for _, r := range a.Records {
			byRecord[r.Seq] = a.ID
		}
	}
	back := map[string]bool{} // it is in the window, whatever the shelf says
	for _, a := range w.articles {
		places[a.ID]++
		back[a.ID] = true
		for _, r := range a.Records {
			byRecord[r.Seq] = a.ID
		}
	}
	for _, text := range w.texts {
		for _, left := range text.left {
			if s.texts[left.Key] == nil {
				t.Errorf("text %d has left and is not on the shelf", left.Key)
			}
			for _, id := range left.Articles {
				places[id]++
				back[id] = true
			}
		}
	}
	for _, story := range s.grouped() {
		for _, id := range story {
			if !back[id] {
				places[id]++
			}
		}
	}
	for seq := range s.given {
		if id := byRecord[seq]; places[id] != 1 {
			t.Errorf("record %d of article %q is in %d places", seq, id, places[id])
		}
	}
}

// TestWindowSimulation moves a window over six weeks, and checks after each day that nothing is lost, doubled
// or out of joint.
func TestWindowSimulation(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			world, s := &events{Rand: newRandom(seed)}, newShelf(t)
			w := s.window()
			for day := firstDay; day < firstDay+45 && !t.Failed(); day++ {
				s.release(w, day-WindowDays)
				checkWindow(t, w)
				s.add(w, world.day(day)...)
				checkWindow(t, w)
				checkNothingLost(t, w, s)
			}
			s.release(w, firstDay+1000)
			if len(w.articles)+len(w.texts)+len(w.stories) > 0 {
				t.Errorf("%d articles, %d texts and %d stories have not left", len(w.articles), len(w.texts), len(w.stories))
			}
			checkNothingLost(t, w, s)
		})
	}
}

// TestWindowNights: a run a day gives the stories that one run over all days gives.
func TestWindowNights(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			world := &events{Rand: newRandom(seed)}
			one, many := newShelf(t), newShelf(t)
			w, nights := one.window(), many.window()
			for day := firstDay; day < firstDay+30 && !t.Failed(); day++ {
				articles := world.day(day)
				one.release(w, day-WindowDays)
				one.add(w, articles...)
				nights = many.night(nights, day)
				many.add(nights, articles...)
				checkNothingLost(t, nights, many)
				if got, want := inWindow(nights), inWindow(w); !reflect.DeepEqual(got, want) {
					t.Errorf("day %d: got %q, want %q", day-firstDay, got, want)
				}
			}
			one.release(w, firstDay+1000)
			many.release(nights, firstDay+1000)
			if got, want := many.grouped(), one.grouped(); !reflect.DeepEqual(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
