package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// findOrigins decides for each text which article had it first, and what the others took from it. Of what stands as it
// was in the window this is decided.
func (g *Grouping) findOrigins(near float64) {
	for t := range g.Texts {
		if text := &g.Texts[t]; text.was != nil && !text.changed {
			g.keepOrigin(t, text.was.origin.at)
		} else {
			g.findOrigin(t, near)
		}
	}
}

func (g *Grouping) findOrigin(t int, near float64) {
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

// keepOrigin makes an article the origin of a text, as it was before; what the others took stands, too.
func (g *Grouping) keepOrigin(t, origin int) {
	text := &g.Texts[t]
	text.Origin, text.ID = origin, "t"+hashID(g.Articles[origin].ID)
	for _, i := range text.Articles {
		a := g.Articles[i]
		if a.TextIndex = t; i == origin || a.Copy == nil {
			a.Copy = nil
			continue
		}
		a.Copy.Of = origin
	}
}

// origin returns the article that most likely had a text first: one published by the agency that the
// copies credit; else the earliest. Of several that may be the earliest, one whose time is known best,
// then one that credits nobody.
func origin(members []int, articles []*Article) int {
	if len(members) == 1 {
		return members[0]
	}
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
func credits(a *Article) int {
	if a.Agency == "" {
		return 0
	}
	return 1
}

// Agency returns the news agency that a text is of, as far as its articles tell: the one that its origin credits, else the one that most
// of the others do; "" when none credits any.
func (g *Grouping) Agency(t Text) string {
	if agency := g.Articles[t.Origin].Agency; agency != "" {
		return agency
	}
	best, votes := "", map[string]int{}
	for _, i := range t.Articles {
		if agency := g.Articles[i].Agency; agency != "" {
			votes[agency]++
		}
	}
	for _, i := range t.Articles { // in order, so that the first of as many counts
		if agency := g.Articles[i].Agency; votes[agency] > votes[best] {
			best = agency
		}
	}
	return best
}

// possiblyEarliest returns the members that no other is known to be before, among them those without a
// time. Members are in order of publication, so the first of each precision is all there is to be before.
func possiblyEarliest(members []int, articles []*Article) []int {
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
func newCopy(articles []*Article, i, of int, near float64) *Copy {
	a, b := articles[i].fill(), articles[of].fill()
	mine, theirs := comparedSets(&a.current.fingerprint, &b.current.fingerprint)
	c := &Copy{Of: of, Kind: Extract}
	shared := minhash.Shared(mine, theirs)
	if len(mine) > 0 {
		c.Share = float64(shared) / float64(len(mine))
	}
	switch jaccard := minhash.Jaccard(mine, theirs); {
	case slices.Equal(a.current.fingerprint.Shingles, b.current.fingerprint.Shingles):
		c.Kind = Exact
	case jaccard >= near:
		c.Kind = Near
	}
	if lag, timed := Lag(b.Published, a.Published); timed {
		c.Lag, c.Timed = lag, true
	}
	return c
}

// fill sees that an article has its shingles.
func (a *Article) fill() *Article {
	f := &a.current.fingerprint
	f.Fill()
	if f.Shingles == nil && a.was != nil && !a.fresh {
		f.Shingles = a.was.record.fill().fingerprint.Shingles
	}
	return a
}
