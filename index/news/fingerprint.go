package news

import (
	"slices"

	"github.com/twicetold/twicetold/index/minhash"
)

// Fingerprint stands for an article's text when copies are looked for. Copies keep the text and
// change the headline, so the title is not part of it unless there is nothing else.
type Fingerprint struct {
	Words     int               // words of the text
	Shingles  []uint64          // set of 5-word shingles, sorted; nil until [Fingerprint.Fill] has seen to it
	Short     []uint64          // set of 3-word shingles of a text under ShortWords words, else nil
	Samples   []uint32          // the upper half of shingles by which extracts are found, sorted; nil when all are ([Fingerprint.AllSamples])
	Signature minhash.Signature // of Shingles
	runs      []uint64          // what Shingles will be made of, in the order of the text
}

const (
	shingleWords = 5
	// ShortWords: a changed word spoils five 5-shingles, too many of a text that has only a few
	// dozen; shorter texts are compared by 3-shingles.
	ShortWords        = 60
	shortShingleWords = 3
	// sampleAllWords: texts under this many words give all their shingles as samples, longer ones
	// one of sampleMod: an extract of a few sentences still shares two. Half of a hash will do: samples
	// find candidates, and these are verified.
	sampleAllWords = 200
	sampleMod      = 8
)

// Fill makes the shingles, which most texts are never asked for: sorting takes longer than all else that a fingerprint
// takes.
func (f *Fingerprint) Fill() {
	if f.Shingles == nil && f.runs != nil {
		f.Shingles, f.runs = minhash.Set(f.runs), nil
	}
}

// Forget lets go of the shingles, unless all are samples.
func (f *Fingerprint) Forget() {
	if !f.AllSamples() {
		f.Shingles, f.runs = nil, nil
	}
}

// AllSamples reports whether the shingles are few enough to be samples, all of them.
func (f *Fingerprint) AllSamples() bool { return f.Words < sampleAllWords }

// NewFingerprint makes the fingerprint of an article from its content, with its shingles.
func NewFingerprint(a Article, c Content) Fingerprint {
	var r Reader
	f := r.fingerprint(a, c)
	f.Fill()
	return f
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
	f := Fingerprint{Words: len(hashes), runs: minhash.AppendRuns(nil, hashes, shingleWords)}
	f.Signature = minhash.Sign(f.runs)
	if f.Words < ShortWords {
		f.Short = minhash.Shingles(hashes, shortShingleWords)
	}
	if f.AllSamples() {
		f.Fill()
	} else {
		samples := minhash.Set(minhash.Sample(f.runs, sampleMod))
		f.Samples = make([]uint32, len(samples))
		for i, s := range samples {
			f.Samples[i] = SampleOf(s)
		}
	}
	return f
}

// SampleOf returns what a sample keeps of a shingle.
func SampleOf(shingle uint64) uint32 { return uint32(shingle >> 32) }

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
