package cluster

import (
	"reflect"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestSoleFigures(t *testing.T) {
	tests := []struct {
		sentence string
		want     map[string]string
	}{
		{"It carried 112 passengers and 14 lorries.", map[string]string{"passenger": "112", "lorry": "14"}},
		{"Of 112 passengers, 108 passengers had tickets.", map[string]string{}},
		{"Both 112 passengers and the other 112 passengers.", map[string]string{"passenger": "112"}},
		{"It lost 4 percent and 12 dollars.", map[string]string{}},
		{"Nobody counted.", map[string]string{}},
	}
	for _, test := range tests {
		if got := soleFigures(news.Cut(test.sentence).Figures()); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.sentence, got, test.want)
		}
	}
}

func TestAgree(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"same figure", "It carried 112 passengers.", "All 112 passengers are safe.", true},
		{"a conflict to be shown", "It carried 112 passengers.", "It carried 108 passengers.", true},
		{"of different things", "It carried 112 passengers.", "It carried 14 lorries.", false},
		{"amounts", "The loss was 4 percent.", "The loss was 6 percent.", false},
		{"one has none", "It carried 112 passengers.", "It carried passengers.", true},
		{"none", "It sailed.", "It sailed.", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := news.Cut(test.a).Figures(), news.Cut(test.b).Figures()
			if agree(a, b) != test.want || agree(b, a) != test.want {
				t.Errorf("agree = %v, want %v both ways", !test.want, test.want)
			}
		})
	}
}
