package news

import (
	"strconv"
	"strings"
)

// A figure is a number that two reports can agree or differ on: 112 passengers, $3bn, 4.5 %. Numbers
// that name or date a thing are none: years, dates, clock times, scores and ranges, list and phone
// numbers, Flight 112, the ages in "Vos, 47,". One is none either, it is mostly a pronoun, and
// dozens or hundreds of something is no number.
//
// Which noun a figure counts is guessed without a grammar: the first word in the plural among the
// next few, before any punctuation or small word. "112 stranded passengers" counts passengers, "12
// rose" counts nothing. Values are exact decimals, for 3.5 million has to equal 3,500,000.

// Figure is one number with what it counts.
type Figure struct {
	Value string // decimal digits, without separators and needless zeros: "3500000", "4.5"
	Noun  string // what it counts, lower case, singular: "passenger", "percent", "dollar"; "" when not clear
	Text  string // as written, from the number or its sign to the noun
	Span
}

// Limits of what is read as one figure.
const (
	maxFigureDigits = 15
	nounReach       = 4 // words after the number in which its noun is looked for
)

// Figures returns the figures of a text, in order.
func (p *Pieces) Figures() []Figure {
	finder := &figureFinder{p}
	var figures []Figure
	finder.scan(func(i int) int {
		f, next, ok := finder.figure(i)
		if ok {
			f.Text = p.Text[f.Start:f.End]
			figures = append(figures, f)
		}
		return next
	})
	return figures
}

type figureFinder struct{ *Pieces }

// scan reads wherever a figure can start, in order; read returns the piece to go on with.
func (p *figureFinder) scan(read func(i int) (next int)) {
	for i := 0; i < len(p.list); {
		if p.mayStart(i) {
			i = max(read(i), i+1)
		} else {
			i++
		}
	}
}

// mayStart reports whether a figure can start with piece i: a number, or what one or two pieces before it may be the sign
// of a currency, or a word for a number, or one that starts with such a word and a hyphen.
func (p *figureFinder) mayStart(i int) bool {
	switch at := &p.list[i]; {
	case at.kind == numberPiece, p.at(i+1).kind == numberPiece, p.at(i+2).kind == numberPiece:
		return true
	default:
		return at.roles.can(numeral) || at.joined
	}
}

// figure reads the figure that starts with piece i and returns where to go on.
func (p *figureFinder) figure(i int) (f Figure, next int, ok bool) {
	sign, number := p.currency(i)
	value, next, ok := p.value(number, sign != "")
	if !ok {
		return Figure{}, next, false
	}
	f = Figure{Value: value.String(), Noun: sign, Span: Span{p.at(i).Start, p.at(next - 1).End}}
	if sign != "" {
		return f, next, true
	}
	noun, at := p.noun(next)
	if victims := p.victims(i); noun == "" && victims != "" {
		f.Noun = victims
		return f, next, true
	} else if noun == "" {
		// Neither "the two" nor "Week 7" nor the count of pages in "3 of 59".
		page := p.word(i-1) == "of" && p.at(i-2).kind == numberPiece
		return f, next, !page && p.at(i).kind == numberPiece && len(f.Value) > 1 || len(f.Value) > 2
	}
	f.Noun, f.End = noun, p.at(at).End
	return f, at + 1, true
}

// currency returns the currency whose sign stands at piece i, and the piece of the number after it.
func (p *figureFinder) currency(i int) (noun string, number int) {
	sign := i
	if dollarPrefixes[p.str(i)] && p.glued(i+1) {
		sign++
	}
	noun = currencies[p.str(sign)]
	if noun == "" || p.at(sign+1).kind != numberPiece {
		return "", i
	}
	return noun, sign + 1
}

var (
	currencies     = map[string]string{"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble", "₩": "won", "₴": "hryvnia"}
	dollarPrefixes = wordSet(`US A C AU CA NZ HK S R`)
)

// value reads a number in digits or words, with its scale: "3.5 million", "two dozen", "$3bn".
func (p *figureFinder) value(i int, money bool) (d decimal, next int, ok bool) {
	switch p.at(i).kind {
	case numberPiece:
		if !money && p.isLabel(i) || p.glued(i+1) && p.mark(i+1, "-–") {
			return d, p.skipGlued(i), false
		}
		if d, ok = parseDecimal(p.str(i)); ok {
			return p.scale(d, i+1, money)
		}
	case wordPiece:
		return p.spelled(i)
	}
	return d, i + 1, false
}

// scale applies the word i to a number before it. A lone m is a million only of something: after "a
// 5m" wave it is metres. Words that are joined to the number in other ways make something else of it.
func (p *figureFinder) scale(d decimal, i int, money bool) (_ decimal, next int, ok bool) {
	w := p.word(i)
	if zeros := scales[w]; zeros > 0 {
		return d.scaled(zeros), i + 1, true
	}
	if zeros := shortScales[w]; zeros > 0 && (money || p.glued(i)) {
		noun, _ := p.noun(i + 1)
		return d.scaled(zeros), i + 1, money || noun != "" && !units[noun]
	}
	if dozens := d.String(); w == "dozen" && len(dozens) <= 3 && d.point == 0 {
		n, err := strconv.Atoi(dozens)
		return decimal{digits: strconv.Itoa(12 * n)}, i + 1, err == nil
	}
	first, _, compound := strings.Cut(w, "-")
	if compound && scales[first] > 0 || p.glued(i) && w != "" && !units[w] {
		return d, i + 1, false // a 3 million-euro yacht, the 1990s
	}
	return d, i, money || !isYear(p.str(i-1))
}

// skipGlued returns the piece after the stretch without blanks that piece i is in, at most a few on.
func (p *figureFinder) skipGlued(i int) int {
	for next := i + 1; ; next++ {
		if kind := p.at(next).kind; !p.glued(next) || kind != numberPiece && kind != wordPiece && !p.mark(next, "-–/:.") {
			return next
		}
	}
}

// isLabel reports whether the number i names or dates something instead of counting.
func (p *figureFinder) isLabel(i int) bool {
	before, after := p.at(i-1), p.at(i+1)
	switch {
	case p.glued(i) && p.mark(i-1, "-–/:+#.,_=@&"), p.glued(i+1) && p.mark(i+1, "-–/:") && p.glued(i+2):
		return true // a score, range, clock time, fraction, 3-year-old
	case before.kind == numberPiece && p.at(i).spaced, after.kind == numberPiece && after.spaced:
		return true // phone numbers, tables
	case before.kind <= noPiece || before.kind == linePiece:
		if p.mark(i+1, ".)") && p.glued(i+1) {
			return true // a list number
		}
	case p.mark(i-1, ",") && p.mark(i+1, ",") && len(p.str(i)) == 2:
		return true // an age
	}
	return p.isDated(i) || p.isNamed(i) || p.glued(i+1) && ordinals[p.word(i+1)] || clock[p.word(i+1)]
}

// isDated reports whether the number i is the day or year of a month, or follows "No.".
func (p *figureFinder) isDated(i int) bool {
	if p.can(i+1, inCalendar) && p.capital(i+1) || p.word(i+1) == "of" && p.can(i+2, inCalendar) {
		return true
	}
	b := i - 1
	if p.mark(b, ".") && p.glued(b) {
		b--
		return p.word(b) == "no" || p.can(b, inCalendar) && p.capital(b)
	}
	if p.mark(b, ",") && p.at(b-1).kind == numberPiece {
		return p.can(b-2, inCalendar) && isYear(p.str(i))
	}
	return p.can(b, inCalendar) && p.capital(b)
}

// isNamed reports whether the number i is that of a thing with a name: Flight 112, Article 5, aged 47.
func (p *figureFinder) isNamed(i int) bool {
	return numbered[p.word(i-1)] || p.capital(i-1) && !p.can(i-1, ordinary) && p.at(i).spaced
}

var (
	numbered = wordSet(`no number aged age chapter page section article paragraph room flight route phase stage level grade verse line
		channel version type model episode season tel phone call fax um kl`)
	ordinals = wordSet(`st nd rd th s`)
	clock    = wordSet(`am pm a.m. p.m. o'clock o’clock uhr gmt utc`)
)

var (
	scales      = map[string]int{"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12, "bn": 9, "mn": 6, "mln": 6, "bln": 9, "tn": 12}
	shortScales = map[string]int{"k": 3, "m": 6, "b": 9, "t": 12}
)

// spelled reads a number in words: "two hundred and twelve", "forty-five", "a dozen".
func (p *figureFinder) spelled(i int) (d decimal, next int, ok bool) {
	if p.capital(i) && (!p.opens(i) || p.capital(i+1)) {
		return d, i + 1, false // Group of Seven, Two Rivers
	}
	total, part, next := int64(0), int64(0), i
	if w := p.word(i); scales[w] > 0 || w == "dozen" {
		if a := p.word(i - 1); a != "a" || p.word(i-2) == "half" {
			return d, i + 1, false // several hundred
		}
		part = 1
	}
	for ; next < i+maxFigureDigits; next++ {
		w := p.word(next)
		if w == "and" && next > i && total+part >= 100 && smallNumber(p.word(next+1)) > 0 {
			continue
		}
		if n := smallNumber(w); n > 0 && (part%100 == 0 || n < 10 && part%10 == 0 && part%100 >= 20) {
			part += n
		} else if w == "dozen" && part > 0 && part < 100 {
			part *= 12
		} else if zeros := scales[w]; zeros == 2 && part > 0 && part < 100 {
			part *= 100
		} else if zeros > 2 && part > 0 && part < 1000 && len(w) > 2 {
			total, part = total+part*power(zeros), 0
		} else {
			break
		}
	}
	if total += part; total < 2 || p.mark(next, "-/") && p.glued(next) || p.labelled(i) {
		return d, max(next, i+1), false
	}
	return decimal{digits: strconv.FormatInt(total, 10)}, next, true
}

// labelled reports whether the number word i stands after what makes it a label.
func (p *figureFinder) labelled(i int) bool {
	return numbered[p.word(i-1)] || clock[p.word(i+1)]
}

func power(zeros int) int64 {
	n := int64(1)
	for range zeros {
		n *= 10
	}
	return n
}

// smallNumber returns the value of a number word under a hundred, 0 when it is none.
func smallNumber(w string) int64 {
	tens, ones, compound := strings.Cut(w, "-")
	n := numberWords[tens]
	if !compound {
		return n
	}
	if one := numberWords[ones]; n >= 20 && one > 0 && one < 10 {
		return n + one
	}
	return 0
}

var numberWords = map[string]int64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// noun returns what a number that ends before piece i counts, and the piece of that word.
func (p *figureFinder) noun(i int) (noun string, at int) {
	if p.mark(i, "%") {
		return "percent", i
	}
	if w := p.word(i); w == "per" && p.word(i+1) == "cent" {
		return "percent", i + 1
	} else if w == "percent" || w == "pct" {
		return "percent", i
	} else if w == "of" && determiners[p.word(i+1)] {
		i += 2
	}
	for at = i; at < i+nounReach; at++ {
		w := p.word(at)
		if w == "" || nounStops[w] || numberWords[w] > 0 || !p.at(at).spaced && !units[w] {
			break
		}
		if n := singular(w); n != "" && !p.capital(at) {
			return n, at
		}
	}
	return "", i
}

// victims returns what the verb before the number i did to so many: "killing at least 84".
func (p *figureFinder) victims(i int) string {
	for k := i - 1; k >= i-4; k-- {
		if w := p.word(k); harms[w] != "" {
			return harms[w]
		} else if !hedges[w] {
			break
		}
	}
	return ""
}

var (
	harms = map[string]string{"killed": "killed", "killing": "killed", "injured": "injured", "injuring": "injured",
		"wounded": "wounded", "wounding": "wounded"}
	hedges = wordSet(`at least more than nearly almost about around some over as many up to another all`)
)

// singular returns the singular of a word in the plural, a unit or a word for victims as it is, and
// "" for any other.
func singular(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	if units[w] {
		return w
	}
	stem, plural := strings.CutSuffix(w, "s")
	switch {
	case !plural || len(stem) < 3 || strings.ContainsFunc(stem, isApostrophe) || strings.HasSuffix(stem, "s") || strings.HasSuffix(stem, "u") || strings.HasSuffix(stem, "i") || notPlural[w]:
		return ""
	case strings.HasSuffix(stem, "ie") && len(stem) > 3:
		return strings.TrimSuffix(stem, "ie") + "y"
	}
	for _, es := range []string{"che", "she", "sse", "xe", "zze"} {
		if strings.HasSuffix(stem, es) {
			return strings.TrimSuffix(stem, "e")
		}
	}
	return stem
}

var (
	irregular = map[string]string{"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
		"policemen": "policeman", "firemen": "fireman", "fishermen": "fisherman", "crewmen": "crewman", "lives": "life", "feet": "foot",
		"wolves": "wolf", "buses": "bus", "viruses": "virus", "series": "series", "aircraft": "aircraft", "sheep": "sheep", "cattle": "cattle",
		"troops": "troop", "movies": "movie", "species": "species", "yen": "yen", "yuan": "yuan", "rubles": "rouble"}
	units = wordSet(`km kg kph mph mm cm gb tb mb mw gw kw kwh sq c f degrees dead killed injured wounded missing hurt`)
	// notPlural end in s and are something else, mostly verbs that follow a bare number.
	notPlural = wordSet(`was has does says goes gets makes takes comes gives means remains shows includes news politics always perhaps others
		across towards besides sometimes afterwards these those this his its hers ours yours theirs less unless alias lens gas`)
	determiners = wordSet(`the its their his her our those these them`)
	nounStops   = wordSet(`who which that said told says were is are was had has have be been being will would can could may might must
		of in on at to for from by with without within off out up down about above across after against along amid among around as
		before behind below between during into near over past since through toward towards under until upon via and or but than
		per each apiece times not so when where while if because it he she they we you i`)
)

// decimal is an exact decimal number: digits with so many of them behind the point.
type decimal struct {
	digits string
	point  int
}

// parseDecimal reads digits with separators. A comma before three digits parts thousands and any
// other is a decimal comma; a single point is a decimal point, several part thousands.
func parseDecimal(s string) (decimal, bool) {
	whole, fraction := s, ""
	if last := strings.LastIndexAny(s, ".,"); last >= 0 && strings.Count(s, s[last:last+1]) == 1 {
		mixed := strings.ContainsAny(s[:last], ".,")
		if mixed || s[last] == '.' || len(s)-last-1 != 3 {
			whole, fraction = s[:last], s[last+1:]
		}
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' })
	for i, group := range groups {
		if len(groups) > 1 && (i > 0 && len(group) != 3 || len(group) > 3) {
			return decimal{}, false
		}
	}
	whole = strings.Join(groups, "")
	if len(whole)+len(fraction) > maxFigureDigits || len(whole) > 1 && whole[0] == '0' {
		return decimal{}, false
	}
	return decimal{whole + fraction, len(fraction)}, true
}

// scaled returns d with so many zeros more.
func (d decimal) scaled(zeros int) decimal {
	d.point -= zeros
	if d.point < 0 {
		d.digits += strings.Repeat("0", -d.point)
		d.point = 0
	}
	return d
}

// String returns the digits without needless zeros.
func (d decimal) String() string {
	whole, fraction := d.digits[:len(d.digits)-d.point], d.digits[len(d.digits)-d.point:]
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
