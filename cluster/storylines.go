package cluster

import "slices"

// A storyline chains stories that continue one another: talks in February and what came of them in
// August. Stories are compared by their profiles, without the time, since the texts of most are long out
// of memory when the next turn comes; so one shot and an archive of years find storylines alike.
//
// Two stories are compared when they share two of their eight heaviest words, which an inverted index
// tells; their score is the cosine of the profiles. They are agglomerated (agglomerate.go): two stories merge
// when their cosine reaches the threshold, and a storyline takes in what is about as close, on the mean, to
// all of its stories. Its later turns are less like the whole of it than its first two were like each other,
// and may be: a line of seven asks for four fifths of what a pair does. Stories that were not compared count
// as zero, so lines don't chain. In dense news they still would not end, so a storyline holds a bounded
// number of stories.
//
// What one text tells has the words of its author as much as those of the matter: a story of one text has
// an empty profile and stands alone.
//
// A night brings few stories beside those that stand. Two lines that stand were found apart when the later of them was
// made, and what keeps two lines apart is theirs alone, so only pairs with a stirred line are looked for. (A line that has
// lost a story since, and is not stirred, may now be close enough to another one: the two wait until something stirs one.) When such a
// line draws one in that stands, the pairs of that one matter, too, and all is done again with these: each
// time the merges are the same as with all pairs, up to the first that draws in another (resemblance.go).
//
// The threshold is .45 for all data. Of pairs of stories read by eye, eighteen at each level, sixteen were turns
// of one affair above .5, fourteen down to .4, twelve at .3: it falls slowly. What decides is events that look
// alike and have nobody in common, two fires or two robberies: on ECB+ they begin at .46 and crowd below .38.

const (
	maxStorylineStories = 8
	profileKeys         = 8  // heaviest words that a story is found by
	sharedKeys          = 2  // of them in common, from which two stories are compared
	lineLinkage         = .5 // linkage from which storylines merge
)

// Chain returns the storylines of stories given by their profiles, each a rising list of places in profiles,
// in the order of their first. lines are the storylines there are already: disjoint, without an empty one;
// they may be joined and grow but are never split, and those of eight stories or more stay as they are. stirred are the
// places of stories that the lines have not been worked out with as they are now: of lines without such a story, or a
// lost one, it is taken that they were found apart. Between equals the place decides.
func Chain(profiles []Profile, lines [][]int, stirred []int, opts Options) [][]int {
	// With this prior the linkage of two stories reaches its limit where their cosine reaches the threshold.
	rule := mergeRule{prior: opts.Storyline / lineLinkage, limit: lineLinkage}
	opts.Progress = Progress{} // the profiles take longer
	r := newResemblance(profiles, withSingles(lines, len(profiles)))
	var pairs []weighted
	for drawn := r.linesOf(stirred); ; {
		pairs = append(pairs, r.pairs(drawn, opts)...)
		chains, _ := agglomerate(r.lines, pairs, rule, func(a, b []int) bool {
			return len(a)+len(b) <= maxStorylineStories
		})
		if drawn = r.drawn(chains); len(drawn) == 0 {
			for _, c := range chains {
				slices.Sort(c)
			}
			return chains
		}
	}
}

// withSingles returns the lines, each rising, and a line of its own for every one of n stories that is in none.
func withSingles(lines [][]int, n int) [][]int {
	var all [][]int
	taken := make([]bool, n)
	for _, line := range lines {
		all = append(all, slices.Sorted(slices.Values(line)))
		for _, s := range line {
			taken[s] = true
		}
	}
	for s := range n {
		if !taken[s] {
			all = append(all, []int{s})
		}
	}
	return all
}

// profiles returns the profile of every story, an empty one for those of one text.
func (c *comparison) profiles(g *Grouping, opts Options) []Profile {
	profiles := make([]Profile, len(g.Stories))
	opts.each("storylines", len(g.Stories), func() func(int) {
		n := newNoter(g, c, opts)
		return func(i int) {
			if len(g.Stories[i].Texts) < 2 {
				return
			}
			words := make([]vector, len(g.Stories[i].Texts))
			for k, t := range g.Stories[i].Texts {
				words[k] = n.words(t)
			}
			profiles[i] = profileOf(words)
		}
	})
	return profiles
}

// findStorylines returns for each story the first story of its storyline.
func findStorylines(profiles []Profile, opts Options) []int {
	first := make([]int, len(profiles))
	for i := range first {
		first[i] = i
	}
	for _, line := range Chain(profiles, nil, slices.Clone(first), opts) {
		for _, s := range line {
			first[s] = line[0]
		}
	}
	return first
}
