package main

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// Real news is full of copies and the gold sets have hardly any, so they are added. A near-copy is what
// an outlet makes of an agency's text: the same title, 60 to 95 % of the sentences in their order, another
// source, a few hours later. Each story gets three of each of two articles; a story of one article gets
// three; an article too short to lose a sentence gets none.
//
// A copy carries the gold label of its original, and so is scored like any other article. With -unlabelled
// it only takes part in the grouping. Then the very articles are scored that are scored without copies, and
// the two figures compare; labelled copies also weigh the stories anew, by up to six articles each, and mostly
// tell that a copy is easy to find. The goal is about the unlabelled ones.

const (
	copiedArticles = 2 // of each story
	copiesOfEach   = 3
	leastKept      = .60 // share of the sentences
	mostKept       = .95
	maxCopyLag     = 12 * time.Hour
)

func bindNearCopies(flags *flag.FlagSet, s *seed) change {
	unlabelled := flags.Bool("unlabelled", false, "leave the copies without a gold story, so that the originals alone are scored")
	return func(records []record) ([]record, error) { return addCopies(records, *s, !*unlabelled), nil }
}

// addCopies returns the records with the copies behind their originals.
func addCopies(records []record, s seed, labelled bool) []record {
	copied := chooseOriginals(records, s)
	var all []record
	for i, r := range records {
		all = append(all, r)
		if !copied[i] {
			continue
		}
		for n := range copiesOfEach {
			c := nearCopy(r, n+1, s)
			if !labelled {
				c = c.with(storyMember, "")
			}
			all = append(all, c)
		}
	}
	return all
}

// chooseOriginals says of each record whether it is to be copied.
func chooseOriginals(records []record, s seed) []bool {
	copied := make([]bool, len(records))
	taken := map[string]int{}
	for _, i := range s.order("originals", keys(records)) {
		r := records[i]
		story := r.value(storyMember)
		if story == "" || taken[story] == copiedArticles {
			continue
		}
		if _, _, ok := keptBounds(len(news.Sentences(r.value(textMember), r.value(langMember)))); ok {
			copied[i] = true
			taken[story]++
		}
	}
	return copied
}

// nearCopy returns the n-th copy of a record. It has no URL, since that would make it a revision of its
// original.
func nearCopy(r record, n int, s seed) record {
	name := r.value(sourceMember)
	if name == "" {
		name = r.value(idMember)
	}
	chance := s.of(fmt.Sprint("copy ", n), r.key())
	c := maps.Clone(r)
	delete(c, urlMember)
	c[idMember] = quoted(fmt.Sprintf("%s-copy-%d", r.value(idMember), n))
	c[sourceMember] = quoted(fmt.Sprintf("Reprint %d of %s", n, name))
	c[textMember] = quoted(someSentences(r.value(textMember), r.value(langMember), chance))
	lag := time.Duration(1+chance.Int64N(int64(maxCopyLag/time.Minute))) * time.Minute
	if later, ok := moved(r.value(publishedMember), lag); ok {
		c[publishedMember] = quoted(later)
	}
	return c
}

// someSentences returns the text with 60 to 95 % of its sentences, in their order, paragraphs kept apart.
func someSentences(text, lang string, chance *rand.Rand) string {
	var out strings.Builder
	end := 0
	for i, s := range someOf(news.Sentences(text, lang), chance) {
		if i > 0 {
			out.WriteString(gap(text[end:s.Start]))
		}
		out.WriteString(text[s.Start:s.End])
		end = s.End
	}
	return out.String()
}

// someOf returns 60 to 95 % of the sentences, all when so few can't be parted so.
func someOf(sentences []news.Span, chance *rand.Rand) []news.Span {
	least, most, ok := keptBounds(len(sentences))
	if !ok {
		return sentences
	}
	kept := chance.Perm(len(sentences))[:least+chance.IntN(most-least+1)]
	slices.Sort(kept)
	some := make([]news.Span, len(kept))
	for i, k := range kept {
		some[i] = sentences[k]
	}
	return some
}

// keptBounds returns how many of n sentences a copy keeps at least and at most, false when so few can't be
// copied in part.
func keptBounds(n int) (least, most int, ok bool) {
	least, most = int(math.Ceil(leastKept*float64(n))), int(math.Floor(mostKept*float64(n)))
	return least, most, n > 0 && least <= most
}

// gap returns what parts two sentences when between is dropped.
func gap(between string) string {
	if strings.Contains(between, "\n") {
		return "\n"
	}
	return " "
}
