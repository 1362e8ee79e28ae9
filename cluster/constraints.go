package cluster

import "slices"

// Editors speak of articles, and what they say adds up: articles tied by a chain of must-links belong together,
// and what must be apart from one of them must be apart from all. So must-links make sets of articles, which are
// held as such wherever articles are put together, and a cannot-link is between sets.

// Constraint is an editor's word on which articles belong together: a must-link puts all articles of both
// sides into one story, a cannot-link keeps those of the two sides apart.
type Constraint struct {
	Edit  int64 // the edit it comes from
	Must  bool
	Left  []string // ids of articles
	Right []string
}

// constraints are looked up by article.
type constraints struct {
	must   [][]string        // sets of articles that belong together
	set    map[string]string // by article of such a set: one that names it
	cannot map[string][]side // by article or name of a set
}

// side is the place of an article in a cannot-link.
type side struct {
	link  int
	right bool
}

func newConstraints(list []Constraint) constraints {
	x := constraints{must: mustSets(list), set: map[string]string{}, cannot: map[string][]side{}}
	for _, articles := range x.must {
		for _, id := range articles {
			x.set[id] = articles[0]
		}
	}
	for i, c := range list {
		if c.Must {
			continue
		}
		for _, id := range c.Left {
			x.cannot[x.name(id)] = append(x.cannot[x.name(id)], side{i, false})
		}
		for _, id := range c.Right {
			x.cannot[x.name(id)] = append(x.cannot[x.name(id)], side{i, true})
		}
	}
	return x
}

// mustSets returns the sets of articles that must-links tie, each article once.
func mustSets(list []Constraint) [][]string {
	var sets [][]string
	for _, c := range list {
		if !c.Must {
			continue
		}
		tied := slices.Concat(c.Left, c.Right)
		var apart [][]string
		for _, set := range sets {
			if slices.ContainsFunc(set, func(id string) bool { return slices.Contains(tied, id) }) {
				tied = append(tied, set...)
			} else {
				apart = append(apart, set)
			}
		}
		slices.Sort(tied)
		if tied = slices.Compact(tied); len(tied) > 0 {
			apart = append(apart, tied)
		}
		sets = apart
	}
	return sets
}

// name returns what an article goes by: the name of its set, or its own id.
func (x constraints) name(id string) string {
	if set, ok := x.set[id]; ok {
		return set
	}
	return id
}

// apart reports whether two articles must not be in one story.
func (x constraints) apart(a, b string) bool {
	if len(x.cannot) == 0 {
		return false
	}
	theirs := x.cannot[x.name(b)]
	return slices.ContainsFunc(x.cannot[x.name(a)], func(s side) bool { return slices.Contains(theirs, side{s.link, !s.right}) })
}

// Contradiction returns edits of a list that can't all be obeyed: a chain of must-links that ties two articles,
// and behind them the cannot-link that keeps these apart; nil when there are none.
func Contradiction(list []Constraint) []int64 {
	for _, c := range list {
		if c.Must {
			continue
		}
		for _, from := range c.Left {
			for _, to := range c.Right {
				if chain := tie(list, from, to); chain != nil {
					return append(chain, c.Edit)
				}
			}
		}
	}
	return nil
}

// tie returns the edits of the shortest chain of must-links between two articles, nil when nothing ties them.
func tie(list []Constraint, from, to string) []int64 {
	if from == to {
		return []int64{}
	}
	type step struct {
		article string
		edits   []int64
	}
	seen, used := map[string]bool{from: true}, make([]bool, len(list))
	for queue := []step{{article: from}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for i, c := range list {
			members := slices.Concat(c.Left, c.Right)
			if !c.Must || used[i] || !slices.Contains(members, at.article) {
				continue
			}
			used[i] = true
			edits := append(slices.Clone(at.edits), c.Edit)
			if slices.Contains(members, to) {
				return edits
			}
			for _, id := range members {
				if !seen[id] {
					seen[id] = true
					queue = append(queue, step{id, edits})
				}
			}
		}
	}
	return nil
}
