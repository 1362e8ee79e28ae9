package cluster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// Reports of one event may give another figure for the same thing: 108 passengers, 112 passengers; at least
// 12 dead, 15 dead. The first is a conflict, the second an update if it came later. Which of the two it is
// is decided here, for timelines and facts alike, and by times that prove it:
//
// A figure holds from the first to the last report that gives it on its own. Of two figures the higher one is an update
// when all reports that give the lower one are known to be before all that give the higher, and the lower
// could grow: it is a toll, or says "at least". Everything else is a conflict, for times that prove no order prove no
// update. Figures that can both be true differ in nothing: about 80 and 84, more than 50 and 51.
//
// Two figures are of the same thing if they count the same noun in sentences that are alike and neither report also gives
// the figure of the other, as one does that tells of 25 defendants and of five of them. Tolls that stand early in
// their reports are of one event, as the reports are, unless their sentence tells of an earlier day. What is only measured is never
// compared: two amounts of money, percentages, hours or miles are seldom of the same thing.
//
// Days are not compared. Of the sixty pairs of sentences most alike that give different days, in reports of one event among 42,000
// articles, three are of one thing; in the others two things happened, or a weekday is meant of another week than was
// read, mostly since a report came with a wrong time.

const (
	rivalStatement = .35 // cosine from which figures of two sentences can be of the same thing
	rivalToll      = .1  // the same of tolls early in their reports that are far from each other
	tollLead       = 4   // sentences of a report in which a toll is that of its event; later ones must be alike
	rivalRatio     = 3   // beyond it two figures count different things; tolls grow more
	aboutRatio     = 1.1
	overRatio      = 1.25 // how far the truth may be beyond "more than 50", of a toll
	overCounted    = 1.5  // and of anything else
	tollAge        = 7    // days from which a date in the sentence of a toll makes it another event's
)

// telling is one figure as one text gives it.
type telling struct {
	mention
	news.Count
	words bag  // of the sentence
	old   bool // the sentence is about another day
}

// mention is where a text tells something.
type mention struct {
	text, article int
	told          news.Time // publication of the first version that has the sentence
	at, sentence  news.Span // in the article's text
	position      int       // of the sentence in its report
}

// measures are nouns that count nothing in particular: people too, of whom nothing is said.
var measures = stopWordSet(`percent dollar euro pound yen crown rupee rouble won hryvnia yuan per cent point time second minute hour day week month
	year decade century mile kilometre kilometer metre meter foot inch yard acre hectare tonne ton kg km cm mm kph mph gb tb mb mw gw kw kwh sq c f
	degrees degree litre liter gallon share vote goal run lap game match seat person`)

// comparable reports whether another figure for the same noun can be a conflict.
func (t telling) comparable() bool {
	return t.About != "" && (t.Toll && !t.old || !t.Toll && !measures[t.About])
}

// figureSubjects groups tellings by what they are of, in order, and of each text only the first figure for a subject is in one.
func figureSubjects(all []telling) [][]int {
	figures := map[figureKey]bool{} // what each text gives
	for _, t := range all {
		figures[figureKey{t.text, countKey{t.About, t.Value}}] = true
	}
	var groups [][]int
	byAbout := map[string][]int{}
	for i, t := range all {
		if !t.comparable() {
			continue
		}
		joined, repeated := -1, false
		for _, g := range byAbout[t.About] {
			if slices.ContainsFunc(groups[g], func(m int) bool { return all[m].text == t.text }) {
				repeated = repeated || t.Toll
				continue
			}
			given := slices.ContainsFunc(groups[g], func(m int) bool { return len(t.Value) > 1 && all[m].Value == t.Value })
			if joined < 0 && (given || sameSubject(all[groups[g][0]], t, figures)) {
				joined = g
			}
		}
		switch {
		case repeated: // the first toll that a text gives is that of the event
		case joined >= 0:
			groups[joined] = append(groups[joined], i)
		default:
			byAbout[t.About] = append(byAbout[t.About], len(groups))
			groups = append(groups, []int{i})
		}
	}
	return mergeTolls(groups, all)
}

// mergeTolls joins groups of one kind of toll that share a figure: which of two groups a toll came to hangs on which was told first.
func mergeTolls(groups [][]int, all []telling) [][]int {
	var merged [][]int
	for _, group := range groups {
		first := all[group[0]]
		at := slices.IndexFunc(merged, func(other []int) bool {
			return first.Toll && all[other[0]].About == first.About && shareFigure(other, group, all)
		})
		if at < 0 {
			merged = append(merged, group)
			continue
		}
		merged[at] = append(merged[at], group...)
		slices.Sort(merged[at])
	}
	return merged
}

// shareFigure reports whether two groups of tellings, of other texts, hold the same figure of two digits or more.
func shareFigure(a, b []int, all []telling) bool {
	shared := false
	for _, i := range a {
		for _, j := range b {
			if all[i].text == all[j].text {
				return false
			}
			shared = shared || len(all[i].Value) > 1 && all[i].Value == all[j].Value
		}
	}
	return shared
}

// figureKey is a figure that a text gives.
type figureKey struct {
	text int
	countKey
}

// countKey is what a figure says.
type countKey struct{ about, value string }

// gives reports whether the text of one telling also gives the figure of another one.
func (t telling) gives(o telling, figures map[figureKey]bool) bool {
	return figures[figureKey{t.text, countKey{o.About, o.Value}}]
}

// sameSubject reports whether figures of two texts, for the same noun, are of the same thing.
func sameSubject(a, b telling, figures map[figureKey]bool) bool {
	cosine := a.words.cosine(b.words)
	low, high := quantity(a.Value), quantity(b.Value)
	near := min(low, high)*rivalRatio >= max(low, high)
	if a.Toll && !strings.Contains(a.About, " ") || a.Value == b.Value {
		early := a.position < tollLead && b.position < tollLead
		return early && (near || cosine >= rivalToll) || cosine >= rivalStatement
	}
	return near && cosine >= rivalStatement && !a.gives(b, figures) && !b.gives(a, figures)
}

// quantity returns a value to compare by; values are decimals of at most 15 digits and some zeros.
func quantity(value string) float64 {
	x, _ := strconv.ParseFloat(value, 64) // it was made from digits
	return x
}

// dispute returns how the tellings of a subject differ; false when they don't.
func dispute(subject []int, all []telling) (Conflict, bool) {
	values := map[string][]telling{}
	c := Conflict{About: all[subject[0]].About}
	for _, i := range subject {
		t := all[i]
		if values[t.Value] == nil {
			c.Values = append(c.Values, Claim{Value: t.Value})
		}
		values[t.Value] = append(values[t.Value], t)
	}
	for k, v := range c.Values {
		for _, t := range values[v.Value] {
			c.Values[k].Articles = append(c.Values[k].Articles, t.article)
		}
		slices.Sort(c.Values[k].Articles)
	}
	for k, v := range c.Values {
		for _, o := range c.Values[:k] {
			low, high := values[v.Value], values[o.Value]
			if quantity(v.Value) > quantity(o.Value) {
				low, high = high, low
			}
			switch {
			case admits(low[0], high[0]):
			case c.Kind == "" && grew(low, high):
				c.Kind = FigureUpdate
			case !grew(low, high):
				c.Kind = FigureConflict
			}
		}
	}
	slices.SortStableFunc(c.Values, func(a, b Claim) int {
		return cmp.Or(comparePublished(firstTold(values[a.Value]), firstTold(values[b.Value])), cmp.Compare(a.Articles[0], b.Articles[0]))
	})
	return c, c.Kind != ""
}

// firstTold returns the earliest time at which one of some tellings was published; those without a time come last.
func firstTold(tellings []telling) news.Time {
	return slices.MinFunc(tellings, func(a, b telling) int { return comparePublished(a.told, b.told) }).told
}

// admits reports whether both of two figures can be true.
func admits(low, high telling) bool {
	ratio := quantity(high.Value) / max(quantity(low.Value), 1)
	over := overRatio
	if !low.Toll {
		over = overCounted
	}
	return low.Bound == news.Over && ratio <= over || high.Bound == news.UpTo && ratio <= overRatio ||
		(low.Bound == news.About || high.Bound == news.About) && ratio <= aboutRatio
}

// grew reports whether a figure is known to have grown from one value to the other.
func grew(low, high []telling) bool {
	if !low[0].Toll && !slices.ContainsFunc(low, func(t telling) bool { return t.Bound == news.AtLeast || t.Bound == news.Over }) {
		return false
	}
	for _, a := range low {
		for _, b := range high {
			if min(a.told.Trust, b.told.Trust) < news.Feed || !before(a.told, b.told) {
				return false
			}
		}
	}
	return true
}

// agree reports whether two statements may tell the same as far as their figures go: one of them has none,
// they share one, or they give different ones of the same thing, which is a conflict to be shown.
func agree(a, b []telling) bool {
	for _, f := range a {
		if slices.ContainsFunc(b, func(o telling) bool {
			return o.Value == f.Value || o.About == f.About && f.About != "" && !measures[f.About]
		}) {
			return true
		}
	}
	return len(a) == 0 || len(b) == 0
}
