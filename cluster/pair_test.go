package cluster

import (
	"cmp"
	"slices"
	"testing"
)

// TestPrepared checks that prepared articles are grouped as Group does it, and that a change of constants
// leaves no trace.
func TestPrepared(t *testing.T) {
	opts := DefaultOptions()
	whole, p := Group(readCorpus(t), opts), Prepare(readCorpus(t), opts)
	other := opts.Tuning
	other.Story *= 2
	if g, _ := p.Group(other); len(g.Stories) <= len(whole.Stories) {
		t.Errorf("%d stories at twice the threshold, %d at it", len(g.Stories), len(whole.Stories))
	}
	g, _ := p.Group(opts.Tuning)
	if len(g.Stories) != len(whole.Stories) {
		t.Fatalf("%d stories, want %d", len(g.Stories), len(whole.Stories))
	}
	for s := range g.Stories {
		if !slices.Equal(g.Stories[s].Articles, whole.Stories[s].Articles) {
			t.Errorf("story %d has articles %v, want %v", s, g.Stories[s].Articles, whole.Stories[s].Articles)
		}
	}
	for i := range g.Texts {
		if a, b := g.Texts[i], whole.Texts[i]; a.Story != b.Story || a.Score != b.Score || a.With != b.With {
			t.Errorf("text %d joined %d at %.4f with %d, want %d, %.4f, %d", i, a.Story, a.Score, a.With, b.Story, b.Score, b.With)
		}
	}
}

// TestPairs checks the pairs of the corpus against what Group wrote down, and against their own meaning.
func TestPairs(t *testing.T) {
	opts := DefaultOptions()
	whole := Group(readCorpus(t), opts)
	_, pairs := Prepare(readCorpus(t), opts).Group(opts.Tuning)
	scored := 0
	for a := range whole.Texts {
		if n := pairs.Compared(a); n > exactCandidates {
			t.Errorf("text %d was compared with %d others, at most %d are", a, n, exactCandidates)
		}
		for b := range a {
			p := pairs.Of(a, b)
			if p != pairs.Of(b, a) {
				t.Errorf("the pair %d, %d is %+v, the other way round %+v", a, b, p, pairs.Of(b, a))
			}
			if p.Score > 0 && !p.Neighbours || p.Score > 1 || p.Cosine < 0 || p.Cosine > 1+1e-6 || p.Time <= 0 || p.Time > 1 {
				t.Errorf("the pair %d, %d is %+v", a, b, p)
			}
			if p.Score > 0 {
				scored++
			}
		}
		if with := whole.Texts[a].With; with >= 0 {
			if got, want := pairs.Evidence(a, with), whole.Texts[a].Evidence; !slices.Equal(got, want) {
				t.Errorf("evidence of %d with %d is %v, want %v", a, with, got, want)
			}
		}
	}
	if scored == 0 {
		t.Error("no pair has a score")
	}
}

// TestPairsLinkage checks that stories that were not merged have a linkage below the threshold or a veto, and that two lone
// texts have as stories the linkage that they have as a pair.
func TestPairsLinkage(t *testing.T) {
	opts := DefaultOptions()
	g, pairs := Prepare(readCorpus(t), opts).Group(opts.Tuning)
	linked := 0
	for a := range g.Stories {
		for b := range a {
			r := pairs.Linkage(a, b)
			if r >= opts.Story && pairs.Veto(a, b) == "" {
				t.Errorf("stories %d and %d have a linkage of %.4f, no veto, and were not merged", a, b, r)
			}
			if r > 0 {
				linked++
			}
			x, y := g.Stories[a].Texts, g.Stories[b].Texts
			if cmp.Or(len(x)-1, len(y)-1) != 0 {
				continue
			}
			if p := pairs.Of(x[0], y[0]); p.Linkage-r > 1e-9 || r-p.Linkage > 1e-9 {
				t.Errorf("texts %d and %d have a linkage of %.4f, and %.4f as stories", x[0], y[0], p.Linkage, r)
			}
		}
	}
	if linked == 0 {
		t.Error("no two stories have a linkage")
	}
}
