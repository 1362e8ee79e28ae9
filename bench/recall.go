package main

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// recall prints how many pairs are found, by what they share. Of articles that are made up: each original has ten copies,
// whose Jaccards with it are spread evenly; these are the pairs. Of files: every pair that there is, and
// those that were not taken for copies.
func recall(args []string, folder string) error {
	flags := flag.NewFlagSet("recall", flag.ExitOnError)
	pairs := flags.Int("pairs", 100_000, "make up this many `pairs`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for _, file := range flags.Args() {
		if err := recallOf(file); err != nil {
			return err
		}
	}
	if flags.NArg() > 0 {
		return nil
	}
	var t spreadTable
	for first := 0; first < *pairs; first += roundPairs {
		file := filepath.Join(folder, "pairs.jsonl")
		if err := writeArticles(file, spread(recallSeed, first, min(roundPairs, *pairs-first))); err != nil {
			return err
		}
		if err := t.add(file); err != nil {
			return err
		}
	}
	t.print()
	return nil
}

const (
	recallSeed   = 2
	copiesSpread = 10
	leastSpread  = .3 // of the Jaccards
	binWidth     = .05
	roundPairs   = 25_000 // that are looked at together: the oracle takes memory
)

// spread makes up n pairs of an original and a copy, those after the first ones.
func spread(seed uint64, first, n int) []article {
	words := lexicon()
	var all []article
	for number := first / copiesSpread; number < (first+n)/copiesSpread; number++ {
		w := newWriter(seed, uint64(number), words)
		var wanted []float64
		for copies := range copiesSpread {
			wanted = append(wanted, leastSpread+(1-leastSpread)*(float64(copies)+w.chance.Float64())/copiesSpread)
		}
		all = append(all, w.family(fmt.Sprint("p", number), wanted)...)
	}
	return all
}

// spreadTable counts the pairs of an original and a copy by Jaccard, and all pairs from each threshold on.
type spreadTable struct {
	articles    int
	cpu         float64
	pairs, hits [20]int
	scores      []tally
}

// tally sums scores up.
type tally struct{ wanted, found, hits int }

// add looks at what [spread] made.
func (t *spreadTable) add(file string) error {
	f, err := find(file)
	if err != nil {
		return err
	}
	t.articles += len(f.articles)
	t.cpu += f.cost.cpu
	found := f.pairs(0)
	slices.SortFunc(found, comparePairs)
	truth := truthOf(f.fingerprints(), leastSpread)
	for p, jaccard := range truth {
		if p.a%(copiesSpread+1) != 0 || p.b/(copiesSpread+1) != p.a/(copiesSpread+1) {
			continue // of two copies
		}
		bin := min(int(jaccard/binWidth), len(t.pairs)-1)
		t.pairs[bin]++
		if _, ok := slices.BinarySearchFunc(found, p, comparePairs); ok {
			t.hits[bin]++
		}
	}
	t.scores = append(t.scores, make([]tally, len(thresholds)-min(len(t.scores), len(thresholds)))...)
	for i, least := range thresholds {
		s := newScore(f.pairs(least), truth, least)
		t.scores[i].wanted += s.Wanted
		t.scores[i].found += s.Found
		t.scores[i].hits += s.Hits
	}
	return nil
}

func (t *spreadTable) print() {
	fmt.Printf("%d articles, %.2f s of CPU\n%12s %8s %8s\n", t.articles, t.cpu, "Jaccard", "pairs", "found")
	for bin := int(math.Round(leastSpread / binWidth)); bin < len(t.pairs); bin++ {
		fmt.Printf("%5.2f to %4.2f %8d %8d\n", float64(bin)*binWidth, float64(bin+1)*binWidth, t.pairs[bin], t.hits[bin])
	}
	for i, least := range thresholds {
		s := t.scores[i]
		fmt.Printf("all pairs of Jaccard >= %.1f: %d, recall %.5f, precision %.5f\n", least, s.wanted, float64(s.hits)/float64(s.wanted), float64(s.hits)/float64(s.found))
	}
}

// printScores prints recall and precision over all pairs.
func printScores(f found, truth map[pair]float64) {
	for _, least := range thresholds {
		s := newScore(f.pairs(least), truth, least)
		fmt.Printf("all pairs of Jaccard >= %.1f: %d, recall %.5f, precision %.5f\n", least, s.Wanted, s.Recall, s.Precision)
	}
}

// truthOf returns the pairs that share enough, each compared as the program compares it: two short texts by runs of three
// words, others by runs of five.
func truthOf(prints []news.Fingerprint, least float64) map[pair]float64 {
	long, short := make([][]uint64, len(prints)), make([][]uint64, len(prints))
	for i, print := range prints {
		long[i], short[i] = print.Shingles, print.Short
	}
	truth := exact(long, least)
	for p := range truth {
		if isShort(prints[p.a]) && isShort(prints[p.b]) {
			delete(truth, p)
		}
	}
	for p, jaccard := range exact(short, least) {
		truth[p] = jaccard
	}
	return truth
}

// recallOf prints what of a file was found, and what was not and why.
func recallOf(file string) error {
	f, err := find(file)
	if err != nil {
		return err
	}
	prints := f.fingerprints()
	truth := truthOf(prints, thresholds[0])
	fmt.Printf("\n%s: %d articles, %.2f s of CPU\n", file, len(f.articles), f.cost.cpu)
	printScores(f, truth)
	found := f.pairs(0)
	slices.SortFunc(found, comparePairs)
	why := map[string]int{}
	for _, p := range sortedPairs(truth) {
		if _, ok := slices.BinarySearchFunc(found, p, comparePairs); ok {
			continue
		}
		reason := rejection(f.articles[p.a], f.articles[p.b], prints[p.a], prints[p.b])
		if why[reason]++; why[reason] <= maxListed {
			fmt.Printf("  %s  %s  Jaccard %.3f: %s\n", f.articles[p.a].ID, f.articles[p.b].ID, truth[p], reason)
		}
	}
	for _, reason := range slices.Sorted(keysOf(why)) {
		fmt.Printf("  %d pairs: %s\n", why[reason], reason)
	}
	return nil
}

// maxListed is how many pairs are listed for one reason.
const maxListed = 200

// rejection says why a pair is not taken for copies, as cluster/copies.go has it.
func rejection(a, b news.Article, x, y news.Fingerprint) string {
	const days = 3 * 24 * time.Hour
	frameA, whichA := news.Instance(a.Title, news.Language(a))
	frameB, whichB := news.Instance(b.Title, news.Language(b))
	short := isShort(x) && isShort(y)
	switch {
	case news.Language(a) != news.Language(b):
		return "told to be of two languages, and not the same word for word"
	case a.Source != "" && a.Source == b.Source && frameA != "" && frameA == frameB && whichA != whichB:
		return "two of a series by their headlines"
	case short && a.Published.Known() && b.Published.Known() && a.Published.At.Sub(b.Published.At).Abs() > days:
		return "under 60 words and over three days apart: a series"
	case short && min(len(x.Short), len(y.Short)) < 10:
		return "under 12 words and not the same word for word"
	}
	return "no candidate"
}

// errNoPairs says that a file of pairs is missing.
var errNoPairs = errors.New("extracts: give -pairs and a FILE, or neither")
