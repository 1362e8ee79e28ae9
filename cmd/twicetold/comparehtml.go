package main

import (
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"strings"
)

// comparePage is one page that needs nothing but a browser: no script, nothing fetched. html/template escapes all that comes from
// articles, each by where it stands.
//
//go:embed compare.html
var comparePage string

// pageColours is how many colours of passages compare.html has.
const pageColours = 6

// comparedPage is what the page shows.
type comparedPage struct {
	Title, Verdict, Calendar string
	Sides                    []comparedSide
}

// comparedSide is one article.
type comparedSide struct {
	Letter, Other             string // in names of places on the page: this side's and the other's
	Outlet, Name, When, Title string
	Said                      string
	Paragraphs                [][]pageStretch
	Only                      []factKind
}

// pageStretch is a stretch with its colour.
type pageStretch struct {
	stretch
	Colour int
}

// Kind is the kind of the facts.
func (f factKind) Kind() string { return f.kind }

// Lines are the facts as they stand on the page: quotations one below the other.
func (f factKind) Lines() []string {
	if f.kind == quotedFacts {
		return f.values
	}
	return []string{strings.Join(f.values, "; ")}
}

// writeHTML writes the comparison as a page.
func (c *compared) writeHTML(w io.Writer) error {
	t, err := template.New("compare").Parse(comparePage)
	if err != nil {
		return err
	}
	shown := comparedPage{Title: c.both(), Verdict: c.verdict(), Calendar: c.calendar()}
	letters := []string{"a", "b"}
	for i := range c.two {
		s := comparedSide{
			Letter: letters[i], Other: letters[1-i], Outlet: c.name(i), Name: c.called[i], When: c.said(c.two[i].Published),
			Title: cmp.Or(clean(c.two[i].Content.Title), "(untitled)"), Said: c.measured(i),
			Only: factsSaid(c.only[i]),
		}
		for _, parts := range paragraphs(c.two[i], i, c.reuse.Passages) {
			var paragraph []pageStretch
			for _, part := range parts {
				part.Text = cleanPart(part.Text)
				paragraph = append(paragraph, pageStretch{part, (part.Passage - 1) % pageColours})
			}
			s.Paragraphs = append(s.Paragraphs, paragraph)
		}
		shown.Sides = append(shown.Sides, s)
	}
	return t.Execute(w, shown)
}

// cleanPart makes part of a line safe to show, as clean does a whole one: the blanks at its ends stay.
func cleanPart(s string) string {
	text := clean(s)
	if startsBlank(s) {
		text = " " + text
	}
	if endsBlank(s) {
		text += " "
	}
	return text
}
