package cluster

import (
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestFitsBurst(t *testing.T) {
	week := []float64{0, 1, 1, 2, 3, 3, 6}[:7:7]
	tests := []struct {
		name string
		a, b []float64
		want bool
	}{
		{"no times", nil, nil, true},
		{"no times on one side", week, nil, true},
		{"one burst", week, []float64{9, 12}, true},
		{"thirty days end to end", week, []float64{30}, true},
		{"an outlier", week, []float64{400}, true},
		{"three of ten outliers", week, []float64{100, 200, 300}, true},
		{"a fourth outlier among eleven", append(week, 100, 200, 300), []float64{400}, false},
		{"two bursts", week, []float64{200, 201, 202, 203}, false},
		{"two texts, months apart", []float64{0}, []float64{60}, false},
		{"two texts, weeks apart", []float64{0}, []float64{29}, true},
		{"what an editor put together takes in more of the same days", []float64{0, 1, 200, 201}, []float64{2}, true},
		{"but not of others", []float64{0, 1, 200, 201}, []float64{400}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, back := tuned.fitsBurst(test.a, test.b), tuned.fitsBurst(test.b, test.a); got != test.want || back != got {
				t.Errorf("got %t and %t, want %t", got, back, test.want)
			}
		})
	}
}

// Times that can't be trusted, and texts without one, are in no burst and in nobody's way.
func TestDays(t *testing.T) {
	g := &Grouping{Texts: []Text{{}, {}, {}, {Left: []Left{{Day: 2}}}}}
	c := &comparison{docs: timed([]when{newTime(clock(9, 12, 0)), newTime(fetched(20)), {}, newTime(news.Time{})})}
	got := g.days(c, []int{0, 1, 2, 3})
	if want := newTime(clock(9, 12, 0)).days; len(got) != 2 || got[0] != 2.5 || got[1] != want {
		t.Errorf("got %v, want 2.5 and %g", got, want)
	}
}
