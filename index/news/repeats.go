package news

import "slices"

// Of the runs of a source those that may be frequent are numbered, and each article notes where it holds them, so that
// counting them again, with fewer articles, looks at no other.

// repeats is the runs of a source that may be frequent.
type repeats struct {
	numbers map[uint64]int // of the runs
	runs    []uint64       // by number
	seen    []sighting     // by number
}

// place is where an article holds a run.
type place struct {
	run      int // its number
	from, to int // of the words of the article
}

// newRepeats finds the runs of readings that may be frequent by a tally of all of them, and notes in each reading where
// they stand.
func newRepeats(readings []reading, all tally) *repeats {
	r := &repeats{numbers: map[uint64]int{}}
	for i := range readings {
		a, first := &readings[i], 0
		for _, line := range a.lines {
			for j, run := range line.runs {
				if all.count(run) >= remainTexts {
					a.often = append(a.often, place{r.number(run), first + j, first + j + line.words})
				}
			}
			first += len(line.runs) + line.words - 1
		}
	}
	r.seen = make([]sighting, len(r.runs))
	return r
}

// number returns the number of a run.
func (r *repeats) number(run uint64) int {
	n, ok := r.numbers[run]
	if !ok {
		n = len(r.runs)
		r.numbers[run], r.runs = n, append(r.runs, run)
	}
	return n
}

// count counts the texts and days of the runs in readings.
func (r *repeats) count(readings []reading) {
	clear(r.seen)
	for i := range readings {
		for _, p := range readings[i].often {
			r.seen[p.run].add(&readings[i])
		}
	}
}

// repeated returns how many words of an article the frequent runs cover.
func (r *repeats) repeated(a reading) int {
	n, end := 0, 0
	for _, p := range a.often {
		if r.seen[p.run].isFrequent() {
			n += p.to - max(p.from, end)
			end = p.to
		}
	}
	return n
}

// found returns the frequent runs, in no order.
func (r *repeats) found() []uint64 {
	var found []uint64
	for i, s := range r.seen {
		if s.isFrequent() {
			found = append(found, r.runs[i])
		}
	}
	return found
}

// sighting is where a run has been seen.
type sighting struct {
	last    uint64 // text
	texts   int
	undated int // of the texts
	days    int
	on      [remainDays]int64 // the first days
}

// isFrequent reports whether a run stands in enough texts on enough days.
func (s *sighting) isFrequent() bool {
	return s.texts >= remainTexts && s.days+s.undated/undatedDay >= remainDays
}

// add notes a text. Readings of one text come one after another.
func (s *sighting) add(r *reading) {
	if r.dated && s.days < remainDays && !slices.Contains(s.on[:s.days], r.day) {
		s.on[s.days] = r.day
		s.days++
	}
	if s.texts > 0 && s.last == r.text {
		return
	}
	s.last = r.text
	s.texts++
	if !r.dated {
		s.undated++
	}
}
