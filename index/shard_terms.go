package index

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
)

// The terms of a text.
//
// An analyzer cuts a text into words and leads them through its filters: lower case, stop words, stems. Bleve makes an object of
// every word, goes over all of them once for each filter, and then counts what came out. But what the filters make of a word
// hangs on this word alone, and the words of an article are mostly those of the ones before it. So here the filters are asked once
// about a word as it is written; from then on it leads straight to its terms and their counts. What a shard is told is the same to the
// last count, and FuzzTerms holds it to that. Questions are analyzed by Bleve itself (analyze), for they are short.
//
// Two analyzers look beyond the word, that of Chinese, Japanese and Korean and that of Persian; they are left to Bleve, and so is
// a shard that keeps the places of words.

// docMaker makes documents as Bleve takes them. It is for one goroutine.
type docMaker struct {
	mapping  mapping.IndexMapping
	counters map[analysis.Analyzer]*termCounter // nil for the analyzers that are left to Bleve
}

func newDocMaker(m mapping.IndexMapping) docMaker {
	return docMaker{m, map[analysis.Analyzer]*termCounter{}}
}

// document is d with its terms counted.
func (m docMaker) document(d searchDoc) (*document.Document, error) {
	doc := document.NewDocument(d.ID)
	if err := m.mapping.MapDocument(doc, d.fields()); err != nil {
		return nil, err
	}
	doc.CompositeFields = nil // the field of all words, which the mapping puts none into
	for i, f := range doc.Fields {
		switch f := f.(type) {
		case *document.TextField:
			if c := m.counter(f.Analyzer()); c != nil && !f.Options().IncludeTermVectors() {
				doc.Fields[i] = c.counted(f)
			}
		case *document.DateTimeField:
			doc.Fields[i] = coarseTime{f}
		}
	}
	return doc, nil
}

func (m docMaker) counter(a analysis.Analyzer) *termCounter {
	c, known := m.counters[a]
	if !known {
		c = newTermCounter(a)
		m.counters[a] = c
	}
	return c
}

// countedText is a text whose terms are counted, so that Bleve has nothing left to analyze.
type countedText struct {
	*document.TextField
	length int // words that are left, each as often as it stands there
	counts api.TokenFrequencies
}

func (t *countedText) Analyze()                                       {}
func (t *countedText) AnalyzedLength() int                            { return t.length }
func (t *countedText) AnalyzedTokenFrequencies() api.TokenFrequencies { return t.counts }

// Size is only roughly the bytes that t takes: Bleve has no use for it but its statistics.
func (t *countedText) Size() int { return len(t.Value()) }

const (
	maxKnown   = 32 << 20 // bytes of known words, of which numbers and slips of the pen make ever more; then all are forgotten
	knownWord  = 150      // bytes that one takes besides its letters, about
	maxOften   = 16       // how often a text may hold a term for that to be shared with other texts
	recentBits = 15       // log2 of the words that are at hand, 800 KB: what the processor has near
)

// termCounter counts the terms of texts as one analyzer gives them.
type termCounter struct {
	filters []analysis.TokenFilter
	words   map[string][]termNumber // by the word as it is written: the terms that it becomes, none for a stop word
	numbers map[string]termNumber   // by term
	terms   []countedTerm           // by number
	size    int                     // of words, by maxKnown
	recent  []recentWord            // by place: the last word that fell there

	counts []int32      // in the text at hand, by number
	met    []termNumber // in the text at hand
	length int          // of the text at hand
}

// termNumber is the number of a term, 0 for none.
type termNumber int32

// countedTerm is a term as Bleve takes it, met once, twice and so on: these are the same for all texts.
type countedTerm struct {
	text  string
	freqs []*api.TokenFreq
}

// recentWord is a word that becomes one term or none. It is found without a look at anything else.
type recentWord struct {
	wordKey
	term termNumber
}

// newTermCounter gives nil for an analyzer that looks beyond a word.
func newTermCounter(a analysis.Analyzer) *termCounter {
	chain, ok := a.(*analysis.DefaultAnalyzer)
	if !ok || len(chain.CharFilters) > 0 {
		return nil
	}
	if _, ok := chain.Tokenizer.(*unicode.UnicodeTokenizer); !ok {
		return nil
	}
	for _, f := range chain.TokenFilters {
		if _, pairs := f.(*cjk.CJKBigramFilter); pairs {
			return nil
		}
	}
	c := &termCounter{filters: chain.TokenFilters}
	c.forget()
	return c
}

func (c *termCounter) forget() {
	*c = termCounter{filters: c.filters, words: map[string][]termNumber{}, numbers: map[string]termNumber{},
		terms: make([]countedTerm, 1), counts: make([]int32, 1), recent: make([]recentWord, 1<<recentBits)}
}

// counted counts the terms of a text.
func (c *termCounter) counted(text *document.TextField) *countedText {
	eachWord(text.Value(), c.meet)
	t := &countedText{TextField: text, length: c.length, counts: make(api.TokenFrequencies, len(c.met))}
	for _, n := range c.met {
		t.counts[c.terms[n].text] = c.terms[n].freq(int(c.counts[n]))
		c.counts[n] = 0
	}
	c.met, c.length = c.met[:0], 0
	if c.size > maxKnown {
		c.forget()
	}
	return t
}

// meet counts the terms of a word.
func (c *termCounter) meet(word []byte) {
	key, short := keyOf(word)
	place := &c.recent[key.hash()>>(64-recentBits)]
	if short && place.wordKey == key {
		c.count(place.term)
		return
	}
	terms, known := c.words[string(word)]
	if !known {
		terms = c.learn(word)
	}
	for _, n := range terms {
		c.count(n)
	}
	switch {
	case !short || len(terms) > 1:
	case len(terms) == 1:
		*place = recentWord{key, terms[0]}
	default:
		*place = recentWord{wordKey: key}
	}
}

func (c *termCounter) count(n termNumber) {
	if n == 0 {
		return
	}
	if c.counts[n] == 0 {
		c.met = append(c.met, n)
	}
	c.counts[n]++
	c.length++
}

// learn asks the filters what a word becomes. They may write into what they are given.
func (c *termCounter) learn(word []byte) []termNumber {
	tokens := analysis.TokenStream{{Term: bytes.Clone(word), End: len(word), Position: 1}}
	for _, f := range c.filters {
		tokens = f.Filter(tokens)
	}
	var terms []termNumber
	for _, t := range tokens {
		terms = append(terms, c.number(t.Term))
	}
	c.words[string(word)] = terms
	c.size += len(word) + knownWord
	return terms
}

func (c *termCounter) number(term []byte) termNumber {
	n, known := c.numbers[string(term)]
	if !known {
		n = termNumber(len(c.terms))
		t := countedTerm{text: string(term)}
		c.terms, c.counts, c.numbers[t.text] = append(c.terms, t), append(c.counts, 0), n
	}
	return n
}

// freq is the term met so often.
func (t *countedTerm) freq(often int) *api.TokenFreq {
	if often > maxOften {
		return t.newFreq(often)
	}
	for len(t.freqs) < often {
		t.freqs = append(t.freqs, t.newFreq(len(t.freqs)+1))
	}
	return t.freqs[often-1]
}

func (t *countedTerm) newFreq(often int) *api.TokenFreq {
	f := &api.TokenFreq{Term: []byte(t.text)}
	f.SetFrequency(often)
	return f
}

// wordKey is a word of at most 15 bytes: these, zeros, and their number in the last.
type wordKey struct{ first, last uint64 }

// keyOf gives the key of a word that is short enough.
func keyOf(word []byte) (wordKey, bool) {
	var b [16]byte
	if len(word) >= len(b) {
		return wordKey{}, false
	}
	copy(b[:], word)
	b[15] = byte(len(word))
	return wordKey{binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])}, true
}

// hash spreads keys over its high bits.
func (k wordKey) hash() uint64 {
	const spread = 0x9E3779B97F4A7C15
	return (k.first ^ bits.RotateLeft64(k.last*spread, 32)) * spread
}
