package cluster

import (
	"slices"
	"testing"
)

// TestLists: each list holds what was added to it, in order.
func TestLists(t *testing.T) {
	l := newLists(4, func(add func(list int, item string)) {
		add(2, "a")
		add(0, "b")
		add(2, "c")
	})
	for i, want := range [][]string{{"b"}, {}, {"a", "c"}, {}} {
		if got := l.of(i); !slices.Equal(got, want) {
			t.Errorf("list %d is %q, want %q", i, got, want)
		}
	}
	if none := newLists(0, func(func(int, int)) {}); len(none.all) != 0 {
		t.Errorf("no lists hold %v", none.all)
	}
}
