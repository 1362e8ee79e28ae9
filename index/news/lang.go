package news

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// The language is told by letter trigrams, which takes as long as all else that is done with an
// article together. English is most of what comes without a language, so it is looked for first, by
// its most frequent words; no other language has both "the" and so many of the rest. And it is not looked
// for where what comes of it would not be believed: in a lone headline in a script of many languages.

// Limits of detection, in bytes.
const (
	maxDetect = 1000 // more does not change the answer
	minDetect = 100  // less, a lone headline, is told right four times of five at best
)

// When the first words are English.
const (
	minEnglishWords = 30
	minTheShare     = .03
	minEnglishShare = .15
	maxForeignShare = .05 // of such words in another language: was, for and his are German, French or Dutch words, too
)

// frequentEnglish are words that English can't do without.
const frequentEnglish = "the of and to that with from by was were his her is has have had for which who it he she they would not"

// Language returns the ISO 639-1 code of an article's language: as given, unless its words say that it is not,
// else detected from title and text; "" when that is not reliable, as for lone headlines.
func Language(a Article) string {
	title, text := languageStart(a)
	return language(a, newEnglishness(hashedWords(title+"\n"+text)))
}

// languageStart returns as much of title and text as the language is told by, whole characters.
func languageStart(a Article) (title, text string) {
	title = firstBytes(a.Title, maxDetect)
	return title, firstBytes(a.Text, maxDetect-len(title)-1)
}

// firstBytes returns the first n bytes of a text, without a last character that is cut.
func firstBytes(s string, n int) string {
	if n = max(n, 0); n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// language returns the language of an article, given the words of its start.
func language(a Article, e englishness) string {
	given, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Lang, "_", "-")), "-")
	if len(given) != len("en") {
		return detect(a, e)
	}
	switch {
	case given != "en" && e.certain() && detectable[given]:
		return "en"
	case given == "en" && e.unlikely():
		return cmp.Or(detect(a, e), given)
	}
	return given
}

// detectable are the languages that can be told: a text labelled with another code may well look like one of them.
var detectable = func() map[string]bool {
	codes := map[string]bool{}
	for lang := range whatlanggo.Langs {
		codes[lang.Iso6391()] = true
	}
	return codes
}()

// detect returns the language of an article by its letters, "" when that is not reliable.
func detect(a Article, e englishness) string {
	title, start := languageStart(a)
	if len(title)+1+len(start) >= minDetect && e.certain() {
		return "en"
	}
	text := title + "\n" + start
	if len(text) < minDetect && slices.Contains(sharedScripts, whatlanggo.DetectScript(text)) {
		return ""
	}
	info := whatlanggo.Detect(text)
	switch {
	case !info.IsReliable():
		return ""
	case info.Script == unicode.Han && strings.ContainsFunc(text, isKana):
		return "ja"
	}
	return info.Lang.Iso6391()
}

// sharedScripts are those in which several languages are written; the others tell the language.
var sharedScripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Devanagari, unicode.Hebrew}

// isKana reports whether a character is written in Japanese only: detection goes by the script of
// most characters, which may be Han.
func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

// englishness counts the words of a text, and those that are frequent in English. Numbers are of no language, and tables
// hold little else.
type englishness struct{ words, the, frequent int }

func newEnglishness(words []hashedWord) englishness {
	var e englishness
	for _, w := range words {
		e.add(w.uses)
	}
	return e
}

func (e *englishness) add(word wordUse) {
	if word&numericWord == 0 {
		e.words++
	}
	if word&englishWord != 0 {
		e.frequent++
	}
	if word&theWord != 0 {
		e.the++
	}
}

func (e englishness) certain() bool {
	words := float64(e.words)
	return words >= minEnglishWords && float64(e.the) >= minTheShare*words && float64(e.frequent) >= minEnglishShare*words
}

// unlikely is a text with next to none of the words that English can't do without.
func (e englishness) unlikely() bool {
	return e.words >= minEnglishWords && float64(e.frequent) < maxForeignShare*float64(e.words)
}
