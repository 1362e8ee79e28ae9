package index

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"

	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar" // one by one: bleve/v2/config would bring in far more
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// What a shard knows of an article or a closed story.
//
// Title and body have a field for each analyzer, title_en, body_en, title_de and so on, not one field under
// many analyzers. So the words of two languages never meet in one dictionary (the English verb "die" is not
// the German article), the weight of a word is that of its own language, and the fields of a shard tell which
// languages a question has to be asked in. Fields that no article uses cost nothing.

// searchDoc is what the shards are told of one content of an article, or of one closed story.
type searchDoc struct {
	ID          string // of recordID or storyID
	Title       string
	Body        string
	Source      string
	Lang        string
	Published   time.Time // zero when undated
	Terms       []string  // story documents only, as First and Last
	First, Last time.Time
}

// otherAnalyzer is for the articles whose language is unknown or has no analyzer of its own: words by UAX#29, lower
// case, no stemming.
const otherAnalyzer = standard.Name

// analyzerOf names the analyzer for texts in a language given as ISO 639-1, with or without a region.
func analyzerOf(lang string) string {
	lang = baseLang(lang)
	switch lang {
	case "ar", "ckb", "da", "de", "en", "es", "fa", "fi", "fr", "hi", "hr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "tr":
		return lang
	case "nb", "nn":
		return "no"
	case "zh", "ja", "ko":
		return "cjk"
	}
	return otherAnalyzer
}

// baseLang is a language without its region, in lower case.
func baseLang(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	return base
}

// analyzerNames are all that analyzerOf can give.
func analyzerNames() []string {
	return []string{
		"ar", "cjk", "ckb", "da", "de", "en", "es", "fa", "fi", "fr", "hi", "hr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "tr",
		otherAnalyzer,
	}
}

// shardMapping is made once, because the word lists of its analyzers are read when they are first used.
var shardMapping = sync.OnceValue(newShardMapping)

func newShardMapping() *mapping.IndexMappingImpl {
	doc := bleve.NewDocumentStaticMapping() // what is not named here is not indexed
	for _, name := range analyzerNames() {
		doc.AddFieldMappingsAt("title_"+name, textField(name))
		doc.AddFieldMappingsAt("body_"+name, textField(name))
	}
	for _, name := range []string{"source", "lang", "terms"} {
		doc.AddFieldMappingsAt(name, wordField())
	}
	doc.AddFieldMappingsAt("published", timeField(true)) // hits are sorted by it
	doc.AddFieldMappingsAt("first", timeField(false))
	doc.AddFieldMappingsAt("last", timeField(false))
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.ScoringModel = api.BM25Scoring // see search_reader.go
	return m
}

// textField is not stored, because the record has the text, has no values by document, because nothing sorts by
// a text, and has no positions of its words, which Bleve calls term vectors: see search_phrase.go.
func textField(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = false, false, false, false
	return f
}

// wordField is for values that are found whole: no analysis, and no norm, so that the number of terms of a story has no
// say.
func wordField() *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = keyword.Name
	f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = false, false, false, false
	return f
}

func timeField(sorted bool) *mapping.FieldMapping {
	f := bleve.NewDateTimeFieldMapping()
	f.Store, f.IncludeInAll, f.DocValues = false, false, sorted
	return f
}

// fields is the document as Bleve takes it. Times go in as time.Time: as text they would be parsed by guess.
func (d searchDoc) fields() map[string]any {
	f := make(map[string]any, 7)
	name := analyzerOf(d.Lang)
	putText(f, "title_"+name, d.Title)
	putText(f, "body_"+name, d.Body)
	putText(f, "source", strings.ToLower(d.Source)) // people type names in lower case
	putText(f, "lang", baseLang(d.Lang))
	putTime(f, "published", d.Published)
	putTime(f, "first", d.First)
	putTime(f, "last", d.Last)
	if len(d.Terms) > 0 {
		f["terms"] = d.Terms
	}
	return f
}

func putText(f map[string]any, name, value string) {
	if value != "" {
		f[name] = value
	}
}

// putTime leaves out what Bleve can't hold, nanoseconds in 64 bits: such an article counts as undated.
func putTime(f map[string]any, name string, t time.Time) {
	if inShard(t) {
		f[name] = t.Truncate(time.Second)
	}
}

// analyze takes text apart as the named analyzer of the mapping does.
func analyze(name, text string) analysis.TokenStream {
	return shardMapping().AnalyzerNamed(name).Analyze([]byte(text))
}

// Ids have zeros in front, so that equal scores, which are ordered by id, come in the order of the numbers. That of a record
// does not name its article, which it has only when it is grouped. Shards made before have the article in front, "12#34".

// storyPrefix begins the id of a story document.
const storyPrefix = "story:"

// recordID is the id of a record by Seq.
func recordID(seq int64) string { return fmt.Sprintf("%012d", seq) }

// storyID is the id of a story by Seq that a run has closed.
func storyID(seq, run int64) string { return fmt.Sprintf("%s%012d#%012d", storyPrefix, seq, run) }

// parseRecordID takes the Seq of a record out of its id.
func parseRecordID(id string) (seq int64, ok bool) {
	seq, err := strconv.ParseInt(id[strings.LastIndex(id, "#")+1:], 10, 64)
	return seq, err == nil && !strings.HasPrefix(id, storyPrefix)
}

// parseStoryID takes the Seq of a story out of its id.
func parseStoryID(id string) (seq int64, ok bool) {
	number, is := strings.CutPrefix(id, storyPrefix)
	number, _, _ = strings.Cut(number, "#")
	seq, err := strconv.ParseInt(number, 10, 64)
	return seq, err == nil && is
}
