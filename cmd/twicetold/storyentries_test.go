package main

import (
	"testing"

	"github.com/twicetold/twicetold/cluster"
)

func TestTellers(t *testing.T) {
	v, _ := told(t, -1, "2025-03-20T18:00Z", "2025-03-21T07:20Z", "2025-03-21", "", "2025-03-21T07:20Z")
	v = outlets(v, "Northern Wire", "Northern Wire", "Hallow Echo", "", "Northern Wire")
	figures := []cluster.Conflict{{About: "crown", Values: []cluster.Claim{
		{Value: "310000000", Articles: []int{0}}, {Value: "4.5", Articles: []int{1, 2}}}}}
	for _, test := range []struct {
		name  string
		entry cluster.Entry
		want  string
	}{
		{"one", cluster.Entry{}, "Northern Wire"},
		{"another", cluster.Entry{Also: []int{2}, Copies: []int{4}}, "Northern Wire, also Hallow Echo (+1 copy)"},
		{"an unknown outlet", cluster.Entry{Also: []int{3}}, "Northern Wire, also (clipping-museum-rope)"},
		{"the same outlet", cluster.Entry{Also: []int{1}}, "Northern Wire, also Northern Wire 21 Mar 07:20"},
		{"thrice, twice in a minute", cluster.Entry{Also: []int{1, 4}}, "Northern Wire, also Northern Wire 21 Mar 07:20"},
		{"figures", cluster.Entry{Also: []int{1, 2}, Conflicts: figures}, "Northern Wire, also Northern Wire 21 Mar 07:20, Hallow Echo; " +
			"figures differ (crown): 310,000,000 from Northern Wire, 4.5 from Northern Wire 21 Mar 07:20 and Hallow Echo"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := v.tellers(test.entry); got != test.want {
				t.Errorf("tellers = %q, want %q", got, test.want)
			}
		})
	}
}
