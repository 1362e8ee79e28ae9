package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestReaderAsksForWhatIsThere shows that the words asked for stand in the article.
func TestReaderAsksForWhatIsThere(t *testing.T) {
	var r reader
	for a := range (load{seed: 1, per: 300}).articles(0) {
		r.articles = append(r.articles, a)
	}
	alone := 0
	for n, a := range r.articles {
		words := r.words(n, 2)
		for _, w := range words {
			if !strings.Contains(a.Title+" "+a.Text, w) {
				t.Errorf("article %d: %q does not stand in it", n, w)
			}
		}
		if len(words) < 2 {
			alone++
		}
	}
	if alone > len(r.articles)/10 {
		t.Errorf("%d of %d articles have no two long words in a row", alone, len(r.articles))
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
