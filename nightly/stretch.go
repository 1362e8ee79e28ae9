package nightly

import (
	"maps"
	"slices"
)

// To group a day takes time by the size of the window, however few articles the day has. A night brings those of
// its last day or two, and a few stragglers of days before; and who makes up for a year has hundreds of days. So days
// that follow each other closely are grouped together until they bring a hundredth of what waits, which bounds the steps of a run,
// and over a week at most, which bounds the window. Like the division into nights, this decides with what company an article is
// first compared, and nothing else; where there is little to group, each day is taken alone.

const (
	stretchShare    = 100 // one in so many of the articles that wait are enough
	stretchDays     = 7
	stretchArticles = 1000 // from so many on: fewer take no time that is worth saving
)

// stretch is days that are grouped together, rising.
type stretch []int

func (s stretch) first() int { return s[0] }

// String names the days for an error.
func (s stretch) String() string {
	if len(s) == 1 {
		return "day " + dateOf(s[0])
	}
	return "days " + dateOf(s[0]) + " to " + dateOf(s[len(s)-1])
}

// stretches divides days, given how many articles of each wait.
func stretches(count map[int]int) []stretch {
	all := 0
	for _, n := range count {
		all += n
	}
	var list []stretch
	var open stretch
	held := 0
	for _, day := range slices.Sorted(maps.Keys(count)) {
		if len(open) > 0 && (all < stretchArticles || held*stretchShare >= all || day-open.first() >= stretchDays) {
			list, open, held = append(list, open), nil, 0
		}
		open, held = append(open, day), held+count[day]
	}
	if len(open) > 0 {
		list = append(list, open)
	}
	return list
}
