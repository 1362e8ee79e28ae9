package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// What somebody is quoted with stays theirs. A sentence that is a quotation for the most part stands in a timeline only
// if it says who speaks: with a name or a noun, not with a pronoun that means somebody of the sentence before.
// And a day that is named within the quotation is the speaker's: it does not date the sentence.

// speechShare is the share of a sentence from which it is a quotation.
const speechShare = .5

// within reports whether a place lies in one of some stretches, which follow one another.
func within(spans []news.Span, at int) bool {
	return encloses(spans, news.Span{Start: at, End: at + 1})
}

// encloses reports whether one of some stretches, which follow one another, holds another one as a whole. A page may hold
// a quotation for every sentence, so that only the one that can is looked at.
func encloses(spans []news.Span, at news.Span) bool {
	i, _ := slices.BinarySearchFunc(spans, at.Start, func(s news.Span, start int) int { return cmp.Compare(s.End, start+1) })
	return i < len(spans) && spans[i].Start <= at.Start && at.End <= spans[i].End
}

// pronouns are speakers who are not named.
var pronouns = stopWordSet(`he she they it i we you who`)

// lacksSpeaker reports whether a sentence is a quotation for the most part and does not say whose.
func lacksSpeaker(sentence string, quoted []news.Span) bool {
	inside := 0
	for _, s := range quoted {
		inside += s.End - s.Start
	}
	if float64(inside) < speechShare*float64(len(sentence)) {
		return false
	}
	named, alone, before := false, true, ""
	for word, at := range news.Words(sentence) {
		if within(quoted, at.Start) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(sentence[at.Start:])
		w := string(word)
		named = named || unicode.IsUpper(first) && !pronouns[w] && !englishStopWords[w]
		alone = alone && (pronouns[w] || sayingVerbs[w])
		if sayingVerbs[w] && pronouns[before] && !named {
			return true
		}
		before = w
	}
	return alone && !named
}

// captionHints are what a sentence holds at least one of if it has captionWords, is dated in full, or places a person.
var captionHints = news.NewPhraseFinder(slices.Concat(captionWords, []string{"day, "}, sides))

// captionWords are what captions of pictures say of what they show, and corrections of what stood there.
var captionWords = []string{"is seen", "are seen", "is pictured", "are pictured", "his photo", "ile photo", "his image", "his undated", "ndated photo", "hotos:", "hoto:", "Getty Images",
	"lideshow", "(left)", ", at center, ", ", at left, ", ", at right, ", ", pictured, ", "arlier version of this", "CORRECTION:", "Correction:"}

var captionFinder = news.NewPhraseFinder(captionWords)

// isDatedInFull reports whether a sentence gives weekday, day, month and year without a word before them, as agencies date
// their pictures: "leaves the quay, Sunday, March 8, 2026."
func isDatedInFull(sentence string) bool {
	before, after, found := strings.Cut(sentence, "day, ")
	if !found {
		return false
	}
	words, date := strings.Fields(before), strings.Fields(after)
	if len(words) < 2 || len(date) < 3 || words[len(words)-2] == "on" || words[len(words)-2] == "On" || strings.Trim(date[1], "0123456789") != "," {
		return false
	}
	year := strings.TrimRight(date[2], ".,;)")
	return len(year) == 4 && strings.Trim(year, "0123456789") == ""
}

// sides are what captions have behind the name of a person for where the picture shows them.
var sides = []string{", left, ", ", right, and", ", right, with"}

// placesPerson reports whether a sentence tells beside a person’s name of two words or more on which side of a picture they are. What has a
// verb of saying, or one in the past, is news, whatever stands in it: "the Greens, left, and the Liberals agreed".
func placesPerson(sentence string) bool {
	return slices.ContainsFunc(sides, func(side string) bool {
		before, _, found := strings.Cut(sentence, side)
		return found && endsInName(before)
	}) && !tellsDeed(sentence)
}

// endsInName reports whether a text ends in two words in capitals, none of which is an article or the like.
func endsInName(text string) bool {
	words := strings.Fields(text)
	if len(words) < 2 {
		return false
	}
	return !slices.ContainsFunc(words[len(words)-2:], func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(first) || englishStopWords[strings.ToLower(word)]
	})
}

// tellsDeed reports whether a sentence has a verb of saying, or one that seems to be in the past and no participle with "by" behind it.
func tellsDeed(sentence string) bool {
	past := false // whether the word before has the ending of the past
	for word, at := range news.Words(sentence) {
		w := string(word)
		if sayingVerbs[w] || pastVerbs[w] || past && w != "by" {
			return true
		}
		first, _ := utf8.DecodeRuneInString(sentence[at.Start:])
		past = len(w) > 4 && strings.HasSuffix(w, "ed") && unicode.IsLower(first)
	}
	return past
}

// pastVerbs are common verbs in the past with a form of their own.
var pastVerbs = stopWordSet(`was were had did went came took made gave got met won lost held spoke stood fell rose began brought found kept sat`)

// labelWords is how many words in capitals at the start of a sentence are labels of a picture or a graphic.
const labelWords = 3

// isCaption reports whether a sentence tells what a picture shows.
func isCaption(sentence string) bool {
	if captionHints.In(sentence) && (captionFinder.In(sentence) || isDatedInFull(sentence) || placesPerson(sentence)) {
		return true
	}
	shouted := 0
	for word := range strings.FieldsSeq(sentence) {
		if len(word) < 2 || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) {
			break
		}
		shouted++
	}
	return shouted >= labelWords
}
