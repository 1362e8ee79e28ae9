package index

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// seconds are some around a time, the first of them with a fraction.
func seconds(at time.Time) []searchDoc {
	var docs []searchDoc
	for i := range 4 {
		docs = append(docs, searchDoc{ID: recordID(int64(i + 1)), Published: at.Add(time.Duration(i) * time.Second)})
	}
	docs[0].Published = docs[0].Published.Add(999 * time.Millisecond)
	return docs
}

// Ranges are to the second, in shards that have all terms of Bleve's and in those that have not.
func TestBetween(t *testing.T) {
	at := map[string]time.Time{
		"now": noon, "before 1970": time.Date(1901, 5, 4, 3, 2, 1, 0, time.UTC),
		"the first": time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC), "the last": time.Date(lastYear, 12, 31, 23, 59, 56, 0, time.UTC),
	}
	for name, at := range at {
		t.Run(name, func(t *testing.T) {
			idx := must[bleve.Index](t)(bleve.NewUsing("", shardMapping(), scorch.Name, scorch.Name, nil))
			all := must[bleve.Index](t)(bleve.NewUsing("", shardMapping(), scorch.Name, scorch.Name, nil))
			maker := newDocMaker(idx.Mapping())
			batch := idx.NewBatch()
			for _, d := range seconds(at) {
				check(t, batch.IndexAdvanced(must[*document.Document](t)(maker.document(d))))
				check(t, all.Index(d.ID, d.fields()))
			}
			check(t, idx.Batch(batch))
			for from := range 5 {
				for to := range 5 {
					want := min(max(to-from, 0), 4-min(from, 4))
					got := []int{inRange(t, idx, at, from, to), inRange(t, all, at, from, to)}
					if !slices.Equal(got, []int{want, want}) {
						t.Errorf("from second %d to before second %d: %v, want %d of both", from, to, got, want)
					}
				}
			}
			check(t, idx.Close())
			check(t, all.Close())
		})
	}
}

func inRange(t *testing.T, idx bleve.Index, at time.Time, from, to int) int {
	t.Helper()
	q := between("published", at.Add(time.Duration(from)*time.Second), at.Add(time.Duration(to)*time.Second))
	result, err := idx.Search(bleve.NewSearchRequest(q))
	if err != nil {
		t.Fatal(fmt.Errorf("from %d to %d: %w", from, to, err))
	}
	return int(result.Total)
}

// A time has the number itself and the nine terms from 2^28 nanoseconds on.
func TestTimeTerms(t *testing.T) {
	doc, err := newDocMaker(shardMapping()).document(searchDoc{ID: "1", Published: noon})
	check(t, err)
	doc.Fields[0].Analyze()
	if n := len(doc.Fields[0].AnalyzedTokenFrequencies()); doc.Fields[0].Name() != "published" || n != 10 {
		t.Errorf("%s has %d terms", doc.Fields[0].Name(), n)
	}
}
