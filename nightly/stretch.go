package nightly

import (
	"fmt"
	"maps"
	"slices"

	"github.com/twicetold/twicetold/cluster"
)

// To group a day takes time by the size of the window, however few articles the day has; and memory by the number of those
// that are new, whose words are at hand while they are grouped. A night brings those of its last day or two and a few
// stragglers of days before, who makes up for a year has hundreds of days, and a first night may bring hundreds of thousands
// of one day. So days that follow each other closely are grouped together, over a fortnight at most, for as long as a window is, and up to
// stretchMost articles, and a day that has more is taken in portions, about in the order of publication. Like the division into
// nights, this decides with what company an article is first compared, and nothing else; where there is little to group,
// each day is taken alone.

const (
	stretchDays  = cluster.WindowDays
	stretchLeast = 1000   // articles: fewer take no time that is worth saving
	stretchMost  = 40_000 // articles: about a gigabyte of memory
)

// stretch is what is grouped together: all that waits of some days, or a portion of what waits of one.
type stretch struct {
	days []int // rising
	skip int   // records of the portions before
	size int   // records of the portion; all that is left when it is negative
}

func (s stretch) first() int { return s.days[0] }

// last is less than a window's length after first: what is around each of the days is around them all.
func (s stretch) last() int { return s.days[len(s.days)-1] }

// String names the days for an error.
func (s stretch) String() string {
	switch {
	case len(s.days) > 1:
		return "days " + dateOf(s.first()) + " to " + dateOf(s.last())
	case s.skip > 0:
		return fmt.Sprintf("day %s from record %d on", dateOf(s.first()), s.skip+1)
	}
	return "day " + dateOf(s.first())
}

// stretches divides days, given how many articles of each wait. The latest are grouped together first: with them come most
// of the stragglers.
func stretches(count map[int]int) []stretch {
	all := 0
	for _, n := range count {
		all += n
	}
	var list []stretch // the latest first
	held, last := 0, 0 // articles of the last in the list, and its latest day
	days := slices.Sorted(maps.Keys(count))
	for _, day := range slices.Backward(days) {
		if n := count[day]; len(list) > 0 && all >= stretchLeast && held+n <= stretchMost && last-day < stretchDays {
			earliest := &list[len(list)-1]
			earliest.days = slices.Insert(earliest.days, 0, day)
			held += n
		} else {
			list, held, last = append(list, portions(day, n)...), n, day
		}
	}
	slices.Reverse(list)
	return list
}

// portions divides a day that brings n articles, the latest portion first.
func portions(day, n int) []stretch {
	number := max((n+stretchMost-1)/stretchMost, 1)
	list := make([]stretch, number)
	for i := range list {
		list[number-1-i] = stretch{days: []int{day}, skip: n * i / number, size: n*(i+1)/number - n*i/number}
	}
	list[0].size = -1
	return list
}
