package nightly

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
)

// Storylines grow by profiles: those of the stories that this run made, of all open ones, and of the closed ones that
// the search shards find by their heaviest terms, with whatever is in a storyline with these already. Those that stand have
// been compared with each other by earlier runs, and are compared with what is new alone; so is what is left of a storyline that
// has lost a story in this run. One that loses a story to prune or forget is left alone until something new resembles it. A storyline is
// named after the story that began it; of several that join the one with the most stories goes on.

const (
	profileTerms  = 8  // that a closed story is looked for by
	closedStories = 10 // that are looked at for a new one: a storyline holds eight
)

// storylines joins the stories that were made to the storylines that they continue.
func (g *grouping) storylines(ctx context.Context) error {
	g.stages.begin("storylines", g.opts)
	found, err := g.continued(ctx)
	if err != nil {
		return err
	}
	stories, err := g.Profiles(found)
	if err != nil {
		return err
	}
	slices.SortFunc(stories, func(a, b index.Profiled) int {
		return cmp.Or(a.First.At.Compare(b.First.At), cmp.Compare(a.ID, b.ID))
	})
	profiles := make([]cluster.Profile, len(stories))
	lines := map[string][]int{}
	var stirred []int
	for i, s := range stories {
		if profiles[i], err = g.profile(s); err != nil {
			return err
		}
		if s.Storyline != "" {
			lines[s.Storyline] = append(lines[s.Storyline], i)
		}
		if _, is := slices.BinarySearch(found, s.Seq); is || g.lessened[s.Storyline] {
			stirred = append(stirred, i)
		}
	}
	var before [][]int
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		before = append(before, lines[id])
	}
	for _, chain := range cluster.Chain(profiles, before, stirred, g.cluster) {
		if err := g.putStoryline(stories, chain); err != nil {
			return err
		}
	}
	return nil
}

// continued returns the stories that were made or described anew and have company, and the closed ones that they may
// continue, rising.
func (g *grouping) continued(ctx context.Context) ([]int64, error) {
	made := g.redescribed
	for seq, h := range g.made {
		if h.several {
			made = append(made, seq)
		}
	}
	slices.Sort(made)
	stories, err := g.ProfilesOf(made)
	if err != nil {
		return nil, err
	}
	found := made
	for _, s := range stories {
		p, err := g.profile(s)
		if err != nil {
			return nil, err
		}
		closed, err := g.searcher.ClosedStories(ctx, index.Lookup{Words: p.Terms(profileTerms), Size: closedStories})
		if err != nil {
			return nil, err
		}
		found = append(found, closed...)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// profile returns the profile of a story.
func (g *grouping) profile(s index.Profiled) (cluster.Profile, error) {
	p, err := cluster.DecodeProfile(s.Profile)
	if err != nil {
		return p, g.Unreadable("profile of story "+s.ID, err)
	}
	return p, nil
}

// putStoryline writes down one storyline of several stories.
func (g *grouping) putStoryline(stories []index.Profiled, chain []int) error {
	count := map[string]int{}
	var seqs []int64
	for _, i := range chain {
		seqs = append(seqs, stories[i].Seq)
		if id := stories[i].Storyline; id != "" {
			count[id]++
		}
	}
	ids := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(ids, func(a, b string) int { return -cmp.Compare(count[a], count[b]) })
	switch {
	case len(chain) < 2 || len(ids) == 1 && count[ids[0]] == len(chain):
		return nil
	case len(ids) == 0:
		ids = []string{index.OwnStoryline(stories[chain[0]].ID)}
	}
	for i, id := range ids {
		into := ids[0]
		if i == 0 {
			into = ""
		}
		if err := g.PutStoryline(id, into); err != nil {
			return err
		}
	}
	return g.SetStoryline(seqs, ids[0])
}
