package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// A timeline is made of sentences of the reports; nothing in it is written anew.
//
// The first sentences of each text are candidates. A sentence that names a date it can be resolved to
// stands at that date, any other at the publication of the revision it stands in. Sentences of different texts tell
// the same when the cosine of their weighted words is high and their dates do not differ; they become one
// entry, told in the words of the earliest report. An entry counts for the independent texts that
// tell it, for how central its words are to the story, for standing early in its report and for
// naming a date; the best ones, not too like each other, make the timeline (a greedy form of maximal
// marginal relevance: Carbonell and Goldstein 1998).

const (
	maxEntries       = 12
	entriesAlone     = 3  // a story of n texts has up to n+3 entries
	entryFloor       = .2 // least score of an entry, against the best
	maxTimelineTexts = 60
	sentencesPerText = 12
	minSentenceWords = 5
	maxSentenceWords = 60
	sameStatement    = .45 // cosine from which two statements tell the same
	datedBonus       = 1.15
	leaningPenalty   = .6
	voiceBonus       = .5  // for each further text that tells it
	positionDecay    = .12 // by place in the report
	backgroundDays   = 7   // an entry this long before the first report is background
)

// statement is one sentence of a text's origin.
type statement struct {
	text     int
	article  int
	at       news.Span // in the article's text
	position int       // among the statements of its article
	when     news.Time
	dated    bool // by its own words
	words    bag
	weight   float64 // for standing early, naming a date and needing no sentence before it
}

// timeline returns the timeline of a story; central are its texts, most central first.
func (g *Grouping) timeline(s Story, central []int, c comparison, opts Options) []Entry {
	var all []statement
	for _, t := range central[:min(len(central), maxTimelineTexts)] {
		all = append(all, g.statements(t, c, opts)...)
	}
	slices.SortStableFunc(all, func(a, b statement) int {
		return cmp.Or(comparePublished(g.Articles[a.article].Revised, g.Articles[b.article].Revised),
			cmp.Compare(a.article, b.article), cmp.Compare(a.position, b.position))
	})
	groups := groupStatements(all)
	groups = choose(groups, all, min(maxEntries, len(s.Texts)+entriesAlone))
	entries := make([]Entry, len(groups))
	for i, members := range groups {
		entries[i] = g.entry(s, members, all)
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(comparePublished(a.When, b.When), cmp.Compare(a.From.Article, b.From.Article), cmp.Compare(a.From.Start, b.From.Start))
	})
	return entries
}

// statements returns the first sentences of a text's origin.
func (g *Grouping) statements(t int, c comparison, opts Options) []statement {
	a := &g.Articles[g.Texts[t].Origin]
	var found, rest []statement
	for _, p := range a.Content.Paragraphs {
		for _, span := range news.Sentences(a.Text[p.Start:p.End], a.Lang) {
			if len(found) == sentencesPerText {
				return found
			}
			at := news.WithoutDateline(a.Text, news.Span{Start: p.Start + span.Start, End: p.Start + span.End})
			st, ok := c.statement(a, at, opts)
			st.text, st.article, st.position = t, g.Texts[t].Origin, len(found)
			switch {
			case !ok:
			case isWhole(a.Text[at.Start:at.End]):
				found = append(found, st)
			case len(rest) == 0:
				rest = append(rest, st)
			}
		}
	}
	if len(found) == 0 {
		return rest
	}
	return found
}

// isWhole reports whether a sentence is one from start to end: pages break lines in the middle, and
// quotations go on over several sentences.
func isWhole(sentence string) bool {
	start, _ := utf8.DecodeRuneInString(strings.TrimLeft(sentence, "\"“„«»‘'("))
	if unicode.IsLower(start) {
		return false
	}
	straight := strings.Count(sentence, "\"")
	curly := strings.Count(sentence, "“") - strings.Count(sentence, "”")
	if straight%2 != 0 || curly != 0 && !strings.Contains(sentence, "„") {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(sentence, "\"”“»’')"))
	return strings.ContainsRune(".!…。！", end)
}

// statement weighs the words of a sentence and dates it; false when it can't stand in a timeline: it is
// too short or too long, or a question.
func (c comparison) statement(a *Article, at news.Span, opts Options) (statement, bool) {
	sentence := a.Text[at.Start:at.End]
	n := len(strings.Fields(sentence))
	if a.Lang == english && n < minSentenceWords || n > maxSentenceWords || strings.HasSuffix(sentence, "?") {
		return statement{}, false
	}
	st := statement{at: at, when: a.Revised, weight: 1, words: c.bag(sentence, a.Lang, opts)}
	if date, ok := dateOf(sentence, a); ok {
		st.when, st.dated = date, true
		st.weight = datedBonus
	}
	if leansBack(sentence) {
		st.weight *= leaningPenalty
	}
	return st, st.words.norm > 0
}

// dateOf returns the date that a sentence tells of: the first day it names. A month or a year dates it
// only in its main clause; in another it is about something else, as in "the firm, founded in 1931".
func dateOf(sentence string, a *Article) (news.Time, bool) {
	for _, d := range news.Dates(sentence, a.Revised, a.Lang) {
		if d.Time.Precision >= news.Day || inMainClause(sentence[:d.Start]) {
			return d.Time, true
		}
	}
	return news.Time{}, false
}

// clauseWords begin a clause that is not the main one.
var clauseWords = stopWordSet(`that which who whom whose where when since because although while if as after before`)

// inMainClause reports whether nothing in the start of a sentence begins another clause.
func inMainClause(start string) bool {
	if strings.ContainsAny(start, ",;:–—(\"“") {
		return false
	}
	for word := range news.Words(start) {
		if clauseWords[string(word)] {
			return false
		}
	}
	return true
}

// leaningWords begin a sentence that needs the one before it.
var leaningWords = stopWordSet(`he she it they his her their its that this these those but and so meanwhile also however such then there
	earlier later i we you my our your er sie es aber und`)

// leansBack reports whether a sentence is unclear without the one before it, or is somebody's words
// without saying whose.
func leansBack(sentence string) bool {
	for word := range news.Words(sentence) {
		if leaningWords[string(word)] {
			return true
		}
		break
	}
	return strings.IndexAny(sentence, "\"“„«'‘") == 0
}

// groupStatements groups the statements that tell the same, in the order of their first. Each is
// compared with the first statement of every group, and a text is in a group only once.
func groupStatements(all []statement) [][]int {
	var groups [][]int
	for i, st := range all {
		best, cosine := -1, sameStatement
		for g, members := range groups {
			if !compatible(all, members, st) {
				continue
			}
			if x := st.words.cosine(all[members[0]].words); x >= cosine {
				best, cosine = g, x
			}
		}
		if best < 0 {
			groups = append(groups, []int{i})
			continue
		}
		groups[best] = append(groups[best], i)
	}
	return groups
}

// compatible reports whether a statement can tell the same as a group of them.
func compatible(all []statement, members []int, st statement) bool {
	for _, m := range members {
		if all[m].text == st.text {
			return false
		}
		if all[m].dated && st.dated && (before(all[m].when, st.when) || before(st.when, all[m].when)) {
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
	scores := make([]float64, len(groups))
	for g, members := range groups {
		first := all[members[0]]
		voices := 1 + voiceBonus*float64(len(members)-1)
		scores[g] = first.words.cosine(centre) * voices * first.weight / (1 + positionDecay*float64(first.position))
	}
	var chosen [][]int
	top := 0.0
	for len(chosen) < min(n, len(groups)) {
		best := 0
		for g := range scores {
			if scores[g] > scores[best] {
				best = g
			}
		}
		if scores[best] < entryFloor*top {
			break
		}
		top = max(top, scores[best])
		chosen = append(chosen, groups[best])
		seed := all[groups[best][0]].words
		scores[best] = -1
		for g := range scores {
			if scores[g] > 0 {
				scores[g] *= 1 - seed.cosine(all[groups[g][0]].words)
			}
		}
	}
	return chosen
}

// entry makes a timeline entry of statements that tell the same.
func (g *Grouping) entry(s Story, members []int, all []statement) Entry {
	told := all[members[0]]
	for _, m := range members {
		if all[m].dated { // the best-dated telling says when
			told.when, told.dated = all[m].when, true
			break
		}
	}
	e := Entry{When: told.when, From: Passage{told.article, told.at}, Role: g.role(s, told)}
	var tellers []int
	for _, m := range members {
		tellers = append(tellers, all[m].article)
		for _, i := range g.Texts[all[m].text].Articles {
			if i != all[m].article {
				e.Copies = append(e.Copies, i)
			}
		}
	}
	slices.Sort(tellers)
	slices.Sort(e.Copies)
	e.First = first(tellers, func(i int) news.Time { return g.Articles[i].Revised })
	for _, i := range tellers {
		if i != told.article {
			e.Also = append(e.Also, i)
		}
	}
	e.Conflicts = g.conflicts(members, all)
	return e
}

// role says how an entry stands to the story.
func (g *Grouping) role(s Story, told statement) Role {
	published := g.Articles[told.article].Revised
	first := g.Articles[s.Articles[0]].Published
	switch {
	case !told.dated:
		return EventRole
	case before(published, told.when):
		return PlannedRole
	case first.Known() && before(told.when, news.Time{At: first.At.AddDate(0, 0, -backgroundDays), Precision: news.Day}):
		return BackgroundRole
	}
	return EventRole
}

// conflicts returns the figures that statements telling the same give differently: of one thing
// counted, where each gives one value.
func (g *Grouping) conflicts(members []int, all []statement) []Conflict {
	claims := map[string]map[string][]int{}
	for _, m := range members {
		for noun, value := range soleFigures(g.Articles[all[m].article].Text[all[m].at.Start:all[m].at.End]) {
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

// soleFigures returns the value of each noun that a sentence gives one value of.
func soleFigures(sentence string) map[string]string {
	values := map[string]string{}
	twice := map[string]bool{}
	for _, f := range news.Figures(sentence) {
		if v, ok := values[f.Noun]; ok && v != f.Value {
			twice[f.Noun] = true
		}
		values[f.Noun] = f.Value
	}
	delete(values, "")
	for noun := range twice {
		delete(values, noun)
	}
	return values
}
