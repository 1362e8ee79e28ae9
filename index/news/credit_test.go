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
		{"byline in capitals", "Ferry aground\nIVA STROM Associated Press" + body, "AP"},
		{"headline in capitals", "FERRY LEAVES ASSOCIATED PRESS" + body, ""},
		{"headline with capitals", "Strom Leaves Associated Press" + body, ""},
		{"byline glued to the agency", "By Iva Strom and Yuri KadarovAssociated Press" + body, "AP"},
		{"byline without a comma", "By Iva Strom Associated Press" + body, "AP"},
		{"byline with a date", "by Associated Press , Updated March 3" + body, "AP"},
		{"photo before bars", "Anadolu | Anadolu | Getty Images" + body, ""},
		{"name and date", "Ferry aground\nThe Associated Press | Monday, March 3" + body, "AP"},
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
		{"dateline without brackets", "PORT ALDER, March 3, AP — The ferry ran aground.", "AP"},
		{"name alone before a dash", "AP — The ferry ran aground on Tuesday.", "AP"},
		{"name alone, small letters", "dpa - Die Fähre lief am Dienstag auf Grund.", "dpa"},
		{"long name before a hyphen", "Reuters - The ferry ran aground on Tuesday.", "Reuters"},
		{"a woman before a dash", "Ani — the girl who found the ferry — is nine.", ""},
		{"a woman behind a place", "Alder, Ani — the girl who found the ferry.", ""},
		{"a poll", "Reuters poll — most want the ferry back by May.", ""},
		{"a list with dashes", "AP — 4,120 tons", ""},
		{"photo before a dash", "AP Photo — The ferry lies on the sand.", ""},
		{"photo behind a dash", "Reuters — File photo of the ferry at sea", ""},
		{"told, with a dash", "The captain told Reuters — and only Reuters — that it sank.", ""},
		{"photo in a dateline", "PORT ALDER (AP Photo) - The ferry ran aground.", ""},
		{"desk", "Port Alder (dpa/lnw) - Die Fähre lief auf Grund, sagte sie.", "dpa"},
		{"two agencies", "PORT ALDER (AFP/Reuters) - The ferry ran aground.", "AFP"},
		{"slashes at the end", body + "\ndpa/afp/str", "dpa"},
		{"desk in brackets at the end", body + " (dpa/bb)", "dpa"},
		{"several at the end", body + "\nReuters, AP and AFP", "Reuters"},
		{"an agency and a person", body + "\nReuters, Iva Strom", ""},
		{"a person of nine", body + "\nAni, 9, of Brin", ""},
		{"source and initials", body + "\nQuelle: dpa/ist", "dpa"},
		{"material", body + "\nWith material from AP", "AP"},
		{"material of several", body + "\nwith material from The Associated Press and Reuters.", "AP"},
		{"material in brackets", body + " It will sail again. (With material from AFP)", "AFP"},
		{"material in a sentence of the last line", body + " It will sail again. With material from AFP.", "AFP"},
		{"German material", body + "\nMit Material der dpa", "dpa"},
		{"with, in brackets", body + "\n(mit dpa)", "dpa"},
		{"inputs", body + "\n(With inputs from PTI)", "PTI"},
		{"inputs of nobody", body + "\n(With inputs from agencies)", ""},
		{"files", body + "\n— With files from The Canadian Press", "The Canadian Press"},
		{"material in a byline", "By Iva Strom, with material from AP" + body, "AP"},
		{"material of another kind", body + "\nIt was repaired with material from Brin", ""},
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

func TestCreditsItself(t *testing.T) {
	for _, test := range []struct {
		agency, source string
		want           bool
	}{
		{"Reuters", "uk.reuters.com", true},
		{"AP", "The Associated Press", true},
		{"Cape Press", "Cape Press Agency", true},
		{"AP", "apnews.com", true},
		{"Alderwire", "www.alderwire.example", true},
		{"AP", "Port Alder Papers", false},
		{"ANI", "Botanic News", false},
		{"Reuters", "Alder Daily", false},
		{"Reuters", "", false},
	} {
		if got := CreditsItself(test.agency, test.source); got != test.want {
			t.Errorf("CreditsItself(%q, %q) = %v", test.agency, test.source, got)
		}
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
