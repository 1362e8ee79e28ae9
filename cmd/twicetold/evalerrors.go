package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// What was grouped worst: found stories that hold several gold stories, and gold stories that lie in several
// found ones. Each is ranked by what it costs, which is the part of the set's BCubed precision, or recall, that
// would be won if this story alone were put right. What the closest two texts of different parts share, and what
// speaks against it, says why: in a merge it is what held the parts together, in a split what was not enough.

// setErrors are the worst errors of a set.
type setErrors struct {
	Merges    []mistake `json:"merges"`
	AllMerges lost      `json:"all_merges"`
	Splits    []mistake `json:"splits"`
	AllSplits lost      `json:"all_splits"`
}

// lost is how many errors of a kind there are, and what all of them cost together.
type lost struct {
	Count int     `json:"count"`
	Cost  float64 `json:"cost"` // what BCubed precision, or recall, lacks to 1
}

// mistake is a story with its parts.
type mistake struct {
	Cost     float64   `json:"cost"`               // of the set's BCubed precision, or recall
	Gold     string    `json:"gold,omitempty"`     // label of a story that is split
	Headline string    `json:"headline,omitempty"` // of a story that is merged
	Articles int       `json:"articles"`           // scored records
	Parts    []part    `json:"parts"`              // most records first
	Closest  *nearness `json:"closest"`            // of different parts; nil when they are copies of one text
}

// part is the records of a found story that are of one gold story, or of a gold story that are in one found story.
type part struct {
	Gold     string      `json:"gold,omitempty"`
	Headline string      `json:"headline,omitempty"`
	Articles int         `json:"articles"`
	Texts    []errorText `json:"texts"`
}

// errorText is a text by one of its articles.
type errorText struct {
	ID        string  `json:"id"`
	Source    *string `json:"source"`
	Title     *string `json:"title"`
	Published *string `json:"published"`
	Lead      string  `json:"lead"`
	Digest    bool    `json:"digest,omitempty"` // tells of many events, and so stands alone
	article   int
}

// nearness is how two texts of different parts resemble each other.
type nearness struct {
	A          string           `json:"a"`
	B          string           `json:"b"`
	Score      float64          `json:"score"`
	Cosine     float64          `json:"cosine"`
	Time       float64          `json:"time"`
	Compared   bool             `json:"compared"`
	Neighbours bool             `json:"neighbours"`
	One        bool             `json:"one"`
	Digest     bool             `json:"digest,omitempty"` // one of them is a digest, which is compared with nothing
	Linkage    float64          `json:"linkage"`
	Stories    *float64         `json:"stories_linkage,omitempty"` // of the stories they are in, when these are two
	Veto       string           `json:"veto,omitempty"`            // that keeps these apart
	Threshold  float64          `json:"threshold"`
	Evidence   []sharedEvidence `json:"evidence"`
	articles   [2]int
}

// sharedEvidence is one thing that the two texts share, or that speaks for or against them.
type sharedEvidence struct {
	Kind   string  `json:"kind"`
	Value  string  `json:"value"`
	Weight float64 `json:"weight"`
}

// leadWords of a text are shown.
const leadWords = 20

// findErrors returns the n worst merges and the n worst splits of the set.
func (s *goldSet) findErrors(n int) *setErrors {
	stories, golds := s.bySide()
	e := &setErrors{Merges: []mistake{}, Splits: []mistake{}}
	merged, split := divide(stories, golds), divide(golds, stories)
	e.AllMerges, e.AllSplits = newLost(merged), newLost(split)
	for _, d := range merged[:min(len(merged), n)] {
		m := s.mistake(d)
		m.Headline = s.headline(stories[d.parts[0][0]])
		for i, p := range d.parts {
			m.Parts[i].Gold = s.records[p[0]].gold
		}
		e.Merges = append(e.Merges, m)
	}
	for _, d := range split[:min(len(split), n)] {
		m := s.mistake(d)
		m.Gold = s.records[d.parts[0][0]].gold
		for i, p := range d.parts {
			m.Parts[i].Headline = s.headline(stories[p[0]])
		}
		e.Splits = append(e.Splits, m)
	}
	return e
}

// bySide returns of each record the story it is found in, and the number of its gold story.
func (s *goldSet) bySide() (stories, golds []int) {
	numbers := map[string]int{}
	for _, r := range s.records {
		if _, known := numbers[r.gold]; !known {
			numbers[r.gold] = len(numbers)
		}
		stories = append(stories, s.grouping.Texts[r.text].Story)
		golds = append(golds, numbers[r.gold])
	}
	return stories, golds
}

// divided is a story that falls into parts.
type divided struct {
	parts [][]int // records in order; the part of most records first
	size  int     // records of all parts
	cost  float64
}

// divide returns the sets of records that are one as a whole but fall into several parts, those that cost
// most first.
func divide(whole, parts []int) []divided {
	byWhole := map[int]map[int][]int{}
	for r := range whole {
		if byWhole[whole[r]] == nil {
			byWhole[whole[r]] = map[int][]int{}
		}
		byWhole[whole[r]][parts[r]] = append(byWhole[whole[r]][parts[r]], r)
	}
	var all []divided
	for _, records := range byWhole {
		if len(records) < 2 {
			continue
		}
		var d divided
		squares := 0
		for _, p := range records {
			d.parts = append(d.parts, p)
			d.size += len(p)
			squares += len(p) * len(p)
		}
		slices.SortFunc(d.parts, func(a, b []int) int { return cmp.Or(len(b)-len(a), a[0]-b[0]) })
		d.cost = (float64(d.size) - float64(squares)/float64(d.size)) / float64(len(whole))
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b divided) int {
		return cmp.Or(-cmp.Compare(a.cost, b.cost), cmp.Compare(a.parts[0][0], b.parts[0][0]))
	})
	return all
}

// newLost sums up what stories that fall into parts cost.
func newLost(all []divided) lost {
	l := lost{Count: len(all)}
	for _, d := range all {
		l.Cost += d.cost
	}
	return l
}

// mistake describes a story that falls into parts, but for what they are called.
func (s *goldSet) mistake(d divided) mistake {
	m := mistake{Cost: d.cost, Articles: d.size, Closest: s.closest(d)}
	for _, records := range d.parts {
		p := part{Articles: len(records)}
		told := map[int]bool{}
		for _, r := range records {
			if text := s.records[r].text; !told[text] {
				told[text] = true
				p.Texts = append(p.Texts, newErrorText(s.grouping.Articles, s.records[r].article))
			}
		}
		m.Parts = append(m.Parts, p)
	}
	return m
}

func newErrorText(articles []*cluster.Article, i int) errorText {
	a := articles[i]
	t := errorText{ID: a.ID, Lead: firstWords(a, leadWords), Digest: a.Digest, article: i}
	if a.Source != "" {
		t.Source = &a.Source
	}
	if a.Content.Title != "" {
		t.Title = &a.Content.Title
	}
	if a.Published.Known() {
		published := a.Published.At.Format(time.RFC3339)
		if a.Published.Precision < news.Minute {
			published = a.Published.At.Format(time.DateOnly)
		}
		t.Published = &published
	}
	return t
}

// firstWords returns the start of an article's body.
func firstWords(a *cluster.Article, n int) string {
	var words []string
	for _, p := range a.Content.Own {
		words = append(words, strings.Fields(a.Text[p.Start:p.End])...)
		if len(words) > n {
			return strings.Join(words[:n], " ") + " …"
		}
	}
	return strings.Join(words, " ")
}

// headline is the title of the text that is most like the others of a story.
func (s *goldSet) headline(story int) string {
	a := s.grouping.Articles[s.grouping.Texts[s.grouping.Stories[story].Medoid].Origin]
	return cmp.Or(a.Content.Title, firstWords(a, leadWords), a.ID)
}

// closest returns the two texts of different parts that resemble each other most, nil when a text is in two.
func (s *goldSet) closest(d divided) *nearness {
	var best cluster.Pair
	var a, b int
	texts := make([][]int, len(d.parts))
	for i, records := range d.parts {
		for _, r := range records {
			texts[i] = append(texts[i], s.records[r].text)
		}
		slices.Sort(texts[i])
		texts[i] = slices.Compact(texts[i])
	}
	for i, x := range acrossParts(texts) {
		if x[0] == x[1] {
			return nil
		}
		pair := s.pairs.Of(x[0], x[1])
		nearer := cmp.Or(cmp.Compare(pair.Score, best.Score), cmp.Compare(pair.Cosine*pair.Time, best.Cosine*best.Time))
		if i == 0 || nearer > 0 {
			best, a, b = pair, x[0], x[1]
		}
	}
	return s.nearness(best, a, b)
}

// acrossParts returns the pairs of texts of different parts.
func acrossParts(texts [][]int) [][2]int {
	var pairs [][2]int
	for i, first := range texts {
		for _, second := range texts[i+1:] {
			for _, a := range first {
				for _, b := range second {
					pairs = append(pairs, [2]int{a, b})
				}
			}
		}
	}
	return pairs
}

func (s *goldSet) nearness(p cluster.Pair, a, b int) *nearness {
	first, second := s.grouping.Texts[a].Origin, s.grouping.Texts[b].Origin
	one, other := s.grouping.Articles[first], s.grouping.Articles[second]
	n := &nearness{
		A: one.ID, B: other.ID, articles: [2]int{first, second}, Digest: one.Digest || other.Digest,
		Score: rounded(p.Score), Cosine: rounded(p.Cosine), Time: rounded(p.Time), Linkage: rounded(p.Linkage),
		Compared: p.Compared, Neighbours: p.Neighbours, One: p.One,
		Threshold: cluster.DefaultTuning().Story, Evidence: []sharedEvidence{},
	}
	if x, y := s.grouping.Texts[a].Story, s.grouping.Texts[b].Story; x != y {
		linkage := rounded(s.pairs.Linkage(x, y))
		n.Stories, n.Veto = &linkage, s.pairs.Veto(x, y)
	}
	for _, e := range s.pairs.Evidence(a, b) {
		n.Evidence = append(n.Evidence, sharedEvidence{string(e.Kind), e.Value, rounded(e.Weight)})
	}
	return n
}
