package news

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/minhash"
)

type placedWord struct {
	word string
	at   Span
}

func wordsOf(text string) []placedWord {
	var list []placedWord
	for word, at := range Words(text) {
		list = append(list, placedWord{string(word), at})
	}
	return list
}

func justWords(text string) string {
	var list []string
	for word := range Words(text) {
		list = append(list, string(word))
	}
	return strings.Join(list, "|")
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"blank lines", " \n\n\t\r\n", ""},
		{"marks only", "— … • “” ?! * * *", ""},
		{"sentence", "The mayor’s “plan” – again – fell.", "the|mayor's|plan|again|fell"},
		{"abbreviation", "the U.S. and 5 p.m. today", "the|u.s|and|5|p.m|today"},
		{"numbers", "3,5 and 1,200.50 and 24/7, 12:30", "3,5|and|1,200.50|and|24|7|12|30"},
		{"middle marks", "a_b rock-'n'-roll don't 'tis x:y 2nd F-16", "a_b|rock|n|roll|don't|tis|x:y|2nd|f|16"},
		{"underscores only", "__ ___a", "___a"},
		{"typographic apostrophes", "don’t ‘tis’ 5’6", "don't|tis|5'6"},
		{"long dash", "rain—and—wind", "rain|and|wind"},
		{"carriage return", "one\r\ntwo", "one|two"},
		{"addresses", "see https://a.example/b_c?d=e and www.metro.example or desk@metro.example now", "see|and|or|now"},
		{"accents", "Café in Zürich", "café|in|zürich"},
		{"soft hyphen", "the minis\u00adter", "the|minister"},
		{"Cyrillic", "Мэр города ушёл в отставку.", "мэр|города|ушёл|в|отставку"},
		{"Vietnamese", "Thị trưởng Hà Nội", "thị|trưởng|hà|nội"},
		{"Chinese", "市长辞职。他说", "市长|长辞|辞职|他说"},
		{"Chinese with figures", "3月12日", "3|月|12|日"},
		{"Japanese", "東京のフェリーが", "東京|京の|フェリー|が"},
		{"Thai", "เรือ", "เรื|รือ"},
		{"Arabic", "استقالت رئيسة البلدية.", "استقالت|رئيسة|البلدية"},
		{"Hindi", "महापौर ने इस्तीफा दिया।", "महापौर|ने|इस्तीफा|दिया"},
		{"Korean", "시장이 사임했다", "시장이|사임했다"},
		{"emoji", "😀 👩‍👩‍👧 🇫🇷 fire 🔥", "fire"},
		{"invalid UTF-8", "a\xffb \xe2\x80 c", "a|b|c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := justWords(test.in); got != test.want {
				t.Errorf("Words(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestWordsOfBothUnicodeFormsAreEqual(t *testing.T) {
	composed := "Thị trưởng Hà Nội từ chức"
	decomposed := "Thi\u0323 tru\u031bo\u031b\u0309ng Ha\u0300 No\u0323\u0302i tu\u031b\u0300 chu\u031b\u0301c"
	if a, b := justWords(composed), justWords(decomposed); a != b {
		t.Errorf("NFC gives %q, NFD %q", a, b)
	}
}

func TestWordsPartsGluedSentences(t *testing.T) {
	for _, text := range []string{"by the week.The tugs", "naïve — by the week.The tugs", "é.The tugs.Not U.S.or a.b"} {
		if words := wordsOf(text); !slices.ContainsFunc(words, func(w placedWord) bool { return w.word == "the" }) || slices.ContainsFunc(words, func(w placedWord) bool { return strings.HasSuffix(w.word, ".") }) {
			t.Errorf("%q: got %v, want the second sentence's words apart", text, words)
		}
	}
}

func TestWordsStops(t *testing.T) {
	for _, text := range []string{"one two three", "один два три", "一二三四"} {
		n := 0
		for range Words(text) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%d words of %q after a break", n, text)
		}
	}
}

func TestLineEndFindsTheFastLines(t *testing.T) {
	for line, want := range map[string]bool{
		"": true, "The U.S. “plan” – at 5 p.m.": true, "24/7, km/h, a//b": true, "with\rreturn": true, "…•": true,
		"Été à Zürich, 5 € / £ 3\u00a0°": true, "«¿Qué?» ©": true, "Straße": false, "2 × 3 ÷ 4": false, "½": false, "·": false, "a\u0301": false, "é\u0301": false, "\xc3": false, "\xc3(": false, "\xc2\x97": false,
		"see http://a.example": false, "at www.metro.example": false, "a@b": false, "\xe2\x80": false, "a:b :/ //": true, "www": true, "ww.w": true, "a\u2028b": false,
	} {
		if end, fast := lineEnd(line+"\nnext", 0); fast != want || end != len(line) {
			t.Errorf("lineEnd(%q) = %d, %v", line, end, fast)
		}
	}
}

// FuzzWords: a line that the fast scanner takes gives the same words in the same places by the slow
// path, and so does one whose words are remembered; places rise, lie on character boundaries and are never empty; a word is its own normal form;
// and lines do not influence one another.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{
		"", "plain words, and: more; 3,5 or 1.5", "“It’s ‘done’,” he said – or — not…", "U.S. 24/7 a_b __ rock-'n'-roll", "a.b 1.2 a.1 1.a a:b 1:2 a'b 1'2 a’b ‘a’ a_'b a;b",
		"x..y a''b a.:b 1,,2 _a_ _1 a_. .a", "http:// www. a@b a://b www.x.example", "a\r\nb\rc\vd\fe\x00f", "café Мэр 市长辞职 東京のフェリー เรือ", "\xe2\x80\x99 \xe2\x80 \xff", "3\ufe0f\u20e3 e\u0301 \u00ad \u037a", "一a二三,四", "L’été.À l’ÂGE d’Émile.é.É", "É.à a.É é.A 1.é é’é\u00a0é:é €5 «é» é_É",
	} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		whole := wordsOf(a + "\n" + b)
		checkPlaces(t, a+"\n"+b, whole)
		apart := wordsOf(a)
		for _, w := range wordsOf(b) {
			apart = append(apart, placedWord{w.word, Span{w.at.Start + len(a) + 1, w.at.End + len(a) + 1}})
		}
		if !slices.Equal(whole, apart) {
			t.Errorf("%q and %q together: %v, apart: %v", a, b, whole, apart)
		}
		if end, fast := lineEnd(a, 0); fast {
			checkFast(t, a[:end])
		}
	})
}

// checkPlaces demands of words that their places rise without a gap in order and hold whole
// characters. Pairs of a script without spaces overlap, so only the starts rise.
func checkPlaces(t *testing.T, text string, list []placedWord) {
	t.Helper()
	last := Span{-1, -1}
	for _, w := range list {
		switch {
		case w.word == "" || w.at.Start >= w.at.End || w.at.Start <= last.Start || w.at.End <= last.End || w.at.End > len(text):
			t.Fatalf("word %q of %q at %v after %v", w.word, text, w.at, last)
		case utf8.ValidString(text) && !utf8.ValidString(text[w.at.Start:w.at.End]):
			t.Fatalf("word %q of %q at %v cuts a character", w.word, text, w.at)
		case normalise(w.word) != w.word:
			t.Fatalf("word %q of %q normalises to %q", w.word, text, normalise(w.word))
		}
		last = w.at
	}
}

func checkFast(t *testing.T, line string) {
	t.Helper()
	scan := func(fast bool) (list []placedWord) {
		var w wordScanner
		w.yield = func(word []byte, at Span) bool {
			if w.hash != minhash.HashWord(word) {
				t.Fatalf("%q: word %q has the hash %x", line, word, w.hash)
			}
			list = append(list, placedWord{string(word), at})
			return true
		}
		w.line(line, 0, fast)
		return list
	}
	if fast, slow := scan(true), scan(false); !slices.Equal(fast, slow) {
		t.Fatalf("%q: fast %v, slow %v", line, fast, slow)
	}
	for _, padded := range []string{line, line + strings.Repeat(" ", eightBytes)} {
		known, slow := wordScanner{memory: &memoryOfTests}, wordScanner{}
		known.line(padded, 0, true)
		slow.line(padded, 0, false)
		if !slices.Equal(known.list, slow.list) {
			t.Fatalf("%q: remembered %v, slow %v", padded, known.list, slow.list)
		}
	}
}

// memoryOfTests goes from line to line, as that of a Reader does.
var memoryOfTests wordMemory

// benchText is a text of about size bytes of the kind that most news is.
func benchText(size int) string {
	const paragraph = "The harbour board said on Tuesday that it would close the east quay for six weeks, “whatever the weather,” after " +
		"divers found cracks in 14 of its 120 piles.\nFerries to the islands will leave from the old coal dock – a walk of 1.2 miles for " +
		"those who come by train. Ann Tolver, who runs the board, told reporters she’d heard worse news in U.S. ports.\n"
	return strings.ToValidUTF8(strings.Repeat(paragraph, size/len(paragraph)+1)[:size], "")
}

func BenchmarkWords(b *testing.B) {
	const size = 3000
	for _, bench := range []struct {
		name string
		text string
		fast bool
	}{
		{"plain", strings.ReplaceAll(benchText(size), "\n", " "), true},
		{"unicode", strings.ReplaceAll(benchText(size), "\n", " "), false},
		{"Cyrillic", strings.Repeat("Мэр города ушёл в отставку. ", size/50), false},
		{"Chinese", strings.Repeat("市长周二晚间宣布辞职。", size/33), false},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			for b.Loop() {
				w := wordScanner{yield: func([]byte, Span) bool { return true }}
				w.line(bench.text, 0, bench.fast)
			}
		})
	}
}

// TestFastScannerKnowsItsCharacters tries every character of Unicode between others, and strings of those that the fast
// scanner knows: wherever it takes a line, it gives the words that the slow path gives.
func TestFastScannerKnowsItsCharacters(t *testing.T) {
	var known []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		c := string(r)
		if _, fast := lineEnd(c, 0); !fast || c == "\n" {
			continue
		}
		known = append(known, c)
		for _, pattern := range []string{"_", "a_b", "1_2", "A_É", "é_é", "_a", "1_", "a’_b", "a_’b", "é._É", "__", "a__b"} {
			checkFast(t, strings.ReplaceAll(pattern, "_", c))
		}
	}
	if len(known) < 200 {
		t.Fatalf("the fast scanner knows %d characters", len(known))
	}
	chance := rand.New(rand.NewPCG(1, 2))
	often := []string{"a", "B", "é", "É", "1", ".", "’", "'", ",", ":", " ", "_"}
	for range 40_000 {
		var line strings.Builder
		for range chance.IntN(24) {
			from := known
			if chance.IntN(3) > 0 {
				from = often
			}
			line.WriteString(from[chance.IntN(len(from))])
		}
		if end, fast := lineEnd(line.String(), 0); fast {
			checkFast(t, line.String()[:end])
		}
	}
}

// TestLineEndAtEveryPlace: a character that the fast scanner does not know is seen wherever it stands.
func TestLineEndAtEveryPlace(t *testing.T) {
	for n := range 40 {
		for at := range n {
			line := strings.Repeat("x", at) + "ß" + strings.Repeat("y", n-at-1)
			if end, fast := lineEnd(line+"\nz", 0); fast || end != len(line) {
				t.Errorf("%q: end %d, fast %v", line, end, fast)
			}
		}
	}
}
