package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// factHeads are the kinds of facts as they are headed, in order, with how many of each are shown.
var factHeads = []struct {
	kind  cluster.FactKind
	head  string
	shown int
}{
	{cluster.FigureFact, "Figures", 10},
	{cluster.QuotationFact, "Quotations", 8},
	{cluster.DateFact, "Days", 6},
	{cluster.NameFact, "Names", 12},
	{cluster.PlaceFact, "Places", 8},
}

// factsShown returns the facts that are shown of a story, and how many there are of each kind: all, or the first of each that
// two independent texts tell, or on which they differ. In a story of one text no other one can tell a fact.
func factsShown(facts []cluster.Fact, texts int, all bool) (shown []cluster.Fact, found map[cluster.FactKind]int) {
	found = map[cluster.FactKind]int{}
	for _, f := range facts {
		found[f.Kind]++
	}
	for _, h := range factHeads {
		n := 0
		for _, f := range facts {
			if f.Kind != h.kind || !all && (n == h.shown || texts > 1 && f.Texts() < 2) {
				continue
			}
			n++
			shown = append(shown, f)
		}
	}
	return shown, found
}

// writeFacts writes what the reports of the story tell, and who told it.
func (s *keptStory) writeFacts(v view, all bool) {
	story := s.grouping.Stories[0]
	shown, found := factsShown(s.grouping.Facts(0, cluster.DefaultOptions()), len(story.Texts), all)
	left := 0
	for _, h := range factHeads {
		list := slices.DeleteFunc(slices.Clone(shown), func(f cluster.Fact) bool { return f.Kind != h.kind })
		left += found[h.kind] - len(list)
		if len(list) == 0 {
			continue
		}
		v.line()
		v.line(v.strong(h.head))
		for _, f := range list {
			v.fact(f)
		}
	}
	if left > 0 {
		v.line()
		v.wrapped("", fmt.Sprintf("and %s more, most of them told by one text alone (--all shows them)", plural(left, "fact", "facts")))
	}
}

// fact writes one fact with who tells it.
func (v view) fact(f cluster.Fact) {
	switch f.Kind {
	case cluster.FigureFact:
		v.figure(f)
	case cluster.QuotationFact:
		for k, value := range f.Values {
			said := "“" + clean(value.Value) + "”"
			if f.About != "" && k == 0 {
				said = clean(f.About) + ": " + said
			}
			if k > 0 {
				said = "in other words: " + said
			}
			v.wrapped(indent, said+" — "+v.factTellers(value))
		}
	case cluster.DateFact:
		v.wrapped(pad(indent+f.Values[0].Value, len(indent)+dayWidth), v.words(f.Values[0])+" — "+v.factTellers(f.Values[0]))
	default:
		v.wrapped(indent, clean(f.Values[0].Value)+" — "+v.factTellers(f.Values[0]))
	}
}

// Columns of facts.
const (
	dayWidth   = len("2006-01-02") + 2
	aboutWidth = 24
)

// figure writes the values of a figure, each with the words of the first report that gives it.
func (v view) figure(f cluster.Fact) {
	about := clean(f.About)
	switch f.Differ {
	case cluster.FigureUpdate:
		about += ", updated"
	case cluster.FigureConflict:
		about += ", they differ"
	}
	for k, value := range f.Values {
		label := indent
		if k > 0 {
			about = ""
		}
		figure := separated(clean(value.Value))
		if value.Bound != "" {
			figure = string(value.Bound) + " " + figure
		}
		v.wrapped(label+pad(fit(about, aboutWidth-1), aboutWidth), figure+": "+v.words(value)+" — "+v.factTellers(value))
	}
}

// words returns the sentence that tells a value.
func (v view) words(value cluster.FactValue) string {
	return clean(v.g.Articles[value.From.Article].Text[value.Sentence.Start:value.Sentence.End])
}

// factTellers says who told a value first, as far as that is known, who else on their own, and how many copies there are.
func (v view) factTellers(value cluster.FactValue) string {
	list := v.listed(value.Tellers, nil)
	said, also := list[0], list[1:]
	if first := value.First; first >= 0 && len(value.Tellers)+len(value.Copies) > 1 {
		said = v.name(first) + " first, " + v.said(value.FirstAt)
		if value.Gone {
			said += " (revised since)"
		}
		also = slices.DeleteFunc(list, func(name string) bool { return name == v.name(first) })
	}
	if len(also) > 0 {
		const few = 6
		if more := len(also) - few; more > 1 {
			also = append(slices.Clone(also[:few]), fmt.Sprintf("%d more", more))
		}
		said += ", also " + strings.Join(also, ", ")
	}
	if n := len(value.Copies); n > 0 {
		said += fmt.Sprintf(" (+%s)", plural(n, "copy", "copies"))
	}
	return said
}

// factJSON is a fact. Values that differ are told once more as conflicts, in the shape of those of a timeline.
type factJSON struct {
	Kind      string          `json:"kind"`  // figure, quotation, date, name or place
	About     *string         `json:"about"` // what a figure counts, who is quoted
	Texts     int             `json:"texts"` // independent ones that tell it
	Values    []factValueJSON `json:"values"`
	Conflicts []conflictJSON  `json:"conflicts"`
}

type factValueJSON struct {
	Value    string       `json:"value"`
	Bound    *string      `json:"bound"` // at least, over, up to or about
	Words    string       `json:"words"`
	From     passageJSON  `json:"from"`
	Sentence spanJSON     `json:"sentence"` // of the same article
	Reported reportedJSON `json:"reported"`
}

type spanJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// factsJSON returns the facts of the story, and how many are left out without --all.
func (s *keptStory) factsJSON(all bool) (list []factJSON, left int) {
	g := s.grouping
	facts := g.Facts(0, cluster.DefaultOptions())
	shown, _ := factsShown(facts, len(g.Stories[0].Texts), all)
	list = []factJSON{}
	for _, f := range shown {
		list = append(list, newFactJSON(g, f))
	}
	return list, len(facts) - len(shown)
}

func newFactJSON(g cluster.Grouping, f cluster.Fact) factJSON {
	j := factJSON{Kind: string(f.Kind), About: optional(f.About), Texts: f.Texts(), Conflicts: []conflictJSON{}}
	conflict := cluster.Conflict{About: f.About, Kind: f.Differ}
	for _, v := range f.Values {
		a := g.Articles[v.From.Article]
		value := factValueJSON{
			Value: v.Value, Bound: optional(string(v.Bound)), Words: a.Text[v.From.Start:v.From.End],
			From: passageJSON{a.ID, v.From.Start, v.From.End}, Sentence: spanJSON{v.Sentence.Start, v.Sentence.End},
			Reported: reportedJSON{Copies: ids(g, v.Copies)},
		}
		also := v.Tellers
		if v.First >= 0 {
			value.Reported.First = optional(g.Articles[v.First].ID)
			also = slices.DeleteFunc(slices.Clone(also), func(i int) bool { return i == v.First })
		}
		value.Reported.Also = ids(g, also)
		j.Values = append(j.Values, value)
		conflict.Values = append(conflict.Values, cluster.Claim{Value: v.Value, Articles: v.Tellers})
	}
	if f.Differ != "" {
		j.Conflicts = append(j.Conflicts, newConflictJSON(g, conflict))
	}
	return j
}
