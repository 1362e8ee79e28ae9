package cluster

import "slices"

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
	must   [][]string        // articles of each must-link
	cannot map[string][]side // by article
}

// side is the place of an article in a cannot-link.
type side struct {
	link  int
	right bool
}

func newConstraints(list []Constraint) constraints {
	x := constraints{cannot: map[string][]side{}}
	for i, c := range list {
		if c.Must {
			x.must = append(x.must, slices.Concat(c.Left, c.Right))
			continue
		}
		for _, id := range c.Left {
			x.cannot[id] = append(x.cannot[id], side{i, false})
		}
		for _, id := range c.Right {
			x.cannot[id] = append(x.cannot[id], side{i, true})
		}
	}
	return x
}

// apart reports whether two articles must not be in one story.
func (x constraints) apart(a, b string) bool {
	if len(x.cannot) == 0 {
		return false
	}
	for _, s := range x.cannot[a] {
		if slices.Contains(x.cannot[b], side{s.link, !s.right}) {
			return true
		}
	}
	return false
}

// Contradiction returns edits of a list that can't all be obeyed: a chain of must-links that ties two articles,
// and behind them the cannot-link that keeps these apart; nil when there are none.
func Contradiction(list []Constraint) []int64 {
	for i, c := range list {
		if c.Must {
			continue
		}
		for _, from := range c.Left {
			for _, to := range c.Right {
				if chain := tie(list, from, to); chain != nil {
					return append(chain, list[i].Edit)
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
