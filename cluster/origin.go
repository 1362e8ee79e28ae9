package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// findOrigins decides for each text which article had it first, and what the others took from it.
func (g *Grouping) findOrigins(near float64) {
	for t := range g.Texts {
		text := &g.Texts[t]
		text.Origin = origin(text.Articles, g.Articles)
		text.ID = "t" + hashID(g.Articles[text.Origin].ID)
		for _, i := range text.Articles {
			g.Articles[i].TextIndex, g.Articles[i].Copy = t, nil
			if i != text.Origin {
				g.Articles[i].Copy = newCopy(g.Articles, i, text.Origin, near)
			}
		}
	}
}

// origin returns the article that most likely had a text first: one published by the agency that the
// copies credit; else the earliest. Of several that may be the earliest, one whose time is known best,
// then one that credits nobody.
func origin(members []int, articles []Article) int {
	var credited []string
	for _, i := range members {
		if agency := articles[i].Agency; agency != "" && !slices.Contains(credited, agency) {
			credited = append(credited, agency)
		}
	}
	for _, i := range members {
		if slices.ContainsFunc(credited, func(agency string) bool { return news.SameOutlet(agency, articles[i].Source) }) {
			return i
		}
	}
	earliest := possiblyEarliest(members, articles)
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

// possiblyEarliest returns the members that no other is known to be before, among them those without a
// time. Members are in order of publication, so the first of each precision is all there is to be before.
func possiblyEarliest(members []int, articles []Article) []int {
	leaders := map[news.Precision]news.Time{}
	for _, i := range members {
		t := articles[i].Published
		if lead, ok := leaders[t.Precision]; !ok || t.At.Before(lead.At) {
			leaders[t.Precision] = t
		}
	}
	return slices.DeleteFunc(slices.Clone(members), func(i int) bool {
		for _, lead := range leaders {
			if before(lead, articles[i].Published) {
				return true
			}
		}
		return false
	})
}

// A date without a clock time is a day somewhere: in the east of the world it begins earlier than in
// UTC and in the west it ends later.
const (
	eastOfUTC = 14 * time.Hour
	westOfUTC = 12 * time.Hour
)

// before reports whether a is known to be before b: both are to the minute, or of different days, months
// or years; between times of unequal precision only what holds in every time zone counts.
func before(a, b news.Time) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	end, start := a.End(), b.At
	switch {
	case a.Precision < b.Precision:
		end = end.Add(westOfUTC)
	case a.Precision > b.Precision:
		start = start.Add(-eastOfUTC)
	case a.Precision == news.Minute:
		end = a.At.Truncate(time.Minute).Add(time.Minute)
	}
	return !end.After(start)
}

// newCopy says what article i took from the origin of its text.
func newCopy(articles []Article, i, of int, near float64) *Copy {
	mine, theirs := comparedSets(&articles[i].fingerprint, &articles[of].fingerprint)
	c := &Copy{Of: of, Kind: Extract}
	shared := minhash.Shared(mine, theirs)
	if len(mine) > 0 {
		c.Share = float64(shared) / float64(len(mine))
	}
	switch jaccard := minhash.Jaccard(mine, theirs); {
	case slices.Equal(articles[i].fingerprint.Shingles, articles[of].fingerprint.Shingles):
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
