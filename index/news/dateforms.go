package news

import "strings"

// A date has one of some forms, and what it starts with tells which: no other is tried. Most words start none.

// mayStart reports whether a date can start with piece i: a number, or a word that is one of a date as it is or behind
// a hyphen, as in mid-March.
func (f *dateFinder) mayStart(i int) bool {
	at := &f.list[i]
	return at.kind == numberPiece || at.joined || at.roles.can(dayWord)
}

// date reads the date that starts with piece i and returns where to go on.
func (f *dateFinder) date(i int) (d DateMention, next int, ok bool) {
	forms := numberForms
	if f.at(i).kind == wordPiece {
		forms = f.wordForms(i)
	}
	for _, form := range forms {
		if d, next, ok = form(f, i); ok {
			return d, next, true
		}
	}
	return d, i + 1, false
}

// dateForm reads one form of a date that starts with piece i and returns where to go on.
type dateForm func(f *dateFinder, i int) (d DateMention, next int, ok bool)

// The forms that a date may have by what it starts with.
var (
	numberForms = []dateForm{(*dateFinder).iso, (*dateFinder).slashed, (*dateFinder).dayMonth, (*dateFinder).year}
	nameForms   = []dateForm{(*dateFinder).monthDay, (*dateFinder).month, (*dateFinder).relative, (*dateFinder).onWeekday, (*dateFinder).dayThing,
		(*dateFinder).foreignMonth, (*dateFinder).foreignWeekday, (*dateFinder).foreignRelative}
	partOfDayForms = []dateForm{(*dateFinder).partOfDay}
	ordinalForms   = []dateForm{(*dateFinder).ordinalDay}
	periodForms    = []dateForm{(*dateFinder).period}
	seasonForms    = []dateForm{(*dateFinder).season}
	holidayForms   = []dateForm{(*dateFinder).holiday}
	agoForms       = []dateForm{(*dateFinder).ago}
)

// wordForms returns the forms that a date may have which starts with word i.
func (f *dateFinder) wordForms(i int) []dateForm {
	w, _ := f.bare(i)
	w = strings.TrimPrefix(w, "mid-")
	if f.at(i).joined && !rolesOf(w).can(dayWord) { // as most
		return nil
	}
	_, isDay := f.weekdays[w]
	_, isRelative := f.relatives[w]
	switch {
	case isDay || isRelative || f.months[w] > 0:
		return nameForms
	case dayParts[w]:
		return partOfDayForms
	case ordinalDays[w] > 0:
		return ordinalForms
	case periods[w] != Unknown:
		return periodForms
	case seasons[w] > 0:
		return seasonForms
	case holidays[w] != nil:
		return holidayForms
	case w == "ago":
		return agoForms
	}
	return nil
}
