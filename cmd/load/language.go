package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
)

// The language has English for its smallest words, so that stop words, dates and figures are read as in English, and
// invented ones for all others. Words come by Zipf's law, of which the first few thousand make up most of a text
// and of which no text has seen the last, so the vocabulary grows with what is read as that of news does (Heaps);
// names and the words of a story are drawn from so many that hardly two stories share one.
//
// A word is its rank spelt in syllables, so that no two are the same, and none has to be kept.

// particles are nearly half of all words.
var particles = strings.Fields(`the of and to a in that is was for on with as it at by from he his be are this an which had have they not
	were but their has or its one been who more will would about up out when two after so if there all we no can her said new other over into some`)

const (
	particleShare = .45
	lastRank      = 300_000
	rankSkew      = 1.22 // of Zipf's law
	rankShift     = 20
)

var syllables = func() []string {
	var list []string
	for _, c := range strings.Split("b d f g k l m n p r s t v z", " ") {
		for _, v := range strings.Split("a e i o u", " ") {
			list = append(list, c+v)
		}
	}
	return list
}()

// word spells the word of a rank: common ones in two syllables, rare ones in more. Neighbours in rank don't look alike.
func word(rank uint64) string {
	n, size, stride := uint64(2), uint64(len(syllables)*len(syllables)), uint64(1231)
	for rank >= size {
		rank -= size
		n, size, stride = n+1, size*uint64(len(syllables)), 104729
	}
	return spell(rank*stride%size, n)
}

// spell writes a number in n syllables.
func spell(x, n uint64) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[x%uint64(len(syllables))])
		x /= uint64(len(syllables))
	}
	return b.String()
}

// name makes a name of a number: such have a consonant at the end, which no word has.
func name(number uint64) string {
	x := mix(number)
	s := spell(x, 2+x>>60&1) + [...]string{"n", "r", "x", "th"}[x>>61&3]
	return capitalised(s)
}

func capitalised(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// speech is what a report is told in: the words of everybody, and those of its story.
type speech struct {
	*rand.Rand
	common *rand.Zipf // ranks
	own    *rand.Zipf // places in the words of the story
	about  subject
}

func newSpeech(r *rand.Rand, about subject) speech {
	return speech{r, rand.NewZipf(r, rankSkew, rankShift, lastRank), rand.NewZipf(r, 1.3, 6, uint64(len(about.words)-1)), about}
}

// Shares of the words that are no particles.
const (
	ownShare   = .24
	namesShare = .07
)

// word draws the next word of a text.
func (s speech) word() string {
	switch x := s.Float64(); {
	case x < particleShare:
		return particles[int(float64(len(particles))*s.Float64()*s.Float64())]
	case x < particleShare+(1-particleShare)*ownShare:
		return s.about.words[s.own.Uint64()]
	case x < particleShare+(1-particleShare)*(ownShare+namesShare):
		return one(s.Rand, s.about.names)
	}
	return word(s.common.Uint64())
}

// headline makes a title.
func (s speech) headline() string {
	words := []string{one(s.Rand, s.about.names)}
	for range 4 + s.IntN(5) {
		if within(s.Rand, .55) {
			words = append(words, s.about.words[s.own.Uint64()])
		} else {
			words = append(words, s.word())
		}
	}
	return capitalised(strings.Join(words, " "))
}

// sentence makes one sentence.
func (s speech) sentence() string {
	var words []string
	for range 7 + s.IntN(20) {
		words = append(words, s.word())
		if within(s.Rand, .06) {
			words[len(words)-1] += ","
		}
	}
	switch x := s.Float64(); {
	case x < .12:
		words = append(words, s.date())
	case x < .27:
		words = append(words, one(s.Rand, s.about.figures), s.about.words[0])
	case x < .33:
		return `"` + capitalised(strings.Join(words, " ")) + `," said ` + one(s.Rand, s.about.names) + " " + one(s.Rand, s.about.names) + "."
	}
	return capitalised(strings.TrimSuffix(strings.Join(words, " "), ",")) + "."
}

// date names a day.
func (s speech) date() string {
	if within(s.Rand, .7) {
		return "on " + one(s.Rand, []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
	}
	return "on " + one(s.Rand, []string{"January", "February", "March", "April"}) + " " + strconv.Itoa(1+s.IntN(28))
}

// paragraphs makes a text of about so many bytes.
func (s speech) paragraphs(bytes int) []string {
	var list []string
	for n := 0; n < bytes; {
		var sentences []string
		for range 1 + s.IntN(4) {
			sentences = append(sentences, s.sentence())
		}
		list = append(list, strings.Join(sentences, " "))
		n += len(list[len(list)-1])
	}
	return list
}
