package main

import (
	"testing"

	"github.com/twicetold/twicetold/index"
)

func TestListedIDs(t *testing.T) {
	for _, test := range []struct {
		ids  []string
		want string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a and b"},
		{[]string{"a", "b", "c"}, "a, b and c"},
		{[]string{"a", "b", "c", "d", "e", "f"}, "a, b, c, d, e and f"}, // instead of "and 1 more"
		{[]string{"a", "b", "c", "d", "e", "f", "g"}, "a, b, c, d, e and 2 more"},
	} {
		if got := listedIDs(test.ids); got != test.want {
			t.Errorf("listedIDs(%q) = %q, want %q", test.ids, got, test.want)
		}
	}
}

func TestEditSaid(t *testing.T) {
	for _, test := range []struct {
		name        string
		edit        index.Edit
		what, state string
	}{
		{"merge", index.Edit{Kind: "merge", Stories: []string{"s1", "s2"}}, "merge s1 and s2", "pending: the next night obeys it"},
		{"split", index.Edit{Kind: "split", Stories: []string{"s1"}, Left: []string{"a"}, Applied: 4}, "split a from s1", "applied in run 4"},
		{"move", index.Edit{Kind: "move", Stories: []string{"s1", "s2"}, Left: []string{"a"}, Applied: 4, UndoneBy: 9}, "move a to s1", "undone by edit 9"},
		{"undo", index.Edit{Kind: "undo", Undoes: 3, Stories: []string{"s1"}, Applied: 5}, "undo edit 3", "applied in run 5"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if what, state := editedWhat(test.edit), editState(test.edit); what != test.what || state != test.state {
				t.Errorf("%q, %q; want %q, %q", what, state, test.what, test.state)
			}
		})
	}
}
