package news

import (
	"slices"
	"strings"
	"unicode"

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
)

var frequentEnglish = wordSet("the of and to that with from by was were his her is has have had for which who it he she they would not")

// Language returns the ISO 639-1 code of an article's language: as given, else detected from title
// and text; "" when that is not reliable, as for lone headlines.
func Language(a Article) string {
	if given, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Lang, "_", "-")), "-"); len(given) == 2 {
		return given
	}
	text := a.Title + "\n" + a.Text
	if len(text) > maxDetect {
		text = strings.ToValidUTF8(text[:maxDetect], "")
	}
	if len(text) < minDetect && slices.Contains(sharedScripts, whatlanggo.DetectScript(text)) {
		return ""
	}
	if isEnglish(text) {
		return "en"
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

func isEnglish(text string) bool {
	words, the, frequent := 0, 0, 0
	for word := range Words(text) {
		words++
		if frequentEnglish[string(word)] {
			frequent++
		}
		if string(word) == "the" {
			the++
		}
	}
	return words >= minEnglishWords && float64(the) >= minTheShare*float64(words) && float64(frequent) >= minEnglishShare*float64(words)
}
