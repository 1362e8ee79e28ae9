package index

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestGroupRoundTrip(t *testing.T) {
	a := grouped(t)
	sound(t, a)
	s, err := a.Story("s1")
	check(t, err)
	l := must[Loaded](t)(a.LoadStory(s.Seq))
	addFeatures(t, a, l.Texts, s.Seq)
	if len(l.Stories) != 1 || len(l.Texts) != 2 || len(l.Articles) != 3 {
		t.Fatalf("loaded %d stories, %d texts, %d articles", len(l.Stories), len(l.Texts), len(l.Articles))
	}
	wantStory := Story{Seq: s.Seq, ID: "s1", State: StateOpen, Storyline: "l1", Headline: "Ferry runs aground",
		First: minute("2031-03-10T18:05:00+01:00"), Last: minute("2031-03-11T07:30:00Z"), FirstDay: 22348, LastDay: 22349,
		Articles: 3, Sources: 2, Unknown: 1, Texts: 2, Medoid: 1, Profile: []byte{1, 2}, View: []byte(`{"what":"The ferry Osprey ran aground"}`), Run: 1}
	got := l.Stories[0]
	if !got.First.At.Equal(wantStory.First.At) {
		t.Errorf("first is %v", got.First.At)
	}
	got.First.At, wantStory.First.At = time.Time{}, time.Time{} // zones differ by pointer
	if !reflect.DeepEqual(got, wantStory) {
		t.Errorf("got  %+v\nwant %+v", got, wantStory)
	}
	wantText := Text{Seq: 1, ID: "t1", Representative: 1, Origin: 1, Story: s.Seq, Day: 22348, Score: .5, With: 2,
		Evidence: []byte(`[{"kind":"name","value":"Osprey"}]`), Features: []byte("f1"), Near: []Neighbour{{2, .625}}}
	if !reflect.DeepEqual(l.Texts[0], wantText) {
		t.Errorf("got  %+v\nwant %+v", l.Texts[0], wantText)
	}
	wantCopy := Copy{Of: 1, Kind: "near", Share: .875, Lag: 115 * time.Minute, Timed: true}
	if b := l.Articles[1]; b.ID != "b" || b.Agency != "Coast Wire" || b.Copy == nil || *b.Copy != wantCopy {
		t.Errorf("got %+v with copy %+v", b, b.Copy)
	}
}

func TestGroupFinds(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night.AddDate(0, 0, 1))
	again := given()[3] // another id, another form of the same address
	again.ID, again.Text, again.URL = "d2", "The mill at Brackenford opens again in June.", "http://www.hill.example/mill#top"
	revised := given()[2]
	revised.Text += " Nobody was hurt."
	keep(t, r, again, revised)
	group(t, r, func(g *Grouping) {
		waiting := pending(t, g)
		seqs, bools := must[[]int64](t), must[bool](t)
		same(t, "namesakes", seqs(g.Namesakes(waiting)), []int64{3, 4})
		same(t, "namesakes of none", seqs(g.Namesakes(nil)), nil)
		same(t, "open in the window", seqs(g.OpenStories(22349, 22349, 30000)), []int64{1})
		same(t, "open", seqs(g.OpenStories(0, 30000, 30000)), []int64{1, 2})
		same(t, "stories of", seqs(g.StoriesOf([]int64{1, 2, 3})), []int64{1})
		same(t, "stories by id", seqs(g.StoriesByArticleID([]string{"d", "none", "b"})), []int64{1, 2})
		same(t, "taken", []bool{bools(g.TakenID("story", "s1")), bools(g.TakenID("article", "s1")), bools(g.TakenID("storyline", "l1"))}, []bool{true, false, true})
		if _, err := g.TakenID("run", "1"); err == nil {
			t.Error("a run has no id")
		}
		for _, w := range waiting { // they become revisions
			article := must[int64](t)(g.put("article", map[string]int64{"c": 3, "d2": 4}[w.ID], []field{{"records", 2}}))
			check(t, g.own(article, []int64{w.Seq}))
		}
		records := must[[]Record](t)(g.Records([]int64{4, 3}))
		var got []string
		for _, r := range records {
			got = append(got, r.ID)
		}
		same(t, "records", got, []string{"c", "c", "d", "d2"})
	})
	sound(t, a)
}

func TestCountTexts(t *testing.T) {
	a := grouped(t)
	first := must[Loaded](t)(a.LoadStory(1)).Texts[0].Day
	group(t, begin(t, a, night.AddDate(0, 0, 1)), func(g *Grouping) {
		for _, test := range []struct{ before, most, want int }{
			{first, 9, 0}, {first + 1, 9, 1}, {math.MaxInt32, 2, 2}, {math.MaxInt32, 0, 0},
		} {
			if n := must[int](t)(g.CountTexts(test.before, test.most)); n != test.want {
				t.Errorf("before day %d, %d at most: %d texts, want %d", test.before, test.most, n, test.want)
			}
		}
	})
}

func TestMergeStories(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night.AddDate(0, 0, 1))
	group(t, r, func(g *Grouping) {
		l := must[Loaded](t)(g.LoadShown([]int64{1, 2}))
		text := l.Texts[2]
		text.Story = 1
		must[int64](t)(g.PutText(text))
		into, gone := l.Stories[0], l.Stories[1]
		into.Articles, into.Sources, into.Texts = 4, 3, 3
		gone.State, gone.MergedInto, gone.Held = StateMerged, "s1", [][]string{{"d", "e"}, {"f"}}
		gone.Medoid, gone.Articles, gone.Sources, gone.Texts = 0, 0, 0, 0
		must[int64](t)(g.PutStory(into))
		must[int64](t)(g.PutStory(gone))
		check(t, g.Note(Change{Kind: "merged", Story: "s2", Other: "s1", Texts: 1}))
		held := must[[]Story](t)(g.MergedStories([]string{"f"}))
		if len(held) != 1 || !reflect.DeepEqual(held[0].Held, gone.Held) {
			t.Errorf("held %+v", held)
		}
	})
	sound(t, a)
	s, path, err := a.Resolve("s2")
	check(t, err)
	if s.ID != "s1" {
		t.Errorf("s2 leads to %s", s.ID)
	}
	same(t, "path", path, []string{"s2"})
	if changes := must[[]Change](t)(a.History("s1")); len(changes) != 2 || changes[1].Kind != "merged" || changes[1].Run != 2 {
		t.Errorf("history: %+v", changes)
	}
}

func TestDropAndRename(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night)
	group(t, r, func(g *Grouping) {
		fresh := must[int64](t)(g.PutStory(Story{State: StateOpen, FirstDay: 1, LastDay: 1, Articles: 1, Sources: 1, Texts: 1, Medoid: 3}))
		text := must[Loaded](t)(g.LoadShown([]int64{2})).Texts[0]
		text.Story = fresh
		must[int64](t)(g.PutText(text))
		check(t, g.DropStory(2))
		check(t, g.SetStoryID(fresh, "s2"))
		if fresh == 2 {
			t.Error("a number was given twice")
		}
		if err := g.DropText(99); !errors.Is(err, ErrNotFound) {
			t.Errorf("dropping nothing: %v", err)
		}
	})
	sound(t, a)
}

func TestGroupIsAllOrNothing(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night)
	err := r.Group(t.Context(), func(g *Grouping) error {
		check(t, g.SetStoryID(1, "s9"))
		return errors.New("stop")
	})
	if err == nil || err.Error() != "group: stop" {
		t.Errorf("got %v", err)
	}
	err = r.Group(t.Context(), func(g *Grouping) error { return g.DropStory(1) })
	if err == nil || !strings.Contains(err.Error(), "of table text refers to a row of table story that is not there") {
		t.Errorf("loose reference: %v", err)
	}
	if _, err := a.Story("s1"); err != nil {
		t.Error(err)
	}
	sound(t, a)
}

func TestForgetFeatures(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night)
	group(t, r, func(g *Grouping) {
		check(t, g.ForgetFeatures(30000))
		if texts := must[Loaded](t)(g.LoadGrouped([]int64{1})).Texts; texts[0].Features == nil || texts[0].Near == nil {
			t.Error("features of an open story are gone")
		}
		check(t, g.update(`UPDATE story SET state = 'closed' WHERE seq = 1`))
		check(t, g.ForgetFeatures(22349))
		texts := must[Loaded](t)(g.LoadGrouped([]int64{1})).Texts
		if texts[0].Features != nil || texts[0].Near != nil || texts[1].Features == nil {
			t.Errorf("got %+v", texts)
		}
	})
}

func TestRepeated(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.PutRepeated("Coast Wire", []uint64{1 << 63, 2}))
		check(t, g.PutRepeated("Pier Post", []uint64{3}))
		runs := must[map[string][]uint64](t)(g.Repeated())
		if len(runs) != 2 {
			t.Errorf("got %v", runs)
		}
		same(t, "runs", runs["Coast Wire"], []uint64{1 << 63, 2})
	})
	for _, test := range []struct{ sources, want []string }{
		{nil, nil}, {[]string{"Pier Post", "Pier Post", "unknown"}, []string{"Pier Post"}}, {[]string{"Pier Post", "Coast Wire"}, []string{"Coast Wire", "Pier Post"}},
	} {
		runs := must[map[string][]uint64](t)(a.Repeated(test.sources))
		same(t, fmt.Sprintf("sources of %q", test.sources), slices.Sorted(maps.Keys(runs)), test.want)
	}
}

func TestStorylines(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.PutStoryline("l2", ""))
		check(t, g.PutStoryline("l3", "l2"))
		check(t, g.PutStoryline("l2", "l1"))
	})
	for id, want := range map[string]string{"l3": "l1", "l1": "l1", "l9": "", "x1": ""} {
		if got, err := a.ResolveStoryline(id); got != want || (want == "") != errors.Is(err, ErrNotFound) {
			t.Errorf("%s leads to %q, %v", id, got, err)
		}
	}
	a.write(t.Context(), func(w *tx) error { return w.update(`UPDATE storyline SET merged_into = 'l3' WHERE id = 'l1'`) })
	var damage *DamagedError
	if _, err := a.ResolveStoryline("l2"); !errors.As(err, &damage) {
		t.Errorf("circle: %v", err)
	}
}

func TestPublishedRoundTrip(t *testing.T) {
	zone := time.FixedZone("", -(3*60+30)*60)
	times := []news.Time{
		{},
		{Trust: news.Crawl},
		{At: time.Date(2031, 1, 2, 3, 4, 5, 678, zone), Precision: news.Minute, Trust: news.Stated},
		{At: time.Date(2031, 1, 2, 0, 0, 0, 0, time.UTC), Precision: news.Day, Trust: news.Feed},
		{At: time.Date(1931, 1, 1, 0, 0, 0, 0, time.FixedZone("", 0)), Precision: news.Year, Trust: news.Guessed},
		{At: time.Date(2031, 2, 1, 0, 0, 0, 0, time.Local), Precision: news.Month, Trust: news.Crawl},
	}
	a := writer(t, t.TempDir())
	r := begin(t, a, night)
	for i, published := range times {
		keep(t, r, news.Article{ID: string(rune('a' + i)), Published: published})
	}
	records := must[[]Record](t)(all(a.reader(t.Context()), a.reader(t.Context()).record, recordQuery+`ORDER BY seq`))
	for i, want := range times {
		got := records[i].Published
		_, gotOffset := got.At.Zone()
		_, wantOffset := want.At.Zone()
		if !got.At.Equal(want.At) || gotOffset != wantOffset || got.Precision != want.Precision || got.Trust != want.Trust {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if _, err := r.Keep(t.Context(), []news.Article{{Published: news.Time{At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), Precision: news.Day}}}); err == nil {
		t.Error("year 10000 can't be read again")
	}
}
