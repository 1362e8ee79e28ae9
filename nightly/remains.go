package nightly

import (
	"slices"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// What a source repeats is learnt anew in every run in which a fifth of a sample of its latest records is new, and
// added to what was learnt before: a run of words that is rare in one week is known from another. So that this does not grow
// over the years, what was learnt longest ago is forgotten when a source has more than maxRepeated of them. Work and
// memory are bounded by the number of sources; the table is fixed for the run.

const (
	// remainRecords of a source are read: enough to see five texts on three days, and a bound on the work.
	remainRecords = 200
	// maxRepeated runs of words of a source are known, 8 bytes each.
	maxRepeated = 10_000
)

// learnRemains returns what sources repeat: what was known before, and what those that have sent enough show now. The sample of
// a source is read while the last one is learnt from.
func learnRemains(g *index.Grouping) (*news.Remains, error) {
	known, err := g.Repeated()
	if err != nil {
		return nil, err
	}
	sources, err := g.PendingSources()
	if err != nil {
		return nil, err
	}
	var last lesson
	for _, source := range sources {
		sample, err := g.Sample(source, remainRecords)
		if err != nil {
			return nil, err
		}
		if len(sample) == 0 {
			continue
		}
		next := learn(source, sample)
		if err := last.put(g, known); err != nil {
			return nil, err
		}
		last = next
	}
	if err := last.put(g, known); err != nil {
		return nil, err
	}
	return news.NewRemains(known), nil
}

// lesson is what the sample of a source teaches; the zero lesson is none.
type lesson struct {
	source string
	runs   chan []uint64 // gets one list
}

// learn begins to learn what a source repeats.
func learn(source string, sample []index.Record) lesson {
	articles := make([]news.Article, len(sample))
	for i, r := range sample {
		articles[i] = r.Given
	}
	l := lesson{source, make(chan []uint64, 1)}
	go func() { l.runs <- news.LearnRemains(articles).Runs(source) }()
	return l
}

// put adds what was learnt to what is known, and keeps it.
func (l lesson) put(g *index.Grouping, known map[string][]uint64) error {
	if l.runs == nil {
		return nil
	}
	if err := g.PutLearnt(l.source); err != nil {
		return err
	}
	all, more := remember(<-l.runs, known[l.source])
	if !more {
		return nil
	}
	known[l.source] = all
	return g.PutRepeated(l.source, all)
}

// remember returns what was learnt and then what was known, as far as there is room, and whether it is more than what was known.
func remember(learnt, known []uint64) (all []uint64, more bool) {
	set := make(map[uint64]bool, len(learnt)+len(known))
	for _, run := range known {
		set[run] = true
	}
	more = slices.ContainsFunc(learnt, func(run uint64) bool { return !set[run] })
	clear(set)
	for _, run := range slices.Concat(learnt, known) {
		if !set[run] && len(all) < maxRepeated {
			set[run] = true
			all = append(all, run)
		}
	}
	return all, more
}
