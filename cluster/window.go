package cluster

import (
	"math"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// A window is the stretch of publication time in which stories may still change. An archive moves it
// over the days: [Window.Restore] brings in what earlier runs made of the days around one, [Window.Add] groups
// the day's articles with it, [Window.Release] lets go of what has become too old. [Group] is one Add to
// an empty window.
//
// What was decided stays: a text keeps its articles, the weights of its terms and its neighbours; a fresh
// article joins a text, or makes one, and finds neighbours of its own, which gain it as theirs. The
// articles of a window are kept without their words, by fingerprint.
//
// The texts of a story that goes on for longer than that leave, too; the medoid stands for them, and they go
// with it: nothing but an editor's word takes them apart.

// WindowDays is for how long after its last article a story may still grow.
const WindowDays = 14

// MaxSpanDays is for how long a story may go on; what comes then is another story of its storyline.
const MaxSpanDays = 60

// Window holds articles, texts and stories while they may still change.
type Window struct {
	opts        Options
	remains     *news.Remains
	constraints constraints
	known       func(id string) bool // whether the archive has an article of that id
	articles    []*windowArticle
	texts       []*windowText
	stories     []*windowStory
	comparison  comparison // of the last Add, for what it knows of terms
}

type windowArticle struct {
	Article
	record record // its current content, without the words
	text   *windowText
	loose  bool // an editor has a word on it: its text is made anew
}

type windowText struct {
	Text
	doc    doc
	docOf  *windowArticle // that the doc is made of
	stands *windowArticle // its representative
	near   []windowNeighbour
	story  *windowStory
	fresh  bool // has no neighbours yet
	at     int  // place in the grouping under way
}

type windowNeighbour struct {
	text   *windowText
	cosine float64
}

type windowStory struct {
	Story
	medoid *windowText
}

// NewWindow returns an empty window. remains are the page remains of known sources; known says which ids
// of articles are taken.
func NewWindow(opts Options, remains *news.Remains, list []Constraint, known func(id string) bool) *Window {
	return &Window{opts: opts, remains: remains, constraints: newConstraints(list), known: known}
}

// Add groups fresh articles with those of the window.
func (w *Window) Add(fresh []news.Article) {
	w.opts.MaxSpan = MaxSpanDays * 24 * time.Hour
	g, c := w.group(fresh)
	w.take(g, c)
}

// group is the list of stages from records to stories.
func (w *Window) group(fresh []news.Article) (*Grouping, *comparison) {
	records := w.records(fresh)
	links := findLinks(records, w.opts)
	w.opts.stage("articles")
	g := &Grouping{}
	var articleOf []int
	g.Articles, articleOf = foldRecords(records, revisions(records, links), w.known)
	g.foldTexts(articleLinks(links, g.Articles, articleOf), w.constraints)
	g.findOrigins(w.opts.Near)
	c := g.comparison(w.opts)
	c.compare(g.Articles, w.opts)
	g.Stories = w.standing(g)
	g.findStories(c, w.constraints, w.opts)
	return g, c
}

// records returns the current contents of the window's articles and the fresh records, in an order that only
// their content decides.
func (w *Window) records(fresh []news.Article) []record {
	records := newRecords(fresh, w.remains, w.opts)
	for _, a := range w.articles {
		records = append(records, a.record)
	}
	slices.SortFunc(records, compareRecords)
	fillLanguage(records)
	return records
}

// foldTexts makes texts of articles. What was one text stays one; its representative is another article
// when it has been revised.
func (g *Grouping) foldTexts(links []link, x constraints) {
	stands := map[*windowText]int{}
	for i := range g.Articles {
		a := &g.Articles[i]
		if a.was == nil || a.fresh {
			continue
		}
		if _, ok := stands[a.was.text]; !ok || a.was == a.was.text.stands {
			stands[a.was.text] = i
		}
	}
	held := make([]int, len(g.Articles))
	for i := range g.Articles {
		held[i] = -1
		if a := &g.Articles[i]; a.was != nil && !a.fresh {
			held[i] = stands[a.was.text]
		}
	}
	apart := func(i, j int) bool { return x.apart(g.Articles[i].ID, g.Articles[j].ID) }
	g.Texts = foldCopies(g.Articles, links, held, apart)
	for t := range g.Texts {
		text := &g.Texts[t]
		text.Story = -1
		text.changed = true
		r := &g.Articles[text.Representative]
		if held[text.Representative] == text.Representative {
			text.was = r.was.text
			text.Key, text.Score = text.was.Key, text.was.Score
			text.changed = len(text.Articles) != len(text.was.Articles) ||
				slices.ContainsFunc(text.Articles, func(i int) bool {
					return g.Articles[i].was == nil || len(g.Articles[i].Records) > len(g.Articles[i].was.Records)
				})
		}
	}
	g.handOn()
}

// handOn leaves what a text of the window stood for to the text that goes on as it, else to the first that has an
// article of it.
func (g *Grouping) handOn() {
	heirs := map[*windowText]int{}
	for t := range g.Texts {
		if was := g.Texts[t].was; was != nil {
			heirs[was] = t
		}
	}
	for t := range g.Texts {
		for _, i := range g.Texts[t].Articles {
			a := &g.Articles[i]
			if a.was == nil || a.was.text.Left == nil {
				continue
			}
			if _, left := heirs[a.was.text]; !left {
				heirs[a.was.text] = t
			}
			if heirs[a.was.text] == t {
				g.Texts[t].Left = append(g.Texts[t].Left, a.was.text.Left...)
				a.was.text.Left = nil
			}
		}
	}
}

// comparison returns what is known of the texts: those that are what they were bring their weights and their
// neighbours.
func (g *Grouping) comparison(opts Options) *comparison {
	c := newComparison(len(g.Texts))
	place := map[*windowArticle]int{}
	for i := range g.Articles {
		if a := &g.Articles[i]; a.was != nil && !a.fresh {
			place[a.was] = i
		}
	}
	var fresh []int
	for t := range g.Texts {
		text := &g.Texts[t]
		if text.was == nil {
			fresh = append(fresh, t)
			continue
		}
		article, ok := place[text.was.docOf]
		if !ok || g.Articles[article].TextIndex != t { // it was revised
			if slices.ContainsFunc(text.Articles, func(i int) bool { return g.Articles[i].fresh }) {
				fresh = append(fresh, t)
				continue
			}
			article = text.Representative
		}
		text.was.at = t
		c.docs[t], c.fresh[t] = text.was.doc, text.was.fresh
		c.docs[t].article = article
		c.docs[t].appeared(g.Articles[text.Articles[0]])
	}
	c.read(fresh, g, opts)
	c.restoreNeighbours(g.Texts)
	return c
}

// restoreNeighbours brings in the neighbours that texts had in the window.
func (c *comparison) restoreNeighbours(texts []Text) {
	same := func(t int, was *windowText) bool { return t < len(texts) && texts[t].was == was && !c.fresh[t] }
	for t := range texts {
		if c.fresh[t] {
			continue
		}
		for _, n := range texts[t].was.near {
			if j := n.text.at; same(j, n.text) {
				c.near[t] = append(c.near[t], neighbour{j, n.cosine, n.cosine * timeFactor(c.docs[t].when, c.docs[j].when)})
			}
		}
		sortNeighbours(c.near[t])
	}
}

// standing returns the stories of the window with what is left of their texts, and writes down each text's.
func (w *Window) standing(g *Grouping) []Story {
	place := map[*windowStory]int{}
	stories := make([]Story, len(w.stories))
	for i, s := range w.stories {
		place[s] = i
		stories[i] = s.Story
		stories[i].Texts, stories[i].Medoid = nil, -1
	}
	for t := range g.Texts {
		if was := g.Texts[t].was; was != nil {
			s := place[was.story]
			g.Texts[t].Story = s
			stories[s].Texts = append(stories[s].Texts, t)
			if was == w.stories[s].medoid {
				stories[s].Medoid = t
			}
		}
	}
	for i, s := range w.stories {
		stories[i].shrunk = len(stories[i].Texts) < len(s.Texts)
	}
	return stories
}

// take makes the window what a grouping found.
func (w *Window) take(g *Grouping, c *comparison) {
	w.articles = make([]*windowArticle, len(g.Articles))
	for i := range g.Articles {
		w.articles[i] = newWindowArticle(g.Articles[i])
	}
	w.texts = make([]*windowText, len(g.Texts))
	for t, text := range g.Texts {
		text.was, text.changed = nil, false
		w.texts[t] = &windowText{Text: text, doc: c.docs[t], docOf: w.articles[c.docs[t].article], stands: w.articles[text.Representative]}
		for _, i := range text.Articles {
			w.articles[i].text = w.texts[t]
		}
	}
	for t := range w.texts {
		for _, n := range c.near[t] {
			w.texts[t].near = append(w.texts[t].near, windowNeighbour{w.texts[n.text], n.cosine})
		}
	}
	w.stories = make([]*windowStory, len(g.Stories))
	for s, story := range g.Stories {
		w.stories[s] = &windowStory{story, w.texts[story.Medoid]}
		for _, t := range story.Texts {
			w.texts[t].story = w.stories[s]
		}
	}
	w.comparison = *c
}

// newWindowArticle keeps an article without its words.
func newWindowArticle(a Article) *windowArticle {
	r := record{
		article: a.Article, content: news.Content{Title: a.Content.Title}, fingerprint: a.fingerprint,
		canonical: news.CanonicalURL(a.URL), lang: a.Lang, digest: digest(a.Article),
	}
	switch {
	case a.was == nil:
		r.article.ID = a.Records[0].ID
	case a.fresh:
		r.article.ID = a.was.record.article.ID
	default:
		r = a.was.record
	}
	r.article.Published, r.article.Text = a.Revised, ""
	a.Text, a.Content, a.fingerprint, a.fresh, a.was = "", r.content, news.Fingerprint{}, false, nil
	for i := range a.Records {
		a.Records[i].Text = ""
	}
	w := &windowArticle{Article: a, record: r}
	w.record.kept = w
	return w
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

// lastDay returns the day of the last article of a text.
func (t *windowText) lastDay(articles []*windowArticle) int {
	last := math.MinInt
	for _, i := range t.Articles {
		last = max(last, articles[i].day())
	}
	return last
}

func (a *windowArticle) day() int { return Day(a.Article.Article) }

// Release lets go of the texts whose last article is before a day. Stories of which nothing is left are
// handed to save as they stand in the end; so are texts that leave a story behind, with a Story of -1: there
// the story's medoid stands for them. save gives every text its Key.
func (w *Window) Release(before int, save func(*Grouping) error) error {
	leaves := w.leaving(before)
	g, from := w.detach(leaves)
	if len(g.Texts) == 0 {
		return nil
	}
	if err := save(g); err != nil {
		return err
	}
	for t, text := range from {
		if g.Texts[t].Story < 0 {
			left := Left{Key: g.Texts[t].Key, Day: w.articles[text.Articles[0]].day()}
			for _, i := range text.Articles {
				left.Articles = append(left.Articles, w.articles[i].ID)
			}
			text.story.medoid.Left = slices.Concat(text.story.medoid.Left, text.Left, []Left{left})
		}
	}
	w.drop(leaves)
	return nil
}

// leaving returns by text whether it leaves: it is old, and its story's medoid goes too or is another one.
func (w *Window) leaving(before int) []bool {
	stays := map[*windowStory]bool{}
	old := make([]bool, len(w.texts))
	for t, text := range w.texts {
		old[t] = text.lastDay(w.articles) < before
		stays[text.story] = stays[text.story] || !old[t]
	}
	for t, text := range w.texts {
		old[t] = old[t] && !(stays[text.story] && text == text.story.medoid)
	}
	return old
}

// detach returns a grouping of texts that leave, and the texts in its order.
func (w *Window) detach(leaves []bool) (*Grouping, []*windowText) {
	g := &Grouping{}
	var from []*windowText
	articleAt, textAt := make([]int, len(w.articles)), make([]int, len(w.texts))
	for i, a := range w.articles {
		if articleAt[i] = -1; leaves[a.TextIndex] {
			articleAt[i] = len(g.Articles)
			g.Articles = append(g.Articles, a.Article)
		}
	}
	for t, text := range w.texts {
		if textAt[t] = -1; leaves[t] {
			textAt[t] = len(g.Texts)
			text.at = len(g.Texts)
			g.Texts, from = append(g.Texts, text.Text), append(from, text)
		}
	}
	for i := range g.Articles {
		a := &g.Articles[i]
		a.TextIndex = textAt[a.TextIndex]
		if a.Copy != nil {
			taken := *a.Copy
			taken.Of = articleAt[taken.Of]
			a.Copy = &taken
		}
	}
	for _, s := range w.stories {
		if !slices.ContainsFunc(s.Texts, func(t int) bool { return !leaves[t] }) {
			story := s.Story
			story.Texts, story.Articles, story.Medoid = moved(story.Texts, textAt), nil, textAt[story.Medoid]
			for _, t := range story.Texts {
				g.Texts[t].Story = len(g.Stories)
			}
			g.Stories = append(g.Stories, story)
		}
	}
	for t := range g.Texts {
		text := &g.Texts[t]
		if text.was = from[t]; leavesStoryBehind(from[t], leaves) {
			text.Story, text.Behind = -1, from[t].story.Key
		}
		text.Articles, text.Origin, text.Representative = moved(text.Articles, articleAt), articleAt[text.Origin], articleAt[text.Representative]
		if text.With >= 0 {
			text.With = textAt[text.With]
		}
	}
	return g, from
}

func leavesStoryBehind(t *windowText, leaves []bool) bool {
	return slices.ContainsFunc(t.story.Texts, func(o int) bool { return !leaves[o] })
}

// moved returns where things have gone to.
func moved(things, to []int) []int {
	places := make([]int, len(things))
	for i, t := range things {
		places[i] = to[t]
	}
	return places
}

// drop forgets texts that have left, with their articles, and the stories of which nothing is left.
func (w *Window) drop(leaves []bool) {
	articleAt, textAt := make([]int, len(w.articles)), make([]int, len(w.texts))
	var articles []*windowArticle
	for i, a := range w.articles {
		if articleAt[i] = -1; !leaves[a.TextIndex] {
			articleAt[i] = len(articles)
			articles = append(articles, a)
		}
	}
	var texts []*windowText
	for t, text := range w.texts {
		if textAt[t] = -1; !leaves[t] {
			textAt[t] = len(texts)
			texts = append(texts, text)
		}
	}
	for _, a := range articles {
		a.TextIndex = textAt[a.TextIndex]
		if a.Copy != nil {
			a.Copy.Of = articleAt[a.Copy.Of]
		}
	}
	gone := func(n windowNeighbour) bool { return leaves[n.text.at] }
	for t, text := range w.texts {
		text.at = t
	}
	for _, text := range texts {
		text.Articles, text.Origin, text.Representative = moved(text.Articles, articleAt), articleAt[text.Origin], articleAt[text.Representative]
		text.near = slices.DeleteFunc(text.near, gone)
		if text.With >= 0 {
			text.With = textAt[text.With]
		}
	}
	w.articles, w.texts = articles, texts
	w.stories = slices.DeleteFunc(w.stories, func(s *windowStory) bool {
		s.Texts = slices.DeleteFunc(moved(s.Texts, textAt), func(t int) bool { return t < 0 })
		return len(s.Texts) == 0
	})
}
