package cluster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// Statements are the sentences of reports that a timeline is made of. A sentence qualifies when it is
// one from start to end and can stand without the one before it. It is told when the version of its
// article that first had it was published; and it is about the day that its main clause names, if it
// names one, else about the time at which it was told.

const (
	sentencesPerText = 12
	latePerText      = 8 // of the sentences behind these, such as name a day
	minSentenceWords = 5
	maxSentenceWords = 60
	maxSentenceBytes = 600 // scripts without spaces have no words to count
	datedBonus       = 1.15
	leaningPenalty   = .4
	speechPenalty    = .6 // of what begins with somebody's words
)

// statement is one sentence of a text's origin.
type statement struct {
	text        int
	article     int
	at          news.Span // in the article's text
	position    int       // among the statements of its article
	told        news.Time // publication of the first version that has it
	when        news.Time // of what it tells
	dated       bool      // by its own words
	words       bag
	figures     []telling
	copies      []reprint // articles of the text that hold it too
	copied      []int     // places of these among those of the text, while it is not known which text that is
	weight      float64   // for naming a date and needing no sentence before it
	speakerless bool      // it is somebody's words without saying whose: it confirms others, and is not told itself
}

// told returns the statements of a text with those that reprint them; none of a digest, for what it tells of is not one event.
func (g *Grouping) told(t int, bags *bagger) []statement {
	if g.Articles[g.Texts[t].Origin].Digest {
		return nil
	}
	told := g.statements(t, bags)
	if len(g.Texts[t].Articles) > 1 {
		r := newReprints(g)
		for i := range told {
			told[i].copies = r.of(t, Passage{told[i].article, told[i].at})
		}
	}
	return told
}

// statements returns the first sentences of a text's origin, and later ones that name a day; if none of them is whole, the
// first of all.
func (g *Grouping) statements(t int, bags *bagger) []statement {
	a := g.Articles[g.Texts[t].Origin]
	found := make([]statement, 0, sentencesPerText)
	var torn []news.Span
	for _, p := range a.Content.Paragraphs {
		if len(found) >= sentencesPerText && !news.NamesDay(a.Text[p.Start:p.End]) {
			continue
		}
		quoted := news.Quoted(a.Text[p.Start:p.End])
		for _, span := range news.Sentences(a.Text[p.Start:p.End], a.Lang) {
			at := news.WithoutDateline(a.Text, news.Span{Start: p.Start + span.Start, End: p.Start + span.End})
			if encloses(quoted, span) {
				continue // somebody goes on speaking
			}
			if !isWhole(a.Text[at.Start:at.End]) {
				torn = append(torn, at)
				continue
			}
			late := len(found) >= sentencesPerText
			if late && !news.NamesDay(a.Text[at.Start:at.End]) {
				continue
			}
			if st, ok := bags.statement(a, at, late); ok {
				found = append(found, st.placed(t, g.Texts[t].Origin, len(found)))
			}
			if len(found) == sentencesPerText+latePerText {
				return found
			}
		}
	}
	for len(found) == 0 && len(torn) > 0 {
		if st, ok := bags.statement(a, torn[0], false); ok {
			found = append(found, st.placed(t, g.Texts[t].Origin, 0))
		}
		torn = torn[1:]
	}
	return found
}

// isWhole reports whether a sentence is one from start to end: pages break lines in the middle, and
// quotations go on over several sentences.
func isWhole(sentence string) bool {
	start, _ := utf8.DecodeRuneInString(strings.TrimLeft(sentence, "\"“„«»‘'("))
	if unicode.IsLower(start) {
		return false
	}
	straight := strings.Count(sentence, "\"")
	curly := strings.Count(sentence, "“") - strings.Count(sentence, "”")
	if straight%2 != 0 || curly != 0 && !strings.Contains(sentence, "„") {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(sentence, "\"”“»’')"))
	return strings.ContainsRune(".!…。！", end)
}

// statement weighs the words of a sentence and dates it; false when it can't stand in a timeline: it is
// too short or too long, a question, a caption, or for the most part what its outlet repeats, or it stands late and has no date.
func (m *bagger) statement(a *Article, at news.Span, late bool) (statement, bool) {
	sentence := a.Text[at.Start:at.End]
	if len(sentence) > maxSentenceBytes || strings.HasSuffix(sentence, "?") || !a.Content.Owns(at) {
		return statement{}, false
	}
	n := 0
	for range strings.FieldsSeq(sentence) {
		n++
	}
	if n < minSentenceWords && !unspaced[a.Lang] || n > maxSentenceWords {
		return statement{}, false
	}
	if isCaption(sentence) {
		return statement{}, false
	}
	m.pieces.Cut(sentence)
	quoted, told := news.Quoted(sentence), a.firstTold(sentence)
	dates := m.pieces.Dates(told, a.Lang)
	when, dated := dateOf(&m.pieces, dates, quoted, told, a.Lang)
	if late && !dated {
		return statement{}, false
	}
	st := statement{at: at, told: told, when: when, dated: dated, words: m.bag(sentence, a.Lang), weight: 1, speakerless: lacksSpeaker(sentence, quoted)}
	if st.words.norm == 0 {
		return statement{}, false
	}
	st.figures = tellings(&m.pieces, dates, st)
	if st.dated {
		st.weight = datedBonus
	} else {
		st.when = st.told
	}
	if strings.IndexAny(sentence, "\"“„«'‘") == 0 {
		st.weight *= speechPenalty
	} else if leansBack(sentence) {
		st.weight *= leaningPenalty
	}
	return st, true
}

// placed returns a statement, with its figures, as that of an article of a text.
func (st statement) placed(text, article, position int) statement {
	st.text, st.article, st.position = text, article, position
	for i := range st.figures {
		f := &st.figures[i]
		f.text, f.article, f.position = text, article, position
	}
	return st
}

// tellings returns the figures of a statement, a sentence that names some dates.
func tellings(sentence *news.Pieces, dates []news.DateMention, st statement) []telling {
	var figures []telling
	for _, c := range sentence.Counts() {
		at := news.Span{Start: st.at.Start + c.Start, End: st.at.Start + c.End}
		figures = append(figures, telling{mention{told: st.told, at: at, sentence: st.at}, c, st.words, false})
	}
	if len(figures) == 0 || !st.told.Known() {
		return figures
	}
	recent := news.Time{At: st.told.At.AddDate(0, 0, -tollAge), Precision: news.Day}
	if slices.ContainsFunc(dates, func(d news.DateMention) bool { return precedes(d.Time, recent) }) {
		for i := range figures {
			figures[i].old = true
		}
	}
	return figures
}

// unspaced are languages whose sentences can't be measured in words between spaces.
var unspaced = stopWordSet("zh ja th lo km my")

// firstTold returns the publication of the first version of an article that has a sentence.
func (a *Article) firstTold(sentence string) news.Time {
	for _, r := range a.Records {
		if r.Published.Known() && (r.Text == a.Text || strings.Contains(r.Text, sentence)) {
			return r.Published
		}
	}
	return a.Revised
}

// dateOf returns which of its dates a sentence with some quotations tells of, told at a given time: the first one that its main
// clause names. In another clause a date is about something else, as in "the firm, founded in 1931". A
// date to come counts only where the sentence looks ahead: "the victims of March 3" are past. Nor does that of a
// thing count: "they deplored Tuesday’s vote".
func dateOf(sentence *news.Pieces, dates []news.DateMention, quoted []news.Span, told news.Time, lang string) (news.Time, bool) {
	for _, d := range dates {
		if d.Thing || isCurrent(d.Time, told) || within(quoted, d.Start) {
			continue
		}
		before := sentence.Text[:d.Start]
		if told.Trust < news.Feed && d.Time.Trust == news.Guessed {
			continue // counted from when a page was fetched
		}
		planned := precedes(told, d.Time) && lang == english && !deferring[lastWord(before)]
		if inMainClause(before, d.Time.Precision) && (!planned || sentence.LooksAhead()) {
			return d.Time, true
		}
	}
	return news.Time{}, false
}

// deferring are words before a date to come, also where nothing else looks ahead: "put off until mid-March".
var deferring = stopWordSet(`until till`)

// isCurrent reports whether a date is the year or month of the telling: this year, in a report of that year.
func isCurrent(at, told news.Time) bool {
	return at.Precision < news.Day && told.Precision >= news.Day && !told.At.Before(at.At) && told.At.Before(at.End())
}

// clauseWords begin a clause that is not the main one.
var clauseWords = stopWordSet(`that which who whom whose where when since because although while if as after before`)

// inMainClause reports whether nothing between the start of a sentence and a date in it begins another
// clause; what somebody said that happened is what the sentence is about. A comma does so for a month or a year; a day may stand behind one.
func inMainClause(start string, p news.Precision) bool {
	if p < news.Day && strings.ContainsAny(start, ",;:–—(\"“") {
		return false
	}
	said := false
	for word := range news.Words(start[strings.LastIndexByte(start, ',')+1:]) {
		if clauseWords[string(word)] && !(said && string(word) == "that") {
			return false
		}
		said = said || sayingVerbs[string(word)]
	}
	return true
}

// leaningWords begin a sentence that needs the one before it.
var leaningWords = stopWordSet(`well he she it they his her their its that this these those but and so meanwhile also however such then there
	earlier later i we you my our your er sie es aber und`)

// leansBack reports whether a sentence is unclear without the one before it.
func leansBack(sentence string) bool { return leaningWords[firstWord(sentence)] }

// firstWord returns the first normalised word of a sentence, "" when there is none. No word goes on over a blank, so
// that no more is read.
func firstWord(sentence string) string {
	for field := range strings.FieldsSeq(sentence) {
		for word := range news.Words(field) {
			return string(word)
		}
	}
	return ""
}
