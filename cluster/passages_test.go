package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// written returns an article with a text, read by itself.
func written(text string) *Article {
	return ReadArticle(KeptArticle{Records: []news.Article{{Text: text, Lang: english}}}, nil)
}

func TestPassages(t *testing.T) {
	const eight = "the swing bridge at Skerry Lock stuck half"
	tests := []struct {
		name string
		a, b string
		want []string // as the first has them
	}{
		{"nothing", "", "", nil},
		{"a word in a row too few", "here the swing bridge at Skerry Lock stuck", "there the swing bridge at Skerry Lock stuck", nil},
		{"enough", "So " + eight + " open.", "When " + eight + " closed.", []string{eight}},
		{"other marks and case", "So THE swing-bridge at “Skerry” Lock stuck half", eight, []string{"THE swing-bridge at “Skerry” Lock stuck half"}},
		{"all of it", bridge[0], bridge[0], []string{strings.TrimSuffix(bridge[0], ".")}},
		{
			"in another order", text(bridge[0], honey[0], bridge[1]), text(bridge[1], honey[1], bridge[0]),
			[]string{strings.TrimSuffix(bridge[0], "."), strings.TrimSuffix(bridge[1], ".")},
		},
		{"twice in one", bridge[0] + "\nBut then. " + bridge[0], bridge[0], []string{strings.TrimSuffix(bridge[0], ".")}},
		{"twice in both", bridge[0] + " Again: " + bridge[0], bridge[0] + " Once more: " + bridge[0], []string{strings.TrimSuffix(bridge[0], "."), strings.TrimSuffix(bridge[0], ".")}},
		{"across lines", "Yes.\n" + eight + "\nopen on Tuesday", "No.\n" + strings.ReplaceAll(eight, " ", "\n") + " open on Tuesday", []string{eight + "\nopen on Tuesday"}},
		{"page remains between", "Yes.\nSo the swing bridge at\nAdvertisement\nSkerry Lock stuck half", eight, []string{"the swing bridge at\nAdvertisement\nSkerry Lock stuck half"}},
		{
			"the longest first, however the others would cut it", "a b c d e f g h i j k l m n o p and e f g h i j k l", "e f g h i j k l, then a b c d e f g h i j k l m n o p",
			[]string{"a b c d e f g h i j k l m n o p", "e f g h i j k l"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := written(test.a), written(test.b)
			r := Compare(a, b)
			var got []string
			for _, p := range r.Passages {
				got = append(got, a.Text[p.At[0].Start:p.At[0].End])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestReuse(t *testing.T) {
	const said = `"We have asked for a new shaft since the winter before last and for two spare pins, and for a diver who knows the lock, and nobody has answered a single letter,"`
	tests := []struct {
		name   string
		a, b   string
		reused int
		taken  bool
	}{
		{"a quotation", "She was angry. " + said + " said lock keeper Runa Eskil.", said + " said lock keeper Runa Eskil, who was tired.", 0, false},
		{"a quotation that one of them lets stand without marks", said + " she said.", strings.ReplaceAll(said, `"`, "") + " it went.", 0, false},
		{"a quotation within what was taken", text(bridge[3:8]...), text(bridge[3:8]...), 87, true},
		{"a post", "He wrote:\nThe lock is shut and so am I, come back on Thursday when the tide is kinder to all of us — Lock Office (@lockoffice)", "The lock is shut and so am I, come back on Thursday when the tide is kinder to all of us, he wrote.", 0, false},
		{"a sentence", bridge[0], text(honey[0], bridge[0]), 18, false},
		{"two sentences", text(bridge[:2]...), text(honey[0], text(bridge[:2]...)), 40, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := Compare(written(test.a), written(test.b))
			if r.Reused() != test.reused || r.IsTaken(0) != test.taken {
				t.Errorf("reused %d, taken %v of %+v, want %d, %v", r.Reused(), r.IsTaken(0), r, test.reused, test.taken)
			}
		})
	}
}

// Words are few, so that runs meet in many ways.
func FuzzPassages(f *testing.F) {
	f.Add("a b c d e f g h i j", "c d e f g h i j a b", uint8(0))
	f.Add(strings.Repeat("a ", 40), strings.Repeat("a ", 30), uint8(1))
	f.Add(strings.Repeat("a b ", 40), strings.Repeat("a b c ", 30), uint8(2))
	f.Add(strings.Join(bridge, " "), strings.Join(bridge[2:9], "\n"), uint8(0))
	f.Fuzz(func(t *testing.T, first, second string, few uint8) {
		if few > 0 { // only so many words
			letters := func(r rune) rune {
				if r == ' ' {
					return ' '
				}
				return 'a' + r%rune(few)%26
			}
			first, second = strings.Map(letters, first), strings.Map(letters, second)
		}
		l := lexicon{}
		a, b := l.list(written(first)), l.list(written(second))
		found := passages(a, b)
		turned := passages(b, a)
		slices.SortFunc(turned, func(x, y SharedPassage) int { return x.At[1].Start - y.At[1].Start })
		for i, p := range turned {
			turned[i].At = [2]news.Span{p.At[1], p.At[0]}
		}
		if !slices.Equal(found, turned) {
			t.Errorf("%v one way and %v the other", found, turned)
		}
		free := [2][]bool{}
		for side, w := range []*wordList{a, b} {
			free[side] = slices.Repeat([]bool{true}, len(w.words))
			for _, p := range found {
				cover(t, w, p.At[side], free[side], p.Words)
			}
		}
		for _, p := range found {
			if x, y := covered(a, p.At[0]), covered(b, p.At[1]); !slices.Equal(x, y) || len(x) < passageWords {
				t.Errorf("words %v and %v are no passage", x, y)
			}
		}
		for _, run := range freeRuns(a, free[0]) {
			if slices.Contains(freeRuns(b, free[1]), run) {
				t.Errorf("words %s are free in both", run)
			}
		}
	})
}

// cover takes the n words of a place, which must be free.
func cover(t *testing.T, w *wordList, at news.Span, free []bool, n int) {
	t.Helper()
	for i, word := range w.words {
		if word.at.Start < at.Start || word.at.End > at.End {
			continue
		}
		if n--; !free[i] {
			t.Errorf("word %d is in two passages", i)
		}
		free[i] = false
	}
	if n != 0 {
		t.Errorf("%d words more than in %v", n, at)
	}
}

// covered returns the words of a place.
func covered(w *wordList, at news.Span) []int32 {
	var ids []int32
	for _, word := range w.words {
		if word.at.Start >= at.Start && word.at.End <= at.End {
			ids = append(ids, word.id)
		}
	}
	return ids
}

// freeRuns returns all runs of passageWords free words.
func freeRuns(w *wordList, free []bool) []string {
	var runs []string
	for i := 0; i+passageWords <= len(w.words); i++ {
		if slices.Contains(free[i:i+passageWords], false) {
			continue
		}
		var ids []int32
		for _, word := range w.words[i : i+passageWords] {
			ids = append(ids, word.id)
		}
		runs = append(runs, fmt.Sprint(ids))
	}
	return runs
}

// Nobody writes like this, but a page may hold it: time must not grow with the square of the words.
func BenchmarkPassages(b *testing.B) {
	lines := strings.Join(bridge, "\n")
	for _, bench := range []struct {
		name string
		a, b string
	}{
		{"reports of 200 words", lines, reworded(lines, 9)},
		{"one word 100,000 times", strings.Repeat("a ", 100_000), strings.Repeat("a ", 99_990)},
		{"two words in turn", strings.Repeat("a b ", 50_000), strings.Repeat("b b a ", 33_000)},
		{"a report 500 times, reworded", strings.Repeat(lines+" ", 500), strings.Repeat(reworded(lines, 9)+" ", 500)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			l := lexicon{}
			first, second := l.list(written(bench.a)), l.list(written(bench.b))
			for b.Loop() {
				passages(first, second)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*(len(first.words)+len(second.words))), "ns/word")
		})
	}
}
