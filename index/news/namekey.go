package news

import (
	"slices"
	"strings"
)

// The key of a name is what all its spellings share: Sergei and Sergey, Zelensky and Zelenskyy.

// nameKey returns the key of a name, and the word of it that can stand for the whole. Ranks, the
// prefixes of ships and the Arabic article are off, accents folded, doubled letters single, y and j
// written i.
func nameKey(text string) (key, last string) {
	words := slices.DeleteFunc(strings.Fields(strings.ReplaceAll(text, ".", "")), func(w string) bool { return arabic[strings.ToLower(w)] })
	for len(words) > 2 && rolesOf(strings.ToLower(words[0])).can(aRank) || len(words) > 1 && ships[words[0]] {
		words = words[1:]
	}
	for len(words) > 1 && generations[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return "", ""
	}
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = foldName(w)
	}
	end := len(words) - 1
	if !isAcronym(words[end]) && (end == 0 || !rolesOf(folded[0]).can(ofRegion) && !rolesOf(strings.ToLower(words[end])).can(institution)) {
		last = folded[end]
	}
	return strings.Join(folded, " "), last
}

// foldName returns one word of a name as it is compared; acronyms keep their letters.
func foldName(word string) string {
	plain := isAcronym(word)
	var b strings.Builder
	before := rune(0)
	if article, rest, ok := strings.Cut(word, "-"); ok && arabic[strings.ToLower(article)] {
		word = rest
	}
	if !isASCII(word) {
		word = otherLetters.Replace(FoldDiacritics(word))
	}
	for _, r := range strings.ToLower(word) {
		if isApostrophe(r) {
			continue
		}
		if !plain && (r == 'y' || r == 'j') {
			r = 'i'
		}
		if plain || r != before {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// otherLetters are those whose mark Unicode does not take off.
var otherLetters = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ð", "d", "þ", "th", "Þ", "Th", "ı", "i")

// Words that are not of the key: arabic in any case, the others as written.
var (
	arabic      = wordSet(`al el ul ad ar as ash az`)
	generations = wordSet(`Jr JR Sr II III IV`)
	ships       = wordSet(`MV MS SS HMS USS RMS HMCS RV FV MT`)
)
