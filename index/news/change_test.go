package news

import (
	"fmt"
	"strings"
	"testing"
)

func TestNewChange(t *testing.T) {
	before := Article{Title: "Quake: three hurt", Text: "Three people were hurt in Hallow Bay. The county sent 40 tents. Mayor Iva Strom slept in one.\nAdvertisement"}
	tests := []struct {
		name, title, text, want string
	}{
		{"nothing", before.Title, before.Text, "-0 +0"},
		{"a toll", "Quake: 17 hurt", strings.Replace(before.Text, "Three", "Seventeen", 1), "retitled -1 +1 injured 3>17"},
		{"a sentence", before.Title, strings.Replace(before.Text, "tents.", "tents. Runa Eskil cooked for 200 neighbours.", 1), "-0 +6 neighbour >200 +Runa Eskil"},
		{"a name goes", before.Title, strings.Replace(before.Text, "Mayor Iva Strom", "The mayor", 1), "-3 +2 -Iva Strom"},
		{"a remain", before.Title, strings.Replace(before.Text, "Advertisement", "", 1), "-1 +0"},
		{"another unit", before.Title, strings.Replace(before.Text, "40 tents", "40 lorries", 1), "-1 +1 tent 40> lorry >40"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := NewChange(before, Article{Title: test.title, Text: test.text})
			var got []string
			if c.Retitled {
				got = append(got, "retitled")
			}
			got = append(got, fmt.Sprintf("-%d +%d", c.Gone, c.Added))
			values := func(counts []Count) string {
				var list []string
				for _, c := range counts {
					list = append(list, c.Value)
				}
				return strings.Join(list, ",")
			}
			for _, f := range c.Figures {
				got = append(got, f.About+" "+values(f.Old)+">"+values(f.New))
			}
			for _, n := range c.NamesGone {
				got = append(got, "-"+n.Text)
			}
			for _, n := range c.NamesAdded {
				got = append(got, "+"+n.Text)
			}
			if said := strings.Join(got, " "); said != test.want {
				t.Errorf("got %q, want %q", said, test.want)
			}
		})
	}
}
