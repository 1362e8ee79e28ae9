package nightly

import (
	"math"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// heir is a story that a run made, as far as its id depends on it.
type heir struct {
	cluster.Heir
	several bool // it is of several texts
}

// saver writes what has left the window.
type saver struct {
	*grouping
	c        *cluster.Grouping
	written  []bool        // by text: its row changes
	stands   []bool        // by text: it is written, but the archive has all of its articles as they are
	articles []int64       // Seq, by place
	stories  []int64       // Seq of those that are new, by place
	storyOf  map[int64]int // place of the story of a text that is written, by Seq
}

// save writes texts and stories that have left the window, each row once. A story that stands is left as it is.
func (g *grouping) save(c *cluster.Grouping) error {
	for _, seq := range c.Known {
		was := g.before[seq]
		was.stands = true
		g.before[seq] = was
		for _, text := range was.keys { // of another story before, if this one was made in this run
			g.saved[text] = true
		}
	}
	s := &saver{g, c, make([]bool, len(c.Texts)), make([]bool, len(c.Texts)), make([]int64, len(c.Articles)), make([]int64, len(c.Stories)), map[int64]int{}}
	if err := s.number(); err != nil {
		return err
	}
	for i := range c.Articles {
		if err := s.article(i); err != nil {
			return err
		}
	}
	for i := range c.Stories {
		if err := s.story(i); err != nil {
			return err
		}
	}
	for t := range c.Texts { // in the order of their numbers: what is put in order fills its pages
		if err := s.text(t); err != nil {
			return err
		}
	}
	return nil
}

// number gives what is new its Seq, and says which texts are to be written.
func (s *saver) number() error {
	var err error
	next := func(table string, seq int64) int64 {
		if seq == 0 && err == nil {
			seq, err = s.NewSeq(table)
		}
		return seq
	}
	for i := range s.c.Stories {
		s.stories[i] = next("story", 0)
	}
	for t := range s.c.Texts {
		text := &s.c.Texts[t]
		s.written[t] = text.Story >= 0 || text.Behind == 0
		s.stands[t] = s.written[t] && text.Key != 0 && !s.gained(t) && s.HasFeatures(text.Key, s.c.Features(t))
		s.saved[text.Key] = true
		if s.written[t] && s.isNew(t) {
			s.summary.Articles.Texts++
		}
		if s.written[t] {
			text.Key = next("text", text.Key)
			s.storyOf[text.Key] = text.Story
			s.changed[text.Key] = s.changed[text.Key] || !s.stands[t]
		}
	}
	for i := range s.c.Articles {
		a := s.c.Articles[i]
		if s.articles[i] = a.Key; s.written[a.TextIndex] {
			s.articles[i] = next("article", a.Key)
		}
	}
	return err
}

// text writes one text, if it is to be written: as part of its story, or of none when it leaves that behind.
func (s *saver) text(t int) error {
	text := &s.c.Texts[t]
	if !s.written[t] {
		return nil
	}
	story := int64(0)
	if text.Story >= 0 {
		story = s.stories[text.Story]
		s.noteClosest(t)
	}
	row := index.Text{Seq: text.Key, ID: text.ID, Story: story, Day: cluster.Day(s.c.Articles[text.Articles[0]].Article), Score: text.Score,
		Representative: s.articles[text.Representative], Origin: s.articles[text.Origin]}
	if s.lastDay(text.Articles) >= s.today-cluster.WindowDays && story != 0 {
		row.Features = s.c.Features(t)
		row.Near = s.near(t)
	}
	_, err := s.PutText(row)
	if err == nil && !s.stands[t] {
		err = s.DropNotes(row.Seq)
	}
	if err == nil && story != 0 && !s.made[story].several {
		err = s.PutEvidence(row) // that it has none: of several texts describe tells it
	}
	return err
}

// noteClosest notes which text of its story a text was nearest to, if it had an edge to any.
func (s *saver) noteClosest(t int) {
	delete(s.closest, s.c.Texts[t].Key)
	best := 0.0
	for _, n := range s.c.Neighbours(t) {
		if story, written := s.storyOf[n.Text]; written && story == s.c.Texts[t].Story && n.Cosine > best {
			best, s.closest[s.c.Texts[t].Key] = n.Cosine, n.Text
		}
	}
}

// gained reports whether an article of a text has got records, be it such as say nothing new.
func (s *saver) gained(t int) bool {
	return slices.ContainsFunc(s.c.Texts[t].Articles, func(i int) bool { return len(s.c.Articles[i].Records) > 0 })
}

// isNew reports whether all articles of a text are new.
func (s *saver) isNew(t int) bool {
	return !slices.ContainsFunc(s.c.Texts[t].Articles, func(i int) bool { return s.c.Articles[i].Key != 0 })
}

// near returns the neighbours of a text that are kept with it: those that leave together with it.
func (s *saver) near(t int) []index.Neighbour {
	var near []index.Neighbour
	for _, n := range s.c.Neighbours(t) {
		if n.Text != 0 {
			near = append(near, index.Neighbour{Text: n.Text, Cosine: n.Cosine})
		}
	}
	return near
}

func (s *saver) lastDay(articles []int) int {
	last := math.MinInt
	for _, i := range articles {
		last = max(last, cluster.Day(s.c.Articles[i].Article))
	}
	return last
}

// article writes one article with what it copied, if its text is written.
func (s *saver) article(i int) error {
	a := s.c.Articles[i]
	if !s.written[a.TextIndex] || s.stands[a.TextIndex] {
		return nil
	}
	row := index.Article{
		Seq: s.articles[i], ID: a.ID, State: "current", Record: a.Article.Seq, Records: a.Revisions, Source: a.Source, Lang: a.Lang, Agency: a.Agency,
		Digest: a.Digest, Published: a.Published, Day: cluster.Day(a.Article), Text: s.c.Texts[a.TextIndex].Key,
	}
	if c := a.Copy; c != nil {
		row.Copy = &index.Copy{Of: s.articles[c.Of], Kind: c.Kind.String(), Share: c.Share, Lag: c.Lag, Timed: c.Timed}
	}
	var records []int64
	for _, r := range a.Records {
		records = append(records, r.Seq)
	}
	s.count(a, len(records))
	_, err := s.PutArticle(row, records)
	return err
}

// count counts an article for the summary when something of it is new.
func (s *saver) count(a *cluster.Article, records int) {
	switch {
	case a.Key != 0 && records > 0:
		s.summary.Articles.Revised++
	case a.Key == 0 && a.Copy != nil:
		s.summary.Articles.Copies++
	}
}

// story writes one story.
func (s *saver) story(i int) error {
	story := s.c.Stories[i]
	articles := s.articlesOf(story)
	row := index.Story{Seq: s.stories[i], State: index.StateOpen, Headline: s.title(story), Medoid: s.c.Texts[story.Medoid].Key, Run: s.summary.Run}
	s.measureStory(&row, articles)
	var left []int64
	h := &heir{}
	for _, t := range story.Texts {
		h.Texts = append(h.Texts, s.ids(s.c.Texts[t].Articles))
		for _, l := range s.c.Texts[t].Left {
			h.Texts = append(h.Texts, l.Articles)
			left = append(left, l.Key)
			row.FirstDay = min(row.FirstDay, l.Day)
		}
	}
	row.Texts = len(h.Texts)
	first := s.c.Articles[slices.Min(articles)]
	h.Founder, h.First = first.ID, first.Published
	h.several = row.Texts > 1
	seq, err := s.PutStory(row)
	if err != nil {
		return err
	}
	s.made[seq] = h
	if row.Texts > 1 || row.Headline == "" {
		s.fresh = append(s.fresh, seq)
	}
	if len(left) == 0 {
		return nil
	}
	return s.MoveTexts(left, seq)
}

func (s *saver) articlesOf(story cluster.Story) []int {
	var articles []int
	for _, t := range story.Texts {
		articles = append(articles, s.c.Texts[t].Articles...)
	}
	return articles
}

func (s *saver) ids(articles []int) []string {
	ids := make([]string, len(articles))
	for k, i := range articles {
		ids[k] = s.c.Articles[i].ID
	}
	return ids
}

// title returns the title of the origin of a story's medoid.
func (s *saver) title(story cluster.Story) string {
	return s.c.Articles[s.c.Texts[story.Medoid].Origin].Content.Title
}

// measureStory counts the articles of a story and finds its span.
func (s *saver) measureStory(row *index.Story, articles []int) {
	list := make([]index.Article, len(articles))
	for k, i := range articles {
		a := s.c.Articles[i].Article
		list[k] = index.Article{Source: a.Source, Published: a.Published, Day: cluster.Day(a)}
	}
	measureStory(row, list)
}

// measureStory counts articles as those of a story, and finds its span.
func measureStory(row *index.Story, articles []index.Article) {
	sources := map[string]bool{}
	row.Articles, row.Unknown, row.FirstDay, row.LastDay = len(articles), 0, math.MaxInt, math.MinInt
	row.First, row.Last = news.Time{}, news.Time{}
	for _, a := range articles {
		if a.Source == "" {
			row.Unknown++
		} else {
			sources[a.Source] = true
		}
		row.FirstDay, row.LastDay = min(row.FirstDay, a.Day), max(row.LastDay, a.Day)
		if !a.Published.Known() {
			continue
		}
		if !row.First.Known() || a.Published.At.Before(row.First.At) {
			row.First = a.Published
		}
		if !row.Last.Known() || a.Published.At.After(row.Last.At) {
			row.Last = a.Published
		}
	}
	row.Sources = len(sources)
}
