package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

func TestNearCopies(t *testing.T) {
	all := parsed(t, changed(t, input, "near-copies"))
	var ids []string
	for _, r := range all {
		ids = append(ids, r.value(idMember))
	}
	// c has one sentence, and e no story.
	want := []string{"a", "a-copy-1", "a-copy-2", "a-copy-3", "b", "b-copy-1", "b-copy-2", "b-copy-3", "c", "d", "d-copy-1", "d-copy-2", "d-copy-3", "e"}
	if !slices.Equal(ids, want) {
		t.Fatalf("the articles are %q, want %q", ids, want)
	}
	sources := map[string]bool{}
	for _, r := range all {
		original, n, copied := strings.Cut(r.value(idMember), "-copy-")
		if !copied {
			continue
		}
		from := all[slices.Index(ids, original)]
		if r.value(storyMember) != from.value(storyMember) || r[urlMember] != nil || r.value(titleMember) != from.value(titleMember) {
			t.Errorf("copy %s of %s is %v", n, original, r)
		}
		if sources[r.value(sourceMember)] {
			t.Errorf("%s has two copies", r.value(sourceMember))
		}
		sources[r.value(sourceMember)] = true
	}
}

func TestNearCopiesUnlabelled(t *testing.T) {
	for _, r := range parsed(t, changed(t, input, "near-copies", "-unlabelled")) {
		if strings.Contains(r.value(idMember), "-copy-") && string(r[storyMember]) != "null" {
			t.Errorf("%s is of story %s", r[idMember], r[storyMember])
		}
	}
}

func TestNearCopiesTakesTwoOfAStory(t *testing.T) {
	var lines strings.Builder
	for i := range 9 {
		fmt.Fprintf(&lines, `{"id": "%d", "text": "One came. Two went. Three sang.", "story": "s"}`, i)
	}
	if n := len(parsed(t, changed(t, lines.String(), "near-copies"))); n != 9+copiedArticles*copiesOfEach {
		t.Errorf("9 articles became %d", n)
	}
}

// TestNearCopyIsLater shows that a copy comes within half a day, and knows its time no better than its
// original.
func TestNearCopyIsLater(t *testing.T) {
	tests := []struct {
		published string
		precision news.Precision
	}{
		{"2026-03-12T22:30:00+01:00", news.Minute},
		{"2026-03-12", news.Day},
		{"2026-03", news.Month},
	}
	for _, test := range tests {
		for s := range seed(50) {
			from := parsed(t, fmt.Sprintf(`{"id": "1", "published": %q, "text": "x"}`, test.published))[0]
			before, err := news.ParseTime(test.published)
			if err != nil {
				t.Fatal(err)
			}
			after, err := news.ParseTime(nearCopy(from, 1, s).value(publishedMember))
			lag := after.At.Sub(before.At)
			if err != nil || after.Precision != test.precision || lag < 0 || lag > maxCopyLag {
				t.Errorf("%s: the copy is of %v, %v", test.published, after, err)
			}
		}
	}
	undated := parsed(t, `{"id": "1", "published": null, "text": "x"}`)[0]
	if got := string(nearCopy(undated, 1, 1)[publishedMember]); got != "null" {
		t.Errorf("the copy of an undated article is of %s", got)
	}
}

// FuzzSomeSentences states that a copy has from 60 to 95 % of the sentences, in their order, and nothing else.
func FuzzSomeSentences(f *testing.F) {
	f.Add("The bell rang. No one came.\nThen it rang again. A dog barked.", uint64(1))
	f.Add("One line", uint64(2))
	f.Fuzz(func(t *testing.T, text string, number uint64) {
		sentences := news.Sentences(text, "en")
		some := someOf(sentences, rand.New(rand.NewPCG(number, 0)))
		least, most, ok := keptBounds(len(sentences))
		if n := len(some); ok && (n < least || n > most) || !ok && n < len(sentences) {
			t.Errorf("%d of %d sentences, want %d to %d", n, len(sentences), least, most)
		}
		left := sentences
		for _, s := range some {
			at := slices.Index(left, s)
			if at < 0 {
				t.Fatalf("%v of %v is not there, or not in its place", s, sentences)
			}
			left = left[at+1:]
		}
		var want strings.Builder
		for _, s := range some {
			want.WriteString(text[s.Start:s.End])
		}
		got := someSentences(text, "en", rand.New(rand.NewPCG(number, 0)))
		if bare(got) != bare(want.String()) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

// bare returns a text without white space.
func bare(text string) string { return strings.Join(strings.Fields(text), "") }

func TestKeptBounds(t *testing.T) {
	for _, test := range []struct {
		n, least, most int
		ok             bool
	}{{0, 0, 0, false}, {1, 1, 0, false}, {2, 2, 1, false}, {3, 2, 2, true}, {10, 6, 9, true}, {40, 24, 38, true}} {
		least, most, ok := keptBounds(test.n)
		if least != test.least || most != test.most || ok != test.ok {
			t.Errorf("of %d: %d to %d, %v; want %d to %d, %v", test.n, least, most, ok, test.least, test.most, test.ok)
		}
	}
}

func TestShuffle(t *testing.T) {
	got := changed(t, input, "shuffle")
	if unchanged := changed(t, input, "redate", "-share", "0"); got == unchanged || !slices.Equal(sortedLines(got), sortedLines(unchanged)) {
		t.Errorf("shuffled: %s", got)
	}
}

func TestDrop(t *testing.T) {
	for _, r := range parsed(t, changed(t, input, "drop", "-members", "published,source")) {
		if r[publishedMember] != nil || r[sourceMember] != nil || r.value(textMember) == "" {
			t.Errorf("what is left of %s: %v", r[idMember], r)
		}
	}
}

func TestLead(t *testing.T) {
	for _, test := range []struct {
		text  string
		words int
		want  string
	}{
		{"", 3, ""},
		{"The tide, again, was late.", 3, "The tide, again"},
		{"The tide\nwas late.", 9, "The tide\nwas late."},
	} {
		if got := lead(test.text, test.words); got != test.want {
			t.Errorf("the first %d words of %q are %q, want %q", test.words, test.text, got, test.want)
		}
	}
}

func TestRelabel(t *testing.T) {
	for _, r := range parsed(t, changed(t, input, "relabel", "-lang", "qq")) {
		if r.value(langMember) != "qq" {
			t.Errorf("%s is in %s", r[idMember], r[langMember])
		}
	}
}

// many returns n articles, a tenth of them undated, a third in stories of three that span two days.
func many(t *testing.T, n int) []record {
	t.Helper()
	var lines strings.Builder
	for i := range n {
		story, published := "null", fmt.Sprintf(`"%d-0%d-1%dT0%d:15:00Z"`, 2001+i%19, 1+i%9, i%3, i%10)
		if i < n/3 {
			story = fmt.Sprintf(`"s%d"`, i/3)
			published = fmt.Sprintf(`"20%d-05-1%dT0%d:15:00Z"`, 10+i/3%10, i%3, i%10)
		}
		if i%10 == 9 {
			published = "null"
		}
		fmt.Fprintf(&lines, `{"id": "%d", "title": "Tide", "published": %s, "story": %s}`+"\n", i, published, story)
	}
	return parsed(t, lines.String())
}

func TestRedate(t *testing.T) {
	before := many(t, 2000)
	after := redate(before, slip{.2, 3, 30}, 7)
	slipped, dated := 0, 0
	for i, r := range before {
		was, err := news.ParseTime(r.value(publishedMember))
		if err != nil {
			if string(after[i][publishedMember]) != "null" {
				t.Errorf("%s has the time %s", r[idMember], after[i][publishedMember])
			}
			continue
		}
		dated++
		is, err := news.ParseTime(after[i].value(publishedMember))
		if err != nil {
			t.Fatal(err)
		}
		if by := is.At.Sub(was.At); by != 0 {
			slipped++
			if by < 3*24*time.Hour || by > 30*24*time.Hour || by%(24*time.Hour) != 0 {
				t.Errorf("%s slipped by %v", r[idMember], by)
			}
		}
	}
	if share := float64(slipped) / float64(dated); share < .16 || share > .24 {
		t.Errorf("%.3f of the times slipped, want .2", share)
	}
}

func TestDense(t *testing.T) {
	const perDay = 100
	before := many(t, 1000) // 900 of them dated
	after := dense(before, perDay, 3)
	count, starts := map[int]int{}, map[string]time.Duration{}
	for i, r := range before {
		was, err := news.ParseTime(r.value(publishedMember))
		if err != nil {
			if string(after[i][publishedMember]) != "null" {
				t.Errorf("%s has the time %s", r[idMember], after[i][publishedMember])
			}
			continue
		}
		is, err := news.ParseTime(after[i].value(publishedMember))
		if err != nil {
			t.Fatal(err)
		}
		count[int(is.At.Sub(denseStart)/(24*time.Hour))]++
		if is.At.Format(time.TimeOnly) != was.At.Format(time.TimeOnly) {
			t.Errorf("%s moved from %v to %v", r[idMember], was.At, is.At)
		}
		if story := r.value(storyMember); story != "" {
			shift := is.At.Sub(was.At)
			if first, known := starts[story]; known && shift != first {
				t.Errorf("story %s is torn: %v and %v", story, first, shift)
			}
			starts[story] = shift
		}
	}
	for day := range 9 {
		if count[day] != perDay {
			t.Errorf("%d articles on day %d, want %d", count[day], day, perDay)
		}
	}
}

// read returns the articles that grouping makes of records.
func read(t *testing.T, records []record) []news.Article {
	t.Helper()
	var lines bytes.Buffer
	if err := writeAll(&lines, records); err != nil {
		t.Fatal(err)
	}
	var articles []news.Article
	for a, problem := range ingest.Read(t.Context(), []string{"-"}, &lines, ingest.DefaultOptions()) {
		if problem != nil {
			t.Fatal(problem)
		}
		articles = append(articles, a)
	}
	if len(articles) != len(records) {
		t.Fatalf("%d articles of %d records", len(articles), len(records))
	}
	return articles
}

// addressed are articles with and without a time, in whose addresses days stand: the same day, another, the only
// one, and none.
const addressed = `{"id": "a", "source": "Vantry Times", "url": "https://vantry.example/2016/05/04/mill", "title": "Mill burns", "published": "2016-05-04T10:30:00Z", "story": "mill"}
{"id": "b", "source": null, "url": "https://www.alder.example/2016/05/05/mill", "title": "Fire at the mill", "published": "2018-11-20T08:15:00Z", "story": "mill"}
{"id": "c", "source": "Ledger", "url": "https://ledger.example/2017/01/09/swan", "title": "Swan on the quay", "published": null, "story": null}
{"id": "d", "source": "Ledger", "url": "https://ledger.example/tide", "title": "Tide is high", "published": null, "story": null}
{"id": "e", "source": "Ledger", "url": "https://ledger.example/2015/02/03/bell", "title": "Bell is cracked", "text": "3 February 2015\nThe bell is cracked.", "published": "2015-02-03", "story": null}
`

// TestDenseAsRead shows that what grouping takes for the times lies on the new days, whatever the addresses say.
func TestDenseAsRead(t *testing.T) {
	want := map[string]string{
		"a": "2020-03-02T10:30:00Z",
		"b": "2020-03-03T00:00:00Z", // of its address, a day after a
		"c": "2020-03-03T00:00:00Z",
		"d": "", // undated as before
		"e": "2020-03-02T00:00:00Z",
	}
	for _, a := range read(t, dense(parsed(t, addressed), 2, 1)) {
		got := ""
		if a.Published.Known() {
			got = a.Published.At.Format(time.RFC3339)
		}
		if got != want[a.ID] || a.Source == "" {
			t.Errorf("%s of %q is read as of %q, want %q", a.ID, a.Source, got, want[a.ID])
		}
	}
	for _, a := range read(t, dense(many(t, 1000), 100, 3)) {
		if day := int(a.Published.At.Sub(denseStart) / (24 * time.Hour)); a.Published.Known() && (day < 0 || day > 8) {
			t.Errorf("%s is read as of %v", a.ID, a.Published.At)
		}
	}
}

// TestRedateAsRead shows that grouping takes the times for what was written.
func TestRedateAsRead(t *testing.T) {
	before := parsed(t, addressed)
	after := redate(before, slip{1, 3, 30}, 1)
	for i, a := range read(t, after) {
		published := after[i].value(publishedMember)
		if published == "" {
			if after[i].value(urlMember) == "" {
				t.Errorf("%s has no time to move, and lost its address", a.ID)
			}
			continue
		}
		written, err := news.ParseTime(published)
		if err != nil || !a.Published.At.Equal(written.At) || published == before[i].value(publishedMember) {
			t.Errorf("%s is read as of %v, written was %s", a.ID, a.Published.At, published)
		}
	}
}

// TestDenseLongStory shows that a story with a longer span than there are days runs on behind them.
func TestDenseLongStory(t *testing.T) {
	after := dense(parsed(t, `{"id": "1", "published": "2015-03-01", "story": "s"}
		{"id": "2", "published": "2015-04-01", "story": "s"} {"id": "3", "published": "2019-07-09T10:00:00+02:00"}`), 1, 1)
	var got []string
	for _, r := range after {
		got = append(got, r.value(publishedMember))
	}
	if want := []string{"2020-03-02", "2020-04-02", "2020-03-03T10:00:00+02:00"}; !slices.Equal(got, want) {
		t.Errorf("the times are %q, want %q", got, want)
	}
}
