package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

const (
	extractSeed  = 3
	wireWords    = 900
	wireTexts    = 200
	ownWords     = 15 // that the outlet adds to a cut
	wireReprints = 3
)

// cutWords are the lengths of the cuts that are tried.
var cutWords = []int{60, 80, 100, 120, 160, 240, 400}

// extracts prints how many cuts of wire texts are found, and with a FILE how many of its labelled pairs are.
func extracts(args []string, folder string) error {
	flags := flag.NewFlagSet("extracts", flag.ExitOnError)
	pairs := flags.String("pairs", "", "file of labelled `PAIRS` of the FILE")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *pairs != "" && flags.NArg() == 1 {
		return labelled(flags.Arg(0), *pairs)
	} else if *pairs != "" || flags.NArg() > 0 {
		return errNoPairs
	}
	file := filepath.Join(folder, "extracts.jsonl")
	if err := writeArticles(file, wires()); err != nil {
		return err
	}
	f, err := find(file)
	if err != nil {
		return err
	}
	text := f.textOf()
	fmt.Printf("%12s %8s of %d\n", "cut, words", "found", wireTexts)
	for _, n := range cutWords {
		hits := 0
		for i := range wireTexts {
			if text[fmt.Sprint("wire", i)] == text[fmt.Sprint("cut", i, "-", n)] {
				hits++
			}
		}
		fmt.Printf("%12d %8d\n", n, hits)
	}
	return nil
}

// wires makes up wire texts with some reprints, and a cut of each length of each with some words of its own.
func wires() []article {
	words := lexicon()
	var all []article
	at := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)
	for i := range wireTexts {
		w := newWriter(extractSeed, uint64(i), words)
		wire := w.text(wireWords)
		all = append(all, w.report(fmt.Sprint("wire", i), wire, at))
		for r := range wireReprints {
			all = append(all, w.report(fmt.Sprint("reprint", i, "-", r), w.edited(wire, .95), at.Add(time.Hour)))
		}
		for _, n := range cutWords {
			from := w.chance.IntN(wireWords - n)
			cut := slices.Concat(wire[from:from+n], w.text(min(ownWords, n/8)))
			all = append(all, w.report(fmt.Sprint("cut", i, "-", n), cut, at.Add(2*time.Hour)))
		}
	}
	return all
}

// textOf returns by id of an article the number of its text.
func (f found) textOf() map[string]int {
	text := map[string]int{}
	folded := f.prepared.Folded()
	for t := range folded.Texts {
		for _, i := range folded.Texts[t].Articles {
			for _, id := range folded.Articles[i].GivenIDs() {
				text[id] = t
			}
		}
	}
	return text
}

// labelled prints by label how many pairs of a file are one text.
func labelled(file, pairs string) error {
	f, err := find(file)
	if err != nil {
		return err
	}
	in, err := openLines(pairs)
	if err != nil {
		return err
	}
	defer in.Close()
	text := f.textOf()
	all, hits := map[string]int{}, map[string]int{}
	for d := json.NewDecoder(in); ; {
		var p struct{ A, B, Label string }
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("read pairs %s: %w", strconv.Quote(pairs), err)
		}
		if all[p.Label]++; text[p.A] == text[p.B] {
			hits[p.Label]++
		}
	}
	fmt.Printf("\n%s: %d articles\n", file, len(f.articles))
	for _, label := range slices.Sorted(keysOf(all)) {
		fmt.Printf("%12s %4d pairs, %4d of one text\n", label, all[label], hits[label])
	}
	return nil
}

func keysOf(counts map[string]int) iter.Seq[string] { return maps.Keys(counts) }
