package cluster

import (
	"cmp"
	"slices"
)

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
	x := constraints{must: Tied(list), set: map[string]string{}, cannot: map[string][]side{}}
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

// Tied returns the sets of articles that must-links tie, each rising, by their first. Articles that one chain of
// links ties have one root (union-find).
func Tied(list []Constraint) [][]string {
	root := roots(list)
	sets := map[string][]string{}
	for id := range root {
		sets[root.find(id)] = append(sets[root.find(id)], id)
	}
	var sorted [][]string
	for _, set := range sets {
		slices.Sort(set)
		sorted = append(sorted, set)
	}
	slices.SortFunc(sorted, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return sorted
}

// forest leads from each article of a must-link towards the root of its set.
type forest map[string]string

func roots(list []Constraint) forest {
	f := forest{}
	for _, c := range list {
		if !c.Must {
			continue
		}
		first := ""
		for _, id := range slices.Concat(c.Left, c.Right) {
			if _, known := f[id]; !known {
				f[id] = id
			}
			if first == "" {
				first = id
			}
			f[f.find(id)] = f.find(first)
		}
	}
	return f
}

// find returns the root of an article's set: itself when no must-link names it.
func (f forest) find(id string) string {
	for {
		up, known := f[id]
		if !known || up == id {
			return id
		}
		if f[up] != "" {
			f[id] = f[up] // halves the way
		}
		id = up
	}
}

// name returns what an article goes by: the name of its set, or its own id.
func (x constraints) name(id string) string {
	if set, ok := x.set[id]; ok {
		return set
	}
	return id
}

// parts reports whether there is any article that this one must not be in one story with.
func (x constraints) parts(id string) bool { return len(x.cannot) > 0 && x.cannot[x.name(id)] != nil }

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
	root := roots(list)
	for _, c := range list {
		if c.Must {
			continue
		}
		left := map[string]string{} // an article by its root
		for _, id := range c.Left {
			left[root.find(id)] = id
		}
		for _, to := range c.Right {
			if from, tied := left[root.find(to)]; tied {
				return append(tie(list, from, to), c.Edit)
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
