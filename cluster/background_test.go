package cluster

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

func TestDefaultBackground(t *testing.T) {
	const maxSize = 300 << 10 // every copy of the program carries the table
	if len(englishTable) > maxSize {
		t.Errorf("the English table has %d bytes, more than %d", len(englishTable), maxSize)
	}
	english, err := readTable(bytes.NewReader(englishTable))
	if err != nil {
		t.Fatal(err)
	}
	if len(english.senses) < 5_000 {
		t.Errorf("the English table says of %d words what they mean, too few", len(english.senses))
	}
	if english.texts < 10_000 || len(english.count) < 10_000 {
		t.Errorf("the English table holds %d words of %d texts, too few to say what is common", len(english.count), english.texts)
	}
	if got := len(DefaultBackground()["en"].count); got != len(english.count) {
		t.Errorf("DefaultBackground holds %d English words, the table %d", got, len(english.count))
	}
}

// TestDefaultBackgroundWords asks of the shipped table what anyone would say of news.
func TestDefaultBackgroundWords(t *testing.T) {
	background := DefaultBackground()
	rising := []string{"zyzzogeton", "earthquake", "police", "year"}
	last := 0.0
	for _, word := range rising {
		p := background.probability(counted{term: stemTerm(t, word)}, "en")
		if p <= last || p >= 1 {
			t.Errorf("probability of %q is %g, want more than %g and less than 1", word, p, last)
		}
		last = p
	}
	for _, word := range []string{"the", "said", "and"} {
		// A few forms are reduced to one ("the's"), so it need not be none.
		if p := background.probability(counted{term: wordTerm(minhash.HashWord([]byte(word)))}, "en"); p > .001 {
			t.Errorf("probability of the stop word %q is %g", word, p)
		}
	}
}

func stemTerm(t *testing.T, word string) term {
	t.Helper()
	stem, ok := stemEnglish([]byte(word))
	if !ok {
		t.Fatalf("%q is a stop word", word)
	}
	return wordTerm(minhash.HashWord(stem))
}

func TestBackgroundProbability(t *testing.T) {
	ferry := wordTerm(minhash.HashWord([]byte("ferry")))
	background := Background{"en": {texts: 200, count: map[term]int{ferry: 50}}}
	tests := []struct {
		name string
		term counted
		lang string
		want float64
	}{
		{"word of the table", counted{term: ferry}, "en", .25},
		{"word it does not hold", counted{term: ferry + 1}, "en", rareShare},
		{"pair of words", counted{term: ferry | pairBit}, "en", pairShare},
		{"language without a table", counted{term: ferry}, "de", pairShare},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := background.probability(test.term, test.lang); got != test.want {
				t.Errorf("got %g, want %g", got, test.want)
			}
		})
	}
}

func TestReadTableBroken(t *testing.T) {
	packed := pack(t, "texts\t10\nferry\t4\n")
	flipped := bytes.Clone(packed)
	flipped[len(flipped)-5] ^= 1 // in the checksum or the length behind the text
	tests := []struct {
		name  string
		table []byte
		want  string
	}{
		{"not gzip", []byte("texts\t10\nferry\t4\n"), "gzip: invalid header"},
		{"no bytes", nil, "EOF"},
		{"cut short", packed[:len(packed)-9], "unexpected EOF"},
		{"wrong checksum", flipped, "gzip: invalid checksum"},
		{"empty", pack(t, ""), "it is empty"},
		{"no number of texts", pack(t, "ferry\t4\n"), `line 1: no number of texts in "ferry\t4"`},
		{"no texts", pack(t, "texts\t0\n"), `line 1: no count in "texts\t0"`},
		{"no count", pack(t, "texts\t10\nferry\n"), `line 2: no count in "ferry"`},
		{"count that is no number", pack(t, "texts\t10\nferry\tfour\n"), `line 2: no count in "ferry\tfour"`},
		{"negative count", pack(t, "texts\t10\nferry\t-4\n"), `line 2: no count in "ferry\t-4"`},
		{"more than all texts", pack(t, "texts\t10\nferry\t11\n"), `line 2: more than all 10 texts in "ferry\t11"`},
		{"word twice", pack(t, "texts\t10\nferry\t4\nferry\t4\n"), `line 3: a word for the second time in "ferry\t4"`},
		{"half a sense", pack(t, "texts\t10\nferry\t4\tdd\n"), `line 2: no sense in "ferry\t4\tdd"`},
		{"endless line", pack(t, "texts\t10\n"+strings.Repeat("f", 1<<17)), "token too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readTable(bytes.NewReader(test.table))
			if err == nil {
				t.Fatal("no error")
			}
			if got := err.Error(); !strings.HasPrefix(got, "read background table: ") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}

func pack(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpack(t *testing.T, table []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
