package index

import (
	"bytes"

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
	maxKnown  = 32 << 20 // bytes of known words, of which numbers and slips of the pen make ever more; then all are forgotten
	knownWord = 150      // bytes that one takes besides its letters, about
	maxOften  = 16       // how often a text may hold a term for that to be shared with other texts
)

// termCounter counts the terms of texts as one analyzer gives them.
type termCounter struct {
	filters []analysis.TokenFilter
	short   shortWords              // the words that are short enough and become one term or none, as a stop word does
	words   map[string][]termNumber // the others, as they are written
	numbers map[string]termNumber   // by term
	terms   []countedTerm           // by number
	size    int                     // of all words, by maxKnown

	counts []int32      // in the text at hand, by number
	met    []termNumber // in the text at hand
	length int          // of the text at hand
}

// termNumber is the number of a term, 0 for none.
type termNumber int32

// countedTerm is a term as Bleve takes it, met once, twice and so on: these are the same for all texts.
type countedTerm struct {
	text string
	once *api.TokenFreq // most are met once, so it is near
	more []*api.TokenFreq
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
	*c = termCounter{filters: c.filters, short: newShortWords(), words: map[string][]termNumber{}, numbers: map[string]termNumber{},
		terms: make([]countedTerm, 1), counts: make([]int32, 1)}
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
	if short {
		if p := c.short.place(key); p.wordKey == key {
			c.count(p.term)
			return
		}
	}
	terms, known := c.words[string(word)]
	if !known {
		terms = c.learn(word)
		switch {
		case !short || len(terms) > 1:
			c.words[string(word)] = terms
		case len(terms) == 1:
			c.short.add(shortWord{key, terms[0]})
		default:
			c.short.add(shortWord{wordKey: key})
		}
	}
	for _, n := range terms {
		c.count(n)
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
	c.size += len(word) + knownWord
	return terms
}

func (c *termCounter) number(term []byte) termNumber {
	n, known := c.numbers[string(term)]
	if !known {
		n = termNumber(len(c.terms))
		t := countedTerm{text: string(term), once: newFreq(string(term), 1)}
		c.terms, c.counts, c.numbers[t.text] = append(c.terms, t), append(c.counts, 0), n
	}
	return n
}

// freq is the term met so often.
func (t *countedTerm) freq(often int) *api.TokenFreq {
	switch {
	case often == 1:
		return t.once
	case often > maxOften:
		return newFreq(t.text, often)
	}
	for len(t.more) < often-1 {
		t.more = append(t.more, newFreq(t.text, len(t.more)+2))
	}
	return t.more[often-2]
}

func newFreq(term string, often int) *api.TokenFreq {
	f := &api.TokenFreq{Term: []byte(term)}
	f.SetFrequency(often)
	return f
}
