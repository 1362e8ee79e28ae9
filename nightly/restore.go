package nightly

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sync"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// former is a story of the archive as it was when it came into the window.
type former struct {
	texts  [][]string // ids of its articles by text
	keys   []int64    // Seqs of the texts that came into the window
	stands bool       // it has left the window as it came
}

// restore brings stories into the window; of their texts those that ended before a day stay outside.
func (g *grouping) restore(seqs []int64, before int) error {
	seqs = slices.DeleteFunc(seqs, func(seq int64) bool {
		was, here := g.before[seq]
		return here && !was.stands
	})
	for l, err := range g.readAhead(seqs) {
		if err != nil {
			return err
		}
		stories, err := g.kept(l, before, false)
		if err != nil {
			return err
		}
		g.window.Restore(stories)
	}
	return nil
}

// restoreBatch is how many stories are read at a time.
const restoreBatch = 1000

// readAhead yields what stories were grouped by, some at a time; the next ones are read while these are worked with.
func (g *grouping) readAhead(seqs []int64) iter.Seq2[index.Loaded, error] {
	return func(yield func(index.Loaded, error) bool) {
		type batch struct {
			index.Loaded
			err error
		}
		batches, stop := make(chan batch, 1), make(chan struct{})
		var reader sync.WaitGroup
		reader.Go(func() {
			defer close(batches)
			for some := range slices.Chunk(seqs, restoreBatch) {
				g.reading.Lock()
				l, err := g.LoadGrouped(some)
				g.reading.Unlock()
				select {
				case batches <- batch{l, err}:
				case <-stop:
					return
				}
			}
		})
		defer reader.Wait()
		defer close(stop)
		for b := range batches {
			if !yield(b.Loaded, b.err) {
				return
			}
		}
	}
}

// kept turns rows into stories for the window, and notes that they are there.
func (g *grouping) kept(l index.Loaded, before int, loose bool) ([]cluster.KeptStory, error) {
	k := newKeeper(l)
	k.wanted = g.namesakes
	stories, today := make([]cluster.KeptStory, len(l.Stories)), map[int64][]byte{}
	for i, s := range l.Stories {
		stories[i] = k.story(s, before)
		stories[i].Loose = loose
		was := former{texts: k.ids(s.Seq), keys: make([]int64, len(stories[i].Texts))}
		for t := range stories[i].Texts {
			text := &stories[i].Texts[t]
			was.keys[t] = text.Key
			delete(g.saved, text.Key)
			if loose {
				g.changed[text.Key] = true
			} else {
				text.Recall(&g.room) // else its articles are read
				if features, otherwise := text.Today(); otherwise {
					today[text.Key] = features
				}
			}
		}
		g.before[s.Seq] = was
	}
	g.knowFeatures(today)
	return stories, fill(stories, func(a *cluster.KeptArticle) bool { return !a.Recalled() }, func(articles []int64) ([]index.Record, error) {
		g.reading.Lock()
		defer g.reading.Unlock()
		return g.Records(articles)
	})
}

// knowFeatures says which texts have features that are written otherwise today.
func (g *grouping) knowFeatures(today map[int64][]byte) {
	if len(today) > 0 {
		g.reading.Lock()
		defer g.reading.Unlock()
		for text, features := range today {
			g.KnowFeatures(text, features)
		}
	}
}

// keeper makes kept stories of rows.
type keeper struct {
	texts    map[int64][]index.Text    // by story
	articles map[int64][]index.Article // by text
	wanted   map[int64]bool            // articles whose texts are not left out, however old
}

func newKeeper(l index.Loaded) keeper {
	articles := slices.SortedStableFunc(slices.Values(l.Articles), func(a, b index.Article) int { return cmp.Compare(a.Text, b.Text) })
	k := keeper{articles: runs(articles, func(a index.Article) int64 { return a.Text })}
	texts := slices.SortedStableFunc(slices.Values(l.Texts), func(a, b index.Text) int { return cmp.Compare(a.Story, b.Story) })
	texts = slices.DeleteFunc(texts, func(t index.Text) bool { return len(k.articles[t.Seq]) == 0 }) // this run has made them anew
	k.texts = runs(texts, func(t index.Text) int64 { return t.Story })
	return k
}

// runs returns the stretches of a list that have the same key.
func runs[T any](list []T, key func(T) int64) map[int64][]T {
	byKey := make(map[int64][]T, len(list))
	for start, end := 0, 0; start < len(list); start = end {
		of := key(list[start])
		for end = start + 1; end < len(list) && key(list[end]) == of; end++ {
		}
		byKey[of] = list[start:end:end]
	}
	return byKey
}

// ids returns the ids of a story's articles by text.
func (k keeper) ids(story int64) [][]string {
	var ids [][]string
	for _, t := range k.texts[story] {
		ids = append(ids, k.articleIDs(t))
	}
	return ids
}

func (k keeper) articleIDs(t index.Text) []string {
	var ids []string
	for _, a := range k.articles[t.Seq] {
		ids = append(ids, a.ID)
	}
	return ids
}

// story returns a story without the words of its articles. Texts that ended before a day are left out unless they are
// wanted; the medoid stands for them.
func (k keeper) story(s index.Story, before int) cluster.KeptStory {
	kept := cluster.KeptStory{Key: s.Seq, Medoid: s.Medoid}
	var left []cluster.Left
	for _, t := range k.texts[s.Seq] {
		if k.lastDay(t) < before && t.Seq != s.Medoid && !k.isWanted(t) {
			left = append(left, cluster.Left{Key: t.Seq, Articles: k.articleIDs(t), Day: t.Day})
			continue
		}
		kept.Texts = append(kept.Texts, k.text(t))
	}
	for i := range kept.Texts {
		if kept.Texts[i].Key == s.Medoid {
			kept.Texts[i].Left = left
		}
	}
	return kept
}

func (k keeper) isWanted(t index.Text) bool {
	return slices.ContainsFunc(k.articles[t.Seq], func(a index.Article) bool { return k.wanted[a.Seq] })
}

func (k keeper) lastDay(t index.Text) int {
	last := math.MinInt
	for _, a := range k.articles[t.Seq] {
		last = max(last, a.Day)
	}
	return last
}

func (k keeper) text(t index.Text) cluster.KeptText {
	kept := cluster.KeptText{Key: t.Seq, Representative: t.Representative, Origin: t.Origin, Features: t.Features, Score: t.Score}
	kept.Near = make([]cluster.KeptNeighbour, 0, len(t.Near))
	for _, n := range t.Near {
		kept.Near = append(kept.Near, cluster.KeptNeighbour{Text: n.Text, Cosine: n.Cosine})
	}
	kept.Articles = make([]cluster.KeptArticle, 0, len(k.articles[t.Seq]))
	for _, a := range k.articles[t.Seq] {
		kept.Articles = append(kept.Articles, cluster.KeptArticle{Key: a.Seq, ID: a.ID, Lang: a.Lang, Published: a.Published})
	}
	return kept
}

// fill adds the records of those articles of stories that are wanted.
func fill(stories []cluster.KeptStory, wanted func(*cluster.KeptArticle) bool, read func(articles []int64) ([]index.Record, error)) error {
	var seqs []int64
	eachArticle(stories, func(a *cluster.KeptArticle) {
		if wanted(a) {
			seqs = append(seqs, a.Key)
		}
	})
	if len(seqs) == 0 {
		return nil
	}
	records, err := read(seqs)
	if err != nil {
		return err
	}
	byArticle := map[int64][]news.Article{}
	for _, r := range records {
		byArticle[r.Article] = append(byArticle[r.Article], collected(r))
	}
	eachArticle(stories, func(a *cluster.KeptArticle) { a.Records = byArticle[a.Key] })
	return nil
}

func eachArticle(stories []cluster.KeptStory, do func(*cluster.KeptArticle)) {
	for s := range stories {
		for t := range stories[s].Texts {
			for i := range stories[s].Texts[t].Articles {
				do(&stories[s].Texts[t].Articles[i])
			}
		}
	}
}
