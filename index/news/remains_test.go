package news

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// page returns an article of The Metro on a day of March, with a body of its own and a line more.
func page(day int, line string) Article {
	return Article{
		Source:    "The Metro",
		Text:      fmt.Sprintf("Number %d of the reports on the quay was written on day %d.\n%s", day*7, day, line),
		Published: Time{At: time.Date(2026, 3, day, 8, 0, 0, 0, time.UTC), Precision: Minute, Trust: Stated},
	}
}

func TestLearnRemains(t *testing.T) {
	const line = "The Metro: first with the tide tables"
	change := func(list []Article, edit func(i int, a *Article)) []Article {
		for i := range list {
			edit(i, &list[i])
		}
		return list
	}
	pages := func(days ...int) (list []Article) {
		for _, day := range days {
			list = append(list, page(day, line))
		}
		return list
	}
	for _, test := range []struct {
		name     string
		articles []Article
		want     bool
	}{
		{"none", nil, false},
		{"five texts on five days", pages(1, 2, 3, 4, 5), true},
		{"four texts", pages(1, 2, 3, 4), false},
		{"five copies of one text", change(pages(1, 2, 3, 4, 5), func(_ int, a *Article) { a.Text = "The quay is closed.\n" + line }), false},
		{"revisions of one article", change(pages(1, 2, 3, 4, 5), func(_ int, a *Article) { a.URL = "https://metro.example/quay" }), false},
		{"each at its own URL", change(pages(1, 2, 3, 4, 5), func(i int, a *Article) { a.URL = fmt.Sprintf("https://metro.example/%d", i) }), true},
		{"a refrain of one day", change(pages(1, 2, 3, 4, 5), func(_ int, a *Article) { a.Published = page(9, "").Published }), false},
		{"on two days", change(pages(1, 2, 3, 4, 5), func(i int, a *Article) { a.Published = page(1+i%2, "").Published }), false},
		{"on three days", change(pages(1, 2, 3, 4, 5), func(i int, a *Article) { a.Published = page(1+i%3, "").Published }), true},
		{"undated are one day", change(pages(1, 2, 3, 4, 5), func(_ int, a *Article) { a.Published = Time{} }), false},
		{"unknown source", change(pages(1, 2, 3, 4, 5), func(_ int, a *Article) { a.Source = "" }), false},
		{"two sources", change(pages(1, 2, 3, 4, 5), func(i int, a *Article) { a.Source = []string{"The Metro", "The Echo"}[i%2] }), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := LearnRemains(test.articles).Has("The Metro", line); got != test.want {
				t.Errorf("Has = %v, want %v", got, test.want)
			}
			slices.Reverse(test.articles)
			if got := LearnRemains(test.articles).Has("The Metro", line); got != test.want {
				t.Errorf("in reverse order Has = %v, want %v", got, test.want)
			}
		})
	}
}

func TestLearntRemainsAreOfOneSourceAndShort(t *testing.T) {
	const short, long = "Tide tables at every kiosk", "One and two and three and four and five and six and seven and eight and nine and ten and eleven and twelve and thirteen came"
	var list []Article
	for day := 1; day <= 6; day++ {
		list = append(list, page(day, short+"\n"+long))
	}
	remains := LearnRemains(list)
	if !remains.Has("The Metro", short) {
		t.Error("the short line was not learnt")
	}
	if remains.Has("The Metro", long) {
		t.Error("a line of 25 words was learnt")
	}
	if remains.Has("The Echo", short) || remains.Has("", short) {
		t.Error("the line counts for another source")
	}
	c := Split(list[0], remains)
	if got := c.Body(list[0].Text); got != "Number 7 of the reports on the quay was written on day 1.\n"+long {
		t.Errorf("body is %q", got)
	}
}

func TestNoRemains(t *testing.T) {
	var none *Remains
	if none.Has("The Metro", "Advertisement") || new(Remains).Has("The Metro", "Advertisement") {
		t.Error("an empty table has a line")
	}
}
