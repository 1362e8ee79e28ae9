package cluster

import (
	"cmp"
	"math"
	"slices"
)

// doc is a text as it is compared with others: one article stands for all its copies. With copies
// left in, they would fill the neighbours of each article and every term would look shared.
type doc struct {
	article int // the longest of the text, then the first
	terms   terms
	when    when
}

func newDoc(t Text, articles []Article, stop map[string]stopWords) doc {
	longest := slices.MaxFunc(t.Articles, func(i, j int) int {
		return cmp.Or(cmp.Compare(bodyLength(articles[i]), bodyLength(articles[j])), -cmp.Compare(i, j))
	})
	a := &articles[longest]
	d := doc{article: longest, terms: termsOf(a, stop[a.Lang]), when: newWhen(a)}
	first := newTime(articles[t.Articles[0]].Published) // a text is as old as its first appearance
	d.when.days, d.when.known = first.days, first.known
	return d
}

// bodyLength returns the bytes of an article's text without page remains.
func bodyLength(a Article) int {
	n := 0
	for _, p := range a.Content.Paragraphs {
		n += p.End - p.Start
	}
	return n
}

// comparison is all that is known of how texts resemble each other.
type comparison struct {
	docs    []doc
	stop    map[string]stopWords // by language
	words   vocabulary
	vectors []vector
	near    [][]neighbour // by text, nearest first
	blocs   blocs
	edges   []edge // between the texts that stand for their blocs
}

// compare finds for every text its neighbours.
func compare(texts []Text, articles []Article, opts Options) comparison {
	c := comparison{docs: make([]doc, len(texts)), near: make([][]neighbour, len(texts)), stop: findStopWords(articles)}
	opts.each("terms", len(texts), func() func(int) {
		return func(i int) { c.docs[i] = newDoc(texts[i], articles, c.stop) }
	})
	counts, langs, times := make([]terms, len(texts)), make([]string, len(texts)), make([]when, len(texts))
	for i, d := range c.docs {
		counts[i], langs[i], times[i] = d.terms, articles[d.article].Lang, d.when
	}
	c.words = newVocabulary(counts)
	c.vectors = newVectors(counts, langs, c.words, opts.Background)
	c.dropDigests(articles)
	index := newInvertedIndex(c.vectors, c.words)
	opts.each("neighbours", len(texts), func() func(int) {
		f := newFinder(c.vectors, index, times)
		return func(i int) { c.near[i] = f.neighbours(i) }
	})
	opts.stage("scores")
	c.blocs = findBlocs(c)
	c.edges = newEdges(c.nearest(), c.vectors, times)
	return c
}

// dropDigests empties the vectors of texts that tell of many events, so that they have no neighbours:
// each is a story of its own and no bridge between others.
func (c comparison) dropDigests(articles []Article) {
	for i, d := range c.docs {
		if articles[d.article].Digest {
			c.vectors[i] = vector{norm: 1}
		}
	}
}

// findStopWords returns the stop words of each language without a stop list.
func findStopWords(articles []Article) map[string]stopWords {
	texts, held := map[string]int{}, map[string]map[term]int{}
	for i := range articles {
		a := &articles[i]
		if a.Lang == english {
			continue
		}
		if held[a.Lang] == nil {
			held[a.Lang] = map[term]int{}
		}
		texts[a.Lang]++
		for _, c := range termsOf(a, nil).counts {
			if !c.bigram {
				held[a.Lang][c.term]++
			}
		}
	}
	stop := map[string]stopWords{}
	for lang, n := range texts {
		stop[lang] = stopWords{}
		for t, count := range held[lang] {
			if n >= stopMinTexts && float64(count) > stopShare*float64(n) {
				stop[lang][t] = true
			}
		}
	}
	return stop
}

// Priors of cohesion: how alike the reports of one event usually are. Headlines alone are less so.
const (
	fullPrior     = .3
	headlinePrior = .2
	headlineWords = 8  // up to this many words a text is a headline
	fullWords     = 48 // and from this many a report
)

// pairLinkage returns the linkage of two texts by their plain cosine, which is what blocs go by.
func (c comparison) pairLinkage(i, j int) float64 {
	cosine := c.vectors[i].dot(c.vectors[j]) / (c.vectors[i].norm * c.vectors[j].norm)
	return cosine / math.Sqrt(cohesionPrior(c.docs[i].terms.total)*cohesionPrior(c.docs[j].terms.total))
}

// priors returns the expected cohesion of each text.
func (c comparison) priors() []float64 {
	priors := make([]float64, len(c.docs))
	for i, d := range c.docs {
		priors[i] = cohesionPrior(d.terms.total)
	}
	return priors
}

func cohesionPrior(words int) float64 {
	part := float64(words-headlineWords) / (fullWords - headlineWords)
	return headlinePrior + (fullPrior-headlinePrior)*min(max(part, 0), 1)
}

// findStories groups texts into stories and writes down each text's story, and how it came into it.
func findStories(texts []Text, c comparison, opts Options) []Story {
	opts.stage("stories")
	scores := make([]weighted, len(c.edges))
	for i, e := range c.edges {
		scores[i] = weighted{e.a, e.b, e.score}
	}
	start := make([][]int, len(texts))
	for i := range start {
		start[i] = []int{i}
	}
	groups, joined := agglomerate(start, c.priors(), scores, opts.Story, nil)
	var stories []Story
	for _, g := range groups {
		var s Story
		for _, t := range g {
			s.Texts = append(s.Texts, c.blocs.members[t]...)
		}
		if len(s.Texts) == 0 {
			continue // goes with the text that stands for its bloc
		}
		slices.Sort(s.Texts)
		for _, t := range s.Texts {
			texts[t].Story = len(stories)
		}
		stories = append(stories, s)
	}
	c.noteJoining(texts, joined)
	return stories
}

// noteJoining writes down at which linkage each text joined its story, and which text of it is
// closest.
func (c comparison) noteJoining(texts []Text, joined []float64) {
	best := make([]float64, len(texts))
	for _, e := range c.edges {
		if texts[e.a].Story != texts[e.b].Story {
			continue
		}
		for _, pair := range [][2]int{{e.a, e.b}, {e.b, e.a}} {
			if t := &texts[pair[0]]; e.score > best[pair[0]] {
				best[pair[0]], t.With = e.score, pair[1]
			}
		}
	}
	for i := range texts {
		switch stands := c.blocs.of[i]; {
		case stands != i:
			texts[i].Score, texts[i].With = c.pairLinkage(i, stands), stands
		case joined[i] > 0:
			texts[i].Score = joined[i]
		case len(c.blocs.members[i]) > 1:
			other := slices.DeleteFunc(slices.Clone(c.blocs.members[i]), func(t int) bool { return t == i })[0]
			texts[i].Score, texts[i].With = c.pairLinkage(i, other), other
		}
	}
}
