package cluster

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// numberedPage is a page of an outlet: its number, the day that it gives, 0 for none, and the days of the reports of others
// that it is like.
type numberedPage struct {
	number int64
	day    float64
	like   []float64
}

// reckonAll returns the days of pages, 0 where there is none, when their numbers have been read.
func reckonAll(pages []numberedPage) []float64 {
	c := newComparison(0, DefaultTuning())
	var fresh []int
	var offers [][]int32
	var cosines []float64
	add := func(day float64, s serial) int {
		c.docs = append(c.docs, doc{when: when{days: day, known: day > 0}})
		c.serials, c.fresh = append(c.serials, s), append(c.fresh, true)
		return len(c.docs) - 1
	}
	for _, p := range pages {
		fresh = append(fresh, add(p.day, serial{"dale.example", p.number}))
	}
	for k := range pages {
		var with []int32
		for n, day := range pages[k].like {
			with = append(with, int32(add(day, serial{})))
			cosines = append(cosines, .4-.05*float64(n))
		}
		offers = append(offers, with)
	}
	c.reckon(fresh, offers, cosines)
	days := make([]float64, len(pages))
	for k, i := range fresh {
		if w := c.docs[i].when; w.known {
			days[k] = w.days
		}
	}
	return days
}

// numberOf is the number of a page of a day, at a thousand pages a day, some more on some days.
func numberOf(day float64) int64 { return 5_000_000 + int64(1000*day+60*math.Sin(day)) }

func TestReckon(t *testing.T) {
	var dated, undated []numberedPage
	chance := rand.New(rand.NewPCG(1, 2))
	for day := 100.; day < 200; day += 4 {
		dated = append(dated, numberedPage{number: numberOf(day), day: day})
		like := []float64{day + chance.Float64(), day + 1}
		if chance.IntN(4) == 0 { // most like a report of another event
			like = []float64{100 + 100*chance.Float64()}
		}
		undated = append(undated, numberedPage{number: numberOf(day), like: like})
	}
	asked := numberedPage{number: numberOf(150.5)}
	shuffled := slices.Clone(dated)
	for i := range shuffled {
		shuffled[i].number = numberOf(chance.Float64() * 1000)
	}
	tests := []struct {
		name  string
		pages []numberedPage // and asked
		want  float64        // day of asked; 0 for none
	}{
		{"by pages that give their day", dated, 150.5},
		{"by what pages are like, one in four wrongly", undated, 150.5},
		{"too few pages", dated[:minChain-1], 0},
		{"numbers that don't rise with time", shuffled, 0},
		{"nothing known of any page", []numberedPage{{number: 1}, {number: 2}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			days := reckonAll(append(slices.Clone(test.pages), asked))
			got := days[len(days)-1]
			if math.Abs(got-test.want) > 1 {
				t.Errorf("got day %.2f, want %.2f", got, test.want)
			}
			for i, p := range test.pages {
				if p.day > 0 && days[i] != p.day {
					t.Errorf("page %d was of day %g and is of %g", p.number, p.day, days[i])
				}
			}
		})
	}
}

// Whatever a page is like itself, its day is that of its number.
func TestReckonOutlier(t *testing.T) {
	var pages []numberedPage
	for day := 100.; day < 200; day += 4 {
		pages = append(pages, numberedPage{number: numberOf(day), day: day})
	}
	days := reckonAll(append(pages, numberedPage{number: numberOf(150.5), like: []float64{110, 111, 112}}))
	if got := days[len(days)-1]; math.Abs(got-150.5) > 1 {
		t.Errorf("got day %.2f, want 150.5", got)
	}
}

// The heaviest chain is what trying all chains finds.
func TestHeaviestChain(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var pages []page
		for n := range 7 {
			p := page{text: n, number: int64(n)}
			for range chance.IntN(3) {
				p.days = append(p.days, weighedDay{float64(chance.IntN(8)), float64(1 + chance.IntN(9))})
			}
			pages = append(pages, p)
		}
		weight, last := 0., math.Inf(-1)
		for k, a := range newChain(pages) {
			if a.day+chainSlack < last || !slices.Contains(pages[a.text].days, weighedDay{a.day, a.weight - weight}) {
				t.Fatalf("%v: page %d of the chain is %+v, behind day %g and weight %g", pages, k, a, last, weight)
			}
			weight, last = a.weight, a.day
		}
		if want := heaviestChain(pages, math.Inf(-1)); weight != want {
			t.Fatalf("%v: chain of weight %g, want %g", pages, weight, want)
		}
	}
}

// heaviestChain tries all chains of pages from a day on.
func heaviestChain(pages []page, from float64) float64 {
	if len(pages) == 0 {
		return 0
	}
	most := heaviestChain(pages[1:], from)
	for _, d := range pages[0].days {
		if d.day+chainSlack >= from {
			most = max(most, d.weight+heaviestChain(pages[1:], d.day))
		}
	}
	return most
}

// Numbers are read only where a page without a time has one.
func TestReadSerials(t *testing.T) {
	articles := []*Article{
		{Article: news.Article{URL: "https://dale.example/story-62579665"}},
		{Article: news.Article{URL: "https://www.dale.example/story-62579900"}},
		{Article: news.Article{URL: "https://other.example/story-62570000"}},
	}
	read := func(known ...bool) []serial {
		c := newComparison(3, DefaultTuning())
		for i := range c.docs {
			c.docs[i].article, c.docs[i].when.known, c.fresh[i] = i, known[i], true
		}
		c.readSerials(articles)
		return c.serials
	}
	if got := read(true, true, true); got != nil {
		t.Errorf("all pages have a time: read %v", got)
	}
	want := []serial{{"dale.example", 62579665}, {"dale.example", 62579900}, {}}
	if got := read(false, true, true); !slices.Equal(got, want) {
		t.Errorf("one page has no time: read %v, want %v", got, want)
	}
}

// A day that was reckoned stays with the text from step to step and through its features, until the text has a time.
func TestReckonStays(t *testing.T) {
	const host = "https://dale.example/story-"
	words := []string{"ferry", "harvest", "bridge", "museum", "election", "glacier", "orchestra", "railway", "reservoir", "stadium", "lighthouse", "market"}
	page := func(n int, published news.Time) news.Article {
		text := ""
		for k := range 40 {
			text += fmt.Sprintf("%s%d stands by %s%d. ", words[n], k, words[n], k*7%40)
		}
		return news.Article{ID: words[n], Source: "Dale", URL: host + strconv.Itoa(5_000_000+10_000*n), Title: words[n], Text: text, Lang: "en", Published: published, Seen: date(20).At}
	}
	var fresh []news.Article
	for n := range 11 {
		fresh = append(fresh, page(n, clock(1+n, 9, 0)))
	}
	fresh[5].Published = news.Time{}
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	w.Add(fresh)
	w.Add([]news.Article{page(11, clock(12, 9, 0))})
	want := newTime(clock(6, 9, 0)).days
	var got when
	for _, text := range w.texts {
		if text.origin.ID == words[5] {
			got = text.doc.when
		}
	}
	if !got.reckoned || math.Abs(got.days-want) > .1 {
		t.Fatalf("after two steps it is %+v, want day %.2f", got, want)
	}
	err := w.Release(math.MaxInt, func(g *Grouping) error {
		for i := range g.Texts {
			p, ok := readFeatures(g.Features(i), nil)
			if is := g.Articles[g.Texts[i].Origin].ID == words[5]; !ok || p.doc.when.reckoned != is || is && p.doc.when.days != got.days {
				t.Errorf("features of %s give %+v, %v", p.of, p.doc.when, ok)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	d := doc{when: got}
	if d.appeared(&Article{Article: news.Article{Published: clock(3, 9, 0)}}); d.when.reckoned || d.when.days != newTime(clock(3, 9, 0)).days {
		t.Errorf("with a time of its own it is %+v", d.when)
	}
}
