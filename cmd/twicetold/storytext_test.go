package main

import (
	"testing"

	"github.com/twicetold/twicetold/cluster"
)

// outlets puts articles of these outlets, "" for an unknown one, into a view.
func outlets(v view, sources ...string) view {
	for i, source := range sources {
		v.g.Articles[i].Source = source
		v.g.Articles[i].ID = "clipping-museum-rope"
	}
	return v
}

// TestArticle checks what stands beside an article, and what goes below because it would be cut.
func TestArticle(t *testing.T) {
	const copied = "same text as The Ombery Standard (2 h later)"
	for _, test := range []struct {
		name      string
		columns   int
		digest    bool
		revisions int
		note      string
		want      string
	}{
		{"bare", 64, false, 1, "", "    2 Mar 10:00 (clipping-museum-rope) 2 h later\n"},
		{"note beside", 110, false, 1, copied,
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later         " + copied + "\n"},
		{"note below", 90, false, 1, copied,
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later\n                " + copied + "\n"},
		{"note on two lines", 64, false, 1, copied + " and then on",
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later\n                " + copied + " and\n                then on\n"},
		{"revised", 80, false, 2, "",
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later, revised 3 Mar 11:20\n"},
		{"revised below", 64, false, 2, "",
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later\n                revised 3 Mar 11:20\n"},
		{"revised copy", 140, false, 2, copied,
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later         revised 3 Mar 11:20; " + copied + "\n"},
		{"digest", 110, true, 1, copied,
			"    2 Mar 10:00 (clipping-museum-rope) 2 h later         digest: tells of many events\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, s := told(t, 0, "2025-03-02T08:00Z", "2025-03-02T10:00Z")
			v = outlets(v, "The Ombery Standard", "")
			a := v.g.Articles[1]
			a.Digest, a.Revised, a.Revisions = test.digest, moment(t, "2025-03-03T11:20Z"), test.revisions
			got := written(test.columns, func(p *page) {
				v.page = p
				v.article(s, 1, "", test.note)
			})
			if got != test.want {
				t.Errorf("article\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestCutName(t *testing.T) {
	v, _ := told(t, -1, "", "")
	v = outlets(v, "The Ombery Standard", "")
	for _, test := range []struct {
		article, columns int
		want             string
	}{
		{0, 24, "The Ombery Standard"},
		{0, 12, "The Ombery…"},
		{1, 24, "(clipping-museum-rope)"},
		{1, 12, "(clipping-…)"},
	} {
		if got := v.cutName(test.article, test.columns); got != test.want {
			t.Errorf("cutName(%d, %d) = %q, want %q", test.article, test.columns, got, test.want)
		}
	}
	if got := v.name(1); got != "(clipping-museum-rope)" {
		t.Errorf("name = %q, want the id in brackets", got)
	}
}

// TestCounts checks that a counts line has no gap.
func TestCounts(t *testing.T) {
	v, s := told(t, -1, "2025-03-02T08:00Z", "2025-03-03T10:00Z")
	v = outlets(v, "The Ombery Standard", "")
	s.Texts = []int{0, 1}
	v.g.Stories = []cluster.Story{s}
	for _, test := range []struct {
		columns int
		want    string
	}{
		{110, "   2 articles, 1 outlet and 1 unknown, 2 independent texts, 2 Mar 08:00 to 3 Mar 10:00\n"},
		{64, "   2 articles, 1 outlet and 1 unknown, 2 independent texts, 2\n   Mar 08:00 to 3 Mar 10:00\n"},
	} {
		got := written(test.columns, func(p *page) {
			v.page = p
			v.counts(s)
		})
		if got != test.want {
			t.Errorf("counts\n%swant\n%s", got, test.want)
		}
	}
}
