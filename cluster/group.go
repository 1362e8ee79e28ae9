// Package cluster is about what lies between articles: which are copies of one text, which texts
// report one event, which stories continue one another, and how their reports make one timeline.
//
// [Group] is the whole of it in one shot; a [Window] does the same night by night. The stages, each of which
// explains its algorithm at the head of its file:
//
//	records     identify.go, articles.go        records that are versions of one article
//	copies      copies.go, samples.go,          articles that carry one text
//	            origin.go
//	terms       docs.go, terms.go, stem.go      what texts talk of,
//	            census.go, tallies.go,          and how much each term says of it;
//	            weights.go, senses.go           what the words of short texts mean
//	neighbours  comparison.go, neighbours.go,   texts that talk of the same things
//	            cosines.go, lists.go
//	edges       score.go, time.go, blocs.go     how much two of them look like reports of one event
//	stories     stories.go, agglomerate.go      texts that report one event,
//	            veto.go, burst.go, series.go    and what keeps texts apart however alike they are
//	storylines  profile.go, storylines.go,      stories that continue one another
//	            resemblance.go
//	provenance  provenance.go, notes.go,        what a story is called, why each text is in it,
//	            evidence.go, differences.go     and what it says otherwise
//	timeline    timeline.go, statements.go,     what happened when, who told it first,
//	            speech.go, conflicts.go,        whose words it is, and where reports differ
//	            bag.go
//	reuse       wordlist.go, passages.go,       what articles have word for word, asked for two of them
//	            reuse.go, exclusive.go          and what only one of them tells;
//	            taking.go, graph.go             who took from whom, of two and within a story
//	facts       facts.go, reading.go,           what several reports can be held to, told on demand
//	            quotations.go, translations.go, and who still gives an older figure
//	            carriers.go
//
// Of a story, [Cover] (coverage.go) says who had it when, as one outlet sees it.
//
// grouping.go is the shape of the result. tuning.go names the constants that decide, prepared.go groups a set again
// with others, and pair.go tells of any two texts how they resemble each other: that is how it is all measured, and how relation.go tells why two
// articles are in one story, or not.
// background.go reads the table of English words that is embedded, backgroundcounter.go makes it.
//
// For an archive: window.go, numbering.go, standing.go, leave.go, kept.go, restore.go, features.go and prints.go bring in what earlier nights
// made and keep what this one makes, describe.go and packednotes.go tell of single stories, constraints.go is what editors ask, and inherit.go settles
// which story keeps which id.
//
// The package is pure: no files, network, clock or environment. The set of articles decides, never
// their order.
package cluster

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// Options are the settings of [Group]. There is one configuration for all data.
type Options struct {
	Tuning
	Near       float64       // Jaccard of shingles from which two articles carry one text
	Extract    float64       // containment from which one is an extract of the other
	ExtractMin int           // words that an extract shares at least
	MaxSpan    time.Duration // of a story; 0 for any, as in one shot: there only the burst bounds it
	Background Background
	Workers    int // goroutines that share a stage of independent steps; the result does not depend on it
	Progress   Progress
}

// Progress is told of the stages as they run. Its fields may be nil; Step is called from several
// goroutines.
type Progress struct {
	Stage func(name string, steps int)
	Step  func()
}

// DefaultOptions returns the settings that everything is measured with.
func DefaultOptions() Options {
	return Options{Tuning: DefaultTuning(), Near: .5, Extract: .8, ExtractMin: 60, Background: DefaultBackground(), Workers: 1}
}

// Group finds the texts, stories and storylines of a set of articles.
func Group(articles []news.Article, opts Options) Grouping {
	opts.stage("remains")
	w := NewWindow(opts, news.LearnRemains(articles), nil, Past{})
	g, c := w.group(articles, true)
	g.name(findStorylines(c.profiles(g, opts), opts))
	g.provenance(c, opts)
	return *g
}

// name gives every story its articles, ids and place. first is the first story of each one's
// storyline.
func (g *Grouping) name(first []int) {
	g.listArticles()
	stories, storylines := minter{}, minter{}
	lines := map[int]string{}
	for _, s := range g.byFirstArticle() {
		founder := g.Articles[g.Stories[s].Articles[0]].ID
		g.Stories[s].ID = stories.mint("s", founder)
		if lines[first[s]] == "" {
			lines[first[s]] = storylines.mint("l", founder)
		}
		g.Stories[s].Storyline = lines[first[s]]
	}
	g.Storylines = len(lines)
	g.sortStories()
}

// listArticles lists the articles of every story.
func (g *Grouping) listArticles() {
	for s := range g.Stories {
		story := &g.Stories[s]
		story.Articles = nil
		for _, t := range story.Texts {
			story.Articles = append(story.Articles, g.Texts[t].Articles...)
		}
		slices.Sort(story.Articles)
	}
}

// byFirstArticle returns the stories by their first article, the order in which ids are minted.
func (g *Grouping) byFirstArticle() []int {
	order := make([]int, len(g.Stories))
	for s := range order {
		order[s] = s
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Compare(g.Stories[a].Articles[0], g.Stories[b].Articles[0])
	})
	return order
}

// sortStories puts the stories that most articles tell first.
func (g *Grouping) sortStories() {
	slices.SortFunc(g.Stories, func(a, b Story) int {
		return cmp.Or(-cmp.Compare(len(a.Articles), len(b.Articles)), cmp.Compare(a.Articles[0], b.Articles[0]))
	})
	for s, story := range g.Stories {
		for _, t := range story.Texts {
			g.Texts[t].Story = s
		}
	}
}

// stage announces a stage that is one step.
func (o Options) stage(name string) {
	if o.Progress.Stage != nil {
		o.Progress.Stage(name, 0)
	}
}

// each runs a stage of n independent steps on several goroutines. worker is called once for each
// goroutine and returns what does a step; steps write to places of their own, so the result does not
// depend on who runs them.
func (o Options) each(name string, n int, worker func() func(i int)) {
	if o.Progress.Stage != nil {
		o.Progress.Stage(name, n)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(o.Workers, n) {
		group.Go(func() {
			do := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
				if o.Progress.Step != nil {
					o.Progress.Step()
				}
			}
		})
	}
	group.Wait()
}

// within is each for a part of a stage, of which nobody is told: its steps are too short for that, and are taken in runs.
func (o Options) within(n int, worker func() func(i int)) {
	o.Progress = Progress{}
	o.each("", (n+stepsInRun-1)/stepsInRun, func() func(int) {
		do := worker()
		return func(run int) {
			for i := run * stepsInRun; i < min((run+1)*stepsInRun, n); i++ {
				do(i)
			}
		}
	})
}

const stepsInRun = 64
