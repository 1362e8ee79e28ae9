package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// writeReport writes the stories of a grouping as text: those of several articles, or all.
func writeReport(p *page, g cluster.Grouping, in *intake, all bool) error {
	p.summary(g, in)
	v := newView(p, g, all)
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
func (p *page) summary(g cluster.Grouping, in *intake) {
	if len(in.articles) == 0 {
		p.line("no articles")
		return
	}
	outlets := p.outlets(g, allArticles(g))
	p.wrapped("", fmt.Sprintf("%s from %s: %s, %s, %s.%s", plural(len(g.Articles), "article", "articles"), outlets,
		plural(len(g.Texts), "independent text", "independent texts"), plural(len(g.Stories), "story", "stories"),
		plural(g.Storylines, "storyline", "storylines"), p.reserves(g, in)))
}

// reserves says what is not as the reader may think: skipped records, folded ones, the zone.
func (p *page) reserves(g cluster.Grouping, in *intake) string {
	var said []string
	if folded := len(in.articles) - len(g.Articles); folded > 0 {
		said = append(said, plural(folded, "record repeats or revises an article", "records repeat or revise an article"))
	}
	if n := len(in.skipped); n > 0 {
		said = append(said, plural(n, "record skipped", "records skipped"))
	}
	if zone := p.zoneName(g); zone != "" {
		said = append(said, "times in "+zone)
	}
	if len(said) == 0 {
		return ""
	}
	return " " + strings.Join(said, "; ") + "."
}

// zoneName names the zone that clock times are told in, "" when none is told.
func (p *page) zoneName(g cluster.Grouping) string {
	for _, a := range g.Articles {
		if a.Published.Precision == news.Minute {
			if p.zone == time.Local {
				name, _ := a.Published.At.In(p.zone).Zone()
				return name
			}
			return p.zone.String()
		}
	}
	return ""
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
