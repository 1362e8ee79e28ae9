package index

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestKeep(t *testing.T) {
	first := given()[0]
	revised, renamed, elsewhere := first, first, first
	revised.Text += " It was towed off."
	renamed.ID = "a2"
	elsewhere.Source = "Coast Wire"
	dated := first
	dated.Published, dated.URL = news.Time{}, "https://other.example"
	for _, test := range []struct {
		name     string
		articles []news.Article
		want     Counts
	}{
		{"none", nil, Counts{}},
		{"again", []news.Article{first}, Counts{Known: 1}},
		{"twice in a batch", []news.Article{revised, revised}, Counts{New: 1, Known: 1}},
		{"another id", []news.Article{renamed}, Counts{New: 1}},
		{"another source", []news.Article{elsewhere}, Counts{New: 1}},
		{"another date and address", []news.Article{dated}, Counts{Known: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := begin(t, writer(t, t.TempDir()), night)
			keep(t, r, first)
			if got := keep(t, r, test.articles...); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestKeptRecord(t *testing.T) {
	a := writer(t, t.TempDir())
	r := begin(t, a, night.In(time.FixedZone("", 3600)))
	keep(t, r, given()...)
	group(t, r, func(g *Grouping) {
		same(t, "days", must[[]DayCount](t)(g.PendingDays()), []DayCount{{22348, 2}, {22349, 1}, {22350, 1}})
		records := must[[]Record](t)(g.RecordsAt(must[[]int64](t)(g.Pending(22348))))
		if len(records) != 2 || records[0].ID != "a" || records[1].ID != "b" {
			t.Fatalf("got %+v", records)
		}
		got, want := records[0], Record{Seq: 1, Kept: night, Given: given()[0]}
		if !got.Published.At.Equal(want.Published.At) || !got.Kept.Equal(night) || !got.Seen.Equal(want.Seen) {
			t.Errorf("times: %+v", got)
		}
		got.Published.At, want.Published.At = time.Time{}, time.Time{}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
		if !records[1].Seen.IsZero() {
			t.Errorf("b was never collected, but %v", records[1].Seen)
		}
	})
}

func TestKeepIsAllOrNothing(t *testing.T) {
	a := writer(t, t.TempDir())
	r := begin(t, a, night)
	bad := given()
	bad[2].Seen = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := r.Keep(t.Context(), bad); err == nil || !strings.Contains(err.Error(), "record 3 of in.jsonl") {
		t.Errorf("got %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := r.Keep(stopped, given()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := keep(t, r, given()...); got.New != 4 {
		t.Errorf("got %+v", got)
	}
}

func TestDayOf(t *testing.T) {
	for text, want := range map[string]int{
		"1970-01-01T00:00:00Z": 0, "1969-12-31T23:59:59Z": -1, "1969-12-31T00:00:00Z": -1, "1969-12-30T23:59:59Z": -2,
		"2031-03-11T00:30:00+01:00": 22348, "2031-03-10T23:30:00-01:00": 22349,
	} {
		if got := dayOf(minute(text).At); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
}

func TestUnindexed(t *testing.T) {
	a := grouped(t)
	next := begin(t, a, night.AddDate(0, 1, 0))
	late := given()[0]
	late.ID = "late"
	keep(t, next, late)
	check(t, next.Finish(nil))
	same(t, "months", must[[]string](t)(a.Months()), []string{"2031-03", "2031-04"})
	for _, test := range []struct {
		month string
		after int64
		want  string
	}{{"2031-03", 0, "abcd"}, {"2031-03", 2, "cd"}, {"2031-04", 0, ""}, {"2031-05", 0, ""}} {
		var got strings.Builder
		for r, err := range a.Unindexed(test.month, test.after) {
			check(t, err)
			got.WriteString(r.ID)
		}
		if got.String() != test.want {
			t.Errorf("%s after %d: got %s, want %s", test.month, test.after, got.String(), test.want)
		}
	}
	// nothing behind a record that waits
	must[sql.Result](t)(a.db.Exec(`UPDATE record SET article = NULL WHERE given_id = 'c'`))
	n := 0
	for _, err := range a.Unindexed("2031-03", 0) {
		check(t, err)
		n++
	}
	if n != 2 {
		t.Errorf("%d records before the one that waits", n)
	}
}

// FuzzHashStrings: lists of other strings are other bytes, wherever the borders lie.
func FuzzHashStrings(f *testing.F) {
	f.Add("a", "bc", "ab", "c")
	f.Add("", "a", "a", "")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		equal := bytes.Equal(hashStrings(nil, a, b), hashStrings(nil, c, d))
		if equal != (a == c && b == d) {
			t.Errorf("%q %q and %q %q: equal is %v", a, b, c, d, equal)
		}
	})
}

// FuzzBody: what is packed comes out again; what was never packed is an error or some text, not a crash.
func FuzzBody(f *testing.F) {
	f.Add("The ferry ran aground.")
	f.Add("")
	b, err := newBodies()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := b.unpack(b.pack(text)); err != nil || got != text {
			t.Errorf("got %q, %v", got, err)
		}
		b.unpack([]byte(text))
	})
}

func BenchmarkKeep(b *testing.B) {
	a, err := OpenWriter(b.TempDir(), "nightly")
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	r, err := a.Begin("nightly", night)
	if err != nil {
		b.Fatal(err)
	}
	round := 0
	for b.Loop() {
		round++
		articles := make([]news.Article, 1000)
		for i := range articles {
			articles[i] = given()[i%4]
			articles[i].ID = fmt.Sprint(round, "/", i)
			articles[i].Text = strings.Repeat(articles[i].Text+fmt.Sprint(i), 20)
		}
		if _, err := r.Keep(b.Context(), articles); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(1000*b.N)/b.Elapsed().Seconds(), "articles/s")
}
