package cluster

import (
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// A window is the stretch of publication time in which stories may still change. An archive moves it
// over the days: [Window.Restore] brings in what earlier runs made of the days around one, [Window.Add] groups
// the day's articles with it, [Window.Release] lets go of what has become too old. [Group] is one Add to
// an empty window.
//
// What was decided stays (standing.go): a text keeps its articles, the weights of its terms and its neighbours;
// a fresh article joins a text, or makes one, and finds neighbours of its own, which gain it as theirs. The
// articles of a window are kept without their words, by fingerprint.
//
// In a grouping articles, texts and stories are named by places, which another day or a departure would shift.
// In a window they point at each other; it is turned into a grouping to be grouped and to be saved.

// WindowDays is for how long after its last article a story may still grow.
const WindowDays = 14

// MaxSpanDays is for how long a story may go on; what comes then is another story of its storyline.
const MaxSpanDays = 60

// Window holds articles, texts and stories while they may still change.
type Window struct {
	opts        Options
	remains     *news.Remains
	constraints constraints
	past        Past
	terms       Terms      // of the texts, from the last Add on
	left        []doc      // counted there, and not in the window any more
	back        []returned // texts that have not met their neighbours yet
	numbered    numbering
	contents
}

// contents are the articles, texts and stories of a window.
type contents struct {
	articles []*windowArticle
	texts    []*windowText
	stories  []*windowStory
}

type windowArticle struct {
	Article // without its words; its places are those of the last grouping
	record  record
	text    *windowText
	loose   bool // an editor has a word on it: its text is made anew
	at      int  // place in the grouping under way
}

type windowText struct {
	key      int64
	id       string
	score    float64
	left     []Left
	articles []*windowArticle // in order
	origin   *windowArticle
	stands   *windowArticle // its representative
	doc      doc
	docOf    *windowArticle // that the doc is made of
	near     []windowNeighbour
	story    *windowStory
	fresh    bool // has no neighbours yet
	number   int32
	at       int // place in the grouping under way
}

type windowStory struct {
	key    int64
	texts  []*windowText // in order; none of those that have left
	medoid *windowText
}

// Past is what an archive knows beyond the window. The zero Past is that of no archive.
type Past struct {
	Has    func(id string) bool    // whether an article has that id
	Before func(day, most int) int // how many texts first appeared before a day; most of them are enough
	// Words returns the records of an article, by key, and those that it has got since, by Seq; none if they can't be read.
	// Without it the window keeps what would be made again of them. One goroutine asks at a time.
	Words func(article int64, since []int64) []news.Article
}

// has reports whether an article of the archive has an id.
func (p Past) has(id string) bool { return p.Has != nil && p.Has(id) }

// NewWindow returns an empty window. remains are the page remains of known sources; list is what editors ask;
// past is what the archive knows.
func NewWindow(opts Options, remains *news.Remains, list []Constraint, past Past) *Window {
	if words := past.Words; words != nil {
		var asking sync.Mutex
		past.Words = func(article int64, since []int64) []news.Article {
			asking.Lock()
			defer asking.Unlock()
			return words(article, since)
		}
	}
	return &Window{opts: opts, remains: remains, constraints: newConstraints(list), past: past, terms: Terms{census{}}}
}

// Add groups fresh articles with those of the window. Their order does not matter.
func (w *Window) Add(fresh []news.Article) { w.step(fresh, true) }

// Settle groups the texts of loose stories among themselves: the stories around stand, and only say what is common.
func (w *Window) Settle() { w.step(nil, false) }

func (w *Window) step(fresh []news.Article, spreads bool) {
	w.opts.MaxSpan = MaxSpanDays * 24 * time.Hour
	w.acquaint()
	g, c := w.group(fresh, spreads)
	if slices.ContainsFunc(w.texts, func(t *windowText) bool { return t.at == absent }) {
		w.forgetAbsent(w.texts)
	}
	w.contents = adopt(g, c.docs, func(i int) *windowArticle { return w.forWindow(g.Articles[i]) })
	w.numbered.give(w.texts)
	w.opts.within(len(w.texts), func() func(int) {
		var room []neighbour
		return func(t int) {
			near := c.near[t]
			if near == nil && (len(c.gained.of(t)) > 0 || c.around != nil && c.around[t]) {
				room = c.standingNeighbours(room[:0], t)
				near = room
			}
			if near != nil { // else they are what they were
				w.texts[t].near = w.forNeighbours(near)
			}
		}
	})
}

// group is the list of stages from records to stories. With spreads, what is new may change the stories that it has an
// edge to.
func (w *Window) group(fresh []news.Article, spreads bool) (*Grouping, *comparison) {
	g := w.fold(fresh)
	return g, w.relate(g, w.earlier(fresh), spreads)
}

// fold finds the articles and texts of the window and of fresh records.
func (w *Window) fold(fresh []news.Article) *Grouping {
	return w.foldLinked(w.linked(fresh))
}

// linked returns the records of the window and the fresh ones, and the copies among them.
func (w *Window) linked(fresh []news.Article) ([]*record, []link) {
	records := w.records(fresh)
	return records, findLinks(records, w.opts)
}

// foldLinked makes articles and texts of records.
func (w *Window) foldLinked(records []*record, links []link) *Grouping {
	w.opts.stage("articles")
	g := &Grouping{}
	var articleOf []int
	g.Articles, articleOf = foldRecords(records, revisions(records, links), w.taken())
	g.foldTexts(articleLinks(links, g.Articles, articleOf), w.held(g), w.constraints)
	g.findOrigins(w.opts.Near)
	if w.past.Words != nil {
		for _, r := range records {
			r.fingerprint.Forget() // stories are made without shingles, and take memory of their own
		}
	}
	return g
}

// earlier returns how many texts of earlier days are counted with those of the window when what is new in it is weighed:
// fresh articles, and those that are read again.
func (w *Window) earlier(fresh []news.Article) int {
	first := math.MaxInt
	for _, a := range fresh {
		first = min(first, Day(a))
	}
	for _, a := range w.articles {
		if a.loose || a.text.fresh {
			first = min(first, a.day())
		}
	}
	if w.past.Before == nil || first == math.MaxInt {
		return 0
	}
	return w.past.Before(first-WindowDays, pastTexts)
}

// relate finds the stories of texts. past is how many texts of earlier days are counted with them.
func (w *Window) relate(g *Grouping, past int, spreads bool) *comparison {
	for _, text := range w.texts {
		text.at = absent
	}
	c := g.comparison(w.opts)
	c.places = w.numbered.places()
	w.uncount()
	c.weighFresh(g.Articles, w.terms.census, past, w.opts)
	if w.past.Words != nil {
		g.forgetWords(c.docs)
	}
	c.findNeighbours(w.terms.census, w.opts)
	g.Stories = w.standing(g)
	g.findStories(c, w.constraints, spreads, w.opts)
	return c
}

// forgetWords lets go of the words of what is new, and of how often each text holds its terms: neighbours are found and stories made
// without, and take memory of their own.
func (g *Grouping) forgetWords(docs []doc) {
	for t := range docs {
		docs[t].counts = nil
	}
	for _, a := range g.Articles {
		if a.fresh {
			a.Text, a.current.article.Text = "", ""
			for i := range a.Records {
				a.Records[i].Text = ""
			}
		}
	}
}

// absent is the place of a text that does not go on as it was.
const absent = -1

// uncount counts the terms of texts no longer that have left, or do not go on as they were.
func (w *Window) uncount() {
	if !slices.ContainsFunc(w.texts, func(t *windowText) bool { return t.doc.counted }) {
		w.terms, w.left = Terms{census{}}, nil // all have left
	}
	for i := range w.left {
		w.terms.census.leave(&w.left[i])
	}
	w.left = nil
	for _, text := range w.texts {
		if text.at == absent && text.doc.counted {
			w.terms.census.leave(&text.doc)
		}
	}
}

// records returns the current contents of the window's articles and the fresh records, by first appearance of
// their articles, in an order that only their content decides.
func (w *Window) records(fresh []news.Article) []*record {
	list := make([]listed, 0, len(fresh)+len(w.articles))
	for i := range fresh {
		list = append(list, listed{&fresh[i], fresh[i].Published, nil})
	}
	for _, a := range w.articles {
		list = append(list, listed{a.record.article, a.Published, a})
	}
	slices.SortFunc(list, func(a, b listed) int {
		if c := comparePublished(a.appeared, b.appeared); c != 0 {
			return c
		}
		return compareArticles(a.article, b.article)
	})
	records := readRecords(list, len(fresh), w.remains, w.opts)
	fillLanguage(records)
	return records
}

// listed is an article whose record is wanted.
type listed struct {
	article  *news.Article
	appeared news.Time      // first, as far as is known: that of a window holds the words that it was last given, and yet keeps its place
	kept     *windowArticle // that has the record already; nil of a fresh article
}

// appeared returns when the article of a record first appeared, as far as the record knows: that of a window
// holds the words that it was last given, and yet keeps its place.
func (r *record) appeared() news.Time {
	if r.kept != nil {
		return r.kept.Published
	}
	return r.article.Published
}

// taken returns what tells whether an id is taken, by an article of the archive or by one of the window that
// is still to be saved.
func (w *Window) taken() func(id string) bool {
	here := map[string]bool{}
	for _, a := range w.articles {
		if a.Key == 0 || w.past.Has == nil {
			here[a.ID] = true
		}
	}
	return func(id string) bool { return here[id] || w.past.has(id) }
}

// adopt returns the articles, texts and stories of a grouping as those of a window. docs are by text; keep
// returns an article as it is kept. A text that goes on with what it had is still the one that its neighbours point at.
func adopt(g *Grouping, docs []doc, keep func(i int) *windowArticle) contents {
	c := contents{make([]*windowArticle, len(g.Articles)), make([]*windowText, len(g.Texts)), make([]*windowStory, len(g.Stories))}
	for i := range g.Articles {
		c.articles[i] = keep(i)
	}
	for t, text := range g.Texts {
		kept := text.was
		if kept == nil || kept.at == absent {
			kept = &windowText{}
		}
		*kept = windowText{
			key: text.Key, id: text.ID, score: text.Score, left: text.Left, articles: kept.articles, near: kept.near, number: kept.number,
			origin: c.articles[text.Origin], stands: c.articles[text.Representative], doc: docs[t], docOf: c.articles[docs[t].article],
		}
		if docs[t].weights != nil {
			kept.doc.counts = nil // they have done what they are for
		}
		if text.changed || len(kept.articles) == 0 {
			kept.articles = pickAll(c.articles, text.Articles)
		}
		for _, a := range kept.articles {
			a.text = kept
		}
		c.texts[t] = kept
	}
	for s, story := range g.Stories {
		c.stories[s] = &windowStory{story.Key, pickAll(c.texts, story.Texts), c.texts[story.Medoid]}
		for _, text := range c.stories[s].texts {
			text.story = c.stories[s]
		}
	}
	return c
}

// forWindow keeps an article without its words. One that stands as it was is still the same.
func (w *Window) forWindow(a *Article) *windowArticle {
	if a.was != nil && a == &a.was.Article {
		return a.was.withoutWords()
	}
	return w.newArticle(a)
}

// newArticle keeps an article without its words.
func (w *Window) newArticle(a *Article) *windowArticle {
	kept := &windowArticle{Article: *a}
	if a.was != nil && !a.fresh {
		given := *a.was.record.article
		kept.record = a.was.record
		kept.record.article = &given
	} else {
		kept.record = freshRecord(a)
	}
	if w.past.Words != nil {
		kept.record.again = w.again
	}
	kept.Records = slices.Clone(a.Records) // whoever reads the grouping keeps the words
	for i := range kept.Records {
		kept.Records[i].Text = ""
	}
	kept.fresh = false
	return kept.withoutWords().standing()
}

// withoutWords lets go of the words of an article, and of the shingles if they can be made again.
func (a *windowArticle) withoutWords() *windowArticle {
	a.record.forget()
	a.Text, a.Content = "", *a.record.content
	a.record.article.Published, a.record.article.Text = a.Revised, ""
	return a
}

// standing makes an article what it will be in every grouping for as long as it stands. Nearly always its record was given
// the same id, and is the first.
func (a *windowArticle) standing() *windowArticle {
	a.was, a.record.kept, a.current = a, a, &a.record
	a.record.content = &a.Content
	if r := a.record.article; r.ID == a.ID && r.Published == a.Published {
		a.record.article = &a.Article.Article
	}
	return a
}

// freshRecord returns the record of an article whose current content is new.
func freshRecord(a *Article) record {
	given, title := a.Article, a.Content.Title
	if a.Content.Guessed {
		title = strings.Clone(title) // it is part of the words, and would hold on to them
	}
	r := record{
		article: &given, content: &news.Content{Title: title}, fingerprint: a.current.fingerprint,
		canonical: a.current.canonical, lang: a.Lang, digest: a.current.digest,
	}
	if a.was != nil {
		r.article.ID = a.was.record.article.ID
	} else {
		r.article.ID = a.Records[0].ID
	}
	return r
}

// Day returns the day of an article for the window, since the epoch: that of its publication, or on which it
// was collected when that is unknown.
func Day(a news.Article) int {
	if !a.Published.Known() {
		return DayOf(a.Seen)
	}
	return DayOf(a.Published.At)
}

// DayOf returns the day of an instant, in UTC, since the epoch.
func DayOf(t time.Time) int { return int(math.Floor(float64(t.Unix()) / 86400)) }

func (a *windowArticle) day() int { return Day(a.Article.Article) }
