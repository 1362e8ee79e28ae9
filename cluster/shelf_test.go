package cluster

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// shelf is an archive in memory: it keeps what leaves a window, as a night does, and gives it back.
type shelf struct {
	t        *testing.T
	given    map[int64]news.Article // by Seq
	articles map[string]*KeptArticle
	texts    map[int64]*KeptText
	stories  map[int64]*shelved
	last     int64 // key given
	room     Room
}

// shelved is a story on a shelf.
type shelved struct {
	texts    []int64
	medoid   int64
	replaced bool // another one has a text of it
}

func newShelf(t *testing.T) *shelf {
	return &shelf{t, map[int64]news.Article{}, map[string]*KeptArticle{}, map[int64]*KeptText{}, map[int64]*shelved{}, 0, Room{}}
}

func (s *shelf) key() int64 { s.last++; return s.last }

// has reports whether it holds an article of that id.
func (s *shelf) has(id string) bool { return s.articles[id] != nil }

// words returns the records of an article, and those that it has got since.
func (s *shelf) words(key int64, since []int64) []news.Article {
	var records []news.Article
	for _, a := range s.articles {
		if a.Key == key {
			records = slices.Clone(a.Records)
		}
	}
	for _, seq := range since {
		records = append(records, s.given[seq])
	}
	return records
}

// window returns an empty window that knows the shelf.
func (s *shelf) window(list ...Constraint) *Window {
	return NewWindow(DefaultOptions(), nil, list, Past{s.has, s.before, s.words})
}

// add adds articles to a window, each with a Seq that the shelf knows it by.
func (s *shelf) add(w *Window, articles ...news.Article) {
	articles = inEnglish(articles...)
	for i := range articles {
		articles[i].Seq = s.key()
		s.given[articles[i].Seq] = articles[i]
	}
	w.Add(articles)
}

// save keeps a grouping that leaves a window.
func (s *shelf) save(g *Grouping) error {
	for t := range g.Texts {
		text := &g.Texts[t]
		if stands := text.Story < 0 && text.Behind != 0; stands {
			continue
		}
		if text.Key == 0 {
			text.Key = s.key()
		}
		kept := &KeptText{Key: text.Key, Score: text.Score, Features: g.Features(t)}
		for _, i := range text.Articles {
			kept.Articles = append(kept.Articles, *s.article(g.Articles[i]))
		}
		kept.Representative = s.articles[g.Articles[text.Representative].ID].Key
		s.texts[text.Key] = kept
	}
	for t := range g.Texts {
		if kept := s.texts[g.Texts[t].Key]; kept.Near == nil {
			kept.Near = g.Neighbours(t)
			slices.SortFunc(kept.Near, func(a, b KeptNeighbour) int { return cmp.Compare(a.Text, b.Text) })
		}
	}
	for _, story := range g.Stories {
		s.story(g, story)
	}
	return nil
}

// article keeps an article with the words of the records that are new.
func (s *shelf) article(a *Article) *KeptArticle {
	kept := s.articles[a.ID]
	if kept == nil {
		kept = &KeptArticle{Key: s.key(), ID: a.ID, Lang: a.Lang}
		s.articles[a.ID] = kept
	} else if a.Key != kept.Key {
		s.t.Errorf("two articles have the id %s", a.ID)
	}
	a.Key = kept.Key
	for _, r := range a.Records {
		kept.Records = append(kept.Records, s.given[r.Seq])
	}
	return kept
}

func (s *shelf) story(g *Grouping, story Story) {
	made := &shelved{medoid: g.Texts[story.Medoid].Key}
	for _, t := range story.Texts {
		made.texts = append(made.texts, g.Texts[t].Key)
		for _, left := range g.Texts[t].Left {
			made.texts = append(made.texts, left.Key)
		}
	}
	articles := map[int64]bool{}
	for _, t := range made.texts {
		for _, a := range s.texts[t].Articles {
			articles[a.Key] = true
		}
	}
	for _, old := range s.stories {
		for _, t := range old.texts {
			kept := s.texts[t]
			old.replaced = old.replaced || slices.ContainsFunc(kept.Articles, func(a KeptArticle) bool { return articles[a.Key] })
		}
	}
	s.stories[s.key()] = made
}

// standing returns the keys of the stories that no other has come in the place of.
func (s *shelf) standing() []int64 {
	var keys []int64
	for key, story := range s.stories {
		if !story.replaced {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// kept returns stories as they come back. Texts that ended before a day stay away, but for the medoid.
func (s *shelf) kept(before int, keys ...int64) []KeptStory {
	var stories []KeptStory
	for _, key := range keys {
		story := KeptStory{Key: key, Medoid: s.stories[key].medoid}
		var left []Left
		for _, t := range s.stories[key].texts {
			text := *s.texts[t]
			text.Articles = slices.Clone(text.Articles)
			for i, a := range text.Articles {
				text.Articles[i] = *s.articles[a.ID]
			}
			if t != story.Medoid && s.lastDay(text) < before {
				left = append(left, Left{Key: t, Articles: s.ids(text), Day: s.firstDay(text)})
				continue
			}
			story.Texts = append(story.Texts, text)
		}
		for i := range story.Texts {
			if story.Texts[i].Key == story.Medoid {
				story.Texts[i].Left = left
			}
		}
		stories = append(stories, story)
	}
	return stories
}

// recalled returns stories whose articles come back without their words.
func (s *shelf) recalled(stories []KeptStory) []KeptStory {
	for _, story := range stories {
		for i := range story.Texts {
			if text := &story.Texts[i]; text.Features != nil && !text.Recall(&s.room) {
				s.t.Errorf("text %d can't be recalled", text.Key)
			}
			for k := range story.Texts[i].Articles {
				if a := &story.Texts[i].Articles[k]; a.Recalled() {
					a.Records = nil
				}
			}
		}
	}
	return stories
}

func (s *shelf) ids(t KeptText) []string {
	var ids []string
	for _, a := range t.Articles {
		ids = append(ids, a.ID)
	}
	return ids
}

// dayOf returns the day on which an article first appeared.
func (s *shelf) dayOf(a KeptArticle) int {
	return Day(slices.MinFunc(a.Records, func(x, y news.Article) int { return cmp.Compare(Day(x), Day(y)) }))
}

// before returns how many texts first appeared before a day, up to most of them.
func (s *shelf) before(day, most int) int {
	n := 0
	for _, t := range s.texts {
		if n < most && s.firstDay(*t) < day {
			n++
		}
	}
	return n
}

func (s *shelf) lastDay(t KeptText) int {
	last := math.MinInt
	for _, a := range t.Articles {
		last = max(last, s.dayOf(a))
	}
	return last
}

func (s *shelf) firstDay(t KeptText) int {
	first := math.MaxInt
	for _, a := range t.Articles {
		first = min(first, s.dayOf(a))
	}
	return first
}

// night ends one run and begins the next: all leaves, and what is open around a day comes back.
func (s *shelf) night(w *Window, day int) *Window {
	s.release(w, math.MaxInt)
	w = s.window()
	for _, key := range s.standing() {
		last := math.MinInt
		for _, t := range s.stories[key].texts {
			last = max(last, s.lastDay(*s.texts[t]))
		}
		if last >= day-WindowDays {
			w.Restore(s.recalled(s.kept(day-WindowDays, key)))
		}
	}
	return w
}

func (s *shelf) release(w *Window, before int) {
	s.t.Helper()
	if err := w.Release(before, s.save); err != nil {
		s.t.Fatal(err)
	}
}

// grouped returns the ids of the articles of each story on the shelf, in order.
func (s *shelf) grouped() [][]string {
	var stories [][]string
	for _, key := range s.standing() {
		var ids []string
		for _, t := range s.stories[key].texts {
			ids = append(ids, s.ids(*s.texts[t])...)
		}
		slices.Sort(ids)
		stories = append(stories, ids)
	}
	slices.SortFunc(stories, slices.Compare)
	return stories
}

// inWindow returns the ids of the articles of each story of a window, in order, those that have left among them.
func inWindow(w *Window) [][]string {
	var stories [][]string
	for _, s := range w.stories {
		var ids []string
		for _, text := range s.texts {
			for _, a := range text.articles {
				ids = append(ids, a.ID)
			}
			for _, left := range text.left {
				ids = append(ids, left.Articles...)
			}
		}
		slices.Sort(ids)
		stories = append(stories, ids)
	}
	slices.SortFunc(stories, slices.Compare)
	return stories
}
