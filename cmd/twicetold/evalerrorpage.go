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

// writeErrors writes the worst errors of each set, below what holds for all of them.
func (p *page) writeErrors(sets []setScore) {
	p.line()
	p.wrapped("", fmt.Sprintf("Texts and stories are joined from a linkage of %.2f on, unless a veto keeps them apart.", cluster.DefaultTuning().Story))
	for _, s := range sets {
		v, e, name := newView(p, s.set.grouping, true), s.Errors, clean(s.Set)
		v.mistakes(name+": merges that cost most precision", lostLine(e.Merges, e.AllMerges, "merges", "precision"), e.Merges, v.merge)
		v.mistakes(name+": splits that cost most recall", lostLine(e.Splits, e.AllSplits, "splits", "recall"), e.Splits, v.split)
	}
}

// lostLine says how much of what is lost lies in the worst mistakes, which are shown.
func lostLine(shown []mistake, all lost, what, of string) string {
	cost := 0.0
	for _, m := range shown {
		cost += m.Cost
	}
	return fmt.Sprintf("%s of %s %s shown, %s of %s of %s lost", thousands(len(shown)), thousands(all.Count), what,
		short(cost, 4), short(all.Cost, 4), of)
}

// mistakes writes mistakes of one kind below a title and what they cost; head writes the first line of one.
func (v view) mistakes(title, cost string, all []mistake, head func(int, mistake)) {
	v.line()
	v.line(v.strong(fit(title, v.width)))
	if len(all) == 0 {
		v.line(indent, "none")
		return
	}
	v.line(indent, cost)
	for i, m := range all {
		v.line()
		head(i+1, m)
		v.parts(m)
		v.closest(m)
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
	title := v.strong(clean(a.Content.Title))
	if a.Digest {
		title = joined(" ", title, "(a digest)")
	}
	return joined(": ", v.said(a.Published)+", "+v.name(i), title)
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
		for ; end < len(n.Evidence) && n.Evidence[end].label() == n.Evidence[start].label(); end++ {
			values = append(values, n.Evidence[end].said())
		}
		v.wrapped(inner, n.Evidence[start].label()+": "+strings.Join(values, ", "))
		start = end
	}
}

// verdict says in figures how close two texts are, and their stories.
func (n *nearness) verdict() string {
	if n.Digest {
		return "a digest stands alone: it is compared with nothing"
	}
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
	if n.Veto != "" {
		said += "; kept apart: " + n.Veto
	}
	return said
}

// label is the kind; what speaks against one event is a veto only when it alone keeps two texts apart.
func (e sharedEvidence) label() string {
	if e.against() && e.Weight > 0 {
		return "against"
	}
	return e.Kind
}

func (e sharedEvidence) against() bool { return cluster.EvidenceKind(e.Kind) == cluster.VetoEvidence }

// said is the value, with its weight when that is a share or a factor.
func (e sharedEvidence) said() string {
	value := clean(e.Value)
	if cluster.EvidenceKind(e.Kind) == cluster.QuoteEvidence {
		value = "“" + fit(value, maxQuotation) + "”"
	}
	if e.Weight < 1 && (e.Weight > 0 || !e.against()) {
		value += fmt.Sprintf(" %.2f", e.Weight)
	}
	return value
}
