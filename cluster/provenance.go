package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// provenance works out for every story what an editor asks: what it is called, who had it first, why
// each text is in it, and what happened when.
func (g *Grouping) provenance(c *comparison, opts Options) {
	centrality := c.centrality(g.Texts)
	opts.each("timelines", len(g.Stories), func() func(int) {
		bags := newBagger(c.Terms, opts.Background)
		return func(s int) {
			story := &g.Stories[s]
			central := g.central(*story, centrality)
			story.Medoid = central[0]
			story.Headline = g.headline(central)
			story.First = first(g.dated(story.Articles), func(i int) news.Time { return g.Articles[i].Published })
			g.explain(s, c, opts)
			story.Timeline = g.timeline(*story, central, bags)
		}
	})
}

// maxHeadline is the length of a headline cut from a text, in characters.
const maxHeadline = 110

// headline returns the title of the most central text that was given one, else one guessed from a
// first line, else the start of the first sentence of the most central.
func (g *Grouping) headline(central []int) string {
	for _, guessed := range []bool{false, true} {
		for _, t := range central {
			if c := g.Articles[g.Texts[t].Origin].Content; c.Title != "" && c.Guessed == guessed {
				return c.Title
			}
		}
	}
	a := g.Articles[g.Texts[central[0]].Origin]
	for _, p := range a.Content.Paragraphs {
		for _, s := range news.Sentences(a.Text[p.Start:p.End], a.Lang) {
			if at := (news.Span{Start: p.Start + s.Start, End: p.Start + s.End}); a.Content.Owns(at) {
				return cut(a.Text[at.Start:at.End], maxHeadline)
			}
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

// dated returns those articles that have a time.
func (g *Grouping) dated(articles []int) []int {
	return slices.DeleteFunc(slices.Clone(articles), func(i int) bool { return !g.Articles[i].Published.Known() })
}

// first returns the article that is known to be before all others, or -1. Nothing is known of an article
// without a time, nor of one whose time is not the publisher's or a feed's word.
func first(articles []int, time func(article int) news.Time) int {
	if len(articles) == 0 {
		return -1
	}
	earliest := slices.MinFunc(articles, func(i, j int) int { return cmp.Or(time(i).At.Compare(time(j).At), cmp.Compare(i, j)) })
	for _, i := range articles {
		if time(i).Trust < news.Feed || i != earliest && !before(time(earliest), time(i)) {
			return -1
		}
	}
	return earliest
}
