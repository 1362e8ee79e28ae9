package cluster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// told returns an article as [termsOf] takes it.
func told(lang, title, body string) *Article {
	a := news.Article{Title: title, Text: body, Lang: lang}
	return &Article{Article: a, Content: news.Split(a, nil), Lang: lang, current: &record{}}
}

// countOf returns the weighted count of an English word, or of a pair of them, among terms.
func countOf(t *testing.T, counts []counted, words ...string) float32 {
	t.Helper()
	wanted := stemTerm(t, words[0])
	if len(words) == 2 {
		wanted = pairTerm(wanted, stemTerm(t, words[1]))
	}
	for _, c := range counts {
		if c.term == wanted {
			if c.term.isPair() != (len(words) == 2) {
				t.Errorf("term of %q is a pair: %v", words, c.term.isPair())
			}
			return c.count
		}
	}
	return 0
}

func TestTermsOfPairs(t *testing.T) {
	tests := []struct {
		name, body string
		want       float32 // count of port, vantry
	}{
		{"side by side", "The Port Vantry road stays closed.", 1},
		{"forms of them", "Ports Vantry's mayor wants.", 1},
		{"twice", "Port Vantry waits. Port Vantry sleeps.", 2},
		{"comma between", "The port, Vantry says, stays closed.", 1},
		{"dash between", "The port – Vantry's pride – is closed.", 1},
		{"sentence end between", "They closed the port. Vantry waits.", 0},
		{"line end between", "They closed the port\nVantry waits for it.", 0},
		{"colon between", "The port: Vantry decides.", 0},
		{"quotation mark between", `They call it the port "Vantry never wanted".`, 0},
		{"stop word between", "The port of Vantry is closed.", 0},
		{"other way round", "Vantry port is closed.", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			counts, _ := termsOf(told(english, "", test.body), nil)
			if got := countOf(t, counts, "port", "vantry"); got != test.want {
				t.Errorf("got %g, want %g", got, test.want)
			}
		})
	}
}

func TestTermsOfWeights(t *testing.T) {
	filler := func(n int) string { return strings.TrimSpace(strings.Repeat("moor ", n)) }
	body := "Ferry " + filler(leadWords-1) + " anchor " + filler(bodyWords-leadWords-2) + " buoy lighthouse"
	terms, words := termsOf(told(english, "Ferry aground", body), nil)
	tests := []struct {
		where string
		words []string
		want  float32
	}{
		{"title", []string{"aground"}, titleWeight},
		{"title and lead", []string{"ferry"}, titleWeight + leadWeight},
		{"pair in the title", []string{"ferry", "aground"}, titleWeight},
		{"pair in the lead", []string{"ferry", "moor"}, leadWeight},
		{"after the lead", []string{"anchor"}, restWeight},
		{"last word that counts", []string{"buoy"}, restWeight},
		{"further down", []string{"lighthouse"}, 0},
		{"title and first word of the body", []string{"aground", "ferry"}, 0},
	}
	for _, test := range tests {
		if got := countOf(t, terms, test.words...); got != test.want {
			t.Errorf("%s: %q counts %g, want %g", test.where, test.words, got, test.want)
		}
	}
	if words != bodyWords+2 {
		t.Errorf("total is %d, want %d of the body and 2 of the title", words, bodyWords)
	}
}

func TestTermsOfSlug(t *testing.T) {
	a := told(english, "", "")
	a.URL = "https://ledger.example/news/ferry-stuck-on-bell-sand"
	counts, _ := termsOf(a, nil)
	if got := countOf(t, counts, "ferry", "stuck"); got != titleWeight {
		t.Errorf("without title and text the words of the address count %g, want %g", got, titleWeight)
	}
	a.Content.Title = "Bridge closed"
	counts, _ = termsOf(a, nil)
	if got := countOf(t, counts, "ferry"); got != 0 {
		t.Errorf("with a title the words of the address count %g, want none", got)
	}
	if got, _ := termsOf(told(english, "", ""), nil); len(got) != 0 {
		t.Errorf("an article of nothing has the terms %+v", got)
	}
}

// TestCounterOfMany: what a counter has read before makes no difference to what it finds.
func TestCounterOfMany(t *testing.T) {
	var articles []*Article
	for _, a := range readCorpus(t) {
		articles = append(articles, &Article{Article: a, Content: news.Split(a, nil), Lang: english})
	}
	buoys := make([]string, 3000)
	for i := range buoys {
		buoys[i] = "buoy" + strconv.Itoa(i)
	}
	long := told(english, strings.Join(buoys, " "), "")
	german := told("de", "Die Fähre liegt fest", "Fähren liegen oft fest, sagt der Hafen.")
	articles = slices.Concat(articles, []*Article{long, german}, articles)
	c := counter{stems: new(stemMemory)}
	for _, a := range articles {
		counts, words := c.termsOf(a, nil)
		if want, wantWords := termsOf(a, nil); words != wantWords || !slices.Equal(counts, want) {
			t.Fatalf("%q: %d words and %d terms, want %d and %d, or others", a.ID, words, len(counts), wantWords, len(want))
		}
	}
}

func TestTermsOfSorted(t *testing.T) {
	counts, _ := termsOf(told(english, "Bridge stuck", text(bridge...)), nil)
	for i := 1; i < len(counts); i++ {
		if counts[i-1].term >= counts[i].term {
			t.Fatalf("terms %d and %d are not rising", i-1, i)
		}
	}
}

// TestTermsOfLanguages: the terms of no two languages are equal, even where they write a word the same.
func TestTermsOfLanguages(t *testing.T) {
	body := text(bridge...) + " " + text(honey...)
	langOf := map[term]string{}
	for _, lang := range []string{"en", "de", "fr", ""} {
		counts, _ := termsOf(told(lang, "", body), nil)
		for _, c := range counts {
			if other, known := langOf[c.term]; known {
				t.Errorf("%q and %q share a term", lang, other)
			}
			langOf[c.term] = lang
		}
	}
}

func TestPrefixTerm(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"hafen", "hafenamt", true},
		{"hafen", "hafer", false},
		{"fähre", "fähren", true},
		{"brücke", "brücken", true},
		{"мост", "моста", false},
		{"мосту", "мостуют", true},
		{"", "a", false},
	}
	for _, test := range tests {
		if same := prefixTerm("de", []byte(test.a)) == prefixTerm("de", []byte(test.b)); same != test.same {
			t.Errorf("%q and %q meet: %v, want %v", test.a, test.b, same, test.same)
		}
	}
}

func TestFindStopWords(t *testing.T) {
	report := func(lang string, i int) *Article {
		return told(lang, "", "der "+nonsenseWord(i*7))
	}
	var articles []*Article
	for i := range stopMinTexts {
		articles = append(articles, report("de", i), report("en", i))
	}
	for i := range stopMinTexts - 1 {
		articles = append(articles, report("da", i))
	}
	docs := make([]doc, len(articles))
	for i, a := range articles {
		docs[i] = newDoc(Text{Articles: []int{i}}, articles)
		docs[i].lang = a.Lang
	}
	known := termsOfAll(docs)
	if len(known.stop("de")) != 1 || !known.stop("de")[prefixTerm("de", []byte("der"))] {
		t.Errorf("German has %d stop words, want der", len(known.stop("de")))
	}
	if len(known.stop("en")) != 0 || len(known.stop("da")) != 0 {
		t.Errorf("English has %d and Danish, of too few texts, %d, want none", len(known.stop("en")), len(known.stop("da")))
	}
	if got, words := termsOf(articles[0], known.stop("de")); len(got) != 1 || words != 2 {
		t.Errorf("%d terms of %d words are kept, want 1 of 2", len(got), words)
	}
}

func TestWordings(t *testing.T) {
	a := told(english, "Ferries stopped", "Every ferry stopped. The stopped ferry's crew waits.")
	tests := []struct {
		term term
		want string
	}{
		{stemTerm(t, "ferry"), "Ferries"},
		{stemTerm(t, "crew"), "crew"},
		{pairTerm(stemTerm(t, "ferry"), stemTerm(t, "stop")), "Ferries stopped"},
		{pairTerm(stemTerm(t, "stop"), stemTerm(t, "ferry")), "stopped ferry"},
		{stemTerm(t, "harbour"), ""},
	}
	var terms []term
	for _, test := range tests {
		terms = append(terms, test.term)
	}
	for k, got := range wordings(a, nil, terms) {
		if got != tests[k].want {
			t.Errorf("got %q, want %q", got, tests[k].want)
		}
	}
}

func TestPairTermOrder(t *testing.T) {
	a, b := wordTerm(minhash.HashWord([]byte("port"))), wordTerm(minhash.HashWord([]byte("alder")))
	if pairTerm(a, b) == pairTerm(b, a) {
		t.Error("the order of two words makes no difference")
	}
}

func TestFrequency(t *testing.T) {
	for _, test := range []struct {
		count float32
		want  float64
	}{{0, 0}, {.5, .5}, {1, 1}, {2.7182817, 2}} {
		if got := frequency(test.count); got < test.want-1e-6 || got > test.want+1e-6 {
			t.Errorf("frequency of %g is %g, want %g", test.count, got, test.want)
		}
	}
}

// TestTermCounts: counts are summed up by term and read off in order, also of terms that want one place, or the last.
func TestTermCounts(t *testing.T) {
	r := newRandom(2)
	for _, test := range []struct {
		name string
		term func() term
	}{
		{"none", nil},
		{"anywhere", func() term { return term(r.IntN(2000)) * 0x9E3779B9 }},
		{"at the start", func() term { return term(r.IntN(300)) }},
		{"at the end", func() term { return ^term(r.IntN(300)) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			var counts termCounts
			want := map[term]counted{}
			for n := 0; test.term != nil && n < 4000; n++ {
				c := counted{test.term(), float32(1 + n%3)}
				counts.add(c)
				sum := want[c.term]
				want[c.term] = counted{c.term, sum.count + c.count}
			}
			got := counts.takeSorted()
			if !slices.IsSortedFunc(got, func(a, b counted) int { return cmp.Compare(a.term, b.term) }) || len(got) != len(want) {
				t.Fatalf("got %d terms, want %d in order", len(got), len(want))
			}
			for _, c := range got {
				if c != want[c.term] {
					t.Fatalf("got %v, want %v", c, want[c.term])
				}
			}
		})
	}
}
