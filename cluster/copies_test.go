package cluster

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestNewLink(t *testing.T) {
	const headline = "Ferry to Kestrel Point stopped by fog for the third day running"
	own := text(honey...) + " " + text(bridge[:5]...) + " " + reworded(text(bridge[8:]...), 3)
	tests := []struct {
		name    string
		a, b    string
		lang    string // of b
		linked  bool
		extract bool
	}{
		{"the same words", text(bridge...), text(bridge...), "en", true, false},
		{"other marks and line ends", text(bridge...), strings.Join(bridge, "\n"), "en", true, false},
		{"cut by a quarter", text(bridge...), text(bridge[:9]...), "en", true, false},
		{"cut by half", text(bridge...), text(bridge[:5]...), "en", true, true},
		{"half of it within an article of its own", text(bridge[:5]...), own, "en", true, true},
		{"two sentences, fewer than sixty words", text(bridge...), text(bridge[:2]...), "en", false, false},
		{"a third in common", text(bridge[:8]...), text(bridge[4:]...), "en", false, false},
		{"lightly rewritten", text(bridge...), reworded(text(bridge...), 6), "en", false, false},
		{"a word in forty changed", text(bridge...), reworded(text(bridge...), 40), "en", true, false},
		{"the same words, given as another language", text(bridge...), text(bridge...), "xx", true, false},
		{"nearly the same words, given as another language", text(bridge...), reworded(text(bridge...), 40), "xx", false, false},
		{"something else", text(bridge...), text(honey...), "en", false, false},
		{"short, one word changed", headline, strings.Replace(headline, "fog", "ice", 1), "en", true, false},
		{"a headline, the place changed", "Fire destroys warehouse in Hallow Bay", "Fire destroys warehouse in Brinsted", "en", false, false},
		{"a headline, other marks", "Fire destroys warehouse, in Brinsted", "Fire destroys warehouse in Brinsted!", "en", true, false},
		{"short, three words changed", headline, reworded(headline, 4), "en", false, false},
		{"nothing", "", "", "en", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, linked := verified(
				newRecord(news.Article{Text: test.a, Lang: "en"}, nil, &news.Reader{}),
				newRecord(news.Article{Text: test.b, Lang: test.lang}, nil, &news.Reader{}),
			)
			if linked != test.linked || linked && l.extract != test.extract {
				t.Errorf("linked %v, extract %v (Jaccard %.2f, containment %.2f), want %v, %v",
					linked, l.extract, l.jaccard, l.containment, test.linked, test.extract)
			}
		})
	}
}

// verified returns the link of two records as candidates, if they are one.
func verified(a, b *record) (link, bool) {
	if shareTooFew(&a.fingerprint, &b.fingerprint, DefaultOptions()) {
		return link{}, false
	}
	return newLink(a.fill(), b.fill(), DefaultOptions())
}

// Monday's weather is no copy of Tuesday's, however few words differ.
func TestNewLinkOfSeries(t *testing.T) {
	page := func(source, title string) *record {
		return newRecord(news.Article{Source: source, Title: title, Text: reworded(text(bridge...), 40+len(title)), Lang: "en"}, nil, &news.Reader{})
	}
	for _, test := range []struct {
		name          string
		source, title string
		linked        bool
	}{
		{"another day", "Radio Brinsted", "The weather for Brinsted: Tuesday", false},
		{"the same day", "Radio Brinsted", "The weather for Brinsted: Monday", true},
		{"another outlet", "Kestrel Gazette", "The weather for Brinsted: Tuesday", true},
	} {
		if _, linked := verified(page("Radio Brinsted", "The weather for Brinsted: Monday"), page(test.source, test.title)); linked != test.linked {
			t.Errorf("%s: linked %t, want %t", test.name, linked, test.linked)
		}
	}
}

// TestFoldCopies states what a chain of links becomes: an article is in a text because of what it shares
// with the text's representative, whomever else it is linked to.
func TestFoldCopies(t *testing.T) {
	near := func(a, b int, jaccard float64) link { return link{a: a, b: b, jaccard: jaccard} }
	extract := func(a, b int, share float64) link { return link{a: a, b: b, containment: share, extract: true} }
	tests := []struct {
		name  string
		n     int
		links []link
		want  [][]int
	}{
		{"no articles", 0, nil, nil},
		{"no links", 3, nil, [][]int{{0}, {1}, {2}}},
		{"pair", 3, []link{near(0, 2, .9)}, [][]int{{0, 2}, {1}}},
		{"chain of three around the one in the middle", 3, []link{near(0, 1, .6), near(1, 2, .6)}, [][]int{{0, 1, 2}}},
		{"chain of four breaks", 4, []link{near(0, 1, .6), near(1, 2, .9), near(2, 3, .6)}, [][]int{{0, 1, 2}, {3}}},
		{"chain of four breaks where it is thin", 4, []link{near(0, 1, .6), near(1, 2, .6), near(2, 3, .9)}, [][]int{{0, 1}, {2, 3}}},
		{"chain of five", 5, []link{near(0, 1, .6), near(1, 2, .6), near(2, 3, .6), near(3, 4, .6)}, [][]int{{0, 1, 2}, {3, 4}}},
		{"near copy before extract", 6, []link{near(0, 1, .9), near(0, 2, .9), near(0, 3, .5), near(4, 5, .9), extract(3, 4, 1)},
			[][]int{{0, 1, 2, 3}, {4, 5}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got [][]int
			for _, text := range foldCopies(make([]*Article, test.n), test.links, nil, noneApart) {
				got = append(got, text.Articles)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestArticleLinks(t *testing.T) {
	links := []link{
		{a: 0, b: 1, jaccard: .9},
		{a: 0, b: 3, containment: 1, extract: true},
		{a: 1, b: 3, jaccard: .6},
		{a: 2, b: 3, jaccard: .7},
		{a: 2, b: 4, containment: .9, extract: true},
	}
	articles := []*Article{{}, {}, {}, {Digest: true}}
	articleOf := []int{1, 1, 2, 0, 3} // the first two are one article
	want := []link{{a: 0, b: 1, jaccard: .6}, {a: 0, b: 2, jaccard: .7}}
	if got := articleLinks(links, articles, articleOf); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestGroupTexts follows one agency report through six newsrooms.
func TestGroupTexts(t *testing.T) {
	g := group(
		news.Article{ID: "wire", Source: "Northern Wire", Published: clock(3, 9, 30), Text: text(bridge...)},
		news.Article{ID: "whole", Source: "Ledger", Published: clock(3, 10, 0), Title: "Bridge stuck", Text: text(bridge...)},
		news.Article{ID: "cut", Source: "Beacon", Published: clock(3, 11, 0), Text: text(bridge[:8]...)},
		news.Article{ID: "brief", Source: "Metro", Published: clock(3, 12, 0), Text: text(bridge[:4]...)},
		news.Article{ID: "free", Source: "Gazette", Published: clock(3, 12, 30), Text: reworded(text(bridge...), 5)},
		news.Article{ID: "bees", Source: "Gazette", Published: clock(3, 13, 0), Text: text(honey...)},
	)
	want := [][]string{{"wire", "whole", "cut", "brief"}, {"free"}, {"bees"}}
	if got := textsByID(g); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFindLinksFindsCopies compares the two nets with a look at every pair.
func TestFindLinksFindsCopies(t *testing.T) {
	opts := DefaultOptions()
	records := NewWindow(opts, nil, nil, Past{}).records(mutated(newRandom(1), 400))
	found := findLinks(records, opts)
	var near, extracts, nearFound, extractsFound int
	for a := range records {
		for b := a + 1; b < len(records); b++ {
			l, linked := verified(records[a], records[b])
			l.a, l.b = a, b
			was := slices.Contains(found, l)
			switch {
			case !linked && was:
				t.Errorf("found %+v, which is no link", l)
			case linked && l.extract:
				extracts, extractsFound = extracts+1, extractsFound+count(was)
			case linked:
				near, nearFound = near+1, nearFound+count(was)
			}
		}
	}
	if near < 300 || extracts < 30 {
		t.Fatalf("the articles hold %d near copies and %d extracts, too few to tell anything", near, extracts)
	}
	if len(found) != nearFound+extractsFound {
		t.Errorf("%d links were found, of which %d are right and distinct", len(found), nearFound+extractsFound)
	}
	if recall := float64(nearFound) / float64(near); recall < .99 {
		t.Errorf("%d of %d near copies were found, want .99", nearFound, near)
	}
	if recall := float64(extractsFound) / float64(extracts); recall < .95 {
		t.Errorf("%d of %d extracts were found, want .95", extractsFound, extracts)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// mutated returns n articles in families of five: one of random words, three in which ever more words
// are replaced, so that Jaccard falls from 1 to .3, and one that starts like it and goes on by itself.
func mutated(r *rand.Rand, n int) []news.Article {
	var articles []news.Article
	for i := range n {
		id := fmt.Sprintf("%d-%d", i/5, i%5)
		articles = append(articles, news.Article{ID: id, Lang: english})
	}
	for family := 0; family < n; family += 5 {
		original := nonsense(r, 40+r.IntN(400))
		for copies := range 4 {
			share := float64(copies) * .04 * r.Float64()
			articles[family+copies].Text = strings.Join(replaced(r, original, share), " ")
		}
		cut := original[:len(original)*2/5]
		articles[family+4].Text = strings.Join(append(slices.Clone(cut), nonsense(r, len(cut)/8)...), " ")
	}
	return articles
}

// replaced returns a copy of words of which a share was replaced, one by one.
func replaced(r *rand.Rand, words []string, share float64) []string {
	words = slices.Clone(words)
	for i := range words {
		if r.Float64() < share {
			words[i] = nonsenseWord(r.IntN(5000))
		}
	}
	return words
}

func TestPreparedLinks(t *testing.T) {
	got := Prepare(inEnglish(
		news.Article{ID: "b", Published: clock(3, 10, 0), Text: text(bridge...)},
		news.Article{ID: "brief", Published: clock(3, 11, 0), Text: text(bridge[:5]...)},
		news.Article{ID: "a", Published: clock(3, 9, 0), Text: text(bridge...)},
	), DefaultOptions()).Links()
	want := []Link{{"a", "b", 1}} // an extract is none
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestExtractsOfManyReprints: an extract of a text is found however often the text is reprinted.
func TestExtractsOfManyReprints(t *testing.T) {
	var articles []news.Article
	for i := range 3 * sampleFrequent {
		articles = append(articles, news.Article{ID: fmt.Sprint("reprint", i), Source: fmt.Sprint("Outlet ", i), Published: clock(3, 9, i%60), Text: text(bridge...) + " " + text(honey...)})
	}
	for i := range 10 {
		articles = append(articles, news.Article{ID: fmt.Sprint("extract", i), Source: fmt.Sprint("Own ", i), Published: clock(3, 12, i), Text: text(bridge[:4]...) + fmt.Sprint(" Our reporter counted ", i, " gulls.")})
	}
	if g := Group(articles, DefaultOptions()); len(g.Texts) != 1 {
		t.Errorf("%d texts, want one", len(g.Texts))
	}
}

// TestSeriesAreNoCopies: a few words that come back every month are no reprint.
func TestSeriesAreNoCopies(t *testing.T) {
	for days, want := range map[int]int{1: 1, 30: 2} {
		g := group(news.Article{ID: "a", Source: "Ledger", Published: date(1), Title: "Letters to the editor"},
			news.Article{ID: "b", Source: "Metro", Published: date(1 + days), Title: "Letters to the editor"})
		if len(g.Texts) != want {
			t.Errorf("%d days apart: %d texts, want %d", days, len(g.Texts), want)
		}
	}
}

// neverApart is an editor who has nothing to say.
func neverApart(int, int) bool { return false }

// noneApart is the same of each article.
func noneApart(int) func(int) bool { return nil }

// TestFoldCopiesHeld: a text keeps its articles; one that comes to it and must be apart from one of them gives way.
func TestFoldCopiesHeld(t *testing.T) {
	apart := func(i int) func(int) bool {
		return func(j int) bool { return i+j == 2 && i != j } // the first, which is new, and the last
	}
	texts := foldCopies(make([]*Article, 3), []link{{a: 0, b: 1, jaccard: 1}, {a: 1, b: 2, jaccard: 1}}, []int{-1, 1, 1}, apart)
	if len(texts) != 2 || len(texts[1].Articles) != 2 {
		t.Errorf("got %+v, want the last two together", texts)
	}
}
