package cluster

import (
	"slices"
	"strings"
	"unicode"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// Look-alikes, two fires or two sackings, put other names and other figures in the same places. What the leads of
// two texts say differently in one place is told to who asks why they are in one story, and does not
// count: of pairs that are about as alike, those with another name beside the same word are a little less often of one event
// on ECB+ (.44 to .72 of pairs) and roundups (.03 to .11), as often on newscluster; another figure for the same noun is as
// often a later count. Lowering the score by them moved no set by .005.

// maxDifferences of a kind are told.
const maxDifferences = 2

// nameplace is the words beside a name; 0 for one that says nothing.
type nameplace struct{ before, after uint64 }

// leadFacts are what the lead of an article says, and in which places.
type leadFacts struct {
	names   []news.Name
	places  []nameplace // of the names
	figures []news.Figure
}

// newLeadFacts reads title and lead of an article, and cuts them into pieces.
func newLeadFacts(a *Article, pieces *news.Pieces) leadFacts {
	text := a.Content.Title + "\n" + lead(a, weekdayWords)
	pieces.Cut(text)
	l := leadFacts{names: pieces.Names(), figures: pieces.Figures()}
	for _, n := range l.names {
		var p nameplace
		p.before = beside(lastField(text[:n.Start]))
		for after := range strings.FieldsSeq(text[n.End:]) {
			p.after = beside(after)
			break
		}
		l.places = append(l.places, p)
	}
	return l
}

// lastField returns the last of the words of a text between white space.
func lastField(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	at := strings.LastIndexFunc(text, unicode.IsSpace)
	return strings.TrimLeftFunc(text[max(at, 0):], unicode.IsSpace)
}

// minBeside is the letters of a word that says something of the name beside it.
const minBeside = 4

// beside returns the hash of a word as English texts are compared by it; 0 for one that says nothing.
func beside(word string) uint64 {
	word = strings.ToLower(strings.Trim(word, ".,;:!?'\"()“”’‘"))
	stem, ok := stemEnglish([]byte(word))
	if !ok || len(word) < minBeside {
		return 0
	}
	return minhash.HashWord(stem)
}

// differences returns what two texts say differently in one place of their leads, when neither says what the other
// does anywhere.
func differences(a, b *facts) []Evidence {
	names := otherNames(a, b)
	figures := otherFigures(a, b)
	return append(names[:min(len(names), maxDifferences)], figures[:min(len(figures), maxDifferences)]...)
}

func otherNames(a, b *facts) []Evidence {
	var other []Evidence
	for i, n := range a.lead.names {
		if m, found := a.rival(i, b); found {
			other = append(other, Evidence{DifferenceEvidence, otherwise(n.Text, m.Text), 1})
		}
	}
	return other
}

// rival returns the name that stands in b's lead where name i stands in a's.
func (f *facts) rival(i int, b *facts) (news.Name, bool) {
	n := f.lead.names[i]
	for j, m := range b.lead.names {
		if !n.Same(m) && f.lead.shares(i, b.lead, j) && !b.says(n) && !f.says(m) {
			return m, true
		}
	}
	return news.Name{}, false
}

func otherFigures(a, b *facts) []Evidence {
	var other []Evidence
	for _, f := range a.lead.figures {
		for _, g := range b.lead.figures {
			if f.Noun != "" && f.Noun == g.Noun && !b.counts(f.Value) && !a.counts(g.Value) {
				other = append(other, Evidence{DifferenceEvidence, otherwise(f.Text, g.Text), 1})
				break
			}
		}
	}
	return other
}

func otherwise(here, there string) string { return oneLine(here) + ", there " + oneLine(there) }

// shares reports whether name i of a lead and name j of another stand in one place.
func (l leadFacts) shares(i int, o leadFacts, j int) bool {
	return l.places[i].before != 0 && l.places[i].before == o.places[j].before ||
		l.places[i].after != 0 && l.places[i].after == o.places[j].after
}

// says reports whether a text holds a name, or its last word.
func (f *facts) says(n news.Name) bool {
	return slices.ContainsFunc(f.names, n.Same) || n.Last != "" && strings.Contains(f.small(), strings.ToLower(n.Last))
}

// small returns all that was read in small letters.
func (f *facts) small() string {
	if f.lower == "" {
		f.lower = strings.ToLower(f.text)
	}
	return f.lower
}

// counts reports whether a text holds a figure of that value.
func (f *facts) counts(value string) bool {
	return slices.ContainsFunc(f.figures, func(g news.Figure) bool { return g.Value == value })
}
