package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// publishedAt reads a time as far as it is given: "" is none, "~" before it a crawl's.
func publishedAt(t *testing.T, text string) news.Time {
	t.Helper()
	text, crawl := strings.CutPrefix(text, "~")
	trust := news.Stated
	if crawl {
		trust = news.Crawl
	}
	for layout, precision := range map[string]news.Precision{
		"2006-01-02 15:04": news.Minute, "2006-01-02": news.Day, "2006-01": news.Month, "2006-01-02T15:04:05Z07:00": news.Minute,
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return news.Time{At: at, Precision: precision, Trust: trust}
		}
	}
	if text != "" {
		t.Fatalf("no time: %s", text)
	}
	return news.Time{}
}

// report is an article of an outlet at a time.
func (o outletAt) report(t *testing.T) Report {
	return Report{Outlet: o.outlet, Published: publishedAt(t, o.at)}
}

type outletAt struct{ outlet, at string }

func TestCoverStanding(t *testing.T) {
	for _, test := range []struct {
		name    string
		reports []outletAt
		want    string // standing, doubt, other, gap
	}{
		{"not ours", []outletAt{{"Wire", "2031-04-02 07:10"}}, "missed"},
		{"unknown outlets are not us", []outletAt{{"", "2031-04-02 07:10"}}, "missed"},
		{"ours alone", []outletAt{{"Us", "2031-04-02 07:10"}, {"Us", ""}}, "alone"},
		{"not alone beside an unknown outlet", []outletAt{{"Us", "2031-04-02 07:10"}, {"", ""}}, "undecided other time"},
		{"first by minutes", []outletAt{{"Wire", "2031-04-02 07:35"}, {"Us", "2031-04-02 07:10"}, {"Echo", "2031-04-02 09:00"}}, "first Wire 25m0s"},
		{"first in another zone", []outletAt{{"Wire", "2031-04-02T08:05:00+01:00"}, {"Us", "2031-04-02T08:40:00+02:00"}}, "first Wire 25m0s"},
		{"late by minutes", []outletAt{{"Wire", "2031-04-02 07:10"}, {"Echo", "2031-04-02 07:00"}, {"Us", "2031-04-02 07:35"}}, "late Echo 35m0s"},
		{"the first of ours counts", []outletAt{{"Wire", "2031-04-02 07:10"}, {"Us", "2031-04-02 09:00"}, {"Us", "2031-04-02 07:30"}}, "late Wire 20m0s"},
		{"the same minute", []outletAt{{"Wire", "2031-04-02 07:10"}, {"Us", "2031-04-02 07:10"}}, "undecided same time Wire 0s"},
		{"the same day", []outletAt{{"Wire", "2031-04-02"}, {"Us", "2031-04-02"}}, "undecided same time Wire 0s"},
		{"days", []outletAt{{"Wire", "2031-04-02"}, {"Us", "2031-04-04"}}, "late Wire 48h0m0s"},
		{"a day ahead", []outletAt{{"Wire", "2031-04-05"}, {"Us", "2031-04-04"}}, "first Wire 24h0m0s"},
		{"months have no lag", []outletAt{{"Wire", "2031-02"}, {"Us", "2031-04"}}, "late Wire"},
		{"a day and a minute too near", []outletAt{{"Wire", "2031-04-02"}, {"Us", "2031-04-02 23:50"}}, "undecided precision Wire"},
		{"a day and a minute far apart: no lag", []outletAt{{"Wire", "2031-04-02"}, {"Us", "2031-04-05 23:50"}}, "late Wire"},
		{"first, and of unequal precision: no lag", []outletAt{{"Us", "2031-04-02"}, {"Wire", "2031-04-05 23:50"}}, "first Wire"},
		{"first before several precisions", []outletAt{{"Us", "2031-04-02"}, {"Wire", "2031-04-05 23:50"}, {"Echo", "2031-04-05"}}, "first"},
		{"the earliest, though its lag can't be said", []outletAt{{"Wire", "2031-03-01"}, {"Echo", "2031-04-02 07:00"}, {"Us", "2031-04-02 08:00"}}, "late Wire"},
		{"of two that may be first one with a lag", []outletAt{{"Wire", "2031-04-02"}, {"Echo", "2031-04-02 12:00"}, {"Us", "2031-04-04 12:00"}}, "late Echo 48h0m0s"},
		{"our day too near for a lag", []outletAt{{"Wire", "2031-04-02 07:00"}, {"Us", "2031-04-05 07:00"}, {"Us", "2031-04-05"}}, "late Wire"},
		{"ours has no time", []outletAt{{"Wire", "2031-04-02 07:00"}, {"Us", ""}}, "undecided our time"},
		{"one of ours has no time", []outletAt{{"Wire", "2031-04-02 07:00"}, {"Us", "2031-04-03 07:00"}, {"Us", ""}}, "undecided our time"},
		{"ours is a crawl's", []outletAt{{"Wire", "2031-04-02 07:00"}, {"Us", "~2031-04-03 07:00"}}, "undecided our time"},
		{"theirs is a crawl's", []outletAt{{"Wire", "~2031-04-02 07:00"}, {"Us", "2031-04-03 07:00"}}, "undecided other time Wire"},
		{"late, whatever another's time is", []outletAt{{"Wire", ""}, {"Echo", "2031-04-02 07:00"}, {"Us", "2031-04-02 08:00"}}, "late Echo 1h0m0s"},
		{"no first while another's time is unknown", []outletAt{{"Wire", ""}, {"Us", "2031-04-02 08:00"}}, "undecided other time Wire"},
		{"behind an unknown outlet", []outletAt{{"", "2031-04-02 07:00"}, {"Us", "2031-04-02 08:00"}}, "late 1h0m0s"},
		{"two of ours", []outletAt{{"Us too", "2031-04-02 07:00"}, {"Us", "2031-04-02 09:00"}, {"Wire", "2031-04-02 08:00"}}, "first Wire 1h0m0s"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var reports []Report
			for _, o := range test.reports {
				reports = append(reports, o.report(t))
			}
			c := Cover(reports, isUs)
			said := []string{string(c.Standing), string(c.Doubt), c.Other}
			if c.Gap.Unit != news.Unknown {
				said = append(said, c.Gap.Lag.String())
			}
			if got := strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			slices.Reverse(reports)
			if again := Cover(reports, isUs); fmt.Sprint(again) != fmt.Sprint(c) {
				t.Errorf("in another order %v, was %v", again, c)
			}
		})
	}
}

func isUs(outlet string) bool { return strings.HasPrefix(outlet, "Us") }

func TestCoverTaken(t *testing.T) {
	const own = "<nil>"
	early, late := publishedAt(t, "2031-04-02 07:00"), publishedAt(t, "2031-04-02 08:00")
	day, crawled := publishedAt(t, "2031-04-02"), publishedAt(t, "~2031-04-02 07:00")
	for _, test := range []struct {
		name    string
		reports []Report
		want    string
	}{
		{"our own", []Report{{Outlet: "Us"}}, own},
		{"none", []Report{{Outlet: "Wire"}}, own},
		{"a copy", []Report{{Outlet: "Us", Published: late, Copied: true, Origin: early, From: "Wire", Share: .97}}, "&{Wire 0.97}"},
		{"a copy of whom nobody knows", []Report{{Outlet: "Us", Published: late, Copied: true, Origin: early, Share: .9}}, "&{ 0.9}"},
		{"a copy of what came later", []Report{{Outlet: "Us", Published: early, Copied: true, From: "Wire", Origin: late, Share: .97}}, own},
		{"a copy in the same minute", []Report{{Outlet: "Us", Published: late, Copied: true, From: "Wire", Origin: late, Share: .97}}, own},
		{"a copy that has no time", []Report{{Outlet: "Us", Copied: true, From: "Wire", Origin: early, Share: .97}}, own},
		{"a copy of what has no time", []Report{{Outlet: "Us", Published: late, Copied: true, From: "Wire", Share: .97}}, own},
		{"a copy on the same day", []Report{{Outlet: "Us", Published: late, Copied: true, From: "Wire", Origin: day, Share: .97}}, own},
		{"a copy of what a crawl saw before", []Report{{Outlet: "Us", Published: late, Copied: true, From: "Wire", Origin: crawled, Share: .97}}, own},
		{"a copy that credits what came later", []Report{{Outlet: "Us", Published: early, Agency: "Reuters", Copied: true, From: "Reuters", Origin: late, Share: .9}}, "&{Reuters 0.9}"},
		{"a copy of our other outlet", []Report{{Outlet: "Us", Published: late, Copied: true, Origin: early, From: "Us too", Share: 1}}, own},
		{"a longer report that holds another", []Report{{Outlet: "Us", Published: late, Copied: true, Origin: early, From: "Wire", Share: .3}}, own},
		{"our name in short", []Report{{Outlet: "Us Press Agency", Agency: "Us Press"}}, own},
		{"credited", []Report{{Outlet: "Us", Agency: "Reuters"}}, "&{Reuters 0}"},
		{"our own name above it", []Report{{Outlet: "Us", Agency: "The Us"}}, own},
		{"a copy that credits its origin", []Report{{Outlet: "Us", Agency: "Reuters", Published: late, Copied: true, Origin: early, From: "uk.reuters.com", Share: .8}}, "&{Reuters 0.8}"},
		{"a copy of one that takes it too", []Report{{Outlet: "Us", Agency: "Reuters", Published: late, Copied: true, Origin: early, From: "Echo", Share: .8}}, "&{Reuters 0}"},
		{"one of our own beside it", []Report{{Outlet: "Us", Agency: "Reuters"}, {Outlet: "Us"}}, own},
		{"two, the larger share", []Report{{Outlet: "Us", Agency: "Reuters"}, {Outlet: "Us", Published: late, Copied: true, Origin: early, From: "Wire", Share: .6}}, "&{Wire 0.6}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fmt.Sprint(Cover(test.reports, isUs).Taken); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestCoverAppearances(t *testing.T) {
	reports := []Report{
		{Outlet: "Echo", Published: publishedAt(t, "")},
		{Outlet: "Wire", Published: publishedAt(t, "2031-04-02 09:00")},
		{Outlet: "Us", Published: publishedAt(t, "2031-04-02"), Copied: true, From: "Wire", Origin: publishedAt(t, "2031-03-31 07:00"), Share: 1},
		{Outlet: "Wire", Published: publishedAt(t, "2031-04-02 07:00"), Agency: "Reuters"},
		{Outlet: "Us", Published: publishedAt(t, "2031-04-02 10:00"), Copied: true, From: "Us", Origin: publishedAt(t, "2031-04-01"), Share: .5},
		{Outlet: "", Published: publishedAt(t, "2031-04-01")},
		{Outlet: "Echo", Published: publishedAt(t, ""), Agency: "Reuters"},
		{Outlet: "Glen", Published: publishedAt(t, "2031-04-02 09:30"), Copied: true, From: "Wire", Origin: publishedAt(t, "2031-04-02 09:00"), Share: 1},
		{Outlet: "Moor", Published: publishedAt(t, "2031-04-02 08:30"), Copied: true, From: "Wire", Origin: publishedAt(t, "2031-04-02 09:00"), Share: 1},
	}
	var got []string
	for _, a := range Cover(reports, isUs).Outlets {
		got = append(got, fmt.Sprintf("%s %v %d %s %v", a.Outlet, a.Us, a.Reports, a.First.Precision, a.Taken))
	}
	want := []string{" false 1 day false", "Wire false 2 minute false", "Moor false 1 minute false", "Glen false 1 minute true", "Us true 2 minute false", "Echo false 2 unknown false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzCover: nobody is first and late at once, and whoever is first with us is not us.
func FuzzCover(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8})
	outlets := []string{"Us", "Wire", "Echo", ""}
	f.Fuzz(func(t *testing.T, data []byte) {
		var reports []Report
		for len(data) >= 3 {
			at := time.Date(2031, 4, 1, 0, 7*int(data[1]), 0, 0, time.UTC)
			precision := news.Precision(data[2] % 5)
			switch precision {
			case news.Unknown:
				at = time.Time{}
			case news.Year, news.Month, news.Day:
				at = at.Truncate(24 * time.Hour)
			}
			reports = append(reports, Report{Outlet: outlets[data[0]%4], Published: news.Time{At: at, Precision: precision, Trust: news.Trust(data[2] / 5 % 5)}})
			data = data[3:]
		}
		us, them := Cover(reports, isUs), Cover(reports, func(outlet string) bool { return !isUs(outlet) })
		named := !slices.ContainsFunc(reports, func(r Report) bool { return r.Outlet == "" })
		switch {
		case us.Standing == Ahead && them.Standing == Ahead:
			t.Fatalf("both are first: %v", reports)
		case named && us.Standing == Ahead && them.Standing != Behind:
			t.Fatalf("first, and the others are %s: %v", them.Standing, reports)
		case us.Gap.Lag < 0 || us.Other == "Us":
			t.Fatalf("gap %v to %s: %v", us.Gap, us.Other, reports)
		}
	})
}
