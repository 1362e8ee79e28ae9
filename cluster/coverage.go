package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// How one story was covered, seen by an outlet, or several: us. Who was before whom is said only where the times prove it, of all reports
// of the one and all of the other: a report without a time, or with one that is not the publisher's or a feed's word, may have come
// before all others. How much before is said only between two times of one precision, and only if none of
// either side may have come earlier still. A report is taken when it credits an agency that is not us, or when its text is that of another
// that is known to have had it before: of two that share a text and whose times prove no order, neither has it from the other.

// Report is an article of a story as far as coverage goes by it.
type Report struct {
	Outlet    string // that it counts for; "" when unknown, and then it is never us
	Published news.Time
	Agency    string    // that its text credits; "" for none
	Copied    bool      // its text is held to have another origin
	From      string    // outlet of that; "" when unknown
	Origin    news.Time // from when on that is known to have had its text: of the revision that was compared
	Share     float64   // of it that the origin has
}

// Standing says where we stand in a story.
type Standing string

// Standings.
const (
	Missed    Standing = "missed"    // others report it, and we don't
	Alone     Standing = "alone"     // only we report it
	Ahead     Standing = "first"     // we are known to be before all others
	Behind    Standing = "late"      // another is known to be before all of ours
	Undecided Standing = "undecided" // we report it, and no time proves one of these
)

// Coverage is how a story was covered.
type Coverage struct {
	Standing Standing
	Outlets  []Appearance // by first report, those without a time last; outlets without a name are one
	Other    string       // Behind: who was first; Ahead: who was next, if that is known; Undecided: whom the doubt is about
	Gap      Gap          // to that one
	Doubt    Doubt        // why it is undecided
	Taken    *Taken       // where all our reports are of others; else nil
}

// Doubt says why nobody is known to be first.
type Doubt string

// Doubts.
const (
	DoubtOurTime   Doubt = "our time"   // is missing, or not the publisher's word nor a feed's
	DoubtOtherTime Doubt = "other time" // the same of another
	DoubtSameTime  Doubt = "same time"  // the same minute or day, as the precision of the gap has it
	DoubtPrecision Doubt = "precision"  // the times are not equally precise, and too near
)

// Appearance is an outlet in a story.
type Appearance struct {
	Outlet  string
	Us      bool
	Reports int
	First   news.Time // of its first report that is known; of equal ones the one that is known best
	Taken   bool      // all its reports are of others
}

// Gap is how far two times are apart.
type Gap struct {
	Unit news.Precision // Minute or Day; Unknown when it can't be said
	Lag  time.Duration
}

// Taken says whose text ours is.
type Taken struct {
	From  string  // agency or outlet; "" when unknown
	Share float64 // of ours that it has, the most of several; 0 where ours only credits it
}

// Cover works out how a story was covered; us reports whether an outlet is one of ours.
func Cover(reports []Report, us func(outlet string) bool) Coverage {
	isUs := func(r Report) bool { return r.Outlet != "" && us(r.Outlet) }
	var ours, others []Report
	for _, r := range reports {
		if isUs(r) {
			ours = append(ours, r)
		} else {
			others = append(others, r)
		}
	}
	c := Coverage{Outlets: appearances(reports, us), Taken: taken(ours, us)}
	switch {
	case len(ours) == 0:
		c.Standing = Missed
	case len(others) == 0:
		c.Standing = Alone
	case provenBefore(ours, others):
		c.Standing = Ahead
		c.Other, c.Gap = next(ours, others)
	default:
		leader, ok := leaderOver(ours, others)
		if !ok {
			c.doubt(ours, others)
			break
		}
		c.Standing, c.Other = Behind, leader
		c.Gap = gap(byOutlet(others, leader), ours)
	}
	return c
}

// doubt says why nothing is known of who was first.
func (c *Coverage) doubt(ours, others []Report) {
	c.Standing, c.Doubt = Undecided, DoubtPrecision
	unproven := func(r Report) bool { return !proves(r.Published) }
	if slices.ContainsFunc(ours, unproven) {
		c.Doubt = DoubtOurTime
		return
	}
	if i := slices.IndexFunc(others, unproven); i >= 0 {
		c.Doubt, c.Other = DoubtOtherTime, others[i].Outlet
		return
	}
	if rival, ok := leading(others); ok {
		if c.Other, c.Gap = rival.Outlet, gap(others, ours); c.Gap.Unit != news.Unknown {
			c.Doubt = DoubtSameTime
		}
	}
}

// proves reports whether a time may prove a first: it is known, by the word of the publisher or a feed.
func proves(t news.Time) bool { return t.Known() && t.Trust >= news.Feed }

// provenBefore reports whether one of a is known to be before all of b.
func provenBefore(a, b []Report) bool {
	if slices.ContainsFunc(b, func(r Report) bool { return !proves(r.Published) }) {
		return false
	}
	return slices.ContainsFunc(a, func(x Report) bool {
		return proves(x.Published) && !slices.ContainsFunc(b, func(y Report) bool { return !before(x.Published, y.Published) })
	})
}

// leaderOver returns the outlet of others that was before all of ours: one that none of those is known to be before, of several
// one whose gap can be said.
func leaderOver(ours, others []Report) (string, bool) {
	leaders := slices.DeleteFunc(slices.Clone(others), func(r Report) bool { return !provenBefore([]Report{r}, ours) })
	if len(leaders) == 0 {
		return "", false
	}
	first := slices.DeleteFunc(slices.Clone(leaders), func(r Report) bool {
		return slices.ContainsFunc(leaders, func(other Report) bool { return before(other.Published, r.Published) })
	})
	best := slices.MinFunc(first, func(a, b Report) int {
		return cmp.Or(-cmp.Compare(gap([]Report{a}, ours).Unit, gap([]Report{b}, ours).Unit), a.Published.At.Compare(b.Published.At), cmp.Compare(a.Outlet, b.Outlet))
	})
	return best.Outlet, true
}

// next returns who of others followed, and how far behind; nobody when that is not known.
func next(ours, others []Report) (string, Gap) {
	second, ok := leading(others)
	if !ok {
		return "", Gap{}
	}
	return second.Outlet, gap(ours, others)
}

func byOutlet(reports []Report, outlet string) []Report {
	return slices.DeleteFunc(slices.Clone(reports), func(r Report) bool { return r.Outlet != outlet })
}

// leading returns the report that came before the others of one side, or at the same time.
func leading(reports []Report) (Report, bool) {
	if len(reports) == 0 || slices.ContainsFunc(reports, func(r Report) bool { return !proves(r.Published) }) {
		return Report{}, false
	}
	lead := slices.MinFunc(reports, func(a, b Report) int {
		return cmp.Or(a.Published.At.Compare(b.Published.At), cmp.Compare(a.Outlet, b.Outlet))
	})
	unsure := func(r Report) bool {
		return r.Published.Precision != lead.Published.Precision && !before(lead.Published, r.Published)
	}
	return lead, !slices.ContainsFunc(reports, unsure)
}

// gap returns how far the first of later is behind the first of earlier.
func gap(earlier, later []Report) Gap {
	a, known := leading(earlier)
	b, too := leading(later)
	if !known || !too || a.Published.Precision != b.Published.Precision || a.Published.Precision < news.Day {
		return Gap{}
	}
	from, to := a.Published.At, b.Published.At
	if a.Published.Precision == news.Day { // days of the calendar, wherever
		from, to = calendarDay(from), calendarDay(to)
	}
	return Gap{a.Published.Precision, to.Sub(from)}
}

func calendarDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// credited returns the agency that a report credits, unless that is the outlet itself.
func (r Report) credited() string {
	if news.CreditsItself(r.Agency, r.Outlet) {
		return ""
	}
	return r.Agency
}

// takenShare is the share of a report from which on its text is another's; with less it holds one that is shorter.
const takenShare = .5

// copied reports whether the text of a report is its origin's.
func (r Report) copied() bool { return r.Copied && r.Share >= takenShare }

// isTaken reports whether a report is of others, who are not us.
func (r Report) isTaken(us func(outlet string) bool) bool {
	return r.credited() != "" || r.copied() && Order(r.Origin, r.Published) < 0 && (r.From == "" || !us(r.From))
}

// taken says whose text ours is, if no report of ours is our own.
func taken(ours []Report, us func(outlet string) bool) *Taken {
	if len(ours) == 0 {
		return nil
	}
	var most *Taken
	for _, r := range ours {
		if !r.isTaken(us) {
			return nil
		}
		t := Taken{From: r.credited()}
		if r.copied() && (t.From == "" || news.SameOutlet(t.From, r.From)) {
			t = Taken{cmp.Or(t.From, r.From), r.Share}
		}
		if most == nil || t.Share > most.Share {
			most = &t
		}
	}
	return most
}

// appearances lists the outlets of a story.
func appearances(reports []Report, us func(outlet string) bool) []Appearance {
	var list []Appearance
	place := map[string]int{}
	for _, r := range reports {
		i, there := place[r.Outlet]
		if !there {
			i = len(list)
			place[r.Outlet] = i
			list = append(list, Appearance{Outlet: r.Outlet, Us: r.Outlet != "" && us(r.Outlet), First: r.Published, Taken: true})
		}
		a := &list[i]
		a.Reports++
		a.Taken = a.Taken && r.isTaken(func(outlet string) bool { return outlet == r.Outlet })
		if !a.First.Known() || r.Published.Known() && sooner(r.Published, a.First) {
			a.First = r.Published
		}
	}
	slices.SortFunc(list, func(a, b Appearance) int {
		switch {
		case a.First.Known() != b.First.Known() && a.First.Known():
			return -1
		case a.First.Known() != b.First.Known():
			return 1
		}
		return cmp.Or(a.First.At.Compare(b.First.At), cmp.Compare(a.Outlet, b.Outlet))
	})
	return list
}

// sooner reports whether a time goes before another as the first of an outlet: it is before it, or may be and is known better.
func sooner(a, b news.Time) bool {
	switch {
	case before(a, b):
		return true
	case before(b, a):
		return false
	case a.Precision != b.Precision:
		return a.Precision > b.Precision
	}
	return a.At.Before(b.At)
}
