package main

import (
	"fmt"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// writeReport writes the stories of a grouping as text: those of several articles, or all.
func writeReport(p *page, g cluster.Grouping, in *intake, opts clusterOptions) error {
	v := newView(p, g, opts.all)
	v.known = opts.known
	v.summary(in)
	shown := 0
	for i, s := range g.Stories {
		if v.shows(s) {
			shown++
			p.line()
			v.story(i)
		}
	}
	if single := len(g.Stories) - shown; single > 0 {
		p.line()
		p.line("and ", plural(single, "story", "stories"), " of one article (--all shows them)")
	}
	return p.flush()
}

// summary writes the head: what was read and what was found.
func (v view) summary(in *intake) {
	if len(in.articles) == 0 {
		v.line("no articles")
		return
	}
	found := fmt.Sprintf("%s from %s: %s, %s, %s.", plural(len(v.g.Articles), "article", "articles"), voicesSaid(voices(v.g, allArticles(v.g), v.known)),
		plural(len(v.g.Texts), "independent text", "independent texts"), plural(len(v.g.Stories), "story", "stories"),
		plural(v.g.Storylines, "storyline", "storylines"))
	v.wrapped("", joined(" ", found, v.reserves(in), v.calendar()))
}

// reserves says what was not taken as it came: folded records and skipped ones.
func (v view) reserves(in *intake) string {
	var folded, skipped string
	if n := len(in.articles) - len(v.g.Articles); n > 0 {
		folded = plural(n, "record repeats or revises an article.", "records repeat or revise an article.")
	}
	if n := len(in.skipped); n > 0 {
		skipped = plural(n, "record skipped.", "records skipped.")
	}
	return joined(" ", folded, skipped)
}

// storylines numbers the stories as they are shown and lists them by storyline.
func storylines(g cluster.Grouping) map[string][]int {
	lines := map[string][]int{}
	for i, s := range g.Stories {
		lines[s.Storyline] = append(lines[s.Storyline], i)
	}
	return lines
}

func allArticles(g cluster.Grouping) []int {
	articles := make([]int, len(g.Articles))
	for i := range articles {
		articles[i] = i
	}
	return articles
}

// voices counts who tells articles.
func voices(g cluster.Grouping, articles []int, known news.Outlets) news.Voices {
	return known.Voices(func(yield func(string) bool) {
		for _, i := range articles {
			if !yield(g.Articles[i].Source) {
				return
			}
		}
	})
}

// voicesSaid says how many outlets articles come from, and of how many families where these are fewer.
func voicesSaid(v news.Voices) string {
	if v.Outlets == 0 {
		if v.Unknown == 1 {
			return "an unknown outlet"
		}
		return "unknown outlets"
	}
	said := plural(v.Outlets, "outlet", "outlets")
	if v.Families < v.Outlets {
		said += " (" + plural(v.Families, "family", "families") + ")"
	}
	if v.Unknown > 0 {
		said += " and " + thousands(v.Unknown) + " unknown"
	}
	return said
}
