package news

import "strings"

// Whether an English clause is about the future shows in a few words: will, is to, expects, agreed to,
// as soon as. Reports put them far from the day that they govern ("is expected to hand the files, all
// 300 of them, to the court on Monday"), so they are looked for in the whole sentence before the day,
// over commas and figures, back to a verb of saying: what somebody said on Friday was said last Friday,
// whatever it was about. A day that comes first is governed by what follows it, up to the same
// verbs or a word that starts a side clause.
//
// Such words stand beside the past too ("could not be reached on Friday"). A day left undated costs
// less than one dated to the wrong week, so they are believed wherever they stand.

// maxOutlook is how many words from a day its cue may stand.
const maxOutlook = 25

// outlook says how a word looks ahead.
type outlook uint8

const (
	always     outlook = iota + 1 // wherever it stands
	infinitely                    // with an infinitive to come: agreed to meet, but not: agreed on Friday
	beside                        // with an infinitive next to it: is to meet, is not to meet
)

var outlooks = func() map[string]outlook {
	all := map[string]outlook{}
	for word := range wordSet(`will would shall could may might can should must cannot won't can't 'll due scheduled planned planning plan plans likely upcoming
		expect expects expected hope hopes hoping aim aims aiming intend intends intending want wants invite invites invited slated poised tomorrow`) {
		all[word] = always
	}
	for word := range wordSet(`agree agrees agreed promise promises promised pledge pledges pledged vow vows vowed hoped aimed intended wanted asked ordered
		urged prepare prepares preparing prepared need needs seek seeks seeking offer offers offered threatens threatened decided`) {
		all[word] = infinitely
	}
	for word := range wordSet(`is are was were be has have set about going ready pace track course not now also still`) {
		all[word] = beside
	}
	return all
}()

// LooksAhead reports whether the text, an English sentence, speaks of what is to come: it holds a word such as
// will, expects, may, plans or scheduled, an infinitive with "is" or "agreed", or next or tomorrow. Other
// languages are not known, so their sentences hold none but by chance.
func (p *Pieces) LooksAhead() bool {
	f := newDateFinder(p, Time{}, "en")
	for i := range f.list {
		if f.cue(i, len(f.list)) || f.word(i) == "next" && f.word(i+1) != "to" {
			return true
		}
	}
	return false
}

// looksAhead reports whether the clause in which piece i names a day is about the future.
func (f *dateFinder) looksAhead(i int) bool {
	words := 0
	for k := i - 1; words < maxOutlook && !f.ends(k); k-- {
		if f.cue(k, i) {
			return true
		}
		if f.tells(k, i) {
			break
		}
		if f.at(k).kind == wordPiece {
			words++
		}
	}
	return f.leadsOn(i)
}

// surelyAhead reports whether the clause before the day at i has a word for the future that never stands beside the past:
// will, or is expected. What was "found Monday" is past all the same, and behind a comma another verb may rule the day: "the
// ship, which will be scrapped, sank on Monday".
func (f *dateFinder) surelyAhead(i int) bool {
	if f.participle(i) {
		return false
	}
	for k, words := i-1, 0; words < maxOutlook && !f.ends(k) && !f.mark(k, ","); k-- {
		if f.sureCue(k) {
			return true
		}
		if f.tells(k, i) {
			return false
		}
		if f.at(k).kind == wordPiece {
			words++
		}
	}
	if !f.starts(i) {
		return false
	}
	for k, words := i+1, 0; words < maxOutlook && !saidWords[f.word(k)] && !sideWords[f.word(k)] && !f.ends(k); k, words = k+1, words+1 {
		if f.sureCue(k) {
			return true
		}
	}
	return false
}

// participle reports whether the day at i, and the "on" before it, follow a participle that no form of be stands before: the
// hull found Monday.
func (f *dateFinder) participle(i int) bool {
	k := f.verbBefore(i)
	w := f.word(k)
	return !passiveWords[f.word(k-1)] && (strings.HasSuffix(w, "ed") || w == "found" || w == "held" || w == "made")
}

// verbBefore returns the piece before the day at i and its "on".
func (f *dateFinder) verbBefore(i int) int {
	if f.word(i-1) == "on" {
		return i - 2
	}
	return i - 1
}

// done reports whether the day at i is that of what a noun before it has behind it: divers will look into the hull found Monday.
// What was scheduled Monday may be for that day, and who wants it finished Monday does not have it yet.
func (f *dateFinder) done(i int) bool {
	k := f.verbBefore(i)
	w, noun := f.word(k), f.word(k-1)
	if next := f.word(k - 2); next == "to" || outlooks[next] != 0 {
		return false // will stay closed Monday
	}
	return f.participle(i) && !pastCues[w] && outlooks[w] == 0 && f.at(k-1).kind == wordPiece && f.at(k-1).small && len(noun) > 3 && noun != "them" &&
		!saidWords[noun] && !besideBe[noun] && outlooks[noun] == 0 && !strings.HasSuffix(noun, "ly")
}

// sureCue reports whether word k is will, plans to, the is of "is to" and "is expected", or ends "as soon as".
func (f *dateFinder) sureCue(k int) bool {
	w := strings.ReplaceAll(f.word(k), "’", "'")
	if planVerbs[w] && f.infinitive(k+1) || f.asSoonAs(k) {
		return true
	}
	return w == "will" || w == "won't" || strings.HasSuffix(w, "'ll") || (w == "is" || w == "are") && (f.infinitive(k+1) || pastCues[f.word(k+1)])
}

// tells reports whether word k says that somebody told of the clause before it, at the time of the
// day at i: "will reopen, she said on Friday". The winner "to be announced on Friday" and "the announced
// strike" are still to come.
func (f *dateFinder) tells(k, i int) bool {
	next := k + 1
	for dayLeads[f.word(next)] {
		next++
	}
	w := f.word(k)
	if !saidWords[w] && !(next == i && outlooks[w] == infinitely && strings.HasSuffix(w, "ed")) {
		return false
	}
	before := k - 1
	if strings.HasSuffix(f.word(before), "ly") {
		before--
	}
	return !passiveWords[f.word(before)]
}

// leadsOn reports whether what follows the day at i puts it into the future. Unless the clause starts
// with the day, that takes a cue right behind it.
func (f *dateFinder) leadsOn(i int) bool {
	k := i + 1
	for dayParts[f.word(k)] || f.mark(k, ".") && f.isShortDay(k-1) {
		k++
	}
	if !f.starts(i) {
		return f.firmCue(k)
	}
	for words := 0; words < maxOutlook && !saidWords[f.word(k)] && !sideWords[f.word(k)] && !f.ends(k); words++ {
		if f.firmCue(k) {
			return true
		}
		k++
	}
	return false
}

// starts reports whether a clause starts with the day at i and the "on" before it.
func (f *dateFinder) starts(i int) bool {
	before := i - 1
	if f.word(before) == "on" {
		before--
		if w := f.word(before); w == "and" || w == "but" {
			return true
		}
	}
	return f.ends(before) || f.word(before) == "that" || f.mark(before, ",:–—“\"(") && !saidWords[f.word(before-1)]
}

// ends reports whether a sentence ends at piece k, or a part of one that stands alone.
func (f *dateFinder) ends(k int) bool {
	switch f.at(k).kind {
	case noPiece, linePiece:
		return true
	case markPiece:
		next := f.at(k+1).kind == wordPiece && !f.capital(k+1) || f.at(k+1).kind == numberPiece
		return f.mark(k, ";!?") || f.mark(k, ".…") && !f.abbreviated(k) && !next
	}
	return false
}

// cue reports whether word k looks ahead to a day at piece i.
func (f *dateFinder) cue(k, i int) bool {
	w := strings.ReplaceAll(f.word(k), "’", "'")
	if at := strings.LastIndex(w, "'"); at > 0 && w[at:] == "'ll" {
		w = w[at:]
	} else if bare := strings.TrimSuffix(w, "n't"); outlooks[bare] > 0 {
		w = bare
	}
	if w == "may" && f.capital(k) {
		return false // the month
	}
	switch outlooks[w] {
	case always:
		return true
	case infinitely:
		for to := k + 1; to < i && to <= k+maxOutlook; to++ {
			if f.infinitive(to) {
				return true
			}
		}
	case beside:
		adverb := besideBe[w] && !beForms[f.word(k-1)]
		return f.infinitive(k+1) && !adverb || w == "set" && f.word(k+1) == "for"
	}
	return f.word(k) == "to" && f.word(k+1) == "be" || f.asSoonAs(k)
}

// firmCue reports whether word k looks ahead by its own form, so that a day before it is that of the
// deed and not of the promise: "on Friday he agreed to go" is about last Friday.
func (f *dateFinder) firmCue(k int) bool {
	w := f.word(k)
	switch {
	case pastCues[w] || outlooks[w] == infinitely:
		return beForms[f.word(k-1)] && f.cue(k, k+maxOutlook)
	case w == "plan" || w == "plans":
		return f.infinitive(k + 1)
	}
	return f.cue(k, k+1)
}

// infinitive reports whether word k is the "to" of an infinitive, as far as that shows.
func (f *dateFinder) infinitive(k int) bool {
	return f.word(k) == "to" && f.at(k+1).kind == wordPiece && !f.capital(k+1) && !nounLeads[f.word(k+1)]
}

// asSoonAs reports whether word k ends "as soon as" or "as early as" before a time.
func (f *dateFinder) asSoonAs(k int) bool {
	if f.word(k) != "as" || f.word(k-1) != "soon" && f.word(k-1) != "early" || f.word(k-2) != "as" {
		return false
	}
	return f.capital(k+1) || f.at(k+1).kind == numberPiece || timeLeads[f.word(k+1)]
}

var (
	saidWords    = wordSet(`said says told announced reported confirmed added wrote decided ruled warned insisted declared admitted revealed`)
	passiveWords = wordSet(`be being is are the a an its their his our`) // before what is said of, not who says it
	sideWords    = wordSet(`that which who whom whose where when because as after before while if since although`)
	dayParts     = wordSet(`morning afternoon evening night`)
	timeLeads    = wordSet(`on next this late early mid today tonight tomorrow`)
	beForms      = wordSet(`is are was were be`)
	pastCues     = wordSet(`expected planned planning invited scheduled due likely slated poised upcoming`)
	planVerbs    = wordSet(`plan plans hope hopes expect expects intend intends aim aims`)
	besideBe     = wordSet(`not now also still`)
	nounLeads    = wordSet(`the a an this that these those his her its their our my your him them us me it`)
)
