package news

import (
	"strconv"
	"strings"
	"time"
)

// Dates in the running text are resolved by rules, and only where they leave one reading:
//
//   - a written year stands: 2026-03-03, March 3, 2026, 3 March 2026, March 2026, in 2014;
//   - without a year it is the one that puts the date nearest to the publication, on the weekday that stands before
//     it; a month alone is a past one rather than one to come unless the clause looks ahead (outlook.go), and "last
//     March" the latest before it;
//   - days by name or distance count from the day of publication: on Tuesday, yesterday (weekdays.go), and so do those
//     that date a thing: Tuesday’s vote, a Monday meeting (daythings.go);
//   - so do months and years: last year, six years ago (periods.go);
//   - weeks, weekends and seasons have no precision of their own, and are told by the month or year that holds them
//     (seasons.go);
//   - some holidays have a day: Christmas Eve (holidays.go).
//
// Without a publication time only written years are resolved. Left out, because they have several
// readings: 3/12, "this Tuesday", a weekday in a clause that may be about the future, the names made of days and
// months: Black Friday, Sunday Times, April Ryan, the 2018 regatta, and September 11 where it stands for the attacks
// of 2001.
// German, French and Spanish give weekdays and months too (foreigndates.go); other languages dates with a day and a month
// in full.

// DateMention is a date that a text names.
type DateMention struct {
	Time Time   // to the day, month or year, in the zone of the publication time; Guessed when that was needed
	Text string // as written
	// Thing is set when the day, week or month is that of the thing behind it, and not of what is told of it: they
	// criticised Tuesday’s vote.
	Thing bool
	Span
}

// Dates returns the dates that can be resolved in a text of the given language, in order. An empty
// language counts as English.
func (p *Pieces) Dates(published Time, lang string) []DateMention {
	f := newDateFinder(p, published, lang)
	var dates []DateMention
	end := 0 // of the last one: March 3 years ago
	for i := 0; i < len(f.list); {
		if !f.mayStart(i) {
			i++
			continue
		}
		d, next, ok := f.date(i)
		if ok && d.Start >= end {
			end, d.Text = d.End, p.Text[d.Start:d.End]
			dates = append(dates, d)
		}
		i = max(next, i+1)
	}
	return dates
}

// Weekdays returns the weekdays that a text names, as bits: 1 << [time.Weekday]. It knows English,
// German, French, Spanish, Italian, Dutch and Portuguese; other languages give 0.
func (p *Pieces) Weekdays(lang string) uint8 {
	f := newDateFinder(p, Time{}, lang)
	days := uint8(0)
	for i := range f.list {
		if !f.mayStart(i) {
			continue
		}
		if day, ok := f.weekday(i); ok {
			days |= 1 << day
		}
	}
	return days
}

type dateFinder struct {
	*Pieces
	lang      string
	months    map[string]int // 1 to 12
	weekdays  map[string]int // from Sunday, 0
	relatives map[string]int // in days from the publication
	published time.Time      // midnight of the day
	precision Precision      // of published
}

func newDateFinder(p *Pieces, published Time, lang string) *dateFinder {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "" {
		lang = "en"
	}
	f := &dateFinder{p, lang, monthNames[lang], weekdayNames[lang], relativeDays[lang], time.Time{}, published.Precision}
	year, month, day := published.At.Date()
	f.published = time.Date(year, month, day, 0, 0, 0, 0, published.At.Location())
	return f
}

// mention makes the mention of a day, month or year over the pieces from first up to next.
func (f *dateFinder) mention(day time.Time, precision Precision, first, next int) (DateMention, int, bool) {
	at := Time{day, precision, Stated}
	return DateMention{Time: at, Span: Span{f.at(first).Start, f.at(next - 1).End}}, next, true
}

// guessed marks a mention as worked out from the publication time.
func guessed(d DateMention, next int, ok bool) (DateMention, int, bool) {
	d.Time.Trust = Guessed
	return d, next, ok
}

// iso reads 2026-03-03.
func (f *dateFinder) iso(i int) (DateMention, int, bool) {
	for k := i + 1; k < i+5; k++ {
		if !f.glued(k) || (k-i)%2 == 1 && !f.mark(k, "-") {
			return DateMention{}, i, false
		}
	}
	joined := f.glued(i) && f.mark(i-1, "-/._") || f.glued(i+5) && f.mark(i+5, "-/_")
	if joined || !isYear(f.str(i)) || len(f.str(i+2)) != 2 || len(f.str(i+4)) != 2 {
		return DateMention{}, i, false
	}
	day, ok := f.civil(atoi(f.str(i)), atoi(f.str(i+2)), atoi(f.str(i+4)))
	if !ok {
		return DateMention{}, i, false
	}
	return f.mention(day, Day, i, i+5)
}

// civil returns a day, if the calendar has it.
func (f *dateFinder) civil(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, f.published.Location())
	return t, month >= 1 && month <= 12 && t.Day() == day
}

// atoi returns the value of a short number, and 0 for what is none.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) > 4 {
		return 0
	}
	return n
}

// dayMonth reads 3 March, 3rd of March 2026, 3. März, 3 de marzo de 2026.
func (f *dateFinder) dayMonth(i int) (DateMention, int, bool) {
	day, month := f.dayNumber(i)
	if day == 0 || f.glued(i) && f.mark(i-1, "-–/:.,$€£#") {
		return DateMention{}, i, false
	}
	if w := f.word(month); w == "of" || w == "de" {
		month++
	} else if f.lang == "de" && f.mark(month, ".") && f.glued(month) {
		month++
	}
	m := f.monthAt(month)
	if m == 0 || !f.at(month).spaced || f.namesEvent(i, f.pastPoint(month), m == 9 && day == 11) {
		return DateMention{}, i, false
	}
	return f.withYear(m, day, i, f.pastPoint(month))
}

// ordinalDay reads "the second of March". English only.
func (f *dateFinder) ordinalDay(i int) (DateMention, int, bool) {
	m, next := f.monthAt(i+2), f.pastPoint(i+2)
	if m == 0 || f.lang != "en" || f.word(i-1) != "the" || f.word(i+1) != "of" || f.capital(next) && f.at(next).spaced {
		return DateMention{}, i, false
	}
	return f.withYear(m, ordinalDays[f.word(i)], i, next)
}

var ordinalDays = ordered(1, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
	sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
	twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first`)

// monthDay reads March 3, Mar. 3rd, 2026. English only.
func (f *dateFinder) monthDay(i int) (DateMention, int, bool) {
	m := f.monthAt(i)
	number := f.pastPoint(i)
	day, next := f.dayNumber(number)
	if m == 0 || day == 0 || f.lang != "en" || !f.at(number).spaced && number == i+1 {
		return DateMention{}, i, false
	}
	w := f.word(next)
	if scales[w] > 0 || f.mark(next, "%:/") || w == "percent" || w == "per" || f.namesEvent(i, next, m == 9 && day == 11) || f.word(i-1) == "in" && singular(w) != "" {
		return DateMention{}, i, false // March 3 million, in March 3 people, the Sept. 11 attacks
	}
	return f.withYear(m, day, i, next)
}

// namesEvent reports whether a date without a year, the pieces from first up to next, has become the
// name of an event of some other year: the March 3 riots, the Sept. 11 survivors.
func (f *dateFinder) namesEvent(first, next int, september11 bool) bool {
	year := next
	if f.mark(year, ",") {
		year++
	}
	if isYear(f.str(year)) || !september11 {
		return eventDays[f.word(next)] || f.word(first-1) == "the" && f.namesBody(next)
	}
	before := f.word(first - 1)
	return eventDays[f.word(next)] || attackWords[f.word(next)] || before == "the" ||
		before == "of" && (eventDays[f.word(first-2)] || attackWords[f.word(first-2)])
}

// namesBody reports whether capitals from piece i on name a body or a treaty: the May 3 Movement.
func (f *dateFinder) namesBody(i int) bool {
	for ; f.capital(i); i++ {
		if namedBodies[f.word(i)] {
			return true
		}
	}
	return false
}

var (
	namedBodies = wordSet(`accord accords agreement agreements army brigade brigades coalition group movement organisation organization treaty`)
	eventDays   = wordSet(`attack attacks terror terrorist hijackings riot riots insurrection massacre uprising commission committee`)
	attackWords = wordSet(`terrorists terrorism hijacking hijacker hijackers plot plotter plotters mastermind survivor survivors victim
		victims memorial memorials museum aftermath`)
)

// dayNumber returns the day of a month that number i gives, 0 for none, and the piece after it and
// its ending: 3rd.
func (f *dateFinder) dayNumber(i int) (day, next int) {
	s := f.str(i)
	if f.at(i).kind != numberPiece || len(s) > 2 {
		return 0, i
	}
	if f.glued(i+1) && f.at(i+1).kind == wordPiece {
		if !dayEndings[f.word(i+1)] {
			return 0, i
		}
		return atoi(s), i + 2
	}
	return atoi(s), i + 1
}

var dayEndings = wordSet(`st nd rd th er e º`)

// monthAt returns the month that word i names, 0 for none.
func (f *dateFinder) monthAt(i int) int {
	m := f.months[f.word(i)]
	if !f.capital(i) && (f.lang == "en" || f.lang == "de") {
		return 0
	}
	return m
}

// pastPoint returns the piece after word i and its point, if it is an abbreviation with one.
func (f *dateFinder) pastPoint(i int) int {
	if f.mark(i+1, ".") && f.abbreviated(i+1) {
		return i + 2
	}
	return i + 1
}

// withYear completes a month and day, written by the pieces from first up to end, by the year that
// follows or else the nearest one.
func (f *dateFinder) withYear(month, day, first, end int) (DateMention, int, bool) {
	year := end
	if f.mark(year, ",") || f.word(year) == "de" || f.word(year) == "del" {
		year++
	}
	if isYear(f.str(year)) && f.at(year).spaced {
		t, ok := f.civil(atoi(f.str(year)), month, day)
		if !ok {
			return DateMention{}, first, false
		}
		return f.mention(t, Day, first, year+1)
	}
	if years, told := f.yearWord(end); told {
		t, ok := f.civil(f.published.Year()+years, month, day)
		if !ok || f.precision < Year {
			return DateMention{}, first, false
		}
		return guessed(f.mention(t, Day, first, end+2))
	}
	t, ok := f.nearest(month, day, f.weekdayBefore(first))
	if !ok {
		return DateMention{}, first, false
	}
	return guessed(f.mention(t, Day, first, end))
}

// yearWord reads "last year", "this year" and "next year" at piece i, in years from the publication.
func (f *dateFinder) yearWord(i int) (years int, ok bool) {
	if f.lang != "en" || f.word(i+1) != "year" {
		return 0, false
	}
	years, ok = map[string]int{"last": -1, "this": 0, "next": 1}[f.word(i)]
	return years, ok
}

// weekdayBefore returns the days that may stand before a date at piece i: the one that does, as in Tuesday, March 3,
// or all.
func (f *dateFinder) weekdayBefore(i int) weekdaySet {
	before := i - 1
	if f.mark(before, ",") {
		before--
	}
	if f.mark(before, ".") {
		before--
	}
	if day, ok := f.weekdays[f.word(before)]; ok && f.lang == "en" {
		return 1 << day
	}
	return allWeekdays
}

// weekdaySet holds days as bits: 1 << [time.Weekday].
type weekdaySet uint8

const allWeekdays weekdaySet = 1<<7 - 1

// nearest returns the day of that name nearest to the publication day, on one of the days of the week if there is one
// within a year.
func (f *dateFinder) nearest(month, day int, on weekdaySet) (best time.Time, ok bool) {
	if f.precision < Day {
		return best, false
	}
	for year := f.published.Year() - 1; year <= f.published.Year()+1; year++ {
		t, valid := f.civil(year, month, day)
		if valid && on>>t.Weekday()&1 != 0 && (!ok || t.Sub(f.published).Abs() < best.Sub(f.published).Abs()) {
			best, ok = t, true
		}
	}
	if !ok && on != allWeekdays {
		return f.nearest(month, day, allWeekdays)
	}
	return best, ok
}

// month reads March 2026, March of 2026, in March, last March, in mid-March, a March meeting. Alone a month needs such
// a word before it and no name after it. English only.
func (f *dateFinder) month(i int) (DateMention, int, bool) {
	word, owns := f.bare(i)
	m := f.months[strings.TrimPrefix(word, "mid-")]
	if m == 0 || f.lang != "en" || !f.capital(i) && !strings.HasPrefix(f.word(i), "mid-") {
		return DateMention{}, i, false
	}
	next := f.pastPoint(i)
	if f.word(next) == "of" || f.mark(next, ",") {
		next++
	}
	if isYear(f.str(next)) && f.at(next).spaced {
		t, _ := f.civil(atoi(f.str(next)), m, 1)
		return f.mention(t, Month, i, next+1)
	}
	if owns {
		return f.ownerMonth(m, i)
	}
	return f.bareMonth(m, i)
}

// ownerMonth reads the month of what happened in it: July’s storm, April’s election. May is a person too often, and so are April, June
// and August, but for elections and the like.
func (f *dateFinder) ownerMonth(m, i int) (DateMention, int, bool) {
	lead, nouns := f.word(i-1), events
	if m == 4 || m == 6 || m == 8 {
		nouns = publicEvents
	}
	if f.at(i+1).kind != wordPiece || !f.at(i+1).spaced || m == 5 || !f.isOne(i+1, nouns) || f.capital(i-1) || deadlines[lead] || lead == "for" || f.looksAhead(i) || lead == "of" && aheadOf[f.word(i-2)] {
		return DateMention{}, i, false
	}
	return f.ofThing(f.stepped(wrap(m-int(f.published.Month()), 12, -9), Month, i, i+1))
}

// bareMonth reads month m, named by word i without a year.
func (f *dateFinder) bareMonth(m, i int) (DateMention, int, bool) {
	before, first := f.word(i-1), i
	months := m - int(f.published.Month()) // from the month of publication
	switch {
	case f.precision < Month || len(f.str(i)) <= 4 && f.str(i) != "May" && f.str(i) != "June" && f.str(i) != "July",
		f.at(i+1).kind == numberPiece, f.capital(i+1) && f.at(i+1).spaced, f.word(i+1) == "of":
		return DateMention{}, i, false
	case before == "last":
		first, months = i-1, wrap(months, 12, -12)
	case before == "next":
		first, months = i-1, wrap(months, 12, 1)
	case before == "since":
		months = wrap(months, 12, -11)
	case monthLeads[before] || before == "of" && periodEnds[f.word(i-2)] || strings.HasPrefix(f.word(i), "mid-") || f.ownedMonth(i):
		months = wrap(months, 12, f.earliestMonth(i))
	default:
		return DateMention{}, i, false
	}
	d, next, ok := f.stepped(months, Month, first, i+1)
	d.Thing = monthParts[before] && f.word(i-2) == "of" && !periodEnds[f.word(i-3)] // the peaks of early March
	return d, next, ok
}

// earliestMonth returns how many months from the publication the first of the twelve is that month i may be: most
// of them are past where the clause does not look ahead.
func (f *dateFinder) earliestMonth(i int) int {
	if f.looksAhead(i) {
		return -4
	}
	return -9
}

// ownedMonth reports whether month i is that of a thing: its September meeting, the board’s October report. A
// person may be called May.
func (f *dateFinder) ownedMonth(i int) bool {
	before := f.word(i - 1)
	owned := monthOwners[before] || strings.HasSuffix(strings.ReplaceAll(before, "’", "'"), "'s")
	return owned && f.at(i+1).kind == wordPiece && !f.glued(i+1) && (f.str(i) != "May" || before != "the")
}

// wrap returns the number from low on that differs from n by a multiple of the cycle.
func wrap(n, cycle, low int) int {
	return low + ((n-low)%cycle+cycle)%cycle
}

var (
	monthParts  = wordSet(`early late mid`)
	monthLeads  = wordSet(`in during until early late mid for this by through`)
	monthOwners = wordSet(`a an the its their his her our`)
)

// year reads the year of "in 2014", "late 2014", "the end of 2014", and the other one of "2013 and 2014".
func (f *dateFinder) year(i int) (DateMention, int, bool) {
	counted := strings.HasSuffix(f.str(i), "00") && singular(f.word(i+1)) != ""
	led := yearLeads[f.word(i-1)] || f.word(i-1) == "of" && yearParts[f.word(i-2)] || yearLinks[f.word(i-1)] && isYear(f.str(i-2))
	if !isYear(f.str(i)) || !led || !f.at(i).spaced || counted || f.mark(i+1, "%") ||
		f.glued(i+1) && (f.at(i+1).kind == wordPiece || f.mark(i+1, "-–/") && f.glued(i+2)) {
		return DateMention{}, i, false
	}
	t, _ := f.civil(atoi(f.str(i)), 1, 1)
	return f.mention(t, Year, i, i+1)
}

var (
	yearLeads = wordSet(`in since during until by early late mid`)
	yearParts = wordSet(`end beginning start middle half spring summer fall autumn winter`)
	yearLinks = wordSet(`and or to`)
)
