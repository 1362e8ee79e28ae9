package nightly

import (
	"context"
	"flag"
	"math"
	"testing"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// How long a window takes to come back shows in a large archive only: go run ./cmd/load nights -dir DIR makes one, and
// go test ./nightly -run '^$' -bench Restore -archive DIR/archive measures it.
var largeArchive = flag.String("archive", "", "archive whose open stories BenchmarkRestore brings back; it is left as it was")

// BenchmarkRestore brings all open stories of an archive back, up to the window.
func BenchmarkRestore(b *testing.B) {
	if *largeArchive == "" {
		b.Skip("no -archive DIR is given")
	}
	a, err := index.OpenWriter(*largeArchive, "nightly")
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	articles := 0
	for b.Loop() {
		err := a.Rehearse(context.Background(), backfill, func(tx *index.Grouping) error {
			n, err := restoreAll(&grouping{night: &night{archive: a, opts: options(backfill)}, Grouping: tx,
				before: map[int64]former{}, texts: map[int64]bool{}})
			articles += n
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(articles), "us/article")
}

// restoreAll loads all open stories, and counts their articles.
func restoreAll(g *grouping) (articles int, err error) {
	seqs, err := g.OpenStories(math.MinInt32, math.MaxInt32, math.MaxInt32)
	if err != nil {
		return 0, err
	}
	for i := 0; i < len(seqs); i += restoreBatch {
		stories, err := g.load(seqs[i:min(len(seqs), i+restoreBatch)], math.MinInt, false)
		if err != nil {
			return 0, err
		}
		eachArticle(stories, func(*cluster.KeptArticle) { articles++ })
	}
	return articles, nil
}
