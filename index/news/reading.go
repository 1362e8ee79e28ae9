package news

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
)

// The articles of a source are read once, as hashes of words, and their runs are counted twice: roughly, in a table of
// bytes in which several runs may share a place, so that of the millions only those that may be frequent enough are
// followed through texts and days (the count of a Bloom filter: Fan and others, "Summary cache", SIGCOMM 1998). What is
// found then says which articles repeat nearly all of their words, and the rest is counted again.
//
// Revisions of one article repeat its lines for days, so texts under one URL count as one. What a source has beyond
// some thousand articles teaches nothing new: of more, those are read that chance, the hash of the text, selects.

// maxReadings bounds the memory that a source takes while it is read: eight bytes for each of their words.
const maxReadings = 5000

// reading is what is read of an article.
type reading struct {
	text  uint64 // tells texts apart
	day   int64  // of publication; only if dated
	dated bool
	words int
	lines []readLine // the title is the first
}

type readLine struct {
	words []uint64 // hashes
	run   int      // so many make a run
}

// learnRuns returns what one source repeats.
func learnRuns(articles []*Article) []uint64 {
	if len(articles) < remainTexts {
		return nil
	}
	readings := readAll(articles)
	found := repeatedRuns(readings)
	if len(found) == 0 {
		return nil
	}
	known := newRunSet(found)
	voters := slices.DeleteFunc(slices.Clone(readings), func(r reading) bool { return !isOwn(r.words, r.repeated(known)) })
	if len(voters) == len(readings) {
		return found
	}
	return repeatedRuns(voters)
}

// readAll reads articles, those of one text beside each other.
func readAll(articles []*Article) []reading {
	type keyed struct {
		key     uint64
		article *Article
	}
	list := make([]keyed, len(articles))
	for i, a := range articles {
		list[i] = keyed{textKey(a), a}
	}
	slices.SortFunc(list, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.article.Text, b.article.Text), a.article.Published.At.Compare(b.article.Published.At))
	})
	readings := make([]reading, min(len(list), maxReadings))
	var r Reader
	for i := range readings {
		readings[i] = read(list[i].article, list[i].key, &r)
	}
	return readings
}

// textKey returns what tells texts apart: revisions share their URL, reprints their text.
func textKey(a *Article) uint64 {
	if url := CanonicalURL(a.URL); url != "" {
		return hashString(url)
	}
	return hashString(a.Text)
}

// read reads an article. What it needs of the reader is its room.
func read(a *Article, key uint64, r *Reader) reading {
	in := reading{text: key, day: a.Published.At.Unix() / 86400, dated: a.Published.Precision >= Day}
	words := make([]uint64, 0, (len(a.Title)+len(a.Text))/5)
	add := func(line []hashedWord) {
		for _, w := range line {
			words = append(words, w.hash)
		}
		in.lines = append(in.lines, readLine{words[in.words:], runLength(line)})
		in.words = len(words)
	}
	r.scan(a.Title)
	add(r.words)
	r.scan(a.Text)
	for _, line := range r.lines {
		add(r.words[line.from:line.to])
	}
	return in
}

// repeated returns how many words of an article known runs cover.
func (r *reading) repeated(known runSet) int {
	n := 0
	for _, l := range r.lines {
		for from, to := range known.cover(l.words, l.run) {
			n += to - from
		}
	}
	return n
}

// repeatedRuns returns the runs that stand in enough texts on enough days, in no order.
func repeatedRuns(readings []reading) []uint64 {
	often := newTally(readings)
	seen := map[uint64]sighting{}
	eachRun(readings, func(run uint64, in *reading) {
		if often.count(run) >= remainTexts {
			s := seen[run]
			s.add(in)
			seen[run] = s
		}
	})
	var found []uint64
	for run, s := range seen {
		if s.texts >= remainTexts && s.days+s.undated/undatedDay >= remainDays {
			found = append(found, run)
		}
	}
	return found
}

func eachRun(readings []reading, visit func(run uint64, in *reading)) {
	for i := range readings {
		for _, l := range readings[i].lines {
			for run := range minhash.Runs(l.words, l.run) {
				visit(run, &readings[i])
			}
		}
	}
}

// sighting is where a run has been seen.
type sighting struct {
	last    uint64 // text
	texts   int
	undated int // of the texts
	days    int
	on      [remainDays]int64 // the first days
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

// tally counts runs, never too low.
type tally struct {
	counts []uint8
	shift  int // of a run, to its place
}

func newTally(readings []reading) tally {
	words := 0
	for _, r := range readings {
		words += r.words
	}
	size := bits.Len(uint(words)) + 1 // a quarter to a half of the places in use at most
	t := tally{make([]uint8, 1<<size), 64 - size}
	eachRun(readings, func(run uint64, _ *reading) {
		if c := &t.counts[run>>t.shift]; *c < math.MaxUint8 {
			*c++
		}
	})
	return t
}

func (t tally) count(run uint64) uint8 { return t.counts[run>>t.shift] }
