package news

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestQuotations(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"curly", "“We felt her lift,” he said.", "We felt her lift"},
		{"straight", `He said: "We felt her lift." Then "no one was hurt at all".`, "We felt her lift.|no one was hurt at all"},
		{"guillemets", "Il dit : « Nous avons tout perdu ici ».", "Nous avons tout perdu ici"},
		{"German", "Er sagte: „Wir haben alles hier verloren“, und ging.", "Wir haben alles hier verloren"},
		{"German, other marks", "Er sagte: »Wir haben alles hier verloren«, und ging.", "Wir haben alles hier verloren"},
		{"Swedish", "Hon sa: ”Vi har mist allt här”, och gick.", "Vi har mist allt här"},
		{"corner brackets", "彼は「船は昨日港に戻った」と言った。", "船は昨日港に戻った"},
		{"single", "‘We didn’t feel the sailors’ boat lift,’ he said.", "We didn’t feel the sailors’ boat lift"},
		{"single, straight", "He said: 'We didn't feel her lift.' Then he left.", "We didn't feel her lift."},
		{"nested", "“She said ‘we felt her lift’ and left.”", "She said ‘we felt her lift’ and left."},
		{"one line break", "“We felt\nher lift and lean.”", "We felt\nher lift and lean."},
		{"two line breaks", "“We felt\nher lift\nand lean.”", ""},
		{"opened at every paragraph", "“We felt her lift and lean.\n“Then we ran for it.”", "Then we ran for it."},
		{"too short", "It was a “very long night”.", ""},
		{"title", "She wrote “The Long Night of Port Alder”.", ""},
		{"too long", "“" + strings.Repeat("so ", 81) + "”", ""},
		{"never closed", "“We felt her lift and lean.", ""},
		{"inches", `A 5" pipe and a 6" pipe were cut there.`, ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all []string
			for _, q := range Quotations(tt.text) {
				all = append(all, q.Text)
			}
			if got := strings.Join(all, "|"); got != tt.want {
				t.Errorf("Quotations(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestQuotationKey(t *testing.T) {
	a := Quotations("“We didn’t feel her\nlift – Really,” he said.")
	b := Quotations(`He said, "we didn't feel her lift, really!"`)
	if len(a) != 1 || len(b) != 1 || a[0].Key != b[0].Key {
		t.Errorf("keys differ: %v, %v", a, b)
	}
}

// FuzzQuotations: a quotation cut out with its own marks is found again, as the same.
func FuzzQuotations(f *testing.F) {
	for _, s := range []string{report, `"a b c d" 'e f g h' ‘i j k l’ „m n o p“ «q r s t»`, "“a ‘b’ c\nd, ”", "”a b c d”", `"a b c d "e f g h"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := 0
		for _, q := range Quotations(text) {
			checkSpan(t, text, q.Text, q.Span, before)
			before = q.End
			again := Quotations(withMarks(text, q.Span))
			if len(again) != 1 || again[0].Text != q.Text || again[0].Key != q.Key {
				t.Fatalf("%q is found again as %v", q.Text, again)
			}
		}
	})
}

// withMarks returns a quotation with the marks around it.
func withMarks(text string, at Span) string {
	start := len(strings.TrimRightFunc(text[:at.Start], unicode.IsSpace))
	_, size := utf8.DecodeLastRuneInString(text[:start])
	rest := strings.TrimLeftFunc(text[at.End:], func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	_, width := utf8.DecodeRuneInString(rest)
	return text[start-size : len(text)-len(rest)+width]
}

func BenchmarkQuotations(b *testing.B) {
	text := strings.Repeat(report, 3)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Quotations(text)
	}
}
