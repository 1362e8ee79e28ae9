package main

import (
	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index/news"
)

// The JSON of compare.

type comparedJSON struct {
	Format      string              `json:"format"`
	Articles    []comparedArticle   `json:"articles"`
	First       *string             `json:"first"` // known to have been, with what they share
	Taker       *string             `json:"taker"` // known to have it from the other
	LagSeconds  *int64              `json:"lag_seconds"`
	ReusedWords int                 `json:"reused_words"`
	Taken       bool                `json:"taken"`
	Passages    []sharedPassageJSON `json:"passages"`
}

type comparedArticle struct {
	ID                 string   `json:"id"`
	Source             *string  `json:"source"`
	URL                *string  `json:"url"`
	Title              *string  `json:"title"`
	Lang               *string  `json:"lang"`
	Published          *string  `json:"published"`
	PublishedPrecision *string  `json:"published_precision"`
	PublishedTrust     string   `json:"published_trust"`
	Agency             *string  `json:"agency"`
	Words              int      `json:"words"`
	ReusedShare        float64  `json:"reused_share"`
	Only               onlyJSON `json:"only"`
}

type onlyJSON struct {
	Figures    []onlyFigureJSON `json:"figures"`
	Names      []onlyTextJSON   `json:"names"`
	Quotations []onlyTextJSON   `json:"quotations"`
}

type onlyFigureJSON struct {
	Value string  `json:"value"`
	Noun  *string `json:"noun"`
	onlyTextJSON
}

type onlyTextJSON struct {
	Text  string `json:"text"`
	Start int    `json:"start"` // bytes into the article's text
	End   int    `json:"end"`
}

type sharedPassageJSON struct {
	Words     int           `json:"words"`
	Quoted    int           `json:"quoted"`
	Quotation bool          `json:"quotation"`
	At        []passageJSON `json:"at"`
}

// document returns the comparison as JSON has it.
func (c *compared) document() comparedJSON {
	j := comparedJSON{Format: "twicetold/1", ReusedWords: c.reuse.Reused(), Taken: c.isTaken(),
		Passages: newPassagesJSON(c.reuse.Passages, c.two[0].ID, c.two[1].ID)}
	for i := range c.two {
		j.Articles = append(j.Articles, c.article(i))
	}
	if later := c.second(); later >= 0 {
		j.First = &c.two[1-later].ID
	}
	if c.isTaken() && c.taking.Taker >= 0 {
		j.Taker = &c.two[c.taking.Taker].ID
	}
	j.LagSeconds = lagSeconds(c.taking.Held[0], c.taking.Held[1])
	return j
}

// newPassagesJSON returns the passages that two articles share.
func newPassagesJSON(passages []cluster.SharedPassage, a, b string) []sharedPassageJSON {
	list := []sharedPassageJSON{}
	for _, p := range passages {
		at := []passageJSON{{a, p.At[0].Start, p.At[0].End}, {b, p.At[1].Start, p.At[1].End}}
		list = append(list, sharedPassageJSON{p.Words, p.Quoted, p.IsQuotation(), at})
	}
	return list
}

func (c *compared) article(i int) comparedArticle {
	a := c.two[i]
	j := comparedArticle{
		ID: a.ID, Source: optional(a.Source), URL: optional(a.URL), Title: optional(a.Content.Title), Lang: optional(a.Lang),
		Published: published(a.Published), PublishedTrust: a.Published.Trust.String(), Agency: optional(a.Agency),
		Words: c.reuse.Words[i], ReusedShare: rounded(c.reuse.Share(i)),
		Only: onlyJSON{[]onlyFigureJSON{}, []onlyTextJSON{}, []onlyTextJSON{}},
	}
	if a.Published.Known() {
		j.PublishedPrecision = optional(a.Published.Precision.String())
	}
	for _, f := range c.only[i].Figures {
		j.Only.Figures = append(j.Only.Figures, onlyFigureJSON{f.Value, optional(f.Noun), newOnlyText(f.Text, f.Span)})
	}
	for _, n := range c.only[i].Names {
		j.Only.Names = append(j.Only.Names, newOnlyText(n.Text, n.Span))
	}
	for _, q := range c.only[i].Quotations {
		j.Only.Quotations = append(j.Only.Quotations, newOnlyText(q.Text, q.Span))
	}
	return j
}

func newOnlyText(text string, at news.Span) onlyTextJSON { return onlyTextJSON{text, at.Start, at.End} }
