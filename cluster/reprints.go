package cluster

import (
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// reprints knows the words of copies, to tell which of them hold a sentence, and since when: many are cut, and some took it
// only when they were revised.
type reprints struct {
	g     *Grouping
	words map[string]string // by text, normalised, between single spaces
}

// reprint is an article that holds words of another one.
type reprint struct {
	article int
	told    news.Time // when the first of its versions that holds them was published
}

func newReprints(g *Grouping) reprints { return reprints{g, map[string]string{}} }

// of returns the copies of a text that hold the words of one of its articles, in order.
func (r reprints) of(text int, p Passage) []reprint {
	if len(r.g.Texts[text].Articles) == 1 {
		return nil
	}
	var holding []reprint
	sentence := joinedWords(r.g.Articles[p.Article].Text[p.Start:p.End])
	for _, i := range r.g.Texts[text].Articles {
		if i != p.Article && r.holds(r.g.Articles[i].Text, sentence) {
			holding = append(holding, reprint{i, r.told(i, sentence)})
		}
	}
	return holding
}

// told returns the publication of the first version of an article that holds words, which its current one does.
func (r reprints) told(article int, words string) news.Time {
	a := r.g.Articles[article]
	for _, v := range a.Records {
		if v.Published.Known() && (v.Text == a.Text || r.holds(v.Text, words)) {
			return v.Published
		}
	}
	return a.Revised
}

// holds reports whether words stand in a text.
func (r reprints) holds(text, words string) bool {
	if _, known := r.words[text]; !known {
		r.words[text] = joinedWords(text)
	}
	return strings.Contains(r.words[text], words)
}

// joinedWords returns the normalised words of text, each between spaces.
func joinedWords(text string) string {
	b := []byte{' '}
	for word := range news.Words(text) {
		b = append(append(b, word...), ' ')
	}
	return string(b)
}
