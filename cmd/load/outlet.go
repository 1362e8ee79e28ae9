package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// An outlet puts its own words into every text: lines above and below, the same on most pages, and an invitation
// in the running text of some paragraph. A fifth of the outlets leave their texts clean. Some outlets bring far more articles than
// others.

const (
	outlets    = 200
	outletSkew = 2 // the first of them brings several times what the last does
	cleanShare = .2
	lineShare  = .9 // of the pages that show one of the lines
)

// outlet is one source.
type outlet struct {
	number int
	name   string
	host   string
	dated  bool     // its addresses hold the day
	ids    bool     // its articles have ids
	above  []string // lines before the text
	below  []string
	within string // in the running text
}

// draw draws the number of an outlet.
func drawOutlet(r *rand.Rand) int {
	x := r.Float64()
	return int(outlets * (x + (outletSkew-1)*x*x) / outletSkew)
}

// outlet makes the outlet of a number.
func (l load) outlet(number int) outlet {
	r := l.seed.of(outletKind, uint64(number))
	s := newSpeech(r, newSubject(r))
	o := outlet{number: number, name: name(r.Uint64()) + " " + one(r, []string{"Times", "Post", "Courier", "Gazette", "Herald", "Echo"})}
	o.host = fmt.Sprintf("%s%d.example", strings.ToLower(strings.ReplaceAll(o.name, " ", "-")), number)
	o.dated, o.ids = within(r, .35), within(r, .3)
	if within(r, cleanShare) {
		return o
	}
	for range 1 + r.IntN(3) {
		o.above = append(o.above, s.headline())
	}
	for range 2 + r.IntN(5) {
		o.below = append(o.below, s.headline())
	}
	o.within = capitalised(strings.Join([]string{s.word(), s.word(), s.word(), s.word(), s.word(), s.word(), s.word(), s.word()}, " ")) + "."
	return o
}

// page puts what a page has beside it around the paragraphs of an article.
func (o outlet) page(paragraphs []string, r *rand.Rand) string {
	var lines []string
	lines = append(lines, someLines(o.above, r)...)
	middle := r.IntN(len(paragraphs))
	for i, p := range paragraphs {
		if start, end, parts := strings.Cut(p, ". "); o.within != "" && i == middle && parts {
			p = start + ". " + o.within + " " + end
		}
		lines = append(lines, p)
	}
	return strings.Join(append(lines, someLines(o.below, r)...), "\n\n")
}

func someLines(lines []string, r *rand.Rand) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(string) bool { return !within(r, lineShare) })
}
