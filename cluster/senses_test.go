package cluster

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

// meant returns the sense of a word whose only number is at a place.
func meant(place int, n int8) (s wordSense) {
	s[place] = n
	return s
}

// harbour says what three words mean: ferry and boat nearly the same, budget something else.
func harbour() Background {
	boat := meant(0, 3)
	boat[1] = 1
	return Background{english: {texts: 9, senses: map[term]wordSense{
		termFor("ferry"): meant(0, 3), termFor("boat"): boat, termFor("budget"): meant(2, -2),
	}}}
}

func termFor(word string) term { return wordTerm(minhash.HashWord([]byte(word))) }

// textOfWords returns a doc of so many words that holds some, each of weight 1.
func textOfWords(lang string, total int, words ...string) doc {
	d := doc{lang: lang, words: total}
	for _, word := range words {
		d.terms = append(d.terms, termFor(word))
		d.weights = append(d.weights, newWeight(1))
	}
	return d
}

func TestSensesBlend(t *testing.T) {
	near := math.Pow(3/math.Sqrt(10), sensePower) * senseGain
	short := textOfWords(english, 0, "ferry")
	tests := []struct {
		name  string
		a, b  doc
		share float64
		want  float64
	}{
		{"words of one sense", short, textOfWords(english, 0, "boat", "unheard"), .6, .4*.2 + .6*near},
		{"the same words", short, short, .6, .4*.2 + .6*senseGain},
		{"words of another sense", short, textOfWords(english, 0, "budget"), .6, .4 * .2},
		{"half as short", textOfWords(english, 50, "ferry"), textOfWords(english, 50, "boat"), .6, .7*.2 + .3*near},
		{"one of them short", textOfWords(english, 400, "ferry"), textOfWords(english, 0, "boat"), .6, .4*.2 + .6*near},
		{"both long", textOfWords(english, 100, "ferry"), textOfWords(english, 400, "ferry"), .6, .2},
		{"switched off", short, short, 0, .2},
		{"no known word", short, textOfWords(english, 0, "unheard"), .6, .2},
		{"no word at all", short, textOfWords(english, 0), .6, .2},
		{"language without a table", textOfWords("de", 0, "ferry"), textOfWords("de", 0, "ferry"), .6, .2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSenses([]doc{test.a, test.b}, harbour())
			got, back := s.blend(0, 1, test.share, .2), s.blend(1, 0, test.share, .2)
			if math.Abs(got-test.want) > 1e-6 || got != back {
				t.Errorf("got %g and backwards %g, want %g", got, back, test.want)
			}
		})
	}
}

func TestNewSense(t *testing.T) {
	d := textOfWords(english, 0, "ferry", "budget")
	d.terms = append(d.terms, termFor("boat")|pairBit)
	d.weights = []weight{newWeight(2), newWeight(4), newWeight(100)}
	got := newSense(&d, harbour()[english].senses)
	if want := 1 / math.Sqrt(6*6+8*8); math.Abs(float64(got[0])-6*want) > 1e-6 || math.Abs(float64(got[2])+8*want) > 1e-6 || got[1] != 0 {
		t.Errorf("got %v, want the words by their weights, of length 1, without the pair", got[:3])
	}
}

// TestSenseComesBack shows that what is kept of a text is enough for its sense.
func TestSenseComesBack(t *testing.T) {
	words := harbour()[english].senses
	d := textOfWords(english, 0, "ferry")
	d.weights[0], d.norm = newWeight(1.7), 1.7
	a := &windowArticle{}
	g := Grouping{Texts: []Text{{was: &windowText{doc: d, docOf: a, origin: a}}}}
	back := doc{lang: english}
	if err := back.setFeatures(g.Features(0)); err != nil {
		t.Fatal(err)
	}
	if got, want := newSense(&back, words), newSense(&d, words); *got != *want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReadSense(t *testing.T) {
	for _, letters := range []string{"", "d", strings.Repeat("d", SenseNumbers+1), strings.Repeat("h", SenseNumbers), strings.Repeat("A", SenseNumbers)} {
		if _, ok := readSense(letters); ok {
			t.Errorf("%q is a sense", letters)
		}
	}
}

func FuzzReadSense(f *testing.F) {
	f.Add(strings.Repeat("abcdefg", SenseNumbers/7) + strings.Repeat("d", SenseNumbers%7))
	f.Add("ferry")
	f.Fuzz(func(t *testing.T, letters string) {
		if s, ok := readSense(letters); ok && string(s.letters()) != letters {
			t.Errorf("%q came back as %q", letters, s.letters())
		}
	})
}

// TestDefaultBackgroundSenses asks of the shipped table what anyone would say of words.
func TestDefaultBackgroundSenses(t *testing.T) {
	background := DefaultBackground()
	of := func(words ...string) *sense {
		d := doc{lang: english}
		for _, word := range words {
			d.terms, d.weights = append(d.terms, stemTerm(t, word)), append(d.weights, newWeight(1))
		}
		return newSense(&d, background[english].senses)
	}
	tests := []struct{ word, nearer, farther string }{
		{"earthquake", "hurricane", "senator"},
		{"election", "ballot", "flood"},
		{"football", "coach", "inflation"},
		{"bank", "loan", "actress"},
		{"vaccine", "virus", "goal"},
	}
	for _, test := range tests {
		word, nearer, farther := of(test.word), of(test.nearer), of(test.farther)
		if word == nil || nearer == nil || farther == nil {
			t.Fatalf("a word of %v has no sense", test)
		}
		if near, far := word.dot(nearer), word.dot(farther); near < far+.2 {
			t.Errorf("%s is to %s %.2f and to %s %.2f", test.word, test.nearer, near, test.farther, far)
		}
	}
}

func BenchmarkSense(b *testing.B) {
	words := DefaultBackground()[english].senses
	d := doc{lang: english}
	for _, t := range slices.Sorted(maps.Keys(words))[:100] {
		d.terms, d.weights = append(d.terms, t), append(d.weights, newWeight(1))
	}
	for b.Loop() {
		newSense(&d, words)
	}
}
