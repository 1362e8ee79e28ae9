// Package news is about one article: what it is, its words and sentences, what of its page is not
// the article, and what stands for it when articles are compared.
//
// An [Article] comes from index/ingest. [Split] finds its headline and body without page remains, of
// which [LearnRemains] knows those that a source repeats; [Words] and [Sentences] take the body apart,
// [NewFingerprint] makes what finds its copies, and [Pieces.Names], [Pieces.Figures], [Pieces.Counts], [Pieces.Dates] and [Quotations] find
// what two reports of one event share.
//
// [Outlets] tells which sources are one outlet, and which outlets one family.
//
// The package is pure: no files, network, clock or environment, and the same input gives the same
// output, so that the same rules can run anywhere.
package news

import "time"

// Article is one item as one source published it.
type Article struct {
	Seq       int64     // number of the record in an archive; 0 outside of one
	ID        string    // given id, else canonical URL, else a hash of source and text; see index/ingest
	Input     Input     // where it was read
	Source    string    // who published it; "" when unknown, and then it equals no other source
	URL       string    // as given
	Title     string    // as given; "" when there is none
	Text      string    // body as given, paragraphs separated by newlines, page remains left in
	Lang      string    // ISO 639-1, as given; "" when unknown
	Published Time      // when the source says it was published
	Seen      time.Time // when it was collected; zero when unknown
	Gold      string    // gold story, read for scoring only; grouping never looks at it
}

// Input says where an article was read.
type Input struct {
	Name   string `json:"name"`   // file, or "-" for standard input
	Record int    `json:"record"` // number of the record in it, counted from 1
}

// Time is a publication time with what is known about it.
type Time struct {
	At        time.Time // instant, with the offset it was given in; zero when Trust is Missing
	Precision Precision
	Trust     Trust
}

// Known reports whether there is a time at all.
func (t Time) Known() bool { return t.Precision != Unknown }

// End returns the first instant that is certainly after t: a day ends 24 hours after its start.
func (t Time) End() time.Time {
	switch t.Precision {
	case Year:
		return t.At.AddDate(1, 0, 0)
	case Month:
		return t.At.AddDate(0, 1, 0)
	case Day:
		return t.At.AddDate(0, 0, 1)
	}
	return t.At.Add(time.Minute)
}

// Precision says down to what a time is known.
type Precision uint8

// Precisions, from none to fine.
const (
	Unknown Precision = iota
	Year
	Month
	Day
	Minute
)

// String returns the name used in JSON.
func (p Precision) String() string {
	return [...]string{"unknown", "year", "month", "day", "minute"}[p]
}

// Trust says where a publication time comes from.
type Trust uint8

// Trusts, from none to full.
const (
	Missing Trust = iota // no time was given
	Guessed              // worked out from other evidence
	Crawl                // when the page was fetched
	Feed                 // the feed's word
	Stated               // the publisher's own word
)

// String returns the name used in JSON.
func (t Trust) String() string {
	return [...]string{"missing", "guessed", "crawl", "feed", "stated"}[t]
}
