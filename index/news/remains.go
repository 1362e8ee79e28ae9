package news

import (
	"slices"
	"strings"
)

// Lines that a source prints on many of its pages are page remains, whatever they say. A line counts
// when it is short and stands in enough different texts on enough days; a quotation or a refrain of
// one story does not reach that. Revisions of one article repeat its lines for days, so texts under
// one URL count as one.

// What makes a line of a source a page remain.
const (
	remainTexts = 5
	remainDays  = 3
	remainWords = 25 // as many words are too many
	remainBytes = 400
)

// Remains are lines that a source prints on its pages, by source. The zero value and nil are empty.
type Remains struct {
	lines map[string]map[uint64]bool
}

// LearnRemains finds the page remains of every known source in a set of articles. The result does
// not depend on their order. Undated articles count as one day.
func LearnRemains(articles []Article) *Remains {
	bySource := map[string][]Article{}
	for _, a := range articles {
		if a.Source != "" {
			bySource[a.Source] = append(bySource[a.Source], a)
		}
	}
	remains := &Remains{lines: map[string]map[uint64]bool{}}
	for source, list := range bySource {
		if learnt := learnLines(list); len(learnt) > 0 {
			remains.lines[source] = learnt
		}
	}
	return remains
}

// NewRemains returns remains as they were kept: hashes of lines, by source.
func NewRemains(lines map[string][]uint64) *Remains {
	r := &Remains{lines: map[string]map[uint64]bool{}}
	for source, list := range lines {
		r.lines[source] = map[uint64]bool{}
		for _, key := range list {
			r.lines[source][key] = true
		}
	}
	return r
}

// Lines returns the hashes of a source's lines and of those that were known before, rising, each once.
func (r *Remains) Lines(source string, known []uint64) []uint64 {
	lines := slices.Clone(known)
	for key := range r.lines[source] {
		lines = append(lines, key)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// Has reports whether a line is a known remain of a source.
func (r *Remains) Has(source, line string) bool {
	if r == nil || len(r.lines[source]) == 0 {
		return false
	}
	key, short := remainKey(line)
	return short && r.lines[source][key]
}

// sighting is where a line has been seen.
type sighting struct {
	texts map[uint64]bool
	days  map[int64]bool
}

// learnLines returns the page remains of one source. Lines are counted first, so that only the few
// that come often enough are followed through texts and days.
func learnLines(articles []Article) map[uint64]bool {
	if len(articles) < remainTexts {
		return nil
	}
	count := map[uint64]int{}
	for _, a := range articles {
		eachShortLine(a.Text, func(key uint64) { count[key]++ })
	}
	seen := map[uint64]sighting{}
	for _, a := range articles {
		text, day := textKey(a), a.Published.At.Unix()/86400
		eachShortLine(a.Text, func(key uint64) {
			if count[key] < remainTexts {
				return
			}
			if _, ok := seen[key]; !ok {
				seen[key] = sighting{map[uint64]bool{}, map[int64]bool{}}
			}
			seen[key].texts[text], seen[key].days[day] = true, true
		})
	}
	learnt := map[uint64]bool{}
	for key, s := range seen {
		if len(s.texts) >= remainTexts && len(s.days) >= remainDays {
			learnt[key] = true
		}
	}
	return learnt
}

// textKey returns what tells texts apart: revisions share their URL, reprints their text.
func textKey(a Article) uint64 {
	if url := CanonicalURL(a.URL); url != "" {
		return hashString(url)
	}
	return hashString(a.Text)
}

func eachShortLine(text string, visit func(key uint64)) {
	for _, at := range Lines(text) {
		if key, short := remainKey(text[at.Start:at.End]); short {
			visit(key)
		}
	}
}

// remainKey returns what a line is counted by, and whether it is short enough to be a page remain.
func remainKey(line string) (key uint64, short bool) {
	if len(line) > remainBytes || strings.Count(line, " ") >= remainWords-1 {
		return 0, false
	}
	return hashString(line), true
}
