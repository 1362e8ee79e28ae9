package cluster

import "slices"

// resemblance finds the stories that share enough of their heaviest words, by an inverted index of all, for those that it is
// asked about.
type resemblance struct {
	profiles []Profile
	lines    [][]int          // that the stories are in, those alone, too
	lineOf   []int32          // by story
	filed    map[term][]int32 // the stories by their heaviest words, rising
	asked    []int32          // by story: in which round its pairs were asked for; 0 while they were not
	rounds   int32
}

func newResemblance(profiles []Profile, lines [][]int) *resemblance {
	r := &resemblance{profiles: profiles, lines: lines, lineOf: make([]int32, len(profiles)), filed: map[term][]int32{}, asked: make([]int32, len(profiles))}
	for i, p := range profiles {
		for _, key := range p.heaviest(profileKeys) {
			r.filed[key.term] = append(r.filed[key.term], int32(i))
		}
	}
	for k, line := range lines {
		for _, s := range line {
			r.lineOf[s] = int32(k)
		}
	}
	return r
}

// linesOf returns all stories of the lines that some stories are in, rising.
func (r *resemblance) linesOf(stories []int) []int {
	var all []int
	for _, s := range stories {
		all = append(all, r.lines[r.lineOf[s]]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// drawn returns the stories that nobody has asked about and whose lines have grown to be part of these chains, rising.
func (r *resemblance) drawn(chains [][]int) []int {
	var stories []int
	for _, chain := range chains {
		for _, s := range chain {
			if r.asked[s] == 0 && len(chain) > len(r.lines[r.lineOf[s]]) {
				stories = append(stories, s)
			}
		}
	}
	slices.Sort(stories)
	return stories
}

// pairs returns the cosines of the pairs that some stories, rising, are in with others, but for those that were returned before.
func (r *resemblance) pairs(stories []int, opts Options) []weighted {
	r.rounds++
	for _, s := range stories {
		r.asked[s] = r.rounds
	}
	found := make([][]weighted, len(stories))
	opts.each("storylines", len(stories), func() func(int) {
		shared := make([]uint8, len(r.profiles)) // heaviest words in common with the story at hand
		var touched []int32
		return func(k int) {
			touched = r.share(stories[k], shared, touched[:0])
			found[k] = r.cosines(stories[k], shared, touched)
		}
	})
	return slices.Concat(found...)
}

// share counts the heaviest words that others share with a story, and appends to touched who these are: those whose
// pairs have not been asked for, and of the same round the later ones.
func (r *resemblance) share(story int, shared []uint8, touched []int32) []int32 {
	for _, key := range r.profiles[story].heaviest(profileKeys) {
		for _, other := range r.filed[key.term] {
			if round := r.asked[other]; round != 0 && (round < r.rounds || int(other) <= story) {
				continue
			}
			if shared[other] == 0 {
				touched = append(touched, other)
			}
			shared[other]++
		}
	}
	return touched
}

// cosines returns the pairs of a story with those that share enough with it, and clears what was counted.
func (r *resemblance) cosines(story int, shared []uint8, touched []int32) []weighted {
	n := 0
	for _, other := range touched {
		if shared[other] >= sharedKeys {
			n++
		}
	}
	pairs := make([]weighted, 0, n)
	for _, other := range touched {
		if shared[other] >= sharedKeys {
			pairs = append(pairs, weighted{min(story, int(other)), max(story, int(other)), r.profiles[story].dot(r.profiles[other])})
		}
		shared[other] = 0
	}
	return pairs
}
