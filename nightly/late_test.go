package nightly

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// without returns the corpus up to a day of March 2026 without some articles, and these.
func without(t *testing.T, day int, ids ...string) (rest, held []news.Article) {
	t.Helper()
	rest = slices.DeleteFunc(part(day, true), func(a news.Article) bool { return slices.Contains(ids, a.ID) })
	for _, id := range ids {
		held = append(held, corpusArticle(t, id))
	}
	return rest, held
}

// An article that comes in months later finds its story through the search shards.
func TestLateArticle(t *testing.T) {
	sequential(t)
	rest, held := without(t, 15, "cape-press-0311-veto")
	a := newArchive(t)
	a.night(date(15), rest...)
	a.night(date(40)) // closes them all
	before := a.storyOf("metro-0311-veto")
	if s := a.story(before); s.State != index.StateClosed {
		t.Fatalf("%s is %s", before, s.State)
	}
	s := a.night(date(200), held...)
	a.sound()
	if s.Stories.Grown != 1 || s.Stories.New+s.Stories.Single > 0 || s.Stories.Open > 0 {
		t.Errorf("the night counts %+v", s.Stories)
	}
	if id := a.together(mayor...); id != before {
		t.Errorf("it made %s of %s", id, before)
	}
	if s := a.story(before); s.State != index.StateClosed || s.Texts != 3 {
		t.Errorf("%s is %s and has %d texts", before, s.State, s.Texts)
	}
	if h := a.history(before); !slices.Contains(h, before+" grown") {
		t.Errorf("history of %s: %v", before, h)
	}
	a.night(date(201))
	a.sound() // the shards hold the story once more, and the night after finds nothing to do
}

func TestLateCopy(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	rest, held := without(t, 15, "vantry-times-ferry-bell-sand")
	a.night(date(40), rest...)
	reprint := corpusArticle(t, "cape-press-0311-veto")
	reprint.ID, reprint.Source, reprint.URL = "reprint", "The Skerry Sun", ""
	reprint.Published.At = reprint.Published.At.Add(50 * time.Hour)
	a.night(date(90), append(held, reprint)...)
	a.sound()
	a.together(append(slices.Clone(mayor), "reprint")...)
	if texts := a.rows(`SELECT count(DISTINCT text) FROM article WHERE id IN ('reprint', 'cape-press-0311-veto')`); texts[0] != "1" {
		t.Error("the reprint has a text of its own")
	}
}

// An undated article counts by when it was collected, else kept.
func TestUndated(t *testing.T) {
	sequential(t)
	tests := []struct {
		name string
		seen time.Time
		want bool // it joins the copy's story
	}{
		{"collected on the day", date(11).Add(20 * time.Hour), true},
		{"not known when collected", time.Time{}, true},
		{"collected before", date(11).AddDate(-1, 0, 0), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := newArchive(t)
			reprint := corpusArticle(t, "cape-press-0311-veto")
			reprint.ID, reprint.Source, reprint.URL, reprint.Published, reprint.Seen = "reprint", "The Skerry Sun", "", news.Time{}, test.seen
			a.night(date(12), part(12, true)...)
			a.night(date(13), reprint)
			a.sound()
			if got := a.storyOf("reprint") == a.storyOf("cape-press-0311-veto"); got != test.want {
				t.Errorf("it joins the story of its text: %v", got)
			}
			a.night(date(13), reprint)
			a.sound()
		})
	}
}

// revised returns a later version of an article, with more text.
func revised(a news.Article, days int) news.Article {
	a.Published.At = a.Published.At.AddDate(0, 0, days)
	a.Text += "\nA week on, the lamplighter of Quillan Steps still keeps the paper under his cap."
	return a
}

func TestRevision(t *testing.T) {
	sequential(t)
	for _, days := range []int{7, 40} { // in a window, and through its id
		a := newArchive(t)
		first := corpusArticle(t, "cape-press-0311-veto")
		a.night(date(15), part(15, true)...)
		story := a.together(mayor...)
		s := a.night(date(13+days), revised(first, days))
		a.sound()
		if s.Articles.Revised != 1 || s.Articles.Texts != 0 || s.Stories.New+s.Stories.Single+s.Stories.Split > 0 {
			t.Errorf("after %d days: the night counts %+v %+v", days, s.Articles, s.Stories)
		}
		if id := a.together(mayor...); id != story {
			t.Errorf("after %d days: the story is %s, not %s", days, id, story)
		}
		r := a.open()
		article := must[index.Article](t)(r.Article(first.ID))
		records := must[[]index.Record](t)(r.Records([]int64{article.Seq}))
		if article.Records != 2 || len(records) != 2 {
			t.Errorf("after %d days: it has %d records, %d are kept", days, article.Records, len(records))
		}
		if !article.Published.At.Equal(first.Published.At) {
			t.Errorf("after %d days: it was published %v", days, article.Published.At)
		}
		shown := records[slices.IndexFunc(records, func(r index.Record) bool { return r.Seq == article.Record })]
		if !strings.Contains(shown.Text, "lamplighter") {
			t.Errorf("after %d days: it still shows %q", days, shown.Text)
		}
		query := must[index.Query](t)(index.ParseQuery("lamplighter", date(60)))
		searcher := r.Searcher()
		if hits, err := searcher.Search(t.Context(), query); err != nil || hits.Total != 1 {
			t.Errorf("after %d days: its words are found %d times: %v", days, hits.Total, err)
		}
		check(t, searcher.Close())
	}
}

// In one run, too, an article may come back when its story has left the window.
func TestRevisionInBackfill(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	first := corpusArticle(t, "cape-press-0311-veto")
	s := a.night(backfill.AddDate(0, 3, 0), append(slices.Clone(corpus()), revised(first, 45), revised(revised(first, 45), 40))...)
	a.sound()
	a.together(mayor...)
	if records := a.rows(`SELECT records FROM article WHERE id = ?`, first.ID); records[0] != "3" {
		t.Errorf("it has %s records", records[0])
	}
	if s.Articles.New != 121 {
		t.Errorf("the night counts %+v", s.Articles)
	}
	before := a.dump()
	a.night(backfill.AddDate(0, 3, 0))
	same(t, "tables after another night", a.dump(), before)
}

func TestSameIDFromAnotherSource(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	first := corpusArticle(t, "cape-press-0311-veto")
	a.night(date(15), part(15, true)...)
	other := corpusArticle(t, "northern-wire-0327-astley")
	other.ID = first.ID
	a.night(date(29), other)
	a.sound()
	a.together(mayor...)
	a.together("Northern Wire:" + first.ID)
}

func TestSameIDWithOtherText(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	first := corpusArticle(t, "cape-press-0311-veto")
	a.night(date(15), part(15, true)...)
	unrelated := corpusArticle(t, "bt-corbel-astley")
	unrelated.ID, unrelated.Source = first.ID, first.Source
	a.night(date(30), unrelated)
	a.sound()
	if ids := a.rows(`SELECT id FROM article WHERE id LIKE ? || '~%'`, first.ID); len(ids) != 1 {
		t.Errorf("the same id with unrelated text became %v", ids)
	}
}

// What comes months after a story has closed is another story of its storyline.
func TestFollowUp(t *testing.T) {
	sequential(t)
	inquiry := []string{"echo-ferry-chart", "cape-press-20260402-012", "hw-2026-04-02-interim", "vantry-times-chart-error"}
	var sequel []news.Article
	for _, id := range inquiry {
		a := corpusArticle(t, id)
		a.Published.At = a.Published.At.AddDate(0, 5, 0)
		sequel = append(sequel, a)
	}
	a := grown(t)
	a.night(date(17), part(15, true)...)
	before := a.storyOf("cape-press-20260312-031")
	a.night(date(40))
	if s := a.story(before); s.State != index.StateClosed {
		t.Fatalf("%s is %s", before, s.State)
	}
	members := a.members()[before]
	s := a.night(date(190), sequel...)
	a.sound()
	after := a.storyOf(inquiry[1])
	if s.Stories.New != 1 || after == before {
		t.Errorf("the night counts %+v and made %s", s.Stories, after)
	}
	if got := a.members()[before]; !slices.Equal(got, members) {
		t.Errorf("%s holds %v and held %v", before, got, members)
	}
	if x, y := a.story(before).Storyline, a.story(after).Storyline; x != y || x != index.OwnStoryline(before) {
		t.Errorf("%s is of storyline %s, %s of %s", before, x, after, y)
	}
}

// TestBackAsItLeft: a backfill of weeks brings a live page again, with other words, after its story has gained a text and left the
// window: the story comes back, and leaves as it came.
func TestBackAsItLeft(t *testing.T) {
	const live = "https://beacon.example/live"
	var first, rest []news.Article
	for _, a := range part(15, true) {
		switch {
		case a.ID == mayor[0]:
			a.ID, a.URL = "", live
			first = append(first, a)
		case slices.Contains(mayor, a.ID):
			rest = append(rest, a)
		case a.Published.At.Day() <= 9:
			first = append(first, a)
		}
	}
	weeksLater := time.Date(2026, time.April, 20, 12, 0, 0, 0, time.UTC)
	rest = append(rest, news.Article{Source: "beacon", URL: live, Title: "Bakers of Merrow to share an oven", Lang: "en", Seen: weeksLater,
		Published: news.Time{At: weeksLater, Precision: news.Minute, Trust: news.Stated},
		Text: `Bakers of Merrow voted to share one oven through the winter after the price of gas doubled, their guild said. Forty shops will bring dough
at four in the morning and fetch loaves at six. The town pays for the van. A professor of baking at the college called the plan brave and rather
floury, and wished that the crust would last until spring came round again to the valley.`})

	a := newArchive(t)
	a.night(date(12), first...)
	a.night(weeksLater.AddDate(0, 0, 1), rest...)
	a.sound()
	members := a.members()[a.storyOf(mayor[1])]
	if len(members) != len(mayor) {
		t.Errorf("the story holds %v, want the live page and %v", members, mayor[1:])
	}
}
