package news

import (
	"strings"
	"time"
)

// Days are also told by their name or their distance, both counted from the day of publication: on Tuesday, last night,
// tomorrow. A weekday is the latest one up to that day; it is the next one where the clause before it is surely about
// the future (outlook.go), or where it is a deadline in such a clause: by Friday.

// relative reads today, tonight, yesterday and tomorrow. English only.
func (f *dateFinder) relative(i int) (DateMention, int, bool) {
	named := f.capital(i) && (!f.opens(i) || f.capital(i+1))
	days, ok := f.relatives[f.word(i)]
	return f.away(days, i, i, ok && !named && !f.nowadays(i))
}

// partOfDay reads last night, last night’s storm, this morning, this afternoon and this evening. English only.
func (f *dateFinder) partOfDay(i int) (DateMention, int, bool) {
	word, owns := f.bare(i)
	before, night := f.word(i-1), word == "night"
	plain := !f.capital(i) && f.word(i-2) != "the" && f.word(i+1) != "of"
	switch {
	case before == "last" && night && owns:
		return f.ofThing(f.away(-1, i-1, i, plain))
	case before == "last" && night:
		return f.away(-1, i-1, i, plain)
	case before == "this" && !night && !owns:
		return f.away(0, i-1, i, plain)
	}
	return DateMention{}, i, false
}

// away makes the mention of a day so many days from the publication, over the pieces from first to
// last, unless it is not plain what they mean.
func (f *dateFinder) away(days, first, last int, plain bool) (DateMention, int, bool) {
	if !plain || f.lang != "en" || f.precision < Day || relativeStops[f.word(first-1)] {
		return DateMention{}, last, false
	}
	return guessed(f.mention(f.published.AddDate(0, 0, days), Day, first, last+1))
}

var (
	relativeStops = wordSet(`before after until till of than`) // the day before yesterday
)

// onWeekday reads "on Tuesday", "last Tuesday", "next Tuesday". English only.
func (f *dateFinder) onWeekday(i int) (DateMention, int, bool) {
	day, ok := f.weekday(i)
	next, before := i+1, f.word(i-1)
	if f.isShortDay(i) {
		next++
	}
	explicit := next
	if f.mark(explicit, ",") {
		explicit++
	}
	if !ok || f.lang != "en" || f.precision < Day || strings.ContainsFunc(f.word(i), isApostrophe) || weekdayStops[before] ||
		dayRanges[f.word(next)] || f.mark(next, "-–/") || f.months[f.word(explicit)] > 0 || f.at(explicit).kind == numberPiece {
		return DateMention{}, i, false
	}
	first, days := i, int(day)-int(f.published.Weekday())
	switch {
	case before == "last":
		first, days = i-1, wrap(days, 7, -7)
	case before == "next" || before == "coming":
		first, days = i-1, wrap(days, 7, 1)
	case before == "will" || before == "on" && f.word(i-2) == "will" || f.word(next) == "will":
		days = wrap(days, 7, 0)
	case !f.done(i) && (f.looksAhead(i) || deadlines[before]):
		if !f.surelyAhead(i) && !(deadlines[before] && f.looksAhead(i)) {
			return DateMention{}, i, false
		}
		days = wrap(days, 7, 0)
	default:
		days = wrap(days, 7, -6)
	}
	return guessed(f.mention(f.published.AddDate(0, 0, days), Day, first, i+1))
}

var (
	weekdayStops = wordSet(`this after from for through to or`)
	deadlines    = wordSet(`by until till before`)
	dayRanges    = wordSet(`to through into mornings afternoons evenings nights`) // behind a weekday that is none
)

// weekday returns the day that word i names, unless it is part of a name or a habit.
func (f *dateFinder) weekday(i int) (time.Weekday, bool) {
	w := f.word(i)
	if f.lang == "en" {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	}
	day, ok := f.weekdays[w]
	if !ok || f.can(i-1, namedDay) || dayHabits[f.word(i-1)] || dayNames[f.word(i+1)] {
		return 0, false
	}
	named := f.capital(i+1) && f.at(i+1).spaced && f.months[f.word(i+1)] == 0
	switch f.lang {
	case "en":
		ok = f.capital(i) && (!named || dayLeads[f.word(i-1)]) && (len(w) > 5 || f.isShortDay(i))
	case "de":
		ok = f.capital(i)
	default:
		ok = !f.capital(i) || f.opens(i) && !named
	}
	return time.Weekday(day), ok
}

// isShortDay reports whether word i is the short form of a day and not one of the words that look
// like it: it has a point, and sun and sat a date after it.
func (f *dateFinder) isShortDay(i int) bool {
	if !f.mark(i+1, ".") || !f.glued(i+1) {
		return false
	}
	next := i + 2
	if f.mark(next, ",") {
		next++
	}
	w := f.word(i)
	return w != "sun" && w != "sat" || f.months[f.word(next)] > 0 && f.capital(next) || f.at(next).kind == numberPiece
}

var (
	dayHabits = wordSet(`every each any most a alternate the zwarte goede witte schwarzer schwarzen`)
	dayLeads  = wordSet(`on last next late early since`)
	// dayNames follow a day in names: Sunday Times, Mardi Gras, Viernes Santo.
	dayNames = wordSet(`times telegraph mirror express mail world post herald independent gras saint santo santa noir negro negra`)
)
