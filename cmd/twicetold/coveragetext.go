package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// coveragePage shows coverage as text: what was found first, then a part for each kind of story, then the table.
type coveragePage struct {
	view
	coverage
	limit   int
	idWidth int
}

func (c coverage) write(p *page, limit int) error {
	var times []news.Time
	idWidth := 0
	for _, s := range c.stories {
		idWidth = max(idWidth, uniseg.StringWidth(s.ID))
		for _, a := range s.Outlets {
			times = append(times, a.First)
		}
	}
	x := coveragePage{newTimesView(p, times...), c, limit, idWidth}
	x.summary()
	x.part("missed", sorted(c.of(cluster.Missed), bySize), x.sizeSaid)
	x.part("late", sorted(c.of(cluster.Behind), byGap), x.behindSaid)
	x.part("nothing of our own", sorted(c.taken(), bySize), x.takenSaid)
	x.part("first", sorted(c.of(cluster.Ahead), bySize), x.aheadSaid)
	x.part("alone", sorted(c.of(cluster.Alone), bySize), x.sizeSaid)
	x.part("undecided", sorted(c.of(cluster.Undecided), bySize), x.doubtSaid)
	x.table()
	x.rest()
	return p.flush()
}

// sorted sorts stories; those that are alike stay with the latest first.
func sorted(stories []coveredStory, compare func(a, b coveredStory) int) []coveredStory {
	slices.SortStableFunc(stories, compare)
	return stories
}

// bySize puts stories of most texts first.
func bySize(a, b coveredStory) int {
	return cmp.Or(-cmp.Compare(a.Texts, b.Texts), -cmp.Compare(a.Sources, b.Sources))
}

// byGap puts the latest of the late first, and those of which it is not known last.
func byGap(a, b coveredStory) int { return -cmp.Compare(a.Gap.Lag, b.Gap.Lag) }

// summary says what was found.
func (x coveragePage) summary() {
	of := ""
	if x.query.MinTexts > 1 {
		of = " of " + thousands(x.query.MinTexts) + " independent texts or more"
	}
	if len(x.stories) == 0 {
		x.wrapped("", clean(listedNames(x.us)+": no story"+of+"."))
		return
	}
	missed := len(x.of(cluster.Missed))
	said := listedNames(x.us) + ": of " + plural(len(x.stories), "story", "stories") + of + " " + thousands(missed) + " missed, " +
		thousands(len(x.stories)-missed) + " had"
	var kinds []string
	for _, kind := range []struct {
		n    int
		what string
	}{{len(x.of(cluster.Ahead)), "first in"}, {len(x.of(cluster.Behind)), "late in"}, {len(x.of(cluster.Alone)), "alone in"},
		{len(x.of(cluster.Undecided)), "undecided in"}, {len(x.taken()), "with nothing of its own in"}} {
		if kind.n > 0 {
			kinds = append(kinds, kind.what+" "+thousands(kind.n))
		}
	}
	if len(kinds) > 0 {
		said += ": " + strings.Join(kinds, ", ")
	}
	x.wrapped("", joined(" ", clean(said)+".", x.calendar()))
}

// listedNames names outlets, or the first of many.
func listedNames(outlets []string) string { return listedIDs(outlets) }

// leastHeadline is the room that a headline keeps beside what is said of its story.
const leastHeadline = 34

// part writes the stories of one kind, a line each where it fits: id, headline, and what there is to say.
func (x coveragePage) part(title string, stories []coveredStory, note func(coveredStory) string) {
	if len(stories) == 0 {
		return
	}
	x.line()
	x.line(x.strong(title), " ", thousands(len(stories)))
	shown := stories[:x.shown(len(stories))]
	notes, widest := make([]string, len(shown)), 0
	inset := len(indent) + x.idWidth + 2
	for i, s := range shown {
		notes[i] = clean(note(s))
		if w := uniseg.StringWidth(notes[i]); w <= x.width-inset-leastHeadline-2 {
			widest = max(widest, w)
		}
	}
	room := x.width - inset - widest - 2
	for i, s := range shown {
		start := indent + x.faint(pad(s.ID, x.idWidth+2))
		if uniseg.StringWidth(notes[i]) <= widest {
			x.line(start, x.strong(pad(fit(clean(s.Headline), room), room)), "  ", notes[i])
			continue
		}
		x.line(start, x.strong(fit(clean(s.Headline), x.width-inset)))
		x.wrapped(strings.Repeat(" ", inset), notes[i])
	}
	x.more(len(stories) - len(shown))
}

// shown is how many of so many stories are listed.
func (x coveragePage) shown(n int) int {
	if x.limit == 0 {
		return n
	}
	return min(n, x.limit)
}

// sizeSaid says how large a story is, and from when on it is.
func (x coveragePage) sizeSaid(s coveredStory) string {
	voices := voicesSaid(news.Voices{Outlets: s.Sources, Families: s.Families, Unknown: s.Unknown})
	said := plural(s.Texts, "text", "texts") + ", " + voices
	if first := s.Outlets[0].First; first.Known() {
		said += ", from " + x.said(first)
	}
	return said
}

// outletName is what an outlet is called within a line.
func outletName(outlet string) string { return cmp.Or(outlet, "an unknown outlet") }

// behindSaid says whom we were behind, and by how much.
func (x coveragePage) behindSaid(s coveredStory) string {
	if s.Gap.Unit != news.Unknown {
		return x.gapSaid(s.Gap) + " behind " + outletName(s.Other)
	}
	said := "behind " + outletName(s.Other)
	if a, ok := s.appearance(s.Other); ok && a.First.Known() {
		said += ", " + x.said(a.First)
	}
	return said
}

// aheadSaid says whom we were ahead of, and by how much.
func (x coveragePage) aheadSaid(s coveredStory) string {
	switch {
	case s.Gap.Unit != news.Unknown:
		return x.gapSaid(s.Gap) + " ahead of " + outletName(s.Other)
	case s.Other != "":
		return "ahead of " + s.Other
	}
	return "ahead of all others"
}

// gapSaid says how far times of one precision are apart.
func (x coveragePage) gapSaid(g cluster.Gap) string {
	if g.Unit == news.Minute {
		return lag(g.Lag)
	}
	return plural(int(math.Round(g.Lag.Hours()/24)), "day", "days")
}

// takenSaid says whose text ours is.
func (x coveragePage) takenSaid(s coveredStory) string {
	from := cmp.Or(s.Taken.From, "an unknown outlet")
	switch percent := math.Floor(100 * s.Taken.Share); {
	case s.Taken.Share == 0:
		return "credits " + from
	case percent >= 100:
		return "all of it from " + from
	default:
		return fmt.Sprintf("%.0f %% from %s", percent, from)
	}
}

// doubtSaid says why it is not known who was first.
func (x coveragePage) doubtSaid(s coveredStory) string {
	switch s.Doubt {
	case cluster.DoubtOurTime:
		return "our time is not known for sure"
	case cluster.DoubtOtherTime:
		return "time of " + outletName(s.Other) + " not known for sure"
	case cluster.DoubtSameTime:
		if s.Gap.Unit == news.Minute {
			return "same minute as " + outletName(s.Other)
		}
		return "same day as " + outletName(s.Other)
	}
	ours, theirs := s.firstOf(x.isUs), s.firstOf(func(outlet string) bool { return !x.isUs(outlet) })
	if ours == nil || theirs == nil {
		return "the times don't tell"
	}
	return "ours " + x.said(ours.First) + ", " + theirs.Outlet + " " + x.said(theirs.First)
}

// Columns of the table.
const (
	headlineWidth = 24 // at least
	cellMargin    = 2  // of a time: a mark and a space
	takenMark     = "="
)

// table writes which outlet had what when: ours as one, then those with most of the stories that are shown, as far as there is room.
func (x coveragePage) table() {
	if len(x.stories) == 0 {
		return
	}
	shown := x.stories[:x.shown(len(x.stories))]
	others := slices.DeleteFunc(coverage{us: x.us, stories: shown}.columns()[len(x.us):], func(outlet string) bool { return outlet == "" })
	cell, inset := x.cellWidth(shown), len(indent)+x.idWidth+2
	columns := min((x.width-inset-headlineWidth)/cell, 1+len(others))
	room := x.width - inset - columns*cell - 1
	others = others[:columns-1]
	x.line()
	title := "who had what when"
	if left := len(x.outlets) - len(x.us) - len(others); left > 0 {
		title += fmt.Sprintf(" (and %s more: --csv has all)", plural(left, "outlet", "outlets"))
	}
	x.line(x.strong(title))
	us := "us"
	if len(x.us) == 1 {
		us = x.us[0]
	}
	heads := append([]string{us}, others...)
	for i, head := range heads {
		heads[i] = pad(fit(clean(head), cell-1), cell)
	}
	x.line(strings.Repeat(" ", inset+room+1), strings.Join(heads, ""))
	for _, s := range shown {
		cells := []string{x.cell(s.firstOf(x.isUs), cell)}
		for _, outlet := range others {
			cells = append(cells, x.cell(s.firstOf(func(o string) bool { return o == outlet }), cell))
		}
		x.line(indent, x.faint(pad(s.ID, x.idWidth+2)), pad(fit(clean(s.Headline), room), room), " ", strings.Join(cells, ""))
	}
	x.more(len(x.stories) - len(shown))
}

// cellWidth is the width of a column for the times of stories.
func (x coveragePage) cellWidth(stories []coveredStory) int {
	widest := clockWidth
	for _, s := range stories {
		for _, a := range s.Outlets {
			widest = max(widest, uniseg.StringWidth(x.when(a.First)))
		}
	}
	return widest + cellMargin
}

// more says how many stories are not listed.
func (x coveragePage) more(n int) {
	if n > 0 {
		x.line(indent, "and ", thousands(n), " more (--limit 0 lists all)")
	}
}

// firstOf returns the first appearance of one of some outlets in a story, nil when there is none.
func (s coveredStory) firstOf(is func(outlet string) bool) *cluster.Appearance {
	for _, a := range s.Outlets {
		if a.Outlet != "" && is(a.Outlet) {
			return &a
		}
	}
	return nil
}

// cell writes when an outlet had a story, and whether in the words of others.
func (x coveragePage) cell(a *cluster.Appearance, width int) string {
	if a == nil {
		return pad("", width)
	}
	said := x.when(a.First)
	if a.Taken {
		said += takenMark
	}
	return pad(said, width)
}

// rest counts what is not in the stories.
func (x coveragePage) rest() {
	var said []string
	if x.singles > 0 {
		said = append(said, "and "+plural(x.singles, "story", "stories")+" of one article of ours (--min-texts 1 lists them)")
	}
	if x.waiting > 0 {
		said = append(said, plural(x.waiting, "article waits", "articles wait")+" for the next `"+programName+" nightly`, in no story yet")
	}
	for _, line := range said {
		x.line()
		x.wrapped("", line)
	}
}

// rows returns the stories and all outlets as rows for a spreadsheet.
func (c coverage) rows(zone *time.Location) [][]string {
	head := []string{"story", "headline", "articles", "outlets", "families", "texts", "standing", "other outlet", "gap minutes", "gap days", "taken from", "taken percent"}
	for _, outlet := range c.outlets {
		head = append(head, cmp.Or(outlet, "(unknown)"))
	}
	rows := [][]string{head}
	for _, s := range c.stories {
		row := []string{s.ID, s.Headline, fmt.Sprint(s.Articles), fmt.Sprint(s.Sources), fmt.Sprint(s.Families), fmt.Sprint(s.Texts), string(s.Standing), s.Other}
		minutes, days, from, percent := "", "", "", ""
		switch s.Gap.Unit {
		case news.Minute:
			minutes = fmt.Sprint(int(s.Gap.Lag.Minutes()))
		case news.Day:
			days = fmt.Sprint(int(math.Round(s.Gap.Lag.Hours() / 24)))
		}
		if s.Taken != nil {
			from, percent = cmp.Or(s.Taken.From, "(unknown)"), fmt.Sprint(int(100*s.Taken.Share))
		}
		row = append(row, minutes, days, from, percent)
		for _, outlet := range c.outlets {
			row = append(row, s.dated(outlet, zone))
		}
		rows = append(rows, row)
	}
	return rows
}

// dated returns when an outlet had a story, as spreadsheets read times: as far as it is known, "" when the outlet had none.
func (s coveredStory) dated(outlet string, zone *time.Location) string {
	a, ok := s.appearance(outlet)
	if !ok {
		return ""
	}
	switch at := a.First.At; a.First.Precision {
	case news.Minute:
		return at.In(zone).Format("2006-01-02 15:04")
	case news.Day:
		return at.Format(time.DateOnly)
	case news.Month:
		return at.Format("2006-01")
	case news.Year:
		return at.Format("2006")
	}
	return "time unknown"
}
