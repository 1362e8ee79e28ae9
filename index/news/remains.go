package news

import "github.com/twicetold/twicetold/index/minhash"

// What one outlet repeats is no news: footers, menus and calls to subscribe, but also headlines of other articles that a
// page glues into the text, tables of quotes, captions, copyright tails, and the paragraph of background that stands under
// every report of an affair. So a run of words (runs.go) that stands in enough texts of one source on enough days is a
// page remain wherever it stands. It is learnt from the articles at hand (reading.go) and left out of what is compared,
// shown as evidence or told.
//
// Copies and instances of a series repeat nearly all of their words too, and are no page remains. An article most of
// whose words, its title among them, are repeated therefore has no vote: a wire text that goes out five times teaches
// nothing, nor does a forecast that is written by one pattern every day. And none is cut down to so little, unless
// it is as short as what a paywall leaves.
//
// None of it is critical: with runs of seven words, or with three, four or eight texts instead of five, BCubed F1 on roundups
// stays within .001; whether a third or a twentieth of the words must be an article's own moves no score.

const (
	remainTexts = 5
	remainDays  = 3
	// undatedDay: so many undated texts count for a day, since the refrain of one event seldom stands in nine. From one to
	// four all is the same on roundups; undated texts that count for no day cost .0017 there.
	undatedDay = 3
	// ownShare: of this many words of an article one at least must be its own.
	ownShare = 4
)

// Remains are the runs of words that sources repeat, by source. The zero value and nil are empty.
type Remains struct {
	runs map[string]runSet
}

// LearnRemains finds the page remains of every known source in a set of articles. The result does
// not depend on their order.
func LearnRemains(articles []Article) *Remains {
	bySource := map[string][]*Article{}
	for i := range articles {
		if a := &articles[i]; a.Source != "" {
			bySource[a.Source] = append(bySource[a.Source], a)
		}
	}
	r := &Remains{runs: map[string]runSet{}}
	var l learner
	for source, list := range bySource {
		if learnt := l.learn(list); len(learnt) > 0 {
			r.runs[source] = newRunSet(learnt)
		}
	}
	return r
}

// NewRemains returns remains as they were kept: hashes of runs, by source.
func NewRemains(runs map[string][]uint64) *Remains {
	r := &Remains{runs: map[string]runSet{}}
	for source, list := range runs {
		r.runs[source] = newRunSet(list)
	}
	return r
}

// Runs returns the hashes of what a source repeats, rising.
func (r *Remains) Runs(source string) []uint64 { return r.runs[source].list() }

// isOwn reports whether an article is more than what is repeated in it, given all its words and the repeated ones.
func isOwn(words, repeated int) bool { return (words-repeated)*ownShare >= words }

// repetition is what an article holds of what its source repeats. Nil is that of a source that is not known to.
type repetition struct {
	runs     runSet
	line     []uint64 // that is looked at, its words
	inLine   []uint64 // its runs
	words    int      // of the lines
	repeated int      // of these
	remains  []Span   // in the article's text, in order
}

func (r *Remains) repetition(source string) *repetition {
	if r == nil || r.runs[source] == nil {
		return nil
	}
	return &repetition{runs: r.runs[source]}
}

// look finds the remains in a line of a text, given its words.
func (p *repetition) look(text string, line Span, words []hashedWord) {
	if p == nil {
		return
	}
	p.line = p.line[:0]
	for _, w := range words {
		p.line = append(p.line, w.hash)
	}
	p.words += len(words)
	k := runLength(words)
	p.inLine = minhash.AppendRuns(p.inLine[:0], p.line, k)
	for from, to := range p.runs.cover(p.inLine, k, len(words)) {
		p.repeated += to - from
		p.remains = append(p.remains, stretch(text, line, words, from, to))
	}
}

// found returns the remains in the lines looked at, none when too little of the article, of that title, would be left.
func (p *repetition) found(title string) []Span {
	if p == nil || p.repeated == 0 {
		return nil
	}
	words := p.words
	for range Words(title) {
		words++
	}
	if p.words >= ShortWords && !isOwn(words, p.repeated) {
		return nil
	}
	return p.remains
}
