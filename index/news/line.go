package news

import (
	"bytes"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What a page leaves in the text of an article that was copied or scraped from it: labels of
// advertisements, calls to subscribe and to follow, picture captions, comment boxes, bylines. The
// patterns here and in remainlines.go hold for any page and name no outlet. They would rather keep a
// remain than lose a sentence: a line that reports what somebody said, or that starts with a
// quotation mark, is never taken for a call to the reader.

// Limits in words.
const (
	maxLabelWords  = 12 // a line of remainLines, a date
	maxPhraseWords = 16 // a line that a phrase of remainPhrases takes with it
	maxRemainWords = 25 // longer lines are text, whatever words they hold
	maxCallWords   = 45 // "Get the news … Join our channel": calls of several sentences
)

// line is one line of a text with what the patterns need to know of its words.
type line struct {
	text   string
	words  int
	hash   uint64 // of the normalised words in order
	asks   int    // verbs that ask the reader; of this and all below, nothing is known of lines over maxCallWords
	uses   wordUse
	dates  int  // words of a date, and numbers
	number bool // the first word is a number
	leads  bool // it may start like a line that leads away
}

// newLine returns a line of a text, given its words.
func newLine(text string, at cutLine, words []hashedWord) line {
	l := line{text: text[at.Start:at.End], words: len(words)}
	dates := 0
	for _, w := range words {
		l.hash = bits.RotateLeft64(l.hash, 5) + w.hash
		l.uses |= w.uses
		if w.uses&(numericWord|clockWord|calendarWord) != 0 {
			dates++
		}
	}
	if l.words > maxCallWords { // text, whatever it holds
		return l
	}
	l.dates = dates
	if l.uses&(askVerb|askUsVerb) != 0 {
		l.asks = asks(l.text, at.Span, words)
	}
	l.number = l.words > 0 && words[0].uses&numericWord != 0
	l.leads = l.words <= maxRemainWords && mayLead(l.text, at, words)
	return l
}

// asks counts the verbs of a line that ask the reader.
func asks(text string, at Span, words []hashedWord) int {
	n := 0
	before := wordUse(0)
	for _, w := range words {
		if w.uses&askVerb != 0 && (before&pleaseWord != 0 || opensSentence(text, w.at.Start-at.Start)) || before&(askVerb|askUsVerb) != 0 && w.uses&usWord != 0 {
			n++
		}
		if w.uses&linkWord == 0 {
			before = w.uses
		}
	}
	return n
}

// opensSentence reports whether the word at i is the first of a sentence or clause, where English
// puts the verb that asks.
func opensSentence(text string, i int) bool {
	before := strings.TrimRightFunc(text[:i], unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:;…|•→»–—-", last)
}

// isRemain reports whether a line is left over from a page.
func (l line) isRemain() bool {
	if l.words > maxCallWords {
		return false
	}
	if l.isCall() || l.isCaption() {
		return true
	}
	if l.words > maxRemainWords {
		return false
	}
	return l.isLabel() || l.isPageDate() || l.isBreadcrumb() || l.leadsAway() || l.isByline()
}

// isCall reports whether a line asks the reader to join, follow or subscribe to something: it holds
// a verb that asks, the channel that it asks to, and the tone of a call.
func (l line) isCall() bool {
	if l.asks == 0 || l.uses&channelWord == 0 || l.uses&toneWord == 0 || l.isReport() {
		return false
	}
	return l.words <= maxRemainWords || l.asks > 1 || strings.ContainsAny(l.text, "→»")
}

// isReport reports whether a line tells what somebody said.
func (l line) isReport() bool {
	return l.uses&reportWord != 0 || startsQuoted(l.text)
}

func startsQuoted(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"'“‘„«", first)
}

// compiled returns what compiles a pattern when it is first asked for. Large ones take a tenth of the start of a command, and many commands
// read no article.
func compiled(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// captionEnd ends the caption of a picture: "(AP Photo)", "(Photo by …)", "(Name Name / Agency)", but
// not "(see photo)." inside of a sentence.
var captionEnd = compiled(`(?i:\((?:[^()]{0,60}\b)?(?:photo|image|picture|foto)s?\b[^()]{0,60}\)|\bfile (?:photo|image)\.?|/ ?getty images\.?\)?|\bphotograph: [^.]{1,60}\.?)$` +
	`|\((?:\p{Lu}[\p{L}.'’-]* ){1,3}\p{Lu}[\p{L}.'’-]* ?/ ?\p{Lu}[^()]{1,50}\)$`)

// captionStart begins the caption of a picture from an archive.
var captionStart = regexp.MustCompile(`^FILE\b ?[-–—:]`)

func (l line) isCaption() bool {
	if l.uses&pictureWord == 0 && !strings.HasSuffix(l.text, ")") {
		return false
	}
	return mayEndCaption(l.text) && captionEnd().MatchString(l.text) || l.uses&pictureWord != 0 && captionStart.MatchString(l.text)
}

// mayEndCaption reports whether a line ends with what captionEnd ends with: that takes looking at a few bytes, where the pattern
// is tried at every place of the line. Letters that are not ASCII may fold to some that are.
func mayEndCaption(text string) bool {
	end := strings.TrimSuffix(strings.TrimSuffix(text, ")"), ".")
	if end == "" || text[len(text)-1] >= utf8.RuneSelf || end[len(end)-1] >= utf8.RuneSelf {
		return true
	}
	if strings.Contains(text, "h:") || strings.Contains(text, "H:") { // photograph:
		return true
	}
	for _, word := range [...]string{"photo", "image", "images"} {
		if at := len(end) - len(word); at >= 0 && strings.EqualFold(end[at:], word) {
			return true
		}
	}
	open := strings.LastIndexByte(text, '(')
	if open < 0 || text[len(text)-1] != ')' {
		return false
	}
	if strings.IndexByte(text[open:], '/') >= 0 { // (Ann Tolver / Agency)
		return true
	}
	var room [keyRoom]byte
	small := room[:0]
	for _, c := range []byte(text[open:]) {
		small = append(small, smallASCII(c))
	}
	return pictureFinder.in(small)
}

// pictureFinder finds what captions name in brackets at their end.
var pictureFinder = NewPhraseFinder([]string{"photo", "image", "picture", "foto"})

// isLabel reports whether a line is the label of a part of the page, such as "Advertisement" or
// "14 comments", is a date and nothing else, or holds no word at all.
func (l line) isLabel() bool {
	if l.words > maxLabelWords {
		return false
	}
	if l.dates == l.words && (l.words == 0 || l.uses&calendarWord != 0) {
		return true
	}
	var room [keyRoom]byte
	key := appendLabelKey(room[:0], l.text)
	if l.number {
		key = bytes.TrimLeft(key, "0123456789 ")
	}
	return remainLines[string(key)]
}

// maxStampExtra is how many words that are none of a date a date stamp may hold: by Ann Tolver.
const maxStampExtra = 3

// stampStart starts a line that says when an article was put on its page.
var stampStart = regexp.MustCompile(`(?i)^(?:(?:first|last) )?(?:published|updated|posted|modified):?(?: on| at)?,? (?:\p{L}{3,9}\.?,? )?\d`)

// isPageDate reports whether a line says when the article was published or changed and no more.
func (l line) isPageDate() bool {
	if l.words > maxLabelWords || l.words-l.dates > maxStampExtra || l.uses&calendarWord == 0 || endsSentence(l.text) {
		return false
	}
	return stampStart.MatchString(l.text)
}

// Limits of a breadcrumb.
const (
	maxCrumbWords = 4 // "Arts and Culture"; more are a sentence, or a headline at the end
	minLongTrail  = 3 // crumbs before which a headline may stand
)

// isBreadcrumb reports whether a line is the way to the page: "Home > News > Port Alder". A bar or a
// slash stands in headlines too, so that two parts set apart by one make a breadcrumb only when they
// start with home or are both names of sections.
func (l line) isBreadcrumb() bool {
	if !hasCrumbs(l.text) || endsSentence(l.text) {
		return false
	}
	text := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(l.text), "you are here:"))
	crumbs := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(crumbMarks, r) })
	for i, crumb := range crumbs {
		crumbs[i] = strings.TrimSpace(crumb)
		last := i == len(crumbs)-1
		if strings.Count(crumbs[i], " ") >= maxCrumbWords && !(last && i+1 >= minLongTrail) {
			return false
		}
	}
	switch {
	case len(crumbs) < 2 || !crumbWords[crumbs[0]]:
		return false
	case len(crumbs) == 2 && !strings.ContainsAny(text, ">»›"):
		return strings.HasPrefix(crumbs[0], "home") || crumbWords[crumbs[1]]
	}
	return true
}

// hasCrumbs reports whether a line has any of crumbMarks; those that are not ASCII are looked for last.
func hasCrumbs(text string) bool {
	return strings.IndexByte(text, '/') >= 0 || strings.IndexByte(text, '|') >= 0 || strings.IndexByte(text, '>') >= 0 ||
		strings.Contains(text, "»") || strings.Contains(text, "›")
}

// crumbMarks set the parts of a breadcrumb apart.
const crumbMarks = ">»›|/"

// labelKey returns a line as it stands in remainLines.
func labelKey(text string) string { return string(appendLabelKey(nil, text)) }

// keyRoom is room for the key of a short line.
const keyRoom = 160

// appendLabelKey is labelKey in the room behind an empty dst.
func appendLabelKey(dst []byte, text string) []byte {
	key := appendNormal(dst, text)
	for len(key) > 0 && strings.IndexByte(labelMarks, key[len(key)-1]) >= 0 {
		key = key[:len(key)-1]
	}
	if len(key) > 0 && isShown(key[len(key)-1]) && plainSmall[key[0]&0x7F] != 0 && key[0] != '_' && isShown(key[0]) {
		return key // as nearly always
	}
	return bytes.Trim(key, labelMarks+wideLabelMarks)
}

// labelMarks and wideLabelMarks stand around labels.
const (
	labelMarks     = " .,:!?-_*|>()[]"
	wideLabelMarks = "·•→»…"
)

// leadsAway reports whether a line leads away from the article: to another one, to a service of the
// outlet, to its legal notice.
func (l line) leadsAway() bool {
	if !l.leads && l.words > maxPhraseWords {
		return false
	}
	var room [keyRoom]byte
	key := appendLabelKey(room[:0], l.text)
	starts := func(start string) bool { return startsText(key, start) }
	switch {
	case l.leads && slices.ContainsFunc(remainLabels, starts):
		return true
	case l.isReport():
		return false
	case l.leads && slices.ContainsFunc(remainStarts, starts):
		return true
	}
	return l.words <= maxPhraseWords && remainPhraseFinder.in(key)
}

// mayLead reports whether a line may start with one of remainLabels or remainStarts: by its first word, if the
// words of the line are cut as those of the tables were.
func mayLead(text string, at cutLine, words []hashedWord) bool {
	if len(words) == 0 || leadStarts.of(words[0].hash) {
		return true
	}
	first := text[words[0].at.Start-at.Start : words[0].at.End-at.Start]
	return first[0] == '_' || strings.Contains(first, ":") || strings.Contains(text, "©") || !at.fast && !isPlain(text)
}

// leadStarts are the first words of remainLabels and remainStarts.
var leadStarts = func() wordTable[bool] {
	starts := map[string]bool{}
	for _, start := range slices.Concat(remainLabels, remainStarts) {
		for word := range Words(start) {
			starts[string(word)] = true
			break
		}
	}
	return newWordTable(starts)
}()

// isByline reports whether a line says who wrote the article and nothing else: "By Ann Tolver",
// "(Reporting by Ann Tolver; editing by Jo Marsh)".
func (l line) isByline() bool {
	switch {
	case endsSentence(l.text):
		return false
	case strings.HasPrefix(l.text, "By "), strings.HasPrefix(l.text, "BY "):
		return bylineStart().MatchString(l.text)
	}
	return l.uses&bylineWord != 0 && signOff.MatchString(l.text)
}

var (
	bylineStart = compiled(`^(?:By|BY) (?:\p{Lu}[\p{L}.'’-]*|The|the)(?:,? (?:and |AND )?\p{Lu}[\p{L}.'’-]*)+(?:,? (?:in|for|of) \p{Lu}.{1,40}|,? (?:staff|our|the) .{1,40}| ?[-–—|•] .*)?$` +
		`|^By (?:our|a|an) (?:\p{L}+ ){0,3}(?:correspondent|reporter|staff)\b.{0,40}$`)
	signOff = regexp.MustCompile(`(?i)^\(?(?:(?:additional )?(?:reporting|writing) by|(?:compiled|edited|editing) by|with (?:reporting|files) from) `)
)
