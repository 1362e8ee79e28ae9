package cluster

import (
	"cmp"
	"math"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// When a report is revised its older figures live on: in its copies, and with whoever took them from it or found
// them out as well. Only what a version gave one figure of has a successor: the figure of the same thing in the next
// version that is nearest to it. Of several figures nobody can tell which became which.

// Carriers returns for each change of figures in article i where the other articles of story s give the older figure
// and not the newer one, by publication.
func (g *Grouping) Carriers(s, i int, changes []news.FigureChange) [][]Passage {
	carriers := make([][]Passage, len(changes))
	for _, j := range g.Stories[s].Articles {
		a := g.Articles[j]
		if j == i || a.Digest {
			continue
		}
		counts := news.Cut(a.Text).Counts()
		for k, c := range changes {
			newer, ok := successor(c)
			if !ok || slices.ContainsFunc(counts, func(o news.Count) bool { return o.About == c.About && o.Value == newer }) {
				continue
			}
			at := slices.IndexFunc(counts, func(o news.Count) bool {
				return o.About == c.About && o.Value == c.Old[0].Value && a.Content.Owns(o.Span)
			})
			if at >= 0 {
				carriers[k] = append(carriers[k], Passage{j, counts[at].Span})
			}
		}
	}
	return carriers
}

// successor returns the figure that took the place of an older one of what can be compared.
func successor(c news.FigureChange) (value string, ok bool) {
	if len(c.Old) != 1 || len(c.New) == 0 || measures[c.About] {
		return "", false
	}
	old := math.Log(max(quantity(c.Old[0].Value), 1))
	far := func(o news.Count) float64 { return math.Abs(math.Log(max(quantity(o.Value), 1)) - old) }
	nearest := slices.MinFunc(c.New, func(a, b news.Count) int { return cmp.Compare(far(a), far(b)) })
	return nearest.Value, true
}
