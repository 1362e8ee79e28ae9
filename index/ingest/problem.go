package ingest

import "fmt"

// Problem is something that could not be read as an article, or only with a reserve.
type Problem struct {
	Kind   Kind   `json:"-"`
	Name   string `json:"name"`   // file, or "-" for standard input
	Record int    `json:"record"` // number of the record, counted from 1; 0 for the whole file
	Reason string `json:"reason"` // what was wrong; nothing in it can upset a terminal
}

// Error says where and what.
func (p *Problem) Error() string {
	if p.Record == 0 {
		return p.Name + ": " + p.Reason
	}
	return fmt.Sprintf("%s: record %d: %s", p.Name, p.Record, p.Reason)
}

// Kind says how grave a problem is.
type Kind uint8

// Kinds of problem, from light to grave.
const (
	Warning    Kind = iota // the article is kept, but something about it was not believed
	Ignored                // a file of a folder that holds no articles: a picture, a pipe
	Skipped                // a record is lost, the rest is read
	Unreadable             // an input is lost, or the rest of it from here on
)

// String returns the kind as a word.
func (k Kind) String() string {
	return [...]string{"warning", "ignored", "skipped", "unreadable"}[k]
}
