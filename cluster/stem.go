package cluster

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

const english = "en"

// englishStopWords carry no sign of what a report is about. The list is the usual one of function
// words, with the verbs that every report uses to say who said something.
var englishStopWords = stopWordSet(`a about above after again against all also am an and any are aren't as at be because been before
	being below between both but by can can't could couldn't did didn't do does doesn't doing don't down during each few for from
	further had hadn't has hasn't have haven't having he he's her here hers herself him himself his how i i'm if in into is isn't it it's
	its itself just let's like may me might more most must my myself no nor not now of off on once one only or other our ours
	ourselves out over own per same say said says saying she she's should shouldn't since so some such than that that's the their theirs them
	themselves then there there's these they they're this those through to told too under until up upon us very was wasn't we we're were weren't
	what when where which while who whom why will with won't would wouldn't yet you your yours yourself yourselves mr mrs ms
	according among around many much new two`)

// stopWordSet returns the words of a list as a set.
func stopWordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// englishTerm returns the term of a normalised English word, which may be changed by that, or false for a stop word.
func englishTerm(word []byte) (term, bool) {
	stem, ok := stemEnglish(word)
	if !ok {
		return 0, false
	}
	return wordTerm(minhash.HashWord(stem)), true
}

// stemMemory remembers the terms of words: most words of a text have been met before, and to look for one among the stop words, or
// to strip its ending, costs more than to hash it. A place remembers the last word that fell into it.
type stemMemory [1 << stemBits]metWord

const stemBits = 13 // log2 of the places, 128 KB, which stay near to the processor

// metWord is a word with its term.
type metWord struct {
	hash uint64 // 0 of a free place
	term term
	ok   bool
}

// englishTerm is [englishTerm] with a memory, which may be nil.
func (m *stemMemory) englishTerm(word []byte) (term, bool) {
	if m == nil {
		return englishTerm(word)
	}
	hash := minhash.HashWord(word)
	met := &m[hash>>(64-stemBits)]
	if met.hash != hash {
		t, ok := englishTerm(word)
		*met = metWord{hash, t, ok}
	}
	return met.term, met.ok
}

// stemEnglish returns the light stem of a normalised English word, valid until the word changes, or
// false for a stop word or a single letter.
func stemEnglish(word []byte) (stem []byte, ok bool) {
	if englishStopWords[string(word)] {
		return nil, false
	}
	word = bytes.TrimSuffix(word, []byte("'s"))
	word = bytes.Trim(word, "'_.")
	if !isPlain(word) {
		word = []byte(news.FoldDiacritics(string(word)))
	}
	if len(word) == 0 || len(word) == 1 && (word[0] < '0' || word[0] > '9') {
		return nil, false
	}
	return stripEnding(word), true
}

func isPlain(word []byte) bool {
	for _, c := range word {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// minStem is the fewest letters that an ending may leave.
const minStem = 3

// stripEnding removes one inflection, then the last of two equal letters or a final e, so that
// "ferries" meets "ferry", "stopped" meets "stop", and "voted" meets "vote".
func stripEnding(word []byte) []byte {
	if len(word) <= minStem || word[0] >= '0' && word[0] <= '9' {
		return word
	}
	n := len(word)
	switch {
	case bytes.HasSuffix(word, []byte("ies")) && n-2 >= minStem:
		word = word[:n-2]
		word[len(word)-1] = 'y'
	case bytes.HasSuffix(word, []byte("ing")) && n-3 >= minStem:
		word = word[:n-3]
	case bytes.HasSuffix(word, []byte("ed")) && n-2 >= minStem:
		word = word[:n-2]
	case word[n-1] == 's' && word[n-2] != 's' && n-1 >= minStem:
		word = word[:n-1]
	}
	n = len(word)
	switch {
	case n > minStem && word[n-1] == word[n-2]:
		word = word[:n-1]
	case n > minStem && word[n-1] == 'e':
		word = word[:n-1]
	}
	return word
}
