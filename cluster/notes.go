package cluster

import (
	"cmp"
	"math"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Notes are what a story's description takes from one of its texts: a title, the sentences that may stand in a timeline, and the
// words that the text is about. They are of the text alone, in whatever company it is, so they are taken once, when the text
// is first described, and an archive keeps them for as long as the text does not change and its story is open (packednotes.go): a
// story of forty texts that gains one reads that one. What they were taken by, the remains of pages and, in a language without
// a background table, how common words were, is that of their night.
//
// The words are those of most weight, as in a profile (profile.go). Their sum is what the story is about; how close
// a text's words come to it says how central the text is (a centroid as in Radev, Jing, Styś and Tam, "Centroid-based
// summarization of multiple documents", Information Processing and Management 40, 2004).

// notedWords is how many words of a text are noted. Of the storylines of roundups 89 of 106 are what they are with all words when 40 are, 102 with 100.
const notedWords = 150

// notes are what is noted of a text.
type notes struct {
	lang       string
	title      string // of its origin, "" if it has none
	guessed    bool   // the title is
	opening    string // what stands for a title where there is none
	words      vector // without pairs; each weight is a share of the length of the whole text
	statements []statement
}

// noter takes notes, for one goroutine.
type noter struct {
	g       *Grouping
	c       *comparison
	opts    Options
	bags    *bagger
	lasting map[string]*idfTable // by language that has a background table
}

func newNoter(g *Grouping, c *comparison, opts Options) *noter {
	return &noter{g, c, opts, newBagger(c.Terms, opts.Background), map[string]*idfTable{}}
}

// of returns the notes of a text: those that it came with, else new ones.
func (n *noter) of(t int) *notes {
	text := &n.g.Texts[t]
	if text.notes != nil {
		n.place(text.notes, t)
		return text.notes
	}
	a := n.g.Articles[text.Origin]
	taken := &notes{lang: a.Lang, title: a.Content.Title, guessed: a.Content.Guessed, statements: n.g.told(t, n.bags)}
	if len(n.g.Stories[text.Story].Texts) > 1 { // alone it is all that its story is about
		taken.words = n.words(t)
	}
	if taken.title == "" {
		taken.opening = a.opening()
	}
	return taken
}

// opening returns the start of the first sentence of an article, else what its address or its id say.
func (a *Article) opening() string {
	for _, p := range a.Content.Paragraphs {
		for _, s := range news.Sentences(a.Text[p.Start:p.End], a.Lang) {
			if at := (news.Span{Start: p.Start + s.Start, End: p.Start + s.End}); a.Content.Owns(at) {
				return cut(a.Text[at.Start:at.End], maxHeadline)
			}
		}
	}
	return cmp.Or(news.Slug(a.URL), a.ID)
}

// place says of kept notes which text and articles of the grouping they are of, and weighs the words of their sentences, as
// bagger.bag does.
func (n *noter) place(kept *notes, t int) {
	text := n.g.Texts[t]
	idf := n.idf(kept.lang)
	for i := range kept.statements {
		st := kept.statements[i].placed(t, text.Origin, i)
		st.words.weights = make([]float64, len(st.words.terms))
		for k, of := range st.words.terms {
			st.words.weights[k] = math.Sqrt(idf.at(counted{term: of}, 0))
		}
		st.words.norm = length(st.words.weights)
		for k := range st.figures {
			st.figures[k].words = st.words
		}
		for k, place := range st.copied {
			st.copies[k].article = text.Articles[place]
		}
		kept.statements[i] = st
	}
}

// idf returns the idf of the terms of a language by the background alone.
func (n *noter) idf(lang string) *idfTable {
	if n.lasting[lang] == nil {
		n.lasting[lang] = newIDFTable(Terms{}, n.opts.Background, lang)
	}
	return n.lasting[lang]
}

// words returns the heaviest words of a text.
func (n *noter) words(t int) vector {
	d := &n.c.docs[t]
	if _, ok := n.opts.Background[d.lang]; ok {
		idf := n.idf(d.lang)
		return newWords(d.counts, func(k counted) float64 { return idf.at(k, 0) })
	}
	return newWords(d.counts, func(k counted) float64 { return n.c.idf(k, d.lang, n.opts) })
}

// newWords returns the heaviest words of those terms that are counted, given the idf of a term.
func newWords(counts []counted, idf func(counted) float64) vector {
	words, squares := make([]weightedTerm, 0, len(counts)), 0.0
	for _, c := range counts {
		w := frequency(c.count) * idf(c)
		if squares += w * w; w > 0 && !c.term.isPair() {
			words = append(words, weightedTerm{c.term, float32(w)})
		}
	}
	slices.SortFunc(words, heavier)
	words = words[:min(len(words), notedWords)]
	slices.SortFunc(words, func(a, b weightedTerm) int { return cmp.Compare(a.term, b.term) })
	v := vector{make([]term, len(words)), make([]weight, len(words)), 0}
	for k, w := range words {
		v.terms[k], v.weights[k] = w.term, newWeight(float64(w.weight)/math.Sqrt(squares))
	}
	v.norm = norm(v.weights)
	return v
}

// rank returns the places of the notes of a story's texts, most central first: by the sum of their words' cosines with the others.
// What differs by no more than the rounding of sums goes by place.
func rank(told []*notes) []int {
	sum := newProfileSum()
	for _, n := range told {
		sum.add(n.words, n.words.norm)
	}
	centrality, places := make([]float64, len(told)), make([]int, len(told))
	for k, n := range told {
		places[k] = k
		if n.words.norm > 0 {
			centrality[k] = math.Round(1e9 * (sum.dot(n.words)/n.words.norm - 1))
		}
	}
	slices.SortStableFunc(places, func(i, j int) int { return -cmp.Compare(centrality[i], centrality[j]) })
	return places
}

// profileOf returns the profile of a story by the words of its texts.
func profileOf(texts []vector) Profile {
	sum := newProfileSum()
	for _, words := range texts {
		sum.add(words, 1)
	}
	return sum.profile()
}

// closestNotes returns the place of the notes whose words are most like those at a place, of those that are wanted; -1 when there is none.
func closestNotes(told []*notes, of int, wanted func(k int) bool) int {
	best, cosine := -1, -1.0
	for k, n := range told {
		if k == of || !wanted(k) {
			continue
		}
		x := 0.0
		if n.words.norm > 0 && told[of].words.norm > 0 {
			x = n.words.dot(told[of].words) / n.words.norm / told[of].words.norm
		}
		if x > cosine {
			best, cosine = k, x
		}
	}
	return best
}
