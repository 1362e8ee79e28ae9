package nightly

import (
	"fmt"
	"maps"
	"testing"
)

func TestStretches(t *testing.T) {
	for _, test := range []struct {
		name  string
		count map[int]int
		want  string
	}{
		{"nothing", nil, "[]"},
		{"a day", map[int]int{7: 1}, "[day 1970-01-08]"},
		{"little in all", map[int]int{7: 1, 8: 900, 9: 1}, "[day 1970-01-08 day 1970-01-09 day 1970-01-10]"},
		{"days that follow", map[int]int{3: 1, 5: 2, 7: 800, 8: 400}, "[days 1970-01-04 to 1970-01-09]"},
		{"far apart", map[int]int{0: 1, 14: 1, 40: 600, 41: 600}, "[day 1970-01-01 day 1970-01-15 days 1970-02-10 to 1970-02-11]"},
		{"a fortnight at most", map[int]int{0: 1, 1: 1, 2: 1, 14: 1, 15: 2000}, "[days 1970-01-01 to 1970-01-02 days 1970-01-03 to 1970-01-16]"},
		{"so many at most", map[int]int{0: 30_000, 1: 10_000, 2: 1}, "[day 1970-01-01 days 1970-01-02 to 1970-01-03]"},
		{"portions of a day", map[int]int{0: 5, 1: 40_001, 2: 5}, "[day 1970-01-01 day 1970-01-02 day 1970-01-02 from record 20001 on day 1970-01-03]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fmt.Sprint(stretches(test.count)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// FuzzStretches: every article is grouped once, in order, and no more at a time than are allowed.
func FuzzStretches(f *testing.F) {
	f.Add(3, 40_001, 5, 12)
	f.Add(900_000, 0, 1, 1)
	f.Fuzz(func(t *testing.T, a, b, c, gap int) {
		count := map[int]int{}
		for i, n := range []int{a, b, c} {
			if n %= 1_000_000; n > 0 {
				count[i*(gap%100)] += n
			}
		}
		got := map[int]int{}
		before := stretch{days: []int{-1 << 40}}
		for _, s := range stretches(count) {
			if last := before.days[len(before.days)-1]; s.first() < last || s.first() == last && s.skip <= before.skip {
				t.Fatalf("%v comes after %v", s, before)
			}
			before = s
			held := 0
			for _, day := range s.days {
				n := count[day] - s.skip
				if s.size >= 0 {
					n = s.size
				}
				if s.skip != got[day] {
					t.Fatalf("%v skips %d records, %d came before", s, s.skip, got[day])
				}
				got[day] += n
				held += n
			}
			if held > stretchMost {
				t.Fatalf("%v brings %d articles", s, held)
			}
		}
		if !maps.Equal(got, count) {
			t.Fatalf("grouped %v of %v", got, count)
		}
	})
}
