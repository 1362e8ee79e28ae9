package index

import (
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// keptDocs is a record in memory: what each month holds.
type keptDocs map[string][]searchDoc

func (k keptDocs) backlog() backlog {
	var months []string
	for m := range k {
		months = append(months, m)
	}
	slices.Sort(months)
	return backlog{
		months: months,
		upTo:   func(month string) (checkpoint, error) { return checkpoint{Record: int64(len(k[month]))}, nil },
		docs: func(month string, after checkpoint) iter.Seq2[searchDoc, error] {
			return docsOf(k[month][after.Record:]...)
		},
	}
}

func TestCatchUp(t *testing.T) {
	dir := t.TempDir()
	s, r := newShards(dir), newSearcherFor(t, dir)
	kept := keptDocs{"2025-01": {ferry(1)}, "2025-02": {ferry(2), ferry(3)}}
	steps := []struct {
		name    string
		change  func() error
		rebuilt int
		want    []int64
	}{
		{"from nothing", func() error { return nil }, 0, []int64{1, 2, 3}},
		{"nothing new", func() error { return nil }, 0, []int64{1, 2, 3}},
		{"two new", func() error {
			kept["2025-01"] = append(kept["2025-01"], ferry(4))
			kept["2025-02"] = append(kept["2025-02"], ferry(5))
			return nil
		}, 0, []int64{1, 2, 3, 4, 5}},
		{"a damaged shard", func() error {
			kept["2025-02"] = append(kept["2025-02"], ferry(6))
			return os.Truncate(filepath.Join(s.search, listed(s, "2025-02").folder(), "index_meta.json"), 1)
		}, 1, []int64{1, 2, 3, 4, 5, 6}},
		{"a damaged list", func() error { return os.Truncate(filepath.Join(s.search, listName), 30) }, 1, []int64{1, 2, 3, 4, 5, 6}},
		{"a month less", func() error { delete(kept, "2025-01"); return nil }, 0, []int64{2, 3, 5, 6}},
	}
	for _, step := range steps {
		if err := step.change(); err != nil {
			t.Fatal(err)
		}
		rebuilt, err := s.catchUp(t.Context(), kept.backlog())
		if err != nil || len(rebuilt) != step.rebuilt {
			t.Errorf("%s: rebuilt %v, %v", step.name, rebuilt, err)
		}
		if got := found(t, r, "ferry"); !slices.Equal(got, step.want) {
			t.Errorf("%s: found %v, want %v", step.name, got, step.want)
		}
		if g := listed(s, "2025-01"); g.segments() > 1 {
			t.Errorf("%s: an old month has %d segments", step.name, g.segments())
		}
	}
}
