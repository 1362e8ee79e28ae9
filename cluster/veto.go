package cluster

import "slices"

// A veto keeps two groups of texts apart, however much they share. There are four: an editor said so; they are
// instances of a series (series.go); together they are no burst (burst.go); and, in an archive, they span
// too long for one story.

// Vetoes, as they are told.
const (
	seriesVeto = "other instances of a series"
	burstVeto  = "too few of their texts within weeks of each other"
	spanVeto   = "too long from the first to the last"
	editorVeto = "an editor keeps them apart"
)

// vetoes returns what tells why two groups of texts may not be one story; "" when they may.
func (g *Grouping) vetoes(c *comparison, x constraints, opts Options) func(a, b []int) string {
	apart := g.apart(x)
	return func(a, b []int) string {
		a, b = c.blocs.all(a), c.blocs.all(b)
		switch {
		case opts.MaxSpan > 0 && g.span(c, slices.Concat(a, b)) > opts.MaxSpan.Hours()/24:
			return spanVeto
		case c.otherInstances(a, b):
			return seriesVeto
		case !opts.fitsBurst(g.days(c, a), g.days(c, b)):
			return burstVeto
		case len(x.cannot) > 0 && anyPair(a, b, apart):
			return editorVeto
		}
		return ""
	}
}

func anyPair(a, b []int, apart func(i, j int) bool) bool {
	for _, i := range a {
		for _, j := range b {
			if apart(i, j) {
				return true
			}
		}
	}
	return false
}

// apart returns what tells whether an editor keeps two texts out of one story.
func (g *Grouping) apart(x constraints) func(a, b int) bool {
	if len(x.cannot) == 0 {
		return func(a, b int) bool { return false }
	}
	return func(a, b int) bool {
		for _, i := range g.articleIDs(g.Texts[a]) {
			for _, j := range g.articleIDs(g.Texts[b]) {
				if x.apart(i, j) {
					return true
				}
			}
		}
		return false
	}
}

// span returns the days between the first and the last appearance of texts, those apart whose time is not known or not to be trusted.
func (g *Grouping) span(c *comparison, texts []int) float64 {
	first, last, known := 0., 0., false
	see := func(days float64) {
		if !known {
			first, last, known = days, days, true
		}
		first, last = min(first, days), max(last, days)
	}
	for _, t := range texts {
		if w := c.docs[t].when; w.firm() {
			see(w.days)
		}
		for _, left := range g.Texts[t].Left {
			see(float64(left.Day))
		}
	}
	return last - first
}
