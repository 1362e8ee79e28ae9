package nightly

import (
	"context"
	"flag"
	"math"
	"runtime"
	"testing"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// How long a window takes to come back shows in a large archive only: go run ./cmd/load nights -dir DIR makes one, and
// go test ./nightly -run '^$' -bench Restore -archive DIR/archive measures it.
var largeArchive = flag.String("archive", "", "archive whose open stories BenchmarkRestore brings back; it is left as it was")

// BenchmarkRestore brings all open stories of an archive back into a window, and tells what an article takes there: time,
// and memory that is alive.
func BenchmarkRestore(b *testing.B) {
	if *largeArchive == "" {
		b.Skip("no -archive DIR is given")
	}
	a, err := index.OpenWriter(*largeArchive, "nightly")
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	articles, alive := 0, int64(0)
	for b.Loop() {
		before := liveBytes(b)
		err := a.Rehearse(context.Background(), backfill, func(tx *index.Grouping) error {
			remains, err := learnRemains(tx)
			if err != nil {
				return err
			}
			opts := options(backfill)
			g := &grouping{night: &night{archive: a, opts: opts}, Grouping: tx, before: map[int64]former{}, saved: map[int64]bool{},
				window: cluster.NewWindow(opts.Cluster, remains, nil, cluster.Past{})}
			n, err := restoreAll(g)
			articles += n
			alive += liveBytes(b) - before
			runtime.KeepAlive(g)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(articles), "us/article")
	b.ReportMetric(float64(alive)/float64(articles), "B/article")
}

// liveBytes returns how much of the heap is alive; the time that it takes to know does not count.
func liveBytes(b *testing.B) int64 {
	b.StopTimer()
	defer b.StartTimer()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// restoreAll restores all open stories, and counts their articles.
func restoreAll(g *grouping) (articles int, err error) {
	seqs, err := g.OpenStories(math.MinInt32, math.MaxInt32, math.MaxInt32)
	if err != nil {
		return 0, err
	}
	if err := g.restore(seqs, math.MinInt); err != nil {
		return 0, err
	}
	if err := g.window.Release(math.MinInt, g.save); err != nil { // nothing leaves, but neighbours meet
		return 0, err
	}
	for _, was := range g.before {
		for _, ids := range was.texts {
			articles += len(ids)
		}
	}
	return articles, nil
}
