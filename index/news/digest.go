package news

import (
	"regexp"
	"strings"
)

// A digest tells of many events: a morning briefing, news in brief, a newsletter, a live page. It says
// so in its title, and live pages in their entries, each of which starts with a clock time.

var digestTitle = regexp.MustCompile(`(?i)^(the )?(morning|evening|midday|lunchtime|daily|nightly|weekly|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)('s|’s)? ((news|morning|evening) )?(briefing|brief|briefs|digest|roundup|round-up|headlines|newsletter|news summary|bulletin)\b` +
	`|\bnews (in brief|briefs|roundup|round-up|digest|summary)\b|^in brief\b|^briefly\b|^(top|today's|today’s) (stories|headlines|news)\b|^what you need to know (today|this morning|tonight)\b|^(nachrichten|meldungen) (des tages|im überblick|kompakt)\b|^newsletter:`)

var liveTitle = regexp.MustCompile(`(?i)^live( updates?| blog)?\s*[:|–—-]|\blive (updates|blog)\b|\bas it happened\b|\bliveblog\b|\bliveticker\b`)

var clockTime = regexp.MustCompile(`^\(?([01]?\d|2[0-3])[:.][0-5]\d\b`)

// liveEntries is how many entries with a clock time make a page a live page.
const liveEntries = 3

// IsDigest reports whether an article tells of many events.
func IsDigest(c Content, text string) bool {
	title := strings.TrimSpace(c.Title)
	if digestTitle.MatchString(title) {
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
