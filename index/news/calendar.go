package news

import "strings"

// The names that dates are made of, by language; those joined by | are of one thing. What may be a morning or nowadays, as
// heute and mañana, is no day.

var (
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
	relativeDays = map[string]map[string]int{ // from the day of publication
		"en": {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1},
		"de": {"vorgestern": -2, "gestern": -1},
		"fr": {"avant-hier": -2, "hier": -1, "demain": 1},
		"es": {"anteayer": -2, "ayer": -1},
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

// calendarNames are parts of names of days and months, English ones and what German ones share with them.
var calendarNames = NewPhraseFinder([]string{"anuar", "ebruar", "March", "April", " May", "-May", "June", "July", "August", "eptember", "ctober", "ovember", "ecember",
	"onday", "uesday", "ednesday", "hursday", "riday", "aturday", "unday", "esterday", "omorrow"})

// NamesDay reports, at little cost, whether a text may name a day or a month.
func NamesDay(text string) bool { return calendarNames.In(text) }
