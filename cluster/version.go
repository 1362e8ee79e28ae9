package cluster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// Who is first with a fact is said of all that the articles of a story say, or said before they were revised: the
// headline, the last paragraph, what a paper added to the wire copy. What may be the same fact, in other
// words, is enough to say nothing of a first.

// version is a content that an article has or had, page remains of the one it has left out.
type version struct {
	article int
	told    news.Time
	current bool
	days    map[string]bool // as in 2006-01-02
	*wording
}

// wording is what a content says.
type wording struct {
	said         string // headline and text
	pieces       *news.Pieces
	title, words string // normalised, between single spaces
	figures      map[countKey]bool
	values       map[string][]string // what is counted, by value
}

// versions returns all contents of the articles of a story.
func (g *Grouping) versions(s Story) []version {
	known := map[string]*wording{} // copies say the same
	var list []version
	for _, i := range s.Articles {
		a := g.Articles[i]
		for _, r := range a.Records {
			v := version{article: i, told: r.Published, current: r.Text == a.Text && r.Title == a.Title, days: map[string]bool{}}
			text := r.Text
			if text == a.Text {
				text = a.ownText()
			}
			said := r.Title + "\n" + text
			if known[said] == nil {
				known[said] = newWording(r.Title, said)
			}
			v.wording = known[said]
			for _, d := range v.pieces.Dates(v.told, a.Lang) {
				if d.Time.Precision >= news.Day {
					v.days[d.Time.At.Format("2006-01-02")] = true
				}
			}
			list = append(list, v)
		}
	}
	return list
}

// newWording reads a content.
func newWording(title, said string) *wording {
	w := &wording{said: said, pieces: news.Cut(said), title: joinedWords(title), words: joinedWords(said), figures: map[countKey]bool{}, values: map[string][]string{}}
	for _, c := range w.pieces.Counts() {
		w.figures[countKey{c.About, c.Value}] = true
		w.values[c.Value] = append(w.values[c.Value], c.About)
	}
	return w
}

// ownText returns the text of an article without page remains.
func (a *Article) ownText() string {
	var b strings.Builder
	for _, p := range a.Content.Own {
		b.WriteString(a.Text[p.Start:p.End])
		b.WriteByte('\n')
	}
	return b.String()
}

// sign tells a value from others in a version.
type sign struct {
	tells func(version) bool // the version has it
	may   func(version) bool // it has what may be the same
}

// figureSign is that of a figure. A number can be of the same in other words, but no span or length is a number of people.
func figureSign(key countKey) sign {
	measured := func(about string) bool { return measures[about] && about != "person" }
	return sign{
		func(v version) bool { return v.figures[key] },
		func(v version) bool {
			return slices.ContainsFunc(v.values[key.value], func(about string) bool { return measured(about) == measured(key.about) })
		},
	}
}

// nameSign is that of a name, which may be meant where the last word of it stands.
func nameSign(n news.Name) sign {
	joined, short := joinedWords(n.Text), n.Text
	if n.Last != "" {
		short = n.Text[strings.LastIndexByte(n.Text, ' ')+1:]
	}
	other := otherSpelling(n.Text)
	tells := func(v version) bool { return strings.Contains(v.words, joined) }
	return sign{tells, func(v version) bool { // TELL US is seldom the U.S.
		return tells(v) || hasWord(v.said, short) || hasWord(v.said, strings.ToUpper(short)) || other != "" && hasWord(v.said, other)
	}}
}

// longestAcronym is how many letters are taken for one: more are a word in capitals.
const longestAcronym = 5

// otherSpelling returns an acronym without its points, or with points between its letters if it has none: U.S. and US. "" of another name.
func otherSpelling(name string) string {
	letters := strings.ReplaceAll(name, ".", "")
	if len(letters) < 2 || len(letters) > longestAcronym || strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	if letters != name {
		return letters
	}
	return strings.Join(strings.Split(letters, ""), ".") // the last point may be that of the sentence
}

// dateSign is that of a day, told in a sentence.
func dateSign(day, sentence string) sign {
	joined := joinedWords(sentence)
	return sign{
		func(v version) bool { return strings.Contains(v.words, joined) },
		func(v version) bool { return v.days[day] },
	}
}

// quotationSign is that of one wording of a quotation, the longest of its cuts first. It may be quoted where four words of it
// stand that the other wordings don't have, or three in a headline.
func quotationSign(cuts []quoted, others []string) sign {
	var joined []string
	for _, q := range cuts {
		joined = append(joined, joinedWords(q.Text))
	}
	longest := strings.Fields(joined[0])
	holds := func(words string, n int) bool {
		for i := 0; i+n <= len(longest); i++ {
			run := " " + strings.Join(longest[i:i+n], " ") + " "
			shared := slices.ContainsFunc(others, func(o string) bool { return strings.Contains(o, run) })
			if !shared && strings.Contains(words, run) {
				return true
			}
		}
		return false
	}
	tells := func(v version) bool {
		return slices.ContainsFunc(joined, func(cut string) bool { return strings.Contains(v.words, cut) })
	}
	return sign{tells, func(v version) bool { return tells(v) || holds(v.title, quoteRun) || holds(v.words, quoteRun+1) }}
}

// hasWord reports whether words stand in a text as they are written.
func hasWord(text, words string) bool {
	for from := 0; ; {
		k := strings.Index(text[from:], words)
		if k < 0 {
			return false
		}
		start, end := from+k, from+k+len(words)
		if !endsInLetter(text[:start]) && !startsWithLetter(text[end:]) {
			return true
		}
		from = end
	}
}

// endsInLetter and startsWithLetter tell whether a word goes on at the edge of a text.
func endsInLetter(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r)
}

func startsWithLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}
