package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// findOrigins decides for each text which article had it first, and what the others took from it.
func findOrigins(texts []Text, articles []Article, prints []news.Fingerprint, near float64) {
	for t := range texts {
		text := &texts[t]
		text.Origin = origin(text.Articles, articles)
		text.ID = "t" + hashID(articles[text.Origin].ID)
		for _, i := range text.Articles {
			articles[i].TextIndex = t
			if i != text.Origin {
				articles[i].Copy = newCopy(articles, prints, i, text.Origin, near)
			}
		}
	}
}

// origin returns the article that most likely had a text first: one published by the agency that the
// copies credit; else the earliest. Of several that may be the earliest, one whose time is known best,
// then one that credits nobody.
func origin(members []int, articles []Article) int {
	credited := map[string]bool{}
	for _, i := range members {
		if agency := articles[i].Agency; agency != "" {
			credited[strings.ToLower(agency)] = true
		}
	}
	for _, i := range members {
		if credited[strings.ToLower(articles[i].Source)] {
			return i
		}
	}
	earliest := slices.DeleteFunc(slices.Clone(members), func(i int) bool {
		return slices.ContainsFunc(members, func(j int) bool { return before(articles[j].Published, articles[i].Published) })
	})
	return slices.MinFunc(earliest, func(i, j int) int {
		a, b := articles[i], articles[j]
		return cmp.Or(-cmp.Compare(a.Published.Precision, b.Published.Precision), cmp.Compare(credits(a), credits(b)), cmp.Compare(i, j))
	})
}

// credits is 1 when an article names somebody else as the author of its text.
func credits(a Article) int {
	if a.Agency == "" {
		return 0
	}
	return 1
}

// before reports whether a is known to be earlier than b. A day is before another day; within one
// day only clock times can tell.
func before(a, b news.Time) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	return !a.End().After(b.At)
}

// newCopy says what article i took from the origin of its text.
func newCopy(articles []Article, prints []news.Fingerprint, i, of int, near float64) *Copy {
	mine, theirs := comparedSets(prints[i], prints[of])
	c := &Copy{Of: of, Kind: Extract}
	shared := minhash.Shared(mine, theirs)
	if len(mine) > 0 {
		c.Share = float64(shared) / float64(len(mine))
	}
	switch jaccard := minhash.Jaccard(mine, theirs); {
	case slices.Equal(prints[i].Shingles, prints[of].Shingles):
		c.Kind = Exact
	case jaccard >= near:
		c.Kind = Near
	}
	a, b := articles[i].Published, articles[of].Published
	if a.Precision == news.Minute && b.Precision == news.Minute {
		c.Lag, c.Timed = a.At.Sub(b.At), true
	}
	return c
}
