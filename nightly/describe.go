package nightly

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
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
	keeper
	stories   []cluster.KeptStory
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
	d := &description{Loaded: l, keeper: newKeeper(l), done: make(chan struct{})}
	d.Stories = slices.DeleteFunc(d.Stories, func(s index.Story) bool {
		return len(d.texts[s.Seq]) == 0 // it came into the window again and was made anew
	})
	if err := g.read(d); err != nil {
		return nil, err
	}
	go func() {
		d.described = cluster.Describe(d.stories, g.remains, g.window.Terms(), g.cluster)
		close(d.done)
	}()
	return d, nil
}

// read reads what the description of stories needs: notes, and the words of texts without, and of those that are to be explained
// by each other.
func (g *grouping) read(d *description) error {
	seqs := make([]int64, len(d.Stories))
	for i, s := range d.Stories {
		seqs[i] = s.Seq
	}
	notes, err := g.Notes(seqs)
	if err != nil {
		return err
	}
	wanted := map[int64]bool{} // articles
	d.stories = make([]cluster.KeptStory, len(d.Stories))
	for i, s := range d.Stories {
		d.stories[i] = d.story(s, math.MinInt)
		for _, article := range g.wanted(d.stories[i], d.texts[s.Seq], notes) {
			wanted[article] = true
		}
	}
	return fill(d.stories, func(a *cluster.KeptArticle) bool { return wanted[a.Key] }, g.Records)
}

// wanted gives the texts of a story what is known of them, and returns the articles whose words are wanted: those of texts without
// notes, and of texts that are to be explained by each other, since evidence is of the longest of a text.
func (g *grouping) wanted(s cluster.KeptStory, rows []index.Text, notes map[int64][]byte) []int64 {
	g.noteWith(s, rows)
	met := !slices.ContainsFunc(s.Texts, func(t cluster.KeptText) bool { return t.With == 0 })
	asked := map[int64]bool{}
	for _, t := range s.Texts {
		if !t.Explained {
			asked[t.Key], asked[t.With] = true, true
		}
	}
	var articles []int64
	for i := range s.Texts {
		t := &s.Texts[i]
		if noted := met && t.TakeNotes(notes[t.Key]); noted && !asked[t.Key] {
			continue
		}
		for _, a := range t.Articles {
			articles = append(articles, a.Key)
		}
	}
	return articles
}

// noteWith says which text of its story each one is closest to, as far as that is known, and whether the evidence of the two stands: it
// does if neither has changed since, and it did not go with an article that was pruned or forgotten.
func (g *grouping) noteWith(s cluster.KeptStory, rows []index.Text) {
	here, was := map[int64]bool{}, map[int64]index.Text{}
	for _, row := range rows {
		here[row.Seq], was[row.Seq] = true, row
	}
	for i := range s.Texts {
		t := &s.Texts[i]
		row, closest := was[t.Key], g.closest[t.Key]
		if here[row.With] && !g.changed[t.Key] && !g.changed[row.With] {
			t.With, t.Explained = row.With, row.Evidence != nil
		} else if here[closest] {
			t.With = closest
		}
	}
}

// putDescriptions keeps what was worked out.
func (g *grouping) putDescriptions(d *description) error {
	<-d.done
	for i := range d.described.Stories {
		if err := g.putDescription(d, i); err != nil {
			return err
		}
	}
	return nil
}

// putDescription keeps what was worked out of one story.
func (g *grouping) putDescription(d *description, s int) error {
	row, c := d.Stories[s], &d.described
	story := c.Stories[s]
	var articles []index.Article
	for _, t := range d.texts[row.Seq] {
		articles = append(articles, d.articles[t.Seq]...)
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
	if err := g.putTexts(d, s, row.State == index.StateOpen && row.LastDay >= g.today-cluster.WindowDays); err != nil {
		return err
	}
	_, err := g.PutStory(row)
	return err
}

// putTexts keeps the evidence of the texts of a story that were explained, and the notes that were taken of texts if more may come to it.
func (g *grouping) putTexts(d *description, s int, open bool) error {
	c := &d.described
	explained, rows := map[int64]bool{}, map[int64]index.Text{}
	for _, t := range d.stories[s].Texts {
		explained[t.Key] = t.Explained
	}
	for _, row := range d.texts[d.Stories[s].Seq] {
		rows[row.Seq] = row
	}
	for _, t := range c.Stories[s].Texts {
		text := c.Texts[t]
		if text.Notes != nil && open {
			if err := g.PutNotes(text.Key, text.Notes); err != nil {
				return err
			}
		}
		if explained[text.Key] {
			continue
		}
		row := rows[text.Key]
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
	return nil
}
