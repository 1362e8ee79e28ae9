package news

import (
	"strings"
	"testing"
)

func TestCredit(t *testing.T) {
	const body = "\nThe ferry lay off the coast for two days.\nIt was towed in on the third.\nNobody was hurt.\nThe port stayed open."
	tests := []struct{ name, text, want string }{
		{"dateline", "PORT ALDER (Northern Wire) — The ferry ran aground.", "Northern Wire"},
		{"dateline with a date", "PORT ALDER, March 3 (Reuters) - The ferry ran aground.", "Reuters"},
		{"dateline under headline and byline", "Ferry aground\nBy Iva Strom\nPORT ALDER (AP) — The ferry ran aground.", "AP"},
		{"dateline of the outlet", "Alder (Coastline Herald) – The ferry ran aground.", "Coastline Herald"},
		{"dateline of two places", "PORT ALDER/BRIN (Reuters) - The ferry ran aground.", "Reuters"},
		{"dateline without a place", "(Reuters) - The ferry ran aground on Tuesday.", "Reuters"},
		{"dateline with slashes", "PORT ALDER, March 3, 2026 /Alderwire/ -- The ferry ran aground.", "Alderwire"},
		{"dateline without a dash", "PORT ALDER (TASS)The ferry ran aground on Tuesday.", "TASS"},
		{"small letters", "Port Alder (dpa) - Die Fähre lief auf Grund, sagte sie.", "dpa"},
		{"place in brackets", "(PORT ALDER) — The ferry ran aground there.", ""},
		{"short form in brackets", "Alder Ferry Company (AFC) – The ferry ran aground.", ""},
		{"list of people", "Iva Strom (Labour) – 4,120", ""},
		{"note in a headline", "Ferry Aground (Update) - The ferry ran aground.", ""},
		{"sentence with brackets", "The ferry ran aground (Reuters) - so it said on Tuesday.", ""},
		{"byline", "Ferry aground\nBy Reuters" + body, "Reuters"},
		{"byline with an article", "By The Associated Press" + body, "AP"},
		{"byline of a person", "By Iva Strom, Associated Press" + body, "AP"},
		{"byline of a person only", "By Iva Strom" + body, ""},
		{"byline of staff", "Reuters Staff" + body, "Reuters"},
		{"French byline", "Par Agence France-Presse" + body, "AFP"},
		{"name alone at the top", "Reuters" + body, ""},
		{"name alone at the end", body + "\nReuters", "Reuters"},
		{"dash at the end", body + "\n— AP", "AP"},
		{"brackets at the end", body + " It will sail again. (AFP)", "AFP"},
		{"source", body + "\nSource: AFP", "AFP"},
		{"source that is none", body + "\nSource: Alder harbour office", ""},
		{"copyright", body + "\n© 2026 Agence France-Presse", "AFP"},
		{"copyright in words", body + "\nCopyright 2026 The Associated Press. All rights reserved.", "AP"},
		{"photo", body + "\n(AP Photo)", ""},
		{"photo by name", body + "\nPhoto: Reuters", ""},
		{"file photo", body + "\n(Reuters file photo)", ""},
		{"told", body + "\nThe captain told Reuters", ""},
		{"reporting", body + "\nWith reporting by Reuters", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Credit(tt.text); got != tt.want {
				t.Errorf("Credit(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// FuzzCredit: what is credited is a known agency or stands in the text, and names have one key however it is made.
func FuzzCredit(f *testing.F) {
	for _, s := range []string{report, "A (B) -", "/AP/.", "By AP", "— AP", "©", "(é"} {
		f.Add(s)
	}
	known := map[string]bool{}
	for _, agency := range agencies {
		known[agency] = true
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := string(appendAgencyKey(nil, text)), agencyKey(text); got != want {
			t.Fatalf("key %q, want %q", got, want)
		}
		if credit := Credit(text); !known[credit] && !strings.Contains(text, credit) {
			t.Fatalf("credit %q is not in the text", credit)
		}
	})
}
