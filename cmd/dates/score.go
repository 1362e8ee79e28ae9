package main

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// An expression is resolved as the timeline does it: in its sentence, by the day of publication. It is right if the
// answer is the verdict. No precision of the program is that of a week or a season: a verdict that is a range of days
// has as its answer the month or else the year that holds it; left alone it is counted apart, and the score is
// given without and with these.

// Halves of a sample.
const (
	tune  = "tune"
	check = "check"
)

// half returns the half that an expression is in.
func (e expression) half() string {
	return []string{tune, check}[rank(0, e.id, e.nth)&1]
}

// tally counts expressions by what became of them.
type tally struct {
	right   int
	missed  int // a date, left alone
	invents int // no date, given one
	wrong   int // a date, given another
	left    int // a range, left alone
}

// add counts the answer to a verdict and reports whether it is right.
func (t *tally) add(verdict, answer string) bool {
	switch {
	case answer == held(verdict):
		t.right++
		return true
	case len(verdict) > len("2006-01-02") && answer == none:
		t.left++
	case answer == none:
		t.missed++
	case verdict == none:
		t.invents++
	default:
		t.wrong++
	}
	return false
}

// held returns the day, month or year of a verdict, and of a range the month or year that holds it; none when none
// does.
func held(verdict string) string {
	if len(verdict) <= len("2006-01-02") {
		return verdict
	}
	from, to := verdict[:len("2006-01-02")], verdict[len("2006-01-02/"):]
	for _, n := range []int{len("2006-01"), len("2006")} {
		if from[:n] == to[:n] {
			return from[:n]
		}
	}
	return none
}

// columns returns the counts and the shares of what is right, without and with the ranges left alone.
func (t *tally) columns() string {
	n := t.right + t.missed + t.invents + t.wrong
	share := func(of int) float64 { return 100 * float64(t.right) / float64(max(1, of)) }
	return fmt.Sprintf("%d\t%d\t%d\t%d\t%d\t%.1f %%\t%.1f %%", t.right, t.missed, t.invents, t.wrong, t.left, share(n), share(n+t.left))
}

// writeScore writes a table of the score by kind and half, and the errors of one half.
func writeScore(out io.Writer, articles iter.Seq2[news.Article, error], gold, half string) error {
	sample, err := readJudged(gold)
	if err != nil {
		return err
	}
	tallies := map[string]*tally{}
	for a, err := range articles {
		if err != nil {
			return err
		}
		for _, j := range sample[a.ID] {
			answer := resolve(a, j.expression)
			if j.verdict == unclear {
				continue
			}
			right := false
			for _, row := range []string{j.kind, j.half(), "all"} {
				if tallies[row] == nil {
					tallies[row] = &tally{}
				}
				right = tallies[row].add(j.verdict, answer)
			}
			if !right && j.half() == half {
				fmt.Fprintf(out, "%s\t%s, not %s\n", j, j.verdict, answer)
			}
		}
		delete(sample, a.ID)
	}
	if len(sample) > 0 {
		return fmt.Errorf("score: %d articles of %s are not in the input", len(sample), gold)
	}
	return writeTable(out, tallies)
}

// writeTable writes the tallies, those of the halves last.
func writeTable(out io.Writer, tallies map[string]*tally) error {
	var rows []string
	for _, k := range net() {
		rows = append(rows, k.name)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "kind\tright\tmissed\tinvented\twrong\trange left\tscore\twith ranges")
	for _, row := range slices.Concat(rows, []string{tune, check, "all"}) {
		if t := tallies[row]; t != nil {
			fmt.Fprintf(table, "%s\t%s\n", row, t.columns())
		}
	}
	return table.Flush()
}

// written returns a time down to its precision.
func written(t news.Time) string {
	switch t.Precision {
	case news.Year:
		return t.At.Format("2006")
	case news.Month:
		return t.At.Format("2006-01")
	}
	return t.At.Format(time.DateOnly)
}

// resolve returns the date that the rules give an expression: that of the mention that overlaps it, the finest if
// several do.
func resolve(a news.Article, e expression) string {
	start, end, ok := e.span(a.Text)
	if !ok {
		return "not found"
	}
	best := news.Time{}
	for _, s := range news.Sentences(a.Text, a.Lang) {
		if s.End <= start || s.Start >= end {
			continue
		}
		for _, d := range news.Cut(a.Text[s.Start:s.End]).Dates(a.Published, a.Lang) {
			if s.Start+d.Start < end && s.Start+d.End > start && d.Time.Precision > best.Precision {
				best = d.Time
			}
		}
	}
	if !best.Known() {
		return none
	}
	return written(best)
}
