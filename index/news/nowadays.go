package news

import "strings"

// "Today" is the day of publication where the clause around it tells what was done or will be: the council voted today, will
// vote today, is voting today, votes today. Elsewhere it is more often nowadays: people today know, the most that it is worth
// today. So it is, whatever the verb, where it stands beside a year of the past, behind world or country, before than or most, and in "if
// it were held today".

// nowadays reports whether the word at i, if it is today, stands for these times or for any.
func (f *dateFinder) nowadays(i int) bool {
	if f.word(i) != "today" {
		return false
	}
	if timesBefore[f.word(i-1)] || timesAfter[f.word(i+1)] || f.remembers(i) {
		return true
	}
	plain := dayBefore[f.word(i-1)] || dayAfter[f.word(i+1)] || f.opens(i) && f.word(i+1) == "is" || f.asSoonAs(i-1)
	return !plain && !f.happens(i)
}

// remembers reports whether the sentence of the word at i names an earlier year before it, or supposes something.
func (f *dateFinder) remembers(i int) bool {
	for k, words := i-1, 0; words < maxOutlook && !f.ends(k); k-- {
		if isYear(f.str(k)) && yearLeads[f.word(k-1)] && atoi(f.str(k)) < f.published.Year() {
			return true
		}
		if f.word(k) == "if" && (f.word(i-2) == "were" || f.word(i-2) == "was") {
			return true
		}
		if f.at(k).kind == wordPiece {
			words++
		}
	}
	return false
}

// happens reports whether the clause of the word at i has a verb of what was done or will be done. Behind or before a comma
// beside the word it goes on.
func (f *dateFinder) happens(i int) bool {
	for _, step := range []int{-1, 1} {
		k, words := i+step, 0
		if f.mark(k, ",") {
			k += step
		}
		for ; words < maxOutlook && !f.ends(k) && !f.mark(k, ",–—(\"“”") && (!f.mark(k, ":") || f.glued(k+1)); k += step {
			if f.word(k) == "if" && step < 0 {
				return false
			}
			if f.isDeed(k) {
				return true
			}
			if f.at(k).kind == wordPiece {
				words++
			}
		}
	}
	return false
}

// isDeed reports whether word k, as far as its form shows, is the verb of something that happens on a day.
func (f *dateFinder) isDeed(k int) bool {
	w := f.word(k)
	switch {
	case f.sureCue(k), deeds[w], f.at(k).small && strings.HasPrefix(w, "re") && deeds[w[2:]]:
		return true
	case strings.HasSuffix(w, "ed"):
		return f.at(k).small && len(w) > 4 && !strings.HasSuffix(w, "eed") && !statesInED[w] || w == "agreed" || w == "freed"
	case strings.HasSuffix(w, "ing"):
		return progressive[f.word(k-1)]
	}
	return false
}

var (
	timesBefore = wordSet(`world country place society america life is are even still alive than`)
	timesAfter  = wordSet(`than most many few`)
	dayBefore   = wordSet(`here earlier later early late far throughout`) // so far today
	dayAfter    = wordSet(`at on after when from by about`)
	progressive = wordSet(`is are am was were be i'm we're they're he's she's it's i’m we’re they’re he’s she’s it’s`)
	statesInED  = wordSet(`used hundred sacred naked wicked supposed`)
	// deeds are verbs in the past with a form of their own, and those that reports have in the present for a day’s programme.
	deeds = wordSet(`said told was were had did went came took made gave got saw met won lost held led left sent spoke spent stood fell rose broke began
		became brought bought built caught chose cut drew drove fought found flew hit kept knew laid met paid put ran sold shot shut shook sank sat struck
		swore taught threw thought understood withdrew woke wrote sworn killed
		vote votes meet meets begin begins start starts open opens close closes travel travels visit visits testify testifies head heads return returns
		speak speaks convene convenes host hosts announce announces gather gathers celebrate celebrates mark marks turns kick kicks go goes due going
		could must`)
)
