package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// A timeline is made of sentences of the reports (statements.go); nothing in it is written anew.
//
// Sentences of different texts tell the same when the cosine of their weighted words is high, their
// dates do not differ and their figures are of the same things; they become one entry, told in the words
// of the earliest report. An entry counts for the independent texts that tell it, for how central its
// words are to the story, for standing early in its report and for naming a date; the best ones, not too like
// each other, make the timeline (a greedy form of maximal marginal relevance: Carbonell and Goldstein
// 1998). After the first two a day that has no entry yet counts for more, or everything that is told would be of the
// day on which the most was written. A digest has none: what it tells of is not one event.
//
// Somebody's words without saying whose (speech.go) confirm what others tell, and are never told themselves.

const (
	maxEntries       = 15
	entriesAlone     = 3   // a story of n texts has up to n+3 entries
	minEntries       = 5   // as many are chosen unless they repeat others
	repeatFloor      = .02 // least score of one of these, against the best
	entryFloor       = .18 // and of a further one
	leadEntries      = 2   // chosen by what most reports tell alone; then
	dayBonus         = 1.5 // for a day that no other entry is of, but for background
	maxTimelineTexts = 60
	sameStatement    = .6  // cosine from which two statements tell the same: lower ones share the subject only
	voiceBonus       = .5  // for each further text that tells it
	positionDecay    = .12 // by place in the report
	datedDecay       = .06 // the same of a sentence that names a date: plans stand late
	backgroundDays   = 7   // an entry this long before the first report is background
)

// timeline returns the timeline of a story; central are the notes of its texts, most central first.
func (g *Grouping) timeline(s Story, central []*notes) []Entry {
	var all []statement
	for _, n := range central[:min(len(central), maxTimelineTexts)] {
		all = append(all, n.statements...)
	}
	sortStatements(all)
	groups := groupStatements(all, len(s.Texts))
	return g.entries(s, choose(groups, all, min(maxEntries, len(s.Texts)+entriesAlone)), all)
}

// WholeTimeline returns an entry for all that the reports of story s tell, not only for what makes its Timeline.
func (g *Grouping) WholeTimeline(s int, opts Options) []Entry {
	bags := newBagger(Terms{}, opts.Background)
	var all []statement
	for _, t := range g.Stories[s].Texts {
		all = append(all, g.told(t, bags)...)
	}
	sortStatements(all)
	return g.entries(g.Stories[s], groupStatements(all, len(g.Stories[s].Texts)), all)
}

// sortStatements puts statements in the order in which they were told, those that only confirm others last.
func sortStatements(all []statement) {
	later := map[bool]int{true: 1}
	slices.SortStableFunc(all, func(a, b statement) int {
		return cmp.Or(cmp.Compare(later[a.speakerless], later[b.speakerless]), comparePublished(a.told, b.told),
			cmp.Compare(a.article, b.article), cmp.Compare(a.position, b.position))
	})
}

// entries makes the entries of groups of statements that tell the same, in the order in which things happened.
func (g *Grouping) entries(s Story, groups [][]int, all []statement) []Entry {
	entries := make([]Entry, len(groups))
	differ := disputes(all)
	for i, members := range groups {
		entries[i] = g.entry(s, members, all)
		for _, m := range members {
			entries[i].Conflicts = append(entries[i].Conflicts, differ[Passage{all[m].article, all[m].at}]...)
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(comparePublished(a.When, b.When), cmp.Compare(a.From.Article, b.From.Article), cmp.Compare(a.From.Start, b.From.Start))
	})
	dropRepeated(entries)
	return entries
}

// dropRepeated leaves each conflict at the first entry that gives one of its figures.
func dropRepeated(entries []Entry) {
	type key struct { // of a figure, which is of one subject
		about, value string
		article      int
	}
	shown := map[key]bool{}
	for i := range entries {
		entries[i].Conflicts = slices.DeleteFunc(entries[i].Conflicts, func(c Conflict) bool {
			k := key{c.About, c.Values[0].Value, c.Values[0].Articles[0]}
			repeated := shown[k]
			shown[k] = true
			return repeated
		})
		slices.SortFunc(entries[i].Conflicts, func(a, b Conflict) int { return cmp.Compare(a.About, b.About) })
	}
}

// disputes returns how figures of statements differ, by the place of each statement that gives one.
func disputes(all []statement) map[Passage][]Conflict {
	var figures []telling
	for _, st := range all {
		figures = append(figures, st.figures...)
	}
	told := map[Passage][]Conflict{}
	for _, subject := range figureSubjects(figures) {
		c, differ := dispute(subject, figures)
		if !differ {
			continue
		}
		for _, i := range subject {
			at := Passage{figures[i].article, figures[i].sentence}
			told[at] = append(told[at], c)
		}
	}
	return told
}

// groupStatements groups the statements of some texts that tell the same, in the order of their first. Each is
// compared with the first statement of every group, and a text is in a group only once: those of one text are all alone.
func groupStatements(all []statement, texts int) [][]int {
	var groups [][]int
	firsts := newBagIndex()
	for i := range all {
		st, best, cosine := &all[i], -1, sameStatement
		if texts > 1 {
			for g, x := range firsts.cosines(st.words) {
				if x >= cosine && compatible(all, groups[g], st) {
					best, cosine = g, x
				}
			}
		}
		if best < 0 && st.speakerless {
			continue
		}
		if best < 0 {
			groups = append(groups, []int{i})
			if texts > 1 {
				firsts.add(st.words)
			}
			continue
		}
		groups[best] = append(groups[best], i)
	}
	return groups
}

// compatible reports whether a statement can tell the same as a group of them.
func compatible(all []statement, members []int, st *statement) bool {
	for _, m := range members {
		if all[m].text == st.text || !agree(all[m].figures, st.figures) {
			return false
		}
		if all[m].dated && st.dated && (precedes(all[m].when, st.when) || precedes(st.when, all[m].when)) {
			return false
		}
	}
	return true
}

// choose returns the n groups that tell the most of the story and are not too like each other.
func choose(groups [][]int, all []statement, n int) [][]int {
	var bags []bag
	for _, st := range all {
		bags = append(bags, st.words)
	}
	centre := centroid(bags)
	var since news.Time
	if len(all) > 0 {
		since = all[0].told
	}
	choices := make([]choice, len(groups))
	for g, members := range groups {
		choices[g] = newChoice(&all[members[0]], len(members), centre, since)
	}
	var chosen [][]int
	top := 0.0
	told := map[day]bool{}
	for len(chosen) < min(n, len(groups)) {
		best, score := 0, -1.0
		for g := range choices {
			s := choices[g].score
			if len(chosen) >= leadEntries && choices[g].news && !told[choices[g].day] {
				s *= dayBonus
			}
			if s > score {
				best, score = g, s
			}
		}
		floor := entryFloor
		if len(chosen) < minEntries {
			floor = repeatFloor
		}
		if score < 0 || score < floor*top {
			break
		}
		top = max(top, score)
		chosen = append(chosen, groups[best])
		if choices[best].score = -1; choices[best].first.dated {
			told[choices[best].day] = true
		}
		for g := range choices {
			if choices[g].score > 0 {
				choices[g].score *= 1 - choices[best].first.words.cosine(choices[g].first.words)
			}
		}
	}
	return chosen
}

// choice is what speaks for an entry.
type choice struct {
	first *statement // of its group
	score float64    // negative once it was chosen
	day   day        // that it is about
	news  bool       // it names that day, and is no background
}

// newChoice weighs a group of so many statements by its first, in a story that is about some words and was first reported at some time.
func newChoice(first *statement, members int, centre bag, since news.Time) choice {
	voices := 1 + voiceBonus*float64(members-1)
	c := choice{first: first, day: dayOf(first), news: first.dated && first.role(since) != BackgroundRole}
	decay := positionDecay
	if c.news {
		decay = datedDecay
	}
	c.score = first.words.cosine(centre) * voices * first.weight / (1 + decay*float64(first.position))
	return c
}

// day is a day, month or year.
type day struct {
	precision news.Precision
	year      int
	month     time.Month
	of        int // the month
}

// dayOf returns the day, month or year that a statement is about.
func dayOf(st *statement) day {
	year, month, of := st.when.At.Date()
	return day{st.when.Precision, year, month, of}
}

// entry makes a timeline entry of statements that tell the same.
func (g *Grouping) entry(s Story, members []int, all []statement) Entry {
	told := all[members[0]]
	for _, m := range members {
		// The first telling that names a date says when; what was told before has not happened later.
		if st := all[m]; st.dated && (!precedes(told.told, st.when) || precedes(st.told, st.when)) {
			told.when, told.dated = st.when, true
			break
		}
	}
	e := Entry{When: told.when, From: Passage{told.article, told.at}, Role: told.role(g.Articles[s.Articles[0]].Published)}
	times := map[int]news.Time{}
	var tellers []int
	for _, m := range members {
		times[all[m].article] = all[m].told
		tellers = append(tellers, all[m].article)
		for _, copied := range all[m].copies {
			times[copied.article] = copied.told
			e.Copies = append(e.Copies, copied.article)
		}
	}
	slices.Sort(tellers)
	slices.Sort(e.Copies)
	e.First = first(slices.Concat(tellers, e.Copies), func(i int) news.Time { return times[i] })
	e.Also = slices.DeleteFunc(tellers, func(i int) bool { return i == told.article })
	return e
}

// precedes reports whether one time is over when another begins, both in the zone of one report.
func precedes(a, b news.Time) bool { return a.Known() && b.Known() && !a.End().After(b.At) }

// role says how what a statement tells stands to a story that was first reported at some time.
func (st statement) role(first news.Time) Role {
	switch {
	case !st.dated:
		return EventRole
	case precedes(st.told, st.when):
		return PlannedRole
	case first.Known() && precedes(st.when, news.Time{At: first.At.AddDate(0, 0, -backgroundDays), Precision: news.Day}):
		return BackgroundRole
	}
	return EventRole
}
