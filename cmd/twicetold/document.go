package main

import (
	"cmp"
	"encoding/json"
	"io"
	"math"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// The JSON that cluster --json prints: the contract with programs. Fields may be added, never renamed.
// Times are RFC 3339 in the offset they were given in; null is unknown.

type document struct {
	Format     string            `json:"format"`
	Counts     documentCounts    `json:"counts"`
	Stories    []storyJSON       `json:"stories"`
	Skipped    []*ingest.Problem `json:"skipped"`
	Warnings   []*ingest.Problem `json:"warnings"`   // kept, but something about them was not believed
	Ignored    []*ingest.Problem `json:"ignored"`    // files of folders that hold no articles
	Unreadable []*ingest.Problem `json:"unreadable"` // inputs that are lost, or the rest of them
}

type documentCounts struct {
	Articles   int `json:"articles"`
	Sources    int `json:"sources"`
	Families   int `json:"families"`
	Texts      int `json:"texts"`
	Stories    int `json:"stories"`
	Storylines int `json:"storylines"`
	Skipped    int `json:"skipped"`
}

type storyJSON struct {
	ID             string        `json:"id"`
	StorylineID    string        `json:"storyline_id"`
	State          string        `json:"state"`
	MergedInto     *string       `json:"merged_into"`
	Headline       string        `json:"headline"`
	FirstPublished *string       `json:"first_published"`
	LastPublished  *string       `json:"last_published"`
	Counts         storyCounts   `json:"counts"`
	Texts          []textJSON    `json:"texts"`
	Articles       []articleJSON `json:"articles"`
	Timeline       []entryJSON   `json:"timeline"`
}

type storyCounts struct {
	Articles       int `json:"articles"`
	Sources        int `json:"sources"`
	Families       int `json:"families"`
	UnknownSources int `json:"unknown_sources"`
	Texts          int `json:"texts"`
}

type textJSON struct {
	ID        string         `json:"id"`
	Origin    originJSON     `json:"origin"`
	Evidence  []evidenceJSON `json:"evidence"`
	Score     float64        `json:"score"`
	Threshold float64        `json:"threshold"`
}

type originJSON struct {
	ArticleID string  `json:"article_id"`
	Agency    *string `json:"agency"`
}

type evidenceJSON struct {
	Kind   string  `json:"kind"`
	Value  string  `json:"value"`
	With   string  `json:"with"`
	Weight float64 `json:"weight"`
}

type articleJSON struct {
	ID                 string     `json:"id"`
	Input              news.Input `json:"input"`
	Source             *string    `json:"source"`
	Outlet             *string    `json:"outlet"` // that it counts for
	URL                *string    `json:"url"`
	Title              *string    `json:"title"`
	Lang               *string    `json:"lang"`
	Published          *string    `json:"published"`
	PublishedPrecision *string    `json:"published_precision"`
	PublishedTrust     string     `json:"published_trust"`
	Revised            *string    `json:"revised"`
	Seen               *string    `json:"seen"`
	State              string     `json:"state"`
	Digest             bool       `json:"digest"`
	Family             *string    `json:"family"`
	Agency             *string    `json:"agency"`
	TextID             string     `json:"text_id"`
	Copy               *copyJSON  `json:"copy"`
	Revisions          int        `json:"revisions"`
}

type copyJSON struct {
	Of         string  `json:"of"`
	Kind       string  `json:"kind"`
	Share      float64 `json:"share"`
	LagSeconds *int64  `json:"lag_seconds"`
}

type entryJSON struct {
	When      *string        `json:"when"`
	Precision string         `json:"precision"`
	Role      string         `json:"role"`
	What      string         `json:"what"`
	From      passageJSON    `json:"from"`
	Reported  reportedJSON   `json:"reported"`
	Conflicts []conflictJSON `json:"conflicts"`
}

type passageJSON struct {
	ArticleID string `json:"article_id"`
	Start     int    `json:"start"` // bytes into the article's text, UTF-8
	End       int    `json:"end"`
}

type reportedJSON struct {
	First  *string  `json:"first"`
	Also   []string `json:"also"`
	Copies []string `json:"copies"`
}

type conflictJSON struct {
	About  string      `json:"about"`
	Kind   string      `json:"kind"`
	Values []claimJSON `json:"values"`
}

type claimJSON struct {
	Value    string   `json:"value"`
	Articles []string `json:"articles"`
}

func writeDocument(w io.Writer, d document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(d)
}

func newDocument(g cluster.Grouping, in *intake, known news.Outlets) document {
	told := voices(g, allArticles(g), known)
	d := document{
		Format:  "twicetold/1",
		Counts:  documentCounts{len(g.Articles), told.Outlets, told.Families, len(g.Texts), len(g.Stories), g.Storylines, len(in.skipped)},
		Stories: []storyJSON{}, Skipped: append([]*ingest.Problem{}, in.skipped...),
		Warnings: append([]*ingest.Problem{}, in.warnings...), Ignored: append([]*ingest.Problem{}, in.ignored...),
		Unreadable: append([]*ingest.Problem{}, in.unreadable...),
	}
	for _, s := range g.Stories {
		d.Stories = append(d.Stories, newStoryJSON(g, s, known))
	}
	return d
}

func newStoryJSON(g cluster.Grouping, s cluster.Story, known news.Outlets) storyJSON {
	told := voices(g, s.Articles, known)
	j := storyJSON{
		ID: s.ID, StorylineID: s.Storyline, State: "open", Headline: s.Headline,
		Counts:   storyCounts{len(s.Articles), told.Outlets, told.Families, told.Unknown, len(s.Texts)},
		Timeline: []entryJSON{},
	}
	for _, t := range s.Texts {
		j.Texts = append(j.Texts, newTextJSON(g, g.Texts[t]))
	}
	var last news.Time
	for _, i := range s.Articles {
		a := g.Articles[i]
		j.Articles = append(j.Articles, newArticleJSON(g, a, known))
		if a.Published.Known() && !a.Published.At.Before(last.At) {
			last = a.Published
		}
	}
	j.FirstPublished, j.LastPublished = published(g.Articles[s.Articles[0]].Published), published(last)
	for _, e := range s.Timeline {
		j.Timeline = append(j.Timeline, newEntryJSON(g, e))
	}
	return j
}

func newTextJSON(g cluster.Grouping, t cluster.Text) textJSON {
	origin := g.Articles[t.Origin]
	j := textJSON{
		ID: t.ID, Origin: originJSON{origin.ID, optional(g.Agency(t))},
		Evidence: []evidenceJSON{}, Score: rounded(t.Score), Threshold: cluster.DefaultTuning().Story,
	}
	for _, e := range t.Evidence {
		j.Evidence = append(j.Evidence, evidenceJSON{string(e.Kind), e.Value, g.Texts[t.With].ID, rounded(e.Weight)})
	}
	return j
}

func newArticleJSON(g cluster.Grouping, a *cluster.Article, known news.Outlets) articleJSON {
	j := articleJSON{
		ID: a.ID, Input: a.Input, Source: optional(a.Source), URL: optional(a.URL), Title: optional(a.Content.Title),
		Lang: optional(a.Lang), Published: published(a.Published), PublishedTrust: a.Published.Trust.String(), Revised: published(revision(a)),
		State: "current", Digest: a.Digest, Agency: optional(a.Agency), TextID: g.Texts[a.TextIndex].ID, Revisions: a.Revisions,
	}
	if a.Published.Known() {
		j.PublishedPrecision = optional(a.Published.Precision.String())
	}
	if !a.Seen.IsZero() {
		j.Seen = optional(a.Seen.Format(time.RFC3339))
	}
	outlet, _ := known.Of(a.Source)
	j.Outlet, j.Family = optional(cmp.Or(outlet.Name, a.Source)), optional(outlet.Family)
	if c := a.Copy; c != nil {
		j.Copy = &copyJSON{Of: g.Articles[c.Of].ID, Kind: c.Kind.String(), Share: rounded(c.Share)}
		if c.Timed {
			seconds := int64(c.Lag.Seconds())
			j.Copy.LagSeconds = &seconds
		}
	}
	return j
}

func newEntryJSON(g cluster.Grouping, e cluster.Entry) entryJSON {
	a := g.Articles[e.From.Article]
	j := entryJSON{
		When: cutTime(e.When), Precision: e.When.Precision.String(), Role: string(e.Role),
		What:      a.Text[e.From.Start:e.From.End],
		From:      passageJSON{a.ID, e.From.Start, e.From.End},
		Reported:  reportedJSON{Also: ids(g, e.Also), Copies: ids(g, e.Copies)},
		Conflicts: []conflictJSON{},
	}
	if e.First >= 0 {
		j.Reported.First = optional(g.Articles[e.First].ID)
	}
	for _, c := range e.Conflicts {
		j.Conflicts = append(j.Conflicts, newConflictJSON(g, c))
	}
	return j
}

func newConflictJSON(g cluster.Grouping, c cluster.Conflict) conflictJSON {
	j := conflictJSON{About: c.About, Kind: string(c.Kind)}
	for _, claim := range c.Values {
		j.Values = append(j.Values, claimJSON{claim.Value, ids(g, claim.Articles)})
	}
	return j
}

func ids(g cluster.Grouping, articles []int) []string {
	names := []string{}
	for _, i := range articles {
		names = append(names, g.Articles[i].ID)
	}
	return names
}

// optional returns nil for an unknown value.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// published returns a publication time in full; its precision stands beside it.
func published(t news.Time) *string {
	if !t.Known() {
		return nil
	}
	return optional(t.At.Format(time.RFC3339))
}

// lagSeconds returns how much later the second of two times is, nil unless both have a clock.
func lagSeconds(a, b news.Time) *int64 {
	lag, timed := cluster.Lag(a, b)
	if !timed {
		return nil
	}
	seconds := int64(lag.Seconds())
	return &seconds
}

// cutTime returns a time cut to its precision.
func cutTime(t news.Time) *string {
	switch t.Precision {
	case news.Minute:
		return optional(t.At.Format(time.RFC3339))
	case news.Day:
		return optional(t.At.Format("2006-01-02"))
	case news.Month:
		return optional(t.At.Format("2006-01"))
	case news.Year:
		return optional(t.At.Format("2006"))
	}
	return nil
}

// rounded keeps four decimals: more would pretend to a precision that scores don't have.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
