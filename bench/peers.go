package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// peers prints one table for articles that are made up, and one for each file.
func peers(args []string, folder string) error {
	flags := flag.NewFlagSet("peers", flag.ExitOnError)
	articles := flags.Int("articles", 4000, "make up this many `articles`, and read as many of each FILE")
	if err := flags.Parse(args); err != nil {
		return err
	}
	generated := filepath.Join(folder, "made up")
	if err := writeArticles(generated, families(peerSeed, *articles)); err != nil {
		return err
	}
	python, err := environment("requirements.txt")
	if errors.Is(err, errNoPython) {
		fmt.Println(err)
	} else if err != nil {
		return err
	}
	for _, file := range append([]string{generated}, flags.Args()...) {
		plain := filepath.Join(folder, "plain.jsonl")
		if err := plainLines(file, plain, *articles); err != nil {
			return err
		}
		if err := compare(file, plain, python); err != nil {
			return err
		}
	}
	return nil
}

// peerSeed is that of the articles that are made up for the peers.
const peerSeed = 1

// familyCopies is how many copies a text has among them: one article in five is one.
const familyCopies = 5

// families makes up n articles: texts of their own, and every twentieth with five copies, alike by anything from .3 to 1.
func families(seed uint64, n int) []article {
	words := lexicon()
	var all []article
	for number := uint64(0); len(all) < n; number++ {
		w := newWriter(seed, number, words)
		var wanted []float64
		if number%(4*familyCopies) == 0 {
			for range familyCopies {
				wanted = append(wanted, .3+.7*w.chance.Float64())
			}
		}
		all = append(all, w.family(fmt.Sprint("f", number), wanted)...)
	}
	return all[:n]
}

// rounds is how often each side runs, in turn; the round that took least CPU time counts, since what others do on
// the machine can only add to it.
const rounds = 3

// compare runs all sides over a file of plain JSON Lines and prints the table.
func compare(name, file, python string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	commands := [][]string{{self, "side", "ours", file}, {self, "side", "ekzhu", file}}
	if python != "" {
		commands = append(commands, []string{python, "datasketch.py", "xxhash", file}, []string{python, "datasketch.py", "sha1", file})
	}
	reports := make([]report, len(commands))
	for round := range rounds {
		for i, command := range commands {
			r, err := run(command[0], command[1:]...)
			if err != nil {
				return err
			}
			if round == 0 || r.CPU < reports[i].CPU {
				reports[i] = r
			}
		}
	}
	return printTable(name, reports)
}

// printTable prints what the sides did with one file; ours comes first.
func printTable(name string, reports []report) error {
	fmt.Printf("\n%s\n", filepath.Base(name))
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tarticles\tCPU-s\tarticles/CPU-s\tours is\tpeak MiB\tpairs >= .5\trecall\tprecision\tpairs >= .8\trecall\tprecision\t  ")
	for _, r := range reports {
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.0f\t%.1fx\t%d\t", r.Side, r.Articles, r.CPU, r.perSecond(), reports[0].perSecond()/r.perSecond(), r.Peak>>20)
		for _, s := range r.Scores {
			fmt.Fprintf(w, "%d\t%.4f\t%.4f\t", s.Wanted, s.Recall, s.Precision)
		}
		fmt.Fprintf(w, "  %s\n", r.Note)
	}
	return w.Flush()
}
