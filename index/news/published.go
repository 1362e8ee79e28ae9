package news

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Publication times come in the forms of many feeds and exports. ParseTime cuts what is written into
// words, sorts them into those of the date, of the clock and of the zone, whatever their order, drops
// weekdays, and reads date and clock by the layouts below. It guesses nothing: 02/03/2025 is two days
// in two countries, and so is none; the error asks which.
//
// Two rules keep a time from claiming more than its source knew. Midnight to the second means that
// nobody gave a clock time: that is what exports write for a bare date, and one article in 86,400 is
// really of that second. And a clock time in a zone that is not known is worth its day only.

// minYear and maxYear bound what is believed. Digitised archives of daily newspapers begin around
// 1800; after 2199 there are only slips, and the 9999-12-31 that stands for "never".
const (
	minYear = 1800
	maxYear = 2199
)

// maxOffset bounds the offset of a zone, in minutes: UTC+14 is the widest there is.
const maxOffset = 14 * 60

var (
	errForm  = errors.New("no known form of a date")
	errEpoch = errors.New("the zero of Unix time")
)

// layout is one form of a date and what it tells.
type layout struct {
	form      string
	precision Precision
}

// dateLayouts are the forms of a date, its words set apart by single spaces, months cut to three
// letters.
var dateLayouts = []layout{
	{"2006-1-2", Day},
	{"2 Jan 2006", Day},
	{"Jan 2 2006", Day},
	{"2006 Jan 2", Day},
	{"20060102", Day},
	{"2006/1/2", Day},
	{"2006.1.2", Day},
	{"2.1.2006", Day},
	{"2 Jan 06", Day},
	{"2006-01", Month},
	{"2006/01", Month},
	{"Jan 2006", Month},
}

// clockLayouts are the forms of a clock time; after the seconds a fraction is accepted always.
var clockLayouts = []string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "3 PM", "150405", "1504"}

// zones are the abbreviations that mean one thing in news: those of RFC 822, and others that are
// used for one zone only. IST is used for three, and so is not among them.
var zones = map[string]int{ // hours east of Greenwich
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
}

// ParseTime reads a publication time in any usual form: RFC 3339 and its relatives, the forms of
// mail and feeds, dates in English words, months and years alone, Unix time in seconds or finer.
// Without a zone it is UTC. The trust is [Stated]. An error says why there is no believable time in s.
func ParseTime(s string) (Time, error) {
	s = strings.TrimSpace(s)
	if t, ok := usualTime(s); ok {
		return believe(t, Minute)
	}
	if whole, _, _ := strings.Cut(s, "."); isDigits(whole) && strings.Count(s, ".") <= 1 {
		return parseNumber(whole)
	}
	return parseWords(s)
}

// usualTime reads the form that most feeds and exports have: 2026-03-12T07:30:00, with Z or an offset as +01:00 behind
// it. All others, and what is no time in this one, are left to parseWords; FuzzParseTime holds the two to the same result.
func usualTime(s string) (time.Time, bool) {
	const form, offset = "2006-01-02T15:04:05", "+01:00"
	if len(s) <= len(form) || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, false
	}
	zone, rest := time.UTC, s[len(form):]
	if rest != "Z" {
		if len(rest) != len(offset) || rest[0] != '+' && rest[0] != '-' || rest[3] != ':' {
			return time.Time{}, false
		}
		var w written
		if !w.offset(rest) {
			return time.Time{}, false
		}
		zone = w.zone
	}
	n := [...]int{number(s[:4]), number(s[5:7]), number(s[8:10]), number(s[11:13]), number(s[14:16]), number(s[17:19])}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, zone)
	hour, minute, second := t.Clock() // of what is no number or too large something else comes out
	return t, t.Year() == n[0] && t.Month() == time.Month(n[1]) && t.Day() == n[2] && hour == n[3] && minute == n[4] && second == n[5]
}

// number returns the number that s is, -1 if it holds anything but digits.
func number(s string) int {
	if !isDigits(s) {
		return -1
	}
	return atoi(s)
}

// parseWords reads a time by its words.
func parseWords(s string) (Time, error) {
	var w written
	// Mail names the zone a second time, in brackets; then the offset is the better word.
	main, comment, _ := strings.Cut(s, "(")
	w.words(main)
	if w.zone == nil {
		w.words(strings.TrimSuffix(comment, ")"))
	}
	return w.time()
}

// isGap reports whether a character only keeps words apart.
func isGap(c rune) bool {
	switch c {
	case ' ', '\t', '\n', '\u00a0', '\u202f', ',', ';', '|':
		return true
	}
	return false
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// parseNumber reads a time that is written as one number: a date without signs, or Unix time. What
// it is shows in the number of digits; Unix time of so many digits lies between 1973 and 2286.
func parseNumber(s string) (Time, error) {
	switch len(s) {
	case 4:
		return parseDigits("2006", s, Year)
	case 8:
		return parseDigits("20060102", s, Day)
	case 12:
		return parseDigits("200601021504", s, Minute)
	case 14:
		return parseDigits("20060102150405", s, Minute)
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return Time{}, errForm
	case n == 0:
		return Time{}, errEpoch
	}
	switch len(s) {
	case 9, 10:
		return believe(time.Unix(n, 0).UTC(), Minute)
	case 13:
		return believe(time.UnixMilli(n).UTC(), Minute)
	case 16:
		return believe(time.UnixMicro(n).UTC(), Minute)
	case 19:
		return believe(time.Unix(0, n).UTC(), Minute)
	}
	return Time{}, errForm
}

func parseDigits(form, s string, precision Precision) (Time, error) {
	t, err := time.ParseInLocation(form, s, time.UTC)
	if err != nil {
		return Time{}, errForm
	}
	return believe(t, precision)
}

// believe returns the time with no more precision than it deserves, or an error when it can't be
// that of an article.
func believe(t time.Time, precision Precision) (Time, error) {
	switch {
	case t.Year() < minYear || t.Year() > maxYear:
		return Time{}, fmt.Errorf("year %d is not within %d to %d", t.Year(), minYear, maxYear)
	case t.Equal(time.Unix(0, 0)):
		return Time{}, errEpoch
	}
	hour, minute, second := t.Clock()
	if precision == Minute && hour == 0 && minute == 0 && second == 0 && t.Nanosecond() == 0 {
		precision = Day
	}
	return Time{At: t, Precision: precision, Trust: Stated}, nil
}

// written is a time on its way from words.
type written struct {
	date    []string
	clock   string
	half    string         // AM or PM
	zone    *time.Location // nil when none is named
	strange bool           // a zone is named, but not known
}

func (w *written) words(s string) {
	for _, word := range strings.FieldsFunc(s, isGap) {
		w.sort(word)
	}
}

// sort puts a word where it belongs. One that belongs nowhere goes to the date and spoils it.
func (w *written) sort(word string) {
	bare := strings.ToUpper(strings.ReplaceAll(word, ".", ""))
	switch {
	case isFiller(bare):
	case isStamp(word):
		w.stamp(word)
	case w.offset(word):
	case bare == "AM" || bare == "PM":
		w.halfDay(bare)
	case isClock(word):
		w.cutClock(word)
	case w.isZone(bare):
		w.named(bare)
	default:
		w.date = append(w.date, dateWords(word)...)
	}
}

// isFiller reports whether a word adds nothing.
func isFiller(word string) bool {
	switch word {
	case "AT", "ON", "", "-", "–", "—", "·":
		return true
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToUpper(day.String())
		if len(word) >= 3 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// isStamp reports whether a word is a date of ISO 8601 with something behind it.
func isStamp(word string) bool {
	if len(word) > 10 && word[4] == '-' && word[7] == '-' {
		return isDigits(word[:4]) && isDigits(word[8:10])
	}
	return len(word) > 9 && isDigits(word[:8]) && (word[8] == 'T' || word[8] == 't')
}

func (w *written) stamp(word string) {
	n := 10
	if word[4] != '-' {
		n = 8
	}
	w.date = append(w.date, word[:n])
	rest := word[n:]
	if strings.IndexByte("Tt_", rest[0]) >= 0 && len(rest) > 1 {
		w.cutClock(rest[1:])
		return
	}
	w.sort(rest)
}

// offset takes +01:00, -0500, +1 and GMT+1, and reports whether word is one.
func (w *written) offset(word string) bool {
	word = strings.TrimPrefix(strings.TrimPrefix(word, "GMT"), "UTC")
	if len(word) < 2 || word[0] != '+' && word[0] != '-' {
		return false
	}
	digits := strings.Replace(word[1:], ":", "", 1)
	if len(digits) < 3 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	minutes := n/100*60 + n%100
	if err != nil || !isDigits(digits) || len(digits) > 4 || n%100 > 59 || minutes > maxOffset {
		return false
	}
	if word[0] == '-' {
		minutes = -minutes
	}
	w.setZone(minutes)
	return true
}

// setZone takes the zone at so many minutes east of Greenwich.
func (w *written) setZone(minutes int) {
	w.zone = time.UTC
	if minutes != 0 {
		w.zone = time.FixedZone("", minutes*60)
	}
}

// isClock reports whether a word starts like 10:30 or is 10pm.
func isClock(word string) bool {
	digits := strings.IndexFunc(word, func(c rune) bool { return c < '0' || c > '9' })
	if digits < 1 || digits > 2 {
		return false
	}
	half := strings.ToUpper(word[digits:])
	return word[digits] == ':' || half == "AM" || half == "PM"
}

// cutClock takes a clock time and what is written on to it. A second one goes to the date and spoils
// it: nothing says which of them counts.
func (w *written) cutClock(word string) {
	if w.clock != "" {
		w.date = append(w.date, word)
		return
	}
	end := strings.IndexFunc(word, func(c rune) bool { return (c < '0' || c > '9') && c != ':' && c != '.' })
	if end < 0 {
		w.clock = word
		return
	}
	w.clock = word[:end]
	w.sort(word[end:])
}

// halfDay takes AM or PM; a bare number before it was the hour.
func (w *written) halfDay(half string) {
	w.half = half
	if last := len(w.date) - 1; w.clock == "" && last >= 0 {
		w.clock, w.date = w.date[last], w.date[:last]
	}
}

// isZone reports whether an upper-case word may be the name of a zone: one that is known, or letters
// behind a clock time that are no month.
func (w *written) isZone(word string) bool {
	if _, ok := zones[word]; ok {
		return true
	}
	letters := strings.IndexFunc(word, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
	return w.clock != "" && letters && len(word) <= 5 && shortMonth(word) == ""
}

func (w *written) named(zone string) {
	if w.zone != nil {
		return
	}
	hours, ok := zones[zone]
	w.strange = !ok
	w.setZone(hours * 60)
}

// dateWords returns a word of a date as the layouts have it: 18th as 18, 18-Feb-2025 as three.
func dateWords(word string) []string {
	if strings.ContainsAny(word, "-/.") && strings.ContainsFunc(word, isLetter) {
		var parts []string
		for part := range strings.FieldsFuncSeq(word, func(c rune) bool { return strings.ContainsRune("-/.", c) }) {
			parts = append(parts, dateWord(part))
		}
		return parts
	}
	return []string{dateWord(word)}
}

func dateWord(word string) string {
	if month := shortMonth(word); month != "" {
		return month
	}
	for _, ending := range [...]string{"st", "nd", "rd", "th"} {
		if day, ok := strings.CutSuffix(strings.ToLower(word), ending); ok && isDigits(day) {
			return day
		}
	}
	return word
}

func isLetter(c rune) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// shortMonth returns the first three letters of the month that word means, "" when it means none.
func shortMonth(word string) string {
	if len(word) < 3 {
		return ""
	}
	for month := time.January; month <= time.December; month++ {
		name := month.String()
		if len(word) <= len(name) && strings.EqualFold(word, name[:len(word)]) {
			return name[:3]
		}
	}
	return ""
}

// time puts the parts together.
func (w *written) time() (Time, error) {
	date := strings.Join(w.date, " ")
	for _, layout := range dateLayouts {
		day, err := time.ParseInLocation(layout.form, date, time.UTC)
		switch {
		case err != nil:
			continue
		case w.clock == "":
			return believe(in(day, time.Time{}, w.zone), layout.precision)
		case layout.precision != Day:
			return Time{}, errForm
		}
		return w.timed(day)
	}
	return Time{}, unread(date)
}

// unread says why a date was not read; of one that could be two it shows how to write the first.
func unread(date string) error {
	parts := strings.FieldsFunc(date, func(c rune) bool { return c == '/' || c == '-' })
	if len(parts) != 3 || len(date) != len(parts[0])+len(parts[1])+len(parts[2])+2 {
		return errForm
	}
	day, month, year := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	if day < 1 || day > 12 || month < 1 || month > 12 || year < minYear || year > maxYear {
		return errForm
	}
	return fmt.Errorf("day or month first? write %d-%02d-%02d", year, month, day)
}

// timed adds the clock time to a day.
func (w *written) timed(day time.Time) (Time, error) {
	written := strings.TrimSpace(w.clock + " " + w.half)
	for _, form := range clockLayouts {
		clock, err := time.ParseInLocation(form, written, time.UTC)
		if err != nil {
			continue
		}
		precision := Minute
		if w.strange {
			precision = Day
		}
		return believe(in(day, clock, w.zone), precision)
	}
	return Time{}, errForm
}

// in returns the clock time on that day in a zone.
func in(day, clock time.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	hour, minute, second := clock.Clock()
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second, clock.Nanosecond(), zone)
}
