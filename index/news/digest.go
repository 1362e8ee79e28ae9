package news

import (
	"regexp"
	"strings"
)

// A digest tells of many events: a morning briefing, news in brief, a newsletter, a live page, the
// letters page, the pictures of the week. It says so in its title, and live pages in their entries, each of
// which starts with a clock time. The shape of a text tells nothing: bullets, numbered points, rules of
// stars, several datelines and paragraphs without common words are as frequent in reports of one event.
// So is "5 things to know about": only a list for a day or week is one of many events.
//
// The name of a digest stands before single reports too ("Friday briefing: two held over shooting"), and
// its words before others ("Weekly digest of bees"). So it has to be the whole title, or be followed by a
// date or a number, by a list, or by words that name no event ("what happened overnight"). A date may
// follow at once, the others only behind a mark.

const digestKinds = `(briefing|brief|briefs|digest|roundup|round-up|headlines|newsletter|news summary|bulletin)`

var digestTitle = regexp.MustCompile(`(?i)^((the )?(morning|evening|midday|lunchtime|daily|nightly|weekly|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)('s|’s)? ((news|morning|evening) ){0,2}` + digestKinds +
	`|(\S+ )?news (in brief|briefs|roundup|round-up|digest|summary)|in brief|briefly|(top|today's|today’s) (stories|headlines|news)|what you need to know (today|this morning|tonight)` +
	`|(business|sports?|world|local|police|court|crime) (in brief|briefs)|police blotter|crime log|community calendar|obituaries|death notices|(notable|recent) deaths` +
	`|(nachrichten|meldungen) (des tages|im überblick|kompakt)|newsletter)(\W|$)`)

// digestMark sets what a digest holds off from its name.
var digestMark = regexp.MustCompile(`^\s*(:|\||–|—|\s-\s)\s*`)

// digestDate is a date, a weekday or a number, with nothing behind it that is not set off.
var digestDate = regexp.MustCompile(`(?i)^[\s,(\[]*((for|of) )?(the )?` +
	`((monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december` +
	`|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|of|issue|edition|no\.|week|#?\d{1,4}(st|nd|rd|th)?)([\s,./-]+|$|[)\]:|–—]))+\s*[)\]]?\s*([:|–—]|$)`)

// digestList is a mark between the parts of a list. A comma within a number is none.
var digestList = regexp.MustCompile(`[,;]\s`)

// digestPhrase says that there is news, not which.
var digestPhrase = regexp.MustCompile(`(?i)^((all |what )?you need to know|what to know|what happened|(the|today's|today’s) (news|headlines|stories|latest))( (today|tonight|overnight|yesterday|this (morning|evening|week)))?[ .!…]*$`)

var liveTitle = regexp.MustCompile(`(?i)^live( updates?| blog)?\s*[:|–—-]|\blive (updates|blog)\b|\bas it happened\b|\bliveblog\b|\bliveticker\b`)

var clockTime = regexp.MustCompile(`(?i)^\(?([01]?\d|2[0-3])[:.][0-5]\d\s?([ap]\.?m\b|\b)`)

// digestPages name what never tells of one event, whatever stands behind a mark after them.
var digestPages = regexp.MustCompile(`(?i)^((\d{4}: )?(the )?(day|week|weekend|month|year|decade) in (pictures|photos|photographs|images|review|numbers|quotes)` +
	`|((the|best|our) ){0,2}(pictures|photos|photographs|images|quotes|cartoons) of the (day|week|month|year)` +
	`|(letters|emails) to the editor|(readers?['’]?s?['’]?|your|our) letters|reader mailbag` +
	`|what['’]s on (tv|television)( tonight| today| this week)?|tv (listings|guide|highlights)|tonight['’]s tv` +
	`|(today|this day|this week) in history|on this day` +
	`|leserbriefe|bilder (des tages|der woche)|presseschau)(\W|$)`)

// digestCount is what a list of events starts with.
const digestCount = `(\d{1,2}|three|four|five|six|seven|eight|nine|ten|twelve)`

// digestLists are titles of lists of events: "5 things to know for Tuesday", "the ten top stories of 2025".
var digestLists = regexp.MustCompile(`(?i)^(the )?((top|biggest) )?` + digestCount + ` things to know (for|on|this) (this |your )?` +
	`(mon|tues|wednes|thurs|fri|satur|sun|week)?(day|week|morning|evening|end)( morning| evening)?(\s*[:,|–—(]|$)` +
	`|^(the |our )?((top|best|biggest|\d{1,2}|ten) ){1,2}(\S+ )?stories (of|from) (the |this |last )?(day|week|month|year|decade|\d{4})(\W|$)` +
	`|^[^:]*, [^:]*: ` + digestCount + ` (stories|headlines)|[,:–—] the (week|month|year) that was$`)

// digestHeadlines is how many headlines, set apart by semicolons, only a digest has in its title.
const digestHeadlines = 4

// liveEntries is how many entries with a clock time make a page a live page.
const liveEntries = 3

// IsDigest reports whether an article tells of many events.
func IsDigest(c Content, text string) bool {
	title := strings.TrimSpace(c.Title)
	if !mayBeDigest(title) {
		return false
	}
	if isDigestTitle(title) || digestLists.MatchString(title) || strings.Count(title, "; ") >= digestHeadlines-1 {
		return true
	}
	if !liveTitle.MatchString(title) {
		return false
	}
	entries := 0
	for _, p := range c.Paragraphs {
		if clockTime.MatchString(text[p.Start:p.End]) {
			entries++
		}
	}
	return entries >= liveEntries
}

// digestHints are words of which one stands in every title that the patterns match.
var digestHints = []string{
	"brief", "digest", "round", "headlines", "newsletter", "summary", "bulletin", "stories", "news", "need to know", "blotter", "crime log", "calendar",
	"obituaries", "death", "nachrichten", "meldungen", "pictures", "photo", "images", "review", "numbers", "quotes", "cartoons", "editor", "letters", "mailbag",
	"what", "tv", "history", "this day", "bilder", "presseschau", "things to know", "that was", "live", "as it happened", "; ",
}

var digestHintFinder = NewPhraseFinder(digestHints)

// mayBeDigest reports whether a title holds any of the hints. Of a title in other letters that is not known: some
// fold to those of the hints.
func mayBeDigest(title string) bool {
	if !isPlain(title) {
		return true
	}
	var room [keyRoom]byte
	small := room[:0]
	for i := range len(title) {
		small = append(small, smallASCII(title[i]))
	}
	return digestHintFinder.in(small)
}

func isDigestTitle(title string) bool {
	at, certain := digestPages.FindStringSubmatchIndex(title), true
	if at == nil {
		at, certain = digestTitle.FindStringSubmatchIndex(title), false
	}
	if at == nil {
		return false
	}
	rest := title[at[3]:]
	if strings.Trim(rest, " .!…") == "" || digestDate.MatchString(rest) {
		return true
	}
	mark := digestMark.FindString(rest)
	rest = rest[len(mark):]
	return mark != "" && (certain || digestDate.MatchString(rest) || digestList.MatchString(rest) || digestPhrase.MatchString(rest))
}
