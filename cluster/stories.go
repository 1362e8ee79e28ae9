package cluster

import (
	"cmp"
	"slices"
)

// Stories are made of texts along the edges between them (score.go), from the bottom up
// (agglomerate.go). In a window only some of the texts are grouped: those of the stories that hold
// something new, and of the stories that these have an edge to; every other story stands. So the work
// of grouping follows what came in, not what is there.

// touchScore is the edge from which a story is grouped again together with a new text, and touchNear how near the two are at
// least, by cosine and time: without that no edge is worth scoring. Two lone texts join from .57 x .3 = .17 on, and texts
// join a loose story by their mean. What is not grouped again keeps the company that it once got, good or bad: in nights of
// roundups F1 is .9011 from .17 on and 38 ids change hands, .9015 and 41 from .14, .9024 and 42 from .12, .9033 and 46 from .1 on, which costs a
// fifth night of 33,000 articles a twentieth more than .17; newscluster doesn't tell them apart. Of 245 stories of both that came together with
// something new no nearest pair of old and new was below a nearness of .037.
const (
	touchScore = .14
	touchNear  = .03
)

// findStories groups the texts of the stories that are touched, and writes down how each text came in.
func (g *Grouping) findStories(c *comparison, x constraints, spreads bool, opts Options) {
	opts.stage("stories")
	grouped := g.touched(c, spreads, opts)
	apart := g.apart(x)
	c.blocs = c.findBlocs(grouped, func(a, b int) bool { return c.otherInstance(a, b) || apart(a, b) })
	near := c.nearest(grouped)
	c.edges = c.newEdges(pairsOf(near, func(a, b int) bool { return grouped[a] && grouped[b] }), near, opts)
	vetoes := g.vetoes(c, x, opts)
	fits := func(a, b []int) bool { return vetoes(a, b) == "" }
	groups, joined := agglomerate(g.start(grouped, c, x), scores(c.edges), mergeRule{c.Prior, opts.Story}, fits)
	var made []Story
	for _, members := range groups {
		s := Story{Medoid: -1}
		for _, t := range members {
			s.Texts = append(s.Texts, c.blocs.members[t]...)
		}
		slices.Sort(s.Texts)
		made = append(made, s)
	}
	g.replace(grouped, made)
	g.noteJoining(c, grouped, joined)
	g.findMedoids(c)
}

// findMedoids finds the medoid of every story that was made.
func (g *Grouping) findMedoids(c *comparison) {
	centrality := c.centrality(g.Texts)
	for s := range g.Stories {
		if story := &g.Stories[s]; story.Medoid < 0 {
			story.Medoid = g.central(*story, centrality)[0]
		}
	}
}

// scores are the edges as stories are made of them.
func scores(edges []edge) []weighted {
	scores := make([]weighted, len(edges))
	for i, e := range edges {
		scores[i] = weighted(e)
	}
	return scores
}

// touched returns by text whether it is grouped: it is new, or of a story that holds something new, or, when that
// spreads, of one that something new has an edge to.
func (g *Grouping) touched(c *comparison, spreads bool, opts Options) []bool {
	stories := make([]bool, len(g.Stories))
	for s := range g.Stories {
		stories[s] = g.Stories[s].shrunk
	}
	anew := make([]bool, len(g.Texts)) // a text that came back without its neighbours is not
	for t, text := range g.Texts {
		anew[t] = c.fresh[t] && (text.was == nil || !text.was.fresh)
		if text.Story >= 0 && (anew[t] || text.changed) {
			stories[text.Story] = true
		}
	}
	if spreads && len(g.Stories) > 0 {
		for _, s := range g.neighbouring(c, anew, opts) {
			stories[s] = true
		}
	}
	grouped := make([]bool, len(g.Texts))
	for t, text := range g.Texts {
		grouped[t] = text.Story < 0 || stories[text.Story]
	}
	return grouped
}

// neighbouring returns the stories that new texts have an edge to, some more than once.
func (g *Grouping) neighbouring(c *comparison, anew []bool, opts Options) []int {
	around := slices.Clone(anew) // the new texts and those near to them
	for t := range anew {
		if anew[t] {
			for _, n := range c.near[t] {
				around[n.text] = around[n.text] || n.near >= touchNear
			}
		}
	}
	c.blocs = alone(len(g.Texts))
	var stories []int
	wanted := func(a, b int) bool { return around[a] && around[b] && (anew[a] || anew[b]) } // of others no local norm is known
	near := c.nearestAround(around, opts)
	for _, e := range c.strongEdges(pairsOf(near, wanted), near, anew, touchScore, opts) {
		for _, t := range []int{e.a, e.b} {
			if s := g.Texts[t].Story; s >= 0 {
				stories = append(stories, s)
			}
		}
	}
	c.norms.forgetUnknown()
	return stories
}

// start returns the groups that agglomeration begins with: lone texts, and those that an editor has put
// together.
func (g *Grouping) start(grouped []bool, c *comparison, x constraints) [][]int {
	sets := make([]int, len(g.Texts)) // by text: the lowest text that it goes with
	for t := range sets {
		sets[t] = t
	}
	find := func(t int) int {
		for sets[t] != t {
			t = sets[t]
		}
		return t
	}
	for _, texts := range g.tied(grouped, x) {
		first := find(c.blocs.of[texts[0]])
		for _, t := range texts[1:] {
			t = find(c.blocs.of[t])
			low, high := min(first, t), max(first, t)
			first, sets[high] = low, low
		}
	}
	members := make([][]int, len(g.Texts))
	for t := range g.Texts {
		if grouped[t] && c.blocs.of[t] == t {
			members[find(t)] = append(members[find(t)], t)
		}
	}
	return slices.DeleteFunc(members, func(m []int) bool { return len(m) == 0 })
}

// tied returns those sets of grouped texts that editors have put together.
func (g *Grouping) tied(grouped []bool, x constraints) [][]int {
	if len(x.must) == 0 {
		return nil
	}
	var sets [][]int
	textOf := g.textOf()
	for _, articles := range x.must {
		var texts []int
		for _, id := range articles {
			if t, here := textOf[id]; here && grouped[t] {
				texts = append(texts, t)
			}
		}
		if len(texts) > 1 {
			sets = append(sets, texts)
		}
	}
	return sets
}

// textOf returns the text of each article by id; an article that left the window goes with the text that
// stands for it.
func (g *Grouping) textOf() map[string]int {
	of := map[string]int{}
	for t, text := range g.Texts {
		for _, id := range g.articleIDs(text) {
			of[id] = t
		}
	}
	return of
}

// articleIDs returns the ids of the articles of a text and of those that it stands for.
func (g *Grouping) articleIDs(t Text) []string {
	ids := idsAt(g.Articles, t.Articles)
	for _, left := range t.Left {
		ids = append(ids, left.Articles...)
	}
	return ids
}

// replace puts the stories that were made in the place of those whose texts were grouped. A story that came
// out as it was stays what it is.
func (g *Grouping) replace(grouped []bool, made []Story) {
	before := map[int]Story{} // by first text
	stories := g.Stories[:0]  // in place: there are hundreds of thousands
	for _, s := range g.Stories {
		if len(s.Texts) == 0 {
			continue // all its articles went elsewhere
		}
		if grouped[s.Texts[0]] {
			before[s.Texts[0]] = s
			continue
		}
		stories = append(stories, s)
	}
	changed := func(t int) bool { return g.Texts[t].changed }
	for _, s := range made {
		was, ok := before[s.Texts[0]]
		if ok && slices.Equal(was.Texts, s.Texts) && !was.shrunk && !slices.ContainsFunc(s.Texts, changed) {
			s = was
		}
		stories = append(stories, s)
	}
	for s := range stories {
		for _, t := range stories[s].Texts {
			g.Texts[t].Story = s
		}
	}
	g.Stories = stories
}

// noteJoining writes down at which linkage each text that was grouped joined its story, and which text of it
// is closest.
func (g *Grouping) noteJoining(c *comparison, grouped []bool, joined []float64) {
	texts := g.Texts
	for t := range texts {
		if grouped[t] {
			texts[t].Score, texts[t].With = 0, -1
		}
	}
	g.noteClosest(c)
	for i := range texts {
		if !grouped[i] {
			continue
		}
		switch stands := c.blocs.of[i]; {
		case stands != i:
			texts[i].Score, texts[i].With = c.pairLinkage(i, stands), stands
		case joined[i] > 0:
			texts[i].Score = joined[i]
		case len(c.blocs.members[i]) > 1:
			other := slices.DeleteFunc(slices.Clone(c.blocs.members[i]), func(t int) bool { return t == i })[0]
			texts[i].Score, texts[i].With = c.pairLinkage(i, other), other
		}
	}
}

// noteClosest writes down which text of its story each one is closest to.
func (g *Grouping) noteClosest(c *comparison) {
	best := make([]float64, len(g.Texts))
	for _, e := range c.edges {
		if g.Texts[e.a].Story != g.Texts[e.b].Story {
			continue
		}
		for _, pair := range [][2]int{{e.a, e.b}, {e.b, e.a}} {
			if t := &g.Texts[pair[0]]; e.score > best[pair[0]] {
				best[pair[0]], t.With = e.score, pair[1]
			}
		}
	}
}

// central returns the texts of a story, most like the others first: by the sum of scores with the others.
func (g *Grouping) central(s Story, centrality []float64) []int {
	central := slices.Clone(s.Texts)
	slices.SortStableFunc(central, func(a, b int) int { return -cmp.Compare(centrality[a], centrality[b]) })
	return central
}

// centrality returns for each text the sum of its scores with the others of its story.
func (c *comparison) centrality(texts []Text) []float64 {
	sums := make([]float64, len(texts))
	for _, e := range c.edges {
		if texts[e.a].Story == texts[e.b].Story {
			sums[e.a] += e.score
			sums[e.b] += e.score
		}
	}
	return sums
}
