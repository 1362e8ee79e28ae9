package main

import (
	"testing"

	"github.com/twicetold/twicetold/index"
)

func TestChangeSaid(t *testing.T) {
	for _, test := range []struct {
		kind, story, other string
		texts              int
		stood              bool
		want               string
	}{
		{"new", "s1", "", 1, false, "new, with 1 text"},
		{"grown", "s1", "", 2, false, "grown by 2 texts"},
		{"merged", "s1", "s2", 3, false, "became part of s2, with 3 texts"},
		{"merged", "s2", "s1", 3, false, "s2 became part of it, with 3 texts"},
		{"split", "s1", "s2", 1, false, "split from s2, with 1 text"},
		{"split", "s1", "", 1, false, "split from another story, with 1 text"},
		{"split", "s2", "s1", 1, false, "s2 was split from it, with 1 text"},
		{"split", "s1", "s2", 1, true, "took 1 text from s2"},
		{"split", "s2", "s1", 1, true, "1 text went to s2"},
		{"reopened", "s1", "", 0, false, "reopened"},
		{"reopened", "s1", "s2", 2, false, "reopened out of s2"},
		{"reopened", "s2", "s1", 2, false, "s2 reopened out of s1"},
		{"closed", "s1", "", 0, false, "closed"},
	} {
		c := pastChange{index.Change{Kind: test.kind, Story: test.story, Other: test.other, Texts: test.texts}, test.stood}
		if got := changeSaid("s1", c); got != test.want {
			t.Errorf("changeSaid(%s of %s, %s) = %q, want %q", test.kind, test.story, test.other, got, test.want)
		}
	}
}
