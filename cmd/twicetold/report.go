package main

import (
	"fmt"

	"github.com/twicetold/twicetold/cluster"
)

// writeReport writes the stories of a grouping as text: those of several articles, or all.
func writeReport(p *page, g cluster.Grouping, in *intake, all bool) error {
	v := newView(p, g, all)
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
	found := fmt.Sprintf("%s from %s: %s, %s, %s.", plural(len(v.g.Articles), "article", "articles"), v.outlets(v.g, allArticles(v.g)),
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

// outlets says how many outlets articles come from.
func (p *page) outlets(g cluster.Grouping, articles []int) string {
	named, unknown := sources(g, articles)
	switch {
	case named == 0 && unknown == 1:
		return "an unknown outlet"
	case named == 0:
		return "unknown outlets"
	case unknown > 0:
		return fmt.Sprintf("%s and %d unknown", plural(named, "outlet", "outlets"), unknown)
	}
	return plural(named, "outlet", "outlets")
}

// sources counts the known sources of articles, and the articles without one.
func sources(g cluster.Grouping, articles []int) (named, unknown int) {
	seen := map[string]bool{}
	for _, i := range articles {
		switch source := g.Articles[i].Source; {
		case source == "":
			unknown++
		case !seen[source]:
			seen[source] = true
			named++
		}
	}
	return named, unknown
}
