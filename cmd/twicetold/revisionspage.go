package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/index/news"
)

// write writes the versions as text, each with what it changed.
func (r *revisions) write(p *page) error {
	var times []news.Time
	for _, v := range r.versions {
		times = append(times, v.Published)
	}
	v := newTimesView(p, times...)
	v.g = r.grouping
	last := r.versions[len(r.versions)-1]
	v.line(v.strong(fit(titleOf(last), v.width)))
	said := outletOf(r.Article) + ", " + plural(len(r.versions), "version", "versions")
	if r.story != "" {
		said += ", in story " + r.story
	}
	v.wrapped(indent, said)
	v.wrapped(indent, "article "+clean(r.ID))
	if calendar := v.calendar(); calendar != "" {
		v.wrapped(indent, calendar)
	}
	for k, version := range r.versions {
		v.line()
		v.version(k, r.versions, version)
	}
	return p.flush()
}

// titleOf returns what a version is called.
func titleOf(v articleVersion) string {
	if title := clean(news.Split(v.Article, nil).Title); title != "" {
		return title
	}
	return "(untitled)"
}

// Columns of a change.
const (
	changeLabel = 10
	contextSize = 12 // words that are shown of a long stretch that stayed, on either side
)

// version writes version k: when, what it is called, and what it changed.
func (v view) version(k int, all []articleVersion, version articleVersion) {
	when := pad(indent+v.when(version.Published), v.timed())
	if version.change == nil {
		v.wrapped(when, titleOf(version))
		return
	}
	c := version.change
	if v.wrapped(when, strings.Join(v.sizes(c), ", ")); c.Retitled {
		v.changeLine("headline", titleOf(all[k-1])+" → "+titleOf(version))
	}
	for i, f := range c.Figures {
		v.changeLine("figure", changedFigure(f))
		if i < len(version.carriers) && len(version.carriers[i]) > 0 {
			var still []string
			for _, at := range version.carriers[i] {
				still = append(still, v.name(at.Article)+" "+v.said(v.g.Articles[at.Article].Published))
			}
			v.changeLine("", "still "+separated(f.Old[0].Value)+" in "+strings.Join(still, ", "))
		}
	}
	if len(c.NamesAdded) > 0 {
		v.changeLine("named", clean(strings.Join(namesOf(c.NamesAdded), ", ")))
	}
	if len(c.NamesGone) > 0 {
		v.changeLine("no more", clean(strings.Join(namesOf(c.NamesGone), ", ")))
	}
	v.diff(all[k-1].Text, version.Text, c.Hunks)
}

// sizes says how much a version changed.
func (v view) sizes(c *news.Change) []string {
	switch {
	case c.Gone+c.Added == 0 && c.Retitled:
		return []string{"a new headline"}
	case c.Gone+c.Added == 0:
		return []string{"marks or blanks only"}
	}
	return []string{plural(c.Added, "word", "words") + " added", thousands(c.Gone) + " removed"}
}

// changeLine writes a line of a change below its label.
func (v view) changeLine(label, said string) {
	v.wrapped(strings.Repeat(" ", v.timed())+pad(label, changeLabel), said)
}

// changedFigure says how a figure changed.
func changedFigure(f news.FigureChange) string {
	list := func(counts []news.Count) string {
		var said []string
		for _, c := range counts {
			value := separated(clean(c.Value))
			if c.Bound != "" {
				value = string(c.Bound) + " " + value
			}
			said = append(said, value)
		}
		return strings.Join(said, ", ")
	}
	about := clean(f.About) + ": "
	switch {
	case len(f.Old) == 0:
		return about + list(f.New) + ", new"
	case len(f.New) == 0:
		return about + list(f.Old) + ", gone"
	}
	return about + list(f.Old) + " → " + list(f.New)
}

// diffWord is a word of a diff, with its marks when there is no colour.
type diffWord struct {
	text  string
	code  string // of its colour; "" when it stayed
	glued bool   // no blank stands before it
}

// Colours of a diff: red for what went, green for what came.
const (
	goneCode  = "31"
	addedCode = "32"
)

// diff writes what changed in a text, with a few words around.
func (v view) diff(before, after string, hunks []news.Hunk) {
	if !slices.ContainsFunc(hunks, func(h news.Hunk) bool { return !h.Same }) {
		return
	}
	var words []diffWord
	for i, h := range hunks {
		old, new := before[h.Old.Start:h.Old.End], after[h.New.Start:h.New.End]
		if h.Same {
			words = append(words, glued(stayed(strings.Fields(clean(new)), i == 0, i == len(hunks)-1), new)...)
			continue
		}
		words = append(words, glued(v.changed(old, "[-", "-]", goneCode), old)...)
		came := v.changed(new, "{+", "+}", addedCode)
		if len(strings.TrimSpace(old)) == 0 {
			came = glued(came, new)
		}
		words = append(words, came...)
	}
	v.flow(words, v.timed())
}

// glued notes that no blank stands before the words of a stretch.
func glued(words []diffWord, stretch string) []diffWord {
	if len(words) > 0 {
		first, _ := utf8.DecodeRuneInString(stretch)
		words[0].glued = !unicode.IsSpace(first)
	}
	return words
}

// stayed returns a stretch that stayed, its middle cut when it is long, and at the ends of the text what lies far off.
func stayed(fields []string, first, last bool) []diffWord {
	head, tail := contextSize, contextSize
	if first {
		head = 0
	}
	if last {
		tail = 0
	}
	if len(fields) > head+tail+1 {
		fields = slices.Concat(fields[:head], []string{"…"}, fields[len(fields)-tail:])
	}
	var words []diffWord
	for _, field := range fields {
		words = append(words, diffWord{text: field})
	}
	return words
}

// changed returns the words of a stretch that changed, coloured or between marks.
func (v view) changed(text, open, closing, code string) []diffWord {
	fields := strings.Fields(clean(text))
	if len(fields) == 0 {
		return nil
	}
	if !v.colour {
		fields[0] = open + fields[0]
		fields[len(fields)-1] += closing
		code = ""
	}
	var words []diffWord
	for _, field := range fields {
		words = append(words, diffWord{text: field, code: code})
	}
	return words
}

// flow writes words in lines from some column on. One that is wider than the line is broken.
func (v view) flow(words []diffWord, columns int) {
	var line strings.Builder
	used := 0
	end := func() {
		if used > 0 {
			v.line(strings.Repeat(" ", columns), line.String())
		}
		line.Reset()
		used = 0
	}
	for _, word := range words {
		for piece, rest := split(word.text, v.width-columns); piece != ""; piece, rest = split(rest, v.width-columns) {
			w := uniseg.StringWidth(piece)
			space := 1
			if word.glued {
				space = 0
			}
			if used > 0 && used+space+w > v.width-columns {
				end()
			}
			if used > 0 {
				line.WriteString(" "[:space])
				used += space
			}
			if word.code != "" {
				piece = v.mark(word.code, piece)
			}
			line.WriteString(piece)
			used += w
		}
	}
	end()
}
