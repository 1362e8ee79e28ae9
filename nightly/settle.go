package nightly

import (
	"context"
	"maps"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// settle gives every story that was made its id, by what it holds of the stories that were there before, and
// writes down what became of these.
func (g *grouping) settle(context.Context) error {
	g.stages.begin("settle", g.opts)
	replaced, err := g.replaced()
	if err != nil {
		return err
	}
	if err := g.dropReplaced(replaced); err != nil {
		return err
	}
	made := slices.Sorted(maps.Keys(g.made))
	heirs := make([]cluster.Heir, len(made))
	var articles []string
	for i, seq := range made {
		heirs[i] = g.made[seq].Heir
		for _, ids := range heirs[i].Texts {
			articles = append(articles, ids...)
		}
	}
	rows, former, err := g.formers(replaced, articles)
	if err != nil {
		return err
	}
	s := cluster.Inherit(former, heirs, g.taken("story"))
	lines := map[string]string{} // by story id: a storyline goes on with it
	for i, fate := range s.Fates {
		if !former[i].Merged {
			lines[former[i].ID] = rows[i].Storyline
			g.lessened[rows[i].Storyline] = rows[i].Storyline != ""
		}
		if err := g.putFate(rows[i], former[i], fate); err != nil {
			return err
		}
	}
	for i, seq := range made {
		if err := g.SetStoryID(seq, s.IDs[i]); err != nil {
			return err
		}
		if line := lines[s.IDs[i]]; line != "" {
			if err := g.SetStoryline([]int64{seq}, line); err != nil {
				return err
			}
		}
	}
	return g.note(s.Changes, heirs, s.IDs)
}

// replaced returns the stories that came into the window and do not stand as they were, by Seq.
func (g *grouping) replaced() ([]index.Story, error) {
	var seqs []int64
	for seq, was := range g.before {
		if !was.stands {
			seqs = append(seqs, seq)
		}
	}
	return g.Stories(seqs)
}

// dropReplaced removes what nothing holds any more: of the stories that were replaced those that this run had made, and texts
// whose articles all went elsewhere.
func (g *grouping) dropReplaced(replaced []index.Story) error {
	for _, s := range replaced {
		if s.ID == "" {
			delete(g.made, s.Seq)
			if err := g.DropStory(s.Seq); err != nil {
				return err
			}
		}
	}
	var gone []int64
	for _, s := range replaced {
		for _, seq := range g.before[s.Seq].keys {
			if !g.saved[seq] {
				gone = append(gone, seq)
			}
		}
	}
	slices.Sort(gone)
	for _, seq := range slices.Compact(gone) {
		if err := g.DropText(seq); err != nil {
			return err
		}
	}
	return nil
}

// formers returns the stories of earlier runs that were replaced, and the merged and withdrawn ones that these articles
// were once in.
func (g *grouping) formers(replaced []index.Story, articles []string) ([]index.Story, []cluster.Former, error) {
	var rows []index.Story
	var former []cluster.Former
	for _, s := range replaced {
		if s.ID != "" {
			rows = append(rows, s)
			former = append(former, cluster.Former{ID: s.ID, Texts: g.before[s.Seq].texts, First: s.First})
		}
	}
	merged, err := g.MergedStories(articles)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range merged {
		rows = append(rows, m)
		former = append(former, cluster.Former{ID: m.ID, Merged: true, Into: m.MergedInto, Texts: m.Held, First: m.First})
	}
	return rows, former, nil
}

// putFate writes down what became of a story. The row of one whose id goes on is another now.
func (g *grouping) putFate(row index.Story, was cluster.Former, fate cluster.Fate) error {
	if fate.Heir >= 0 {
		return g.DropStory(row.Seq)
	}
	if was.Merged && fate.Into == was.Into {
		return nil
	}
	row.State, row.MergedInto, row.Held, row.Run = index.StateMerged, fate.Into, was.Texts, g.summary.Run
	if fate.Into == "" {
		row.State = index.StateWithdrawn
	}
	row.Medoid, row.View, row.Profile = 0, nil, nil
	_, err := g.PutStory(row)
	return err
}

// note writes the history and counts it.
func (g *grouping) note(changes []cluster.Change, heirs []cluster.Heir, ids []string) error {
	articles := map[string]int{}
	for i, id := range ids {
		for _, text := range heirs[i].Texts {
			articles[id] += len(text)
		}
	}
	counts := map[cluster.ChangeKind]*int{
		cluster.GrownChange: &g.summary.Stories.Grown, cluster.MergedChange: &g.summary.Stories.Merged, cluster.SplitChange: &g.summary.Stories.Split,
		cluster.ReopenedChange: &g.summary.Stories.Reopened, cluster.WithdrawnChange: &g.summary.Stories.Withdrawn,
	}
	for _, c := range changes {
		switch n, ok := counts[c.Kind]; {
		case ok:
			*n++
		case articles[c.Story] > 1:
			g.summary.Stories.New++
		default:
			g.summary.Stories.Single++
		}
		row := index.Change{Run: g.summary.Run, At: g.opts.Now, Kind: string(c.Kind), Story: c.Story, Other: c.Other, Texts: c.Texts}
		if err := g.Note(row); err != nil {
			return err
		}
	}
	return nil
}
