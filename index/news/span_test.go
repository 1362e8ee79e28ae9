package news

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// report is an invented article with everything that the finders look for.
const report = `Ferry runs aground off Port Alder
By Iva Strom
PORT ALDER, March 3 (Northern Wire) — All 112 passengers of the ferry MV Saint Brin were taken off on Tuesday after she struck a sandbank, the Alder Coast Guard said.
“We felt her lift and then she leaned over,” said Capt. Anton Vale, who has sailed for 27 years. “Nobody was hurt.”
The operator, Strom & Vale Lines, put the damage at $3.5 million, or 4.5 % of its yearly sales. Prime Minister Olga Hrast's office said Hrast will visit the port on Thursday.
Vale said in 2014 that the Saint Brin was too old. Two hundred and twelve islanders had signed a petition in January 2015.
`

// adversarial are texts of a quarter of a megabyte that would be slow if a finder looked at anything again and again.
func adversarial() map[string]string {
	texts := map[string]string{}
	for _, s := range []string{`"`, `"a `, `“`, `‘a’ `, `'a `, `«“„「`, `“a` + "\n", "A ", "Aa ", "Aa de ", "J. ", "A.", "a.a.", "Aa-", "A'", "(", "(A", "\n", "1 ", "1,", "$1 ", "two ", "dozen ",
		"hundred and ", "March ", "March 3 ", "on Tuesday ", "will on ", "PORT ALDER (", "— ", "é", "漢", "\xff"} {
		texts[s] = strings.Repeat(s, 1<<18/len(s))
	}
	return texts
}

func TestFindersAreLinear(t *testing.T) {
	for name, text := range adversarial() {
		t.Run(name, func(t *testing.T) {
			Cut(text).Names()
			Cut(text).Figures()
			Quotations(text)
			Cut(text).Dates(published, "en")
			Cut(text).Weekdays("en")
			Credit(text)
		})
	}
}

func TestCut(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"Vos’s boat isn't well-built.", "Vos’s|boat|isn't|well-built|."},
		{"the U.S. at 9 a.m.", "the|U.S.|at|9|a.m."},
		{"1,200.50 of $3bn", "1,200.50|of|$|3|bn"},
		{"3. One\nTwo", "3|.|One|\n|Two"},
		{"2026-03-03", "2026|-|03|-|03"},
		{"G20 and F-16", "G20|and|F-16"},
		{"e.g.so", "e|.|g|.|so"},
		{"a\xffb", "a|\xff|b"},
	}
	for _, tt := range tests {
		p := Cut(tt.text)
		var got []string
		for i := range p.list {
			got = append(got, p.str(i))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("Cut(%q) = %q, want %q", tt.text, s, tt.want)
		}
	}
}

func TestOpens(t *testing.T) {
	tests := []struct {
		text string
		want bool // of the last word
	}{
		{"Vos", true},
		{"He left. Vos", true},
		{"He left! Vos", true},
		{"He met Mr. Vos", false},
		{"He met J. Vos", false},
		{"He met Vos", false},
		{"In Alder, Vos", false},
		{"“Vos", true},
		{"said “no” Vos", false},
		{"said “no.” Vos", true},
		{"in the U.S. Vos", true},
		{"one\nVos", true},
		{"yes: Vos", true},
	}
	for _, tt := range tests {
		p := Cut(tt.text)
		if got := p.opens(len(p.list) - 1); got != tt.want {
			t.Errorf("opens in %q = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// checkSpan fails unless a found stretch lies in the text after the one before it, on rune boundaries,
// and is what the finder says it is.
func checkSpan(t *testing.T, text, found string, at Span, before int) {
	t.Helper()
	if at.Start < before || at.End <= at.Start || at.End > len(text) {
		t.Fatalf("span %v after %d in text of %d bytes", at, before, len(text))
	}
	if text[at.Start:at.End] != found {
		t.Fatalf("span %v holds %q, not %q", at, text[at.Start:at.End], found)
	}
	if utf8.ValidString(text) && !utf8.ValidString(found) {
		t.Fatalf("span %v cuts a character of %q", at, text)
	}
}

// A word that is read as ASCII is the one that the way for all scripts reads, and pieces stand in order.
func FuzzCut(f *testing.F) {
	for _, seed := range []string{
		"Vos’s U.S. team, al-Assad's and e.g. 3.5 mid-March", "a.b.c d.e. f-'g h-", "Éva's x_y o’Brien- I'm\nB'É t-é", "\xff'a\xff-b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, at := range Cut(text).list {
			if at.Start < end || at.End <= at.Start {
				t.Fatalf("piece %v after %d", at.Span, end)
			}
			end = at.End
			any := anyWord(text, at.Start)
			any.spaced = at.spaced
			if at.kind == wordPiece && at != any {
				t.Fatalf("%q is %+v, read as ASCII %+v", text[at.Start:at.End], any, at)
			}
		}
	})
}
