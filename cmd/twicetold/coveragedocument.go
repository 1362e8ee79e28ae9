package main

import (
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// The JSON that coverage --json prints.

type coverageDocument struct {
	Format   string              `json:"format"`
	Us       []string            `json:"us"`
	Since    *string             `json:"since"`
	Until    *string             `json:"until"` // the first moment after it
	MinTexts int                 `json:"min_texts"`
	Counts   coverageCounts      `json:"counts"`
	Outlets  []*string           `json:"outlets"` // ours, then those with most stories; null for what has no name
	Stories  []coverageStoryJSON `json:"stories"`
}

type coverageCounts struct {
	Stories   int `json:"stories"`
	Missed    int `json:"missed"`
	Late      int `json:"late"`
	First     int `json:"first"`
	Alone     int `json:"alone"`
	Undecided int `json:"undecided"`
	Taken     int `json:"taken"`
	Singles   int `json:"singles"` // stories of one article of ours that are not in the list
}

type coverageStoryJSON struct {
	ID             string           `json:"id"`
	Headline       string           `json:"headline"`
	FirstPublished *string          `json:"first_published"`
	LastPublished  *string          `json:"last_published"`
	Counts         storyCounts      `json:"counts"`
	Standing       string           `json:"standing"`
	Doubt          *string          `json:"doubt"`
	Other          *string          `json:"other"`
	GapPrecision   *string          `json:"gap_precision"` // minute or day; null when it can't be said how much
	GapSeconds     *int64           `json:"gap_seconds"`
	Taken          *takenJSON       `json:"taken"`
	Outlets        []appearanceJSON `json:"outlets"`
}

type takenJSON struct {
	From  *string `json:"from"`
	Share float64 `json:"share"` // 0: it is only credited
}

type appearanceJSON struct {
	Outlet    *string `json:"outlet"`
	Us        bool    `json:"us"`
	Articles  int     `json:"articles"`
	Published *string `json:"published"`
	Precision *string `json:"published_precision"`
	Trust     string  `json:"published_trust"`
	Taken     bool    `json:"taken"`
}

func newCoverageDocument(c coverage) coverageDocument {
	d := coverageDocument{
		Format: "twicetold/1", Us: c.us, Since: instantOf(c.query.Since), Until: instantOf(c.query.Until), MinTexts: c.query.MinTexts,
		Counts: coverageCounts{Stories: len(c.stories), Taken: len(c.taken()), Singles: c.singles}, Outlets: []*string{}, Stories: []coverageStoryJSON{},
	}
	for _, outlet := range c.outlets {
		d.Outlets = append(d.Outlets, optional(outlet))
	}
	counts := map[string]int{}
	for _, s := range c.stories {
		counts[string(s.Standing)]++
		d.Stories = append(d.Stories, newCoverageStoryJSON(s))
	}
	n := &d.Counts
	n.Missed, n.Late, n.First, n.Alone, n.Undecided = counts["missed"], counts["late"], counts["first"], counts["alone"], counts["undecided"]
	return d
}

// instantOf returns nil for no time.
func instantOf(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return optional(t.Format(time.RFC3339))
}

func newCoverageStoryJSON(s coveredStory) coverageStoryJSON {
	j := coverageStoryJSON{
		ID: s.ID, Headline: s.Headline, FirstPublished: published(s.First), LastPublished: published(s.Last),
		Counts:   storyCounts{s.Articles, s.Sources, s.Families, s.Unknown, s.Texts},
		Standing: string(s.Standing), Doubt: optional(string(s.Doubt)), Other: optional(s.Other), Outlets: []appearanceJSON{},
	}
	if s.Gap.Unit != news.Unknown {
		seconds := int64(s.Gap.Lag.Seconds())
		j.GapPrecision, j.GapSeconds = optional(s.Gap.Unit.String()), &seconds
	}
	if s.Taken != nil {
		j.Taken = &takenJSON{optional(s.Taken.From), rounded(s.Taken.Share)}
	}
	for _, a := range s.Outlets {
		out := appearanceJSON{Outlet: optional(a.Outlet), Us: a.Us, Articles: a.Reports, Published: published(a.First), Trust: a.First.Trust.String(), Taken: a.Taken}
		if a.First.Known() {
			out.Precision = optional(a.First.Precision.String())
		}
		j.Outlets = append(j.Outlets, out)
	}
	return j
}
