package main

import "fmt"

// The judged sample is a table: article, nth, kind, expression, verdict. The verdict is the reader's, who had the
// expression between some 110 and 75 characters of the text, the day of publication, and this to go by:
//
//   - a day, month or year: 2016-09-20, 2016-09, 2016. Early, mid and late name the whole month or year; since, until
//     and by the day that follows them; a month, day or weekday before a noun dates it: the May 3 vote, today's vote;
//   - FROM/TO in days for what is none of these: a week (from Monday), a weekend, a season, a decade;
//   - none: what dates nothing told. Names (Fox News Sunday, 9/11), numbers, habits, today for nowadays, spans up to or
//     from now (the last three years), a few weeks ago, a year before a noun (the 2016 election), and what counts
//     from another event (a day after the vote), as a sentence is dated by itself;
//   - unclear: the reader can't tell, or the day of publication is wrong. These are not scored.

// expression is an expression of an article: the nth place where its text holds these bytes, counted from 1.
type expression struct {
	id   string
	nth  int
	kind string
	text string
}

// String returns the columns of a judged sample, without the verdict.
func (e expression) String() string {
	return fmt.Sprintf("%s\t%d\t%s\t%s", e.id, e.nth, e.kind, e.text)
}
