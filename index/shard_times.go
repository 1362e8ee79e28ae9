package index

import (
	"maps"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/numeric"
	api "github.com/blevesearch/bleve_index_api"
)

// Times in a shard.
//
// Bleve holds a time as a number of nanoseconds under sixteen terms: the number, and what is left of it without its last 4 bits, 8,
// 12 and so on. A range is asked for by few terms, coarse ones in its middle and ever finer ones towards its ends (Schindler and
// Diepenbroek, "Generic XML-based framework for metadata portals", 2008). Half of these terms are of less than a second, and
// nearly each article has them for itself, in the dictionary and once more by document. But no one asks for less than a second. So times
// are whole seconds here, and a range goes from one multiple of 2^28 nanoseconds to another: at a quarter of a
// second these lie close enough that between two seconds nothing is taken in or left out, and finer terms are never asked for.
// They are left out, but for the number itself, by which hits are sorted. Shards that have them all are asked the same way.

// finest is how many bits the finest terms lack that a range is made of.
const finest = 28

// coarseTime is a time without the terms that are finer and not the number itself.
type coarseTime struct{ *document.DateTimeField }

// Analyze implements document.Field.
func (t coarseTime) Analyze() {
	t.DateTimeField.Analyze()
	maps.DeleteFunc(t.AnalyzedTokenFrequencies(), func(term string, _ *api.TokenFreq) bool {
		lacks, err := numeric.PrefixCoded(term).Shift()
		return err == nil && lacks > 0 && lacks < finest
	})
}

// inShard reports whether a shard can hold t as a number of nanoseconds.
func inShard(t time.Time) bool { return !t.IsZero() && t.Year() >= firstYear && t.Year() <= lastYear }

// firstYear and lastYear bound the times that a shard can hold.
const (
	firstYear = 1678
	lastYear  = 2261
)

// bound gives the end of a range of whole seconds from or to t.
func bound(t time.Time) time.Time {
	if !inShard(t) {
		return t
	}
	return time.Unix(0, t.UnixNano()&^(1<<finest-1)).UTC()
}
