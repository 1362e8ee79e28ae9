package news

import (
	"testing"
	"unicode/utf8"
)

// normalise returns the normal form of s.
func normalise(s string) string { return string(appendNormal(nil, s)) }

func TestNormalise(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"white space", " \t Two\u00a0 lines\r\nof  it \u3000", "two lines of it"},
		{"quotes", "“It’s ‘done’,” „so“ «mot» ‹a›", `"it's 'done'," "so" "mot" 'a'`},
		{"dashes", "a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"},
		{"fullwidth", "ＡＢＣ１２３！＂", `abc123!"`},
		{"halfwidth", "ﾌｪﾘｰ", "フェリー"},
		{"ligatures", "oﬃcial ﬁre ﬂood", "official fire flood"},
		{"ellipsis", "and then…", "and then..."},
		{"sharp s", "STRASSE Straße ẞ", "strasse strasse ss"},
		{"sigma", "ΣΕΙΣΜΟΣ σεισμος", "σεισμοσ σεισμοσ"},
		{"dotted i", "İzmir", "i̇zmir"},
		{"decomposed", "Ha\u0300 No\u0323\u0302i", "hà nội"},
		{"soft hyphen", "minis\u00adter", "minister"},
		{"joiners and direction", "\ufeff\u200ea\u200db\u200c", "ab"},
		{"compatibility space first", "\u00a8a", "\u0308a"},
		{"numbers", "½ m² №", "1⁄2 m2 no"},
		{"Cyrillic", "МЭР Ёлкин", "мэр ёлкин"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := normalise(test.in); got != test.want {
				t.Errorf("normalise(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestSimpleLettersAreSimple(t *testing.T) {
	for r := range rune(0x20000) {
		if !isSimple(r) {
			continue
		}
		for _, s := range []string{string(r), "a" + string(r) + "a"} {
			simple, done := appendSimple(nil, s)
			if want := normaliseLong(s); !done || string(simple) != want {
				t.Errorf("%U: short way gives %q, long way %q", r, simple, want)
			}
		}
	}
}

// normaliseLong is normalise without the short way.
func normaliseLong(s string) string {
	var long []byte
	for _, r := range foldedNFKC(s) {
		long = appendPlain(long, 0, plainRune(r))
	}
	return string(trimSpace(long, 0))
}

// FuzzNormalise: the normal form is its own, the short way to it gives the same as the long one, and
// what was valid stays valid.
func FuzzNormalise(f *testing.F) {
	for _, seed := range []string{
		"", "The mayor’s “plan” – again…", "ＦＵＬＬ ﬁ ß ẞ İ ı ſ", "e\u0301\u200d\u0301", "\u00a8 \u037a \u0345 \ufdfa", "ΐ ŉ ǰ ﬗ",
		"한국 \u1112\u1161\u11ab", "か\u3099 ﾊﾟ", "\u1e9a \u0130\u0307", "\xff\xe2\x80", "й и\u0306", "a\u0315\u0300\u0345",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		normal := normalise(s)
		if again := normalise(normal); again != normal {
			t.Errorf("normalise(%q) = %q, and of that %q", s, normal, again)
		}
		if simple, done := appendSimple(nil, s); done {
			if long := normaliseLong(s); string(simple) != long {
				t.Errorf("short way of %q gives %q, long way %q", s, simple, long)
			}
		}
		if utf8.ValidString(s) && !utf8.ValidString(normal) {
			t.Errorf("normalise(%q) = %q is not valid UTF-8", s, normal)
		}
	})
}

func TestFoldDiacritics(t *testing.T) {
	for in, want := range map[string]string{"": "", "plain": "plain", "café": "cafe", "Zürich–Ōsaka": "Zurich–Osaka", "ø": "ø"} {
		if got := FoldDiacritics(in); got != want {
			t.Errorf("FoldDiacritics(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIsAddress(t *testing.T) {
	for field, want := range map[string]bool{
		"https://metro.example/a?b=c": true, "(see:http://a.example)": true, "www.metro.example": true, "desk@metro.example": true, "desk@metro.example.": true,
		"@mayor": false, "a@b": false, "24/7": false, "U.S.": false, "metro.example": false, "a@b.c,d": false, "": false,
	} {
		if got := isAddress(field); got != want {
			t.Errorf("isAddress(%q) = %v", field, got)
		}
	}
}
