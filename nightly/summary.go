package nightly

import (
	"time"

	"github.com/twicetold/twicetold/index"
)

// Summary is what a run did. It is also kept, as JSON, with the run.
type Summary struct {
	Run      int64       `json:"run"`
	Now      time.Time   `json:"now"`
	DryRun   bool        `json:"dry_run"`
	Articles Articles    `json:"articles"`
	Stories  Stories     `json:"stories"`
	Edits    Edits       `json:"edits"`
	Sources  []Source    `json:"sources"` // most new articles first; those with none that usually have some, too
	Skipped  []Reason    `json:"skipped"` // most first
	Stages   []Stage     `json:"stages"`
	Bytes    index.Sizes `json:"bytes"`
}

// Articles counts what was read.
type Articles struct {
	Read      int `json:"read"`      // records met in the inputs
	New       int `json:"new"`       // kept: not known before
	Known     int `json:"known"`     // already kept, word for word
	Forgotten int `json:"forgotten"` // left out: forgotten on demand
	Skipped   int `json:"skipped"`   // could not be read
	Waiting   int `json:"waiting"`   // kept by an earlier run that did not get to group them
	Revised   int `json:"revised"`   // known articles with new content
	Copies    int `json:"copies"`    // new articles that reprint a text
	Texts     int `json:"texts"`     // new texts
}

// Stories counts what became of stories.
type Stories struct {
	New       int `json:"new"`    // of two articles or more
	Single    int `json:"single"` // new ones of one article
	Grown     int `json:"grown"`
	Merged    int `json:"merged"`
	Split     int `json:"split"`
	Reopened  int `json:"reopened"`
	Closed    int `json:"closed"`
	Withdrawn int `json:"withdrawn"`
	Open      int `json:"open"` // at the end of the run
}

// Edits counts editors' corrections.
type Edits struct {
	Applied int `json:"applied"` // obeyed for the first time
	Pending int `json:"pending"` // made while the run was under way
}

// Source is how much a source sent, and how much it usually does.
type Source struct {
	Name  string  `json:"name"`
	New   int     `json:"new"`
	Usual float64 `json:"usual"` // median of the last runs; 0 when unknown
}

// Reason is why records were skipped, and how many.
type Reason struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// Stage is a part of a run with the seconds it took.
type Stage struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
}
