package news

import (
	"strings"
	"testing"
)

// reportBody is what stands between the first lines of a report and its last.
const reportBody = "\nThe ferry lay off the coast for two days.\nIt was towed in on the third.\nNobody was hurt.\nThe port stayed open."

// creditTest is a text with the agency that it credits.
type creditTest struct{ name, text, want string }

func testCredit(t *testing.T, tests []creditTest) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Credit(tt.text); got != tt.want {
				t.Errorf("Credit(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestCreditInDateline(t *testing.T) {
	testCredit(t, []creditTest{
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
		{"nothing", "", ""},
	})
}

func TestCreditInByline(t *testing.T) {
	testCredit(t, []creditTest{
		{"byline", "Ferry aground\nBy Reuters" + reportBody, "Reuters"},
		{"byline with an article", "By The Associated Press" + reportBody, "AP"},
		{"byline of a person", "By Iva Strom, Associated Press" + reportBody, "AP"},
		{"byline of a person only", "By Iva Strom" + reportBody, ""},
		{"byline in capitals", "Ferry aground\nIVA STROM Associated Press" + reportBody, "AP"},
		{"headline in capitals", "FERRY LEAVES ASSOCIATED PRESS" + reportBody, ""},
		{"headline with capitals", "Strom Leaves Associated Press" + reportBody, ""},
		{"byline glued to the agency", "By Iva Strom and Yuri KadarovAssociated Press" + reportBody, "AP"},
		{"byline without a comma", "By Iva Strom Associated Press" + reportBody, "AP"},
		{"byline with a date", "by Associated Press , Updated March 3" + reportBody, "AP"},
		{"photo before bars", "Anadolu | Anadolu | Getty Images" + reportBody, ""},
		{"name and date", "Ferry aground\nThe Associated Press | Monday, March 3" + reportBody, "AP"},
		{"byline of staff", "Reuters Staff" + reportBody, "Reuters"},
		{"French byline", "Par Agence France-Presse" + reportBody, "AFP"},
		{"name alone at the top", "Reuters" + reportBody, ""},
		{"material in a byline", "By Iva Strom, with material from AP" + reportBody, "AP"},
	})
}

func TestCreditAtEnd(t *testing.T) {
	testCredit(t, []creditTest{
		{"name alone at the end", reportBody + "\nReuters", "Reuters"},
		{"dash at the end", reportBody + "\n— AP", "AP"},
		{"brackets at the end", reportBody + " It will sail again. (AFP)", "AFP"},
		{"source", reportBody + "\nSource: AFP", "AFP"},
		{"source that is none", reportBody + "\nSource: Alder harbour office", ""},
		{"copyright", reportBody + "\n© 2026 Agence France-Presse", "AFP"},
		{"copyright in words", reportBody + "\nCopyright 2026 The Associated Press. All rights reserved.", "AP"},
		{"photo", reportBody + "\n(AP Photo)", ""},
		{"photo by name", reportBody + "\nPhoto: Reuters", ""},
		{"file photo", reportBody + "\n(Reuters file photo)", ""},
		{"told", reportBody + "\nThe captain told Reuters", ""},
		{"reporting", reportBody + "\nWith reporting by Reuters", ""},
		{"slashes at the end", reportBody + "\ndpa/afp/str", "dpa"},
		{"desk in brackets at the end", reportBody + " (dpa/bb)", "dpa"},
		{"several at the end", reportBody + "\nReuters, AP and AFP", "Reuters"},
		{"an agency and a person", reportBody + "\nReuters, Iva Strom", ""},
		{"a person of nine", reportBody + "\nAni, 9, of Brin", ""},
		{"source and initials", reportBody + "\nQuelle: dpa/ist", "dpa"},
		{"material", reportBody + "\nWith material from AP", "AP"},
		{"material of several", reportBody + "\nwith material from The Associated Press and Reuters.", "AP"},
		{"material in brackets", reportBody + " It will sail again. (With material from AFP)", "AFP"},
		{"material in a sentence of the last line", reportBody + " It will sail again. With material from AFP.", "AFP"},
		{"German material", reportBody + "\nMit Material der dpa", "dpa"},
		{"with, in brackets", reportBody + "\n(mit dpa)", "dpa"},
		{"inputs", reportBody + "\n(With inputs from PTI)", "PTI"},
		{"inputs of nobody", reportBody + "\n(With inputs from agencies)", ""},
		{"files", reportBody + "\n— With files from The Canadian Press", "The Canadian Press"},
		{"material of another kind", reportBody + "\nIt was repaired with material from Brin", ""},
	})
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
