package cluster

import (
	"math"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestOrigin(t *testing.T) {
	article := func(source, agency string, published news.Time) *Article {
		return &Article{Article: news.Article{Source: source, Published: published}, Agency: agency}
	}
	tests := []struct {
		name     string
		articles []*Article
		want     int
	}{
		{"alone", []*Article{article("Beacon", "", clock(3, 9, 0))}, 0},
		{"earliest", []*Article{article("Beacon", "", clock(3, 9, 0)), article("Metro", "", clock(3, 8, 0)), article("Ledger", "", clock(3, 8, 30))}, 1},
		{"agency that a copy credits", []*Article{article("Beacon", "Northern Wire", clock(3, 9, 0)), article("northern wire", "", clock(3, 9, 30))}, 1},
		{"agency credited but not here", []*Article{article("Beacon", "Northern Wire", clock(3, 9, 0)), article("Cape Press", "", clock(3, 9, 30))}, 0},
		{"agency that nobody credits", []*Article{article("Beacon", "", clock(3, 9, 0)), article("Northern Wire", "", clock(3, 9, 30))}, 0},
		{"day against a minute of it", []*Article{article("Beacon", "", date(3)), article("Metro", "", clock(3, 23, 0))}, 1},
		{"day before a minute in every zone", []*Article{article("Beacon", "", date(2)), article("Metro", "", clock(3, 13, 0))}, 0},
		{"day before a minute in some zones", []*Article{article("Beacon", "", date(2)), article("Metro", "", clock(3, 0, 0))}, 1},
		{"minute before a day", []*Article{article("Beacon", "", date(4)), article("Metro", "", clock(3, 23, 59))}, 1},
		{"same day twice", []*Article{article("Beacon", "", date(3)), article("Metro", "", date(3))}, 0},
		{"same minute, one credits", []*Article{article("Beacon", "Northern Wire", clock(3, 9, 0)), article("Metro", "", clock(3, 9, 0))}, 1},
		{"same minute", []*Article{article("Beacon", "", clock(3, 9, 0)), article("Metro", "", clock(3, 9, 0))}, 0},
		{"undated against dated", []*Article{article("Beacon", "", news.Time{}), article("Metro", "", clock(3, 9, 0))}, 1},
		{"undated against a year", []*Article{article("Beacon", "", news.Time{}), article("Metro", "", news.Time{Precision: news.Year})}, 1},
		{"none dated", []*Article{article("Beacon", "Northern Wire", news.Time{}), article("Metro", "", news.Time{})}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			members := make([]int, len(test.articles))
			for i := range members {
				members[i] = i
			}
			if got := origin(members, test.articles); got != test.want {
				t.Errorf("origin is %d, want %d", got, test.want)
			}
		})
	}
}

func TestBefore(t *testing.T) {
	month := news.Time{At: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Precision: news.Month}
	tests := []struct {
		name string
		a, b news.Time
		want bool
	}{
		{"a minute later", clock(3, 9, 0), clock(3, 9, 1), true},
		{"the same minute", clock(3, 9, 0), clock(3, 9, 0), false},
		{"later", clock(3, 9, 1), clock(3, 9, 0), false},
		{"the day after", date(3), date(4), true},
		{"the same day", date(3), date(3), false},
		{"within the day", date(3), clock(3, 9, 0), false},
		{"within the day, other way round", clock(3, 9, 0), date(3), false},
		{"midnight after the day", date(3), clock(4, 0, 0), false},
		{"noon after the day", date(3), clock(4, 12, 0), true},
		{"before the day begins in the east", clock(3, 9, 59), date(4), true},
		{"when the day has begun in the east", clock(3, 16, 0), date(4), false},
		{"month before its end in the west", month, date(1), false},
		{"month before a day", month, date(2), true},
		{"unknown first", news.Time{}, date(3), false},
		{"unknown second", date(3), news.Time{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := before(test.a, test.b); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestGroupCopies asks what each outlet took from the first one's text.
func TestGroupCopies(t *testing.T) {
	long := text(bridge...) + " " + text(honey...)
	tests := []struct {
		name      string
		published news.Time
		text      string
		want      Copy
	}{
		{"word for word", clock(3, 10, 15), text(bridge...), Copy{Kind: Exact, Share: 1, Lag: 75 * time.Minute, Timed: true}},
		{"in the same minute", clock(3, 9, 0), text(bridge...), Copy{Kind: Exact, Share: 1, Timed: true}},
		{"on that day", date(3), text(bridge...), Copy{Kind: Exact, Share: 1}},
		{"undated", news.Time{}, text(bridge...), Copy{Kind: Exact, Share: 1}},
		{"cut a little", clock(3, 9, 30), text(bridge[:10]...), Copy{Kind: Near, Share: 1, Lag: 30 * time.Minute, Timed: true}},
		{"with more of its own", clock(3, 9, 30), long, Copy{Kind: Near, Share: .74, Lag: 30 * time.Minute, Timed: true}},
		{"cut by half", clock(3, 9, 30), text(bridge[:5]...), Copy{Kind: Extract, Share: 1, Lag: 30 * time.Minute, Timed: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(
				news.Article{ID: "a", Source: "Ledger", Published: clock(3, 9, 0), Text: text(bridge...)},
				news.Article{ID: "b", Source: "Beacon", Published: test.published, Text: test.text},
			)
			origin, copied := g.Articles[place(t, g, "a")], g.Articles[place(t, g, "b")]
			if origin.Copy != nil || copied.Copy == nil {
				t.Fatalf("copies are %v and %v, want only the second", origin.Copy, copied.Copy)
			}
			got := *copied.Copy
			if math.Abs(got.Share-test.want.Share) < .02 {
				got.Share = test.want.Share
			}
			if test.want.Of = place(t, g, "a"); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestGroupOriginIsCredited(t *testing.T) {
	g := group(
		news.Article{ID: "early", Source: "Ledger", Published: clock(3, 9, 0), Text: "HALLOW BAY (Northern Wire) — " + text(bridge...)},
		news.Article{ID: "wire", Source: "Northern Wire", Published: clock(3, 9, 20), Text: "HALLOW BAY (Northern Wire) — " + text(bridge...)},
	)
	copied := g.Articles[place(t, g, "early")]
	if copied.Agency != "Northern Wire" || copied.Copy == nil {
		t.Fatalf("the copy credits %q and took %v, want it to be a copy of Northern Wire's", copied.Agency, copied.Copy)
	}
	if copied.Copy.Lag != -20*time.Minute {
		t.Errorf("lag is %v, want the twenty minutes that the copy was earlier", copied.Copy.Lag)
	}
}

func TestAgency(t *testing.T) {
	for _, test := range []struct {
		name    string
		credits []string // of the origin first
		want    string
	}{
		{"nobody", []string{"", ""}, ""},
		{"the origin", []string{"Reuters", "AP", "AP"}, "Reuters"},
		{"a copy", []string{"", "AP", ""}, "AP"},
		{"most copies", []string{"", "AP", "", "Reuters", "", "Reuters"}, "Reuters"},
		{"the first of as many", []string{"", "AP", "Reuters"}, "AP"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var g Grouping
			var text Text
			for i, agency := range test.credits {
				g.Articles = append(g.Articles, &Article{Agency: agency})
				text.Articles = append(text.Articles, i)
			}
			if got := g.Agency(text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
