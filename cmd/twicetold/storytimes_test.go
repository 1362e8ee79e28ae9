package main

import (
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// moment reads a publication time.
func moment(t *testing.T, s string) news.Time {
	t.Helper()
	if s == "" {
		return news.Time{}
	}
	at, err := news.ParseTime(s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// told is a story of articles published at these times, in order; first is the place of the first one.
func told(t *testing.T, first int, times ...string) (view, cluster.Story) {
	t.Helper()
	v := view{page: &page{zone: time.UTC}, year: 2025}
	s := cluster.Story{First: first}
	for i, at := range times {
		a := new(cluster.Article)
		a.Published = moment(t, at)
		v.g.Articles = append(v.g.Articles, a)
		s.Articles = append(s.Articles, i)
	}
	return v, s
}

func TestAfter(t *testing.T) {
	const feb, may = "2025-02", "2025-05"
	for _, test := range []struct {
		name  string
		first int
		times []string
		want  []string
	}{
		{"alone", 0, []string{"2025-03-01T08:00Z"}, []string{""}},
		{"minutes", 0, []string{"2025-03-01T08:00Z", "2025-03-01T09:05Z"}, []string{"first", "1 h 5 min later"}},
		{"undated", 0, []string{"2025-03-01T08:00Z", ""}, []string{"first known", ""}},
		{"days", 0, []string{"2025-03-01", "2025-03-02", "2025-03-04"}, []string{"first", "1 day later", "3 days later"}},
		{"a day after a late minute", 0, []string{"2025-03-01T23:00Z", "2025-03-02"}, []string{"first", "1 day later"}},
		{"a late minute after a day", 0, []string{"2025-03-01", "2025-03-02T22:00Z"}, []string{"first", "1 day later"}},
		{"a month is no number of days", 0, []string{"2025-03-01T23:00Z", may}, []string{"first", "later"}},
		{"after a month", 0, []string{feb, "2025-03-02T22:00Z"}, []string{"first", "later"}},
		{"a day and a minute of it", -1, []string{"2025-03-01", "2025-03-01T08:00Z"}, []string{"same day", "same day"}},
		{"two of a day, then another", -1, []string{"2025-03-01", "2025-03-01", "2025-03-03"}, []string{"same day", "same day", "2 days later"}},
		{"two of a minute, then another", -1, []string{"2025-03-01T08:00Z", "2025-03-01T08:00Z", "2025-03-02T07:00Z", ""},
			[]string{"same day", "same day", "1 day later", ""}},
		{"two of a day, then a month", -1, []string{"2025-03-01", "2025-03-01", may}, []string{"same day", "same day", "later"}},
		{"only months", -1, []string{feb, feb}, []string{"", ""}},
		{"a month and a day of it", -1, []string{feb, "2025-02-07"}, []string{"", ""}},
		{"a month, a day of it, a later one", -1, []string{feb, "2025-02-07", "2025-03-07"}, []string{"", "", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, s := told(t, test.first, test.times...)
			for i, want := range test.want {
				if got := v.after(s, i); got != want {
					t.Errorf("article %d of %s: %q, want %q", i, test.times[i], got, want)
				}
			}
		})
	}
}

// TestAfterShownDay checks that days are counted as they are shown, not as they began elsewhere.
func TestAfterShownDay(t *testing.T) {
	v, s := told(t, 0, "2025-03-01", "2025-03-02T01:00Z")
	v.zone = time.FixedZone("far west", -10*3600)
	if got := v.after(s, 1); got != "same day" {
		t.Errorf("after = %q, want the day that is shown", got)
	}
}

func TestWhen(t *testing.T) {
	v := view{page: &page{zone: time.FixedZone("east", 3*3600)}, year: 2025}
	for _, test := range []struct{ s, want string }{
		{"", "time unknown"},
		{"2025", "2025"},
		{"2025-02", "Feb 2025"},
		{"2025-02-07", " 7 Feb"},
		{"2025-02-07T22:30Z", " 8 Feb 01:30"},
		{"2024-12-31T22:30Z", " 1 Jan 01:30"},
		{"2024-02-07", " 7 Feb 2024"},
		{"2024-02-07T08:30Z", " 7 Feb 2024 11:30"},
	} {
		if got := v.when(moment(t, test.s)); got != test.want {
			t.Errorf("when(%s) = %q, want %q", test.s, got, test.want)
		}
	}
}

// TestYear checks that years are told only when there are several, as they are shown.
func TestYear(t *testing.T) {
	west := time.FixedZone("west", -5*3600)
	for _, test := range []struct {
		name  string
		zone  *time.Location
		times []string
		want  int
	}{
		{"none known", time.UTC, []string{"", ""}, undated},
		{"one", time.UTC, []string{"2025-01-01T00:30Z", "2025-12-31", ""}, 2025},
		{"two", time.UTC, []string{"2024-12-31T23:30Z", "2025-01-01"}, 0},
		{"one further west", west, []string{"2024-12-31T23:30Z", "2025-01-01T04:30Z"}, 2024},
		{"a day has no zone", west, []string{"2025-01-01", "2025-01-01T06:00Z"}, 2025},
		{"there and back", time.UTC, []string{"2023", "2025-01-01", "2023-05"}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, _ := told(t, -1, test.times...)
			if got := newView(&page{zone: test.zone}, v.g, false).year; got != test.want {
				t.Errorf("year = %d, want %d", got, test.want)
			}
		})
	}
}

func TestSpan(t *testing.T) {
	for _, test := range []struct {
		name  string
		times []string
		want  string
	}{
		{"unknown", []string{"", ""}, "time unknown"},
		{"one", []string{"2025-03-01"}, "1 Mar"},
		{"the same twice", []string{"2025-03-01", "2025-03-01", ""}, "1 Mar"},
		{"two", []string{"2025-03-01T08:00Z", "2025-03-03"}, "1 Mar 08:00 to 3 Mar"},
		{"within a day", []string{"2025-03-01T05:02Z", "2025-03-01T08:00Z"}, "1 Mar 05:02 to 08:00"},
		{"a minute", []string{"2025-03-01T05:02Z", "2025-03-01T05:02Z"}, "1 Mar 05:02"},
		{"a day and a minute of it", []string{"2025-03-01", "2025-03-01T08:00Z"}, "1 Mar"},
		{"another year", []string{"2024-12-31T05:02Z", "2024-12-31T08:00Z"}, "31 Dec 2024 05:02 to 08:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, s := told(t, -1, test.times...)
			if got := v.span(s); got != test.want {
				t.Errorf("span = %q, want %q", got, test.want)
			}
		})
	}
}

func TestRevised(t *testing.T) {
	for _, test := range []struct {
		name, published, revised string
		revisions                int
		want, span               string
	}{
		{"never", "2025-03-11T10:00Z", "2025-03-11T10:00Z", 1, "", "11 Mar 10:00"},
		{"repeated", "2025-03-11T10:00Z", "2025-03-11T11:20Z", 1, "", "11 Mar 10:00"},
		{"later", "2025-03-11T10:00Z", "2025-03-11T11:20Z", 2, "revised 11:20", "11 Mar 10:00 to 11:20"},
		{"in the same minute", "2025-03-11T10:00Z", "2025-03-11T10:00Z", 2, "revised", "11 Mar 10:00"},
		{"another day", "2025-03-11T10:00Z", "2025-03-12T11:20Z", 3, "revised 12 Mar 11:20", "11 Mar 10:00 to 12 Mar 11:20"},
		{"sometime that day", "2025-03-11T10:00Z", "2025-03-11", 2, "revised", "11 Mar 10:00"},
		{"a minute of the day", "2025-03-11", "2025-03-11T11:20Z", 2, "revised 11:20", "11 Mar"},
		{"a minute of the month", "2025-03", "2025-03-01T11:20Z", 2, "revised 1 Mar 11:20", "Mar 2025 to 1 Mar 11:20"},
		{"unknown", "2025-03-11", "", 2, "revised", "11 Mar"},
		{"published unknown", "", "2025-03-11", 2, "revised 11 Mar", "11 Mar"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, s := told(t, 0, test.published)
			a := v.g.Articles[0]
			a.Revised, a.Revisions = moment(t, test.revised), test.revisions
			if got := v.revised(a); got != test.want {
				t.Errorf("revised = %q, want %q", got, test.want)
			}
			if got := v.span(s); got != test.span {
				t.Errorf("span = %q, want %q", got, test.span)
			}
		})
	}
}

func TestZoneName(t *testing.T) {
	for _, test := range []struct {
		name, time, want string
	}{
		{"unknown", "", ""},
		{"day", "2025-03-01", ""},
		{"minute", "2025-03-01T08:00Z", "UTC"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, _ := told(t, -1, test.time)
			if got := v.zoneName(v.g); got != test.want {
				t.Errorf("zoneName = %q, want %q", got, test.want)
			}
		})
	}
}
