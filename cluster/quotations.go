package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// A quotation goes from report to report and is cut anew on its way: its start goes, its end, or a few words
// in the middle. Two are the same if the shorter one shares half of its runs of three words with the longer. Those whose
// words stand in the longest one's, or start where it ends, are cuts of it; others put it into other words, and are shown beside it,
// as are those that were translated anew (translations.go).

const (
	quoteRun    = 3  // words
	sameQuote   = .5 // share of the runs of the shorter one
	minSameRuns = 2
	otherWords  = 10 // one in so many may differ in a cut
	maxQuotings = 50 // groups that hold one run: more hold only small words
	verbReach   = 60 // bytes between a verb of saying and who says it
)

// quoting is one quotation as reports give it.
type quoting struct {
	runs   map[string]bool // of all its cuts
	quotes []quoted
}

// quotations returns what is quoted in the reports.
func (f factFinder) quotations() []Fact {
	groups := f.joinTranslations(f.quotings())
	facts := make([]Fact, len(groups))
	for i, o := range groups {
		facts[i] = f.quotation(*o)
	}
	return facts
}

// quotings returns what is quoted in the reports, each with all its cuts.
func (f factFinder) quotings() []*quoting {
	var groups []*quoting
	filed := map[string][]int{} // groups by run
	for _, q := range f.quotes() {
		runs := runsOf(q.Key)
		k := closestQuoting(groups, filed, runs)
		if k < 0 {
			k = len(groups)
			groups = append(groups, &quoting{runs: map[string]bool{}})
		}
		o := groups[k]
		o.quotes = append(o.quotes, q)
		for _, run := range runs {
			if !o.runs[run] && len(filed[run]) < maxQuotings {
				o.runs[run] = true
				filed[run] = append(filed[run], k)
			}
		}
	}
	return groups
}

// quotes returns the quotations of all reports, longest first, so that cuts come to what they were cut from.
func (f factFinder) quotes() []quoted {
	var all []quoted
	for _, r := range f.readings {
		all = append(all, r.quotes...)
	}
	sortQuotes(all)
	return all
}

// sortQuotes puts the longest first.
func sortQuotes(quotes []quoted) {
	slices.SortStableFunc(quotes, func(a, b quoted) int { return -cmp.Compare(len(a.Key), len(b.Key)) })
}

// isSpeaker reports whether a name is that of who is called by another one, which may be short for it or none: Runa Eskil, Eskil.
func isSpeaker(name, short string) bool {
	return short == "" || name == short || strings.HasSuffix(name, " "+short)
}

// runsOf returns the runs of three words of a quotation.
func runsOf(key string) []string {
	words := strings.Fields(key)
	var runs []string
	for i := 0; i+quoteRun <= len(words); i++ {
		runs = append(runs, strings.Join(words[i:i+quoteRun], " "))
	}
	return runs
}

// closestQuoting returns the group that shares the most runs with a quotation, if these are enough; else -1.
func closestQuoting(groups []*quoting, filed map[string][]int, runs []string) int {
	shared := map[int]int{}
	best := -1
	for _, run := range runs {
		for _, k := range filed[run] {
			if shared[k]++; best < 0 || shared[k] > shared[best] || shared[k] == shared[best] && k < best {
				best = k
			}
		}
	}
	if best < 0 || float64(shared[best]) < max(minSameRuns, sameQuote*float64(min(len(runs), len(groups[best].runs)))) {
		return -1
	}
	return best
}

// quotation makes the fact of a quotation: of its cuts the longest one is told; what is put into other words is another value.
func (f factFinder) quotation(o quoting) Fact {
	var wordings [][]quoted // longest first
	for _, q := range o.quotes {
		k := slices.IndexFunc(wordings, func(w []quoted) bool {
			return slices.ContainsFunc(w, func(o quoted) bool { return isCut(o.Key, q.Key) || continues(o.Key, q.Key) })
		})
		if k < 0 {
			wordings = append(wordings, []quoted{q})
			continue
		}
		wordings[k] = append(wordings[k], q)
	}
	fact := Fact{Kind: QuotationFact}
	told := map[int]bool{} // texts
	longest := make([]string, len(wordings))
	for k, w := range wordings {
		longest[k] = joinedWords(w[0].Text)
	}
	for k, w := range wordings {
		whole, at := w[0], quotationSign(slices.Clone(w), slices.Concat(longest[:k], longest[k+1:]))
		slices.SortStableFunc(w, func(a, b quoted) int { return cmp.Compare(f.order[a.text], f.order[b.text]) })
		var mentions []mention
		for _, q := range w {
			if isSpeaker(q.speaker, fact.About) {
				fact.About = oneLine(q.speaker)
			}
			if !told[q.text] {
				told[q.text] = true
				mentions = append(mentions, q.mention)
			}
		}
		if len(mentions) == 0 {
			continue // its texts give another wording of it, too
		}
		v := f.value(oneLine(whole.Text), mentions, at)
		v.From, v.Sentence = Passage{whole.article, whole.at}, whole.sentence
		fact.Values = append(fact.Values, v)
		fact.score += standing(mentions)
	}
	if len(fact.Values) > 1 {
		fact.Differ = FigureConflict
	}
	return fact
}

// isCut reports whether the words of a quotation stand in a longer one, in order, perhaps with words left out, and all
// but a few: spelling differs.
func isCut(long, short string) bool {
	words, missing, all := strings.Fields(long), 0, 0
	for word := range strings.FieldsSeq(short) {
		all++
		k := slices.Index(words, word)
		if k < 0 {
			missing++
			continue
		}
		words = words[k+1:]
	}
	return missing*otherWords <= all
}

// continues reports whether one of two quotations ends with the words that the other one starts with.
func continues(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	for n := min(len(x), len(y)); n >= minSameRuns+quoteRun-1; n-- {
		if slices.Equal(x[len(x)-n:], y[:n]) || slices.Equal(y[len(y)-n:], x[:n]) {
			return true
		}
	}
	return false
}

// sayingVerbs tell who speaks.
var sayingVerbs = stopWordSet(`said says told tells added adds wrote writes tweeted posted declared warned insisted explained recalled argued stated
	according announced confirmed asked replied noted`)

// addressing verbs have behind them who listens: the clerk told Port Radio.
var addressing = stopWordSet(`told tells asked`)

// placing are words before a name that say where somebody is from.
var placing = stopWordSet(`of in from at`)

// speaker returns the key of the name of who says a quotation: the one nearest to a verb of saying in its sentences; "" when they don't tell.
func (r *reading) speaker(text string, q news.Span) string {
	best, speaker := verbReach, ""
	for _, s := range r.sentences {
		if s.End < q.Start || s.Start > q.End {
			continue
		}
		for word, at := range news.Words(text[s.Start:s.End]) {
			verb := news.Span{Start: s.Start + at.Start, End: s.Start + at.End}
			if !sayingVerbs[string(word)] || verb.Start >= q.Start && verb.End <= q.End {
				continue
			}
			for _, n := range r.names {
				if n.Start < s.Start || n.End > s.End || n.Start >= q.Start && n.End <= q.End || placing[lastWord(text[s.Start:n.Start])] {
					continue
				}
				gap := max(n.Start-verb.End, verb.Start-n.End)
				if gap >= 0 && gap < best && (n.Start < verb.Start || !addressing[string(word)]) {
					best, speaker = gap, n.Key
				}
			}
		}
	}
	return speaker
}
