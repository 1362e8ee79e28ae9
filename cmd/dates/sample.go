package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// Of each kind those expressions are drawn that come first in the order of a hash of seed, article and position: the
// same ones in whatever order the articles come. One article in sixteen is looked at, by the same hash, and gives one
// expression of a kind at most.

const sparse = 16

// drawn is one expression of a sample.
type drawn struct {
	expression
	rank     uint64
	told     news.Time
	sentence string
}

// writeSample writes a sample for its reader, a line each: the expression as verdict.go has it, a verdict left out,
// then the time of publication and the sentence. The last two are not to be kept.
func writeSample(out io.Writer, articles iter.Seq2[news.Article, error], seed uint64) error {
	kinds := net()
	best := map[string][]drawn{}
	for a, err := range articles {
		if err != nil {
			return err
		}
		if rank(seed, a.ID, 0)%sparse != 0 {
			continue
		}
		for _, d := range draw(kinds, a, seed) {
			best[d.kind] = append(best[d.kind], d)
		}
	}
	for _, k := range kinds {
		list := best[k.name]
		slices.SortFunc(list, func(a, b drawn) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id)) })
		for _, d := range list[:min(k.quota, len(list))] {
			if _, err := fmt.Fprintf(out, "%s\t%s\t%s\n", d, d.told.At.Format("2006-01-02T15:04Z07:00 Mon"), d.sentence); err != nil {
				return fmt.Errorf("write sample: %w", err)
			}
		}
	}
	return nil
}

// draw returns of each kind the expression of an article that ranks first.
func draw(kinds []kind, a news.Article, seed uint64) []drawn {
	first := map[string]drawn{}
	for _, c := range catches(kinds, a.Text) {
		e := expression{id: a.ID, nth: 1 + strings.Count(a.Text[:c.start], c.text), kind: c.kind, text: c.text}
		d := drawn{expression: e, rank: rank(seed, a.ID, c.start), told: a.Published}
		if old, ok := first[c.kind]; !ok || d.rank < old.rank {
			d.sentence = strings.Join(strings.Fields(a.Text[max(0, c.start-200):min(len(a.Text), c.start+len(c.text)+160)]), " ")
			first[c.kind] = d
		}
	}
	var all []drawn
	for _, k := range kinds {
		if d, ok := first[k.name]; ok {
			all = append(all, d)
		}
	}
	return all
}

// rank returns the place of an expression in the order of a seed.
func rank(seed uint64, id string, at int) uint64 {
	h := fnv.New64a()
	h.Write(binary.BigEndian.AppendUint64(nil, seed))
	h.Write(binary.BigEndian.AppendUint64([]byte(id), uint64(at)))
	x := h.Sum64() // the last bytes hardly reach the first bits of FNV
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	return x ^ x>>33
}
