package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// Variants that change members of every article alike, and leave nothing to chance.

func bindDrop(flags *flag.FlagSet, _ *seed) change {
	members := flags.String("members", textMember, "`names` of the members to take out, with commas between them")
	return func(records []record) ([]record, error) { return drop(records, strings.Split(*members, ",")) }
}

// drop takes members out: without its text an article is a title alone. The label and the id are not
// to be dropped.
func drop(records []record, members []string) ([]record, error) {
	for _, kept := range []string{idMember, storyMember} {
		if slices.Contains(members, kept) {
			return nil, fmt.Errorf("-members: %s can't be dropped", kept)
		}
	}
	return each(records, func(r record) record {
		changed := maps.Clone(r)
		for _, member := range members {
			delete(changed, member)
		}
		return changed
	}), nil
}

func bindLeads(flags *flag.FlagSet, _ *seed) change {
	words := flags.Int("words", 60, "`number` of words to leave of a text")
	return func(records []record) ([]record, error) { return leads(records, *words) }
}

// leads cuts every text behind its first words, as feeds do.
func leads(records []record, words int) ([]record, error) {
	if words < 1 {
		return nil, errors.New("-words: it must be 1 or more")
	}
	return each(records, func(r record) record { return r.with(textMember, lead(r.value(textMember), words)) }), nil
}

// lead returns the text up to the end of its so many first words, all of a shorter one.
func lead(text string, words int) string {
	for _, at := range news.Words(text) {
		if words--; words == 0 {
			return text[:at.End]
		}
	}
	return text
}

func bindRelabel(flags *flag.FlagSet, _ *seed) change {
	lang := flags.String("lang", "xx", "`code` of two letters; xx is a language that nothing is known of")
	return func(records []record) ([]record, error) { return relabel(records, *lang) }
}

// relabel says that all is in one language. In a language without stemmer, stop words and background
// table English texts show what the lack of them costs.
func relabel(records []record, lang string) ([]record, error) {
	if len(lang) != 2 {
		return nil, errors.New("-lang: a code has two letters, as in xx")
	}
	return each(records, func(r record) record { return r.with(langMember, lang) }), nil
}

// each returns the changed records.
func each(records []record, change func(record) record) []record {
	changed := make([]record, len(records))
	for i, r := range records {
		changed[i] = change(r)
	}
	return changed
}
