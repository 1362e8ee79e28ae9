package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/twicetold/twicetold/cluster"
)

// The worst errors as text, made for reading: who was put with whom, and what the closest two share.

// evalZone is the zone in which eval tells times: gold sets come from everywhere.
var evalZone = time.UTC

// How much of an error is shown as text; --json has it all.
const (
	shownParts = 5
	shownTexts = 3 // of a part
)

func (p *page) writeErrors(s setScore) {
	v := newView(p, s.set.grouping, true)
	for _, kind := range []struct {
		what     string
		mistakes []mistake
		write    func(int, mistake)
	}{
		{"merges that cost most precision", s.Errors.Merges, v.merge},
		{"splits that cost most recall", s.Errors.Splits, v.split},
	} {
		p.line()
		p.line(p.strong(fit(clean(s.Set)+": "+kind.what, p.width)))
		if len(kind.mistakes) == 0 {
			p.line(indent, "none")
		}
		for i, m := range kind.mistakes {
			p.line()
			kind.write(i+1, m)
			v.parts(m)
			v.closest(m)
		}
	}
}

// merge writes the head of a merge.
func (v view) merge(number int, m mistake) {
	v.numbered(number, fmt.Sprintf("%s in one story of %s, which costs %s: %s", plural(len(m.Parts), "gold story", "gold stories"),
		plural(m.Articles, "article", "articles"), short(m.Cost, 4), clean(m.Headline)))
}

// split writes the head of a split.
func (v view) split(number int, m mistake) {
	v.numbered(number, fmt.Sprintf("%s of gold story %s in %s, which costs %s", plural(m.Articles, "article", "articles"), clean(m.Gold),
		plural(len(m.Parts), "story", "stories"), short(m.Cost, 4)))
}

func (v view) numbered(number int, text string) {
	v.wrapped(pad(fmt.Sprint(number), len(indent)-1)+" ", text)
}

// parts writes the parts of a story with some of their texts.
func (v view) parts(m mistake) {
	for _, p := range m.Parts[:min(len(m.Parts), shownParts)] {
		name := "gold story " + clean(p.Gold)
		if p.Gold == "" {
			name = "in: " + clean(p.Headline)
		}
		v.wrapped(indent, fmt.Sprintf("%s (%s, %s)", name, plural(p.Articles, "article", "articles"), plural(len(p.Texts), "text", "texts")))
		for _, t := range p.Texts[:min(len(p.Texts), shownTexts)] {
			v.errorText(t)
		}
		if more := len(p.Texts) - shownTexts; more > 0 {
			v.line(indent, indent, "and ", plural(more, "more text", "more texts"))
		}
	}
	if more := len(m.Parts) - shownParts; more > 0 {
		v.line(indent, "and ", plural(more, "more part", "more parts"))
	}
}

// errorText writes when and where a text stood, its title and its first words.
func (v view) errorText(t errorText) {
	v.wrapped(indent+indent, v.labelled(t.article))
	if t.Lead != "" {
		v.wrapped(indent+indent+"  ", clean(t.Lead))
	}
}

// labelled names an article by its time, source and title.
func (v view) labelled(i int) string {
	a := v.g.Articles[i]
	return joined(": ", v.said(a.Published)+", "+v.name(i), v.strong(clean(a.Content.Title)))
}

// closest says what the two texts of different parts that are most alike share.
func (v view) closest(m mistake) {
	n := m.Closest
	if n == nil {
		v.line(indent, "copies of one text stand in two of them")
		return
	}
	v.line(indent, "closest")
	inner := indent + indent
	for _, i := range n.articles {
		v.wrapped(inner, v.labelled(i)+" ("+clean(v.g.Articles[i].ID)+")")
	}
	v.wrapped(inner, n.verdict())
	for start := 0; start < len(n.Evidence); {
		end := start
		var values []string
		for ; end < len(n.Evidence) && n.Evidence[end].Kind == n.Evidence[start].Kind; end++ {
			values = append(values, n.Evidence[end].said())
		}
		v.wrapped(inner, n.Evidence[start].Kind+": "+strings.Join(values, ", "))
		start = end
	}
}

// verdict says in figures how close two texts are, and their stories.
func (n *nearness) verdict() string {
	said := fmt.Sprintf("cosine %s, time factor %s; ", short(n.Cosine, 3), short(n.Time, 2))
	switch {
	case n.One:
		said += "so alike that they go as one"
	case n.Neighbours:
		said += fmt.Sprintf("score %s, linkage on their own %.2f", short(n.Score, 3), n.Linkage)
	case n.Compared:
		said += "not neighbours (score 0)"
	default:
		said += "never compared (score 0)"
	}
	if n.Stories != nil {
		said += fmt.Sprintf(", as stories %.2f", *n.Stories)
	}
	said += fmt.Sprintf("; joined from %.2f", n.Threshold)
	if n.Veto != "" {
		said += "; kept apart: " + n.Veto
	}
	return said
}

// said is the value, with its weight when that is a share or a factor.
func (e sharedEvidence) said() string {
	value := clean(e.Value)
	if cluster.EvidenceKind(e.Kind) == cluster.QuoteEvidence {
		value = "“" + fit(value, maxQuotation) + "”"
	}
	if e.Weight < 1 {
		value += fmt.Sprintf(" %.2f", e.Weight)
	}
	return value
}
