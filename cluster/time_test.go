package cluster

import (
	"math"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// fetched is a day in March 2026 on which an article was found.
func fetched(day int) news.Time {
	t := date(day)
	t.Trust = news.Crawl
	return t
}

func TestTimeFactor(t *testing.T) {
	tests := []struct {
		name string
		a, b news.Time
		want float64
	}{
		{"same minute", clock(3, 9, 0), clock(3, 9, 0), 1},
		{"half a day", clock(3, 9, 0), clock(3, 21, 0), 1},
		{"on that day", date(3), clock(3, 23, 59), 1},
		{"two days and a half", clock(3, 9, 0), clock(5, 21, 0), .5 + .5/math.E},
		{"one undated", clock(3, 9, 0), news.Time{}, tuned.HalfDated},
		{"both undated", news.Time{}, news.Time{}, tuned.Undated},
		{"the later one fetched then", clock(3, 9, 0), fetched(20), tuned.HalfDated},
		{"the later one fetched soon", clock(3, 9, 0), fetched(3), 1},
		{"the earlier one fetched then", fetched(3), clock(6, 0, 0), .5 + .5/math.E},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := newTime(test.a), newTime(test.b)
			if got, back := tuned.timeFactor(a, b), tuned.timeFactor(b, a); !near(got, test.want) || got != back {
				t.Errorf("got %g and %g, want %g", got, back, test.want)
			}
		})
	}
	last := 1.
	for days := 1.; days < 60; days *= 2 {
		f := tuned.timeFactor(when{known: true}, when{days: days, known: true})
		if f >= last || f < tuned.TimeFloor {
			t.Errorf("after %g days it is %g, want less than %g and no less than %g", days, f, last, tuned.TimeFloor)
		}
		last = f
	}
}

func TestWeekdayFactor(t *testing.T) {
	const monday, tuesday = 1 << 1, 1 << 2
	tests := []struct {
		name string
		a, b uint8
		want float64
	}{
		{"none named", 0, 0, 1},
		{"one names none", monday, 0, 1},
		{"the same", monday, monday, tuned.SameWeekday},
		{"one in common", monday | tuesday, tuesday, tuned.SameWeekday},
		{"different", monday, tuesday, tuned.OtherWeekday},
	}
	for _, test := range tests {
		a, b := when{weekdays: test.a}, when{weekdays: test.b}
		if got, back := tuned.weekdayFactor(a, b), tuned.weekdayFactor(b, a); got != test.want || back != got {
			t.Errorf("%s: got %g and %g, want %g", test.name, got, back, test.want)
		}
	}
}

func TestNamedWeekdays(t *testing.T) {
	a := told(english, "Bridge stuck on Tuesday", "It opened again on Thursday.\n"+text(honey...)+"\n"+text(bridge[6:]...))
	named := namedWeekdays(a)
	alone := namedWeekdays(told(english, "Tuesday and Thursday", ""))
	if named == 0 || named != alone {
		t.Errorf("weekdays are %b, want those of title and lead, %b", named, alone)
	}
}
