package news

import (
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
)

// Fingerprint stands for an article's text when copies are looked for. Copies keep the text and
// change the headline, so the title is not part of it unless there is nothing else.
type Fingerprint struct {
	Words     int               // words of the text
	Shingles  []uint64          // set of 5-word shingles, sorted
	Short     []uint64          // set of 3-word shingles of a text under ShortWords words, else nil
	Samples   []uint64          // shingles by which extracts are found, sorted
	Signature minhash.Signature // of Shingles
}

const (
	shingleWords = 5
	// ShortWords: a changed word spoils five 5-shingles, too many of a text that has only a few
	// dozen; shorter texts are compared by 3-shingles.
	ShortWords        = 60
	shortShingleWords = 3
	// sampleAllWords: texts under this many words give all their shingles as samples, longer ones
	// one of sampleMod: an extract of a few sentences still shares two.
	sampleAllWords = 200
	sampleMod      = 8
)

// NewFingerprint makes the fingerprint of an article from its content.
func NewFingerprint(a Article, c Content) Fingerprint {
	var r Reader
	return r.fingerprint(a, c)
}

// fingerprint makes the fingerprint of an article. If it was scanned, lines are not cut into words again.
func (r *Reader) fingerprint(a Article, c Content) Fingerprint {
	hashes := slices.Grow(r.hashes[:0], len(a.Text)/usualWord)
	lines := r.lines
	for _, p := range c.Own {
		for len(lines) > 0 && lines[0].End < p.End {
			lines = lines[1:]
		}
		if len(lines) > 0 && lines[0].Span == p {
			for _, w := range r.words[lines[0].from:lines[0].to] {
				hashes = append(hashes, w.hash)
			}
			continue
		}
		hashes = appendHashes(hashes, a.Text[p.Start:p.End]) // not scanned, or part of a line
	}
	if len(hashes) == 0 {
		hashes = appendHashes(hashes, c.Title)
	}
	r.hashes = hashes
	f := Fingerprint{Words: len(hashes), Shingles: minhash.Shingles(hashes, shingleWords)}
	f.Signature = minhash.Sign(f.Shingles)
	f.Samples = f.Shingles
	if f.Words < ShortWords {
		f.Short = minhash.Shingles(hashes, shortShingleWords)
	}
	if f.Words >= sampleAllWords {
		f.Samples = minhash.Sample(f.Shingles, sampleMod)
	}
	return f
}

func appendHashes(hashes []uint64, text string) []uint64 {
	var w wordScanner
	w.yield = func([]byte, Span) bool {
		hashes = append(hashes, w.hash)
		return true
	}
	w.lines(text)
	return hashes
}

func hashString(s string) uint64 { return minhash.HashWord(s) }
