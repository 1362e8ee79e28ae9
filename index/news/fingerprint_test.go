package news

import (
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

func fingerprintOf(a Article) Fingerprint { return NewFingerprint(a, Split(a, nil)) }

func TestNewFingerprintLooksAtTheTitleOnlyWithoutText(t *testing.T) {
	text := "The east quay will be closed for six weeks, the harbour board said on Tuesday."
	a, b := fingerprintOf(Article{Title: "Quay closes", Text: text}), fingerprintOf(Article{Title: "Divers find cracks", Text: text})
	if !slices.Equal(a.Shingles, b.Shingles) || a.Signature != b.Signature {
		t.Error("the title of an article with text changes its fingerprint")
	}
	wall := "We value your privacy\nPlease accept all cookies, or manage your choices."
	a, b = fingerprintOf(Article{Title: "East quay closes for six weeks"}), fingerprintOf(Article{Title: "East quay closes for six weeks", Text: wall})
	if a.Words != 6 || b.Words != 6 || !slices.Equal(a.Shingles, b.Shingles) {
		t.Errorf("of a title alone there are %d words, of a stub %d; want 6 of both", a.Words, b.Words)
	}
}

func TestNewFingerprintBySize(t *testing.T) {
	words := func(n int) Article {
		var b strings.Builder
		for i := range n {
			b.WriteString("w" + strings.Repeat("x", i%23) + string(rune('a'+i%19)) + " ")
		}
		return Article{Title: "t", Text: b.String()}
	}
	for _, test := range []struct {
		words               int
		short, allAreSample bool
	}{{0, true, true}, {1, true, true}, {3, true, true}, {ShortWords - 1, true, true}, {ShortWords, false, true}, {sampleAllWords - 1, false, true}, {sampleAllWords, false, false}} {
		f := fingerprintOf(words(test.words))
		if f.Words != max(test.words, 1) {
			t.Errorf("%d words counted as %d", test.words, f.Words)
		}
		if got := f.Short != nil; got != test.short {
			t.Errorf("%d words: short shingles %v, want %v", test.words, got, test.short)
		}
		if f.AllSamples() != test.allAreSample || test.allAreSample == (len(f.Samples) > 0) || len(f.Samples) > len(f.Shingles)/2 {
			t.Errorf("%d words: %d of %d shingles are samples", test.words, len(f.Samples), len(f.Shingles))
		}
		if !slices.IsSorted(f.Shingles) || !slices.IsSorted(f.Samples) || !slices.IsSorted(f.Short) {
			t.Errorf("%d words: sets are not sorted", test.words)
		}
		for _, s := range f.Samples {
			if !slices.ContainsFunc(f.Shingles, func(shingle uint64) bool { return SampleOf(shingle) == s }) {
				t.Fatalf("%d words: sample %x is no shingle", test.words, s)
			}
		}
	}
}

func TestNewFingerprintOfNothing(t *testing.T) {
	for _, a := range []Article{{}, {Text: "\n \n"}, {Text: "…"}, {Text: "\xff"}, {Title: "😀"}} {
		f := fingerprintOf(a)
		if f.Words != 0 || len(f.Shingles) != 0 || !f.Signature.Empty() {
			t.Errorf("fingerprint of %+v has %d words, %d shingles", a, f.Words, len(f.Shingles))
		}
		if j := minhash.Jaccard(f.Shingles, f.Shingles); j != 0 {
			t.Errorf("nothing and nothing have Jaccard %v", j)
		}
	}
}

func TestFingerprintsOfEveryScript(t *testing.T) {
	for name, text := range map[string]string{
		"one word":   "Fire",
		"five words": "Ferry runs aground in fog",
		"Cyrillic":   "Мэр города подал в отставку во вторник вечером.",
		"Vietnamese": "Thị trưởng thành phố đã từ chức vào tối thứ Ba.",
		"Chinese":    "市长周二晚间宣布辞职，他将于月底离任。",
		"Japanese":   "東京湾でフェリーが座礁し、乗客は全員無事だった。",
		"Thai":       "เรือเฟอร์รี่เกยตื้นในหมอก",
		"Arabic":     "استقالت رئيسة البلدية مساء الثلاثاء",
		"Hindi":      "महापौर ने मंगलवार शाम को इस्तीफा दिया।",
		"emoji":      "Fire 🔥 at the quay 🚒",
	} {
		t.Run(name, func(t *testing.T) {
			a, b := fingerprintOf(Article{Text: text}), fingerprintOf(Article{Title: "Other", Text: text})
			if a.Words == 0 || len(a.Shingles) == 0 || a.Short == nil {
				t.Fatalf("%d words, %d shingles", a.Words, len(a.Shingles))
			}
			if j := minhash.Jaccard(a.Shingles, b.Shingles); j != 1 {
				t.Errorf("the same text has Jaccard %v", j)
			}
			if s := a.Signature.Similarity(b.Signature); s != 1 {
				t.Errorf("the same text has similarity %v", s)
			}
			if j := minhash.Jaccard(a.Short, fingerprintOf(Article{Text: "Nothing of the kind was ever seen here"}).Short); j != 0 {
				t.Errorf("another text has Jaccard %v", j)
			}
		})
	}
}

func TestOneCharacterOfChineseChangesALittle(t *testing.T) {
	const text = "市长周二晚间宣布辞职，他将于月底离任。市议会将在下周选出继任者，反对党要求提前举行选举。"
	a := fingerprintOf(Article{Text: text})
	b := fingerprintOf(Article{Text: strings.Replace(text, "月底", "月初", 1)})
	if j := minhash.Jaccard(a.Short, b.Short); j < .5 || j > .95 {
		t.Errorf("Jaccard of texts that differ in one character is %.2f", j)
	}
}

func BenchmarkNewFingerprint(b *testing.B) {
	a := Article{Text: shuffledLines(benchText(3000))}
	c := Split(a, nil)
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		NewFingerprint(a, c)
	}
}
