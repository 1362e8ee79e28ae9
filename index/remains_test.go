package index

import (
	"fmt"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// A source that has been looked at is looked at again when a fifth of the sample is new.
func TestSampleAgain(t *testing.T) {
	a := writer(t, t.TempDir())
	sent := 0
	send := func(n int) *Run {
		r := begin(t, a, night.AddDate(0, 0, sent))
		for range n {
			sent++
			keep(t, r, news.Article{ID: fmt.Sprint(sent), Source: "Coast Wire", Text: fmt.Sprintf("Report %d.", sent)})
		}
		return r
	}
	for _, test := range []struct{ sent, want int }{{1, 1}, {1, 2}, {4, 6}, {6, 12}, {2, 14}, {1, 0}, {1, 0}, {1, 17}, {30, 20}, {3, 0}, {1, 20}} {
		group(t, send(test.sent), func(g *Grouping) {
			sample := must[[]Record](t)(g.Sample("Coast Wire", 20))
			if len(sample) != test.want {
				t.Errorf("%d records after %d more, want %d", len(sample), test.sent, test.want)
			}
			if len(sample) > 0 {
				check(t, g.PutLearnt("Coast Wire"))
			}
		})
	}
}

// A sample is spread over the runs that kept something, as far as there are any.
func TestSample(t *testing.T) {
	for _, test := range []struct {
		name string
		kept []int // by run, first to last
		n    int
		want []int // of them in the sample
	}{
		{"nothing", nil, 10, nil},
		{"one run", []int{30}, 10, []int{10}},
		{"fewer than wanted", []int{2, 3}, 10, []int{2, 3}},
		{"a busy source", []int{9, 9, 9, 9, 9, 9}, 10, []int{0, 2, 2, 2, 2, 2}},
		{"two busy runs", []int{9, 9}, 10, []int{2, 8}},
		{"a quiet source", []int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 10, []int{0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
		{"after a rush", []int{50, 1, 1, 1}, 10, []int{7, 1, 1, 1}},
		{"no multiple", []int{9, 9, 9, 9}, 7, []int{1, 2, 2, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := writer(t, t.TempDir())
			for i, n := range test.kept {
				r := begin(t, a, night.AddDate(0, 0, i))
				for k := range n {
					keep(t, r, news.Article{ID: fmt.Sprintf("%d-%d", i, k), Source: "Coast Wire", Text: fmt.Sprintf("Report %d of run %d.", k, i)})
				}
				keep(t, r, news.Article{ID: fmt.Sprintf("%d", i), Source: "Hill Gazette", Text: fmt.Sprintf("Report of run %d.", i)})
			}
			group(t, begin(t, a, night.AddDate(0, 0, len(test.kept))), func(g *Grouping) {
				got := make([]int, len(test.kept))
				for _, r := range must[[]Record](t)(g.Sample("Coast Wire", test.n)) {
					got[int(r.Kept.Sub(night)/(24*time.Hour))]++
				}
				same(t, "records by run", got, test.want)
			})
		})
	}
}
