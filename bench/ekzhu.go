package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	minhashlsh "github.com/ekzhu/minhash-lsh"
)

// slots is the length of all signatures.
const slots = 128

// ekzhu is github.com/ekzhu/minhash-lsh as its all-pairs program uses it: signatures of 128 hash functions, an
// index with the bands that the library works out for the threshold, and a query for each article. Its own way to
// hash is the one that it has. What the library leaves to its user is done as cheaply as is usual: the standard JSON
// decoder into a struct of the two fields that are needed, words as runs of letters and digits in lower case, and a
// shingle as the bytes of five words, which are a slice of the text and not built anew.
func ekzhu(file string) (report, error) {
	before, err := usedSoFar()
	if err != nil {
		return report{}, err
	}
	texts, err := readTexts(file)
	if err != nil {
		return report{}, err
	}
	signatures := make([][]uint64, len(texts))
	for i, text := range texts {
		m := minhashlsh.NewMinhash(1, slots)
		for shingle := range shingles(text) {
			m.Push(shingle)
		}
		signatures[i] = m.Signature()
	}
	pairs := queryAll(signatures, thresholds[0])
	after, err := usedSoFar()
	if err != nil {
		return report{}, err
	}
	r := report{Side: "ekzhu/minhash-lsh", Articles: len(texts), CPU: after.cpu - before.cpu, Peak: after.peak}
	r.score(texts, signatures, pairs)
	return r, nil
}

// score fills in the scores: from .8 on those of an index made for .8.
func (r *report) score(texts []string, signatures [][]uint64, pairs []pair) {
	truth := exact(shingleSets(texts), thresholds[0])
	for i, least := range thresholds {
		k, l := minhashlsh.NewMinhashLSH32(slots, least).Params()
		r.Note += fmt.Sprintf("%dx%d bands at %.1f; ", l, k, least)
		if i > 0 {
			pairs = queryAll(signatures, least)
		}
		r.Scores = append(r.Scores, newScore(pairs, truth, least))
	}
	r.Note = strings.TrimSuffix(r.Note, "; ")
}

// queryAll returns what an index gives for each signature.
func queryAll(signatures [][]uint64, threshold float64) []pair {
	index := minhashlsh.NewMinhashLSH32(slots, threshold)
	for i, s := range signatures {
		index.Add(int32(i), s)
	}
	index.Index()
	var pairs []pair
	for i, s := range signatures {
		for _, key := range index.Query(s) {
			if j := key.(int32); int(j) > i {
				pairs = append(pairs, pair{int32(i), j})
			}
		}
	}
	return pairs
}

// readTexts returns the texts of a file of JSON Lines.
func readTexts(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	defer f.Close()
	var texts []string
	for in := bufio.NewReaderSize(f, 1<<20); ; {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return texts, nil
		} else if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read texts: %w", err)
		}
		var a struct{ Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, fmt.Errorf("read texts, record %d: %w", len(texts)+1, err)
		}
		texts = append(texts, a.Text)
	}
}

// shingles yields the runs of five words of a text; of a shorter text, all its words.
func shingles(text string) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		var joined []byte // the words, each followed by a blank
		var starts []int
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), isGap) {
			starts = append(starts, len(joined))
			joined = append(append(joined, word...), ' ')
		}
		ends := append(starts[min(len(starts), 1):], len(joined))
		for i := range max(min(1, len(starts)), len(starts)-shingleWords+1) {
			if !yield(joined[starts[i]:ends[min(i+shingleWords, len(ends))-1]]) {
				return
			}
		}
	}
}

// isGap reports whether a character is part of no word.
func isGap(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' }

// shingleSets returns the shingles of texts as ascending sets of numbers, equal for equal shingles.
func shingleSets(texts []string) [][]uint64 {
	numbers := map[string]uint64{}
	sets := make([][]uint64, len(texts))
	for i, text := range texts {
		for run := range shingles(text) {
			n, ok := numbers[string(run)]
			if !ok {
				n = uint64(len(numbers))
				numbers[string(run)] = n
			}
			sets[i] = append(sets[i], n)
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
	}
	return sets
}
