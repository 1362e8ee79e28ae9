package index

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// benchArticles are invented articles of about three thousand bytes, the same for the same seed.
func benchArticles(seed uint64, n int) []news.Article {
	random := rand.New(rand.NewPCG(seed, 1))
	word := func() string { return fmt.Sprintf("w%d", int(random.ExpFloat64()*400)) }
	articles := make([]news.Article, n)
	for i := range articles {
		var text strings.Builder
		for range 600 {
			text.WriteString(word() + " ")
		}
		articles[i] = news.Article{ID: fmt.Sprintf("%d-%d", seed, i), Source: "Post " + fmt.Sprint(i%40), Title: word() + " " + word(),
			Text: text.String(), Lang: "en", Published: news.Time{At: night.Add(-time.Duration(i) * time.Minute), Precision: news.Minute, Trust: news.Stated}}
	}
	return articles
}

// putAll groups what waits as a run does: each text is put when it appears, with its story and with its description,
// each story twice. Of five articles three are stories of their own and two make one.
func putAll(g *Grouping) error {
	days, err := g.PendingDays()
	if err != nil {
		return err
	}
	for _, day := range days {
		seqs, err := g.Pending(day.Day)
		if err != nil {
			return err
		}
		records, err := g.RecordsAt(seqs)
		if err != nil {
			return err
		}
		b := &benchGrouping{Grouping: g, features: bytes.Repeat([]byte("features"), 150)}
		for i, r := range records {
			if err := b.put(r, i%5 == 4); err != nil {
				return err
			}
		}
	}
	return nil
}

type benchGrouping struct {
	*Grouping
	features []byte
	last     Text // of a story that the next article may join
	story    Story
}

// put groups one record, in the story before it or in one of its own.
func (b *benchGrouping) put(r Record, joins bool) error {
	text := Text{ID: "t" + r.ID, Day: r.Day()}
	var err error
	if text.Seq, err = b.PutText(text); err != nil {
		return err
	}
	article := Article{ID: r.ID, State: "current", Record: r.Seq, Records: 1, Source: r.Source, Lang: r.Lang, Published: r.Published, Day: r.Day(), Text: text.Seq}
	if article.Seq, err = b.PutArticle(article, []int64{r.Seq}); err != nil {
		return err
	}
	text.Representative, text.Origin, text.Features = article.Seq, article.Seq, b.features
	if joins {
		b.story.Articles, b.story.Sources, b.story.Texts = 2, 2, 2
		b.story.Profile, b.story.View = b.features[:200], []byte(`{"timeline":[]}`)
		text.With, text.Evidence, text.Near = b.last.Seq, []byte(`[{"kind":"terms","value":"x","weight":0.5}]`), []Neighbour{{b.last.Seq, .5}}
	} else {
		b.story = Story{State: StateOpen, Headline: r.Title, First: r.Published, Last: r.Published, FirstDay: r.Day(), LastDay: r.Day(),
			Articles: 1, Sources: 1, Texts: 1, Medoid: text.Seq, Run: b.run.id}
	}
	for range 2 {
		if b.story.Seq, err = b.PutStory(b.story); err != nil {
			return err
		}
		text.Story = b.story.Seq
		if _, err = b.PutText(text); err != nil {
			return err
		}
	}
	if err := b.PutEvidence(text); err != nil {
		return err
	}
	b.last, b.story.ID = text, "s"+r.ID
	return b.SetStoryID(b.story.Seq, b.story.ID)
}

func BenchmarkGroup(b *testing.B) {
	a, err := OpenWriter(b.TempDir(), "nightly")
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	const size = 4000
	seed := uint64(0)
	for b.Loop() {
		b.StopTimer()
		seed++
		r, err := a.Begin("nightly", night)
		if err == nil {
			_, err = r.Keep(b.Context(), benchArticles(seed, size))
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := r.Group(b.Context(), putAll); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "articles/s")
}
