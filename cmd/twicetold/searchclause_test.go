package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
)

func TestClausesOf(t *testing.T) {
	for _, test := range []struct {
		query string
		want  []string // field, value, with marks for not and quoted
	}{
		{`ferry aground`, []string{":ferry", ":aground"}},
		{`"port alder"ferry`, []string{`:"port alder"`, ":ferry"}},
		{`-river -"river bank"`, []string{"-:river", `-:"river bank"`}},
		{`source:"Hill Post" -SOURCE:hill`, []string{`source:"Hill Post"`, "-source:hill"}},
		{`title:„alter Hafen“ «vieux port»`, []string{`title:"alter Hafen"`, `:"vieux port"`}},
		{`at 12:30 o"clock`, []string{":at", ":12:30", `:o"clock`}},
	} {
		var got []string
		for _, c := range clausesOf(test.query) {
			said := c.field + ":" + c.value
			if c.quoted {
				said = c.field + `:"` + c.value + `"`
			}
			if c.not {
				said = "-" + said
			}
			got = append(got, said)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("clausesOf(%s) = %q, want %q", test.query, got, test.want)
		}
	}
}

func TestRefuseClauses(t *testing.T) {
	for query, want := range map[string]string{
		"ferry or barge":      "",
		`ferry "AND" barge`:   "",
		"source:*":            "",
		"ferry OR barge":      "OR is not understood",
		"ferry AND barge":     "AND is not needed",
		"ferry NOT barge":     "NOT is not understood",
		"ferr?":               "ferr?: there are no wildcards",
		"title:ferr* aground": "ferr*: there are no wildcards",
	} {
		err := refuseClauses(query)
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)) {
			t.Errorf("refuseClauses(%s) = %v, want %q", query, err, want)
		}
	}
}

// FuzzClausesOf checks that the clauses are those of the query's own parser as far as that tells: the words.
func FuzzClausesOf(f *testing.F) {
	for _, query := range []string{`ferry "port alder"`, `-river title:flood source:"Hill Post"`, "„alter Hafen“ 12:30", `o"clock «x» after:2025`} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, err := index.ParseQuery(query, time.Date(2031, 4, 2, 0, 0, 0, 0, time.UTC))
		if err != nil {
			return
		}
		var words []string
		for _, c := range clausesOf(query) {
			if !c.not && (c.field == "" || c.field == "title") {
				words = append(words, c.value)
			}
		}
		if !slices.Equal(words, q.Words()) {
			t.Errorf("words of %q are %q, want %q", query, words, q.Words())
		}
	})
}
