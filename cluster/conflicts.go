package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Reports that tell the same may give another figure for the same thing: 108 passengers, 112
// passengers. Such figures are shown side by side, also those of sentences that are too different to tell
// the same. Only things that can be counted are compared: two amounts of money or two percentages are seldom
// of the same thing.

// rivalStatement is the cosine from which figures of two statements can be of the same thing.
const rivalStatement = .3

// measures are nouns that count nothing in particular.
var measures = stopWordSet("percent dollar euro pound yen crown per cent point time")

// withRivals returns the statements that tell the same with those of other texts that may give another
// figure for what they count.
func withRivals(members []int, all []statement) []int {
	first := all[members[0]]
	if len(soleFigures(first.figures)) == 0 {
		return members
	}
	told := map[int]bool{}
	for _, m := range members {
		told[all[m].text] = true
	}
	both := slices.Clone(members)
	for i, st := range all {
		if !told[st.text] && first.words.cosine(st.words) >= rivalStatement && compatible(all, members, st) {
			told[st.text] = true
			both = append(both, i)
		}
	}
	return both
}

// conflicts returns the figures that statements telling the same give differently: of one thing
// counted, where each gives one value.
func conflicts(members []int, all []statement) []Conflict {
	claims := map[string]map[string][]int{}
	for _, m := range members {
		for noun, value := range soleFigures(all[m].figures) {
			if claims[noun] == nil {
				claims[noun] = map[string][]int{}
			}
			claims[noun][value] = append(claims[noun][value], all[m].article)
		}
	}
	var conflicts []Conflict
	for noun, values := range claims {
		if len(values) < 2 {
			continue
		}
		conflict := Conflict{About: noun}
		for value, articles := range values {
			slices.Sort(articles)
			conflict.Values = append(conflict.Values, Claim{value, articles})
		}
		slices.SortFunc(conflict.Values, func(a, b Claim) int { return cmp.Compare(a.Articles[0], b.Articles[0]) })
		conflicts = append(conflicts, conflict)
	}
	slices.SortFunc(conflicts, func(a, b Conflict) int { return cmp.Compare(a.About, b.About) })
	return conflicts
}

// soleFigures returns the value of each thing counted that a sentence gives one value of.
func soleFigures(figures []news.Figure) map[string]string {
	values := map[string]string{}
	twice := map[string]bool{}
	for _, f := range figures {
		if v, ok := values[f.Noun]; ok && v != f.Value {
			twice[f.Noun] = true
		}
		values[f.Noun] = f.Value
	}
	for noun := range values {
		if noun == "" || measures[noun] || twice[noun] {
			delete(values, noun)
		}
	}
	return values
}

// agree reports whether two statements may tell the same as far as their figures go: one of them has none,
// they share one, or they give different ones of the same thing, which is a conflict to be shown.
func agree(a, b []news.Figure) bool {
	for _, f := range a {
		if slices.ContainsFunc(b, func(o news.Figure) bool {
			return o.Value == f.Value || o.Noun == f.Noun && f.Noun != "" && !measures[f.Noun]
		}) {
			return true
		}
	}
	return len(a) == 0 || len(b) == 0
}
