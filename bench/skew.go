package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// flood is many articles that are alike in something.
type flood struct {
	name  string
	share float64 // of the most articles
	make  func(i int, w *writer) article
	texts func(n int) int // how many there are; nil where each article must only agree with its text's representative
}

const (
	skewSeed   = 4
	ownText    = 100 // words
	chainSteps = 24  // revisions of one text, each a little further from it
	chainDrift = .96 // Jaccard of one with the next
	walls      = 40

	extractShare = .8 // of the shorter text that stands in the longer one
)

// floods returns what is tried.
func floods() []flood {
	words := lexicon()
	footer := prose(newWriter(skewSeed, 0, words).text(60))
	masthead := "Gazette of the Bay\nEvery morning since the first tide\n"
	one := prose(newWriter(skewSeed, 1, words).text(300))
	wall := "We value your privacy. We and our partners use cookies. Accept all or manage your choices to continue reading."
	each := func(n int) int { return n }
	return []flood{
		{"identical", .5, func(i int, w *writer) article {
			a := w.report(fmt.Sprint(i), w.text(1), dayOf(i))
			a.Text = one
			return a
		}, func(int) int { return 1 }},
		{"60-word footer on all", 1, func(i int, w *writer) article {
			a := w.report(fmt.Sprint(i), w.text(ownText), dayOf(i))
			a.Text += "\n" + footer
			return a
		}, each},
		{"masthead of one outlet", .5, func(i int, w *writer) article {
			a := w.report(fmt.Sprint(i), w.text(ownText), dayOf(i))
			a.Source, a.Text = "Gazette", masthead+a.Text
			return a
		}, each},
		{"consent walls", .5, func(i int, w *writer) article {
			a := w.report(fmt.Sprint(i), w.text(1), dayOf(i))
			a.Source, a.Text = fmt.Sprint("Outlet ", i%walls), wall
			return a
		}, each},
		{"chains of revisions", .5, func(i int, _ *writer) article {
			w := newWriter(skewSeed, uint64(2+i/chainSteps), words)
			text := w.text(300)
			for range i % chainSteps {
				text = w.edited(text, chainDrift)
			}
			return w.report(fmt.Sprint(i), text, dayOf(i/chainSteps))
		}, nil},
	}
}

// dayOf spreads articles over a week.
func dayOf(i int) time.Time {
	return time.Date(2026, 3, 1+i%7, i%24, i%60, 0, 0, time.UTC)
}

// skew prints for each flood its cost at half of the articles and at all of them.
func skew(args []string, folder string) error {
	flags := flag.NewFlagSet("skew", flag.ExitOnError)
	most := flags.Int("articles", 100_000, "make up as many `articles` for the largest flood")
	if err := flags.Parse(args); err != nil {
		return err
	}
	fmt.Printf("%-24s %9s %9s %12s %8s  %s\n", "", "articles", "CPU-s", "us/article", "ratio", "texts")
	for _, f := range floods() {
		before := 0.0
		for _, n := range []int{int(f.share*float64(*most)) / 2, int(f.share * float64(*most))} {
			file := filepath.Join(folder, "flood.jsonl")
			if err := writeArticles(file, f.articles(n)); err != nil {
				return err
			}
			runtime.GC()
			found, err := find(file)
			if err != nil {
				return err
			}
			ratio := ""
			if before > 0 {
				ratio = fmt.Sprintf("%.2f", found.cost.cpu/before)
			}
			before = found.cost.cpu
			fmt.Printf("%-24s %9d %9.2f %12.1f %8s  %s\n", f.name, n, before, 1e6*before/float64(n), ratio, f.verdict(found))
		}
	}
	return nil
}

func (f flood) articles(n int) []article {
	words := lexicon()
	articles := make([]article, n)
	for i := range articles {
		articles[i] = f.make(i, newWriter(skewSeed, uint64(1<<32+i), words))
	}
	return articles
}

// verdict says whether the texts are right.
func (f flood) verdict(found found) string {
	folded := found.prepared.Folded()
	said := fmt.Sprint(len(folded.Texts))
	if f.texts != nil {
		if want := f.texts(len(found.articles)); len(folded.Texts) != want {
			said += fmt.Sprintf(", want %d", want)
		}
		return said
	}
	remains := news.LearnRemains(found.articles)
	set := func(i int) []uint64 {
		a := folded.Articles[i].Article
		return news.NewFingerprint(a, news.Split(a, remains)).Shingles
	}
	far := 0
	for _, t := range folded.Texts {
		representative := set(t.Representative)
		for _, i := range t.Articles {
			x := set(i)
			if minhash.Jaccard(x, representative) < thresholds[0] && minhash.Containment(x, representative) < extractShare {
				far++
			}
		}
	}
	return fmt.Sprintf("%s, %d articles too far from their representative", said, far)
}
