package index

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"
)

// texts have something of everything that words are cut by.
func texts() []string {
	return []string{
		"The keepers' boat wasn't at Hill-Post's quay; it cost £3,500.75 (or $4.2m), they said.",
		"“It’s the ferry’s captain”, he said—‘no one else’… U.S. e.g. a.b:c 3:4 1,2;3 a,b 1.a a.1 _x_ x_.y __",
		"Die Häuser am Hafen, groß wie 3'000 Kähne: l’été, d'eau, aujourd’hui, ñandú, İstanbul'da ſ ŉ Ĳ.",
		"Паром «Заря» ушёл в 7.30, ёлки и й.",
		"e\u0301te cafe\u0301 so\u00adft ‘\u0301a \u0301b c.\u0301d 1\u200b2 a’\u0301b\nnext line\u2028and on\u0085on",
		"中文报纸说。カタカナとひらがな 한국어 ไทย עברי\"ת א'ב हिन्दी سلام می\u200cخواهم 🇩🇪🇫🇷 👩\u200d👧 ½ ² ª º µ · x·y",
		"", " ", ".", "'", "a.", "a'", "a:", "1,", "'a'", "a..b", "a'_b", "\r\n\r", "\x00a\x01b\x7f\vc", "bad\xffutf\xc3 \xe2\x80 8", "a\xff.b c",
		strings.Repeat("snow and ", 40) + "ice",
	}
}

// sameTerms compares what a shard is told of a text with what Bleve makes of it.
func sameTerms(t *testing.T, name string, c *termCounter, text string) {
	t.Helper()
	m := shardMapping().AnalyzerNamed(name)
	want := document.NewTextFieldCustom("x", nil, []byte(text), textField(name).Options(), m)
	want.Analyze()
	got := c.counted(document.NewTextFieldCustom("x", nil, []byte(text), textField(name).Options(), m))
	equal := func(a, b *api.TokenFreq) bool {
		return string(a.Term) == string(b.Term) && a.Frequency() == b.Frequency() && len(a.Locations) == 0 && len(b.Locations) == 0
	}
	if got.AnalyzedLength() != want.AnalyzedLength() || !maps.EqualFunc(got.AnalyzedTokenFrequencies(), want.AnalyzedTokenFrequencies(), equal) {
		t.Errorf("%s: %q has %d terms %v, want %d %v", name, text, got.AnalyzedLength(), terms(got), want.AnalyzedLength(), terms(want))
	}
}

func terms(f document.Field) []string { return slices.Sorted(maps.Keys(f.AnalyzedTokenFrequencies())) }

func TestTerms(t *testing.T) {
	left := []string{}
	for _, name := range analyzerNames() {
		c := newTermCounter(shardMapping().AnalyzerNamed(name))
		if c == nil {
			left = append(left, name)
			continue
		}
		for _, text := range texts() {
			sameTerms(t, name, c, text)
			sameTerms(t, name, c, text+" and the "+text) // of which all words are known
		}
	}
	same(t, "left to Bleve", left, []string{"cjk", "fa"})
}

// FuzzTerms: what a shard is told of a text is what Bleve makes of it, in every language, whatever texts came before.
func FuzzTerms(f *testing.F) {
	for _, text := range texts() {
		f.Add("en", text)
	}
	f.Add("tr", "İstanbul'da")
	counters := map[string]*termCounter{}
	for _, name := range analyzerNames() {
		counters[name] = newTermCounter(shardMapping().AnalyzerNamed(name))
	}
	f.Fuzz(func(t *testing.T, lang, text string) {
		name := analyzerOf(lang)
		if c := counters[name]; c != nil {
			sameTerms(t, name, c, text)
		}
	})
}

// FuzzWords: words are those of Bleve's tokenizer, in the same order.
func FuzzWords(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want []string
		eachWord([]byte(text), func(word []byte) { got = append(got, string(word)) })
		bleveWords([]byte(text), func(word []byte) { want = append(want, string(word)) })
		if !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	})
}

// What is known is forgotten when it is too much, and the counts stay right.
func TestTermsForgotten(t *testing.T) {
	c := newTermCounter(shardMapping().AnalyzerNamed("en"))
	sameTerms(t, "en", c, strings.Repeat("x", maxKnown)+" ferries and a ferry")
	same(t, "known", []int{c.short.taken, len(c.words), len(c.terms)}, []int{0, 0, 1})
	sameTerms(t, "en", c, "ferries and a ferry")
	same(t, "known", []int{c.short.taken, len(c.words), len(c.terms)}, []int{4, 0, 2})
}

// The documents are those that the mapping makes, but for the field of all words.
func TestDocument(t *testing.T) {
	for _, d := range []searchDoc{ferry(2), {ID: storyID(7, 1), Terms: []string{"mill", "weir"}, First: noon, Last: noon}} {
		doc, err := newDocMaker(shardMapping()).document(d)
		check(t, err)
		want := document.NewDocument(d.ID)
		check(t, shardMapping().MapDocument(want, d.fields()))
		same(t, "fields", fieldNames(doc), fieldNames(want))
	}
}

// A shard that was begun when positions were kept goes on with them, which are not counted here.
func TestDocumentWithPositions(t *testing.T) {
	m := newShardMapping()
	m.DefaultMapping.Properties["body_en"].Fields[0].IncludeTermVectors = true
	doc, err := newDocMaker(m).document(ferry(2))
	check(t, err)
	for _, f := range doc.Fields {
		_, counted := f.(*countedText)
		if want := f.Name() == "title_en"; counted != want {
			t.Errorf("%s: counted %v, want %v", f.Name(), counted, want)
		}
	}
}

func fieldNames(doc *document.Document) []string {
	var names []string
	for _, f := range doc.Fields {
		names = append(names, f.Name()+" "+f.Options().String())
	}
	slices.Sort(names)
	return names
}

// More words than there are places for at first, of all lengths, are all found again.
func TestShortWords(t *testing.T) {
	w := newShortWords()
	word := func(i int) wordKey {
		k, _ := keyOf([]byte(strings.Repeat("x", i%10) + strconv.Itoa(i)))
		return k
	}
	const n = 10_000
	for i := range n {
		w.add(shortWord{word(i), termNumber(i)})
	}
	for i := range n {
		if p := w.place(word(i)); p.wordKey != word(i) || p.term != termNumber(i) {
			t.Fatalf("word %d is at %+v", i, *p)
		}
	}
	if p := w.place(word(n)); p.wordKey != (wordKey{}) {
		t.Errorf("a word that is not there is at %+v", *p)
	}
	if _, short := keyOf([]byte("sixteen letters.")); short {
		t.Error("sixteen bytes are short")
	}
}
