package cluster

import "slices"

// What stands from the days before enters a grouping first, and fresh articles come to it.
//
// A text of the window goes on with those of its articles that were not revised, under the representative that it
// had, or the first of them if that was revised. It brings its terms, weighed when it was new, and its
// neighbours, but for a text that has lost the article which its terms are of and has a fresh one: that is read
// again. A story goes on with those of its texts that do. What a text stands for (see leave.go) goes with the
// text, or with its first article if it falls to pieces.

// held returns, by article, the representative of the text that it carries already, -1 for those that carry none.
// Every article of the window is in the grouping once.
func (w *Window) held(g *Grouping) []int {
	held := make([]int, len(g.Articles))
	for i := range g.Articles {
		held[i] = -1
		if was := g.Articles[i].was; was != nil {
			was.at = i
		}
	}
	for _, text := range w.texts {
		places := stillIn(text, g)
		for _, i := range places {
			held[i] = places[0]
			if !g.Articles[text.stands.at].fresh {
				held[i] = text.stands.at
			}
		}
	}
	return held
}

// stillIn returns the places of those articles of a text that still carry it.
func stillIn(text *windowText, g *Grouping) []int {
	var places []int
	for _, a := range text.articles {
		if !g.Articles[a.at].fresh {
			places = append(places, a.at)
		}
	}
	slices.Sort(places)
	return places
}

// foldTexts makes texts of articles; held is as for [foldCopies].
func (g *Grouping) foldTexts(links []link, held []int, x constraints) {
	g.Texts = foldCopies(g.Articles, links, held, func(i int) func(j int) bool {
		if !x.parts(g.Articles[i].ID) {
			return nil
		}
		return func(j int) bool { return x.apart(g.Articles[i].ID, g.Articles[j].ID) }
	})
	for t := range g.Texts {
		text := &g.Texts[t]
		text.Story, text.changed = -1, true
		if r := text.Representative; held[r] == r {
			text.was = g.Articles[r].was.text
			text.Key, text.Score, text.changed = text.was.key, text.was.score, g.hasChanged(*text)
		}
	}
	g.handOn()
}

// hasChanged reports whether a text that goes on has gained or lost an article, or one of them a record.
func (g *Grouping) hasChanged(t Text) bool {
	return len(t.Articles) != len(t.was.articles) || slices.ContainsFunc(t.Articles, func(i int) bool {
		a := g.Articles[i]
		return a.fresh || a.was == nil || a.was.text != t.was || len(a.Records) > len(a.was.Records)
	})
}

// handOn leaves what a text of the window stood for to the text that goes on as it, else to the first that has an
// article of it.
func (g *Grouping) handOn() {
	heirs := map[*windowText]int{}
	for t := range g.Texts {
		if was := g.Texts[t].was; was != nil {
			heirs[was] = t
		}
	}
	settled := map[*windowText]bool{}
	for t := range g.Texts {
		for _, i := range g.Texts[t].Articles {
			a := g.Articles[i]
			if a.was == nil || settled[a.was.text] {
				continue
			}
			settled[a.was.text] = true
			heir, goesOn := heirs[a.was.text]
			if !goesOn {
				heir = t
			}
			g.Texts[heir].Left = slices.Concat(g.Texts[heir].Left, a.was.text.left)
		}
	}
}

// comparison returns what is known of the texts: those that go on bring their weights and their neighbours.
func (g *Grouping) comparison(opts Options) *comparison {
	c := newComparison(len(g.Texts), opts.Tuning)
	var fresh []int
	for t := range g.Texts {
		was := g.Texts[t].was
		if was == nil || g.mustRead(t) {
			fresh = append(fresh, t)
			continue
		}
		was.at = t
		c.docs[t], c.fresh[t], c.stood[t] = was.doc, was.fresh, was
		if c.docs[t].article = was.docOf.at; g.hasLost(t, was.docOf) {
			c.docs[t].article = g.Texts[t].Representative
		}
		c.docs[t].appeared(g.Articles[g.Texts[t].Articles[0]])
	}
	c.read(fresh, g, opts)
	return c
}

// hasLost reports whether an article that was in a text has been revised or has gone elsewhere.
func (g *Grouping) hasLost(t int, a *windowArticle) bool {
	return g.Articles[a.at].fresh || g.Articles[a.at].TextIndex != t
}

// mustRead reports whether the terms of a text that goes on are of an article that it has lost, and there are
// words to read them from again.
func (g *Grouping) mustRead(t int) bool {
	text := &g.Texts[t]
	hasWords := func(i int) bool { return g.Articles[i].fresh }
	return g.hasLost(t, text.was.docOf) && (text.was.fresh || slices.ContainsFunc(text.Articles, hasWords))
}

// neighbours returns the neighbours of a text, nearest first. Those of one that stands are brought in from the window when they
// are first asked for: most never are.
func (c *comparison) neighbours(t int) []neighbour {
	if was := c.stood[t]; c.near[t] == nil && was != nil && !c.fresh[t] {
		c.near[t] = c.standingNeighbours(make([]neighbour, 0, len(was.near)+len(c.gained.of(t))), t)
	}
	return c.near[t]
}

// standingNeighbours appends the neighbours of a text that stands, nearest first: those that it had in the window, and those that it
// has gained.
func (c *comparison) standingNeighbours(near []neighbour, t int) []neighbour {
	near = c.brought(near, t)
	for _, f := range c.gained.of(t) {
		if f.fresh != absent {
			n := c.near[f.fresh][f.at]
			near = append(near, neighbour{int(f.fresh), n.cosine, n.near})
		}
	}
	sortNeighbours(near)
	return near
}

// brought appends the neighbours that a text brings from the window, in no order.
func (c *comparison) brought(near []neighbour, t int) []neighbour {
	start := len(near)
	for _, n := range c.stood[t].near { // to ask for one after another is faster than to reckon in between: none waits for the last one's memory
		near = append(near, neighbour{text: int(c.places[n.text]), cosine: n.cosine()})
	}
	here := near[:start]
	for _, n := range near[start:] {
		if n.text != absent && !c.fresh[n.text] {
			n.near = n.cosine * c.timeFactor(c.times[t], c.times[n.text])
			here = append(here, n)
		}
	}
	return here
}

// standing returns the stories of the window with what is left of their texts, and writes down each text's.
func (w *Window) standing(g *Grouping) []Story {
	place := make(map[*windowStory]int, len(w.stories))
	stories := make([]Story, len(w.stories))
	for s, was := range w.stories {
		place[was] = s
		stories[s] = Story{Key: was.key, Medoid: -1}
	}
	for t := range g.Texts {
		was := g.Texts[t].was
		if was == nil {
			continue
		}
		s := place[was.story]
		g.Texts[t].Story = s
		stories[s].Texts = append(stories[s].Texts, t)
		if was == was.story.medoid {
			stories[s].Medoid = t
		}
	}
	for s, was := range w.stories {
		stories[s].shrunk = len(stories[s].Texts) < len(was.texts)
	}
	return stories
}
