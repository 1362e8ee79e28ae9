package main

import (
	"path/filepath"
	"strings"
)

// set is articles that are scored together.
type set struct {
	name  string
	files []string // under DATA, or in the tree when not real; patterns
	real  bool
}

// The sets. The two halves of ECB+ are one set: look-alike events lie in both. news37k holds the articles
// of roundups with their labels, among 33,644 others without.
var (
	corpus      = set{"corpus", []string{"testdata/corpus/*/*.jsonl"}, false}
	ecbplus     = set{"ecbplus", []string{"stories/ecbplus-train.jsonl.gz", "stories/ecbplus-dev.jsonl.gz"}, true}
	newscluster = set{"newscluster", []string{"stories/newscluster.jsonl.gz"}, true}
	basil       = set{"basil", []string{"stories/basil.jsonl.gz"}, true}
	roundups    = set{"roundups", []string{"stories/roundups.jsonl.gz"}, true}
	seeds       = set{"seeds", []string{"seeds/seeds.jsonl"}, true}
	news37k     = set{"news37k", []string{"load/news37k.jsonl.gz"}, true}
	tgcontest   = set{"tgcontest", []string{"copies/tgcontest_pairs_en/articles.jsonl.gz"}, true}
)

// kind says what is done with a set.
type kind uint8

const (
	scored kind = iota // grouped once and scored
	moved              // grouped in several orders: how many articles change their story
	swept              // grouped with a constant moved up and down: the worst score
)

// measure is one line of the table.
type measure struct {
	name    string
	set     set
	variant []string // arguments of variants, before the files; none leaves the set as it is
	pairs   string   // file under DATA of pairs that are scored instead of gold stories
	copies  string   // file under DATA of pairs with the copies among them
	kind    kind
	orders  int    // to try, of a moved one
	swept   string // constant
	full    bool   // takes long, and so is left to make eval-full
	goal    goal
}

// goal is what a score should reach. Of none all is zero.
type goal struct {
	floor float64 // below it something is broken
	least float64 // what is aimed at
	below string  // or: the measure that it may lie below
	by    float64 // by so much
}

const (
	exact     = 1
	nearSlack = .01 // goal of near-copies: so far below the set without them
	shuffles  = 5
	sweptBy   = .15 // a constant may be so far off, and the seeds must come out right
)

// measures returns all that is measured, in the order of the table. The goals are those that the project
// set itself; a measure without one is there to be watched.
func measures() []measure {
	all := []measure{
		{set: corpus},
		{set: ecbplus, goal: goal{floor: .93, least: .95}},
		{set: newscluster, goal: goal{floor: .91}},
		{set: basil, goal: goal{floor: .995}},
		{set: roundups, goal: goal{floor: .845, least: .88}},
		{name: "tgcontest, pairs", set: tgcontest, pairs: "copies/tgcontest_pairs_en/pairs.jsonl.gz", goal: goal{least: .90}},
		{name: "newscluster, copies", set: newscluster, copies: "copies/newscluster-exact-pairs.jsonl.gz"},
		{set: seeds, goal: goal{least: exact}},
		{name: "seeds, undated", set: seeds, variant: undated, goal: goal{least: exact}},

		{set: news37k, full: true, goal: goal{below: roundups.name, by: .03}},
		{name: "news37k, dense", set: news37k, variant: []string{"dense"}, full: true},
	}
	gold := []set{corpus, ecbplus, newscluster, basil, roundups}
	for _, s := range gold {
		all = append(all, changes(s)...)
	}
	for _, s := range []set{newscluster, roundups} {
		all = append(all, cuts(s)...)
	}
	for _, s := range append(gold, tgcontest, seeds) {
		all = append(all, measure{name: s.name + ", shuffled", set: s, kind: moved, orders: shuffles, full: true})
	}
	all = append(all,
		measure{name: "news37k, shuffled once", set: news37k, kind: moved, orders: 1, full: true},
		measure{name: "seeds, threshold", set: seeds, kind: swept, swept: "story", full: true, goal: goal{least: exact}},
		measure{name: "seeds, undated, threshold", set: seeds, variant: undated, kind: swept, swept: "story", full: true, goal: goal{least: exact}},
	)
	for i := range all {
		if all[i].name == "" {
			all[i].name = all[i].set.name
		}
	}
	return all
}

// undated makes of the seeds what people paste: text alone.
var undated = []string{"drop", "-members", "published,source,url,title"}

// changes returns the measures of what a set becomes. Near-copies are measured twice: unlabelled, the articles scored are
// those scored without them, which is what the goal is about; labelled, the copies are scored too.
func changes(s set) []measure {
	return []measure{
		{name: s.name + " + near-copies", set: s, variant: []string{"near-copies", "-unlabelled"}, full: true, goal: goal{below: s.name, by: nearSlack}},
		{name: s.name + " + near-copies, scored", set: s, variant: []string{"near-copies"}, full: true},
		{name: s.name + ", unknown language", set: s, variant: []string{"relabel"}, full: true},
		{name: s.name + ", 20 % redated", set: s, variant: []string{"redate"}, full: true},
	}
}

// cuts returns the measures of what is left of a set when there is little of each article.
func cuts(s set) []measure {
	return []measure{
		{name: s.name + ", titles only", set: s, variant: []string{"drop", "-members", "text"}, full: true, goal: goal{below: s.name, by: .10}},
		{name: s.name + ", leads only", set: s, variant: []string{"leads"}, full: true, goal: goal{below: s.name, by: .05}},
	}
}

// paths returns the files of a set.
func (s set) paths(data string) ([]string, error) {
	var paths []string
	for _, pattern := range s.files {
		path := filepath.FromSlash(pattern)
		if s.real {
			path = filepath.Join(data, path)
		}
		if !strings.Contains(pattern, "*") {
			paths = append(paths, path)
			continue
		}
		found, err := filepath.Glob(path)
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	return paths, nil
}
