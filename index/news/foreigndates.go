package news

import (
	"strings"
	"time"
)

// German, French and Spanish reports name weekdays and months as English ones do, with other words beside them: am
// Dienstag, mardi dernier, el próximo martes, im März, en mars 2026. What is to come shows in the verb, a word such as soll
// or an ending such as -ront, anywhere in the sentence; a weekday beside one is left alone, unless the word beside it says
// which is meant. The sentences are not parsed, so "le mardi" may be a habit and is left alone too.

// foreignDates is what stands beside the days and months of a language.
type foreignDates struct {
	dayLeads      map[string]bool // before a weekday; nil when it needs none
	dayStops      map[string]bool // before a weekday that is left alone
	last, next    map[string]bool // before or behind a weekday
	monthLeads    map[string]bool
	since         map[string]bool // before a month of the past
	ahead         map[string]bool // in a sentence about the future
	futureEndings []string        // of its verbs
}

var foreign = map[string]*foreignDates{
	"de": {
		dayLeads: wordSet(`am`), last: wordSet(`letzten vergangenen vorigen`), next: wordSet(`nächsten kommenden`),
		monthLeads: wordSet(`im anfang mitte ende`), since: wordSet(`seit`),
		ahead: wordSet(`wird werden würde würden soll sollen sollte sollten will wollen kann können könnte könnten dürfte dürften muss müssen plant planen`),
	},
	"fr": {
		dayStops: wordSet(`le les de du des à au chaque tous un avant après jusqu'à jusqu’à depuis d'ici d’ici ou et entre`),
		last:     wordSet(`dernier`), next: wordSet(`prochain`),
		monthLeads: wordSet(`en début mi fin`), since: wordSet(`depuis`),
		ahead:         wordSet(`va vont doit doivent devrait devraient peut peuvent prévu prévue prévus prévues`),
		futureEndings: []string{"ra", "ront"},
	},
	"es": {
		dayLeads: wordSet(`el este`), last: wordSet(`pasado`), next: wordSet(`próximo`),
		monthLeads: wordSet(`en`), since: wordSet(`desde`),
		ahead:         wordSet(`va van debe deben debería deberían puede pueden prevé prevén previsto prevista`),
		futureEndings: []string{"rá", "rán"},
	},
}

// foreignRelative reads gestern, hier, ayer. What may be nowadays or a morning is left alone: heute, mañana.
func (f *dateFinder) foreignRelative(i int) (DateMention, int, bool) {
	days, ok := f.relatives[f.word(i)]
	if !ok || f.lang == "en" || f.capital(i) && !f.opens(i) {
		return DateMention{}, i, false
	}
	return f.stepped(days, Day, i, i+1)
}

// foreignMonth reads März 2026, im März, en mars, en marzo de 2026.
func (f *dateFinder) foreignMonth(i int) (DateMention, int, bool) {
	m, words := f.monthAt(i), foreign[f.lang]
	if m == 0 || words == nil || f.at(i-1).kind == numberPiece {
		return DateMention{}, i, false
	}
	year := i + 1
	if f.lang == "es" && (f.word(year) == "de" || f.word(year) == "del") {
		year++
	}
	if isYear(f.str(year)) && f.at(year).spaced {
		t, _ := f.civil(atoi(f.str(year)), m, 1)
		return f.mention(t, Month, i, year+1)
	}
	months, earliest := m-int(f.published.Month()), -9
	switch {
	case f.precision < Month || f.at(i+1).kind == numberPiece:
		return DateMention{}, i, false
	case words.since[f.word(i-1)]:
		earliest = -11
	case !words.monthLeads[f.word(i-1)]:
		return DateMention{}, i, false
	case f.foreignAhead(i):
		earliest = -4
	}
	return f.stepped(wrap(months, 12, earliest), Month, i, i+1)
}

// foreignWeekday reads am Dienstag, letzten Dienstag, mardi, mardi prochain, el martes, el próximo martes.
func (f *dateFinder) foreignWeekday(i int) (DateMention, int, bool) {
	words := foreign[f.lang]
	day, ok := f.weekday(i)
	next := i + 1
	if f.mark(next, ",") {
		next++
	}
	if w := f.word(next); w == "den" || w == "dem" {
		next++
	}
	if !ok || words == nil || f.precision < Day || f.at(next).kind == numberPiece || f.mark(i+1, "-–/") {
		return DateMention{}, i, false
	}
	return f.foreignDay(day, i)
}

// foreignDay dates the weekday at i by the words beside it.
func (f *dateFinder) foreignDay(day time.Weekday, i int) (DateMention, int, bool) {
	words, before, behind := foreign[f.lang], f.word(i-1), f.word(i+1)
	days, first, end := int(day)-int(f.published.Weekday()), i, i+1
	beside := func(set map[string]bool) bool {
		switch {
		case set[before]:
			first = i - 1
		case set[behind] && f.lang != "de":
			end = i + 2
		default:
			return false
		}
		return true
	}
	switch {
	case beside(words.last):
		days = wrap(days, 7, -7)
	case beside(words.next):
		days = wrap(days, 7, 1)
	case words.dayLeads != nil && !words.dayLeads[before] || words.dayStops[before] || f.foreignAhead(i):
		return DateMention{}, i, false
	default:
		days = wrap(days, 7, -6)
	}
	return f.stepped(days, Day, first, end)
}

// foreignAhead reports whether the sentence around piece i has a word for the future.
func (f *dateFinder) foreignAhead(i int) bool {
	for _, step := range []int{-1, 1} {
		for k, n := i+step, 0; n < 2*maxOutlook && !f.ends(k); k, n = k+step, n+1 {
			if w := f.word(k); foreign[f.lang].ahead[w] || hasEnding(w, foreign[f.lang].futureEndings) {
				return true
			}
		}
	}
	return false
}

// hasEnding reports whether a word has one of the endings and something before it.
func hasEnding(word string, endings []string) bool {
	for _, ending := range endings {
		if len(word) > len(ending)+1 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
