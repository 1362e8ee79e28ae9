package cluster

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// clock is a time in March 2026, known to the minute.
func clock(day, hour, minute int) news.Time {
	return news.Time{At: time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC), Precision: news.Minute, Trust: news.Stated}
}

// date is a day in March 2026.
func date(day int) news.Time {
	return news.Time{At: time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC), Precision: news.Day, Trust: news.Stated}
}

// bridge is an agency's report of 200 words, sentence by sentence, so that tests can cut it.
var bridge = []string{
	"The swing bridge at Skerry Lock stuck half open on Tuesday morning and cut Hallow Bay in two.",
	"Engineers found a sheared pin in the drive shaft shortly after nine and sent a diver down to look for the rest.",
	"About 3,400 people cross the bridge on foot every day, most of them on their way to the fish market.",
	"The harbour office put on two launches, which carried forty passengers at a time and were full from the first trip.",
	"School children were given the morning off because their teachers could not reach the far side.",
	`"We have asked for a new shaft since the winter before last," said lock keeper Runa Eskil.`,
	"The county council, which owns the bridge, put the order off twice for want of money.",
	"A spare part lies in a depot at Vantry and was loaded on a lorry before noon.",
	"Fitters hope to have the leaf turning again by Thursday evening if the tide allows it.",
	"Until then lorries must take the moor road, which adds fifty minutes to the journey.",
	"Bakers on the east bank sold out by ten and closed their shutters with an apology.",
	"The bridge was built in 1911 and has been stuck only four times before.",
}

// honey is a report of something else, a third as long.
var honey = []string{
	"A beekeeper from Marrow Heath won the regional honey prize for the ninth year running.",
	"Judges praised the colour of Ottilie Brandt's heather honey and a scent that one of them called unfair.",
	"Her hives stand behind the old brickworks, where nobody has mown the slopes since the kilns went out.",
	"Second place went to a school class whose teacher admitted to having been stung more often than all pupils together.",
}

func text(sentences ...string) string { return strings.Join(sentences, " ") }

// reworded replaces every nth word of a text.
func reworded(text string, n int) string {
	words := strings.Fields(text)
	for i := n - 1; i < len(words); i += n {
		words[i] = "then" + string(rune('a'+i%26))
	}
	return strings.Join(words, " ")
}

// inEnglish numbers the articles as they would be read, and says that they are English.
func inEnglish(articles ...news.Article) []news.Article {
	articles = numbered(articles)
	for i := range articles {
		articles[i].Lang = english
	}
	return articles
}

// numbered returns articles with their inputs, as if they stood in one file in this order.
func numbered(articles []news.Article) []news.Article {
	articles = slices.Clone(articles)
	for i := range articles {
		articles[i].Input = news.Input{Name: "articles.jsonl", Record: i + 1}
	}
	return articles
}

func group(articles ...news.Article) Grouping { return Group(inEnglish(articles...), DefaultOptions()) }

// storiesByID returns the ids of the articles of each story: stories of most articles first.
func storiesByID(g Grouping) [][]string {
	var ids [][]string
	for _, s := range g.Stories {
		ids = append(ids, idsOf(g, s.Articles))
	}
	return ids
}

// textsByID returns the ids of the articles of each text.
func textsByID(g Grouping) [][]string {
	var ids [][]string
	for _, t := range g.Texts {
		ids = append(ids, idsOf(g, t.Articles))
	}
	return ids
}

func idsOf(g Grouping, articles []int) []string {
	var ids []string
	for _, i := range articles {
		ids = append(ids, g.Articles[i].ID)
	}
	return ids
}

// place returns where the article of an id stands.
func place(t *testing.T, g Grouping, id string) int {
	t.Helper()
	i := slices.IndexFunc(g.Articles, func(a *Article) bool { return a.ID == id })
	if i < 0 {
		t.Fatalf("no article %q among %d", id, len(g.Articles))
	}
	return i
}

// storyOf returns the story that an article is in.
func storyOf(t *testing.T, g Grouping, id string) Story {
	t.Helper()
	return g.Stories[g.Texts[g.Articles[place(t, g, id)].TextIndex].Story]
}

var corpus = sync.OnceValues(func() (articles []news.Article, err error) {
	for a, problem := range ingest.Read(context.Background(), []string{"../testdata/corpus"}, nil, ingest.DefaultOptions()) {
		if problem != nil {
			return nil, problem
		}
		articles = append(articles, a)
	}
	return articles, nil
})

// readCorpus returns the project's invented articles.
func readCorpus(t testing.TB) []news.Article {
	t.Helper()
	articles, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) < 80 {
		t.Fatalf("the corpus has %d articles, want 80", len(articles))
	}
	return slices.Clone(articles)
}

// newRandom returns the generator of a test: the same numbers each time.
func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// nonsense returns a text of n random words out of a vocabulary.
func nonsense(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = nonsenseWord(r.IntN(5000))
	}
	return words
}

// nonsenseWord returns the ith word of a vocabulary of syllables.
func nonsenseWord(i int) string {
	syllables := []string{"ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"}
	var word strings.Builder
	for range 4 {
		word.WriteString(syllables[i%10])
		i /= 10
	}
	return word.String()
}
