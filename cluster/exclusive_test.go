package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestOnly(t *testing.T) {
	const told = "The harbour office counted 108 passengers and four dogs on Thursday. \"We felt her lift and then nothing moved,\" said Yuri Kadarov of Hallow Bay."
	tests := []struct {
		name string
		b    string
		want []string
	}{
		{"nothing of it", "The fog was thick over the bell at noon.", []string{"108 passengers", "four dogs", "Yuri Kadarov", "Hallow Bay", "We felt her lift and then nothing moved"}},
		{"the same", told, nil},
		{"other words", "Of the 108 on board, and of 4 animals, nothing was lost. \"We felt her lift and then nothing\", said Kadarov in Hallow Bay.", nil},
		{"a quotation without marks", "We felt her lift and then nothing moved, a man said.", []string{"108 passengers", "four dogs", "Yuri Kadarov", "Hallow Bay"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := written("Yes.\nAdvertisement\n" + told)
			only := Only(a, written("No.\n"+test.b))
			var got []string
			for _, f := range only.Figures {
				got = append(got, a.Text[f.Start:f.End])
			}
			for _, n := range only.Names {
				got = append(got, a.Text[n.Start:n.End])
			}
			for _, q := range only.Quotations {
				got = append(got, a.Text[q.Start:q.End])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestOnlyOfMany takes many times as long where every fact is held against every other, or searched for in the whole text.
func TestOnlyOfMany(t *testing.T) {
	const many = 10_000
	var figures, names, quotations strings.Builder
	for i := range many {
		fmt.Fprintf(&figures, "%d people left town %d.\n\n", 10+i, i)
		fmt.Fprintf(&names, "They met Iva Alder%d Brin%d again.\n\n", i, i)
		fmt.Fprintf(&quotations, "\"We saw boat %d come home,\" they said.\n\n", i)
	}
	texts := []*Article{written(figures.String()), written(names.String()), written(quotations.String())}
	for i, a := range texts {
		only := Only(a, texts[(i+1)%len(texts)])
		if n := max(len(only.Figures), len(only.Names), len(only.Quotations)); n < many/2 {
			t.Errorf("text %d: %d facts of a kind, want most of %d", i, n, many)
		}
		if again := Only(a, a); len(again.Figures)+len(again.Names)+len(again.Quotations) > 0 {
			t.Errorf("text %d tells what itself does not", i)
		}
	}
}

func TestOrder(t *testing.T) {
	crawled := clock(12, 8, 0)
	crawled.Trust = news.Crawl
	tests := []struct {
		name string
		got  int
		want int
	}{
		{"minutes", Order(clock(12, 8, 0), clock(12, 8, 1)), -1},
		{"minutes, the other way round", Order(clock(12, 8, 1), clock(12, 8, 0)), 1},
		{"one minute", Order(clock(12, 8, 0), clock(12, 8, 0)), 0},
		{"a day and a minute of it", Order(date(12), clock(12, 23, 0)), 0},
		{"a day and a minute of the next, which may be the same elsewhere", Order(date(12), clock(13, 8, 0)), 0},
		{"days", Order(date(12), date(13)), -1},
		{"a crawl's", Order(crawled, clock(13, 8, 0)), 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %d, want %d", test.got, test.want)
			}
		})
	}
}
