package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestReaderAsksForWhatIsThere shows that most articles can be asked for, by words of their titles.
func TestReaderAsksForWhatIsThere(t *testing.T) {
	all, without := 0, 0
	for a := range (load{seed: 1, per: 300}).articles(0) {
		words := wordsOf(a, 2)
		if all++; words == nil {
			without++
		}
		for _, w := range words {
			if !strings.Contains(a.Title, w) {
				t.Errorf("%q does not stand in %q", w, a.Title)
			}
		}
	}
	if without > all/2 {
		t.Errorf("%d of %d articles can't be asked for", without, all)
	}
}

func TestQuantile(t *testing.T) {
	p := phase{took: map[string][]took{}}
	for ms := range 200 {
		p.took["story"] = append(p.took["story"], took{clock: time.Duration(200-ms) * time.Millisecond, cpu: time.Millisecond})
	}
	for share, want := range map[float64]float64{0: 1, .5: 101, .99: 199, 1: 200} {
		if got := p.quantile("story", clockOf, share); got != want {
			t.Errorf("quantile %v is %v, want %v", share, got, want)
		}
	}
	if got := p.quantile("stories", clockOf, .5); got != 0 {
		t.Errorf("of nothing it is %v", got)
	}
}

// TestVerdictTellsFailures shows that a question that failed is not lost in a table.
func TestVerdictTellsFailures(t *testing.T) {
	var b strings.Builder
	table := readersTable{out: &b, phases: make([]phase, 4)}
	if err := table.verdict(); err != nil {
		t.Error(err)
	}
	cause := errors.New("no answer")
	table.phases[2] = phase{name: "during", failed: 3, failure: cause}
	if err := table.verdict(); !errors.Is(err, cause) || !strings.Contains(err.Error(), "3 questions failed during") {
		t.Errorf("got %v", err)
	}
}
