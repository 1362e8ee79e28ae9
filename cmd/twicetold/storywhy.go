package main

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/cluster"
)

// What a text shares with the closest one of its story, and what a copy took from its origin.

// kinds is how evidence is told: in this order, at most so many of each on one line.
var kinds = []struct {
	kind      cluster.EvidenceKind
	one, many string
	most      int
}{
	{cluster.QuoteEvidence, "quotation", "quotations", 1},
	{cluster.NameEvidence, "name", "names", 3},
	{cluster.FigureEvidence, "figure", "figures", 2},
	{cluster.TermsEvidence, "term", "terms", 5},
	{cluster.VetoEvidence, "but", "but", 2},
}

// Columns of what a text shares.
const (
	withWidth    = 24 // of the name of the closest one
	maxQuotation = 60
	minQuotation = 16 // a shorter start of it tells nothing
)

// why says in one line of so many columns what a text shares with the closest one of its story. What does
// not fit is left to --json.
func (v view) why(t cluster.Text, columns int) string {
	if t.With < 0 {
		return ""
	}
	with := "with " + v.cutName(v.g.Texts[t.With].Origin, withWidth) + ": "
	said, rest := "", columns-uniseg.StringWidth(with)
	for _, k := range kinds {
		var values []string
		for _, value := range v.told(t.Evidence, k.kind, rest-len(k.many)-3) {
			cost := uniseg.StringWidth(value) + 2
			if len(values) == 0 {
				cost += len(k.many) + 1
			}
			if len(values) < k.most && cost <= rest {
				values, rest = append(values, value), rest-cost
			}
		}
		if len(values) == 0 {
			continue
		}
		label := k.many
		if len(values) == 1 {
			label = k.one
		}
		said += "; " + label + " " + strings.Join(values, ", ")
	}
	if said == "" {
		return ""
	}
	return with + strings.TrimPrefix(said, "; ")
}

// told returns the values of a kind of evidence as they are shown. Quotations are cut to so many columns.
func (v view) told(evidence []cluster.Evidence, kind cluster.EvidenceKind, columns int) []string {
	var values []string
	for _, e := range evidence {
		if e.Kind != kind {
			continue
		}
		value := clean(e.Value)
		if kind == cluster.QuoteEvidence {
			value = "“" + fit(value, min(maxQuotation, max(columns-2, minQuotation))) + "”"
		}
		values = append(values, value)
	}
	return values
}

// extracted is the share of an article from which on it is an extract of another; one with less contains it.
const extracted = .8

// copied says what an article took from its origin.
func (v view) copied(a *cluster.Article) string {
	c := a.Copy
	name, share := v.name(c.Of), fmt.Sprintf("%.0f %% of it", 100*c.Share)
	said := share + " from " + name
	switch {
	case c.Kind == cluster.Exact:
		said = "same text as " + name
	case c.Kind == cluster.Extract && c.Share < extracted:
		said = "contains " + name + "'s text: " + share
	case c.Share >= .995: // it would be rounded to 100 %
		said = "all of it from " + name
	}
	if c.Timed && c.Lag > 0 {
		said += " (" + lag(c.Lag) + " later)"
	}
	return said
}
