package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// provenance works out for every story what an editor asks: what it is called, who had it first, why
// each text is in it, and what happened when.
func (g *Grouping) provenance(c comparison, opts Options) {
	centrality := c.centrality(g.Texts)
	opts.each("timelines", len(g.Stories), func() func(int) {
		return func(s int) {
			story := &g.Stories[s]
			central := slices.Clone(story.Texts)
			slices.SortStableFunc(central, func(a, b int) int { return -cmp.Compare(centrality[a], centrality[b]) })
			story.Medoid = central[0]
			story.Headline = g.headline(central)
			story.First = first(story.Articles, func(i int) news.Time { return g.Articles[i].Published })
			g.explain(s, c, opts)
			story.Timeline = g.timeline(*story, central, c, opts)
		}
	})
}

// centrality returns for each text the sum of its scores with the others of its story.
func (c comparison) centrality(texts []Text) []float64 {
	sums := make([]float64, len(texts))
	for _, e := range c.edges {
		if texts[e.a].Story == texts[e.b].Story {
			sums[e.a] += e.score
			sums[e.b] += e.score
		}
	}
	return sums
}

// maxHeadline is the length of a headline cut from a text, in characters.
const maxHeadline = 110

// headline returns the title of the most central text that has one, else the start of the first
// sentence of the most central.
func (g *Grouping) headline(central []int) string {
	for _, t := range central {
		if title := g.Articles[g.Texts[t].Origin].Content.Title; title != "" {
			return title
		}
	}
	a := g.Articles[g.Texts[central[0]].Origin]
	for _, p := range a.Content.Paragraphs {
		if s := news.Sentences(a.Text[p.Start:p.End], a.Lang); len(s) > 0 {
			return cut(a.Text[p.Start+s[0].Start:p.Start+s[0].End], maxHeadline)
		}
	}
	return cmp.Or(news.Slug(a.URL), a.ID)
}

// cut shortens s to at most n characters at the end of a word.
func cut(s string, n int) string {
	s = oneLine(s)
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	short := string(runes[:n])
	if space := strings.LastIndexByte(short, ' '); space > n/2 {
		short = short[:space]
	}
	return strings.TrimRight(short, " ,;:-–—") + "…"
}

// first returns the article whose time is known to be before those of all others that have one, or -1.
// An undated article proves nothing; a day without a clock time can't be told from a time on that day.
func first(articles []int, time func(article int) news.Time) int {
	dated := slices.DeleteFunc(slices.Clone(articles), func(i int) bool { return !time(i).Known() })
	for _, i := range dated {
		if !slices.ContainsFunc(dated, func(j int) bool { return j != i && !before(time(i), time(j)) }) {
			return i
		}
	}
	return -1
}
