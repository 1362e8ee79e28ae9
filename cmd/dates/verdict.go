package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

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

// span returns where in text the expression stands.
func (e expression) span(text string) (start, end int, ok bool) {
	for range e.nth {
		at := strings.Index(text[end:], e.text)
		if at < 0 {
			return 0, 0, false
		}
		start, end = end+at, end+at+len(e.text)
	}
	return start, end, true
}

// Verdicts that are no dates.
const (
	none    = "none"
	unclear = "unclear"
)

// judged is an expression with its verdict.
type judged struct {
	expression
	verdict string
}

// readJudged reads a judged sample, by article.
func readJudged(file string) (sample map[string][]judged, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open judged sample: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sample = map[string][]judged{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		j, err := parseJudged(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("read %s, line %d: %w", file, n, err)
		}
		sample[j.id] = append(sample[j.id], j)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return sample, nil
}

// parseJudged reads a line of a judged sample.
func parseJudged(line string) (judged, error) {
	columns := strings.Split(line, "\t")
	if len(columns) != 5 {
		return judged{}, fmt.Errorf("%d columns, not 5", len(columns))
	}
	j := judged{expression{id: columns[0], kind: columns[2], text: columns[3]}, columns[4]}
	nth, err := strconv.Atoi(columns[1])
	if j.nth = nth; err != nil || nth < 1 {
		return judged{}, fmt.Errorf("%q is no place to count", columns[1])
	}
	if j.verdict != none && j.verdict != unclear && !isDates(j.verdict) {
		return judged{}, fmt.Errorf("%q is no verdict", j.verdict)
	}
	return j, nil
}

// isDates reports whether a verdict is a date or a range of days.
func isDates(verdict string) bool {
	from, to, ranged := strings.Cut(verdict, "/")
	if ranged {
		return isDate(from, time.DateOnly) && isDate(to, time.DateOnly)
	}
	return isDate(from, "2006") || isDate(from, "2006-01") || isDate(from, time.DateOnly)
}

func isDate(s, form string) bool {
	_, err := time.Parse(form, s)
	return err == nil
}
