package main

import (
	"fmt"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// write writes the reasons as text.
func (w *reasons) write() error {
	w.wrapped("", w.answer())
	if calendar := w.calendar(); calendar != "" {
		w.wrapped("", calendar)
	}
	w.line()
	for i, a := range w.two {
		w.wrapped(pad(indent+w.when(a.Published), w.timed()), joined(": ", w.name(i), clean(a.Content.Title)))
	}
	if w.kept != nil {
		w.line()
		w.keptSaid()
	}
	w.line()
	w.wrapped("", "Copying: "+w.verdict())
	if !w.relation.Text {
		w.line()
		w.computed()
	}
	return w.flush()
}

// answer says how the two stand to each other: as it is kept, else as it was worked out.
func (w *reasons) answer() string {
	if w.kept == nil {
		return w.both() + " " + w.found() + "."
	}
	said := w.both() + " " + w.keptAnswer()
	if w.relation.Text != w.kept.sameText() || !w.relation.Text && w.relation.Story != w.kept.sameStory() {
		said += "; compared anew they " + w.found()
	}
	return said + "."
}

// keptAnswer says how the two stand to each other in the archive.
func (w *reasons) keptAnswer() string {
	switch {
	case w.kept.sameText():
		return "carry one text"
	case w.kept.sameStory():
		return "are in one story"
	case w.kept.sameLine():
		return "are in two stories of one storyline"
	}
	return "are in two stories"
}

// found says what was worked out.
func (w *reasons) found() string {
	switch r := w.relation; {
	case r.One:
		return "are versions of one article"
	case r.Text:
		return "carry one text"
	case r.Story:
		return "are in one story"
	case r.Veto != "":
		return "are in two stories: " + r.Veto
	}
	return "are in two stories"
}

// keptSaid writes what is kept of the two.
func (w *reasons) keptSaid() {
	k := w.kept
	w.line("Kept")
	label := func(name string) string { return pad(indent+name, kindWidth) }
	w.wrapped(label("story"), k.stories[0].ID+" "+clean(k.stories[0].Headline))
	if !k.sameStory() {
		w.wrapped(label("story"), k.stories[1].ID+" "+clean(k.stories[1].Headline))
	}
	var joins []string
	for i, t := range k.texts {
		if t.Score > 0 && !k.sameText() {
			joins = append(joins, fmt.Sprintf("%s at %.2f", w.called[i], t.Score))
		}
	}
	if len(joins) > 0 {
		w.wrapped(label("linkage"), fmt.Sprintf("%s when they joined, threshold %.2f", strings.Join(joins, ", "), w.threshold))
	}
	for _, e := range k.edits {
		what := "keeps them apart"
		if editJoins(e, w.two) > 0 {
			what = "puts them together"
		}
		w.wrapped(label("edit"), fmt.Sprintf("%d (%s) %s: %s; %s", e.ID, editState(e), what, clean(editedWhat(e)), w.editedBy(e)))
	}
}

// computed writes what speaks for and against one event.
func (w *reasons) computed() {
	r := w.relation
	among := fmt.Sprintf("Compared anew among %s of their days", plural(r.Among, "text", "texts"))
	if w.two[0].Key == 0 && w.two[1].Key == 0 {
		among = "Compared by themselves"
	}
	w.line(among)
	for _, kind := range evidenceKinds {
		var values []string
		for _, e := range r.Evidence {
			if e.Kind == kind.kind {
				values = append(values, kind.said(e))
			}
		}
		if len(values) > 0 {
			w.wrapped(pad(indent+kind.name, kindWidth), strings.Join(values, "; ")+kind.unit)
		}
	}
	label := func(name string) string { return pad(indent+name, kindWidth) }
	w.wrapped(label("score"), w.scoreSaid())
	w.wrapped(label("linkage"), w.linkageSaid())
}

// weighed is how a kind of evidence is told.
type weighed struct {
	kind   cluster.EvidenceKind
	name   string
	weight string  // format of the weight of each; "" where it says nothing
	scale  float64 // of the weight
	unit   string  // behind them
}

// evidenceKinds are in the order in which they are told.
var evidenceKinds = []weighed{
	{cluster.QuoteEvidence, "quoted", "", 1, ""},
	{cluster.NameEvidence, "names", " %.1f", 1, " (the rarer, the more)"},
	{cluster.FigureEvidence, "figures", "", 1, ""},
	{cluster.TermsEvidence, "terms", " %.0f %%", 100, " of what their words share"},
	{cluster.ShinglesEvidence, "runs", ", %.0f %%", 100, " of the first"},
	{cluster.TimeEvidence, "time", ", × %.2f", 1, ""},
	{cluster.DifferenceEvidence, "differ", "", 1, ""},
	{cluster.VetoEvidence, "but", ", × %.2f", 1, ""},
}

// said writes a piece of evidence of the kind.
func (k weighed) said(e cluster.Evidence) string {
	value := clean(e.Value)
	if k.kind == cluster.QuoteEvidence {
		value = "“" + value + "”"
	}
	switch {
	case k.weight == "":
		return value
	case k.kind == cluster.VetoEvidence && e.Weight == 0:
		return value + ", which is enough to keep two texts apart"
	}
	return value + fmt.Sprintf(k.weight, k.scale*e.Weight)
}

// scoreSaid says how the score comes about.
func (w *reasons) scoreSaid() string {
	p := w.relation.Pair
	switch {
	case p.One:
		return fmt.Sprintf("cosine %.2f of their words: so alike at the same time that they go as one", p.Cosine)
	case !p.Compared:
		return fmt.Sprintf("0: the words that weigh most are not shared (cosine %.2f), so they were not compared", p.Cosine)
	case !p.Neighbours:
		return fmt.Sprintf("0: others are nearer to both (cosine %.2f)", p.Cosine)
	}
	return fmt.Sprintf("%.2f: cosine %.2f of their words, measured by what their neighbours share, times %.2f for the time and what weekdays say",
		p.Score, p.Cosine, p.Time)
}

// linkageSaid holds the linkage against the threshold.
func (w *reasons) linkageSaid() string {
	r := w.relation
	own := fmt.Sprintf("%.2f of the two on their own, threshold %.2f", r.Pair.Linkage, w.threshold)
	switch {
	case r.Story && r.Pair.Linkage < w.threshold:
		return own + ": other texts of the story bring them together"
	case r.Story:
		return own
	case r.Veto != "" && r.Linkage >= w.threshold:
		return fmt.Sprintf("%s; %.2f of their stories, which would do, but: %s", own, r.Linkage, r.Veto)
	case r.Veto != "":
		return fmt.Sprintf("%s; %.2f of their stories, and besides: %s", own, r.Linkage, r.Veto)
	}
	return fmt.Sprintf("%s; %.2f of their stories, which is too little", own, r.Linkage)
}
