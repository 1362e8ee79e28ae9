package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// view shows stories on a page.
type view struct {
	*page
	g     cluster.Grouping
	lines map[string][]int // places of the stories of each storyline
	all   bool             // show stories of one article too
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
	clockWidth = 12 // of a time
	yearWidth  = 17 // of a time with its year
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

// counts writes how many articles, outlets and independent texts a story has, and its span: on one line
// if they fit.
func (v view) counts(s cluster.Story) {
	said := fmt.Sprintf("%s, %s, %s", plural(len(s.Articles), "article", "articles"), v.outlets(v.g, s.Articles),
		plural(len(s.Texts), "independent text", "independent texts"))
	if both := indent + said + "   " + v.span(s); uniseg.StringWidth(both) <= v.width {
		v.line(both)
		return
	}
	v.wrapped(indent, said)
	v.line(indent, strings.TrimLeft(v.span(s), " "))
}

// span says from when to when a story was reported.
func (v view) span(s cluster.Story) string {
	var times []news.Time
	for _, i := range s.Articles {
		if t := v.g.Articles[i].Published; t.Known() {
			times = append(times, t)
		}
	}
	if len(times) == 0 {
		return "time unknown"
	}
	first, last := v.when(times[0]), v.when(slices.MaxFunc(times, func(a, b news.Time) int { return a.At.Compare(b.At) }))
	if first == last {
		return first
	}
	return first + " to " + last
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
	v.article(s, text.Origin, "", "")
	if why := v.why(text, v.width-v.timed()); why != "" {
		v.line(strings.Repeat(" ", v.timed()), v.faint(why))
	}
	for _, i := range text.Articles {
		if i != text.Origin {
			v.article(s, i, "  ", v.copied(v.g.Articles[i]))
		}
	}
}

// article writes one line: when, who, how long after the first, and what it took.
func (v view) article(s cluster.Story, i int, shift, note string) {
	a := v.g.Articles[i]
	if a.Digest {
		note = "digest: tells of many events"
	}
	v.line(pad(indent+v.when(a.Published), v.timed()),
		pad(shift+fit(v.name(i), nameWidth-len(shift)), nameWidth), " ",
		pad(v.after(s, i), afterWidth), " ", v.faint(fit(note, v.width-v.timed()-labelWidth)))
}

// name is what an article is called by: its source, or its id when that is unknown.
func (v view) name(i int) string {
	a := v.g.Articles[i]
	return clean(cmp.Or(a.Source, a.ID))
}

// after says how an article's time stands to the first's.
func (v view) after(s cluster.Story, i int) string {
	published := v.g.Articles[i].Published
	switch {
	case len(s.Articles) == 1 || !published.Known():
		return ""
	case i == s.First:
		return "first"
	case s.First < 0:
		return v.sameDay(s, published)
	}
	first := v.g.Articles[s.First].Published
	if published.Precision == news.Minute && first.Precision == news.Minute {
		return lag(published.At.Sub(first.At)) + " later"
	}
	return v.days(first, published)
}

// sameDay says of an article of a story without a known first one whether it is among the earliest.
func (v view) sameDay(s cluster.Story, published news.Time) string {
	for _, j := range s.Articles {
		other := v.g.Articles[j].Published
		later := !published.At.Before(other.End())
		coarse := other.Precision < news.Day && other.At.Before(published.End())
		if other.Known() && (later || coarse) {
			return ""
		}
	}
	return "same day"
}

// days puts a lag between times of which one has no clock time into words, by the days that are shown.
func (v view) days(first, later news.Time) string {
	if first.Precision < news.Day || later.Precision < news.Day {
		return "later"
	}
	switch n := int(v.day(later).Sub(v.day(first)).Hours()) / 24; {
	case n <= 0: // in the zone that is shown
		return "same day"
	case n == 1:
		return "1 day later"
	default:
		return fmt.Sprintf("%d days later", n)
	}
}

// day returns the start of the day, in UTC, that a time is shown under.
func (v view) day(t news.Time) time.Time {
	at := t.At
	if t.Precision == news.Minute {
		at = at.In(v.zone)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// when writes a time as far as it is known, with its year unless all articles are of that year.
func (v view) when(t news.Time) string {
	at, day := t.At, "_2 Jan"
	if t.Precision == news.Minute {
		at = at.In(v.zone)
	}
	if at.Year() != v.year {
		day = "_2 Jan 2006"
	}
	switch t.Precision {
	case news.Minute:
		return at.Format(day + " 15:04")
	case news.Day:
		return at.Format(day)
	case news.Month:
		return t.At.Format("Jan 2006")
	case news.Year:
		return t.At.Format("2006")
	}
	return "time unknown"
}

// kinds is how evidence is told: in this order, at most so many of each on one line.
var kinds = []struct {
	kind      cluster.EvidenceKind
	one, many string
	most      int
}{
	{cluster.QuoteEvidence, "quotation", "quotations", 1},
	{cluster.NameEvidence, "name", "names", 3},
	{cluster.FigureEvidence, "figure", "figures", 2},
	{cluster.TermsEvidence, "term", "terms", 5},
}

const maxQuotation = 60 // columns

// why says in one line of so many columns what a text shares with the closest one of its story. What does
// not fit is left to --json.
func (v view) why(t cluster.Text, columns int) string {
	if t.With < 0 {
		return ""
	}
	said, rest := "", columns
	for _, k := range kinds {
		var values []string
		for _, value := range v.told(t.Evidence, k.kind) {
			cost := uniseg.StringWidth(value) + 2
			if len(values) == 0 {
				cost += len(k.many) + 1
			}
			if len(values) < k.most && cost <= rest {
				values, rest = append(values, value), rest-cost
			}
		}
		if len(values) == 0 {
			continue
		}
		label := k.many
		if len(values) == 1 {
			label = k.one
		}
		said += "; " + label + " " + strings.Join(values, ", ")
	}
	return strings.TrimPrefix(said, "; ")
}

// told returns the values of a kind of evidence as they are shown.
func (v view) told(evidence []cluster.Evidence, kind cluster.EvidenceKind) []string {
	var values []string
	for _, e := range evidence {
		if e.Kind != kind {
			continue
		}
		value := clean(e.Value)
		if kind == cluster.QuoteEvidence {
			value = "“" + fit(value, maxQuotation) + "”"
		}
		values = append(values, value)
	}
	return values
}

// copied says what an article took from its origin.
func (v view) copied(a cluster.Article) string {
	c := a.Copy
	said := "same text as " + v.name(c.Of)
	if c.Kind != cluster.Exact {
		said = fmt.Sprintf("%.0f %% from %s", 100*c.Share, v.name(c.Of))
	}
	if c.Timed && c.Lag > 0 {
		said += " (" + lag(c.Lag) + " after it)"
	}
	return said
}

// entry writes one line of the timeline with who told it.
func (v view) entry(e cluster.Entry) {
	a := v.g.Articles[e.From.Article]
	said := clean(a.Text[e.From.Start:e.From.End])
	if e.Role != cluster.EventRole {
		said = "(" + string(e.Role) + ") " + said
	}
	v.wrapped(pad(indent+v.when(e.When), v.timed()), said+" — "+v.tellers(e))
}

// tellers says who told an entry first, who else on their own, who reprinted it, and who differs.
func (v view) tellers(e cluster.Entry) string {
	said := v.name(e.From.Article)
	if also := v.names(e.Also); also != "" {
		said += ", also " + also
	}
	if n := len(e.Copies); n > 0 {
		said += fmt.Sprintf(" (+%s)", plural(n, "copy", "copies"))
	}
	for _, c := range e.Conflicts {
		var claims []string
		for _, claim := range c.Values {
			claims = append(claims, v.names(claim.Articles)+" "+clean(claim.Value))
		}
		said += fmt.Sprintf("; figures differ (%s): %s", clean(c.About), strings.Join(claims, ", "))
	}
	return said
}

// names lists what articles are called by, each once.
func (v view) names(articles []int) string {
	var names []string
	for _, i := range articles {
		if name := v.name(i); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
