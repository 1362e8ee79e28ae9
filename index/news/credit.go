package news

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text credits its author in few places, and only there is a name taken for a credit: in the
// dateline, PLACE (NAME) — or PLACE, DATE /NAME/ -- or PLACE, NAME —; in a byline among the first lines; and at the
// end, alone on a line or after a dash, in brackets, after "Source:", after "with material from" or in a copyright
// notice. Within brackets any name counts, elsewhere only the world's news agencies, since a byline names people and
// a source line ministries. Of several agencies, or one with its desk as in dpa/lnw, the first counts. Credits of photos and
// words such as "told Reuters" are none of these.

// Where credits stand, in lines that hold more than white space.
const (
	datelineLines = 6 // headline, standfirst, byline and a caption or two may come before
	bylineLines   = 8
	endingLines   = 3
)

// Limits of a dateline: what is longer is a sentence with a bracket in it.
const (
	minReportBytes = 20 // a shorter line after it is one of a list: Iva Strom (Labour) – 4,120
	maxPlaceBytes  = 60
	maxCreditBytes = 40
	maxInitials    = 4 // a shorter name may be a word or a person's, too
)

// Credit returns the news agency that the text itself names as its author: a known agency by its
// usual name, another as written in the dateline, which may be the outlet itself, and "" for none.
func Credit(text string) string {
	if name, _ := dateline(text); name != "" {
		return agencyOr(name)
	}
	for line := range firstLines(text, bylineLines) {
		if agency := byline(line); agency != "" {
			return agency
		}
	}
	for _, line := range lastLines(text, endingLines) {
		if agency := ending(line); agency != "" {
			return agency
		}
	}
	return ""
}

// firstLines yields the first n lines that hold more than white space, trimmed.
func firstLines(text string, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if n--; n < 0 || !yield(line) {
				return
			}
		}
	}
}

// lastLines returns the last n lines that hold more than white space, trimmed, in order.
func lastLines(text string, n int) []string {
	lines := make([]string, 0, n)
	for more := true; more && len(lines) < n; {
		i := strings.LastIndexByte(text, '\n')
		if line := strings.TrimSpace(text[i+1:]); line != "" {
			lines = append(lines, line)
		}
		more, text = i >= 0, text[:max(i, 0)]
	}
	slices.Reverse(lines)
	return lines
}

// dateline returns the name in the dateline of a text, as written, and the stretch from the start of
// its line to its end; "" if there is none.
func dateline(text string) (name string, at Span) {
	for n, start := 0, 0; start < len(text) && n < datelineLines; {
		line, _, _ := strings.Cut(text[start:], "\n")
		if strings.TrimSpace(line) != "" {
			n++
		}
		if name, end := lineDateline(line); name != "" {
			return name, Span{start, start + end}
		}
		start += len(line) + 1
	}
	return "", Span{}
}

// lineDateline returns the name in the dateline that a line starts with, and where the dateline ends.
func lineDateline(line string) (name string, end int) {
	place, closing := line[:min(len(line), maxPlaceBytes)], ")"
	open := strings.IndexByte(place, '(')
	if open < 0 {
		open, closing = strings.IndexByte(place, '/'), "/"
	}
	if open < 0 || !isPlace(line[:open]) {
		return bareDateline(line)
	}
	length := strings.Index(line[open+1:min(len(line), open+1+maxCreditBytes)], closing)
	if length < 0 {
		return bareDateline(line)
	}
	name = strings.TrimSpace(line[open+1 : open+1+length])
	end = open + length + 2
	if open == 0 && !isAcronym(name) && isUpper(name) && agencyOf(name) == "" {
		return "", 0 // (PORT ALDER) — is a place
	}
	if !isCreditName(name) || isInitials(name, line[:open]) || !endsDateline(line[end:], closing) {
		return "", 0
	}
	return name, end
}

// bareDateline is lineDateline for an agency without brackets: alone, or behind a place and its comma. A short name has to be written as
// the agency writes it, or in capitals: Ani is a woman.
func bareDateline(line string) (name string, end int) {
	head := line[:min(len(line), maxPlaceBytes)]
	at, size := len(head), 0
	for _, dash := range []string{"—", "–", " --", " - "} {
		if i := strings.Index(head[:at], dash); i >= 0 {
			at, size = i, len(dash)
		}
	}
	if size == 0 {
		return "", 0
	}
	name = head[:at]
	if comma := strings.LastIndexByte(name, ','); comma >= 0 {
		if !isPlace(name[:comma]) {
			return "", 0
		}
		name = name[comma+1:]
	}
	name = strings.TrimSpace(name)
	agency, end := agencyOf(name), at+size
	if agency == "" || len(agency) <= maxInitials && !strings.HasPrefix(name, agency) && !isUpper(name) {
		return "", 0
	}
	if rest := strings.TrimSpace(line[end:]); len(rest) < minReportBytes || len(rest) < 2*maxCreditBytes && mentionsImage(rest) {
		return "", 0
	}
	return name, end
}

// isPlace reports whether what stands before the bracket is a place, with a date or without: words
// with capitals, numbers, commas and points, or nothing.
func isPlace(s string) bool {
	for _, word := range strings.Fields(s) {
		word = strings.Trim(word, ",.")
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(r) && !rolesOf(word).can(aParticle) && !placeWords[word] {
			return false
		}
		if strings.ContainsAny(word, "\"“”?!:;|()=") {
			return false
		}
	}
	return true
}

// placeWords are small words in places and dates of datelines: Stratford upon Avon, 3. marts.
var placeWords = wordSet(`upon on sur am an près near sous mars avril mai juin juillet août septembre octobre novembre décembre
	janvier février enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`)

// isCreditName reports whether what stands in the brackets of a dateline can be an agency or outlet.
func isCreditName(name string) bool {
	if utf8.RuneCountInString(name) < 2 || len(strings.Fields(name)) > 5 || strings.ContainsAny(name, "0123456789\"“”?!:;()%$") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(name)
	known := agencyOf(name) != ""
	return (!unicode.IsLower(first) || known) && unicode.IsLetter(first) && !mentionsImage(name) && !notCredits[agencyKey(name)]
}

// notCredits stand in brackets in headlines and before standfirsts.
var notCredits = wordSet(`update updated exclusive opinion analysis live corrected correction recap review`)

// endsDateline reports whether the text goes on after a dateline: a dash, or for PLACE (CNN)The text
// a capital without a blank. After /NAME/ a point will do.
func endsDateline(rest, closing string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if closing == ")" && unicode.IsUpper(next) || closing == "/" && next == '.' {
		return true
	}
	rest = strings.TrimSpace(rest)
	text := strings.TrimLeft(rest, "-—–―:| ")
	return len(text) < len(rest) && (text == "" || len(text) >= minReportBytes)
}

// isInitials reports whether a name in brackets is only short for the words before it, as in Alder
// Ferry Company (AFC).
func isInitials(name, words string) bool {
	var initials strings.Builder
	for _, word := range strings.Fields(words) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			initials.WriteRune(r)
		}
	}
	return initials.Len() > 1 && strings.HasSuffix(initials.String(), name)
}

// byline returns the agency of a byline: By Reuters; By Iva Strom, Associated Press; IVA STROM Associated Press; AP | Monday, March 3;
// Reuters Staff.
func byline(line string) string {
	if len(line) > 2*maxCreditBytes {
		return ""
	}
	if agency := material(line); agency != "" {
		return agency
	}
	word, rest, _ := strings.Cut(line, " ")
	head, _, barred := strings.Cut(line, "|")
	switch {
	case strings.HasSuffix(line, " Staff"):
		return agencyOf(line)
	case barred && agencyOf(head) != "" && !mentionsImage(line):
		return agencyOf(head)
	case !bylineWords[strings.TrimSuffix(strings.ToLower(word), ":")]:
		name, agency := cutLongAgency(line)
		if !isUpper(name) || strings.HasSuffix(line, strings.ToUpper(agency)) { // AGENCY LEAVES ASSOCIATED PRESS is a headline
			return ""
		}
		return agencyOf(agency)
	}
	first, last := rest, rest
	if i := strings.IndexAny(rest, bylineMarks); i >= 0 {
		first, last = rest[:i], rest[strings.LastIndexAny(rest, bylineMarks)+1:]
	}
	_, behind := cutLongAgency(rest)
	return cmp.Or(agencyOf(last), agencyOf(first), agencyOf(behind))
}

// bylineMarks stand between a name and an agency, or between an agency and a date.
const bylineMarks = ",|(/"

// cutLongAgency cuts the last two words off a line, which may be an agency's name of several words, also where pages have lost the blank
// before it: Iva StromAssociated Press. Without another word before them there is nothing to cut.
func cutLongAgency(line string) (name, agency string) {
	last := strings.LastIndexByte(line, ' ')
	if last < 0 {
		return "", ""
	}
	before := line[:last]
	start := strings.LastIndexByte(before, ' ') + 1
	for i := start + 1; i < len(before); i++ {
		if unicode.IsLower(rune(before[i-1])) && unicode.IsUpper(rune(before[i])) {
			start = i
		}
	}
	return strings.TrimSpace(line[:start]), line[start:]
}

var bylineWords = wordSet(`by von par por di door av af`)

// ending returns the agency that a line at the end of the text names: alone, in brackets, after a
// dash, after "Source:", or as the holder of the copyright.
func ending(line string) string {
	agency := endingAgency(line)
	if agency != "" && mentionsImage(line) {
		return ""
	}
	return agency
}

func endingAgency(line string) string {
	if agency := agencyOf(line); agency != "" {
		return agency
	}
	for _, prefix := range []string{"Source:", "Sources:", "Quelle:", "Fuente:", "Fonte:", "Bron:", "©", "(c)", "(C)", "Copyright"} {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			return copyrightHolder(rest)
		}
	}
	tail := strings.TrimRight(line, ". ")
	near := tail[max(0, len(tail)-2*maxCreditBytes-len("—")):] // a dash before that leads to no name
	if agency := material(near); agency != "" {
		return agency
	}
	if strings.HasSuffix(tail, ")") {
		if i := strings.LastIndexByte(tail, '('); i >= 0 {
			word, rest, _ := strings.Cut(tail[i+1:], " ")
			if bracketWords[strings.ToLower(word)] {
				return agencyOf(rest)
			}
			return agencyOf(tail[i:])
		}
	}
	for _, dash := range []string{"—", "–", "--", " -"} {
		if !strings.Contains(tail, dash) { // faster than looking for the last one
			continue
		}
		if i := strings.LastIndex(near, dash); i >= 0 {
			return agencyOf(near[i:])
		}
		return ""
	}
	return ""
}

// bracketWords stand before the name of an agency in brackets at the end: (mit dpa).
var bracketWords = wordSet(`with mit avec con com met med`)

// materialPhrases say that a text is an agency's in part; their first letter is of either case.
var materialPhrases = []string{"ith material from ", "ith material by ", "it Material von ", "it Material der ", "ith files from ", "ith inputs from ",
	"ith input from ", "it Informationen von ", "on información de "}

// material returns the agency that a line ends with, behind one of these phrases.
func material(line string) string {
	for _, phrase := range materialPhrases {
		if i := strings.LastIndex(line, phrase); i > 0 {
			return agencyOf(strings.TrimRight(line[i+len(phrase):], ".) "))
		}
	}
	return ""
}

// copyrightHolder returns the agency at the start of a notice, after a year if there is one.
func copyrightHolder(notice string) string {
	notice = strings.TrimPrefix(strings.TrimLeft(notice, " ©0123456789,-–"), "by ")
	notice, _, _ = strings.Cut(notice, ". ")
	return agencyOf(notice)
}

// imageWords are those with which a line credits a picture and not the text.
var imageWords = wordSet(`photo photos photograph photographs picture pictures pic image images file handout video footage
	graphic graphics illustration courtesy getty foto fotos archive archivo caption credit`)

func mentionsImage(s string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if imageWords[w] {
			return true
		}
	}
	return false
}

// agencyOr returns the usual name of an agency, and any other name as it is.
func agencyOr(name string) string {
	if agency := agencyOf(name); agency != "" {
		return agency
	}
	return name
}

// agencyOf returns the usual name of the agency that s is the name of, with brackets, dashes, an
// article or "Staff" around it, of several the first, and "" when it is none.
func agencyOf(s string) string {
	if len(s) > 2*maxCreditBytes {
		return ""
	}
	if agency := oneAgency(s); agency != "" {
		return agency
	}
	return severalAgencies(s)
}

// severalAgencies returns the first of several agencies: AFP/Reuters; AP and Reuters. Behind a slash may stand a desk or
// initials, too: dpa/lnw.
func severalAgencies(s string) string {
	rest, first, slash := s, "", false
	for more := true; more; {
		var part string
		var behind bool
		part, rest, behind, more = cutAgency(rest)
		agency := oneAgency(part)
		switch {
		case first == "" && (agency == "" || !more):
			return ""
		case first == "":
			first = agency
		case agency == "" && !(slash && isDesk(part)):
			return ""
		}
		slash = behind
	}
	return first
}

// cutAgency cuts a list behind its first part, and reports whether a slash stands there and whether more follows.
func cutAgency(s string) (part, rest string, slash, more bool) {
	at, size := len(s), 0
	for _, separator := range []string{"/", ",", " & ", " and ", " und ", " et ", " y "} {
		if i := strings.Index(s[:at], separator); i >= 0 {
			at, size = i, len(separator)
		}
	}
	return s[:at], s[at+size:], size > 0 && s[at] == '/', size > 0
}

// isDesk reports whether a part of a credit can be an agency's desk or somebody's initials.
func isDesk(part string) bool {
	part = strings.Trim(part, " ().")
	return part != "" && len(part) <= maxInitials && !strings.ContainsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) })
}

// oneAgency is agencyOf for the name of one.
func oneAgency(s string) string {
	if len(s) > 2*maxCreditBytes {
		return ""
	}
	var room [2 * maxCreditBytes]byte
	key := appendAgencyKey(room[:0], s)
	if agency := agencies[string(key)]; agency != "" {
		return agency
	}
	key = bytes.TrimSuffix(bytes.TrimPrefix(key, []byte("the ")), []byte(" staff"))
	return agencies[string(key)]
}

// appendAgencyKey appends agencyKey of a name to an empty dst.
func appendAgencyKey(dst []byte, s string) []byte {
	gap := false
	for i := range len(s) {
		switch c := smallASCII(s[i]); {
		case c >= utf8.RuneSelf:
			return append(dst[:0], agencyKey(s)...)
		case c < 'a' || c > 'z':
			gap = len(dst) > 0
		case gap:
			dst, gap = append(dst, ' ', c), false
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// agencyKey returns a name in lower case, its words joined by single spaces.
func agencyKey(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}

// agencies maps the names of news agencies to their usual name. Short ones that are also words or
// initials in everyday use (PA, AA, TT) are missing: they count in datelines, as written.
var agencies = map[string]string{
	"reuters": "Reuters", "thomson reuters": "Reuters", "ap": "AP", "associated press": "AP",
	"afp": "AFP", "agence france presse": "AFP", "dpa": "dpa", "deutsche presse agentur": "dpa", "dpa afx": "dpa",
	"efe": "EFE", "agencia efe": "EFE", "ansa": "ANSA", "agi": "AGI", "adnkronos": "Adnkronos", "lusa": "Lusa",
	"europa press": "Europa Press", "belga": "Belga", "anp": "ANP", "apa": "APA", "keystone sda": "Keystone-SDA",
	"ritzau": "Ritzau", "ntb": "NTB", "stt": "STT", "pap": "PAP", "ctk": "ČTK", "čtk": "ČTK", "mti": "MTI",
	"agerpres": "Agerpres", "ukrinform": "Ukrinform", "interfax": "Interfax", "tass": "TASS", "itar tass": "TASS",
	"ria novosti": "RIA Novosti", "anadolu": "Anadolu", "anadolu agency": "Anadolu", "irna": "IRNA", "kuna": "KUNA",
	"xinhua": "Xinhua", "xinhua news agency": "Xinhua", "kyodo": "Kyodo", "kyodo news": "Kyodo", "jiji press": "Jiji Press",
	"yonhap": "Yonhap", "yonhap news agency": "Yonhap", "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "ians": "IANS",
	"bernama": "Bernama", "aap": "AAP", "australian associated press": "AAP", "pa media": "PA Media",
	"press association": "PA Media", "canadian press": "The Canadian Press", "upi": "UPI",
	"united press international": "UPI", "bloomberg news": "Bloomberg", "dow jones newswires": "Dow Jones",
}

// WithoutDateline returns a stretch of text without the dateline that it starts with.
func WithoutDateline(text string, s Span) Span {
	name, end := lineDateline(text[s.Start:s.End])
	if name == "" {
		return s
	}
	rest := text[s.Start+end : s.End]
	return Span{s.End - len(strings.TrimLeft(rest, " \t-–—:")), s.End}
}
