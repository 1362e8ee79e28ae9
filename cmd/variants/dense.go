package main

import (
	"errors"
	"flag"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// A collection of many years has a few articles a day, where a night of a busy archive has thousands. So
// its dated articles are moved onto as few days as they fill at so many a day. A gold story is moved as one
// block: the gaps within it stay what they were, to the day, and the clock times stay. It starts on a day
// drawn by lot among those that leave room for its whole span; one that spans more days than there are starts
// on the first and runs on behind the last. The articles without a label then fill the days up, in an order
// drawn by lot. What has no time stays without.
//
// An article's time is what grouping takes for it: when it has none, or one that its address contradicts, that is
// the day in the address (news.Dating). The address is of the old day, and would put the article back
// there. So all addresses are taken out: they would also give a time to what is left without.
//
// The texts stay as they are. So the weekdays and dates that they name no longer fit, and unlabelled articles
// of one event are torn apart, while strangers come to lie on one day: this measures the grouping where time
// tells little, and overstates what density alone costs.

// denseStart is the first day: any would do.
var denseStart = time.Date(2020, time.March, 2, 0, 0, 0, 0, time.UTC)

func bindDense(flags *flag.FlagSet, s *seed) change {
	perDay := flags.Int("per-day", 5000, "`number` of dated articles on a day")
	return func(records []record) ([]record, error) {
		if *perDay < 1 {
			return nil, errors.New("-per-day: it must be 1 or more")
		}
		return dense(records, *perDay, *s), nil
	}
}

// dense returns the records with their new times.
func dense(records []record, perDay int, s seed) []record {
	d := newDensity(records, perDay)
	d.placeStories(s)
	d.placeRest(s)
	changed := each(records, record.withoutAddress)
	for i, t := range d.times {
		if t.Known() {
			day := denseStart.AddDate(0, 0, d.days[i])
			at := time.Date(day.Year(), day.Month(), day.Day(), t.At.Hour(), t.At.Minute(), t.At.Second(), 0, t.At.Location())
			changed[i] = changed[i].with(publishedMember, written(at, t.Precision))
		}
	}
	return changed
}

// density is a set on its way onto few days.
type density struct {
	records []record
	times   []news.Time // by record; unknown ones are not placed
	days    []int       // by record, from denseStart
	perDay  int
	window  int         // days that the set fills
	count   map[int]int // articles by day
}

func newDensity(records []record, perDay int) *density {
	d := &density{
		records: records, times: make([]news.Time, len(records)), days: make([]int, len(records)),
		perDay: perDay, count: map[int]int{},
	}
	dated := 0
	for i, r := range records {
		if d.times[i] = r.time(); d.times[i].Known() {
			dated++
		}
	}
	d.window = (dated + perDay - 1) / perDay
	return d
}

// placeStories places the labelled articles, story by story.
func (d *density) placeStories(s seed) {
	stories := map[string][]int{}
	var names []string
	for i, r := range d.records {
		name := r.value(storyMember)
		if name == "" || !d.times[i].Known() {
			continue
		}
		if stories[name] == nil {
			names = append(names, name)
		}
		stories[name] = append(stories[name], i)
	}
	for _, name := range names {
		first, last := d.span(stories[name])
		start := s.of("start", name).IntN(max(d.window-(last-first), 1))
		for _, i := range stories[name] {
			d.place(i, start+dayNumber(d.times[i])-first)
		}
	}
}

// span returns the first and last day of some articles.
func (d *density) span(articles []int) (first, last int) {
	first = dayNumber(d.times[articles[0]])
	last = first
	for _, i := range articles {
		first, last = min(first, dayNumber(d.times[i])), max(last, dayNumber(d.times[i]))
	}
	return first, last
}

// placeRest fills the days with the articles without a label.
func (d *density) placeRest(s seed) {
	day := 0
	for _, i := range s.order("dense", keys(d.records)) {
		if d.records[i].value(storyMember) != "" || !d.times[i].Known() {
			continue
		}
		for d.count[day] >= d.perDay {
			day++
		}
		d.place(i, day)
	}
}

func (d *density) place(article, day int) {
	d.days[article] = day
	d.count[day]++
}

// dayNumber returns the day of a time where it was published, counted in days.
func dayNumber(t news.Time) int {
	year, month, day := t.At.Date()
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
