package news

import "time"

// Weeks, weekends and seasons have no precision of their own. They are told by the month or else the year that holds
// all of their days: last week is February when it was one of February, this winter is nothing. A week starts on Monday,
// a season with its month, as meteorologists count them in the north. Last and next of them are those beside the one
// of the publication; "the summer" is the latest, or the next where the clause looks ahead. "In the fall" and "in the spring" are nothing: one
// may break an arm in the one and drink from the other. "This weekend" is the past one up to Thursday where something was done then, the
// coming one where the clause looks ahead, and else nothing.

// seasons are the words for stretches of days, with the first of their months; a week has none.
var seasons = map[string]time.Month{"week": anyMonth, "weekend": anyMonth, "spring": time.March, "summer": time.June, "autumn": time.September, "fall": time.September,
	"winter": time.December}

// anyMonth is that of what may start in any.
const anyMonth time.Month = 13

// season reads last week, this weekend, this past weekend, over the weekend, next spring, in the summer, the end of the
// week. English only.
func (f *dateFinder) season(i int) (DateMention, int, bool) {
	word, owns := f.bare(i)
	first, steps, past, ok := f.seasonLead(i, word)
	if !ok || f.lang != "en" || f.precision < Day || f.capital(i) || f.word(i+1) == "of" || f.at(i+1).kind == numberPiece {
		return DateMention{}, i, false
	}
	from, days := f.stretch(word, steps, past)
	d, next, ok := f.holding(from, from.AddDate(0, 0, days-1), first, i+1)
	if owns {
		return f.ofThing(d, next, ok)
	}
	return d, next, ok
}

// seasonLead reads what stands before a week, weekend or season, from piece first on: how many steps from that of
// the publication it is, and whether one is meant that began.
func (f *dateFinder) seasonLead(i int, word string) (first, steps int, past, ok bool) {
	before, ahead, falls := f.word(i-1), f.looksAhead(i), word == "fall" || word == "spring"
	steps, ok = periodLeads[before]
	switch {
	case before == "this" && word == "weekend" && !ahead && f.published.Before(f.friday()) && !f.doneBeside(i):
		return i, 0, false, false
	case ok && f.word(i-2) != "the":
		return i - 1, steps, word == "weekend" && !ahead, true
	case before == "past" && f.word(i-2) == "this" && word != "week":
		return i - 2, 0, true, true
	case before == "the" && f.word(i-2) == "of" && periodEnds[f.word(i-3)]:
		return i - 3, 0, false, true
	case before == "the" && (seasonLeads[f.word(i-2)] || !falls && pointLeads[f.word(i-2)]) && word != "week" && (f.at(i+1).kind != wordPiece || seasonEnds[f.word(i+1)]):
		if ahead && word != "weekend" {
			steps = 1
		}
		return i - 1, steps, !ahead, true
	}
	return i, 0, false, false
}

// stretch returns the first day of a week, weekend or season so many steps from that of the publication, and its days.
// What did not begin yet is no past one.
func (f *dateFinder) stretch(word string, steps int, past bool) (from time.Time, days int) {
	monday := f.published.AddDate(0, 0, -int(f.published.Weekday()+6)%7)
	switch word {
	case "week":
		return monday.AddDate(0, 0, 7*steps), 7
	case "weekend":
		if past && steps == 0 && f.published.Before(f.friday()) {
			steps = -1
		}
		return monday.AddDate(0, 0, 7*steps+5), 2
	}
	from = time.Date(f.published.Year(), seasons[word], 1, 0, 0, 0, 0, f.published.Location())
	within := !f.published.Before(from) && f.published.Before(from.AddDate(0, 3, 0))
	switch {
	case steps < 0 && (within || f.published.Before(from)), steps == 0 && past && f.published.Before(from):
		from = from.AddDate(-1, 0, 0)
	case steps > 0 && !f.published.Before(from):
		from = from.AddDate(1, 0, 0)
	}
	return from, int(from.AddDate(0, 3, 0).Sub(from).Hours()+1) / 24
}

// friday returns the Friday of the week of the publication.
func (f *dateFinder) friday() time.Time {
	return f.published.AddDate(0, 0, 4-int(f.published.Weekday()+6)%7)
}

// doneBeside reports whether the clause of "this weekend", whose last word is i, tells what was done.
func (f *dateFinder) doneBeside(i int) bool {
	if !f.opens(i - 1) {
		return f.doneBefore(i - 2)
	}
	if f.mark(i+1, ",") {
		i++
	}
	return f.doneBehind(i + 1)
}

// holding makes the mention of the month or year that holds the days from one to another, over the pieces from first up to
// next.
func (f *dateFinder) holding(from, to time.Time, first, next int) (DateMention, int, bool) {
	year, month, _ := from.Date()
	switch {
	case to.Year() != year:
		return DateMention{}, next, false
	case to.Month() != month:
		return guessed(f.mention(time.Date(year, time.January, 1, 0, 0, 0, 0, from.Location()), Year, first, next))
	}
	return guessed(f.mention(time.Date(year, month, 1, 0, 0, 0, 0, from.Location()), Month, first, next))
}

var (
	seasonLeads = wordSet(`over during throughout since`)
	pointLeads  = wordSet(`in at on`)
	seasonEnds  = wordSet(`and but to when as after before with for by at on in the he she it they his her its was were had has is are will`)
)
