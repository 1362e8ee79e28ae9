package cluster

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// crowd makes texts of which the first share a third of their words, those of one event; the rest have random ones.
func crowd(event, others int) []news.Article {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(prefix string, k int) string {
		return fmt.Sprintf("%s%c%c%c", prefix, 'a'+k%26, 'a'+k/26%26, 'a'+k/676%26)
	}
	articles := make([]news.Article, event+others)
	for i := range articles {
		var b strings.Builder
		for range 150 {
			if i < event && r.Float64() < .35 {
				b.WriteString(word("ev", r.IntN(80)) + " ")
			} else {
				b.WriteString(word("wo", int(6000*r.Float64()*r.Float64())) + " ")
			}
		}
		id := fmt.Sprintf("other-%d", i)
		if i < event {
			id = fmt.Sprintf("event-%d", i)
		}
		articles[i] = news.Article{ID: id, Source: fmt.Sprint("outlet ", i%50), Lang: english, Text: b.String(), Published: date(3)}
	}
	return articles
}

// TestGroupCrowd: what a hundred texts tell is one story.
func TestGroupCrowd(t *testing.T) {
	const event = 100
	g := Group(crowd(event, 2000), DefaultOptions())
	largest := 0
	for _, s := range g.Stories {
		told := 0
		for _, a := range s.Articles {
			if strings.HasPrefix(g.Articles[a].ID, "event-") {
				told++
			}
		}
		if told > 0 && told < len(s.Articles) {
			t.Errorf("a story holds %d texts of the event and %d others", told, len(s.Articles)-told)
		}
		largest = max(largest, told)
	}
	if largest < event*9/10 {
		t.Errorf("the largest story of the event holds %d of %d texts", largest, event)
	}
}
