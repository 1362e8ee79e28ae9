// Command bench measures how articles that carry one text are found: beside other libraries, against an exact
// oracle, and on inputs made to be hard.
//
//	bench peers [-articles N] [FILE…]   CPU time, recall and precision beside ekzhu/minhash-lsh and datasketch
//	bench recall [-pairs N] [FILE…]     pairs spread evenly over Jaccard; of files, every pair that is missed and why
//	bench skew [-articles N]            floods of like articles: cost at n and 2n, and whether the texts are right
//	bench extracts [-pairs PAIRS FILE]  how short a cut of a wire text is still found; of a FILE, by the labels of PAIRS
//
// A FILE holds JSON Lines, plain or packed. What is measured of this project is what the program does:
// ingest.Read, then cluster.Prepare. It is a module of its own, so that the peers are no dependencies of the program;
// `make bench-peers` runs the whole of it.
//
// side.go runs a side in a process of its own, so that CPU time and memory are that side's alone; ours.go, ekzhu.go and
// datasketch.py are the sides, and python.go sets the last one up. oracle.go counts what sets share without
// any sketch, score.go says how much of it was found. writer.go makes up texts for all of them, lines.go reads and writes files.
package main

import (
	"fmt"
	"os"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	var err error
	switch args := os.Args[2:]; os.Args[1] {
	case "peers":
		err = inFolder(peers, args)
	case "recall":
		err = inFolder(recall, args)
	case "skew":
		err = inFolder(skew, args)
	case "extracts":
		err = inFolder(extracts, args)
	case "side":
		err = side(args)
	default:
		usage()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(exitFailed)
	}
}

// inFolder runs a measure with a folder for its files, which goes with it.
func inFolder(measure func(args []string, folder string) error, args []string) error {
	folder, err := os.MkdirTemp("", "twicetold-bench")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer os.RemoveAll(folder)
	return measure(args, folder)
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: bench peers|recall|skew|extracts [flags] [FILE...]")
	os.Exit(exitUsage)
}
