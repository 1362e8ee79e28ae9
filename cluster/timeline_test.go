package cluster

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// sentences returns the sentences of a timeline.
func sentences(g Grouping, entries []Entry) []string {
	var told []string
	for _, e := range entries {
		told = append(told, g.Articles[e.From.Article].Text[e.From.Start:e.From.End])
	}
	return told
}

// entryOf returns the entry whose sentence starts with some words.
func entryOf(t *testing.T, g Grouping, s Story, words string) Entry {
	t.Helper()
	told := sentences(g, s.Timeline)
	i := slices.IndexFunc(told, func(sentence string) bool { return strings.HasPrefix(sentence, words) })
	if i < 0 {
		t.Fatalf("no entry starts with %q: %q", words, told)
	}
	return s.Timeline[i]
}

func TestTimelineDates(t *testing.T) {
	g := group(news.Article{ID: "quay", Source: "Ledger", Published: clock(12, 9, 30), Title: "Fish quay to be rebuilt",
		Text: "The fish quay of Port Alder will be rebuilt in stone, the harbour board said on Wednesday. " +
			"Storm waves had torn away its planks on 14 January 2026. " +
			"Builders are going to start on 20 April 2026 with the northern steps. " +
			"The quay was first built of tarred larch in 1887. " +
			"Fishermen land their catch at the coal jetty until then."})
	tests := []struct {
		words string
		role  Role
		when  string
	}{
		{"The fish quay", EventRole, "day 2026-03-11"},
		{"Storm waves", BackgroundRole, "day 2026-01-14"},
		{"Builders", PlannedRole, "day 2026-04-20"},
		{"The quay was", BackgroundRole, "year 1887-01-01"},
	}
	for _, test := range tests {
		t.Run(test.words, func(t *testing.T) {
			e := entryOf(t, g, g.Stories[0], test.words)
			if when := fmt.Sprint(e.When.Precision, " ", e.When.At.Format("2006-01-02")); e.Role != test.role || when != test.when {
				t.Errorf("got %s, %s, want %s, %s", e.Role, when, test.role, test.when)
			}
		})
	}
	if !slices.IsSortedFunc(g.Stories[0].Timeline, func(a, b Entry) int { return comparePublished(a.When, b.When) }) {
		t.Errorf("the timeline is not in order: %q", sentences(g, g.Stories[0].Timeline))
	}
}

func TestTimelineWithoutDate(t *testing.T) {
	undated := news.Article{ID: "quay", Text: "The fish quay of Port Alder will be rebuilt in stone. Fishermen land their catch at the coal jetty."}
	g := group(undated)
	e := entryOf(t, g, g.Stories[0], "The fish quay")
	if e.When.Known() || e.First != -1 || e.Role != EventRole {
		t.Errorf("the entry of an undated article says %+v", e)
	}
	undated.Published = clock(12, 9, 30)
	g = group(undated)
	if e := entryOf(t, g, g.Stories[0], "The fish quay"); e.When != clock(12, 9, 30) || e.First != 0 {
		t.Errorf("the entry of a sentence without a date says %+v, want the time of its report", e)
	}
}

// TestTimelineRevised: a sentence stands at the time of the first version that has it.
func TestTimelineRevised(t *testing.T) {
	a := news.Article{ID: "quay", Source: "Ledger", Published: clock(12, 9, 30), Text: text(bridge[:8]...)}
	b := a
	b.Published, b.Text = clock(12, 14, 0), text(bridge[1:]...)
	g := group(a, b)
	e := entryOf(t, g, g.Stories[0], "Engineers")
	if len(g.Articles) != 1 || e.When != clock(12, 9, 30) {
		t.Errorf("of %d articles, the sentence stands at %v, want one, and the time of its first version", len(g.Articles), e.When.At)
	}
	for _, sentence := range sentences(g, g.Stories[0].Timeline) {
		if sentence == bridge[0] {
			t.Error("a sentence of a superseded revision is told")
		}
	}
}

// TestTimelineRevisedCopy: a copy tells a sentence from the version that took it on.
func TestTimelineRevisedCopy(t *testing.T) {
	g := group(brief()...)
	e := entryOf(t, g, g.Stories[0], "Lifeboats from Vantry")
	if e.First < 0 || g.Articles[e.First].ID != "wire" {
		t.Errorf("article %d told it first, want the agency's", e.First)
	}
}

// aground are reports of one event with a sentence in common.
func aground(at ...news.Time) []news.Article {
	articles := []news.Article{
		{ID: "ledger", Source: "Ledger", Text: "The night ferry Ysolde ran aground off Port Alder with 108 passengers on board. Fog hid the buoys."},
		{ID: "beacon", Source: "Beacon", Text: "The night ferry Ysolde ran aground off Port Alder with 112 passengers aboard. A lifeboat brought them ashore in turns."},
		{ID: "metro", Source: "Metro", Text: "The night ferry Ysolde ran aground off Port Alder with 108 passengers on board. Fog hid the buoys."},
	}
	for i := range at {
		articles[i].Published = at[i]
	}
	return articles[:len(at)]
}

func TestTimelineMerges(t *testing.T) {
	g := group(aground(clock(12, 6, 0), clock(12, 7, 0), clock(12, 8, 0))...)
	ledger, beacon, metro := place(t, g, "ledger"), place(t, g, "beacon"), place(t, g, "metro")
	e := entryOf(t, g, g.Stories[0], "The night ferry")
	if e.From.Article != ledger || e.First != ledger || !slices.Equal(e.Also, []int{beacon}) || !slices.Equal(e.Copies, []int{metro}) {
		t.Errorf("told by %d, first by %d, also by %v, reprinted by %v, want %d, %d, %d, %d", e.From.Article, e.First, e.Also, e.Copies, ledger, ledger, beacon, metro)
	}
	want := []Conflict{{"passenger", FigureConflict, []Claim{{"108", []int{ledger}}, {"112", []int{beacon}}}}}
	if !reflect.DeepEqual(e.Conflicts, want) {
		t.Errorf("conflicts are %+v, want %+v", e.Conflicts, want)
	}
}

// TestTimelineDatedByOther: an entry is told in the words of the earliest report and stands at the date that
// any of them gives.
func TestTimelineDatedByOther(t *testing.T) {
	articles := aground(clock(12, 6, 0), clock(12, 7, 0))
	articles[1].Text = "The night ferry Ysolde ran aground off Port Alder on Wednesday with 108 passengers on board. " +
		"A lifeboat brought them ashore in turns while the brass band went on playing on the mole. Tugs are expected from Vantry."
	g := group(articles...)
	e := entryOf(t, g, g.Stories[0], "The night ferry")
	if g.Articles[e.From.Article].ID != "ledger" || e.When.Precision != news.Day || e.When.At.Day() != 11 {
		t.Errorf("the entry is told by %s and stands at %v, want ledger, and the Wednesday", g.Articles[e.From.Article].ID, e.When.At)
	}
}

func TestTimelineFirst(t *testing.T) {
	tests := []struct {
		name   string
		ledger news.Time
		beacon news.Time
		want   string // "" when it can't be told
	}{
		{"minutes", clock(12, 6, 0), clock(12, 7, 0), "ledger"},
		{"same minute", clock(12, 6, 0), clock(12, 6, 0), ""},
		{"a day and a minute of it", date(12), clock(12, 7, 0), ""},
		{"a day and a minute that follows it in every zone", date(12), clock(13, 13, 0), "ledger"},
		{"a day and a minute of the next", date(12), clock(13, 7, 0), ""},
		{"one day", date(12), date(12), ""},
		{"both undated", news.Time{}, news.Time{}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(aground(test.ledger, test.beacon)...)
			want := -1
			if test.want != "" {
				want = place(t, g, test.want)
			}
			if e := entryOf(t, g, g.Stories[0], "The night ferry"); e.First != want || g.Stories[0].First != want {
				t.Errorf("the entry was first told by %d and the story by %d, want %d", e.First, g.Stories[0].First, want)
			}
		})
	}
}

func TestTimelineWithoutRemains(t *testing.T) {
	g := group(news.Article{ID: "bridge", Source: "Beacon", Published: clock(3, 9, 0),
		Text: "Exclusive\nBridge stuck half open\n" + text(bridge[:3]...) + "\nAdvertisement\n" + text(bridge[4:7]...) +
			"\nSign up for our newsletter to get the best of our stories in your inbox every morning.\nRead more: Ferry late again, say islanders who missed it.\n" +
			text(bridge[7:]...) + "\nStory continues below"})
	told := sentences(g, g.Stories[0].Timeline)
	if len(told) == 0 {
		t.Fatal("the timeline is empty")
	}
	for _, sentence := range told {
		if !slices.Contains(bridge, sentence) {
			t.Errorf("%q is no sentence of the report", sentence)
		}
	}
	if g.Stories[0].Headline != "Bridge stuck half open" {
		t.Errorf("the headline is %q", g.Stories[0].Headline)
	}
}

// What an outlet repeats in running text is no news of any of its articles: it makes no story, no headline and no entry.
func TestRepeatedSentences(t *testing.T) {
	const background = "The lock, which was dug by convicts in the reign of the old queen, has carried timber and slate to the sea ever since."
	topics := []string{"A heron nested on the upper gate and delayed two barges for a day.", "Anglers pulled a rusted safe out of the basin and found it empty.",
		"Divers will look for the bell of a sunken ferry in the autumn.", "The keeper retires in June after forty winters in the toll house.",
		"A film crew painted the winding gear yellow and promised to paint it back.", "Schoolchildren counted eels at night and found fewer than last year."}
	var articles []news.Article
	for i, topic := range topics {
		articles = append(articles, news.Article{ID: string(rune('a' + i)), Source: "Beacon", Published: clock(2+i, 9, 0), Text: background + " " + topic + "\n" + topic})
	}
	g := group(articles...)
	if len(g.Stories) != len(topics) {
		t.Errorf("the stories are %v", storiesByID(g))
	}
	for _, s := range g.Stories {
		told := sentences(g, s.Timeline)
		if len(told) != 1 || !slices.Contains(topics, told[0]) {
			t.Errorf("the timeline tells %q", told)
		}
		if !slices.Contains(topics, s.Headline) {
			t.Errorf("the headline is %q", s.Headline)
		}
	}
}

func TestHeadline(t *testing.T) {
	long := "The swing bridge at Skerry Lock, which the county has wanted to replace since the winter before last, stuck half open on Tuesday morning."
	tests := []struct {
		name    string
		article news.Article
		want    string
	}{
		{"title", news.Article{ID: "x", Title: "Bridge stuck", Text: long}, "Bridge stuck"},
		{"first sentence, cut", news.Article{ID: "x", Text: long}, "The swing bridge at Skerry Lock, which the county has wanted to replace since the winter before last, stuck…"},
		{"address", news.Article{ID: "x", URL: "https://ledger.example/bridge-stuck-half-open"}, "bridge stuck half open"},
		{"id", news.Article{ID: "x"}, "x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := group(test.article).Stories[0].Headline; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
