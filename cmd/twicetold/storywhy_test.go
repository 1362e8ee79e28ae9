package main

import (
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
)

func TestWhy(t *testing.T) {
	quote := cluster.Evidence{Kind: cluster.QuoteEvidence, Value: "I would not send a wheelbarrow across it"}
	names := []cluster.Evidence{{Kind: cluster.NameEvidence, Value: "Sunniva Holt"}, {Kind: cluster.NameEvidence, Value: "Pelling"}}
	for _, test := range []struct {
		name     string
		columns  int
		source   string
		evidence []cluster.Evidence
		want     string
	}{
		{"nothing", 80, "Tern Agency", nil, ""},
		{"one", 80, "Tern Agency", names[:1], "with Tern Agency: name Sunniva Holt"},
		{"several", 80, "Tern Agency", names, "with Tern Agency: names Sunniva Holt, Pelling"},
		{"unknown outlet", 80, "", names, "with (clipping-museum-rope): names Sunniva Holt, Pelling"},
		{"long name", 60, "The Ombery and Wether Green Standard", names,
			"with The Ombery and Wether G…: names Sunniva Holt, Pelling"},
		{"room for one", 46, "Tern Agency", names, "with Tern Agency: name Sunniva Holt"},
		{"no room", 30, "Tern Agency", names[:1], ""},
		{"quotation", 100, "Tern Agency", append(names[:1:1], quote),
			"with Tern Agency: quotation “I would not send a wheelbarrow across it”; name Sunniva Holt"},
		{"cut quotation", 60, "Tern Agency", []cluster.Evidence{quote},
			"with Tern Agency: quotation “I would not send a wheelba…”"},
		{"no room for a quotation", 40, "Tern Agency", []cluster.Evidence{quote}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, _ := told(t, -1, "")
			v = outlets(v, test.source)
			v.g.Texts = []cluster.Text{{Origin: 0}}
			got := v.why(cluster.Text{With: 0, Evidence: test.evidence}, test.columns)
			if got != test.want {
				t.Errorf("why = %q, want %q", got, test.want)
			}
			if width(got) > test.columns {
				t.Errorf("why takes %d columns of %d", width(got), test.columns)
			}
		})
	}
	if got := (view{}).why(cluster.Text{With: -1}, 80); got != "" {
		t.Errorf("why of the only text = %q", got)
	}
}

func TestCopied(t *testing.T) {
	v, _ := told(t, -1, "")
	v = outlets(v, "Cape Press")
	for _, test := range []struct {
		name string
		copy cluster.Copy
		want string
	}{
		{"exact", cluster.Copy{Kind: cluster.Exact, Share: 1, Lag: 22 * time.Minute, Timed: true}, "same text as Cape Press (22 min later)"},
		{"near", cluster.Copy{Kind: cluster.Near, Share: .98, Lag: 26 * time.Hour, Timed: true}, "98 % of it from Cape Press (1 day 2 h later)"},
		{"all but cut short", cluster.Copy{Kind: cluster.Near, Share: .995}, "all of it from Cape Press"},
		{"not quite all", cluster.Copy{Kind: cluster.Near, Share: .9949}, "99 % of it from Cape Press"},
		{"extract", cluster.Copy{Kind: cluster.Extract, Share: .8}, "80 % of it from Cape Press"},
		{"whole with additions", cluster.Copy{Kind: cluster.Extract, Share: .4, Lag: time.Hour, Timed: true},
			"contains Cape Press's text: 40 % of it (1 h later)"},
		{"near with much added", cluster.Copy{Kind: cluster.Near, Share: .6}, "60 % of it from Cape Press"},
		{"same minute", cluster.Copy{Kind: cluster.Exact, Share: 1, Timed: true}, "same text as Cape Press"},
		{"before its agency", cluster.Copy{Kind: cluster.Exact, Share: 1, Lag: -time.Minute, Timed: true}, "same text as Cape Press"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := new(cluster.Article)
			a.Copy = &test.copy
			if got := v.copied(a); got != test.want {
				t.Errorf("copied = %q, want %q", got, test.want)
			}
		})
	}
}
