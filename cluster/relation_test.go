package cluster

import (
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestRelate holds what is told of two articles to what grouping them with the others makes of them.
func TestRelate(t *testing.T) {
	corpus := readCorpus(t)
	for i := range corpus {
		corpus[i].Seq = int64(i + 1)
	}
	opts := DefaultOptions()
	remains := news.LearnRemains(corpus)
	g := Group(corpus, opts)
	of := func(seq int64) *Article { return g.Articles[g.withRecord(seq)] }
	for a := int64(1); a <= 12; a++ {
		for b := a + 1; b <= 12; b++ {
			r := Relate(corpus, remains, a, b, opts)
			x, y := of(a), of(b)
			if r.One != (x == y) || r.Text != (x.TextIndex == y.TextIndex) || r.Among != len(g.Texts) {
				t.Errorf("%s and %s: one article %v, one text %v, among %d", x.ID, y.ID, r.One, r.Text, r.Among)
			}
			if same := g.Texts[x.TextIndex].Story == g.Texts[y.TextIndex].Story; !r.Text && r.Story != same {
				t.Errorf("%s and %s: one story %v, want %v", x.ID, y.ID, r.Story, same)
			}
			if !r.Text && !r.Story && r.Linkage >= opts.Story && r.Veto == "" {
				t.Errorf("%s and %s have a linkage of %.2f and no veto, and are two stories", x.ID, y.ID, r.Linkage)
			}
			if hasTime := slices.ContainsFunc(r.Evidence, func(e Evidence) bool { return e.Kind == TimeEvidence }); !r.Text && !hasTime {
				t.Errorf("%s and %s: the times say nothing in %v", x.ID, y.ID, r.Evidence)
			}
		}
	}
}
