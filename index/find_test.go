package index

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// listing makes an archive of stories alone.
func listing(t *testing.T) *Archive {
	t.Helper()
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		put := must[int64](t)
		put(g.PutStory(Story{ID: "s30", State: StateClosed, Headline: "Flood", First: minute("2031-01-02T10:00:00Z"), Last: minute("2031-01-04T10:00:00+05:00"),
			FirstDay: 22281, LastDay: 22283, Articles: 9, Sources: 5, Texts: 4}))
		put(g.PutStory(Story{ID: "s31", State: StateOpen, Headline: "Storm", FirstDay: 22300, LastDay: 22301, Articles: 2, Sources: 1, Texts: 2}))
		put(g.PutStory(Story{ID: "s40", State: StateMerged, MergedInto: "s41"}))
		put(g.PutStory(Story{ID: "s41", State: StateMerged, MergedInto: "s1"}))
		put(g.PutStory(Story{ID: "s50", State: StateMerged, MergedInto: "s51"}))
		put(g.PutStory(Story{ID: "s51", State: StateMerged, MergedInto: "s50"}))
		put(g.PutStory(Story{ID: "s60", State: StateMerged, MergedInto: "s99"}))
	})
	return a
}

func TestStories(t *testing.T) {
	a := listing(t)
	at := func(text string) time.Time { return minute(text).At }
	for _, test := range []struct {
		name  string
		query StoryQuery
		want  string
	}{
		{"all of two or more", StoryQuery{}, "s1 s31 s30"},
		{"singles too", StoryQuery{All: true}, "s2 s1 s31 s30"},
		{"by beginning", StoryQuery{Sort: "first"}, "s30 s31 s1"},
		{"by size", StoryQuery{Sort: "size"}, "s30 s1 s31"},
		{"limit", StoryQuery{Limit: 2}, "s1 s31"},
		{"source", StoryQuery{Sources: []string{"Coast Wire"}, All: true}, "s1"},
		{"sources", StoryQuery{MinSources: 2}, "s1 s30"},
		{"storyline", StoryQuery{Storyline: "l1"}, "s1"},
		{"closed", StoryQuery{State: StateClosed}, "s30"},
		{"merged", StoryQuery{State: StateMerged}, "s60 s51 s50 s41 s40"},
		{"since, to the second", StoryQuery{Since: at("2031-03-11T07:30:00Z")}, "s1"},
		{"since, a second late", StoryQuery{Since: at("2031-03-11T07:30:01Z")}, ""},
		{"since, undated to the day's end", StoryQuery{Since: at("2031-01-22T23:00:00Z")}, "s1 s31"},
		{"since, other offset", StoryQuery{Since: at("2031-01-04T05:00:00Z")}, "s1 s31 s30"},
		{"until, before the report", StoryQuery{Until: at("2031-01-02T10:00:00Z")}, ""},
		{"until, after it", StoryQuery{Until: at("2031-01-02T10:00:01Z")}, "s30"},
		{"between", StoryQuery{Since: at("2031-01-10T00:00:00Z"), Until: at("2031-02-10T00:00:00Z")}, "s31"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for s, err := range a.Stories(t.Context(), test.query) {
				check(t, err)
				got = append(got, s.ID)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %v, want %s", got, test.want)
			}
		})
	}
	for _, err := range a.Stories(t.Context(), StoryQuery{Sort: "colour"}) {
		if err == nil {
			t.Error("there is no such order")
		}
	}
	if n := must[int](t)(a.CountSingles(t.Context(), StoryQuery{})); n != 1 {
		t.Errorf("%d singles", n)
	}
	if n := must[int](t)(a.CountSingles(t.Context(), StoryQuery{Sources: []string{"Coast Wire"}})); n != 0 {
		t.Errorf("%d singles of the source", n)
	}
}

func TestStory(t *testing.T) {
	a := listing(t)
	for id, want := range map[string]string{"s1": "s1", "s2": "s2", "s30": "s30", "s6": "s60"} {
		if s := must[Story](t)(a.Story(id)); s.ID != want {
			t.Errorf("%s: got %s", id, s.ID)
		}
	}
	for _, id := range []string{"", "x", "s300"} {
		if _, err := a.Story(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	_, err := a.Story("s3")
	var ambiguous *AmbiguousError
	if !errors.As(err, &ambiguous) {
		t.Fatalf("got %v", err)
	}
	same(t, "ids", ambiguous.IDs, []string{"s30", "s31"})
}

func TestResolve(t *testing.T) {
	a := listing(t)
	s, path, err := a.Resolve("s40")
	check(t, err)
	if s.ID != "s1" {
		t.Errorf("got %s", s.ID)
	}
	same(t, "path", path, []string{"s40", "s41"})
	if _, path, err := a.Resolve("s1"); err != nil || path != nil {
		t.Errorf("got %v, %v", path, err)
	}
	_, _, err = a.Resolve("s50")
	var damage *DamagedError
	if !errors.As(err, &damage) {
		t.Errorf("circle: %v", err)
	}
	if _, _, err = a.Resolve("s60"); !errors.Is(err, ErrNotFound) {
		t.Errorf("into nothing: %v", err)
	}
}

func TestArticles(t *testing.T) {
	a := grouped(t)
	if article := must[Article](t)(a.Article("b")); article.Seq != 2 || article.Copy == nil {
		t.Errorf("got %+v", article)
	}
	if _, err := a.Article("nobody"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if list := must[[]Article](t)(a.ArticlesByID([]string{"d", "x", "a"})); len(list) != 2 || list[0].ID != "a" {
		t.Errorf("got %+v", list)
	}
	if list := must[[]Article](t)(a.Articles([]int64{3, 77})); len(list) != 1 || list[0].ID != "c" {
		t.Errorf("got %+v", list)
	}
	if list := must[[]Article](t)(a.ArticlesShownBy([]int64{3, 77})); len(list) != 1 || list[0].ID != "c" {
		t.Errorf("got %+v", list)
	}
	if _, err := a.LoadStory(77); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestSources(t *testing.T) {
	a := grouped(t)
	for day, n := range []int{3, 0, 5} {
		r := begin(t, a, night.AddDate(0, 0, day+1))
		for i := range n {
			article := given()[1]
			article.ID = strings.Repeat("b", 2+i+10*day)
			keep(t, r, article)
		}
		if day == 0 {
			continue // killed, having kept some
		}
		if sources := must[[]Source](t)(a.Sources()); sources[1].Usual != 0 {
			t.Errorf("after two runs and during one %+v is usual", sources[1])
		}
		check(t, r.Finish(nil))
	}
	sources := must[[]Source](t)(a.Sources())
	if len(sources) != 4 || sources[0].Name != "" || sources[1].Name != "Coast Wire" {
		t.Fatalf("got %+v", sources)
	}
	wire := sources[1] // 1, 3 and 5 records; the run without any does not count
	if wire.Articles != 1 || wire.Usual != 3 || wire.Last != 5 || !wire.LastSeen.Equal(night.AddDate(0, 0, 3)) {
		t.Errorf("got %+v", wire)
	}
	if post := sources[2]; post.Usual != 0 || post.Last != 0 || !post.LastSeen.Equal(night.Add(-time.Hour)) {
		t.Errorf("got %+v", post)
	}
	if median([]int{4, 1}) != 2.5 {
		t.Error("median of two")
	}
	runs := must[[]string](t)(all(a.reader(t.Context()), column[string], `SELECT id || state || (finished IS NOT NULL) || coalesce(counts, '') FROM run ORDER BY id`))
	same(t, "runs", runs, []string{`1done1{"new":4}`, "2keeping0", "3done1null", "4done1null"})
}

func TestSizes(t *testing.T) {
	a := grouped(t)
	s := must[Sizes](t)(a.Sizes())
	if s.Bodies <= 0 || s.Tables <= s.Bodies || s.Total <= s.Tables || s.Search != 0 {
		t.Errorf("got %+v", s)
	}
}

// A list of the latest stories goes by their last day, so that it does not take longer as the archive grows.
func TestLatestStoriesGoByDay(t *testing.T) {
	a := grouped(t)
	order, err := storyOrder("latest")
	check(t, err)
	q := StoryQuery{Limit: 50, Sources: []string{"Coast Wire"}, Since: night.AddDate(0, -1, 0)}
	c := q.condition()
	step := func(row scanner) (text string, err error) {
		var skipped int
		err = row.Scan(&skipped, &skipped, &skipped, &text)
		return text, err
	}
	plan := must[[]string](t)(all(a.reader(t.Context()), step, `EXPLAIN QUERY PLAN SELECT `+storyColumns+q.from()+c.where()+` ORDER BY `+order, c.args...))
	if !strings.Contains(plan[0], "story_last") || !strings.Contains(plan[len(plan)-1], "LAST 2 TERMS") {
		t.Errorf("it goes by %q", plan)
	}
}

func TestAround(t *testing.T) {
	a := grouped(t)
	all := must[[]int64](t)(a.Around(0, 1<<20, 100))
	if len(all) < 2 {
		t.Fatalf("all texts have articles %v, want several", all)
	}
	same(t, "as many as asked for, always the same", must[[]int64](t)(a.Around(0, 1<<20, 1)), all[:1])
	same(t, "no days", must[[]int64](t)(a.Around(0, 1, 100)), nil)
}
