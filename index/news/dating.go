package news

import (
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Many archives and crawlers write down when they fetched a page, not when it was published, and many
// write nothing. The article itself knows better at times, in three places:
//
//   - its address: /2026/03/12/, /2026/mar/12/, /2026-03/12/, -20260312;
//   - a line of its own above the text: "Updated: 12 March 2026, 10:40 GMT";
//   - its dateline: "PORT ALDER, March 12 (Agency) —".
//
// The address is made once, when the article is, and is right where the two differ: it stands in for a
// time that is missing and for one more than contraryDays away. Lines and datelines are not so sure: pages
// are updated, and a video or an older report set into an article has a date of its own. They stand in for
// a missing time, and a given one that is later by more than contraryDays is taken for that of a crawl: the
// article was there by then; since when is not known.
//
// Dates in running text prove nothing: they are those of what is told.

// contraryDays is how many days a time may be away from what the article itself says. Time zones and
// printed editions, dated a day after what was online, make up for two.
const contraryDays = 2

// Dating returns when an article was published as far as the article itself tells: its Published, or a
// day that it states where there is none or the address contradicts it ([Guessed]), or Published with no
// more trust than [Crawl] where an earlier day stands above the text.
func Dating(a Article) Time {
	given := a.Published
	if given.Known() && given.Precision < Day {
		return given
	}
	day, certain := addressDay(a.URL)
	ok := certain
	if !certain {
		day, ok = statedDay(a)
	}
	late := given.At.Sub(day).Hours() / 24
	switch {
	case !ok:
		return given
	case !given.Known(), certain && (late > contraryDays+1 || late < -contraryDays):
		return Time{day, Day, Guessed}
	case late > contraryDays+1:
		given.Trust = min(given.Trust, Crawl)
	}
	return given
}

// addressDate is a date in the path of an address and what sets it off.
var addressDate = regexp.MustCompile(`(?i)[/_.-]((?:19|20)\d\d)([/_-]?)(\d\d|[1-9]|[a-z]{3})([/_-]?)(\d\d|[1-9])(?:[/_.-]|$)`)

// addressDay returns the day in the path of an address. A path that names two days names none, and nor
// do the archives of a month: /2026_03_01_archive.
func addressDay(address string) (day time.Time, ok bool) {
	if address == "" {
		return day, false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || strings.Contains(u.Path, "_archive") {
		return day, false
	}
	if !hasYear(u.Path) {
		return day, false
	}
	for path := u.Path; ; {
		at := addressDate.FindStringSubmatchIndex(path)
		if at == nil {
			return day, ok
		}
		t, known := partsDay(addressDate.FindStringSubmatch(path))
		if known && ok && !t.Equal(day) {
			return day, false
		}
		if known {
			day, ok = t, true
		}
		path = path[at[11]:]
	}
}

// hasYear reports whether a path holds what may be a year, without which there is no date to look for.
func hasYear(path string) bool {
	for i := range max(0, len(path)-3) {
		if c := path[i : i+2]; (c == "19" || c == "20") && isDigits(path[i+2:i+4]) {
			return true
		}
	}
	return false
}

// partsDay returns the day of a match of addressDate. Month and day have two digits unless slashes set
// them off.
func partsDay(parts []string) (time.Time, bool) {
	year, gap, month, gap2, day := parts[1], parts[2], parts[3], parts[4], parts[5]
	if (gap == "") != (gap2 == "") || len(month+day) < 4 && gap+gap2 != "//" {
		return time.Time{}, false
	}
	t, err := ParseTime(year + " " + month + " " + day)
	if err != nil {
		t, err = ParseTime(year + "-" + month + "-" + day)
	}
	return t.At, err == nil
}

// Bounds of the lines above a text.
const (
	headLines      = 6
	headWords      = 16 // a longer line is a paragraph
	maxStampOthers = 4  // words beside a date and its label: by whom
)

// statedDay returns the day that the title or the lines above the text give, or the dateline.
func statedDay(a Article) (time.Time, bool) {
	if day, ok := lineDay(a.Title, a.Lang); ok {
		return day, true
	}
	rest := a.Text
	for range headLines {
		text, after, more := strings.Cut(rest, "\n")
		if day, ok := lineDay(text, a.Lang); ok {
			return day, true
		}
		if day, ok := datelineDay(text, a); ok {
			return day, true
		}
		if !more || !isBrief(text) {
			break
		}
		rest = strings.TrimLeftFunc(after, unicode.IsSpace)
	}
	return time.Time{}, false
}

// stampLabels say of a date that it is that of the page; stampWords stand beside such dates.
var (
	stampLabels = wordSet(`published posted updated modified created date veröffentlicht aktualisiert stand publié publicado pubblicato gepubliceerd`)
	stampWords  = wordSet(`first originally last on at by of the a am pm m p t et ct mt pt ist um uhr le à el il alle om`)
)

// isBrief reports whether a line is short enough to stand above a text.
func isBrief(line string) bool {
	words := 0
	for range strings.FieldsSeq(line) {
		if words++; words > headWords {
			return false
		}
	}
	return true
}

// lineDay returns the day of a line that holds nothing but a date, its clock time and their label.
func lineDay(line, lang string) (day time.Time, ok bool) {
	if !isBrief(line) || !strings.ContainsAny(line, "0123456789") {
		return day, false
	}
	rest := line
	for _, d := range Cut(line).Dates(Time{}, lang) {
		if d.Time.Precision != Day || ok && !d.Time.At.Equal(day) {
			return day, false
		}
		day, ok = d.Time.At, true
		rest = strings.Replace(rest, d.Text, " ", 1)
	}
	return day, ok && isStampRest(rest, lang)
}

// isStampRest reports whether what stands beside a date says no more than that it is that of the page.
func isStampRest(rest, lang string) bool {
	f := newDateFinder(Cut(rest), Time{}, lang)
	labelled, others := false, 0
	for i, p := range f.list {
		w := f.word(i)
		_, isDay := f.weekdays[w]
		_, isZone := zones[strings.ToUpper(w)]
		switch {
		case stampLabels[w]:
			labelled = true
		case p.kind == wordPiece && !isDay && !isZone && !stampWords[w]:
			others++
		}
	}
	return others == 0 || labelled && others <= maxStampOthers
}

// datelineForm is a place in capitals, more of it and a date, and perhaps an agency, up to a dash.
var datelineForm = compiled(`^\p{Lu}[\p{Lu} .'’/-]{2,40}[, (]+([^()—–]{4,40}?)\)?\s*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*(?:--?|—|–)\s`)

// startsUpper reports whether a line may start with a place in capitals: most lines show by their second letter that they don't.
func startsUpper(line string) bool {
	return len(line) > 1 && !(line[1] >= 'a' && line[1] <= 'z' && line[0] < utf8.RuneSelf)
}

// datelineDay returns the day of the dateline that a line starts with. Without a year, it is the
// nearest to the publication.
func datelineDay(line string, a Article) (day time.Time, ok bool) {
	if !startsUpper(line) {
		return day, false
	}
	match := datelineForm().FindStringSubmatch(line)
	if match == nil {
		return day, false
	}
	dates := Cut(match[1]).Dates(a.Published, a.Lang)
	if len(dates) != 1 || dates[0].Time.Precision != Day || !strings.ContainsAny(dates[0].Text, "0123456789") {
		return day, false // weekdays are found from the time that is in doubt
	}
	place, ends := strings.CutSuffix(strings.TrimRight(match[1], " ,"), dates[0].Text)
	return dates[0].Time.At, ends && isPlace(place)
}
