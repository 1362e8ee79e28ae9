package news

import (
	"strings"
	"testing"
)

func texts(names []Name) string {
	var all []string
	for _, n := range names {
		all = append(all, n.Text)
	}
	return strings.Join(all, "; ")
}

func TestNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"person and place", "The mayor of Port Alder, Iva Strom, spoke.", "Port Alder; Iva Strom"},
		{"first word of a sentence", "Rescuers came at dawn. Nobody was hurt.", ""},
		{"first word, capitalised elsewhere too", "Strom spoke. Later they asked Strom again.", "Strom; Strom"},
		{"first word, in a longer name", "Strom spoke first. They thanked Iva Strom.", "Strom; Iva Strom"},
		{"first words, one of them ordinary", "Meanwhile Iva Strom spoke. In Alder they cheered.", "Iva Strom; Alder"},
		{"first word written small elsewhere", "Ferries Alder and Brin lay in port. The ferries were old.", "Alder; Brin"},
		{"ranks are cut off", "They met President Anna Vos and Prime Minister Olga Hrast.", "Anna Vos; Olga Hrast"},
		{"rank with a point", "They met Capt. Anton Vale and Mr. Hrast.", "Anton Vale; Hrast"},
		{"rank inside", "They met Port Alder Mayor Iva Strom.", "Port Alder; Iva Strom"},
		{"rank of the state", "They met Secretary of State Anna Vos.", "Anna Vos"},
		{"nation before a rank", "They met Italian Foreign Minister Anna Vos.", "Anna Vos"},
		{"rank alone", "Later the Prime Minister and the President left.", ""},
		{"institution of something", "It was the Bank of Alder that paid Vos of Brin.", "Bank of Alder; Vos; Brin"},
		{"particles", "They met Ludo van der Vale and Omar bin Nasr.", "Ludo van der Vale; Omar bin Nasr"},
		{"hyphens and apostrophes", "They met Anne-Lise O’Brin and Samir al-Nasr.", "Anne-Lise O’Brin; Samir al-Nasr"},
		{"initials", "They met J. K. Vale and Tom J. Hrast.", "J. K. Vale; Tom J. Hrast"},
		{"possessive", "They saw Port Alder’s Harbour Lights.", "Port Alder; Harbour Lights"},
		{"compound adjective", "They saw an Alder-based crew.", "Alder"},
		{"ship", "They boarded the MV Saint Brin.", "MV Saint Brin"},
		{"acronyms", "The U.S. and NATO asked the UK.", "U.S.; NATO; UK"},
		{"words in capitals", "It is NOT so, they said. It is not.", ""},
		{"line in capitals", "FERRY RUNS AGROUND OFF PORT ALDER\nThey left.", ""},
		{"line in title case", "Ferry Runs Aground Off Port Alder\nIt lay off Port Alder for days.", "Port Alder; Port Alder"},
		{"dateline", "PORT ALDER (Northern Wire) — The ferry lay near Brin all day.", "Brin"},
		{"days and months", "They sailed on Tuesday and in March with Strom Monday.", "Strom"},
		{"day before a name", "It was said Sunday Iva Strom spoke.", "Iva Strom"},
		{"names with days", "They read the Sunday Ledger on Good Friday with Olga May.", "Sunday Ledger; Good Friday; Olga May"},
		{"adjectives of nations", "They heard Italian and Norwegian and North Korean songs.", ""},
		{"pronoun", "Then, she said, I left and I’m here.", ""},
		{"across a line", "They met Iva\nStrom spoke.", "Iva"},
		{"picture", "They left (AP Photo).", ""},
		{"German nouns", "Der Hafen der Stadt ist für die Fähre gesperrt, sagte Iva Strom auf der Mole.", "Iva Strom"},
		{"French elision", "Les navires de l’Aube et d’Iva Strom sont ici.", "Aube; Iva Strom"},
		{"Cyrillic", "Вчера в порту видели Иву Стром.", "Иву Стром"},
		{"no capitals", "港の船は昨日戻った。", ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(Cut(tt.text).Names()); got != tt.want {
				t.Errorf("Names(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestNameKey(t *testing.T) {
	tests := []struct{ text, key, last string }{
		{"Sergei Hrast", "sergei hrast", "hrast"},
		{"Sergey Hrast", "sergei hrast", "hrast"},
		{"Hrastsky", "hrastski", "hrastski"},
		{"Hrastskyy", "hrastski", "hrastski"},
		{"Hrastskiy", "hrastski", "hrastski"},
		{"Queen Ada Vos", "ada vos", "vos"},
		{"MV Saint Brin", "saint brin", ""},
		{"General Lines", "general lines", "lines"},
		{"José Łukin", "iose lukin", "lukin"},
		{"Samir al-Nasr", "samir nasr", "nasr"},
		{"Samir Al Nasr", "samir nasr", "nasr"},
		{"Tom Vale Jr", "tom vale", "vale"},
		{"North Alder", "north alder", ""},
		{"Alder University", "alder universiti", ""},
		{"U.S.", "us", ""},
		{"AAP", "aap", ""},
		{"O’Brin", "obrin", "obrin"},
	}
	for _, tt := range tests {
		if key, last := nameKey(tt.text); key != tt.key || last != tt.last {
			t.Errorf("nameKey(%q) = %q, %q, want %q, %q", tt.text, key, last, tt.key, tt.last)
		}
	}
}

func TestNamesResolve(t *testing.T) {
	names := Cut("They met Iva Strom. Later, Strom left. They met Olga Vale and Ben Vale, and Vale left.").Names()
	var keys []string
	for _, n := range names {
		keys = append(keys, n.Key)
	}
	if got, want := strings.Join(keys, "; "), "iva strom; iva strom; olga vale; ben vale; vale"; got != want {
		t.Errorf("keys %q, want %q", got, want)
	}
}

func TestNameSame(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Sergei Hrast", "Sergey Hrast", true},
		{"Hrast", "Sergei Hrast", true},
		{"Anna Hrast", "Sergei Hrast", false},
		{"Alder", "North Alder", false},
		{"UN", "Hrast Un", false},
		{"UN", "U.N.", true},
	}
	for _, tt := range tests {
		a, b := nameOf(tt.a), nameOf(tt.b)
		if a.Same(b) != tt.want || b.Same(a) != tt.want {
			t.Errorf("%q same as %q: %v, %v, want %v", tt.a, tt.b, a.Same(b), b.Same(a), tt.want)
		}
	}
}

func nameOf(text string) Name {
	key, last := nameKey(text)
	return Name{Text: text, Key: key, Last: last}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{report, "They met J. K. van der Vale’s l’Aube, the Sunday Ledger", "Al- As ‘A", "A\xff B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := 0
		for _, n := range Cut(text).Names() {
			checkSpan(t, text, n.Text, n.Span, before)
			before = n.End
			if n.Key == "" {
				t.Fatalf("%q has no key", n.Text)
			}
		}
	})
}

func BenchmarkNames(b *testing.B) {
	text := strings.Repeat(report, 3)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Cut(text).Names()
	}
}
