package cluster

import "slices"

// A storyline chains stories that continue one another: talks in February and what came of them in
// August. The evidence is that of stories with the time left out, and weaker: stories are
// agglomerated further along the same edges down to a lower threshold. In dense news such chains
// would not end, so a storyline holds a bounded number of stories.

const maxStorylineStories = 8

// findStorylines returns for each story the first story of its storyline.
func findStorylines(stories []Story, texts []Text, c comparison, opts Options) []int {
	start := make([][]int, len(stories))
	for s, story := range stories {
		start[s] = slices.DeleteFunc(slices.Clone(story.Texts), func(t int) bool { return c.blocs.of[t] != t })
	}
	var scores []weighted
	for _, e := range c.edges {
		scores = append(scores, weighted{e.a, e.b, e.timeless})
	}
	first := make([]int, len(stories))
	groups, _ := agglomerate(start, c.priors(), scores, opts.Storyline, func(a, b []int) bool {
		return len(storiesOf(a, texts))+len(storiesOf(b, texts)) <= maxStorylineStories
	})
	for _, g := range groups {
		for _, s := range storiesOf(g, texts) {
			first[s] = texts[g[0]].Story
		}
	}
	return first
}

// storiesOf returns the stories that texts belong to, each once.
func storiesOf(members []int, texts []Text) []int {
	var stories []int
	seen := map[int]bool{}
	for _, t := range members {
		if s := texts[t].Story; !seen[s] {
			seen[s] = true
			stories = append(stories, s)
		}
	}
	return stories
}
