package nightly

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// describeBatch is how many stories are described at a time: enough to keep all goroutines busy.
const describeBatch = 200

// describe works out and keeps what is shown of the stories that were made: headline, evidence, timeline, and
// their heaviest terms. While some are worked out the last ones are written and the next ones read.
func (g *grouping) describe(ctx context.Context) error {
	if len(g.fresh) > 0 {
		g.stages.begin("describe", g.opts)
	}
	var last *description
	defer func() {
		if last != nil {
			<-last.done
		}
	}()
	for len(g.fresh) > 0 {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		next, err := g.startNext()
		if err != nil {
			return err
		}
		before := last
		if last = next; before == nil {
			continue
		}
		if err := g.putDescriptions(before); err != nil {
			return err
		}
	}
	if last == nil {
		return nil
	}
	return g.putDescriptions(last)
}

// description is what is worked out of some stories.
type description struct {
	index.Loaded
	explained map[int64]bool // texts whose evidence stands
	described cluster.Grouping
	done      chan struct{} // closed when it is
}

// describeLeft describes the stories whose description went with an article that was pruned or forgotten.
func (g *grouping) describeLeft(ctx context.Context) error {
	left, err := g.Undescribed()
	if err != nil {
		return err
	}
	g.fresh, g.redescribed = append(g.fresh, left...), left
	return g.describe(ctx)
}

// startNext reads the next stories that are to be described, and begins with it.
func (g *grouping) startNext() (*description, error) {
	n := min(len(g.fresh), describeBatch)
	l, err := g.LoadShown(g.fresh[:n])
	if err != nil {
		return nil, err
	}
	g.fresh = g.fresh[n:]
	k := newKeeper(l)
	l.Stories = slices.DeleteFunc(l.Stories, func(s index.Story) bool {
		return len(k.texts[s.Seq]) == 0 // it came into the window again and was made anew
	})
	stories := make([]cluster.KeptStory, len(l.Stories))
	for i, s := range l.Stories {
		stories[i] = k.story(s, math.MinInt)
	}
	d := &description{Loaded: l, explained: g.explained(stories, k), done: make(chan struct{})}
	if err := fill(stories, g.Records); err != nil {
		return nil, err
	}
	go func() {
		d.described = cluster.Describe(stories, g.remains, g.window.Terms(), g.cluster)
		close(d.done)
	}()
	return d, nil
}

// explained returns the texts whose evidence stands, and says in stories what each of them is with: another text of the story,
// and neither has changed since.
func (g *grouping) explained(stories []cluster.KeptStory, k keeper) map[int64]bool {
	explained := map[int64]bool{}
	for i := range stories {
		with := map[int64]int64{} // by text of the story; 0 where there is no evidence, or none that stands
		for _, row := range k.texts[stories[i].Key] {
			if with[row.Seq] = 0; row.Evidence != nil && !g.changed[row.Seq] && !g.changed[row.With] {
				with[row.Seq] = row.With
			}
		}
		for t := range stories[i].Texts {
			text := &stories[i].Texts[t]
			if _, here := with[with[text.Key]]; here {
				text.With, explained[text.Key] = with[text.Key], true
			}
		}
	}
	return explained
}

// putDescriptions keeps what was worked out.
func (g *grouping) putDescriptions(d *description) error {
	<-d.done
	texts := map[int64]index.Text{}
	for _, t := range d.Texts {
		texts[t.Seq] = t
	}
	for i := range d.described.Stories {
		if err := g.putDescription(d, i, texts); err != nil {
			return err
		}
	}
	return nil
}

// putDescription keeps what was worked out of one story.
func (g *grouping) putDescription(d *description, s int, texts map[int64]index.Text) error {
	row, c := d.Stories[s], &d.described
	story := c.Stories[s]
	articles := make([]news.Article, len(story.Articles))
	for k, i := range story.Articles {
		articles[k] = c.Articles[i].Article
	}
	measureStory(&row, articles)
	row.Headline, row.Texts, row.Medoid = story.Headline, len(story.Texts), c.Texts[story.Medoid].Key
	if row.Texts > 1 {
		row.Profile = story.Profile.Encode()
		view, err := json.Marshal(newView(c, story))
		if err != nil {
			return err
		}
		row.View = view
	}
	for _, t := range story.Texts {
		text := c.Texts[t]
		if d.explained[text.Key] {
			continue
		}
		row := texts[text.Key]
		if row.With = 0; text.With >= 0 {
			row.With = c.Texts[text.With].Key
		}
		var err error
		if row.Evidence, err = encodeEvidence(text.Evidence); err != nil {
			return err
		}
		if err := g.PutEvidence(row); err != nil {
			return err
		}
	}
	_, err := g.PutStory(row)
	return err
}
