package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index"
)

// What people type who know other searches, and names of outlets as they remember them, are looked at before the
// query is put: index.ParseQuery takes every word as a word, and a source by its exact name.

// clause is one thing that a query asks for, as it stands in it.
type clause struct {
	start, end int // of its value with the quotes, in bytes
	not        bool
	field      string
	value      string
	quoted     bool
}

// clausePattern finds clauses as index.ParseQuery reads them: a sign, a field, then a quotation or a word.
var clausePattern = regexp.MustCompile(`(-?)(?:(\pL+):)?("[^"]*"|“[^”]*”|„[^“]*“|«[^»]*»|[^\pZ\t-\r\x{85}]+)`)

// clausesOf takes a query that can be parsed apart.
func clausesOf(query string) []clause {
	var clauses []clause
	for _, at := range clausePattern.FindAllStringSubmatchIndex(query, -1) {
		t := clause{start: at[6], end: at[7], not: at[2] < at[3], value: query[at[6]:at[7]]}
		if at[4] >= 0 {
			t.field = strings.ToLower(query[at[4]:at[5]])
		}
		if first, size := utf8.DecodeRuneInString(t.value); strings.ContainsRune(`"“„«`, first) {
			_, last := utf8.DecodeLastRuneInString(t.value)
			t.quoted, t.value = true, strings.TrimSpace(t.value[size:len(t.value)-last])
		}
		clauses = append(clauses, t)
	}
	return clauses
}

// refuseClauses returns the error that a query holds what other searches understand, and says what is understood.
func refuseClauses(query string) error {
	for _, t := range clausesOf(query) {
		if t.quoted || t.field != "" && t.field != "title" {
			continue
		}
		switch {
		case t.value == "OR":
			return usageError{errors.New("OR is not understood: all words are wanted; search for one after the other, or put the word itself in quotes")}
		case t.value == "AND":
			return usageError{errors.New("AND is not needed: all words are wanted; put the word itself in quotes")}
		case t.value == "NOT":
			return usageError{errors.New("NOT is not understood: -word leaves a word out; put the word itself in quotes")}
		case strings.ContainsAny(t.value, "*?"):
			return usageError{fmt.Errorf("%s: there are no wildcards; words are found in any form, --fuzzy finds misspelt ones", clean(t.value))}
		}
	}
	return nil
}

// sourcesNamed puts the names that outlets have in an archive into a query: case does not matter in it, and other
// names count.
func sourcesNamed(a *index.Archive, query string) (string, error) {
	clauses := clausesOf(query)
	for i := len(clauses) - 1; i >= 0; i-- { // the places of those before stay
		t := clauses[i]
		if t.field != "source" {
			continue
		}
		names, err := findSources(a, "source:", t.value)
		if err != nil {
			return "", err
		}
		again := ` source:`
		if t.not {
			again = ` -source:`
		}
		for i, name := range names {
			names[i] = quoted(name)
		}
		query = query[:t.start] + strings.Join(names, again) + query[t.end:]
	}
	return query, nil
}

// quoted puts a name in quotes that are not in it.
func quoted(name string) string {
	if strings.Contains(name, `"`) {
		return "«" + name + "»"
	}
	return `"` + name + `"`
}

// refuseLanguages returns the error that no article is in a language that was asked for, which is why nothing was
// found.
func (f finder) refuseLanguages(ctx context.Context, text string, now time.Time) (err error) {
	s := f.archive.Searcher()
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, t := range clausesOf(text) {
		if t.field != "lang" || t.not {
			continue
		}
		q, err := index.ParseQuery(`lang:"`+t.value+`"`, now)
		if err != nil {
			return usageError{err}
		}
		q.Limit = 1
		hits, err := s.Search(ctx, q)
		switch {
		case err != nil:
			return err
		case hits.Total == 0:
			return usageError{fmt.Errorf("lang:%s: no article is in that language; it is named as in en, de or fr", t.value)}
		}
	}
	return nil
}

// common reports whether all words that are asked for are stop words of the language, English unless one is named:
// nothing of them is left to find.
func (f finder) common() bool {
	words := f.query.Words()
	_, left := index.Snippet(strings.Join(words, " "), f.lang, words)
	return len(words) > 0 && len(left) == 0
}

// langOf returns the first language that a query names, or English.
func langOf(query string) string {
	for _, t := range clausesOf(query) {
		if t.field == "lang" && !t.not {
			return strings.ToLower(t.value)
		}
	}
	return "en"
}
