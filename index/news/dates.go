package news

import (
	"strconv"
	"strings"
	"time"
)

// Dates in the running text are resolved by rules, and only where they leave one reading:
//
//   - a written year stands: 2026-03-03, March 3, 2026, 3 March 2026, March 2026, in 2014;
//   - without a year it is the one that puts the date nearest to the publication, and "last March" the
//     latest before it;
//   - today, yesterday, tomorrow, last night, and weekdays count from the day of publication: "on
//     Tuesday" is the latest Tuesday up to that day, the day itself included; "next Tuesday" comes
//     after it, and so does a Tuesday that stands next to "will".
//
// Without a publication time only written years are resolved. Left out, because they have several
// readings: 3/12, "this Tuesday", "until Friday", a weekday in a clause that looks ahead (outlook.go) without
// "will" beside the day, the names made of days and months: Black Friday, Sunday Times, April Ryan, and
// September 11 where it stands for the attacks of 2001.
// Languages other than English give dates with a day and a month in full.

// DateMention is a date that a text names.
type DateMention struct {
	Time Time   // to the day, month or year, in the zone of the publication time; Guessed when that was needed
	Text string // as written
	Span
}

// Dates returns the dates that can be resolved in a text of the given language, in order. An empty
// language counts as English.
func (p *Pieces) Dates(published Time, lang string) []DateMention {
	f := newDateFinder(p, published, lang)
	var dates []DateMention
	for i := 0; i < len(f.list); {
		if !f.mayStart(i) {
			i++
			continue
		}
		d, next, ok := f.date(i)
		if ok {
			d.Text = p.Text[d.Start:d.End]
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
	published time.Time      // midnight of the day
	precision Precision      // of published
}

func newDateFinder(p *Pieces, published Time, lang string) *dateFinder {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "" {
		lang = "en"
	}
	f := &dateFinder{p, lang, monthNames[lang], weekdayNames[lang], time.Time{}, published.Precision}
	year, month, day := published.At.Date()
	f.published = time.Date(year, month, day, 0, 0, 0, 0, published.At.Location())
	return f
}

// mayStart reports whether a date can start with piece i: a number, or a word that is one of a date as it is or behind
// a hyphen, as in mid-March.
func (f *dateFinder) mayStart(i int) bool {
	at := &f.list[i]
	return at.kind == numberPiece || at.joined || at.roles.can(dayWord)
}

// date reads the date that starts with piece i and returns where to go on.
func (f *dateFinder) date(i int) (d DateMention, next int, ok bool) {
	var forms []func(int) (DateMention, int, bool)
	switch f.at(i).kind {
	case numberPiece:
		forms = []func(int) (DateMention, int, bool){f.iso, f.dayMonth, f.year}
	case wordPiece:
		w := strings.TrimPrefix(f.word(i), "mid-")
		_, isDay := f.weekdays[w]
		_, isRelative := relativeDays[w]
		switch {
		case isDay || isRelative || f.months[w] > 0:
			forms = []func(int) (DateMention, int, bool){f.monthDay, f.month, f.relative, f.onWeekday}
		case dayParts[w]:
			forms = []func(int) (DateMention, int, bool){f.partOfDay}
		case ordinalDays[w] > 0:
			forms = []func(int) (DateMention, int, bool){f.ordinalDay}
		}
	}
	for _, form := range forms {
		if d, next, ok = form(i); ok {
			return d, next, true
		}
	}
	return d, i + 1, false
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
		return eventDays[f.word(next)]
	}
	before := f.word(first - 1)
	return eventDays[f.word(next)] || attackWords[f.word(next)] || before == "the" ||
		before == "of" && (eventDays[f.word(first-2)] || attackWords[f.word(first-2)])
}

var (
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
	t, ok := f.nearest(month, day)
	if !ok {
		return DateMention{}, first, false
	}
	return guessed(f.mention(t, Day, first, end))
}

// nearest returns the day of that name nearest to the publication day.
func (f *dateFinder) nearest(month, day int) (best time.Time, ok bool) {
	if f.precision < Day {
		return best, false
	}
	for year := f.published.Year() - 1; year <= f.published.Year()+1; year++ {
		t, valid := f.civil(year, month, day)
		if valid && (!ok || t.Sub(f.published).Abs() < best.Sub(f.published).Abs()) {
			best, ok = t, true
		}
	}
	return best, ok
}

// month reads March 2026, in March, last March, in mid-March. Alone a month needs such a word before
// it and no name after it. English only.
func (f *dateFinder) month(i int) (DateMention, int, bool) {
	m := f.months[strings.TrimPrefix(f.word(i), "mid-")]
	if m == 0 || f.lang != "en" || !f.capital(i) && !strings.HasPrefix(f.word(i), "mid-") {
		return DateMention{}, i, false
	}
	if next := f.pastPoint(i); isYear(f.str(next)) && f.at(next).spaced {
		t, _ := f.civil(atoi(f.str(next)), m, 1)
		return f.mention(t, Month, i, next+1)
	}
	before, first := f.word(i-1), i
	months := m - int(f.published.Month()) // from the month of publication
	switch {
	case f.precision < Month || len(f.str(i)) <= 4 && f.str(i) != "May" && f.str(i) != "June" && f.str(i) != "July",
		f.at(i+1).kind == numberPiece, f.capital(i+1) && f.at(i+1).spaced:
		return DateMention{}, i, false
	case before == "last":
		first, months = i-1, wrap(months, 12, -12)
	case before == "next":
		first, months = i-1, wrap(months, 12, 1)
	case monthLeads[before] || strings.HasPrefix(f.word(i), "mid-"):
		months = wrap(months, 12, -6)
	default:
		return DateMention{}, i, false
	}
	t := time.Date(f.published.Year(), f.published.Month()+time.Month(months), 1, 0, 0, 0, 0, f.published.Location())
	return guessed(f.mention(t, Month, first, i+1))
}

// wrap returns the number from low on that differs from n by a multiple of the cycle.
func wrap(n, cycle, low int) int {
	return low + ((n-low)%cycle+cycle)%cycle
}

var monthLeads = wordSet(`in since during until early late mid`)

// year reads the year of "in 2014".
func (f *dateFinder) year(i int) (DateMention, int, bool) {
	counted := strings.HasSuffix(f.str(i), "00") && singular(f.word(i+1)) != ""
	if !isYear(f.str(i)) || !yearLeads[f.word(i-1)] || !f.at(i).spaced || counted || f.mark(i+1, "%") ||
		f.glued(i+1) && (f.at(i+1).kind == wordPiece || f.mark(i+1, "-–/") && f.glued(i+2)) {
		return DateMention{}, i, false
	}
	t, _ := f.civil(atoi(f.str(i)), 1, 1)
	return f.mention(t, Year, i, i+1)
}

var yearLeads = wordSet(`in since during until by`)

// relative reads today, tonight, yesterday and tomorrow. English only.
func (f *dateFinder) relative(i int) (DateMention, int, bool) {
	named := f.capital(i) && (!f.opens(i) || f.capital(i+1))
	days, ok := relativeDays[f.word(i)]
	return f.away(days, i, i, ok && !named)
}

// partOfDay reads last night, this morning, this afternoon and this evening. English only.
func (f *dateFinder) partOfDay(i int) (DateMention, int, bool) {
	before, night := f.word(i-1), f.word(i) == "night"
	plain := !f.capital(i) && f.word(i-2) != "the" && f.word(i+1) != "of"
	switch {
	case before == "last" && night:
		return f.away(-1, i-1, i, plain)
	case before == "this" && !night:
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
	relativeDays  = map[string]int{"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
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
		f.word(next) == "to" || f.word(next) == "through" || f.mark(next, "-–/") || f.months[f.word(explicit)] > 0 || f.at(explicit).kind == numberPiece {
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
	case f.looksAhead(i):
		return DateMention{}, i, false
	default:
		days = wrap(days, 7, -6)
	}
	return guessed(f.mention(f.published.AddDate(0, 0, days), Day, first, i+1))
}

var weekdayStops = wordSet(`this by until till before after from for through to or`)

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

	monthNames = map[string]map[string]int{
		"en": ordered(1, `january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec`),
		"de": ordered(1, `januar|jänner februar märz april mai juni juli august september oktober november dezember`),
		"fr": ordered(1, `janvier février mars avril mai juin juillet août septembre octobre novembre décembre`),
		"es": ordered(1, `enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre`),
		"it": ordered(1, `gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`),
		"nl": ordered(1, `januari februari maart april mei juni juli augustus september oktober november december`),
		"pt": ordered(1, `janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro`),
	}
	weekdayNames = map[string]map[string]int{
		"en": ordered(0, `sunday|sun monday|mon tuesday|tues|tue wednesday|wed thursday|thurs|thu friday|fri saturday|sat`),
		"de": ordered(0, `sonntag montag dienstag mittwoch donnerstag freitag samstag|sonnabend`),
		"fr": ordered(0, `dimanche lundi mardi mercredi jeudi vendredi samedi`),
		"es": ordered(0, `domingo lunes martes miércoles jueves viernes sábado`),
		"it": ordered(0, `domenica lunedì martedì mercoledì giovedì venerdì sabato`),
		"nl": ordered(0, `zondag maandag dinsdag woensdag donderdag vrijdag zaterdag`),
		"pt": ordered(0, `domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado`),
	}
)

// ordered numbers the names of a list from first on; those joined by | share a number.
func ordered(first int, list string) map[string]int {
	numbers := map[string]int{}
	for i, names := range strings.Fields(list) {
		for _, name := range strings.Split(names, "|") {
			numbers[name] = first + i
		}
	}
	return numbers
}
