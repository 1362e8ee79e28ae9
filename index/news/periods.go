package news

import "time"

// Months and years are also told by their distance: last month, this year, six years ago; weeks too (seasons.go). Left
// alone are "the last year", which is a span and no date, and round or rough distances: ten years ago, about three
// months ago.

// periods are the words of what can be counted from the publication.
var periods = map[string]Precision{"month": Month, "year": Year}

var periodLeads = map[string]int{"last": -1, "this": 0, "next": 1}

// period reads last month, this year, next year, the end of the month, last month’s vote. English only.
func (f *dateFinder) period(i int) (DateMention, int, bool) {
	word, owns := f.bare(i)
	steps, ok := periodLeads[f.word(i-1)]
	first := i - 1
	if f.word(i-1) == "the" && f.word(i-2) == "of" && periodEnds[f.word(i-3)] {
		first, ok = i-3, true
	}
	if !ok || f.lang != "en" || f.capital(i) || f.word(i-2) == "the" || owns && word == "year" {
		return DateMention{}, i, false
	}
	d, next, ok := f.stepped(steps, periods[word], first, i+1)
	if owns {
		return f.ofThing(d, next, ok)
	}
	return d, next, ok
}

var periodEnds = wordSet(`end beginning start middle`)

// stepped makes the mention of the day, month or year so many of them from the publication, over the pieces from
// first up to next.
func (f *dateFinder) stepped(steps int, unit Precision, first, next int) (DateMention, int, bool) {
	if f.precision < unit {
		return DateMention{}, next, false
	}
	year, month, day := f.published.Date()
	switch unit {
	case Year:
		year, month, day = year+steps, time.January, 1
	case Month:
		month, day = month+time.Month(steps), 1
	default:
		day += steps
	}
	return guessed(f.mention(time.Date(year, month, day, 0, 0, 0, 0, f.published.Location()), unit, first, next))
}

// ago reads two days ago, a week ago, a month ago, 6 years ago. English only.
func (f *dateFinder) ago(i int) (DateMention, int, bool) {
	unit, n := agoUnits[f.word(i-1)], agoNumbers[f.word(i-2)]
	if f.at(i-2).kind == numberPiece && len(f.str(i-2)) == 1 {
		n = atoi(f.str(i - 2))
	}
	week := f.word(i-1) == "week" || f.word(i-1) == "weeks"
	if n == 0 || unit == Unknown && !week || f.lang != "en" || rough[f.word(i-3)] || f.glued(i-2) {
		return DateMention{}, i, false
	}
	if week {
		from, days := f.stretch("week", -n, true)
		return f.holding(from, from.AddDate(0, 0, days-1), i-2, i+1)
	}
	return f.stepped(-n, unit, i-2, i+1)
}

var (
	agoUnits   = map[string]Precision{"day": Day, "days": Day, "month": Month, "months": Month, "year": Year, "years": Year}
	agoNumbers = ordered(1, `a|an|one two three four five six seven eight nine`)
	rough      = wordSet(`about nearly almost over than some around roughly half or to`)
)

// slashed reads 3/23/2026 and 23/03/26, where only one of the two can be the month. It needs a time of publication,
// which shows the century.
func (f *dateFinder) slashed(i int) (DateMention, int, bool) {
	for k := i + 1; k < i+5; k++ {
		if !f.glued(k) || (k-i)%2 == 1 && !f.mark(k, "/") {
			return DateMention{}, i, false
		}
	}
	month, day, year := f.shortNumber(i), f.shortNumber(i+2), f.shortNumber(i+4)
	if isYear(f.str(i + 4)) {
		year = atoi(f.str(i + 4))
	} else if year > 0 {
		year += f.published.Year() / 100 * 100
	}
	if month > 12 {
		month, day = day, month
	}
	t, ok := f.civil(year, month, day)
	joined := f.glued(i) && f.mark(i-1, "-/._") || f.glued(i+5) && f.mark(i+5, "-/_")
	if !ok || joined || year == 0 || day <= 12 && day != month || f.precision < Year || year > f.published.Year()+1 {
		return DateMention{}, i, false
	}
	return f.mention(t, Day, i, i+5)
}

// shortNumber returns the value of a number of one or two digits, 0 for what is none.
func (f *dateFinder) shortNumber(i int) int {
	if f.at(i).kind != numberPiece || len(f.str(i)) > 2 {
		return 0
	}
	return atoi(f.str(i))
}
