package cluster

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestGroupArticlesByID says which records are one article: each is shown as its id and how many records and
// contents it has.
func TestGroupArticlesByID(t *testing.T) {
	whole, cut, other := text(bridge...), text(bridge[:9]...), text(honey...)
	const url, sameURL = "https://ledger.example/bridge?utm_source=feed", "https://ledger.example/bridge"
	checkArticles(t, []pair{
		{"same id, same content",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole}, []string{"x 2/1"}},
		{"same id, similar text, weeks later",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "x", Source: "Ledger", Published: clock(30, 9, 0), Text: cut}, []string{"x 2/2"}},
		{"same id, other title",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Title: "Bridge stuck", Text: whole},
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Title: "Bay cut in two", Text: whole}, []string{"x 2/2"}},
		{"same id and title, the start of a much longer text",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Title: "Bridge stuck", Text: text(bridge[:2]...)},
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 10, 0), Title: "Bridge stuck", Text: whole}, []string{"x 2/2"}},
		{"the same under another title",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Title: "Bridge stuck", Text: text(bridge[:2]...)},
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 10, 0), Title: "Launches sail", Text: whole}, []string{"x 1/1", "x~" + hashID(whole) + " 1/1"}},
		{"same id, unrelated text",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 1), Text: other}, []string{"x 1/1", "x~" + hashID(other) + " 1/1"}},
		{"same id from two sources",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "x", Source: "Beacon", Published: clock(3, 9, 0), Text: whole}, []string{"Beacon:x 1/1", "Ledger:x 1/1"}},
		{"same URL, similar text",
			news.Article{ID: "x", URL: url, Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", URL: sameURL, Published: clock(30, 9, 0), Text: cut}, []string{"x 2/2"}},
		{"same URL, unrelated text",
			news.Article{ID: "x", URL: url, Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", URL: sameURL, Published: clock(3, 9, 0), Text: other}, []string{"x 1/1", "y 1/1"}},
	})
}

func TestGroupArticlesBySource(t *testing.T) {
	whole, cut := text(bridge...), text(bridge[:9]...)
	checkArticles(t, []pair{
		{"same source within three days",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Source: "Ledger", Published: clock(6, 9, 0), Text: whole}, []string{"x 2/1"}},
		{"same source after three days",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Source: "Ledger", Published: clock(6, 9, 1), Text: whole}, []string{"x 1/1", "y 1/1"}},
		{"same source, one undated",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Source: "Ledger", Text: whole}, []string{"x 2/1"}},
		{"same source, cut by a quarter",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Source: "Ledger", Published: clock(3, 9, 0), Text: cut}, []string{"x 1/1", "y 1/1"}},
		{"other source",
			news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Source: "Beacon", Published: clock(3, 9, 0), Text: whole}, []string{"x 1/1", "y 1/1"}},
		{"unknown source",
			news.Article{ID: "x", Published: clock(3, 9, 0), Text: whole},
			news.Article{ID: "y", Published: clock(3, 9, 0), Text: whole}, []string{"x 1/1", "y 1/1"}},
	})
}

// pair are two records and the articles that they make.
type pair struct {
	name string
	a, b news.Article
	want []string
}

func checkArticles(t *testing.T, tests []pair) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := describe(group(test.a, test.b)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// describe returns the id of each article with how many records and contents it has.
func describe(g Grouping) []string {
	var articles []string
	for _, a := range g.Articles {
		articles = append(articles, fmt.Sprintf("%s %d/%d", a.ID, len(a.Records), a.Revisions))
	}
	return articles
}

// TestGroupRevisions follows a page that is rewritten until nothing is left of its first text.
func TestGroupRevisions(t *testing.T) {
	g := group(
		news.Article{ID: "late", URL: "https://ledger.example/bridge", Published: clock(4, 9, 0), Title: "Third", Text: text(bridge[6:]...)},
		news.Article{ID: "early", URL: "https://ledger.example/bridge", Published: clock(3, 9, 0), Title: "First", Text: text(bridge[:6]...)},
		news.Article{ID: "early", URL: "https://ledger.example/bridge", Published: clock(3, 12, 0), Title: "Second", Text: text(bridge[3:9]...)},
	)
	if len(g.Articles) != 1 {
		t.Fatalf("got %q, want one article", describe(g))
	}
	a := g.Articles[0]
	if a.ID != "early" || a.Title != "Third" || a.Published != clock(3, 9, 0) || a.Revised != clock(4, 9, 0) || a.Revisions != 3 {
		t.Errorf("got %s %q of %v, revised %v, %d revisions", a.ID, a.Title, a.Published.At, a.Revised.At, a.Revisions)
	}
	if got, want := a.GivenIDs(), []string{"early", "late"}; !slices.Equal(got, want) {
		t.Errorf("given ids are %q, want %q", got, want)
	}
	if a.Input.Record != 2 || a.Records[2].Input.Record != 1 {
		t.Errorf("it was read from record %d and last revised by %d, want 2 and 1", a.Input.Record, a.Records[2].Input.Record)
	}
}

// TestGroupSourcesStayApart: a copy of unknown source under the same id must not make one article of two
// sources' articles.
func TestGroupSourcesStayApart(t *testing.T) {
	g := group(
		news.Article{ID: "x", Source: "Ledger", Published: clock(3, 9, 0), Text: text(bridge...)},
		news.Article{ID: "x", Published: clock(3, 10, 0), Text: text(bridge...)},
		news.Article{ID: "x", Source: "Beacon", Published: clock(3, 11, 0), Text: text(bridge...)},
	)
	for _, a := range g.Articles {
		if a.Source == "Beacon" && len(a.Records) == 3 {
			t.Errorf("got %q, want Ledger's and Beacon's article apart", describe(g))
		}
	}
}

// TestGroupIDsAreUnique asks it of records whose ids say little: the same few in any source, with any
// text or none, and some that look as if they had been qualified.
func TestGroupIDsAreUnique(t *testing.T) {
	for seed := range uint64(150) {
		r := newRandom(seed)
		articles := make([]news.Article, 2+r.IntN(10))
		for i := range articles {
			articles[i] = news.Article{
				ID:        pick(r, "", "x", "y", "Ledger:x", "Ledger:x", "x~"+hashID("")),
				Source:    pick(r, "", "Ledger", "Beacon"),
				URL:       pick(r, "", "", "https://ledger.example/bridge"),
				Title:     pick(r, "", "Bridge stuck", "Bees prized", "Ferry late"),
				Text:      pick(r, "", "", text(bridge...), text(bridge[:5]...), text(honey...)),
				Published: pick(r, news.Time{}, date(3), clock(3, 9, 0)),
			}
		}
		g := group(articles...)
		seen := map[string]bool{}
		for _, a := range g.Articles {
			if seen[a.ID] {
				t.Fatalf("seed %d: two articles have the id %q: %q", seed, a.ID, describe(g))
			}
			seen[a.ID] = true
		}
	}
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func TestFillLanguage(t *testing.T) {
	tests := []struct {
		name        string
		langs, want []string
	}{
		{"most", []string{"de", "", "de", "en"}, []string{"de", "de", "de", "en"}},
		{"none known", []string{"", ""}, []string{"en", "en"}},
		{"as many", []string{"fr", "de", ""}, []string{"fr", "de", "de"}},
		{"nothing to fill", []string{"fr"}, []string{"fr"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			records := make([]*record, len(test.langs))
			for i, lang := range test.langs {
				records[i] = &record{lang: lang}
			}
			fillLanguage(records)
			for i, r := range records {
				if r.lang != test.want[i] {
					t.Errorf("record %d is %q, want %q", i, r.lang, test.want[i])
				}
			}
		})
	}
}

// TestDailyColumnIsManyArticles: the same few words every day are no revisions of one article, and neither
// is a column whose text hardly changes.
func TestDailyColumnIsManyArticles(t *testing.T) {
	var short, long []news.Article
	for day := 1; day <= 20; day++ {
		short = append(short, news.Article{ID: fmt.Sprint("s", day), Source: "Ledger", Published: clock(day, 6, 0), Title: "Weather forecast for Port Alder"})
		long = append(long, news.Article{ID: fmt.Sprint("l", day), Source: "Ledger", Published: clock(day, 6, 0), Title: "Tides", Text: text(bridge...) + fmt.Sprint(" High water at ", day, " o'clock.")})
	}
	if g := Group(short, DefaultOptions()); len(g.Articles) != len(short) {
		t.Errorf("%d articles of %d forecasts", len(g.Articles), len(short))
	}
	if g := Group(long, DefaultOptions()); len(g.Articles) < len(long)/4 {
		t.Errorf("%d articles of %d columns: revisions chain", len(g.Articles), len(long))
	}
}

// TestCurrentRevision: the version seen last is the current one, also without a time, unless another one was published later.
func TestCurrentRevision(t *testing.T) {
	version := func(published news.Time, seen int, words string) news.Article {
		return news.Article{ID: "a", Source: "Ledger", Title: words, Text: text(bridge...), Published: published, Seen: clock(3, seen, 0).At}
	}
	tests := []struct {
		name     string
		versions []news.Article
	}{
		{"seen later", []news.Article{version(clock(3, 9, 0), 10, "old"), version(clock(3, 9, 0), 18, "new")}},
		{"seen later, told first", []news.Article{version(clock(3, 9, 0), 18, "new"), version(clock(3, 9, 0), 10, "old")}},
		{"published later", []news.Article{version(clock(3, 9, 0), 20, "old"), version(clock(3, 10, 0), 12, "new")}},
		{"undated", []news.Article{version(clock(3, 9, 0), 10, "old"), version(news.Time{}, 18, "new")}},
		{"undated, seen earlier", []news.Article{version(clock(3, 9, 0), 18, "new"), version(news.Time{}, 10, "old")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(test.versions...)
			if len(g.Articles) != 1 || g.Articles[0].Title != "new" || g.Articles[0].Published != clock(3, 9, 0) {
				t.Errorf("%d articles, the first is %q of %v", len(g.Articles), g.Articles[0].Title, g.Articles[0].Published.At)
			}
		})
	}
}
