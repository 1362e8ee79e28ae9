package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// recall prints how many pairs are found, by what they share. Of articles that are made up: each original has ten copies,
// whose Jaccards with it are spread evenly; these are the pairs. Of files: every pair that there is, and
// those that were not taken for copies.
func recall(args []string) error {
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
	folder, err := os.MkdirTemp("", "twicetold-bench")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "pairs.jsonl")
	if err := writeArticles(file, spread(recallSeed, *pairs)); err != nil {
		return err
	}
	return recallSpread(file)
}

const (
	recallSeed   = 2
	copiesSpread = 10
	leastSpread  = .3 // of the Jaccards
	binWidth     = .05
)

// spread makes up n pairs of an original and a copy.
func spread(seed uint64, n int) []article {
	words := lexicon()
	var all []article
	for number := range (n + copiesSpread - 1) / copiesSpread {
		w := newWriter(seed, uint64(number), words)
		var wanted []float64
		for copies := range copiesSpread {
			wanted = append(wanted, leastSpread+(1-leastSpread)*(float64(copies)+w.chance.Float64())/copiesSpread)
		}
		all = append(all, w.family(fmt.Sprint("p", number), wanted)...)
	}
	return all
}

// recallSpread prints the table of what [spread] made.
func recallSpread(file string) error {
	f, err := find(file)
	if err != nil {
		return err
	}
	found := f.pairs(0)
	slices.SortFunc(found, comparePairs)
	truth := truthOf(f.fingerprints(), leastSpread)
	var pairs, hits [20]int
	for p := range truth {
		if p.a%(copiesSpread+1) != 0 || p.b/(copiesSpread+1) != p.a/(copiesSpread+1) {
			continue // of two copies
		}
		bin := min(int(truth[p]/binWidth), len(pairs)-1)
		pairs[bin]++
		if _, ok := slices.BinarySearchFunc(found, p, comparePairs); ok {
			hits[bin]++
		}
	}
	fmt.Printf("%d articles, %.2f s of CPU\n%12s %8s %8s\n", len(f.articles), f.cost.cpu, "Jaccard", "pairs", "found")
	for bin := int(leastSpread / binWidth); bin < len(pairs); bin++ {
		fmt.Printf("%5.2f to %4.2f %8d %8d\n", float64(bin)*binWidth, float64(bin+1)*binWidth, pairs[bin], hits[bin])
	}
	printScores(f, truth)
	return nil
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
