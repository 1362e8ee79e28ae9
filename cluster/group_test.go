package cluster

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// checkWhole checks that nothing is lost, that everything is in one place, and that all parts of a
// grouping point at each other.
func checkWhole(t *testing.T, articles []news.Article, g Grouping) {
	t.Helper()
	checkRecords(t, articles, g)
	checkTexts(t, g)
	checkStories(t, g)
	ids, lines := map[string]int{}, map[string]bool{}
	for _, a := range g.Articles {
		ids["article "+a.ID]++
	}
	for _, s := range g.Stories {
		ids["story "+s.ID]++
		lines[s.Storyline] = true
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id of %s is there %d times", id, n)
		}
	}
	if g.Storylines != len(lines) {
		t.Errorf("%d storylines are counted, %d are named", g.Storylines, len(lines))
	}
}

func checkRecords(t *testing.T, articles []news.Article, g Grouping) {
	t.Helper()
	times := map[news.Input]int{}
	for _, a := range g.Articles {
		for _, r := range a.Records {
			times[r.Input]++
		}
		if len(a.Records) == 0 || a.Revisions < 1 || a.Revisions > len(a.Records) {
			t.Errorf("%s has %d revisions of %d records", a.ID, a.Revisions, len(a.Records))
		}
	}
	for _, a := range articles {
		if times[a.Input] != 1 {
			t.Errorf("record %v is in %d articles", a.Input, times[a.Input])
		}
	}
	if len(times) != len(articles) {
		t.Errorf("%d records became %d", len(articles), len(times))
	}
}

func checkTexts(t *testing.T, g Grouping) {
	t.Helper()
	n := 0
	for place, text := range g.Texts {
		n += len(text.Articles)
		if !slices.Contains(text.Articles, text.Origin) || !slices.IsSorted(text.Articles) {
			t.Errorf("text %d of %v has the origin %d", place, text.Articles, text.Origin)
		}
		for _, i := range text.Articles {
			a := g.Articles[i]
			if a.TextIndex != place || (a.Copy == nil) != (i == text.Origin) {
				t.Errorf("article %d of text %d says text %d, copy %v", i, place, a.TextIndex, a.Copy)
			}
			if a.Copy != nil && (a.Copy.Of != text.Origin || a.Copy.Share < 0 || a.Copy.Share > 1) {
				t.Errorf("article %d of text %d copied %+v", i, place, *a.Copy)
			}
		}
	}
	if n != len(g.Articles) {
		t.Errorf("the texts hold %d of %d articles", n, len(g.Articles))
	}
}

func checkStories(t *testing.T, g Grouping) {
	t.Helper()
	n := 0
	for place, s := range g.Stories {
		n += len(s.Texts)
		var articles []int
		for _, i := range s.Texts {
			text := g.Texts[i]
			articles = append(articles, text.Articles...)
			alone := len(s.Texts) == 1
			if text.Story != place || (text.With < 0) != alone || alone != (len(text.Evidence) == 0) || !alone && g.Texts[text.With].Story != place {
				t.Errorf("text %d of story %d says %+v", i, place, text)
			}
		}
		if slices.Sort(articles); !slices.Equal(articles, s.Articles) {
			t.Errorf("story %d has the articles %v, its texts %v", place, s.Articles, articles)
		}
		if !slices.Contains(s.Texts, s.Medoid) || s.First >= 0 && !slices.Contains(s.Articles, s.First) || s.Headline == "" && g.Articles[s.Articles[0]].ID != "" {
			t.Errorf("story %d has the medoid %d, the first %d and the headline %q", place, s.Medoid, s.First, s.Headline)
		}
		checkTimeline(t, g, s)
	}
	if n != len(g.Texts) {
		t.Errorf("the stories hold %d of %d texts", n, len(g.Texts))
	}
}

func checkTimeline(t *testing.T, g Grouping, s Story) {
	t.Helper()
	if len(s.Timeline) > maxEntries {
		t.Errorf("the timeline of %s has %d entries", s.ID, len(s.Timeline))
	}
	for _, e := range s.Timeline {
		told := e.From
		sentence := g.Articles[told.Article].Text[told.Start:told.End]
		if sentence == "" || strings.TrimSpace(sentence) != sentence || strings.Contains(sentence, "\n") {
			t.Errorf("an entry of %s is %q", s.ID, sentence)
		}
		for _, i := range slices.Concat([]int{told.Article}, e.Also, e.Copies) {
			if !slices.Contains(s.Articles, i) {
				t.Errorf("an entry of %s is told by the article %d of another story", s.ID, i)
			}
		}
		for _, c := range e.Conflicts {
			if len(c.Values) < 2 {
				t.Errorf("%s has a conflict of one value: %+v", s.ID, c)
			}
		}
	}
}

// difference compares two groupings apart from where articles were read, and says where they differ first.
func difference(a, b Grouping) string {
	for _, g := range []Grouping{a, b} {
		for i := range g.Articles {
			g.Articles[i].Input, g.Articles[i].current.article.Input = news.Input{}, news.Input{}
			for r := range g.Articles[i].Records {
				g.Articles[i].Records[r].Input = news.Input{}
			}
		}
	}
	return firstDifference(reflect.ValueOf(a), reflect.ValueOf(b), "grouping")
}

func firstDifference(a, b reflect.Value, at string) string {
	if reflect.DeepEqual(a.Interface(), b.Interface()) {
		return ""
	}
	switch {
	case a.Type() == reflect.TypeFor[time.Time]():
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if d := firstDifference(a.Field(i), b.Field(i), at+"."+a.Type().Field(i).Name); d != "" {
				return d
			}
		}
	case a.Kind() == reflect.Slice && a.Len() == b.Len():
		for i := range a.Len() {
			if d := firstDifference(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", at, i)); d != "" {
				return d
			}
		}
	}
	return fmt.Sprintf("%s is %+v and %+v", at, a, b)
}

// TestGroupOrder: the set of articles decides, never the order in which they were read.
func TestGroupOrder(t *testing.T) {
	articles := readCorpus(t)
	want := Group(articles, DefaultOptions())
	checkWhole(t, articles, want)
	for seed := range uint64(5) {
		shuffled := slices.Clone(articles)
		newRandom(seed).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if d := difference(want, Group(numbered(shuffled), DefaultOptions())); d != "" {
			t.Errorf("seed %d: %s", seed, d)
		}
	}
}

func TestGroupWorkers(t *testing.T) {
	articles := readCorpus(t)
	want := Group(articles, DefaultOptions())
	for _, n := range []int{2, 8} {
		opts := DefaultOptions()
		opts.Workers = n
		if d := difference(want, Group(articles, opts)); d != "" {
			t.Errorf("with %d workers: %s", n, d)
		}
	}
}

// TestGroupLosesNothing groups parts of the corpus, of any size, some of their articles twice.
func TestGroupLosesNothing(t *testing.T) {
	articles := readCorpus(t)
	for seed := range uint64(25) {
		part := sample(newRandom(seed), articles)
		checkWhole(t, part, Group(part, DefaultOptions()))
		if t.Failed() {
			t.Fatalf("seed %d, %d articles", seed, len(part))
		}
	}
}

func sample(r *rand.Rand, articles []news.Article) []news.Article {
	part := make([]news.Article, r.IntN(len(articles)))
	for i := range part {
		part[i] = pick(r, articles...)
	}
	return numbered(part)
}

func TestGroupLeavesInputAlone(t *testing.T) {
	articles := inEnglish(fires...)
	before := slices.Clone(articles)
	Group(articles, DefaultOptions())
	if !reflect.DeepEqual(articles, before) {
		t.Error("the given articles were changed")
	}
}

// TestGroupProgress: every announced step is taken, and the stages come in one order.
func TestGroupProgress(t *testing.T) {
	var names []string
	wanted, taken := 0, make(chan struct{}, 1000)
	opts := DefaultOptions()
	opts.Progress.Stage = func(name string, steps int) { names, wanted = append(names, name), wanted+steps }
	opts.Progress.Step = func() { taken <- struct{}{} }
	Group(inEnglish(fires...), opts)
	if want := "remains fingerprints copies articles terms weights neighbours stories storylines timelines"; strings.Join(names, " ") != want {
		t.Errorf("stages are %q, want %q", names, want)
	}
	if len(taken) != wanted || wanted == 0 {
		t.Errorf("%d of %d steps were taken", len(taken), wanted)
	}
}

// FuzzGroup builds up to twelve articles of any bytes: Group must take them all, lose none and not depend
// on their order.
func FuzzGroup(f *testing.F) {
	f.Add("Ferry aground\x00The ferry ran aground off Port Alder.\x002026-03-12\x00Ledger\x00a\x00en\x01Ferry late\x00The ferry ran aground off Port Alder.\x002026-03-12T08:00:00Z\x00Beacon\x00a\x00en")
	f.Add("Morning briefing\x00" + honey[0] + "\x00\x00\x00\x00\x01\x00" + honey[0] + "\x00\x00\x00\x00\x01\x00" + honey[1] + "\x002026\x00L\x00\x00de")
	f.Add("\x01\x01\x00\x00\x00\x00x\x01\x00\x00\x00\x00x\x01T\x00\x00\x00\x00x")
	f.Add("\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00de")
	f.Add("港口关闭\x00港口因大雾关闭。渡轮停航。\x002026-03\x00甲\x001\x00zh\x01港口重开\x00港口因大雾关闭。渡轮停航。\x002026-03-13\x00乙\x002\x00zh")
	f.Fuzz(func(t *testing.T, packed string) {
		articles := unpackArticles(packed)
		forwards := Group(numbered(articles), DefaultOptions())
		checkWhole(t, numbered(articles), forwards)
		slices.Reverse(articles)
		if d := difference(forwards, Group(numbered(articles), DefaultOptions())); d != "" {
			t.Errorf("backwards: %s", d)
		}
	})
}

// unpackArticles reads articles parted by byte 1, their fields by byte 0: title, text, date, source, id and
// language.
func unpackArticles(packed string) []news.Article {
	var articles []news.Article
	for record := range strings.SplitSeq(packed, "\x01") {
		if len(articles) == 12 {
			break
		}
		fields := append(strings.SplitN(record, "\x00", 6), make([]string, 6)...)
		published, err := news.ParseTime(fields[2])
		if err != nil {
			published = news.Time{}
		}
		articles = append(articles, news.Article{Title: fields[0], Text: fields[1], Published: published, Source: fields[3], ID: fields[4], Lang: fields[5]})
	}
	return articles
}

func BenchmarkGroup(b *testing.B) {
	articles := readCorpus(b)
	opts := DefaultOptions()
	b.ReportAllocs()
	for b.Loop() {
		Group(articles, opts)
	}
	b.ReportMetric(float64(len(articles)*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkTermsOf(b *testing.B) {
	articles := make([]Article, 0, 200)
	for _, a := range readCorpus(b) {
		articles = append(articles, Article{Article: a, Content: news.Split(a, nil), Lang: english})
	}
	i := 0
	for b.Loop() {
		termsOf(&articles[i%len(articles)], nil)
		i++
	}
}

func BenchmarkNewDoc(b *testing.B) {
	g := Group(readCorpus(b), DefaultOptions())
	i := 0
	for b.Loop() {
		newDoc(g.Texts[i%len(g.Texts)], g.Articles)
		i++
	}
}

// BenchmarkGroupHostile groups inputs that once took time in the square of their number.
func BenchmarkGroupHostile(b *testing.B) {
	const n = 2000
	inputs := map[string]func(i int) news.Article{
		"identical": func(i int) news.Article {
			return news.Article{ID: fmt.Sprint(i), Title: "Ferry late", Text: "The ferry is late."}
		},
		"one URL": func(i int) news.Article {
			return news.Article{URL: "https://metro.example/live", Source: "Metro", Text: reworded(text(bridge...), 3) + fmt.Sprint(i)}
		},
		"boilerplate": func(i int) news.Article {
			return news.Article{ID: fmt.Sprint(i), Text: text(bridge[:6]...) + strings.Repeat(fmt.Sprintf(" own%d words%d", i, i*7), 60)}
		},
	}
	for name, article := range inputs {
		b.Run(name, func(b *testing.B) {
			articles := make([]news.Article, n)
			for i := range articles {
				articles[i] = article(i)
			}
			for b.Loop() {
				Group(articles, DefaultOptions())
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
