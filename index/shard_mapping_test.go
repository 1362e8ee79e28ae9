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

func TestIDs(t *testing.T) {
	tests := []struct {
		id            string
		record, story int64 // -1 for none
	}{
		{recordID(34), 34, -1}, {storyID(7, 3), -1, 7}, {"12#34", 34, -1}, {"story:7", -1, 7}, {"story:7#3", -1, 7},
		{"12", 12, -1}, {"1#b", -1, -1}, {"", -1, -1}, {"story:", -1, -1},
	}
	seq := func(seq int64, ok bool) int64 {
		if !ok {
			return -1
		}
		return seq
	}
	for _, tt := range tests {
		if record, story := seq(parseRecordID(tt.id)), seq(parseStoryID(tt.id)); record != tt.record || story != tt.story {
			t.Errorf("%q is of record %d and story %d, want %d and %d", tt.id, record, story, tt.record, tt.story)
		}
	}
	if recordID(9) >= recordID(10) || storyID(9, 1) >= storyID(10, 1) {
		t.Error("ids are not in the order of the numbers")
	}
}
