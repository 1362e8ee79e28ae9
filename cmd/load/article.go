package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// More than half of the reports of a burst but its first are copies of an earlier one, which makes a fifth of all articles: a reprint on
// another outlet's page, one cut from the end, or a revision under the address of the first. A copy of a copy is
// one of the first report, which is made again for it.

const (
	copyShare    = .6
	cutShare     = .25 // of copies
	revisedShare = .2
	reach        = 40 // a copy is of one of so many reports before it
	meanBytes    = 2500
	spreadBytes  = .5 // of the logarithm
	leastBytes   = 350
	undatedShare = .02
	crawledShare = .03
	lateShare    = .01 // come in days after they were published
)

// firstNight is the time of the first night's run; any would do.
var firstNight = time.Date(2026, time.March, 2, 3, 0, 0, 0, time.UTC)

// nowOf returns the time that a night's run takes for the present.
func nowOf(night int) time.Time { return firstNight.AddDate(0, 0, night) }

// article is one line of the input.
type article struct {
	ID        string `json:"id,omitempty"`
	Source    string `json:"source"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Lang      string `json:"lang"`
	Published string `json:"published,omitempty"`
	Timestamp string `json:"timestamp,omitempty"` // the crawler's
	Seen      string `json:"seen"`
	Story     string `json:"story"` // gold
}

// report is an article as a number of its story.
type report struct {
	story  story
	number int
	of     int // the report that it copies; its own number for an original
	rand   *rand.Rand
}

func (l load) report(s story, number int) report {
	r := report{s, number, number, l.seed.of(articleKind, s.seeds(uint64(number))...)}
	if number > 0 && within(r.rand, copyShare) {
		r.of = l.report(s, max(0, number-reach)+r.rand.IntN(min(number, reach))).of
	}
	return r
}

// article makes one article of a story.
func (l load) article(s story, number int) article {
	r := l.report(s, number)
	at := r
	if r.of != number {
		at = l.report(s, r.of)
	}
	from, title, paragraphs := at.original(l.seed)
	if r.of != number {
		x := r.rand.Float64()
		if x < revisedShare {
			paragraphs = r.revised(l.seed, paragraphs)
		} else {
			from, at = drawOutlet(r.rand), r
		}
		if x >= 1-cutShare {
			paragraphs = paragraphs[:max(1, len(paragraphs)*(4+r.rand.IntN(5))/10)]
		}
	}
	page := l.outlet(from)
	a := article{Source: page.name, Title: title, Text: page.page(paragraphs, r.rand), Lang: "en", Story: s.label()}
	a.address(page, at)
	a.date(page, r)
	return a
}

// original makes number of the outlet, title and text of a report that copies no other.
func (r report) original(s seed) (outlet int, title string, paragraphs []string) {
	outlet = drawOutlet(r.rand)
	sp := newSpeech(r.rand, newSubject(s.of(storyKind, r.story.seeds()...)))
	bytes := meanBytes * math.Exp(spreadBytes*r.rand.NormFloat64())
	return outlet, sp.headline(), sp.paragraphs(max(leastBytes, int(bytes)))
}

// revised changes a text a little and adds to it.
func (r report) revised(s seed, paragraphs []string) []string {
	sp := newSpeech(s.of(versionKind, r.story.seeds(uint64(r.number))...), newSubject(s.of(storyKind, r.story.seeds()...)))
	changed := append([]string{sp.sentence() + " " + sp.sentence()}, paragraphs...)
	i := sp.IntN(len(changed))
	changed[i] += " " + sp.sentence()
	return changed
}

// address gives the article the address and the id of a report on an outlet's page.
func (a *article) address(o outlet, r report) {
	slug := strings.ToLower(strings.Join(strings.Fields(a.Title)[:4], "-"))
	key := fmt.Sprintf("%s-%d", r.story.label(), r.number)
	a.URL = fmt.Sprintf("https://%s/%s-%s", o.host, slug, key)
	if o.dated {
		a.URL = fmt.Sprintf("https://%s/%s/%s-%s", o.host, nowOf(r.story.night(r.number)).AddDate(0, 0, -1).Format("2006/01/02"), slug, key)
	}
	if o.ids {
		a.ID = fmt.Sprintf("%d-%s", o.number, key)
	}
}

// date says when it was published, and collected.
func (a *article) date(o outlet, r report) {
	now := nowOf(r.story.night(r.number))
	at := now.Add(-time.Duration((.02 + .96*r.rand.Float64()) * float64(24*time.Hour)))
	if within(r.rand, lateShare) {
		at = at.AddDate(0, 0, -1-r.rand.IntN(4))
	}
	a.Seen = now.Add(-time.Minute).Format(time.RFC3339)
	switch x := r.rand.Float64(); {
	case x < undatedShare:
	case x < undatedShare+crawledShare && !o.dated:
		a.Timestamp = at.Format(time.RFC3339)
	default:
		a.Published = at.Format(time.RFC3339)
	}
}
