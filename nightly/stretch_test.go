package nightly

import (
	"fmt"
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
		{"stragglers go with the next day", map[int]int{3: 1, 5: 2, 7: 800, 8: 400}, "[days 1970-01-04 to 1970-01-08 day 1970-01-09]"},
		{"a straggler behind", map[int]int{7: 1200, 8: 1}, "[day 1970-01-08 day 1970-01-09]"},
		{"far apart", map[int]int{0: 1, 7: 1, 30: 600, 31: 600}, "[day 1970-01-01 day 1970-01-08 day 1970-01-31 day 1970-02-01]"},
		{"many days", map[int]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 40: 2000}, "[days 1970-01-01 to 1970-01-07 days 1970-01-08 to 1970-01-09 day 1970-02-10]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fmt.Sprint(stretches(test.count)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
