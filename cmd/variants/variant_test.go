package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

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
		if r.value(storyMember) != from.value(storyMember) || r[urlMember] != nil || r.value("title") != from.value("title") {
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
		fmt.Fprintf(&lines, `{"id": "%d", "published": %s, "story": %s}`+"\n", i, published, story)
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
