package news

// "Today" is the day of publication where the clause around it tells what was done or will be: the council voted today, will
// vote today, is voting today, votes today; what is owned or remembered today is a state. Elsewhere it is more often nowadays: people today know, the most that it is worth
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
	plain := dayBefore[f.word(i-1)] || dayAfter[f.word(i+1)] || f.at(i-1).kind == numberPiece && f.mark(i-2, ":") || f.opens(i) && f.word(i+1) == "is" || f.asSoonAs(i-1)
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

var (
	timesBefore = wordSet(`world country place society america life is are even still alive than`)
	timesAfter  = wordSet(`than most many few`)
	dayBefore   = wordSet(`here earlier later early late far throughout`) // so far today
	dayAfter    = wordSet(`at on after when from by about`)
)
