package news

import (
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"digits", "All 112 passengers were safe.", "112 passenger {112 passengers}"},
		{"adjectives before the noun", "They freed 112 stranded passengers.", "112 passenger {112 stranded passengers}"},
		{"separators", "Some 1,200 homes lost power.", "1200 home {1,200 homes}"},
		{"several points", "Some 1.200.000 euros.", "1200000 euro {1.200.000 euros}"},
		{"money", "It cost $3bn, €5 million and £1,200.50.", "3000000000 dollar {$3bn}; 5000000 euro {€5 million}; 1200.5 pound {£1,200.50}"},
		{"money with a country", "It cost US$5m.", "5000000 dollar {US$5m}"},
		{"money in words", "It cost 3.5 million dollars.", "3500000 dollar {3.5 million dollars}"},
		{"percent", "Up 4.5 %, 3% and 12 per cent.", "4.5 percent {4.5 %}; 3 percent {3%}; 12 percent {12 per cent}"},
		{"decimal comma", "Up 4,5 % again.", "4.5 percent {4,5 %}"},
		{"short million", "About 1.2m people came.", "1200000 person {1.2m people}"},
		{"metres", "It was a 5m high wave.", ""},
		{"units", "It drifted 20 km in 30 hours.", "20 km {20 km}; 30 hour {30 hours}"},
		{"number words", "Two boats and twenty-five men left.", "2 boat {Two boats}; 25 man {twenty-five men}"},
		{"long number words", "Two hundred and twelve islanders signed.", "212 islander {Two hundred and twelve islanders}"},
		{"thousands in words", "It took three hundred thousand crates.", "300000 crate {three hundred thousand crates}"},
		{"dozens", "A dozen boats and two dozen crates, 3 dozen ropes.", "12 boat {dozen boats}; 24 crate {two dozen crates}; 36 rope {3 dozen ropes}"},
		{"vague", "Dozens of boats, several hundred people, half a million crates.", ""},
		{"one", "One of them saw one boat.", ""},
		{"one million", "One million crates.", "1000000 crate {One million crates}"},
		{"victims", "The storm killed at least 14 and left 30 dead.", "14 killed {14}; 30 dead {30 dead}"},
		{"no noun", "The toll rose to 84.", "84  {84}"},
		{"the two", "The two met again.", ""},
		{"part of a group", "They saved 12 of the sailors.", "12 sailor {12 of the sailors}"},
		{"verbs are no nouns", "Of these 30 died at sea.", "30  {30}"},
		{"dates", "On March 3, 2026 and 4 April and Feb. 5 and 2026-03-03 and the 3rd.", ""},
		{"years", "In 2014 and the 1990s, the 2020 games.", ""},
		{"times", "At 12:30, 9am and 8 p.m. they met.", ""},
		{"scores and ranges", "It ended 3-1, with 10-12 boats and a 24-hour wait, 24/7.", ""},
		{"list", "1. Boats\n2) Crates", ""},
		{"phone", "Call 020 7946 0000 or +44 20 7946.", ""},
		{"names", "On Flight 112, No. 5 and article 7 he read.", ""},
		{"age", "Iva Strom, 47, left.", ""},
		{"pages", "Page view 3 of 59.", ""},
		{"joined words", "A 3 million-euro boat and a three-day trip, two-thirds.", ""},
		{"group name", "The Group of Seven met.", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all []string
			for _, f := range Cut(tt.text).Figures() {
				all = append(all, f.Value+" "+f.Noun+" {"+f.Text+"}")
			}
			if got := strings.Join(all, "; "); got != tt.want {
				t.Errorf("Figures(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestSingular(t *testing.T) {
	tests := map[string]string{"passengers": "passenger", "cities": "city", "ties": "tie", "churches": "church", "boxes": "box", "houses": "house",
		"people": "person", "women": "woman", "gas": "", "glass": "", "crisis": "", "boat": "", "dead": "dead", "vos’s": ""}
	for plural, want := range tests {
		if got := singular(plural); got != want {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}

func TestParseDecimal(t *testing.T) {
	tests := map[string]string{"112": "112", "1,200": "1200", "1.200": "1.2", "1,200,000": "1200000", "1.200,50": "1200.5", "1,5": "1.5", "0.50": "0.5",
		"007": "", "1,20,0": "", "1.2.3": "", "1234567890123456": ""}
	for s, want := range tests {
		d, ok := parseDecimal(s)
		if !ok {
			d = decimal{}
		}
		if got := d.String(); ok != (want != "") || ok && got != want {
			t.Errorf("parseDecimal(%q) = %q, %v, want %q", s, got, ok, want)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range []string{report, "US$3bn, 1.200,5 m two dozen and 5%", "a hundred and one million", "$1$2 3-4 5."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := 0
		for _, fig := range Cut(text).Figures() {
			checkSpan(t, text, fig.Text, fig.Span, before)
			before = fig.End
			if d, ok := parseDecimal(fig.Value); ok && d.point != 3 && d.String() != fig.Value {
				t.Fatalf("value %q is not canonical", fig.Value)
			}
		}
	})
}

func BenchmarkFigures(b *testing.B) {
	text := strings.Repeat(report, 3)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Cut(text).Figures()
	}
}
