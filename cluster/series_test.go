package cluster

import (
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestOtherInstance(t *testing.T) {
	article := func(source, title, body string, at news.Time) doc {
		a := told(english, title, body)
		a.Source = source
		return doc{instances: newInstances(a), when: newTime(at)}
	}
	headline := func(source, title string, at news.Time) doc { return article(source, title, "", at) }
	monday := headline("Radio Brinsted", "The weather for Brinsted: Monday", date(2))
	tests := []struct {
		name  string
		other doc
		want  bool
	}{
		{"another day", headline("Radio Brinsted", "The weather for Brinsted: Tuesday", date(3)), true},
		{"another day, time unknown", headline("Radio Brinsted", "The weather for Brinsted: Tuesday", news.Time{}), true},
		{"the same", headline("Radio Brinsted", "The weather for Brinsted: Monday", date(2)), false},
		{"the same a week later", headline("Radio Brinsted", "The weather for Brinsted: Monday", date(9)), true},
		{"the same, fetched a week later", headline("Radio Brinsted", "The weather for Brinsted: Monday", fetched(9)), false},
		{"another place", headline("Radio Brinsted", "The weather for Hallow: Tuesday", date(3)), false},
		{"another outlet", headline("Kestrel Gazette", "The weather for Brinsted: Tuesday", date(3)), false},
		{"no series", headline("Radio Brinsted", "Storm over Brinsted", date(3)), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := &comparison{Tuning: tuned, docs: []doc{monday, test.other}}
			if got, back := c.otherInstance(0, 1), c.otherInstance(1, 0); got != test.want || back != got {
				t.Errorf("got %t and %t, want %t", got, back, test.want)
			}
			if got := c.otherInstances([]int{0}, []int{1}); got != test.want {
				t.Errorf("as groups: got %t, want %t", got, test.want)
			}
		})
	}
	model := headline("Motor Weekly", "Sorgard Swift 2031 tested", date(2))
	if c := (&comparison{Tuning: tuned, docs: []doc{model, headline("Motor Weekly", "Sorgard Swift 2031 tested", date(29))}}); c.otherInstance(0, 1) {
		t.Error("a year came back")
	}
	opening := func(day string) doc {
		return article("Business Tide", "", "The Vantry index closes higher on "+day+", adding 0.8 percent to 4,212.6 points.", news.Time{})
	}
	if c := (&comparison{Tuning: tuned, docs: []doc{opening("Tuesday"), opening("Wednesday")}}); !c.otherInstance(0, 1) {
		t.Error("two openings that differ by the day are not taken for instances")
	}
	unknown := headline("", "The weather for Brinsted: Monday", date(2))
	if unknown.instances != [2]instance{} {
		t.Errorf("without a source it is of the series %v", unknown.instances)
	}
}
