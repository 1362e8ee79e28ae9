package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/klauspost/compress/gzip"

	"github.com/twicetold/twicetold/cluster"
)

// pair is a labelled pair of articles.
type pair struct {
	A       string   `json:"a"`
	B       string   `json:"b"`
	Label   string   `json:"label"`
	Jaccard *float64 `json:"jaccard5"`
}

// pairScore is the score of a file of pairs, in the shape of eval --json.
type pairScore struct {
	Set    string  `json:"set"`
	Pairs  int     `json:"pairs"`
	P      float64 `json:"p"`
	R      float64 `json:"r"`
	F1     float64 `json:"f1"`
	Absent int     `json:"absent"` // pairs that name an article that is not there
}

const (
	sameStoryLabel = "OK"
	copyJaccard    = .5
	jaccardSlack   = .1 // a difference of Jaccards larger than this is listed
)

// readPairs reads a file of pairs, JSON Lines, gzipped or plain.
func readPairs(file string) ([]pair, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, inputError{fmt.Errorf("read pairs: %w", err)}
	}
	defer f.Close()
	buffered := bufio.NewReader(f)
	var r io.Reader = buffered
	if head, _ := buffered.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		if r, err = gzip.NewReader(buffered); err != nil {
			return nil, inputError{fmt.Errorf("read pairs %s: %w", file, err)}
		}
	}
	var pairs []pair
	for d := json.NewDecoder(r); ; {
		var p pair
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return pairs, nil
		} else if err != nil {
			return nil, inputError{fmt.Errorf("read pairs %s, pair %d: %w", file, len(pairs)+1, err)}
		}
		pairs = append(pairs, p)
	}
}

// evalPairs scores labelled pairs: OK says that both are in one story.
func evalPairs(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	pairs, err := readPairs(opts.pairs)
	if err != nil {
		return err
	}
	shown := newProgress(std)
	in, err := opts.input.read(ctx, args, std, shown)
	if err != nil {
		return err
	}
	in.tell(std)
	g, _ := cluster.Prepare(in.articles, groupOptions(shown)).Group(cluster.DefaultTuning())
	shown.finish(io.Discard, false)
	story := map[string]int{}
	for _, a := range g.Articles {
		for _, id := range a.GivenIDs() {
			story[id] = g.Texts[a.TextIndex].Story
		}
	}
	var t tally
	for i, p := range pairs {
		if p.Label == "" {
			return inputError{fmt.Errorf("read pairs %s, pair %d (%s, %s): no label", opts.pairs, i+1, clean(p.A), clean(p.B))}
		}
		a, knownA := story[p.A]
		b, knownB := story[p.B]
		t.add(knownA && knownB, a == b, p.Label == sameStoryLabel)
	}
	if err := t.write(std.out, setName(opts.pairs), opts.json); err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	return in.verdict(opts.input.maxSkipped)
}

// tally counts hits and misses over pairs.
type tally struct{ pairs, absent, hits, found, wanted int }

func (t *tally) add(present, found, wanted bool) {
	if !present {
		t.absent++
		return
	}
	t.pairs++
	if found {
		t.found++
	}
	if wanted {
		t.wanted++
	}
	if found && wanted {
		t.hits++
	}
}

func (t *tally) score(set string) pairScore {
	s := pairScore{Set: set, Pairs: t.pairs, Absent: t.absent, P: share(t.hits, t.found), R: share(t.hits, t.wanted)}
	if s.P+s.R > 0 {
		s.F1 = 2 * s.P * s.R / (s.P + s.R)
	}
	return s
}

// share returns n of m, 1 of nothing.
func share(n, m int) float64 {
	if m == 0 {
		return 1
	}
	return float64(n) / float64(m)
}

func (t *tally) write(w io.Writer, set string, asJSON bool) error {
	s := t.score(set)
	if asJSON {
		return json.NewEncoder(w).Encode(s)
	}
	_, err := fmt.Fprintf(w, "%s: %d pairs, precision %.4f, recall %.4f, F1 %.4f", clean(set), s.Pairs, s.P, s.R, s.F1)
	if err == nil && s.Absent > 0 {
		_, err = fmt.Fprintf(w, "; %d more name an article that is not there", s.Absent)
	}
	if err == nil {
		_, err = fmt.Fprintln(w)
	}
	return err
}

// evalCopies compares the copies found, before grouping, with pairs of known Jaccard.
func evalCopies(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	pairs, err := readPairs(opts.copies)
	if err != nil {
		return err
	}
	in, err := opts.input.read(ctx, args, std, newProgress(std))
	if err != nil {
		return err
	}
	in.tell(std)
	found := map[[2]string]float64{}
	for _, l := range cluster.Prepare(in.articles, cluster.DefaultOptions()).Links() {
		found[[2]string{l.A, l.B}] = l.Jaccard
		found[[2]string{l.B, l.A}] = l.Jaccard
	}
	present := map[string]bool{}
	for _, a := range in.articles {
		present[a.ID] = true
	}
	var t tally
	for i, p := range pairs {
		if p.Jaccard == nil {
			return inputError{fmt.Errorf("read pairs %s, pair %d (%s, %s): no jaccard5", opts.copies, i+1, clean(p.A), clean(p.B))}
		}
		ours, linked := found[[2]string{p.A, p.B}]
		wanted := *p.Jaccard >= copyJaccard
		t.add(present[p.A] && present[p.B], linked, wanted)
		if !opts.json && (linked != wanted || linked && math.Abs(ours-*p.Jaccard) > jaccardSlack) {
			fmt.Fprintf(std.err, "%s  %s: theirs %.4f, ours %.4f\n", clean(p.A), clean(p.B), *p.Jaccard, ours)
		}
	}
	if err := t.write(std.out, setName(opts.copies), opts.json); err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	return in.verdict(opts.input.maxSkipped)
}
