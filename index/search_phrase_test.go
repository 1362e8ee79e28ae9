package index

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

func TestHolds(t *testing.T) {
	river := searchDoc{Title: "Mill closes", Body: "The bank of the river gave way. Nobody was hurt.", Lang: "en"}
	tests := []struct {
		name, query string
		doc         searchDoc
		want        bool
	}{
		{"in the text", `"gave way"`, river, true},
		{"in another form", `"banks of the rivers"`, river, true},
		{"in the title", `"mill closes"`, river, true},
		{"in the title only", `title:"gave way"`, river, false},
		{"over title and text", `"closes the bank"`, river, false},
		{"the other way round", `"river bank"`, river, false},
		{"too far apart", `"river way"`, river, false},
		{"over a sentence", `"way nobody"`, river, true},
		{"another stop word", `"bank in a river"`, river, true},
		{"a stop word less", `"bank of river"`, river, false},
		{"a stop word at the ends", `"the bank of"`, river, true},
		{"stop words alone", `"of the"`, river, true},
		{"negated", `mill -"gave way"`, river, false},
		{"negated and not there", `mill -"way gave"`, river, true},
		{"negated in the title", `mill -title:"gave way"`, river, true},
		{"two, one not there", `"gave way" "boat drowned"`, river, false},
		{"repeated words", `"row row row"`, searchDoc{Body: "row row, row", Lang: "en"}, true},
		{"too few of them", `"row row row"`, searchDoc{Body: "row row", Lang: "en"}, false},
		{"a word that is taken apart", "co-op", searchDoc{Body: "the co-op shop", Lang: "en"}, true},
		{"a word that is taken apart and stands so", "co-op", searchDoc{Body: "op and co", Lang: "en"}, false},
		{"Chinese", "港口关闭", searchDoc{Body: "今天港口关闭了", Lang: "zh"}, true},
		{"Chinese pairs elsewhere", "港口关闭", searchDoc{Body: "港口今天，口关，关闭", Lang: "zh"}, false},
		{"no text", `"gave way"`, searchDoc{Lang: "en"}, false},
	}
	for _, tt := range tests {
		q, err := ParseQuery(tt.query, noon)
		check(t, err)
		if got := q.holds(tt.doc); got != tt.want {
			t.Errorf("%s: %s holds: %t", tt.name, tt.query, got)
		}
	}
}

// crowd is a searcher of n articles with the words of a phrase, which stand in a row in those that are told by hold. It counts
// the articles that are read.
func crowd(t *testing.T, n int, hold func(i int) bool) (*Searcher, *int) {
	dir := t.TempDir()
	kept, read := map[int64]searchDoc{}, 0
	var docs []searchDoc
	for i := 1; i <= n; i++ {
		d := searchDoc{ID: recordID(int64(i)), Body: "way was gave", Lang: "en"}
		if hold(i) {
			d.Body = "was gave way"
		}
		docs, kept[int64(i)] = append(docs, d), d
	}
	mustAdd(t, newShards(dir), "2025-02", checkpoint{Record: int64(n)}, docs...)
	s := newSearcherFor(t, dir)
	s.contents = func(_ context.Context, records []int64) (map[int64]searchDoc, error) {
		read += len(records)
		return kept, nil
	}
	return s, &read
}

func TestPhraseIsReadAsFarAsNeeded(t *testing.T) {
	const all = mostRead + 300
	tests := []struct {
		name               string
		hold               func(i int) bool
		n, limit           int
		list, total, reads int
	}{
		{"every one", func(int) bool { return true }, 400, 20, 20, 400, readAtOnce},
		{"every tenth", func(i int) bool { return i%10 == 0 }, 400, 20, 20, 220, 4 * readAtOnce},
		{"all that there are", func(i int) bool { return i%10 == 0 }, 400, 50, 40, 40, 400},
		{"none of few", func(int) bool { return false }, 400, 20, 0, 0, 400},
		{"more than are read at most", func(int) bool { return true }, all, all, mostRead, all, mostRead},
		{"none of many", func(int) bool { return false }, all, 20, 0, all - mostRead, mostRead},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, read := crowd(t, tt.n, tt.hold)
			q, err := ParseQuery(`"gave way"`, noon)
			check(t, err)
			q.Limit = tt.limit
			hits, err := s.Search(t.Context(), q)
			if err != nil || len(hits.List) != tt.list || hits.Total != tt.total || *read != tt.reads {
				t.Errorf("%d listed of %d, %d read, %v; want %d of %d, %d", len(hits.List), hits.Total, *read, err, tt.list, tt.total, tt.reads)
			}
		})
	}
}

// Who wants more reads on behind what was read, and nothing twice.
func TestMore(t *testing.T) {
	s, read := crowd(t, 400, func(i int) bool { return i%10 == 0 })
	q := must[Query](t)(ParseQuery(`"gave way"`, noon))
	q.Limit = 1
	hits := must[Hits](t)(s.Search(t.Context(), q))
	for _, step := range []struct {
		limit, list, total, reads int
		rough                     bool
	}{
		{1, 1, 355, 50, true}, {4, 4, 355, 50, true}, {16, 16, 220, 200, true}, {36, 36, 40, 400, false}, {64, 40, 40, 400, false},
	} {
		q.Limit = step.limit
		hits = must[Hits](t)(s.More(t.Context(), q, hits))
		if len(hits.List) != step.list || hits.Total != step.total || hits.Rough != step.rough || *read != step.reads {
			t.Errorf("limit %d: %d listed of %d, rough %t, %d read; want %+v", step.limit, len(hits.List), hits.Total, hits.Rough, *read, step)
		}
		for i, h := range hits.List {
			if h.Record != int64(10*(i+1)) {
				t.Errorf("limit %d: hit %d is record %d", step.limit, i, h.Record)
			}
		}
	}
	q = must[Query](t)(ParseQuery(`way`, noon))
	q.Limit = 1
	hits = must[Hits](t)(s.Search(t.Context(), q))
	q.Limit = 30
	if hits = must[Hits](t)(s.More(t.Context(), q, hits)); len(hits.List) != 30 || hits.Total != 400 || hits.Rough {
		t.Errorf("without a phrase %d are listed of %d, rough %t", len(hits.List), hits.Total, hits.Rough)
	}
}

// A record that is taken out after the shards were asked is not found.
func TestPhraseInWhatIsGone(t *testing.T) {
	s, _ := crowd(t, 3, func(int) bool { return true })
	inner := s.contents
	s.contents = func(ctx context.Context, records []int64) (map[int64]searchDoc, error) {
		docs, err := inner(ctx, records)
		delete(docs, 2)
		return docs, err
	}
	if got, want := found(t, s, `"gave way"`), []int64{1, 3}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

// A shard that was begun when positions were kept goes on with them, and is searched like any other.
func TestShardWithPositions(t *testing.T) {
	dir := t.TempDir()
	s := newShards(dir)
	check(t, s.makeFolders())
	mapping := newShardMapping()
	for _, p := range mapping.DefaultMapping.Properties {
		p.Fields[0].IncludeTermVectors = true
	}
	old := generation{month: "2025-02", number: 1, docs: 1, upTo: checkpoint{Record: 2}}
	idx, err := bleve.NewUsing(s.unfinished(old), mapping, scorch.Name, scorch.Name, openConfig(false))
	check(t, err)
	check(t, idx.Index(ferry(2).ID, ferry(2).fields()))
	check(t, mark(idx, old.upTo))
	check(t, idx.Close())
	old.files, err = seal(s.unfinished(old), nil)
	check(t, err)
	check(t, os.Rename(s.unfinished(old), filepath.Join(s.search, old.folder())))
	check(t, s.publish(shardList{old}))
	mustAdd(t, s, "2025-02", checkpoint{Record: 3}, ferry(3))
	check(t, s.settle(t.Context(), "2025-02"))
	r := newSearcherFor(t, dir)
	r.contents = func(context.Context, []int64) (map[int64]searchDoc, error) {
		return map[int64]searchDoc{2: ferry(2), 3: ferry(3)}, nil
	}
	for _, query := range []string{"ferry ice", `"ferry to the island"`, `title:"ferry stopped"`} {
		if got, want := found(t, r, query), []int64{2, 3}; !slices.Equal(got, want) {
			t.Errorf("%s: found %v, want %v", query, got, want)
		}
	}
}

// FuzzPhrase: a phrase that is cut out of a text is found in it, as long as it begins and ends with its words.
func FuzzPhrase(f *testing.F) {
	f.Add("the bank of the river gave way", "en", 1, 4)
	f.Add("die Ufer der Elbe", "de", 0, 4)
	f.Fuzz(func(t *testing.T, text, lang string, from, to int) {
		name := analyzerOf(lang)
		tokens := analyze(name, text)
		if from < 0 || to > len(tokens) || to-from < 2 {
			return
		}
		if wanted := row(tokens[from:to]); !standIn(tokens, wanted) {
			t.Errorf("%v does not stand in %q", wanted, text)
		}
	})
}
