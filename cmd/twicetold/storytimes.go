package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// Times of a story as they are told: in the zone of the page, as far as they are known, and a lag only
// where the times prove it.

// span says from when to when a story was reported, revisions too.
func (v view) span(s cluster.Story) string {
	var first, last news.Time
	for _, i := range s.Articles {
		a := v.g.Articles[i]
		if !first.Known() {
			first = a.Published
		}
		for _, t := range []news.Time{a.Published, revision(a)} {
			if t.Known() && (!last.Known() || t.At.After(last.At)) {
				last = t
			}
		}
	}
	if !first.Known() {
		first = last
	}
	from, to := v.said(first), v.said(last)
	switch {
	case from == to:
		return from
	case !v.sameDay(first, last):
		return from + " to " + to
	case first.Precision == news.Minute && last.Precision == news.Minute:
		return from + " to " + last.At.In(v.zone).Format(clockForm)
	}
	return v.said(news.Time{At: v.day(first), Precision: news.Day})
}

// revision returns the time of an article's current revision, an unknown one if it was never revised.
func revision(a *cluster.Article) news.Time {
	if a.Revisions < 2 {
		return news.Time{}
	}
	return a.Revised
}

// revised says that an article was revised, and when, as far as that isn't when it was published.
func (v view) revised(a *cluster.Article) string {
	at := revision(a)
	switch {
	case a.Revisions < 2:
		return ""
	case !at.Known() || v.when(at) == v.when(a.Published):
		return "revised"
	case !v.sameDay(a.Published, at):
		return "revised " + v.said(at)
	case at.Precision == news.Minute:
		return "revised " + at.At.In(v.zone).Format(clockForm)
	}
	return "revised"
}

// firstWord says of the first article how sure that is: one without a time may have been earlier.
func (v view) firstWord(s cluster.Story) string {
	if slices.ContainsFunc(s.Articles, func(i int) bool { return !v.g.Articles[i].Published.Known() }) {
		return "first known"
	}
	return "first"
}

// after says how an article's time stands to the first's.
func (v view) after(s cluster.Story, i int) string {
	published := v.g.Articles[i].Published
	switch {
	case len(s.Articles) == 1 || !published.Known():
		return ""
	case i == s.First:
		return v.firstWord(s)
	case s.First < 0:
		return v.afterEarliest(s, published)
	}
	first := v.g.Articles[s.First].Published
	if published.Precision == news.Minute && first.Precision == news.Minute {
		return lag(published.At.Sub(first.At)) + " later"
	}
	return v.days(first, published)
}

// afterEarliest says, in a story without a known first article, how many days after the earliest day a
// time is. Nothing can be said when an article known to the month or year only may be as early.
func (v view) afterEarliest(s cluster.Story, published news.Time) string {
	var earliest news.Time
	for _, i := range s.Articles {
		t := v.g.Articles[i].Published
		if t.Precision >= news.Day && (!earliest.Known() || v.day(t).Before(v.day(earliest))) {
			earliest = t
		}
	}
	for _, i := range s.Articles {
		t := v.g.Articles[i].Published
		if t.Known() && t.Precision < news.Day && (!earliest.Known() || !v.day(t).After(v.day(earliest))) {
			return ""
		}
	}
	return v.days(earliest, published)
}

// days puts a lag between times of which one has no clock time into words, by the days that are shown.
func (v view) days(first, later news.Time) string {
	if first.Precision < news.Day || later.Precision < news.Day {
		return "later"
	}
	switch n := int(v.day(later).Sub(v.day(first)).Hours()) / 24; {
	case n <= 0: // in the zone that is shown
		return "same day"
	case n == 1:
		return "1 day later"
	default:
		return fmt.Sprintf("%d days later", n)
	}
}

// sameDay reports whether two times are known to be shown under one day.
func (v view) sameDay(a, b news.Time) bool {
	return a.Precision >= news.Day && b.Precision >= news.Day && v.day(a).Equal(v.day(b))
}

// day returns the start of the day, in UTC, that a time is shown under.
func (v view) day(t news.Time) time.Time {
	at := t.At
	if t.Precision == news.Minute {
		at = at.In(v.zone)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// clockForm is the form of a clock time.
const clockForm = "15:04"

// when writes a time as far as it is known, the day of the month in two columns, with its year unless all
// articles are of that year.
func (v view) when(t news.Time) string {
	at, day := t.At, "_2 Jan"
	if t.Precision == news.Minute {
		at = at.In(v.zone)
	}
	if at.Year() != v.year {
		day = "_2 Jan 2006"
	}
	switch t.Precision {
	case news.Minute:
		return at.Format(day + " " + clockForm)
	case news.Day:
		return at.Format(day)
	case news.Month:
		return t.At.Format("Jan 2006")
	case news.Year:
		return t.At.Format("2006")
	}
	return "time unknown"
}

// said writes a time as it stands within a line.
func (v view) said(t news.Time) string { return strings.TrimLeft(v.when(t), " ") }

// calendar says what the times that are shown are times of, in which year if it is one, and in which zone.
func (v view) calendar() string {
	if v.year == undated {
		return ""
	}
	said, zone := "Dates are of publication", v.zoneName(v.g)
	if zone != "" {
		said, zone = "Times are of publication", ", "+zone
	}
	if v.year != 0 {
		said += fmt.Sprintf(", in %d", v.year)
	}
	return said + zone + "."
}

// zoneName names the zone that clock times are told in, "" when none is told.
func (p *page) zoneName(g cluster.Grouping) string {
	for _, a := range g.Articles {
		for _, t := range []news.Time{a.Published, revision(a)} {
			if t.Precision != news.Minute {
				continue
			}
			if p.zone != time.Local {
				return p.zone.String()
			}
			name, _ := t.At.In(p.zone).Zone()
			return name
		}
	}
	return ""
}
