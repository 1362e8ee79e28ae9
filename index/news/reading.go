package news

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
)

// The articles of a source are read once, as hashes of runs, and these are counted twice: roughly while they are read, in
// a table of bytes in which several runs may share a place, so that of the millions only those that may be frequent
// enough are followed through texts and days (the count of a Bloom filter: Fan and others, "Summary cache", SIGCOMM
// 1998). What is found then says which articles repeat nearly all of their words, and the rest is counted again.
//
// Revisions of one article repeat its lines for days, so texts under one URL count as one. What a source has beyond
// some thousand articles teaches nothing new: of more, those are read that chance, the hash of the text, selects.

// maxReadings bounds the memory that a source takes while it is read: eight bytes for each of their words.
const maxReadings = 5000

// learner learns what sources repeat, one after the other, and keeps the room that this takes.
type learner struct {
	reader Reader
	hashes []uint64   // of the words of a line
	lines  []readLine // of the source
	runs   []uint64   // of the lines
	tally  tally      // of the runs
}

// reading is what is read of an article.
type reading struct {
	text  uint64 // tells texts apart
	day   int64  // of publication; only if dated
	dated bool
	words int
	lines []readLine // the title is the first
	often []place    // of runs that may be frequent
}

// readLine is the runs of a line.
type readLine struct {
	runs  []uint64
	words int // of each run
}

// keyed is an article of a source.
type keyed struct {
	key uint64 // tells texts apart
	*Article
}

// learn returns what one source repeats.
func (l *learner) learn(articles []*Article) []uint64 {
	if len(articles) < remainTexts {
		return nil
	}
	readings := l.readAll(byText(articles))
	r := newRepeats(readings, l.tally)
	r.count(readings)
	voters := slices.DeleteFunc(slices.Clone(readings), func(a reading) bool { return !isOwn(a.words, r.repeated(a)) })
	if len(voters) < len(readings) {
		r.count(voters)
	}
	return r.found()
}

// byText returns the articles that are read, those of one text beside each other.
func byText(articles []*Article) []keyed {
	list := make([]keyed, len(articles))
	for i, a := range articles {
		list[i] = keyed{textKey(a), a}
	}
	slices.SortFunc(list, func(a, b keyed) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return cmp.Or(cmp.Compare(a.Text, b.Text), a.Published.At.Compare(b.Published.At))
	})
	return list[:min(len(list), maxReadings)]
}

// readAll reads articles.
func (l *learner) readAll(articles []keyed) []reading {
	words := 0
	for _, a := range articles {
		words += (len(a.Title) + len(a.Text)) / bytesPerWord
	}
	l.lines, l.runs = l.lines[:0], slices.Grow(l.runs[:0], words)
	l.tally.reset(words)
	readings := make([]reading, len(articles))
	for i, a := range articles {
		readings[i] = l.read(a)
	}
	return readings
}

// textKey returns what tells texts apart: revisions share their URL, reprints their text.
func textKey(a *Article) uint64 {
	if url := CanonicalURL(a.URL); url != "" {
		return hashString(url)
	}
	return minhash.HashText(a.Text)
}

func (l *learner) read(a keyed) reading {
	r := reading{text: a.key, day: a.Published.At.Unix() / 86400, dated: a.Published.Precision >= Day}
	first := len(l.lines)
	l.reader.scan(a.Title)
	r.words = len(l.reader.words)
	l.add(l.reader.words)
	l.reader.scan(a.Text)
	r.words += len(l.reader.words)
	for _, line := range l.reader.lines {
		l.add(l.reader.words[line.from:line.to])
	}
	r.lines = l.lines[first:]
	return r
}

// add reads the words of a line.
func (l *learner) add(words []hashedWord) {
	if len(words) == 0 {
		return
	}
	l.hashes = l.hashes[:0]
	for _, w := range words {
		l.hashes = append(l.hashes, w.hash)
	}
	first, k := len(l.runs), min(runLength(words), len(words))
	l.runs = minhash.AppendRuns(l.runs, l.hashes, k)
	l.tally.add(l.runs[first:])
	l.lines = append(l.lines, readLine{l.runs[first:], k})
}

// bytesPerWord is about how many bytes a word takes in most texts, with what stands between it and the next.
const bytesPerWord = 6

// tally counts runs, never too low.
type tally struct {
	counts []uint8
	shift  int // of a run, to its place
}

// reset empties the tally and makes room for so many words.
func (t *tally) reset(words int) {
	size := bits.Len(uint(words)) // at most one word to a place, and at least one to two
	t.counts, t.shift = slices.Grow(t.counts[:0], 1<<size)[:1<<size], 64-size
	clear(t.counts)
}

// add counts runs; what has come to 128 stays there.
func (t *tally) add(runs []uint64) {
	counts, shift := t.counts, t.shift
	for _, run := range runs {
		n := counts[run>>shift]
		counts[run>>shift] = n + 1 - n>>7
	}
}

func (t tally) count(run uint64) uint8 { return t.counts[run>>t.shift] }
