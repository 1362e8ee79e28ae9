package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// docsOf streams documents.
func docsOf(docs ...searchDoc) iter.Seq2[searchDoc, error] {
	return func(yield func(searchDoc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// failingAfter streams n invented documents, then an error.
func failingAfter(n int, err error) iter.Seq2[searchDoc, error] {
	return func(yield func(searchDoc, error) bool) {
		for i := range n {
			if !yield(searchDoc{ID: fmt.Sprintf("%d#%d", 100+i, 100+i), Body: "ferry"}, nil) {
				return
			}
		}
		yield(searchDoc{}, err)
	}
}

func ferry(n int) searchDoc {
	return searchDoc{
		ID: fmt.Sprintf("%d#%d", n, n), Title: "Ferry stopped", Body: "The ferry to the island was stopped by ice.",
		Source: "Hill Post", Lang: "en", Published: time.Date(2025, 2, n, 12, 0, 0, 0, time.UTC),
	}
}

// mustAdd adds documents to a shard.
func mustAdd(t *testing.T, s shards, month string, upTo checkpoint, docs ...searchDoc) {
	t.Helper()
	if err := s.add(t.Context(), month, docsOf(docs...), upTo); err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2025, 3, 10, 12, 0, 0, 0, time.UTC)

// found gives the records that a query finds, rising.
func found(t *testing.T, s *Searcher, text string) []int64 {
	t.Helper()
	q, err := ParseQuery(text, noon)
	if err != nil {
		t.Fatal(err)
	}
	hits, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var seqs []int64
	for _, h := range hits.List {
		seqs = append(seqs, h.Record)
	}
	slices.Sort(seqs)
	return seqs
}

func newSearcherFor(t *testing.T, dir string) *Searcher {
	s := newSearcher(dir)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestAddSearchAdd(t *testing.T) {
	dir := t.TempDir()
	s, r := newShards(dir), newSearcherFor(t, dir)
	if got := found(t, r, "ferry"); got != nil {
		t.Errorf("without shards: found %v", got)
	}
	mustAdd(t, s, "2025-02", checkpoint{Record: 2, Run: 1}, ferry(1), ferry(2))
	if got, want := found(t, r, "ferry"), []int64{1, 2}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	mustAdd(t, s, "2025-02", checkpoint{Record: 3, Run: 2}, ferry(3))
	mustAdd(t, s, "2025-03", checkpoint{Record: 4, Run: 2}, ferry(4))
	if got, want := found(t, r, "ferry"), []int64{1, 2, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	if got, want := names(t, s.search), []string{"2025-02.2", "2025-03.1", listName}; !slices.Equal(got, want) {
		t.Errorf("folder holds %v, want %v", got, want)
	}
	for month, want := range map[string]checkpoint{"2025-02": {3, 2}, "2025-03": {4, 2}, "2025-04": {}} {
		if got := listed(s, month).upTo; got != want {
			t.Errorf("%s goes up to %v, want %v", month, got, want)
		}
	}
	if bad, err := s.verify(t.Context(), true); len(bad) > 0 || err != nil {
		t.Errorf("verify = %v, %v", bad, err)
	}
}

// An open reader keeps its hits while the generation it reads is replaced and removed.
func TestReaderDuringAdd(t *testing.T) {
	dir := t.TempDir()
	s := newShards(dir)
	mustAdd(t, s, "2025-02", checkpoint{Record: 1}, ferry(1))
	l, err := readListing(s.search)
	if err != nil {
		t.Fatal(err)
	}
	old, err := l[0].open(s.search)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	mustAdd(t, s, "2025-02", checkpoint{Record: 2}, ferry(2))
	if err := s.settle(t.Context(), "2025-02"); err != nil {
		t.Fatal(err)
	}
	q := Query{clauses: []clause{{text: "ferry"}}}
	result, err := old.Search(q.request([]string{"en"}, 1))
	if err != nil || result.Total != 1 {
		t.Errorf("the old generation gives %v hits, %v, want 1", result, err)
	}
	if got, want := found(t, newSearcherFor(t, dir), "ferry"), []int64{1, 2}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

// Whatever step a run is stopped at, the shard is the old one or the new one, and the next run clears up.
func TestKilledRun(t *testing.T) {
	stop := errors.New("stopped")
	steps := []struct {
		name string
		run  func(ctx context.Context, s shards) error
		want []int64
	}{
		{"at once", func(ctx context.Context, s shards) error {
			return s.add(ctx, "2025-02", failingAfter(0, stop), checkpoint{Record: 9})
		}, []int64{1}},
		{"within a batch", func(ctx context.Context, s shards) error {
			return s.add(ctx, "2025-02", failingAfter(10, stop), checkpoint{Record: 9})
		}, []int64{1}},
		{"after a batch", func(ctx context.Context, s shards) error {
			return s.add(ctx, "2025-02", failingAfter(batchSize+1, stop), checkpoint{Record: 9})
		}, []int64{1}},
		{"before the rename", func(ctx context.Context, s shards) error {
			_, err := s.build(ctx, listed(s, "2025-02"), addition{docs: docsOf(ferry(2)), upTo: checkpoint{Record: 2}})
			return errors.Join(err, stop)
		}, []int64{1}},
		{"before the list", func(ctx context.Context, s shards) error {
			next, err := s.build(ctx, listed(s, "2025-02"), addition{docs: docsOf(ferry(2)), upTo: checkpoint{Record: 2}})
			return errors.Join(err, os.Rename(s.unfinished(next), filepath.Join(s.search, next.folder())), stop)
		}, []int64{1}},
		{"before the old one goes", func(ctx context.Context, s shards) error {
			next, err := s.build(ctx, listed(s, "2025-02"), addition{docs: docsOf(ferry(2)), upTo: checkpoint{Record: 2}})
			err = errors.Join(err, os.Rename(s.unfinished(next), filepath.Join(s.search, next.folder())))
			return errors.Join(err, writeListing(s.search, s.tmp, shardList{next}), stop)
		}, []int64{1, 2}},
		{"canceled", func(ctx context.Context, s shards) error {
			ctx, cancel := context.WithCancelCause(ctx)
			cancel(stop)
			return errors.Join(s.add(ctx, "2025-02", docsOf(ferry(2)), checkpoint{Record: 2}), context.Cause(ctx))
		}, []int64{1}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			dir := t.TempDir()
			s := newShards(dir)
			mustAdd(t, s, "2025-02", checkpoint{Record: 1}, ferry(1))
			if err := step.run(t.Context(), s); !errors.Is(err, stop) {
				t.Fatalf("error %v, want %v", err, stop)
			}
			r := newSearcherFor(t, dir)
			if got := found(t, r, "ferry"); !slices.Equal(got, step.want) {
				t.Errorf("then found %v, want %v", got, step.want)
			}
			mustAdd(t, s, "2025-02", checkpoint{Record: 5}, ferry(5))
			if got, want := found(t, r, "ferry"), append(step.want, 5); !slices.Equal(got, want) {
				t.Errorf("after the next run found %v, want %v", got, want)
			}
			if got := len(names(t, s.tmp)) + len(names(t, s.search)); got != 2 {
				t.Errorf("left over: %v, %v", names(t, s.tmp), names(t, s.search))
			}
		})
	}
}

// listed is the generation of a month.
func listed(s shards, month string) generation {
	l, err := readListing(s.search)
	if err != nil {
		return generation{}
	}
	g, _ := l.of(month)
	return g
}

func TestAddRefusesKnownID(t *testing.T) {
	s := newShards(t.TempDir())
	mustAdd(t, s, "2025-02", checkpoint{Record: 1}, ferry(1))
	err := s.add(t.Context(), "2025-02", docsOf(ferry(1)), checkpoint{Record: 2})
	if err == nil || !strings.Contains(err.Error(), "an id came twice") {
		t.Errorf("error %v", err)
	}
	if got := listed(s, "2025-02"); got.upTo.Record != 1 {
		t.Errorf("listed %v", got)
	}
}

func TestRebuildDropReset(t *testing.T) {
	dir := t.TempDir()
	s, r := newShards(dir), newSearcherFor(t, dir)
	mustAdd(t, s, "2025-01", checkpoint{Record: 1}, ferry(1))
	mustAdd(t, s, "2025-02", checkpoint{Record: 3}, ferry(2), ferry(3))
	if err := s.rebuild(t.Context(), "2025-02", docsOf(ferry(3)), checkpoint{Record: 3}); err != nil {
		t.Fatal(err)
	}
	if got, want := found(t, r, "ferry"), []int64{1, 3}; !slices.Equal(got, want) {
		t.Errorf("rebuilt: found %v, want %v", got, want)
	}
	if err := s.drop("2025-01"); err != nil {
		t.Fatal(err)
	}
	if got, want := found(t, r, "ferry"), []int64{3}; !slices.Equal(got, want) {
		t.Errorf("dropped: found %v, want %v", got, want)
	}
	if err := os.WriteFile(filepath.Join(s.search, listName), []byte("nonsense"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.reset(); err != nil {
		t.Fatal(err)
	}
	mustAdd(t, s, "2025-02", checkpoint{Record: 7}, ferry(7)) // again generation 1
	if got, want := found(t, r, "ferry"), []int64{7}; !slices.Equal(got, want) {
		t.Errorf("reset: found %v, want %v", got, want)
	}
}

func TestShardDamage(t *testing.T) {
	segment := func(s shards) string {
		g := listed(s, "2025-02")
		i := slices.IndexFunc(g.files, func(f fileSum) bool { return strings.HasSuffix(f.name, segmentExt) })
		return filepath.Join(s.search, g.folder(), g.files[i].name)
	}
	root := func(s shards) string { return filepath.Join(s.search, "2025-02.1", storeFolder, "root.bolt") }
	list := func(s shards) string { return filepath.Join(s.search, listName) }
	cut := func(file string) error { return os.Truncate(file, 100) }
	flip := func(file string) error {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		b[len(b)/2] ^= 0x10
		return os.WriteFile(file, b, 0o600)
	}
	tests := []struct {
		name  string
		file  func(shards) string
		spoil func(string) error
		deep  bool // found by checksums only
		want  string
	}{
		{"segment cut", segment, cut, false, "has 100 bytes, not"},
		{"segment gone", segment, os.Remove, false, "is missing"},
		{"segment flipped", segment, flip, true, "has the checksum"},
		{"root cut", root, cut, false, "has 100 bytes, not"},
		{"root gone", root, os.Remove, false, "is missing"},
		{"list cut", list, cut, false, ""},
		{"list flipped", list, flip, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			s := newShards(dir)
			mustAdd(t, s, "2025-02", checkpoint{Record: 1}, ferry(1))
			file := tt.file(s)
			if err := tt.spoil(file); err != nil {
				t.Fatal(err)
			}
			bad, err := s.verify(t.Context(), true)
			if err != nil || len(bad) != 1 || bad[0].File != file || !strings.Contains(bad[0].What, tt.want) {
				t.Errorf("verify = %v, %v, want %s: %s", bad, err, file, tt.want)
			}
			if tt.deep {
				return
			}
			damaged := (*DamagedError)(nil)
			_, err = newSearcherFor(t, dir).Search(t.Context(), Query{clauses: []clause{{text: "ferry"}}})
			if !errors.As(err, &damaged) || damaged.File != file {
				t.Errorf("Search: %v, want damage of %s", err, file)
			}
			if err := s.add(t.Context(), "2025-02", docsOf(ferry(2)), checkpoint{Record: 2}); !errors.As(err, &damaged) {
				t.Errorf("add: %v, want damage of %s", err, file)
			}
		})
	}
}

func TestManySegments(t *testing.T) {
	dir := t.TempDir()
	s := newShards(dir)
	for i := 1; i <= maxSegments+6; i++ {
		mustAdd(t, s, "2025-02", checkpoint{Record: int64(i)}, ferry(i))
	}
	if g := listed(s, "2025-02"); g.segments() > maxSegments || g.docs != maxSegments+6 {
		t.Errorf("%d documents in %d segments", g.docs, g.segments())
	}
	if err := s.settle(t.Context(), "2025-02"); err != nil {
		t.Fatal(err)
	}
	if g := listed(s, "2025-02"); g.segments() != 1 {
		t.Errorf("settled into %d segments", g.segments())
	}
	if bad, err := s.verify(t.Context(), true); len(bad) > 0 || err != nil {
		t.Errorf("verify = %v, %v", bad, err)
	}
}

func TestOrFull(t *testing.T) {
	full := (*FullError)(nil)
	if err := orFull(fmt.Errorf("persist err: %v", &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}), "dir"); !errors.As(err, &full) || full.File != "dir" {
		t.Errorf("full disk: %v", err)
	}
	if err := orFull(os.ErrPermission, "dir"); !errors.Is(err, os.ErrPermission) {
		t.Errorf("no right: %v", err)
	}
}
