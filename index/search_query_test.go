package index

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

func TestParseQuery(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		text          string
		clauses       []clause
		after, before time.Time
	}{
		{text: "flood  rescue\n", clauses: []clause{{text: "flood"}, {text: "rescue"}}},
		{text: `"flood warning" -river`, clauses: []clause{{text: "flood warning", phrase: true}, {text: "river", not: true}}},
		{text: `ice -"river bank"`, clauses: []clause{{text: "ice"}, {text: "river bank", phrase: true, not: true}}},
		{text: "“flood warning”", clauses: []clause{{text: "flood warning", phrase: true}}},
		{text: `title:flood title:"high water"`, clauses: []clause{{field: "title", text: "flood"}, {field: "title", text: "high water", phrase: true}}},
		{text: `Source:"Hill Post" -lang:de`, clauses: []clause{{field: "source", text: "Hill Post", phrase: true}, {field: "lang", text: "de", not: true}}},
		{text: "ferry after:2025-02-18", clauses: []clause{{text: "ferry"}}, after: day(2025, 2, 18)},
		{text: "after:2025-02 before:2025-03", after: day(2025, 2, 1), before: day(2025, 3, 1)},
		{text: "after:2024 after:2025 before:2027 before:2026", after: day(2025, 1, 1), before: day(2026, 1, 1)},
		{text: "after:7d", after: noon.AddDate(0, 0, -7)},
		{text: "10:30 co-op don't", clauses: []clause{{text: "10:30"}, {text: "co-op"}, {text: "don't"}}},
	}
	for _, tt := range tests {
		q, err := ParseQuery(tt.text, noon)
		if err != nil || !slices.Equal(q.clauses, tt.clauses) || !q.after.Equal(tt.after) || !q.before.Equal(tt.before) {
			t.Errorf("ParseQuery(%q) = %+v, %v", tt.text, q, err)
		}
		if q.Sort != ByScore || q.Limit != defaultHits {
			t.Errorf("ParseQuery(%q): sort %q, limit %d", tt.text, q.Sort, q.Limit)
		}
	}
}

func TestParseQueryErrors(t *testing.T) {
	tests := []struct {
		text string
		at   int
		want string
	}{
		{"", 0, "does not say what to find"},
		{"-river", 0, "does not say what to find"},
		{`ice "river bank`, 4, "not closed"},
		{`ice title:"river`, 10, "not closed"},
		{"ice sorce:post", 4, `unknown field "sorce"`},
		{"http://a.example/", 0, "put a word with a colon in quotes"},
		{"ice after:soon", 4, "is no date"},
		{"ice after:2025-13", 4, "is no date"},
		{"ice after:99999999999999999999d", 4, "is no date"},
		{"ice after:0001", 4, "is no date"},
		{"ice -after:2025", 4, "can't be negated"},
		{"after:2025 before:2024", 0, "no time is after"},
		{"ice - river", 4, "behind the -"},
		{"ice title: river", 4, "nothing is asked for"},
		{`ice ""`, 4, "nothing is asked for"},
		{strings.Repeat("ice ", maxClauses+1), 4*maxClauses + 3, "more than"},
	}
	for _, tt := range tests {
		_, err := ParseQuery(tt.text, noon)
		bad := (*QueryError)(nil)
		if !errors.As(err, &bad) || bad.At != tt.at || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseQuery(%q): %v, want %q at %d", tt.text, err, tt.want, tt.at)
		}
	}
}

func TestParseQueryDaysAreLocal(t *testing.T) {
	zone := time.FixedZone("", 9*3600)
	q, err := ParseQuery("after:2025-02-18", noon.In(zone))
	if want := time.Date(2025, 2, 18, 0, 0, 0, 0, zone); err != nil || !q.after.Equal(want) {
		t.Errorf("after %v, %v, want %v", q.after, err, want)
	}
}

// FuzzParseQuery: no text makes it fail without saying where, and what is quoted is asked for as it stands.
func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{`flood "high water" -river`, "title:ice after:7d", `-"a b" source:x before:2025-02`, "“ice” „snow“ «rain»", `"`, "-", ":", "a:b", "\xff:\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := ParseQuery(text, noon); err != nil {
			bad := (*QueryError)(nil)
			if !errors.As(err, &bad) || bad.At < 0 || bad.At > len(text) || err.Error() == "" {
				t.Errorf("ParseQuery(%q): %#v", text, err)
			}
		}
		word := strings.TrimFunc(strings.ReplaceAll(text, `"`, ""), unicode.IsSpace)
		if word == "" {
			return
		}
		q, err := ParseQuery(`"`+word+`"`, noon)
		if want := []clause{{text: word, phrase: true}}; err != nil || !slices.Equal(q.clauses, want) {
			t.Errorf("quoted %q: %+v, %v", word, q.clauses, err)
		}
		if doc, query := analyze("en", word), analyze("en", q.clauses[0].text); len(doc) != len(query) {
			t.Errorf("%q is analyzed in two ways", word)
		}
	})
}
