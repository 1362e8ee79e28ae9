package index

import (
	"testing"
	"time"
)

func TestMapping(t *testing.T) {
	if err := shardMapping().Validate(); err != nil {
		t.Fatal(err)
	}
	for _, name := range analyzerNames() {
		if shardMapping().AnalyzerNamed(name) == nil {
			t.Errorf("no analyzer %q", name)
		}
		if name != "cjk" && analyzerOf(name) != name {
			t.Errorf("language %s is analyzed as %s", name, analyzerOf(name))
		}
	}
	for lang, want := range map[string]string{"en-US": "en", "PT_br": "pt", "nb": "no", "zh-Hant": "cjk", "ko": "cjk", "": otherAnalyzer, "xx": otherAnalyzer} {
		if got := analyzerOf(lang); got != want {
			t.Errorf("analyzerOf(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestFields(t *testing.T) {
	d := searchDoc{ID: "1#1", Body: "ice", Lang: "DE", Source: "Hill Post", Published: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	f := d.fields()
	if len(f) != 3 || f["body_de"] != "ice" || f["lang"] != "de" || f["source"] != "hill post" {
		t.Errorf("fields %v", f)
	}
}

func TestParseDocID(t *testing.T) {
	tests := []struct {
		id            string
		first, second int64
		ok            bool
	}{
		{"12#34", 12, 34, true}, {docID("", 9, 10), 9, 10, true}, {docID(storyPrefix, 7, 3), 7, 3, true}, {"story:7", 7, 0, true}, {"story:7#3", 7, 3, true},
		{"12", 0, 0, false}, {"a#1", 0, 0, false}, {"1#b", 0, 0, false}, {"", 0, 0, false}, {"story:", 0, 0, false},
	}
	for _, tt := range tests {
		first, second, ok := parseDocID(tt.id)
		if ok != tt.ok || ok && (first != tt.first || second != tt.second) {
			t.Errorf("parseDocID(%q) = %d, %d, %t", tt.id, first, second, ok)
		}
	}
}
