package cluster

import (
	"math"

	"github.com/twicetold/twicetold/index/news"
)

// What times say of two texts comes in two factors, and a third rule is of whole stories (burst.go).
//
// Time of publication. Reports of one event come within hours or days; the factor falls from 1 to a half: between
// two texts a gap is evidence, and no gate. How far a time can be trusted counts. One that a page or a feed states, or that stands in
// the address, is taken for what it is. That of a crawl is an upper bound: when the later of two times is one, the text
// may be as old as the other, and the gap says no more than a missing time would. Where both times are missing the
// factor is higher than where one is: in a collection most of whose texts have one, a text without is of any day, and
// seldom of this one; where times are missing throughout, that says nothing. Some missing times follow from the numbers
// of an outlet's pages (serials.go).
//
// Days of the week. Reports name the day of the event in the headline or lead. Two that name one day, or
// different ones, say so more reliably than their dates of publication. (Which Tuesday is meant was tried too, by the
// publication: .002 more on roundups, .001 and .009 less on ECB+ and newscluster. So were dates of a month: two
// reports of one event name the same one too seldom.)

// weekdayWords is the words of the body in which weekdays are looked for.
const weekdayWords = 60

// when is what a text says about the time of its event.
type when struct {
	days     float64 // publication in days since the epoch, middle of what is known
	known    bool
	crawled  bool  // days is when it was fetched: it was published then or before
	reckoned bool  // days follows from the number of the page (serials.go)
	weekdays uint8 // named in title and lead
}

// stated reports whether a text says itself when it was published.
func (w when) stated() bool { return w.firm() && !w.reckoned }

// firm reports whether a text was published when its time says.
func (w when) firm() bool { return w.known && !w.crawled }

// newTime returns the middle of what is known of a time.
func newTime(t news.Time) when {
	if !t.Known() {
		return when{}
	}
	start, end := t.At.Unix(), t.End().Unix()
	if t.Precision == news.Minute {
		end = start
	}
	return when{days: float64(start+end) / 2 / 86400, known: true, crawled: t.Trust == news.Crawl}
}

// namedWeekdays returns the weekdays that an article names in its title and lead.
func namedWeekdays(a *Article) uint8 {
	return news.Cut(a.Content.Title).Weekdays(a.Lang) | news.Cut(lead(a, weekdayWords)).Weekdays(a.Lang)
}

// timeFactor says how well two publication times fit one event, in [TimeFloor, 1].
func (t Tuning) timeFactor(a, b when) float64 {
	switch {
	case !a.known && !b.known:
		return t.Undated
	case !a.known || !b.known:
		return t.HalfDated
	}
	gap := max(math.Abs(a.days-b.days)-t.FreeDays, 0)
	factor := t.TimeFloor + (1-t.TimeFloor)*math.Exp(-gap/t.TimeScale)
	if a.crawled && a.days >= b.days || b.crawled && b.days >= a.days {
		return max(factor, t.HalfDated)
	}
	return factor
}

// weekdayFactor says how well the weekdays named by two texts agree.
func (t Tuning) weekdayFactor(a, b when) float64 {
	switch {
	case a.weekdays == 0 || b.weekdays == 0:
		return 1
	case a.weekdays&b.weekdays != 0:
		return t.SameWeekday
	}
	return t.OtherWeekday
}
