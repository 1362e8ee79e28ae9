package news

// A count is a figure of which two reports can say that it has grown, or on which they can differ: what it counts, and how
// firmly. Of people the count that matters is that of a toll: who was killed, injured, is missing, was arrested or brought
// to safety. What happened to them stands behind the number ("seven people have been killed"), before it ("killing at
// least two people", "left 12 dead") or in a word of its own ("the death toll rose to six"), and is looked for without a
// grammar, over a few words, never over a mark or a word that begins another clause.
//
// A part of a toll is none: "including three children", "three of the dead", "two more". One of people with a
// name of their own counts these: "twelve soldiers were killed" are soldiers killed.

// Count is a figure with what can be held against another report.
type Count struct {
	Figure        // Span and Text reach from the bound to the last word that tells what is counted
	About  string // what is counted: "killed", "soldier killed", "passenger", "dollar"; "" when not clear
	Bound  Bound  // how the figure bounds the truth
	Toll   bool   // About is a toll, which can only grow while an event is young
}

// Bound says how a figure bounds the truth.
type Bound string

// Bounds of figures.
const (
	Exactly Bound = ""
	AtLeast Bound = "at least" // counted so far
	Over    Bound = "over"     // a round number that the truth exceeds
	UpTo    Bound = "up to"
	About   Bound = "about"
)

// How many words from its number what happened may stand, and how many words before it the toll of "death toll".
const (
	tollReach  = 7
	deathReach = 11
)

// Counts returns the figures of a text as counts, and the tolls whose number alone would be no figure, in order.
func (p *Pieces) Counts() []Count {
	finder := &figureFinder{p}
	var counts []Count
	finder.scan(func(i int) int {
		c, next, ok := finder.count(i)
		if ok {
			c.Text = p.Text[c.Start:c.End]
			counts = append(counts, c)
		}
		return next
	})
	return counts
}

// count reads the count whose number starts with piece i and returns where to go on.
func (p *figureFinder) count(i int) (c Count, next int, ok bool) {
	f, next, ok := p.figure(i)
	sign, number := p.currency(i)
	if _, after, _ := p.value(number, sign != ""); p.partial(i, after) {
		return c, next, false
	}
	c = Count{Figure: f, About: f.Noun}
	if f.Noun == "year" && p.word(next-2) == "light" {
		c.About = "light-year"
	}
	if toll, after, found := p.toll(i); found {
		c, next, ok = toll, max(next, after), true
	}
	if ok {
		var from int
		c.Bound, from = p.bound(i)
		c.Start = p.at(from).Start
	}
	return c, next, ok
}

// toll reads the toll whose number starts with piece i and returns where to go on.
func (p *figureFinder) toll(i int) (c Count, next int, ok bool) {
	value, next, ok := p.value(i, false)
	if !ok || p.mark(next, "%-–/$€£") {
		return c, next, false
	}
	noun, at := p.noun(next)
	harm, last := tollWords[noun], at
	if harm != "" {
		noun = ""
	} else if harm, last = p.harmAfter(next); harm == "" {
		if harm, last = p.harmBefore(i), next-1; noun != "" {
			last = at
		}
	}
	if harm == "" || spans[noun] {
		return c, next, false
	}
	if noun != "" && noun != "person" && noun != "life" && noun != "victim" {
		harm = noun + " " + harm
	}
	c = Count{Figure: Figure{Value: value.String(), Noun: noun, Span: Span{p.at(i).Start, p.at(last).End}}, About: harm, Toll: true}
	return c, last + 1, true
}

// harmAfter returns what happened to those that the number before piece i counts, and the piece of the word for it.
func (p *figureFinder) harmAfter(i int) (harm string, at int) {
	end := i + tollReach
	for at = i; at < end; at++ {
		if past := p.aside(at); past > at {
			end += past - at
			at = past
		}
		w := p.word(at)
		if harm = tollWords[w]; harm != "" {
			return harm, at
		}
		if w == "" || tollStops[w] || numberWords[w] > 0 || len(w) > 4 && w[len(w)-2:] == "ed" && !hearsay[w] || p.capital(at) {
			break
		}
		if next := p.word(at + 1); w == "to" && (next == "hospital" || next == "hospitals") {
			return "injured", at + 1
		}
	}
	return "", i
}

// aside returns the piece behind the aside that starts with the comma at i, such as ", including three children,"; i when
// none does.
func (p *figureFinder) aside(i int) int {
	if !p.mark(i, ",") || p.word(i+1) != "including" && p.word(i+1) != "among" && p.word(i+1) != "mostly" {
		return i
	}
	for k := i + 2; k < i+tollReach+2; k++ {
		if p.mark(k, ",") {
			return k + 1
		}
	}
	return i
}

// harmBefore returns what the words before the number i say happened: killing 12, a death toll of 12.
func (p *figureFinder) harmBefore(i int) string {
	_, from := p.bound(i)
	if harm := harmVerbs[p.word(from-1)]; harm != "" {
		return harm
	}
	if !tollLeads[p.word(from-1)] {
		return ""
	}
	harm := ""
	for k := from - 2; k >= from-deathReach && p.word(k) != ""; k-- {
		switch w := p.word(k); {
		case w == "toll":
			return "killed"
		case w == "number":
			return harm
		case tollWords[w] != "":
			harm = tollWords[w]
		}
	}
	return ""
}

// partial reports whether the number from piece i up to next is a part of another one, or comes on top of it.
func (p *figureFinder) partial(i, next int) bool {
	_, from := p.bound(i)
	before, after := p.word(from-1), p.word(next)
	return tollParts[before] || before == "whom" || p.mark(from-1, "(–—") && p.word(next) == "of" ||
		tollAdds[after] || after == "of" && (determiners[p.word(next+1)] || p.word(next+1) == "whom") ||
		(after == "to" || after == "or") && (p.at(next+1).kind == numberPiece || numberWords[p.word(next+1)] > 0) ||
		before == "between" || before == "from" || before == "and" && p.word(from-3) == "between"
}

// bound reads what stands before the number i and returns where it starts.
func (p *figureFinder) bound(i int) (b Bound, from int) {
	switch w, before := p.word(i-1), p.word(i-2); {
	case w == "least" && before == "at", w == "than" && before == "fewer" && p.word(i-3) == "no", w == "than" && before == "less" && p.word(i-3) == "no":
		return AtLeast, i - 2
	case w == "than" && before == "more":
		return Over, i - 2
	case w == "than" && (before == "fewer" || before == "less"), w == "to" && before == "up", w == "most" && before == "at":
		return UpTo, i - 2
	case w == "as" && before == "many":
		return UpTo, i - 3
	case w == "over" && !overVerbs[before]:
		return Over, i - 1
	case aboutWords[w]:
		return About, i - 1
	}
	return Exactly, i
}

var (
	overVerbs  = wordSet(`hand handed hands handing turn turned turning take took taken taking give gave given run ran fell knocked carried passed`)
	aboutWords = wordSet(`about around some nearly almost roughly approximately estimated`)
	harmVerbs  = map[string]string{"killed": "killed", "killing": "killed", "kills": "killed", "injured": "injured", "injuring": "injured",
		"injures": "injured", "wounded": "injured", "wounding": "injured", "wounds": "injured", "arrested": "arrested", "arresting": "arrested",
		"rescued": "rescued", "rescuing": "rescued"}
	tollWords = map[string]string{"dead": "killed", "killed": "killed", "died": "killed", "die": "killed", "deaths": "killed", "death": "killed", "fatality": "killed",
		"injured": "injured", "wounded": "injured", "hurt": "injured", "injury": "injured", "hospitalised": "injured", "hospitalized": "injured",
		"missing": "missing", "unaccounted": "missing", "arrested": "arrested", "detained": "arrested",
		"rescued": "rescued", "evacuated": "evacuated"}
	tollLeads = wordSet(`to of at is was reached hit passed stands stood`)
	tollParts = wordSet(`including among them whom another further additional other`)
	tollAdds  = wordSet(`more other others further additional`)
	tollStops = wordSet(`after when while because before since that and or by with in for from until against over unless if without whose where`)
	hearsay   = wordSet(`confirmed reported believed feared presumed listed`)
	// spans are measured, not harmed.
	spans = wordSet(`second minute hour day week month year mile kilometre kilometer metre meter foot inch km cm mm percent dollar euro pound time ton tonne degree`)
)
