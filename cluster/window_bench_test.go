package cluster

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// busy returns a window of n articles of two weeks, four to an event, and some of the next day about events of the
// window.
func busy(n, fresh int) (*Window, []news.Article) {
	r := newRandom(1)
	report := func(event, day int) news.Article {
		words := make([]string, 150)
		for i := range words {
			words[i] = nonsenseWord(int(5000 * math.Pow(r.Float64(), 4))) // few are common
			if i%3 == 0 {
				words[i] = nonsenseWord(event) + nonsenseWord(r.IntN(50))
			}
		}
		return news.Article{ID: fmt.Sprint(event, "-", r.IntN(1e9)), Lang: english, Text: strings.Join(words, " "),
			Published: news.Time{At: at(day), Precision: news.Minute, Trust: news.Stated}}
	}
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	var articles []news.Article
	for i := range n {
		articles = append(articles, report(i/4, firstDay+i*WindowDays/n))
	}
	w.Add(articles)
	articles = nil
	for i := range fresh {
		articles = append(articles, report(n/4-1-i, firstDay+WindowDays))
	}
	return w, articles
}

func BenchmarkWindowAdd(b *testing.B) {
	for _, size := range []struct{ window, fresh int }{{150, 5}, {5000, 300}} {
		b.Run(fmt.Sprintf("%d to %d", size.fresh, size.window), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				w, articles := busy(size.window, size.fresh)
				b.StartTimer()
				w.Add(articles)
			}
		})
	}
}
