package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestOutletChangeOfMany checks that a large table is told in few lines.
func TestOutletChangeOfMany(t *testing.T) {
	var c outletChange
	for i := range 1060 {
		family := "Lake"
		c.Added = append(c.Added, outletJSON{Name: fmt.Sprint("Post ", i), Family: &family})
		c.Unknown = append(c.Unknown, fmt.Sprint("Post ", i))
	}
	got := written(100, func(p *page) {
		if err := c.write(p); err != nil {
			t.Fatal(err)
		}
	})
	for _, want := range []string{"added    Post 49: family Lake\n", "added    and 1,010 more (--json lists all)\n", "unknown  and 1,010 more"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if lines := strings.Count(got, "\n"); lines > 110 {
		t.Errorf("%d lines", lines)
	}
}
