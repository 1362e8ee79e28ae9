package main

import (
	"bufio"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestDiffPage(t *testing.T) {
	tests := []struct {
		name          string
		before, after string
		colour        bool
		want          string
	}{
		{"marks", "Three people were hurt.", "Nine people were hurt, it says.", false, "[-Three-] {+Nine+} … people were hurt{+, it says+}."},
		{"colours", "Three people were hurt.", "Nine people were hurt.", true, "\x1b[31mThree\x1b[0m \x1b[32mNine\x1b[0m people were hurt."},
		{"nothing", "Three people.", "Three  people.", false, ""},
		{"control characters", "Fog.", "Fog \u202E\x1b[2Jhorn.", false, "Fog {+[2Jhorn+}."},
		{"a long stretch", strings.Repeat("fog ", 100) + "lay", strings.Repeat("fog ", 100) + "rose", false, "… " + strings.Repeat("fog ", 12) + "[-lay-] {+rose+}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			v := view{page: &page{w: bufio.NewWriter(&out), width: minWidth, colour: test.colour}}
			v.diff(test.before, test.after, news.Diff(test.before, test.after))
			if err := v.flush(); err != nil {
				t.Fatal(err)
			}
			got := strings.Join(strings.Fields(out.String()), " ")
			if want := strings.ReplaceAll(test.want, " … people", " people"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
