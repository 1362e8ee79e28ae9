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
	opts.each("timelines", len(g.Stories), func() func(int) {
		n := newNoter(g, c, opts)
		return func(s int) { g.tell(s, n) }
	})
}

// tell works out what is shown of one story.
func (g *Grouping) tell(s int, n *noter) {
	story := &g.Stories[s]
	told := make([]*notes, len(story.Texts))
	for k, t := range story.Texts {
		told[k] = n.of(t)
	}
	g.meet(*story, told, n.c)
	places := rank(told)
	central := make([]*notes, len(places))
	for k, place := range places {
		central[k] = told[place]
	}
	story.Medoid = story.Texts[places[0]]
	story.Headline = headline(central)
	story.First = first(g.dated(story.Articles), func(i int) news.Time { return g.Articles[i].Published })
	g.explain(s, n.c, n.opts)
	story.Timeline = g.timeline(*story, central)
	if story.Key != 0 && len(story.Texts) > 1 {
		g.keep(story, told)
	}
}

// keep works out what an archive keeps of a story: its profile, and the notes that were taken of its texts.
func (g *Grouping) keep(story *Story, told []*notes) {
	words := make([]vector, len(told))
	for k, t := range story.Texts {
		words[k] = told[k].words
		if text := &g.Texts[t]; text.notes == nil {
			text.Notes = told[k].pack(text.Articles)
		}
	}
	story.Profile = profileOf(words)
}

// meet finds the text that each one is closest to by its words, where none is known yet, of those that have words.
func (g *Grouping) meet(s Story, told []*notes, c *comparison) {
	for k, t := range s.Texts {
		if g.Texts[t].With < 0 && c.fresh[t] {
			if other := closestNotes(told, k, func(k int) bool { return c.fresh[s.Texts[k]] }); other >= 0 {
				g.Texts[t].With = s.Texts[other]
			}
		}
	}
}

// maxHeadline is the length of a headline cut from a text, in characters.
const maxHeadline = 110

// headline returns the title of the most central text that was given one, else one guessed from a
// first line, else the start of the first sentence of the most central.
func headline(central []*notes) string {
	for _, guessed := range []bool{false, true} {
		for _, n := range central {
			if n.title != "" && n.guessed == guessed {
				return n.title
			}
		}
	}
	return central[0].opening
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
