package main

import (
	"regexp"
	"strings"
)

// The net takes whatever may be a date in English, and much that is none: names made of days and months, ages, scores.
// It knows nothing of the rules it is to measure, so what they overlook is drawn too. Of expressions that overlap the
// one of the first kind in the list counts.

// kind is one kind of expression.
type kind struct {
	name  string
	quota int // how many of a sample; none has more than a sixth
	form  *regexp.Regexp
}

const (
	monthForm   = `(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)`
	weekdayForm = `(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\.)`
	numberForm  = `(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|few|couple of)`
	unitForm    = `(?:day|night|week|weekend|fortnight|month|quarter|year|decade|century|season|morning|afternoon|evening|spring|summer|autumn|fall|winter)`
	dayForm     = `\d{1,2}(?:st|nd|rd|th)?`
	partForm    = `(?: (?:morning|afternoon|evening|night))?`
)

// net returns all kinds, in the order in which they claim an expression.
func net() []kind {
	return []kind{
		{"month-day", 32, form(`(?:(?:early|late|mid|since|on|` + weekdayForm + `,?)[ -])?(?:` + monthForm + ` ` + dayForm + `\b(?:,? \d{4}\b)?|` + dayForm + ` (?:of )?` + monthForm + `(?:,? \d{4}\b)?)`)},
		{"month-year", 20, form(`(?:(?:early|late|mid|since|in)[ -])?` + monthForm + `,? (?:of )?(?:19|20)\d\d\b`)},
		{"since", 12, form(`(?i:since (?:last |early |late |the |mid-)*)(?:` + weekdayForm + `|` + monthForm + `|(?:19|20)\d\ds?\b|` + unitForm + `\b|yesterday)`)},
		{"part", 14, form(`(?i:\b(?:early|late|mid|middle|beginning|start|end|later)(?: in| of)?[ -])(?i:this |last |next |the )?(?:` + weekdayForm + `|` + monthForm + `|(?:19|20)\d\ds?\b|` + unitForm + `\b)`)},
		{"step", 28, form(`(?i:\b(?:last|next|this|past|coming|previous|following) )(?:` + weekdayForm + partForm + `|` + monthForm + `|(?:` + numberForm + ` )?` + unitForm + `s?\b)`)},
		{"ago", 22, form(`\b(?i:` + numberForm + `(?: more)? (?:day|night|week|weekend|month|year|decade|hour|minute)s? (?:ago|earlier|later|before|after|from now|prior)\b)`)},
		{"near", 28, form(`\b(?i:yesterday|today|tomorrow|tonight|nowadays)\b` + partForm)},
		{"month", 22, form(`(?:\b(?i:in|by|until|of|this|during) )?\b` + monthForm + `(?:\b|’s|'s)`)},
		{"weekday", 40, form(`(?:(?i:on|by|until|from|every|the|Black|Good|Super) )?\b` + weekdayForm + partForm + `(?:’s|'s)?`)},
		{"ordinal", 8, form(`\b(?:on |On )?the \d{1,2}(?:st|nd|rd|th)\b`)},
		{"numeric", 10, form(`\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d{1,2}/\d{1,2}\b`)},
		{"season", 10, form(`(?:\b(?i:in|in the|the|during the) )?\b(?:spring|summer|autumn|winter)\b(?: (?:of )?\d{4})?|\b(?:Spring|Summer|Fall|Autumn|Winter) \d{4}`)},
		{"holiday", 10, form(`\b(?:Christmas|Easter|Thanksgiving|Ramadan|New Year['’]s|Halloween|Memorial|Labor|Independence|Valentine['’]s|Election|Veterans|Inauguration)(?: (?:Day|Eve|Sunday|Monday))?\b`)},
		{"decade", 8, form(`\b(?:the )?(?:(?:19|20)\d0s|\d0s|(?:eigh|nine)teenth century|\d\dth century)\b`)},
		{"year", 32, form(`(?:\b(?i:in|by|of|from|until|during|the) )?\b(?:19|20)\d\d\b(?:[-–]\d{2,4}\b)?`)},
	}
}

func form(expr string) *regexp.Regexp { return regexp.MustCompile(expr) }

// catch is one expression of a text.
type catch struct {
	kind  string
	start int // byte position
	text  string
}

// catches returns the expressions of a text, those of the first kind first.
func catches(kinds []kind, text string) []catch {
	var all []catch
	taken := []byte(text)
	for _, k := range kinds {
		for _, at := range k.form.FindAllIndex(taken, -1) {
			all = append(all, catch{k.name, at[0], text[at[0]:at[1]]})
			copy(taken[at[0]:at[1]], strings.Repeat("\x00", at[1]-at[0]))
		}
	}
	return all
}
