package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// What one text says that another one can confirm or deny is read from its origin, sentence by sentence, page
// remains left out.

// reading is what the origin of a text says.
type reading struct {
	text, article int
	sentences     []sentence
	figures       []telling
	quotes        []quoted
	names         []named
	dates         []datedSentence
}

// sentence is one of a report.
type sentence struct {
	news.Span
	told news.Time
}

// quoted is a quotation in a report.
type quoted struct {
	mention
	news.Quotation
	speaker string
}

// named is a name in a report.
type named struct {
	mention
	news.Name
	place bool // something happens in it
}

// datedSentence is a sentence whose main clause names a day.
type datedSentence struct {
	mention
	day   news.Time
	words bag
}

// maxReadSentences is how many sentences of a text are read: what comes later is seldom news.
const maxReadSentences = 60

// read reads the origin of a text.
func (g *Grouping) read(t int, bags *bagger) reading {
	i := g.Texts[t].Origin
	a := g.Articles[i]
	r := reading{text: t, article: i}
	for _, p := range a.Content.Paragraphs {
		for _, span := range news.Sentences(a.Text[p.Start:p.End], a.Lang) {
			at := news.WithoutDateline(a.Text, news.Span{Start: p.Start + span.Start, End: p.Start + span.End})
			if len(r.sentences) < maxReadSentences && at.Start < at.End && a.Content.Owns(at) {
				r.readSentence(a, at, bags)
			}
		}
	}
	full := map[string]string{} // by key
	for _, n := range news.Cut(a.Text).Names() {
		if len(n.Text) > len(full[n.Key]) {
			full[n.Key] = n.Text
		}
		if m, ok := r.mention(n.Span); ok {
			r.names = append(r.names, named{m, n, namedIn[lastWord(a.Text[m.sentence.Start:max(n.Start, m.sentence.Start)])] && !possessive(a.Text[n.End:])})
		}
	}
	for _, q := range news.Quotations(a.Text) {
		if m, ok := r.mention(q.Span); ok && !strings.ContainsAny(q.Text, "\"“”") { // else its marks don't match
			r.quotes = append(r.quotes, quoted{m, q, full[r.speaker(a.Text, q.Span)]})
		}
	}
	return r
}

// readSentence adds a sentence with its figures and its day.
func (r *reading) readSentence(a *Article, at news.Span, bags *bagger) {
	text := a.Text[at.Start:at.End]
	st := statement{at: at, words: bags.bag(text, a.Lang), told: a.firstTold(text)}
	r.sentences = append(r.sentences, sentence{at, st.told})
	if st.words.norm == 0 || strings.HasSuffix(text, "?") || len(text) > maxSentenceBytes || len(strings.Fields(text)) > maxSentenceWords {
		return
	}
	bags.pieces.Cut(text)
	dates := bags.pieces.Dates(st.told, a.Lang)
	st.figures = tellings(&bags.pieces, dates, st)
	st = st.placed(r.text, r.article, len(r.sentences)-1)
	r.figures = append(r.figures, st.figures...)
	if day, dated := dateOf(&bags.pieces, dates, news.Quoted(text), st.told, a.Lang); dated && day.Precision >= news.Day && isWhole(text) && !isCaption(text) {
		r.dates = append(r.dates, datedSentence{mention{r.text, r.article, st.told, at, at, st.position}, day, st.words})
	}
}

// mention returns where a stretch of the article stands; false when it is in no sentence that was read.
func (r *reading) mention(at news.Span) (mention, bool) {
	k, found := slices.BinarySearchFunc(r.sentences, at.Start, func(s sentence, start int) int { return cmp.Compare(s.Start, start) })
	if !found {
		k--
	}
	if k < 0 || at.Start >= r.sentences[k].End {
		return mention{}, false
	}
	return mention{r.text, r.article, r.sentences[k].told, at, r.sentences[k].Span, k}, true
}

// lastWord returns the last word of a text between blanks, in small letters.
func lastWord(text string) string {
	text = strings.TrimRight(text, " ")
	return strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:])
}

// possessive reports whether a text starts with the ending of a possessive.
func possessive(text string) bool {
	return strings.HasPrefix(text, "'s") || strings.HasPrefix(text, "’s")
}
