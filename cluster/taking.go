package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// Which of two articles took from the other is a question of who had first what they share. An article is shown as it last was, at
// the time it first appeared: a brief may have got its words from a rival hours later. So the words are looked for in its earlier
// versions, by their runs. Before one article had hardly any of them, another must have had most, or no order is proved; a version
// that is not known to come after the first, of a page that keeps its date, may be of any time since.

// Taking is what is known of which of two articles took from the other.
type Taking struct {
	Taker int          // 0 or 1; -1 when either may have it from the other, or both from a third
	Order int          // of when they had what they share: as [Order] has it
	Held  [2]news.Time // the version of each that first had it: of the later one, when known, the first with some of it, else with most; unknown when no version is known to be
}

// NewTaking returns what is known of which of two articles took from the other what they share.
func NewTaking(a, b *Article, r Reuse) Taking {
	return r.taking([2]*Article{a, b}, [2][]edition{editions(a), editions(b)})
}

// taking returns what is known of who took what two articles share, of which these are the versions.
func (r Reuse) taking(two [2]*Article, of [2][]edition) Taking {
	var some, most [2]news.Time
	for i, a := range two {
		some[i], most[i] = r.held(i, a, of[i])
	}
	t := Taking{Taker: -1, Held: most}
	switch {
	case Order(most[0], some[1]) < 0:
		t.Order, t.Held[1] = -1, some[1]
	case Order(most[1], some[0]) < 0:
		t.Order, t.Held[0] = 1, some[0]
	}
	t.Taker = taker(two, t.Order)
	return t
}

// taker returns which of two articles, of which an order is known or 0, took from the other, and -1 when that is not known: it credits the
// other, or had it later. One that credits a third has it from there; and an agency does not take from a paper that was faster to
// publish, since papers run its copy.
func taker(two [2]*Article, order int) int {
	credits := func(i int) bool { return two[1-i].IsOf(two[i].Credits()) }
	switch {
	case credits(0) != credits(1) && credits(1):
		return 1
	case credits(0) != credits(1):
		return 0
	case order == 0:
		return -1
	}
	later := (1 - order) / 2
	if two[later].Credits() != "" && !credits(later) || two[later].isAgency() && !two[1-later].isAgency() {
		return -1
	}
	return later
}

// edition is a content that an article has or had.
type edition struct {
	text  string
	since news.Time // its publication; unknown when it may be of any time since the article appeared
	runs  map[uint64]bool
}

// editions returns the contents of an article that was revised, in the order of its records; nil for one that was not.
func editions(a *Article) []edition {
	if !slices.ContainsFunc(a.Records, func(r Record) bool { return r.Text != a.Text }) {
		return nil
	}
	var list []edition
	appeared := false
	for _, r := range a.Records {
		since := r.Published
		switch {
		case !appeared && comparePublished(since, a.Published) == 0:
			appeared = true
		case !precedes(a.Published, since):
			since = news.Time{}
		}
		at := slices.IndexFunc(list, func(e edition) bool { return e.text == r.Text })
		if at < 0 {
			list = append(list, edition{r.Text, since, runSet(r.Text)})
		} else if comparePublished(since, list[at].since) < 0 {
			list[at].since = since
		}
	}
	return list
}

// runSet returns the runs of words in a text.
func runSet(text string) map[uint64]bool {
	runs := map[uint64]bool{}
	for _, h := range appendRuns(nil, text) {
		runs[h] = true
	}
	return runs
}

// appendRuns appends the hashes of the runs of passageWords words in a text.
func appendRuns(dst []uint64, text string) []uint64 {
	var words []uint64
	for word := range news.Words(text) {
		words = append(words, minhash.HashWord(word))
	}
	if len(words) < passageWords {
		return dst
	}
	return minhash.AppendRuns(dst, words, passageWords)
}

// held returns when an article first had some of what is shared, at the earliest, and when it had most, unknown when that
// may be of any time. What has no earlier version it has had since it appeared.
func (r Reuse) held(i int, a *Article, of []edition) (some, most news.Time) {
	if len(of) == 0 {
		return a.Published, a.Published
	}
	var shared []uint64
	text, _ := a.Compared()
	for _, p := range r.Passages {
		if !p.IsQuotation() {
			shared = appendRuns(shared, text[p.At[i].Start:p.At[i].End])
		}
	}
	for _, e := range of {
		had := e.share(shared)
		if since := cmp.Or(e.since, a.Published); had > 1-alike && (!some.Known() || comparePublished(since, some) < 0) {
			some = since
		}
		if had >= alike && comparePublished(e.since, most) < 0 {
			most = e.since
		}
	}
	return some, most
}

// share returns how much of some runs a version has, all of none.
func (e edition) share(runs []uint64) float64 {
	if len(runs) == 0 {
		return 1
	}
	n := 0
	for _, h := range runs {
		if e.runs[h] {
			n++
		}
	}
	return float64(n) / float64(len(runs))
}
