package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// view shows stories on a page.
type view struct {
	*page
	g     cluster.Grouping
	known news.Outlets     // what editors know of the outlets of the articles
	lines map[string][]int // places of the stories of each storyline
	all   bool             // show stories of one article too
	ids   bool             // show of each article what split and move need
	year  int              // in which all articles were published; 0 for several, and then years are told
}

// undated is the year of articles of which none has a time.
const undated = -1

func newView(p *page, g cluster.Grouping, all bool) view {
	v := view{page: p, g: g, lines: storylines(g), all: all, year: undated}
	for _, a := range g.Articles {
		switch year := v.day(a.Published).Year(); {
		case !a.Published.Known():
		case v.year == undated:
			v.year = year
		case v.year != year:
			v.year = 0
			return v
		}
	}
	return v
}

// Columns of a story.
const (
	indent     = "   "
	copyIndent = "  " // of a copy under its origin
	clockWidth = 12   // of a time
	yearWidth  = 17   // of a time with its year
	nameWidth  = 22
	afterWidth = 17
	labelWidth = nameWidth + 1 + afterWidth + 1 // behind the time
)

// timed is the width of the indent and a time.
func (v view) timed() int {
	if v.year == 0 {
		return len(indent) + yearWidth + 1
	}
	return len(indent) + clockWidth + 1
}

// story writes one story: its headline and counts, its articles by text, and its timeline.
func (v view) story(i int) {
	s := v.g.Stories[i]
	number := pad(fmt.Sprint(i+1), len(indent)-1) + " "
	room := v.width - uniseg.StringWidth(number) - len(s.ID) - 2
	headline := fit(clean(s.Headline), room)
	v.line(number, v.strong(headline), strings.Repeat(" ", max(room-uniseg.StringWidth(headline), 0)+2), v.faint(s.ID))
	v.counts(s)
	if others := v.others(i); others != "" {
		v.line(indent, v.faint(fit(others, v.width-len(indent))))
	}
	v.line()
	for _, t := range v.byFirst(s.Texts) {
		v.text(s, t)
	}
	if len(s.Timeline) > 0 {
		v.line()
		for _, e := range s.Timeline {
			v.entry(e)
		}
	}
}

// counts writes how many articles, outlets and independent texts a story has, and its span.
func (v view) counts(s cluster.Story) {
	v.wrapped(indent, fmt.Sprintf("%s, %s, %s, %s", plural(len(s.Articles), "article", "articles"), voicesSaid(voices(v.g, s.Articles, v.known)),
		plural(len(s.Texts), "independent text", "independent texts"), v.span(s)))
}

// others names the other stories of the storyline: those that are shown by their number.
func (v view) others(i int) string {
	var named []string
	hidden := 0
	for _, j := range v.lines[v.g.Stories[i].Storyline] {
		switch {
		case j == i:
		case v.shows(v.g.Stories[j]):
			named = append(named, fmt.Sprint(j+1))
		default:
			hidden++
		}
	}
	var said []string
	if len(named) > 0 {
		said = append(said, strings.Join(named, ", "))
	}
	if hidden > 0 {
		said = append(said, plural(hidden, "story", "stories")+" of one article")
	}
	if len(said) == 0 {
		return ""
	}
	return "same storyline as " + strings.Join(said, " and ")
}

// shows reports whether a story is shown: without --all those of one article are only counted.
func (v view) shows(s cluster.Story) bool { return v.all || len(s.Articles) > 1 }

// byFirst orders texts by their origin.
func (v view) byFirst(texts []int) []int {
	sorted := slices.Clone(texts)
	slices.SortFunc(sorted, func(a, b int) int { return cmp.Compare(v.g.Texts[a].Origin, v.g.Texts[b].Origin) })
	return sorted
}

// text writes the articles of a text: its origin, why it is here, then the copies.
func (v view) text(s cluster.Story, t int) {
	text := v.g.Texts[t]
	v.article(s, text.Origin, "", v.credits(text.Origin))
	v.below(v.timed(), v.why(text, v.width-v.timed()))
	for _, i := range text.Articles {
		if i != text.Origin {
			v.article(s, i, copyIndent, joined(", ", v.copied(v.g.Articles[i]), v.credits(i)))
		}
	}
}

// credits says which agency an article credits, if it is not the outlet itself, nor named as the origin of its text.
func (v view) credits(i int) string {
	a := v.g.Articles[i]
	agency, _ := v.known.Voice(a.Agency)
	outlet, _ := v.known.Voice(a.Source)
	if a.Agency == "" || agency == outlet || news.CreditsItself(a.Agency, a.Source) || a.Copy != nil && news.SameOutlet(a.Agency, v.g.Articles[a.Copy.Of].Source) {
		return ""
	}
	return "credits " + clean(a.Agency)
}

// article writes one line: when, who, how long after the first, when it was revised, and a note: what it
// took. What does not fit beside goes below.
func (v view) article(s cluster.Story, i int, inset, note string) {
	a := v.g.Articles[i]
	if a.Digest {
		note = "digest: tells of many events"
	}
	after, revised := v.after(s, i), v.revised(a)
	label, room := joined(", ", after, revised), afterWidth
	if note == "" {
		room = v.width - v.timed() - nameWidth - 1
	}
	if uniseg.StringWidth(label) > room {
		label, note = after, joined("; ", revised, note)
	}
	beside := note
	if uniseg.StringWidth(note) > v.width-v.timed()-labelWidth {
		beside = ""
	}
	v.line(pad(indent+v.when(a.Published), v.timed()),
		pad(inset+v.cutName(i, nameWidth-len(inset)), nameWidth), " ", pad(label, afterWidth), " ", v.faint(beside))
	if beside != note {
		v.below(v.timed()+len(inset), note)
	}
	if v.ids {
		v.below(v.timed()+len(inset), clean(a.Content.Title))
		v.identity(v.timed()+len(inset), a.ID, a.URL)
	}
}

// identity writes the id of an article, which split and move want, and its URL where that is another.
func (v view) identity(columns int, id, url string) {
	v.below(columns, "id "+clean(id))
	if url != id {
		v.below(columns, clean(url))
	}
}

// below writes what is said of the article above, indented by so many columns.
func (v view) below(columns int, said string) {
	for _, line := range wrap(said, v.width-columns) {
		v.line(strings.Repeat(" ", columns), v.faint(line))
	}
}

// name is what an article is called by: its source, or its id, in brackets, when that is unknown.
func (v view) name(i int) string { return v.cutName(i, math.MaxInt) }

// cutName is a name cut to so many columns.
func (v view) cutName(i, columns int) string {
	a := v.g.Articles[i]
	if a.Source == "" {
		return "(" + fit(clean(a.ID), columns-len("()")) + ")"
	}
	return fit(clean(a.Source), columns)
}

// joined puts a separator between the parts that say something.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}
