package news

import "time"

// Holidays that have a day of their own date what happens on them: on Christmas Eve, since Veterans Day. English and
// American; those of Easter and of the moon are left alone, and so is what is named for one, as a Christmas break.

// holiday is a day of the year.
type holiday struct {
	month, day int // the day, or that from which on the first such weekday is it
	on         weekdaySet
	far        int // days from the publication beyond which another year may be meant
}

const halfYear = 183

// holidays are known by their words in lower case; "" stands for a holiday of one word.
var holidays = map[string]map[string]holiday{
	"christmas":    {"day": {12, 25, allWeekdays, halfYear}, "eve": {12, 24, allWeekdays, halfYear}},
	"independence": {"day": {7, 4, allWeekdays, halfYear}},
	"veterans":     {"day": {11, 11, allWeekdays, halfYear}},
	"inauguration": {"day": {1, 20, allWeekdays, 120}},
	"halloween":    {"": {10, 31, allWeekdays, halfYear}},
	"memorial":     {"day": {5, 25, 1 << time.Monday, halfYear}},
	"labor":        {"day": {9, 1, 1 << time.Monday, halfYear}},
	"election":     {"day": {11, 2, 1 << time.Tuesday, 120}},
	"thanksgiving": {"": {11, 22, 1 << time.Thursday, halfYear}, "day": {11, 22, 1 << time.Thursday, halfYear}},
}

var holidayLeads = wordSet(`on at since before after until by`)

// holiday reads Veterans Day, on Thanksgiving. One of a single word needs such a word before it. English only.
func (f *dateFinder) holiday(i int) (DateMention, int, bool) {
	names := holidays[f.word(i)]
	day, next := f.word(i+1), i+2
	if !f.capital(i + 1) {
		day, next = "", i+1
	}
	h, ok := names[day]
	if !ok || f.lang != "en" || !f.capital(i) || f.precision < Day || day == "" && (!holidayLeads[f.word(i-1)] || f.at(i+1).kind == wordPiece) {
		return DateMention{}, i, false
	}
	t := f.nearestHoliday(h)
	if days := int(t.Sub(f.published).Abs().Hours() / 24); days > h.far || isYear(f.str(next)) || isYear(f.str(next+1)) {
		return DateMention{}, i, false
	}
	return guessed(f.mention(t, Day, i, next))
}

// nearestHoliday returns the day of a holiday nearest to the publication.
func (f *dateFinder) nearestHoliday(h holiday) (best time.Time) {
	for year := f.published.Year() - 1; year <= f.published.Year()+1; year++ {
		t, _ := f.civil(year, h.month, h.day)
		for h.on>>t.Weekday()&1 == 0 {
			t = t.AddDate(0, 0, 1)
		}
		if best.IsZero() || t.Sub(f.published).Abs() < best.Sub(f.published).Abs() {
			best = t
		}
	}
	return best
}
