package main

import (
	"errors"
	"testing"
	"time"
)

func TestKeptFrom(t *testing.T) {
	now := time.Date(2025, 3, 31, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct{ span, want string }{
		{"1d", "2025-03"}, {"31d", "2025-02"}, {"400d", "2024-02"},
		{"1mo", "2025-02"}, {"13mo", "2024-02"}, {"24mo", "2023-03"}, {"2y", "2023-03"},
	} {
		got, err := keptFrom(test.span, now)
		if err != nil || got.Format("2006-01") != test.want {
			t.Errorf("keptFrom(%q) = %v, %v, want in %s", test.span, got, err, test.want)
		}
	}
	for _, span := range []string{"", "2", "2m", "d", "0d", "-1y", "1.5y", "2 y", "2w", "y2", "99999y", "2dd"} {
		var usage usageError
		if _, err := keptFrom(span, now); !errors.As(err, &usage) {
			t.Errorf("keptFrom(%q) fails with %v, want a usage error", span, err)
		}
	}
}
