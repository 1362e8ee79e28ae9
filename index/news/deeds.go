package news

import "strings"

// Whether an English clause tells what was done shows, as far as no grammar is known, in the form of its verbs: the first that
// stands before a word, going back from it, is one of the past (spoke, sank, were, was killed) or it is not (is, plays, will). A participle is
// no such verb where it is one of a state (are interested), stands before a noun (the divided party), or has "by" behind it and no
// form of be before it (the team coached by her). What was said says nothing of what follows it, so that a verb of saying
// counts only beside the word. A doubt counts as no: a day too few costs less than a false one.

// isDeed reports whether word k, as far as its form shows, is the verb of something that happens on a day.
func (f *dateFinder) isDeed(k int) bool {
	w := f.word(k)
	switch {
	case f.sureCue(k), presentDeeds[w], f.at(k).small && strings.HasPrefix(w, "re") && presentDeeds[w[2:]]:
		return true
	case strings.HasSuffix(w, "ing"):
		return progressive[f.word(k-1)]
	}
	return f.isPast(k) && !(f.regular(k) && f.isState(k)) // schools are shut today
}

// isPast reports whether word k has the form of a verb in the past, or of its participle.
func (f *dateFinder) isPast(k int) bool {
	w := f.word(k)
	return pastDeeds[w] || f.at(k).small && strings.HasPrefix(w, "re") && pastDeeds[w[2:]] || f.regular(k)
}

// regular reports whether word k has the ending of a regular verb in the past.
func (f *dateFinder) regular(k int) bool {
	w := f.word(k)
	return strings.HasSuffix(w, "ed") && f.at(k).small && len(w) > 4 && !strings.HasSuffix(w, "eed") && !statesInED[w] || w == "agreed" || w == "freed"
}

// isState reports whether the participle k is that of a state, not of what happened to somebody: is remembered, are still owned.
func (f *dateFinder) isState(k int) bool {
	before := k - 1
	for w := f.word(before); besideBe[w] || strings.HasSuffix(w, "ly"); w = f.word(before) {
		before--
	}
	w := strings.ReplaceAll(f.word(before), "’", "'")
	return presentBe[w] || strings.HasSuffix(w, "'re")
}

// wasDone reports whether word k is a verb in the past that rules its clause.
func (f *dateFinder) wasDone(k int) bool {
	w, before := f.word(k), f.word(k-1)
	if !f.isPast(k) || outlooks[w] == always || outlooks[w] != 0 && f.infinitive(k+1) || relativeWords[before] || f.isState(k) {
		return false
	}
	return passiveBe[before] || f.word(k+1) != "by" && !f.beforeNoun(k)
}

// beforeNoun reports whether participle k is one before a noun: the divided party, two injured players.
func (f *dateFinder) beforeNoun(k int) bool {
	next := f.word(k + 1)
	return f.determines(k-1) || f.counts(k-1) && !noNouns[next] && !doneThere[next]
}

// determines reports whether word k is an article or an owner.
func (f *dateFinder) determines(k int) bool { return f.can(k, anArticle) || monthOwners[f.word(k)] }

// counts reports whether piece k is a number.
func (f *dateFinder) counts(k int) bool {
	return f.at(k).kind == numberPiece || agoNumbers[f.word(k)] > 0
}

// doneBefore reports whether the clause up to word k tells what was done.
func (f *dateFinder) doneBefore(k int) bool {
	for words := 0; words < maxOutlook && !f.clauseEnds(k); k-- {
		w := f.word(k)
		if f.wasDone(k) {
			return words == 0 || !claims[w] || w == "told" && words <= maxListener
		}
		if f.at(k).kind == wordPiece && (f.isNow(k) || f.joinsVerb(k)) {
			return false
		}
		if f.at(k).kind == wordPiece {
			words++
		}
	}
	return false
}

// doneBehind reports whether the clause from word k on tells what was done.
func (f *dateFinder) doneBehind(k int) bool {
	for words := 0; words < maxOutlook && !f.clauseEnds(k) && !f.isNow(k); k++ {
		if f.wasDone(k) {
			return !claims[f.word(k)]
		}
		if f.at(k).kind == wordPiece {
			words++
		}
	}
	return false
}

// maxListener is how many words may stand between told and the day: told the court of Alder at Tuesday’s hearing.
const maxListener = 4

// clauseEnds reports whether a clause ends or begins with piece k.
func (f *dateFinder) clauseEnds(k int) bool {
	return f.ends(k) || sideWords[f.word(k)] || f.word(k) == "but" || f.mark(k, ",–—(:\"“”")
}

// isNow reports whether word k is a verb that tells of the present or of what may come.
func (f *dateFinder) isNow(k int) bool {
	w := strings.ReplaceAll(f.word(k), "’", "'")
	return presentBe[w] || presentWords[w] || presentDeeds[w] && !f.determines(k-1) || outlooks[w] == always && !planVerbs[w] || f.sureCue(k)
}

// joinsVerb reports whether word k is an "and" or "or" that seems to join verbs: the word behind it is in small letters, no
// article and no number.
func (f *dateFinder) joinsVerb(k int) bool {
	w := f.word(k)
	return (w == "and" || w == "or") && f.at(k+1).small && !f.determines(k+1) && !f.counts(k+1) && !f.wasDone(k+1)
}

var (
	progressive   = wordSet(`is are am was were be i'm we're they're he's she's it's i’m we’re they’re he’s she’s it’s`)
	statesInED    = wordSet(`used hundred sacred naked wicked supposed`)
	presentBe     = wordSet(`is are am be being isn't aren't`)
	passiveBe     = wordSet(`was were been got`)
	relativeWords = wordSet(`who which`)
	// claims are verbs in the past behind which another clause may begin without a word between, or whose form is that of the present.
	claims = wordSet(`said told thought knew understood showed suggested hoped expected predicted believed claimed argued noted feared warned insisted
		admitted confirmed put`)
	// pastDeeds are verbs in the past with a form of their own.
	pastDeeds = wordSet(`said told was were had did went came took made gave got saw met won lost held led left sent spoke spent stood fell rose broke began
		became brought bought built caught chose cut drew drove fought found flew hit kept knew laid met paid put ran sold shot shut shook sank sat struck
		swore taught threw thought understood withdrew woke wrote sworn killed died`)
	// presentDeeds are verbs that reports have in the present for a day’s programme.
	presentDeeds = wordSet(`vote votes meet meets begin begins start starts open opens close closes travel travels visit visits testify testifies head heads return returns
		speak speaks convene convenes host hosts announce announces gather gathers celebrate celebrates mark marks turns kick kicks go goes due going
		could must`)
	presentWords = wordSet(`has have does do doesn't don't says say shows show play plays face faces takes choose chooses runs holds fights remains`)
)
