package index

import "time"

// Days are counted from 1970-01-01, in UTC.

// Day returns the day a record counts for, in days since 1970 in UTC: that of its publication, or on which it was
// collected when it is undated, or kept when that is unknown, too.
func (r Record) Day() int {
	switch {
	case r.Published.Known():
		return dayOf(r.Published.At)
	case !r.Seen.IsZero():
		return dayOf(r.Seen)
	}
	return dayOf(r.Kept)
}

func dayOf(t time.Time) int {
	const seconds = 24 * 60 * 60
	s := t.Unix()
	day := s / seconds
	if s%seconds < 0 {
		day--
	}
	return int(day)
}

// startOf returns the instant at which a day begins, in UTC.
func startOf(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

// monthOf returns the month of a time in UTC, as in 2006-01.
func monthOf(t time.Time) string { return t.UTC().Format("2006-01") }
