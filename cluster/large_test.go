package cluster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// largeStory returns a story of n reports of 25 sentences each, every one of its own text, that share a good part of their
// sentences, with figures, names, quotations and days in them.
func largeStory(n int) Grouping {
	r := newRandom(1)
	pool := make([]string, 40*25)
	for i := range pool {
		words := nonsense(r, 18)
		words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
		switch i % 5 {
		case 1:
			words[5] = fmt.Sprint(2+r.IntN(900)) + " " + nonsenseWord(r.IntN(40)) + "s"
		case 2:
			words[7] = "said Iva " + strings.ToUpper(words[7][:1]) + words[7][1:] + " on Tuesday that"
		case 3:
			words[4], words[16] = `"`+words[4], words[16]+`",`
			words[17] = "said Runa " + strings.ToUpper(words[17][:1]) + words[17][1:]
		case 4:
			words[3] = fmt.Sprint("at least ", 2+r.IntN(30), " people were killed in")
		}
		pool[i] = strings.Join(words, " ") + "."
	}
	articles := make([]news.Article, n)
	for i := range articles {
		var text []string
		for range 25 {
			text = append(text, pool[r.IntN(len(pool))])
		}
		articles[i] = news.Article{ID: fmt.Sprint("a", i), Source: fmt.Sprint("Outlet ", i%90), Published: clock(2+i%20, i%24, i%60), Text: strings.Join(text, " ")}
	}
	g := group(articles...)
	g.Stories = []Story{{}}
	for i := range g.Articles {
		g.Stories[0].Articles = append(g.Stories[0].Articles, i)
	}
	for t := range g.Texts {
		g.Stories[0].Texts = append(g.Stories[0].Texts, t)
	}
	return g
}

// BenchmarkLargeStory tells what the analyses of one story of 600 reports take.
func BenchmarkLargeStory(b *testing.B) {
	g := largeStory(600)
	opts := DefaultOptions()
	b.Run("timeline", func(b *testing.B) {
		for b.Loop() {
			var told []*notes
			bags := newBagger(Terms{}, opts.Background)
			for _, t := range g.Stories[0].Texts {
				told = append(told, &notes{statements: g.told(t, bags)})
			}
			g.timeline(g.Stories[0], told)
		}
	})
	b.Run("whole timeline", func(b *testing.B) {
		for b.Loop() {
			g.WholeTimeline(0, opts)
		}
	})
	b.Run("facts", func(b *testing.B) {
		for b.Loop() {
			g.Facts(0, opts)
		}
	})
}
