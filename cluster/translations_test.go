package cluster

import (
	"slices"
	"testing"
)

// TestJoinTranslations: one speaker's words in two renderings are one quotation, and nothing else is.
func TestJoinTranslations(t *testing.T) {
	blame := quoting{quotes: []quoted{saying(1, "Runa Eskil",
		"Our office strongly condemns the attack on the fishing boats and asks the police to find those who set fire to the harbour")}}
	again := "This office condemns in strong words that fishing boats were attacked, and has asked police to find who set the harbour on fire"
	tests := []struct {
		name  string
		other quoted
		want  int
	}{
		{"in other words", saying(2, "Runa Eskil", again), 1},
		{"the speaker in short", saying(2, "Eskil", again), 1},
		{"another speaker", saying(2, "Ottilie Brandt", again), 2},
		{"no speaker", saying(2, "", again), 2},
		{"a speaker whose name is an ending", saying(2, "skil", again), 2},
		{"one report gives both", saying(1, "Runa Eskil", again), 2},
		{"another thing on the same subject", saying(2, "Runa Eskil",
			"The fishing boats had no lights, and nobody in the harbour had told the police that the nets were full of holes"), 2},
		{"too few words", saying(2, "Runa Eskil", "condemns the attack"), 2},
	}
	g := &Grouping{Articles: []*Article{inLanguage("en"), inLanguage("en"), inLanguage("en")}}
	f := factFinder{g: g, bags: newBagger(Terms{}, DefaultBackground())}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first := quoting{quotes: slices.Clone(blame.quotes)}
			joined := f.joinTranslations([]*quoting{&first, {quotes: []quoted{test.other}}})
			if len(joined) != test.want {
				t.Errorf("%d quotations, want %d: %q", len(joined), test.want, test.other.Text)
			}
		})
	}
}

// TestJoinTranslationsUnknownLanguage: where no table says what words mean, nothing is joined.
func TestJoinTranslationsUnknownLanguage(t *testing.T) {
	g := &Grouping{Articles: []*Article{inLanguage("is"), inLanguage("is"), inLanguage("is")}}
	f := factFinder{g: g, bags: newBagger(Terms{}, DefaultBackground())}
	words := "forseti landsins harmar mjög lát tíu farþega og tveggja flugmanna"
	a, b := quoting{quotes: []quoted{saying(1, "Eskil", words)}}, quoting{quotes: []quoted{saying(2, "Eskil", words)}}
	if joined := f.joinTranslations([]*quoting{&a, &b}); len(joined) != 2 {
		t.Errorf("%d quotations, want 2", len(joined))
	}
}

// saying is a quotation in the only article of a text.
func saying(text int, speaker, words string) quoted {
	q := quoted{mention: mention{text: text, article: text}, speaker: speaker}
	q.Text = words
	return q
}

// inLanguage is an article of a language.
func inLanguage(lang string) *Article {
	a := &Article{}
	a.Lang = lang
	return a
}
