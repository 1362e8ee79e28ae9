package news

import (
	"fmt"
	"reflect"
	"testing"
)

func TestCounts(t *testing.T) {
	tests := []struct {
		text string
		want []string // "about bound value: words"
	}{
		{"At least seven people have been killed in Hallow Bay.", []string{"killed at least 7: At least seven people have been killed"}},
		{"A death toll of nine is feared.", []string{"killed 9: nine"}},
		{"The number of people hurt by the wave rose to 40.", []string{"injured 40: 40"}},
		{"It lies 30 light years away, as it has for 12 years.", []string{"light-year 30: 30 light years", "year 12: 12 years"}},
		{"Behind it lie four deaths.", []string{"killed 4: four deaths"}},
		{"The death toll rose to six on Friday.", []string{"killed 6: six"}},
		{"The storm has killed 3 people and left 12 others hurt.", []string{"killed 3: 3 people"}},
		{"Seven dead, more than 50 injured after ferry fire.", []string{"killed 7: Seven dead", "injured over 50: more than 50 injured"}},
		{"Over 50 were taken to hospital.", []string{"injured over 50: Over 50 were taken to hospital"}},
		{"A mine killed at least 12 soldiers.", []string{"soldier killed at least 12: at least 12 soldiers"}},
		{"Twelve died, including three children.", []string{"killed 12: Twelve died"}},
		{"At least 84 people, including ten children, were killed.", []string{"killed at least 84: At least 84 people, including ten children, were killed"}},
		{"They handed over 21 pupils; it hurt over 21 pupils.", []string{"pupil 21: 21 pupils", "pupil over 21: over 21 pupils"}},
		{"Four of the dead were divers.", nil},
		{"Two more people died on Sunday.", nil},
		{"Between 10 and 12 people are missing.", nil},
		{"The quay carried 112 passengers.", []string{"passenger 112: 112 passengers"}},
		{"About 3,400 people cross the bridge.", []string{"person about 3400: About 3,400 people"}},
		{"They were killed 20 minutes later.", []string{"minute 20: 20 minutes"}},
		{"Police arrested 14 people; 9 were detained earlier.", []string{"arrested 14: 14 people", "arrested 9: 9 were detained"}},
		{"The mill lost $3bn.", []string{"dollar 3000000000: $3bn"}},
		{"The toll stands at 15.", []string{"killed 15: 15"}},
		{"Sixty people gathered for the dead.", []string{"person 60: Sixty people"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			var got []string
			for _, c := range Cut(test.text).Counts() {
				bound := string(c.Bound)
				if bound != "" {
					bound += " "
				}
				got = append(got, fmt.Sprintf("%s %s%s: %s", c.About, bound, c.Value, c.Text))
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// FuzzCounts: a count lies in the text, in order, and every figure with a noun that is no part of another one is one.
func FuzzCounts(f *testing.F) {
	f.Add("At least seven people have been killed, including 3 of the crew; the toll rose to 12.")
	f.Add("killed up to\nat least")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, c := range Cut(text).Counts() {
			if c.Start < 0 || c.Start >= c.End || c.End > len(text) || c.Text != text[c.Start:c.End] || c.Value == "" || c.End <= end {
				t.Fatalf("count %+v in %q", c, text)
			}
			end = c.End
		}
	})
}
