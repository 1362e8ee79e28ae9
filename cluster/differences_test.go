package cluster

import (
	"fmt"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestDifferences(t *testing.T) {
	tests := []struct{ name, a, b, want string }{
		{"another place", "A fire destroyed a warehouse near Ostrava on Tuesday.", "A fire destroyed a warehouse near Brinsted on Tuesday.", "[Ostrava, there Brinsted]"},
		{"another person", "The club fired coach Ruud Castellan.", "The club fired coach Marit Oden.", "[Ruud Castellan, there Marit Oden]"},
		{"the other one is named too", "The club fired coach Ruud Castellan for Marit Oden.", "The club fired coach Marit Oden.", "[]"},
		{"the same", "The club fired coach Ruud Castellan.", "The club fired coach Castellan.", "[]"},
		{"another place in the sentence", "Rain fell on Brinsted.", "Sun shone over Ostrava.", "[]"},
		{"another figure", "The storm left 12 dead.", "The storm left 15 dead.", "[12 dead, there 15 dead]"},
		{"the same figure", "The storm left 12 dead.", "It left 12 dead.", "[]"},
		{"nothing", "", "", "[]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, e := range differences(newFacts(told(english, "", test.a), new(news.Pieces)), newFacts(told(english, "", test.b), new(news.Pieces))) {
				got = append(got, e.Value)
			}
			if fmt.Sprint(got) != test.want {
				t.Errorf("got %v, want %s", got, test.want)
			}
		})
	}
}
