package main

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// moved returns a publication time moved by a stretch of time, as precise as it was given, and whether
// there is one at all.
func moved(published string, by time.Duration) (string, bool) {
	t, err := news.ParseTime(published)
	if published == "" || err != nil {
		return "", false // what is no time to ingest either stays as it is
	}
	return written(t.At.Add(by), t.Precision), true
}

// written returns a time in the form that says no more than is known.
func written(at time.Time, precision news.Precision) string {
	switch precision {
	case news.Year:
		return at.Format("2006")
	case news.Month:
		return at.Format("2006-01")
	case news.Day:
		return at.Format(time.DateOnly)
	}
	return at.Format(time.RFC3339)
}

// slip says how publication times are moved.
type slip struct {
	share       float64 // of the articles
	least, most int     // days
}

func bindRedate(flags *flag.FlagSet, s *seed) change {
	var by slip
	flags.Float64Var(&by.share, "share", .2, "`share` of the articles to move, from 0 to 1")
	days := flags.String("days", "3-30", "`least-most` days to move them by")
	return func(records []record) ([]record, error) {
		var err error
		if by.least, by.most, err = parseDays(*days); err != nil {
			return nil, err
		}
		if by.share < 0 || by.share > 1 {
			return nil, errors.New("-share: it must be from 0 to 1")
		}
		return redate(records, by, *s), nil
	}
}

// parseDays reads two numbers of days, the least and the most.
func parseDays(written string) (least, most int, err error) {
	first, last, _ := strings.Cut(written, "-")
	least, err = strconv.Atoi(first)
	if err == nil {
		most, err = strconv.Atoi(last)
	}
	if err != nil || least < 0 || most < least {
		return 0, 0, fmt.Errorf("-days: %q is not of the form 3-30", written)
	}
	return least, most, nil
}

// redate moves the times of a share of the articles forward, as happens where the day of a crawl stands for
// that of publication. What has no time stays without. Their addresses are taken out: one that holds a day would
// put the time right again (news.Dating), and only where there is none a crawl's day does harm.
func redate(records []record, by slip, s seed) []record {
	return each(records, func(r record) record {
		chance := s.of("redate", r.key())
		if chance.Float64() >= by.share {
			return r
		}
		days := by.least + chance.IntN(by.most-by.least+1)
		later, ok := moved(r.value(publishedMember), time.Duration(days)*24*time.Hour)
		if !ok {
			return r
		}
		return r.withoutAddress().with(publishedMember, later)
	})
}
