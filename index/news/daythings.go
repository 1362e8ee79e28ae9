package news

import (
	"strings"
	"time"
)

// A day also dates a thing: Tuesday’s vote, the Monday meeting, a Sunday interview, today’s ruling. It is the latest such
// day, as in other clauses about the past. A thing is spoken of before it is there and after it, so that nothing is
// said where the clause looks ahead, or where the thing stands behind "ahead of". Neither is where the day may be a habit,
// as in the Sunday shows, or where today’s may be nowadays.
//
// What is told of a thing is of the thing’s day only if it was done there: who spoke at Tuesday’s hearing did so on Tuesday, who
// criticised it may have done so any day, and who plays in Saturday’s final may be about to.

// bare returns word i in lower case, without the ending of an English genitive, and whether it had one.
func (f *dateFinder) bare(i int) (word string, owns bool) {
	word = f.word(i)
	if f.lang == "en" && f.at(i).joined && strings.HasSuffix(word, "s") {
		if stem := strings.TrimRightFunc(word[:len(word)-1], isApostrophe); stem != word[:len(word)-1] {
			return stem, true
		}
	}
	return word, false
}

// dayThing reads Tuesday’s vote, the Monday meeting, a Sunday night interview, today’s ruling. English only.
func (f *dateFinder) dayThing(i int) (DateMention, int, bool) {
	word, owns := f.bare(i)
	noun := i + 1
	for !owns && dayParts[f.word(noun)] {
		noun++
	}
	if f.lang != "en" || f.precision < Day || f.at(noun).kind != wordPiece || !f.at(noun).spaced {
		return DateMention{}, i, false
	}
	if days, ok := f.relatives[word]; ok {
		if !owns || f.capital(i) && !f.opens(i) || !f.isOne(noun, events) {
			return DateMention{}, i, false
		}
		return f.beside(i, days, i)
	}
	day, ok := f.weekdays[word]
	if before := f.word(i - 1); !ok || len(word) <= 5 || !f.capital(i) || f.can(i-1, namedDay) || thingHabits[before] ||
		!owns && (before != "a" && before != "the" || f.capital(noun) || noNouns[f.word(noun)] || strings.HasSuffix(f.word(noun), "ly")) {
		return DateMention{}, i, false
	}
	return f.thingWeekday(time.Weekday(day), i)
}

// thingWeekday dates a thing by the weekday at i.
func (f *dateFinder) thingWeekday(day time.Weekday, i int) (DateMention, int, bool) {
	days, first := int(day)-int(f.published.Weekday()), i
	lead := f.word(f.thingLead(i))
	switch f.word(i - 1) {
	case "last":
		first, days = i-1, wrap(days, 7, -7)
	case "next", "coming":
		first, days = i-1, wrap(days, 7, 1)
	default:
		told := doneThere[lead] && !f.surelyAhead(i) // the spokesman would not say at a Monday meeting
		if deadlines[lead] || lead == "for" || lead == "of" && aheadOf[f.word(f.thingLead(i)-1)] || !told && f.looksAhead(i) {
			return DateMention{}, i, false
		}
		days = wrap(days, 7, -6)
	}
	return f.beside(first, days, i)
}

// beside makes the mention of a day so many days from the publication, over the pieces from first to last, which dates
// the thing behind them.
func (f *dateFinder) beside(first, days, last int) (DateMention, int, bool) {
	return f.ofThing(f.stepped(days, Day, first, last+1))
}

// ofThing marks a mention as that of the thing behind it, unless something was done there.
func (f *dateFinder) ofThing(d DateMention, next int, ok bool) (DateMention, int, bool) {
	i := next - 1
	for f.at(i).Start > d.Start {
		i--
	}
	lead := f.thingLead(i)
	d.Thing = !doneThere[f.word(lead)] || !f.doneBefore(lead-1)
	return d, next, ok
}

// thingLead returns the piece before the day at i and the article or owner before it.
func (f *dateFinder) thingLead(i int) int {
	if w := f.word(i - 1); f.can(i-1, anArticle) || monthOwners[w] {
		return i - 2
	}
	return i - 1
}

// isOne reports whether the word at i, or one of the two behind it, is one of some nouns for what happens on a day.
func (f *dateFinder) isOne(i int, nouns map[string]bool) bool {
	for k := i; k < i+3 && f.at(k).kind != noPiece && f.at(k).kind != linePiece; k++ {
		w := f.word(k)
		if nouns[w] || nouns[singular(w)] {
			return f.word(k-1) != "political"
		}
		if f.at(k).kind == markPiece && !f.mark(k, "-") {
			return false
		}
	}
	return false
}

var (
	doneThere   = wordSet(`in at during on`)
	aheadOf     = wordSet(`ahead advance eve`)
	thingHabits = wordSet(`every each any most alternate this`)
	// noNouns are no things that a day dates: words that go on with the sentence, and things of each such day.
	noNouns = wordSet(`after before when while where that which who whom in on at of to from for with by as and or but is was are were has had will
		would he she it they we you i his her its their the a an this then than if because since until till like not so
		show shows talk school service services prayer prayers paper papers newspaper newspapers football lunch brunch afternoons mornings evenings nights`)
	events = wordSet(`announcement arraignment argument arrest assault attack ballot bill blast bombing briefing budget call ceremony clash collapse
		column concert conference crash court debate decision derailment disaster drill earthquake edition election event explosion filing final fire flight
		forecast funeral game gathering guest headline hearing incident indictment interview killing launch lead letter lineup loss march match massacre
		meeting memo move murder news newsletter nomination opinion order poll press protest primary rally reading referendum release remark report resignation
		result revelation ruling runoff sale sentencing session shooting show speech statement storm story strike summit testimony trial tweet vote verdict victory
		visit win`)
	// publicEvents are events that no person has: April’s election is that of the month, April’s funeral may be hers.
	publicEvents = wordSet(`ballot budget earthquake election massacre primary referendum runoff summit vote`)
)
