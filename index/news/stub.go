package news

import "strings"

// A stub is a page that holds no article: a consent wall, a paywall, an error page. Walls are worded
// alike at all outlets, so a few phrases find them. An article about walls has some of these phrases
// too; but it is longer, so the phrases stand less dense, and it tells what people said, which no
// wall does.

// When a text is a stub.
const (
	maxStubBytes   = 2000
	minStubPhrases = 2
	maxStubDensity = 40 // words to a phrase at most
)

// stubPhrases stand on walls and error pages, as words in normal form.
var stubPhrases = []string{
	"we value your privacy", "accept all cookies", "accept all", "reject all", "manage your choices", "manage your preferences", "manage preferences", "manage cookies", "cookie preferences", "cookie policy",
	"we use cookies", "uses cookies", "and our partners", "our advertising partners", "store and or access information", "your consent", "your privacy settings", "before you continue",
	"you have reached your limit", "free articles this month", "free articles left", "your free articles", "three free articles", "already a subscriber", "already a member", "subscribe to continue", "to continue reading", "to go on reading", "log in to continue", "sign in to continue",
	"this content is for subscribers", "this article is for subscribers", "this story is for subscribers", "subscribe now to read", "subscribe to read", "unlock this article", "start your free trial", "cancel any time", "cancel anytime", "cancel whenever you like",
	"enable javascript", "javascript is disabled", "please enable cookies", "please enable", "disable your ad blocker", "turn off your ad blocker", "using an ad blocker", "page not found", "error 404", "404 not found", "page you are looking for", "page you requested", "access denied", "don't have permission to access",
	"are you a robot", "you are not a robot", "you are human", "checking your browser", "not available in your region", "not available in your country", "unavailable in your country", "unavailable in your region", "return to the homepage", "back to the homepage", "go to the homepage",
	"wir verwenden cookies", "alle akzeptieren", "ihre einwilligung", "alle cookies", "bereits abonnent", "nous utilisons des cookies", "tout accepter", "déjà abonné",
}

// stubStarts are the hashes of the words of stubPhrases, by the first word.
var stubStarts = phrasesByWord(stubPhrases)

// isStub reports whether a text, with these words, is a wall or an error page rather than an article.
func isStub(text string, words []hashedWord) bool {
	if len(text) > maxStubBytes {
		return false
	}
	found := 0
	for i, w := range words {
		switch {
		case w.uses&reportWord != 0:
			return false
		case w.uses&stubWord == 0:
			continue
		}
		for _, phrase := range stubStarts.of(w.hash) {
			if startsWith(words[i:], phrase) {
				found++
				break
			}
		}
	}
	return found >= minStubPhrases && len(words) <= maxStubDensity*found
}

// startsWith reports whether words start with a phrase, given by its words' hashes.
func startsWith(words []hashedWord, phrase []uint64) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, hash := range phrase {
		if words[i].hash != hash {
			return false
		}
	}
	return true
}

// phrasesByWord returns phrases, by their words' hashes, by their first word.
func phrasesByWord(phrases []string) wordTable[[][]uint64] {
	by := map[string][][]uint64{}
	for _, phrase := range phrases {
		first := firstWord(phrase)
		by[first] = append(by[first], hashWords(strings.Fields(phrase)))
	}
	return newWordTable(by)
}

func firstWord(phrase string) string {
	first, _, _ := strings.Cut(phrase, " ")
	return first
}

func hashWords(words []string) []uint64 {
	hashes := make([]uint64, len(words))
	for i, word := range words {
		hashes[i] = hashString(word)
	}
	return hashes
}
