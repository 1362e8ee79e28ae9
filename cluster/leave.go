package cluster

import (
	"math"
	"slices"
)

// A text leaves the window when its last article has become too old. When all texts of a story have, the story
// leaves with them. A story that goes on for longer leaves some of its texts behind one by one: its medoid stays
// for as long as the story does and stands for them, as a [Left] each. They count when the story is saved, in
// how long it spans and in what editors ask, and go wherever the medoid goes: nothing but an editor's word takes
// them apart. When another text becomes the medoid, the former one leaves in its turn and hands on what it
// stood for.

// Release lets go of the texts whose last article is before a day. Stories of which nothing is left are
// handed to save as they are in the end, those that are as they came by their keys alone; so are texts that leave a story
// behind, with a Story of -1: there the story's medoid stands for them. save gives every text its Key. What a text is
// closest to is not told: With is -1. The error is that of save, and then nothing has left.
func (w *Window) Release(before int, save func(*Grouping) error) error {
	w.acquaint()
	leaves := w.leaving(before)
	if len(leaves) == 0 {
		return nil
	}
	g := w.detach(leaves)
	if err := save(g); err != nil {
		return err
	}
	g.standIn()
	w.drop(leaves)
	return nil
}

// lastDay returns the day of the last article of a text.
func (t *windowText) lastDay() int {
	last := math.MinInt
	for _, a := range t.articles {
		last = max(last, a.day())
	}
	return last
}

// leaving returns the texts that leave: those that are old, unless they are the medoid of a story that stays.
func (w *Window) leaving(before int) map[*windowText]bool {
	leaves, stays := map[*windowText]bool{}, map[*windowStory]bool{}
	for _, text := range w.texts {
		if text.lastDay() < before {
			leaves[text] = true
		} else {
			stays[text.story] = true
		}
	}
	for story := range stays {
		delete(leaves, story.medoid)
	}
	return leaves
}

// asItCame is the place of a text that leaves with a story that is as it came.
const asItCame = -2

// detach returns a grouping of the texts that leave with something new, or leave their stories behind.
func (w *Window) detach(leaves map[*windowText]bool) *Grouping {
	g := &Grouping{window: w}
	changed := g.leaveKnown(w.stories, leaves)
	for _, a := range w.articles {
		if leaves[a.text] && a.text.at != asItCame {
			a.at = len(g.Articles)
			g.Articles = append(g.Articles, &a.Article)
		}
	}
	for _, text := range w.texts {
		if leaves[text] && text.at != asItCame {
			text.at = len(g.Texts)
			g.Texts = append(g.Texts, text.asText())
			text.placeArticles()
		}
	}
	for _, s := range changed {
		story := Story{Medoid: s.medoid.at}
		for _, text := range s.texts {
			g.Texts[text.at].Story, g.Texts[text.at].Behind = len(g.Stories), 0
			story.Texts = append(story.Texts, text.at)
		}
		g.Stories = append(g.Stories, story)
	}
	return g
}

// leaveKnown notes the stories that leave as they came, and returns the others of which nothing is left. Nearly all of what a
// night has in its window stands, and is not looked at again.
func (g *Grouping) leaveKnown(stories []*windowStory, leaves map[*windowText]bool) (changed []*windowStory) {
	for _, s := range stories {
		if slices.ContainsFunc(s.texts, func(t *windowText) bool { return !leaves[t] }) {
			continue
		}
		if s.key == 0 {
			changed = append(changed, s)
			continue
		}
		g.Known = append(g.Known, s.key)
		for _, text := range s.texts {
			text.at = asItCame
		}
	}
	return changed
}

// asText returns a text whose articles have got their places, as one that leaves its story behind.
func (t *windowText) asText() Text {
	text := Text{
		Key: t.key, ID: t.id, Representative: t.stands.at, Origin: t.origin.at, Story: -1, Score: t.score, With: -1, Left: t.left,
		Behind: t.story.key, was: t,
	}
	for _, a := range t.articles {
		text.Articles = append(text.Articles, a.at)
	}
	return text
}

// placeArticles says of the articles of a text where it and its origin stand.
func (t *windowText) placeArticles() {
	for _, of := range t.articles {
		if of.TextIndex = t.at; of.Copy != nil {
			of.Copy.Of = t.origin.at
		}
	}
}

// standIn lets the medoids stand for the texts that have left their stories behind.
func (g *Grouping) standIn() {
	for _, text := range g.Texts {
		if text.Story >= 0 {
			continue
		}
		left := Left{Key: text.Key, Articles: idsAt(g.Articles, text.Articles), Day: Day(g.Articles[text.Articles[0]].Article)}
		medoid := text.was.story.medoid
		medoid.left = slices.Concat(medoid.left, text.Left, []Left{left})
	}
}

func idsAt(articles []*Article, places []int) []string {
	ids := make([]string, len(places))
	for k, i := range places {
		ids[k] = articles[i].ID
	}
	return ids
}

// forgetAbsent drops neighbours that are not in the window any more, which have been among some texts.
func (w *Window) forgetAbsent(among []*windowText) {
	places := w.numbered.places()
	w.opts.within(len(w.texts), func() func(int) {
		return func(i int) {
			text := w.texts[i]
			text.near = slices.DeleteFunc(text.near, func(n windowNeighbour) bool { return places[n.text] == absent })
		}
	})
	w.numbered.take(among)
}

// drop forgets texts that have left, with their articles, and the stories of which nothing is left.
func (w *Window) drop(leaves map[*windowText]bool) {
	for _, text := range w.texts {
		if len(leaves) < len(w.texts) && leaves[text] && text.doc.counted { // when all leave there is nothing to count
			w.left = append(w.left, text.doc)
		}
	}
	for text := range leaves {
		text.at = absent
	}
	gone := func(t *windowText) bool { return leaves[t] }
	w.articles = slices.DeleteFunc(w.articles, func(a *windowArticle) bool { return gone(a.text) })
	all := slices.Clone(w.texts)
	w.texts = slices.DeleteFunc(w.texts, gone)
	w.forgetAbsent(all)
	w.stories = slices.DeleteFunc(w.stories, func(s *windowStory) bool {
		s.texts = slices.DeleteFunc(s.texts, gone)
		return len(s.texts) == 0
	})
}
