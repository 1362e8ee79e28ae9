package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"github.com/twicetold/twicetold/index/news"
)

// mills are two records that wait for the grouping in an archive of four; the shards have these.
func mills(t *testing.T) *Archive {
	t.Helper()
	a := grouped(t)
	indexed(t, a)
	first, second := given()[3], given()[3]
	first.ID, first.Title = "e", "Weir mended"
	second.ID, second.Title = "f", "Weir opened"
	keep(t, begin(t, a, night), first, second)
	return a
}

// assign makes the records up to one those of an article, and changes their titles: what was indexed ahead has the old ones.
func assign(t *testing.T, a *Archive, upTo int) {
	t.Helper()
	check(t, a.write(t.Context(), func(tx *tx) error {
		_, err := tx.exec(`UPDATE record SET article = 4, title = 'Lock mended' WHERE article IS NULL AND seq <= ?`, upTo)
		return err
	}))
}

func TestIndexAhead(t *testing.T) {
	tests := []struct {
		name   string
		do     func(t *testing.T, a *Archive)
		weirs  int // records with the title that they had when they were indexed ahead
		locks  int
		listed string
	}{
		{"grouped", func(t *testing.T, a *Archive) { assign(t, a, 6) }, 2, 0, "2031-03.2 docs 6"},
		{"grouped, and a story closed", func(t *testing.T, a *Archive) { assign(t, a, 6); closing(t, a) }, 2, 0, "2031-03.2 docs 7"},
		{"not grouped", func(*testing.T, *Archive) {}, 0, 0, "2031-03.1 docs 4"},
		{"one not grouped", func(t *testing.T, a *Archive) { assign(t, a, 5) }, 0, 1, "2031-03.2 docs 5"},
		{"the shard was dropped", func(t *testing.T, a *Archive) { assign(t, a, 6); check(t, a.shards().drop("2031-03")) }, 0, 2, "2031-03.1 docs 6"},
		{"its month is to be made again", func(t *testing.T, a *Archive) {
			assign(t, a, 6)
			check(t, a.write(t.Context(), func(tx *tx) error { _, err := tx.addStale("2031-03"); return err }))
		}, 0, 2, "2031-03.2 docs 6"},
		{"all is to be made again", func(t *testing.T, a *Archive) {
			assign(t, a, 6)
			check(t, a.write(t.Context(), func(tx *tx) error { _, err := tx.addStale(staleEvery); return err }))
		}, 0, 2, "2031-03.1 docs 6"},
		{"stopped", func(t *testing.T, a *Archive) { assign(t, a, 6); check(t, a.StopAhead()) }, 0, 2, "2031-03.2 docs 6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := mills(t)
			check(t, a.IndexAhead(t.Context(), news.NewRemains(nil)))
			<-a.ahead.done
			tt.do(t, a)
			same(t, "made again", indexed(t, a), nil)
			check(t, a.StopAhead())
			same(t, "listed", generations(t, a), []string{tt.listed})
			same(t, "found as before, found as now", []int{len(inSearch(t, a, "weir")), len(inSearch(t, a, "lock"))}, []int{tt.weirs, tt.locks})
			if left := names(t, a.shards().tmp); slices.ContainsFunc(left, func(name string) bool { return strings.HasPrefix(name, tmpPrefix) }) {
				t.Errorf("left over: %v", left)
			}
			same(t, "damaged", must[[]*DamagedError](t)(a.shards().verify(t.Context(), true)), nil)
		})
	}
}

// What is being made is left alone by whoever sweeps meanwhile, as Index does before it comes to the month.
func TestIndexAheadIsNotSwept(t *testing.T) {
	a := mills(t)
	check(t, a.IndexAhead(t.Context(), news.NewRemains(nil)))
	for full := false; !full; {
		must[shardList](t)(a.shards().begin())
		select {
		case <-a.ahead.done:
			full = true
		default:
		}
	}
	check(t, a.ahead.err)
	assign(t, a, 6)
	same(t, "made again", indexed(t, a), nil)
	check(t, a.StopAhead())
	same(t, "listed", generations(t, a), []string{"2031-03.2 docs 6"})
	same(t, "found", inSearch(t, a, "weir"), []int64{5, 6})
}

func TestIndexAheadOfNothing(t *testing.T) {
	a := grouped(t)
	check(t, a.IndexAhead(t.Context(), news.NewRemains(nil)))
	same(t, "made again", indexed(t, a), nil)
	check(t, a.StopAhead())
	same(t, "listed", generations(t, a), []string{"2031-03.1 docs 4"})
}

// A run that is stopped leaves nothing of it, and the next one does it all.
func TestIndexAheadIsStopped(t *testing.T) {
	a := mills(t)
	ctx, cancel := context.WithCancel(t.Context())
	check(t, a.IndexAhead(ctx, news.NewRemains(nil)))
	cancel()
	assign(t, a, 6)
	if _, err := a.Index(ctx, testTerms); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	check(t, a.StopAhead())
	same(t, "listed", generations(t, a), []string{"2031-03.1 docs 4"})
	same(t, "made again", indexed(t, a), nil)
	same(t, "listed", generations(t, a), []string{"2031-03.2 docs 6"})
}

// stuck is an index that can't be closed well.
type stuck struct{ whole }

type whole interface{ bleve.Index } // under another name than its method's

// Close implements bleve.Index.
func (s stuck) Close() error { return errors.Join(errors.New("lamp out"), s.whole.Close()) }

// What goes wrong with it is told when it is stopped, once, and hinders nobody.
func TestIndexAheadFails(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, a *Archive)
		want string
	}{
		{"while it is filled", func(_ *testing.T, a *Archive) { a.ahead.err = errors.New("lamp out") }, "lamp out"},
		{"while it is finished", func(_ *testing.T, a *Archive) { a.ahead.idx = stuck{a.ahead.idx} }, "make search shard 2031-03.2: lamp out"},
		{"while it is thrown away", func(t *testing.T, a *Archive) {
			check(t, a.write(t.Context(), func(tx *tx) error { _, err := tx.addStale("2031-03"); return err }))
			a.ahead.idx = stuck{a.ahead.idx}
		}, "index ahead: lamp out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := mills(t)
			check(t, a.IndexAhead(t.Context(), news.NewRemains(nil)))
			<-a.ahead.done
			tt.do(t, a)
			assign(t, a, 6)
			same(t, "made again", indexed(t, a), nil)
			same(t, "found", inSearch(t, a, "lock"), []int64{5, 6})
			if err := a.StopAhead(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			check(t, a.StopAhead())
		})
	}
}

// A damaged shard does not hinder the grouping: it is found, made again and told of afterwards, as without going ahead.
func TestIndexAheadOfDamage(t *testing.T) {
	for _, file := range []string{listName, "2031-03.1/index_meta.json", "2031-03.1/store/root.bolt"} {
		a := mills(t)
		check(t, os.Truncate(filepath.Join(a.shards().search, filepath.FromSlash(file)), 5))
		err := a.IndexAhead(t.Context(), news.NewRemains(nil))
		if damage := (*DamagedError)(nil); !errors.As(err, &damage) {
			t.Errorf("%s cut: error %v", file, err)
		}
		assign(t, a, 6)
		if found := indexed(t, a); len(found) != 1 {
			t.Errorf("%s cut: %d files are told of", file, len(found))
		}
		check(t, a.StopAhead())
		same(t, "found", inSearch(t, a, "lock"), []int64{5, 6})
	}
}
