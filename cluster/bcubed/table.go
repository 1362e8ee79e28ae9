package bcubed

// table is a contingency table: how many articles each group shares with each story.
type table struct {
	articles int
	found    []int // articles of each group
	gold     []int // articles of each story
	cells    []cell
}

// cell is what one group and one story share, if they share anything.
type cell struct {
	found, gold int // which group, which story
	articles    int
}

func newTable[F, G Label](found []F, gold []G) table {
	t := table{articles: len(found)}
	groups, foundSizes := numbered(found)
	stories, goldSizes := numbered(gold)
	t.found, t.gold = foundSizes, goldSizes
	at := make(map[cell]int)
	for i, group := range groups {
		key := cell{found: group, gold: stories[i]}
		n, known := at[key]
		if !known {
			n = len(t.cells)
			at[key] = n
			t.cells = append(t.cells, key)
		}
		t.cells[n].articles++
	}
	return t
}

// numbered replaces labels by numbers, counted from 0 as they come up, and returns how many
// articles have each.
func numbered[L Label](labels []L) (numbers, sizes []int) {
	known := make(map[L]int)
	numbers = make([]int, len(labels))
	for i, label := range labels {
		n, ok := known[label]
		if !ok {
			n = len(sizes)
			known[label] = n
			sizes = append(sizes, 0)
		}
		numbers[i] = n
		sizes[n]++
	}
	return numbers, sizes
}

// bcubed returns, as a mean over all articles, the share of an article's set that is in its cell,
// where the set is its group or its story: sizes are those of the sets, and set tells which one a
// cell lies in.
//
// A cell of n articles in a set of m adds n times n/m. The squares are added up as whole numbers,
// apart for each m, so that the order of articles can't change the last bit of the result.
func (t table) bcubed(sizes []int, set func(cell) int) float64 {
	squares := make([]int, t.articles+1)
	for _, c := range t.cells {
		squares[sizes[set(c)]] += c.articles * c.articles
	}
	var sum float64
	for m := 1; m < len(squares); m++ {
		sum += float64(squares[m]) / float64(m)
	}
	return sum / float64(t.articles)
}

// purity returns the share of articles that are of the most frequent story of their group.
func (t table) purity() float64 {
	most := make([]int, len(t.found))
	for _, c := range t.cells {
		most[c.found] = max(most[c.found], c.articles)
	}
	sum := 0
	for _, n := range most {
		sum += n
	}
	return share(sum, t.articles)
}

// pairs returns how many pairs of articles are together in both groupings, in found, and in gold.
func (t table) pairs() (both, inFound, inGold int) {
	for _, c := range t.cells {
		both += pairsOf(c.articles)
	}
	for _, n := range t.found {
		inFound += pairsOf(n)
	}
	for _, n := range t.gold {
		inGold += pairsOf(n)
	}
	return both, inFound, inGold
}

func pairsOf(n int) int { return n * (n - 1) / 2 }

// adjustedRand returns the pairs together in both, less those expected by chance, as a share of the
// most that there could be, less the same.
func (t table) adjustedRand() float64 {
	both, inFound, inGold := t.pairs()
	all := pairsOf(t.articles)
	if t.trivial() {
		return 1
	}
	expected := float64(inFound) * float64(inGold) / float64(all)
	most := float64(inFound+inGold) / 2
	return (float64(both) - expected) / (most - expected)
}

// trivial reports whether all is single in both groupings, or all one group in both: nothing is left to
// chance.
func (t table) trivial() bool {
	return len(t.found) == len(t.gold) && (len(t.found) == 1 || len(t.found) == t.articles)
}
