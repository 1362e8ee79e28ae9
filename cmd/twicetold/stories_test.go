package main

import (
	"errors"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

func TestParseDay(t *testing.T) {
	zone := time.FixedZone("east", 2*3600)
	now := time.Date(2031, 4, 4, 10, 30, 0, 0, zone)
	for _, test := range []struct{ text, from, to string }{
		{"2031-03-08", "2031-03-08T00:00:00+02:00", "2031-03-09T00:00:00+02:00"},
		{"2031-02", "2031-02-01T00:00:00+02:00", "2031-03-01T00:00:00+02:00"},
		{"2030", "2030-01-01T00:00:00+02:00", "2031-01-01T00:00:00+02:00"},
		{"2031-03-08T07:00:00Z", "2031-03-08T07:00:00Z", "2031-03-08T07:00:00Z"},
		{"7d", "2031-03-28T10:30:00+02:00", "2031-03-28T10:30:00+02:00"},
		{"0d", "2031-04-04T10:30:00+02:00", "2031-04-04T10:30:00+02:00"},
	} {
		from, to, err := parseDay("--since", test.text, now)
		if err != nil || from.Format(time.RFC3339) != test.from || to.Format(time.RFC3339) != test.to {
			t.Errorf("parseDay(%q) = %v, %v, %v; want %s, %s", test.text, from, to, err, test.from, test.to)
		}
	}
	for _, text := range []string{"d", "-7d", "7.5d", "2031-13", "2031-02-30", "yesterday", "70000d", " "} {
		var usage usageError
		if _, _, err := parseDay("--since", text, now); !errors.As(err, &usage) {
			t.Errorf("parseDay(%q): error %v, want one of usage", text, err)
		}
	}
	if from, to, err := parseDay("--since", "", now); err != nil || !from.IsZero() || !to.IsZero() {
		t.Errorf("parseDay of nothing = %v, %v, %v", from, to, err)
	}
}

func TestCountsOf(t *testing.T) {
	for _, test := range []struct {
		articles, sources, families, unknown, texts int
		want                                        string
	}{
		{1, 1, 1, 0, 1, "1 article, 1 outlet, 1 text"},
		{14, 9, 9, 0, 3, "14 articles, 9 outlets, 3 texts"},
		{14, 9, 6, 0, 3, "14 articles, 9 outlets (6 families), 3 texts"},
		{5, 4, 4, 1, 3, "5 articles, 4 outlets and 1 unknown, 3 texts"},
		{5, 4, 1, 1, 3, "5 articles, 4 outlets (1 family) and 1 unknown, 3 texts"},
		{1, 0, 0, 1, 1, "1 article, an unknown outlet, 1 text"},
		{2, 0, 0, 2, 1, "2 articles, unknown outlets, 1 text"},
		{0, 0, 0, 0, 0, ""},
	} {
		s := index.Story{Articles: test.articles, Sources: test.sources, Families: test.families, Unknown: test.unknown, Texts: test.texts}
		if got := countsOf(s); got != test.want {
			t.Errorf("countsOf = %q, want %q", got, test.want)
		}
	}
}

// TestRow checks a story in a list: in columns where they fit, else in lines.
func TestRow(t *testing.T) {
	at := news.Time{At: time.Date(2031, 4, 2, 7, 10, 0, 0, time.UTC), Precision: news.Minute}
	open := index.Story{ID: "sbell", State: index.StateOpen, Headline: "Bell stolen", First: at, Last: at, Articles: 3, Sources: 2, Families: 2, Unknown: 1, Texts: 2}
	closed, merged := open, open
	closed.State, merged.State, merged.MergedInto = index.StateClosed, index.StateMerged, "sgong"
	for _, test := range []struct {
		name    string
		columns int
		story   index.Story
		pending []int64
		want    string
	}{
		{"open", 100, open, nil, "3 articles, 2 outlets and 1 unknown, 2 texts  2 Apr 07:10\n"},
		{"closed", 100, closed, nil, "3 articles, 2 outlets and 1 unknown, 2 texts  2 Apr 07:10                   closed\n"},
		{"waiting", 120, closed, []int64{3, 4}, "3 articles, 2 outlets and 1 unknown, 2 texts  2 Apr 07:10                   closed, edits 3 and 4 pending\n"},
		{"merged", 64, merged, nil, "3 articles, 2 outlets and 1 unknown, 2 texts,\n       2 Apr 07:10, part of sgong\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := written(test.columns, func(p *page) { newStoryList(p, []index.Story{test.story}).row(0, test.pending) })
			if want := "sbell  Bell stolen\n       " + test.want; got != want {
				t.Errorf("row\n%swant\n%s", got, want)
			}
		})
	}
}
