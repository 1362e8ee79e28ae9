package index

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// night is the now of the first run of every test.
var night = time.Date(2031, 3, 12, 2, 0, 0, 0, time.UTC)

func minute(text string) news.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return news.Time{At: t, Precision: news.Minute, Trust: news.Stated}
}

// given are invented articles: a and b carry one text, c tells of the same event, d of another.
func given() []news.Article {
	const ferry = "The ferry Osprey ran aground off Gull Point on Monday.\n\nAll 41 passengers were brought ashore."
	return []news.Article{
		{ID: "a", Source: "Harbour Post", URL: "http://www.harbour.example/ferry?utm_source=x", Title: "Ferry runs aground", Text: ferry,
			Lang: "en", Published: minute("2031-03-10T18:05:00+01:00"), Seen: night.Add(-time.Hour), Input: news.Input{Name: "in.jsonl", Record: 1}},
		{ID: "b", Source: "Coast Wire", Title: "Ferry aground", Text: ferry + "\n\nCoast Wire", Lang: "en",
			Published: minute("2031-03-10T19:00:00Z"), Input: news.Input{Name: "in.jsonl", Record: 2}},
		{ID: "c", Title: "Rescuers bring 41 ashore", Text: "Rescue boats took everyone off the stranded Osprey.", Lang: "en",
			Published: minute("2031-03-11T07:30:00Z"), Input: news.Input{Name: "in.jsonl", Record: 3}},
		{ID: "d", Source: "Hill Gazette", URL: "https://hill.example/mill", Title: "Old mill to reopen", Text: "The mill at Brackenford opens again in May.",
			Input: news.Input{Name: "in.jsonl", Record: 4}},
	}
}

func writer(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := OpenWriter(dir, "nightly")
	check(t, err)
	t.Cleanup(func() { a.db.Close(); a.inbox.db.Close(); a.lock.release() }) // harmless after Close
	return a
}

func reading(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	check(t, err)
	t.Cleanup(func() { a.db.Close(); a.inbox.db.Close() })
	return a
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, a *Archive, now time.Time) *Run {
	t.Helper()
	r, err := a.Begin("nightly", now)
	check(t, err)
	return r
}

func keep(t *testing.T, r *Run, articles ...news.Article) Counts {
	t.Helper()
	counts, err := r.Keep(t.Context(), articles)
	check(t, err)
	return counts
}

func group(t *testing.T, r *Run, f func(g *Grouping)) {
	t.Helper()
	check(t, r.Group(t.Context(), func(g *Grouping) error { f(g); return nil }))
}

// grouped makes an archive of the given articles in two stories: s1 holds a and its copy b, and c; s2
// holds d.
func grouped(t *testing.T) *Archive {
	t.Helper()
	a := writer(t, t.TempDir())
	r := begin(t, a, night)
	keep(t, r, given()...)
	group(t, r, func(g *Grouping) { putStories(t, g) })
	check(t, r.Finish(map[string]int{"new": 4}))
	return a
}

// must returns a value that comes without error.
func must[T any](t *testing.T) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		check(t, err)
		return value
	}
}

func putStories(t *testing.T, g *Grouping) {
	t.Helper()
	seq := must[int64](t)
	check(t, g.PutStoryline("l1", ""))
	s1 := seq(g.PutStory(Story{ID: "s1", State: StateOpen, Storyline: "l1", Headline: "Ferry runs aground",
		First: minute("2031-03-10T18:05:00+01:00"), Last: minute("2031-03-11T07:30:00Z"), FirstDay: 22348, LastDay: 22349,
		Articles: 3, Sources: 2, Unknown: 1, Texts: 2, Profile: []byte{1, 2}, View: []byte(`{"what":"The ferry Osprey ran aground"}`), Run: g.run.id}))
	s2 := seq(g.PutStory(Story{ID: "s2", State: StateOpen, Headline: "Old mill to reopen", FirstDay: 22350, LastDay: 22350,
		Articles: 1, Sources: 1, Texts: 1, Run: g.run.id}))
	texts := map[string]Text{
		"t1": {ID: "t1", Story: s1, Day: 22348, Score: .5, Features: []byte("f1")},
		"t2": {ID: "t2", Story: s1, Day: 22349, Score: .5, Features: []byte("f2")},
		"t3": {ID: "t3", Story: s2, Day: 22350},
	}
	ids := []string{"t1", "t2", "t3"}
	for _, id := range ids {
		text := texts[id]
		text.Seq = seq(g.PutText(text))
		texts[id] = text
	}
	articles := map[string]int64{}
	for _, r := range pending(t, g) {
		text := texts[map[string]string{"a": "t1", "b": "t1", "c": "t2", "d": "t3"}[r.ID]]
		article := Article{ID: r.ID, State: "current", Record: r.Seq, Records: 1, Source: r.Source, Lang: r.Lang,
			Published: r.Published, Day: r.Day(), Text: text.Seq}
		if r.ID == "b" {
			article.Agency, article.Copy = "Coast Wire", &Copy{Of: articles["a"], Kind: "near", Share: .875, Lag: 115 * time.Minute, Timed: true}
		}
		articles[r.ID] = seq(g.PutArticle(article, []int64{r.Seq}))
	}
	for i, id := range ids {
		text := texts[id]
		text.Representative = articles[[]string{"a", "c", "d"}[i]]
		text.Origin = text.Representative
		texts[id] = text
	}
	one, two := texts["t1"], texts["t2"]
	one.With, one.Evidence, one.Near = two.Seq, []byte(`[{"kind":"name","value":"Osprey"}]`), []Neighbour{{Text: two.Seq, Cosine: .625}}
	two.With, two.Evidence = one.Seq, []byte(`[{"kind":"figure","value":"41"}]`)
	for _, text := range []Text{one, two, texts["t3"]} {
		seq(g.PutText(text))
		check(t, g.PutEvidence(text))
	}
	seq(g.PutStory(story(t, g, s1, one.Seq)))
	seq(g.PutStory(story(t, g, s2, texts["t3"].Seq)))
	for _, id := range []string{"s1", "s2"} {
		check(t, g.Note(Change{Kind: "new", Story: id, Texts: 1}))
	}
}

// story returns a story with its medoid set.
func story(t *testing.T, g *Grouping, seq, medoid int64) Story {
	t.Helper()
	s := must[[]Story](t)(g.wholeStories([]int64{seq}))[0]
	s.Medoid = medoid
	return s
}

// pending returns all records that wait, in order.
func pending(t *testing.T, g *Grouping) []Record {
	t.Helper()
	var records []Record
	for _, day := range must[[]DayCount](t)(g.PendingDays()) {
		records = append(records, must[[]Record](t)(g.RecordsAt(must[[]int64](t)(g.Pending(day.Day))))...)
	}
	return records
}

// sound fails when a check finds anything.
func sound(t *testing.T, a *Archive) {
	t.Helper()
	for _, f := range must[[]Finding](t)(a.Check(context.Background())) {
		t.Errorf("%s", f.What)
	}
}

func same[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// indexed brings the search of an archive up to date and returns what was made again.
func indexed(t *testing.T, a *Archive) []Finding {
	t.Helper()
	return must[[]Finding](t)(a.Index(t.Context(), testTerms))
}

// testTerms takes a profile for words.
func testTerms(profile []byte) ([]string, error) { return strings.Fields(string(profile)), nil }

// addFeatures adds what the grouping keeps of the texts of a story.
func addFeatures(t *testing.T, a *Archive, texts []Text, story int64) {
	t.Helper()
	group(t, begin(t, a, night), func(g *Grouping) {
		for i, text := range must[Loaded](t)(g.LoadGrouped([]int64{story})).Texts {
			texts[i].Features, texts[i].Near = text.Features, text.Near
		}
	})
}
