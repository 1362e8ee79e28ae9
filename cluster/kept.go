package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// An archive keeps what was decided; here is the shape in which it comes back, with the words of the
// articles: into a window, to be grouped with what is new, or to be described.

// KeptStory is a story of an archive.
type KeptStory struct {
	Key    int64
	Texts  []KeptText
	Medoid int64 // key of the text most like the others
	// Loose is set when an editor has had a word on the story, or when it is grouped anew: then its texts are
	// made again, too.
	Loose bool
}

// KeptText is a text of a story.
type KeptText struct {
	Key            int64
	Articles       []KeptArticle
	Representative int64           // key of the article by agreement with which the others belong to it
	Origin         int64           // key of the article that had it first, if it is known
	Features       []byte          // of [Grouping.Features]; nil when they were not kept
	Near           []KeptNeighbour // by key, rising
	Score          float64
	Left           []Left
	With           int64 // key of the text of its story that it is closest to; 0 when that is not known
	Explained      bool  // the evidence of the two is kept, and stands

	recalled *textPrint // what the features tell of the articles; nil when these have their records
	notes    *notes     // see TakeNotes
}

// KeptNeighbour is a text that another one shares terms with.
type KeptNeighbour struct {
	Text   int64 // key
	Cosine float64
}

// KeptArticle is an article with all its records, of which there is at least one; without, if its text has been
// recalled, or has its notes.
type KeptArticle struct {
	Key       int64
	ID        string
	Lang      string
	Published news.Time // where it may come without records
	Records   []news.Article

	recalled *windowArticle // out of its features
}

// hydrated is kept stories as a grouping, with the words.
type hydrated struct {
	Grouping
	kept []KeptText // by text
}

// hydrate reads kept stories. Articles and texts are in order, stories as they were given.
func hydrate(stories []KeptStory, read func(KeptArticle, *news.Reader) *Article, opts Options) hydrated {
	var h hydrated
	var kept []KeptArticle
	var textOf []int // by article
	for s, story := range stories {
		h.Stories = append(h.Stories, Story{Key: story.Key, Medoid: -1})
		for _, text := range story.Texts {
			for _, a := range text.Articles {
				textOf, kept = append(textOf, len(h.kept)), append(kept, a)
			}
			h.kept = append(h.kept, text)
			h.Texts = append(h.Texts, Text{Key: text.Key, Story: s, Score: text.Score, With: -1, Left: text.Left, explained: text.Explained, notes: text.notes})
		}
	}
	articles := make([]*Article, len(kept))
	opts.each("kept articles", len(kept), func() func(int) {
		var reader news.Reader
		return func(i int) { articles[i] = read(kept[i], &reader) }
	})
	order := make([]int, len(kept))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := articles[i], articles[j]
		return cmp.Or(comparePublished(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
	})
	h.Articles = make([]*Article, 0, len(order))
	for place, i := range order {
		h.Articles = append(h.Articles, articles[i])
		t := &h.Texts[textOf[i]]
		if t.Articles = append(t.Articles, place); kept[i].Key == h.kept[textOf[i]].Representative {
			t.Representative = place
		}
	}
	h.sortTexts(stories)
	return h
}

// sortTexts puts the texts in order of their first articles.
func (h *hydrated) sortTexts(stories []KeptStory) {
	order := make([]int, len(h.Texts))
	for t := range order {
		order[t] = t
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(h.Texts[a].Articles[0], h.Texts[b].Articles[0]) })
	texts, kept := make([]Text, len(order)), make([]KeptText, len(order))
	for place, t := range order {
		texts[place], kept[place] = h.Texts[t], h.kept[t]
		s := h.Texts[t].Story
		h.Stories[s].Texts = append(h.Stories[s].Texts, place)
		if h.Texts[t].Key == stories[s].Medoid || h.Stories[s].Medoid < 0 {
			h.Stories[s].Medoid = place
		}
		for _, i := range texts[place].Articles {
			h.Articles[i].TextIndex = place
		}
	}
	h.Texts, h.kept = texts, kept
}

// readingKept returns what reads kept articles.
func readingKept(remains *news.Remains) func(KeptArticle, *news.Reader) *Article {
	return func(k KeptArticle, reader *news.Reader) *Article { return readKept(k, remains, reader) }
}

// readKept reads one article.
func readKept(k KeptArticle, remains *news.Remains, reader *news.Reader) *Article {
	if k.recalled != nil {
		k.recalled.Key = k.Key
		return &k.recalled.Article
	}
	if len(k.Records) == 0 {
		return &Article{Key: k.Key, Article: news.Article{ID: k.ID, Published: k.Published}, Lang: k.Lang, current: new(record)}
	}
	return k.latest(func(a news.Article) *record { return newRecord(a, remains, reader) })
}

// latest makes an article of its records, the last of which is read.
func (k KeptArticle) latest(read func(news.Article) *record) *Article {
	records := make([]*record, len(k.Records))
	versions := make([]int, len(k.Records))
	for i, a := range k.Records {
		versions[i] = i
		records[i] = &record{article: &a, digest: digest(a)}
	}
	slices.SortFunc(records, func(a, b *record) int { return compareArticles(a.article, b.article) })
	versions = versionsOf(records, versions)
	last := versions[len(versions)-1]
	records[last] = read(*records[last].article)
	if k.Lang != "" {
		records[last].lang = k.Lang
	}
	a := newArticle(records, 0, versions)
	a.Key, a.ID = k.Key, k.ID
	return a
}
