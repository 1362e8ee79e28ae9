package news

import (
	"slices"
	"strconv"
	"strings"
)

// Some articles come back: the market close of Monday and of Tuesday, the jobs report for March and for April,
// matchday 12 and 13. Two of one outlet whose headlines differ in nothing but the calendar are instances of a series,
// each an event of its own; and so are two that open with the same words but for the calendar and the figures, when
// there are both: "said on Tuesday that" opens any report. What counts as the calendar: days of the week, months (May and
// March where they are no verbs), years, numbers beside a month, and numbers and ordinals beside a word that counts issues
// (week, part, round …). Any other number does not: "Toll rises to 12" and "Toll rises to 15" are one event, and so are the
// third body found and the fourth.

// Instance takes the calendar out of a headline of the given language. frame is what is left of it and instance
// what was taken out, both as words parted by blanks; frame is empty when the headline holds no calendar, or hardly
// anything else: it is of no series.
func Instance(title, lang string) (frame, instance string) {
	f := newDateFinder(Cut(title), Time{}, lang)
	return f.instance(len(f.list), minFrameWords, false)
}

// OnlyYears reports whether an instance of a series is told by years alone: the model of 2031 does not come back.
func OnlyYears(instance string) bool {
	return !slices.ContainsFunc(strings.Fields(instance), func(word string) bool { return !isYear(word) })
}

// OpeningInstance does the same to the first words of a text, and takes out its figures too.
func OpeningInstance(text, lang string) (frame, instance string) {
	opening := text[:min(len(text), openingBytes)]
	if !strings.ContainsAny(opening, "0123456789") { // most end here
		return "", ""
	}
	f := newDateFinder(Cut(opening), Time{}, lang)
	return f.instance(openingWords, openingWords/2, true)
}

const (
	minFrameWords = 2   // that a headline has beside the calendar to be recognised when it comes back
	openingWords  = 10  // by which a text is recognised; four or five are how many a report of any day opens
	openingBytes  = 400 // in which so many words stand
)

// instance takes the calendar out of the first words, with figures all numbers, of which there must be one.
func (f *dateFinder) instance(words, least int, figures bool) (frame, instance string) {
	var rest, taken []string
	kept, numbers := 0, 0
	for i := range f.list {
		kind, word := f.at(i).kind, strings.ToLower(f.str(i))
		switch {
		case kind != wordPiece && kind != numberPiece:
			continue
		case f.calendar(i):
			rest, taken = append(rest, "*"), append(taken, f.calendarName(word))
		case figures && kind == numberPiece:
			rest = append(rest, "*")
			numbers++
		default:
			rest = append(rest, word)
			kept++
		}
		if len(rest) == words {
			break
		}
	}
	if len(taken) == 0 || kept < least || figures && numbers == 0 {
		return "", ""
	}
	return strings.Join(rest, " "), strings.Join(taken, " ")
}

var (
	ordinalEnds  = wordSet(`st nd rd th`)
	countedWords = wordSet(`week part number issue edition episode round game match matchday stage chapter leg vol volume q quarter debate primary`)
	verbMonths   = wordSet(`may march`)
)

// calendarName gives the spellings of a day or month one name: January and Jan.
func (f *dateFinder) calendarName(word string) string {
	if day, ok := f.weekdays[word]; ok {
		return "day" + strconv.Itoa(day)
	}
	if month := f.months[word]; month > 0 {
		return "month" + strconv.Itoa(month)
	}
	return word
}

// calendar reports whether piece i of a headline tells instances apart.
func (f *dateFinder) calendar(i int) bool {
	word := strings.ToLower(f.str(i))
	before, after := strings.ToLower(f.str(i-1)), strings.ToLower(f.str(i+1))
	if f.at(i).kind == numberPiece {
		counted := countedWords[before] || countedWords[after] || ordinalEnds[after] && f.countsIssues(i+1)
		return isYear(word) || before == "#" || counted || f.months[before] > 0 || f.months[after] > 0
	}
	_, isDay := f.weekdays[word]
	switch {
	case isDay:
		return true
	case verbMonths[word] && f.lang == "en":
		return monthLeads[before] || before == "for" || before == "of" || f.at(i-1).kind == numberPiece || f.at(i+1).kind == numberPiece
	case ordinalDays[word] > 0:
		return f.countsIssues(i)
	case ordinalEnds[word]:
		return f.at(i-1).kind == numberPiece && f.countsIssues(i)
	}
	return f.months[word] > 0
}

// countsIssues reports whether an ordinal at i is that of an issue: the third debate, the third Republican debate, but not
// the third body.
func (f *dateFinder) countsIssues(i int) bool {
	return countedWords[strings.ToLower(f.str(i+1))] || countedWords[strings.ToLower(f.str(i+2))]
}
