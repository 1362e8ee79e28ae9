package main

import (
	"cmp"
	"iter"
	"slices"
)

// articles yields the articles of a night: what the bursts under way bring, and articles that nobody else has up to
// the number that is wanted. They come mixed, as feeds are read.
func (l load) articles(night int) iter.Seq[article] {
	return func(yield func(article) bool) {
		for _, p := range l.places(night) {
			if !yield(l.article(p.story, p.number)) {
				return
			}
		}
	}
}

// place is where an article stands in a story.
type place struct {
	story  story
	number int
	lot    uint64
}

// places returns the places of a night's articles.
func (l load) places(night int) []place {
	var list []place
	for born := night - mostDays + 1; born <= night; born++ {
		for _, s := range l.born(born) {
			from, to := s.on(night)
			for n := from; n < to; n++ {
				list = append(list, place{story: s, number: n})
			}
		}
	}
	for n := singleNumber; len(list) < l.per; n++ {
		list = append(list, place{story: story{born: night, number: n, size: 1, until: []int{1}}})
	}
	for i, p := range list {
		list[i].lot = l.seed.hash(articleKind, p.story.seeds(uint64(p.number))...)
	}
	slices.SortFunc(list, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.lot, b.lot), cmp.Compare(a.story.number, b.story.number), cmp.Compare(a.number, b.number))
	})
	return list[:l.per]
}

// singleNumber is the number of the first article of a night that nobody else has: above those of all bursts.
const singleNumber = 1 << 30
