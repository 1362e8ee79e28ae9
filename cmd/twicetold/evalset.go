package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/cluster/bcubed"
)

// goldSet is a set of articles, some of which have a gold label, and how it was grouped.
type goldSet struct {
	name     string
	prepared *cluster.Prepared
	grouping cluster.Grouping
	pairs    *cluster.Pairs
	records  []labelled // those with a label
	seconds  float64    // that reading and grouping took
}

// labelled is a record with a gold label. Texts keep their places when a set is grouped again.
type labelled struct {
	article, text int
	gold          string
}

// setReader reads sets one after the other.
type setReader struct {
	opts inputOptions
	std  stdio
	p    *progress
}

// read reads and groups one set. With an error there may be a set all the same, of what could be read; it is nil when
// there is nothing to score.
func (r setReader) read(ctx context.Context, file string) (*goldSet, error) {
	p := r.p.anew()
	in, err := r.opts.read(ctx, []string{file}, r.std, p)
	if err != nil {
		return nil, err
	}
	in.tell(r.std)
	verdict := in.verdict(r.opts.maxSkipped)
	if verdict != nil {
		verdict = fmt.Errorf("%s: %w", file, verdict)
	}
	if len(in.articles) == 0 && verdict != nil {
		return nil, verdict
	}
	set := &goldSet{name: setName(file), prepared: cluster.Prepare(in.articles, groupOptions(p))}
	set.grouping, set.pairs = set.prepared.Group(cluster.DefaultTuning())
	p.finish(io.Discard, false)
	set.seconds = p.total()
	for i, a := range set.grouping.Articles {
		for _, record := range a.Records {
			if record.Gold != "" {
				set.records = append(set.records, labelled{i, a.TextIndex, record.Gold})
			}
		}
	}
	if len(set.records) == 0 {
		unlabelled := fmt.Errorf("%s: no article has a gold label in the field \"story\"; nothing to score", file)
		return nil, errors.Join(verdict, inputError{unlabelled})
	}
	return set, verdict
}

// labels returns the story that each labelled record is found in by a grouping of the set, and its gold label.
func (s *goldSet) labels(g cluster.Grouping) (found []int, gold []string) {
	for _, r := range s.records {
		found = append(found, g.Texts[r.text].Story)
		gold = append(gold, r.gold)
	}
	return found, gold
}

// scoreOf scores a grouping of the set.
func (s *goldSet) scoreOf(g cluster.Grouping) (bcubed.Score, error) {
	found, gold := s.labels(g)
	score, err := bcubed.Scores(found, gold)
	if err != nil {
		return bcubed.Score{}, fmt.Errorf("score %s: %w", s.name, err)
	}
	return score, nil
}

// setName is the name of a set: its file without folder and endings.
func setName(file string) string {
	if file == "-" {
		return "stdin"
	}
	name := filepath.Base(filepath.Clean(file))
	for _, ending := range []string{".gz", ".zst", ".jsonl", ".ndjson", ".json", ".txt"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}
