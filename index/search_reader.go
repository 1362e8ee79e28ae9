package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// How shards are read.
//
// All listed generations are open for reading, and searched together. Before each search the list's file is looked
// at: a new list is always another file. If it is another, what is new on it is opened and what is gone is closed. A
// generation that a writer removes while it is read here lives on until it is closed, because its files are open. A generation
// removed between reading the list and opening it is not there; then the list has changed again and is read again.
//
// Scores are BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), each
// shard by its own figures. Bleve can count articles over all shards, but then still counts the articles that have a word in each one, so
// that all words look rare in a small shard and the new month always wins. Equal scores are put in the order of
// ids: left alone they would come in the order of segments, which depends on when Bleve merges.

// Searcher searches the full text of an archive, also while a run writes it. It opens what it needs when it is first
// asked, and is safe for use by several goroutines; close it.
type Searcher struct {
	search   string
	covered  func() error // tells whether what the list names can be relied on; nil if that is not asked
	contents contents     // to look for phrases in

	mu     sync.RWMutex // held for reading during a search
	seen   os.FileInfo  // the list's file when it was read; nil before, and while there is none
	opened []openShard
	alias  bleve.IndexAlias // of all opened; nil if there are none
	langs  []string         // analyzers that any of them has texts of, sorted
}

// Searcher gives a searcher of the archive, to be used and closed before the archive is closed. Its answers can be
// ErrNotCovered, unless the archive is open for a run, at whose end the search is made again.
func (a *Archive) Searcher() *Searcher {
	s := newSearcher(a.dir)
	s.contents = a.contents
	if a.lock == nil {
		s.covered = a.covered
	}
	return s
}

// newSearcher gives the searcher of the archive in dir. It touches no file.
func newSearcher(dir string) *Searcher { return &Searcher{search: filepath.Join(dir, searchName)} }

type openShard struct {
	generation
	index bleve.Index
}

// maxRereads bounds how often a changed list is followed in one call. A writer lists a generation a month and needs
// far longer than a reader.
const maxRereads = 5

// asked makes a request for the shards, given the analyzers that they have texts of.
type asked func(langs []string) *bleve.SearchRequest

// find puts a question to all shards. No shards have no hits.
func (s *Searcher) find(ctx context.Context, ask asked) (*bleve.SearchResult, error) {
	if err := s.refresh(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.alias == nil {
		return &bleve.SearchResult{}, nil
	}
	request := ask(s.langs)
	if _, none := request.Query.(*query.MatchNoneQuery); none {
		return &bleve.SearchResult{}, nil
	}
	result, err := s.alias.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return result, failures(result)
}

// failures gives what single shards had to say: Bleve gives the hits of the others without an error.
func failures(r *bleve.SearchResult) error {
	if r.Status == nil || r.Status.Failed == 0 {
		return nil
	}
	names := make([]string, 0, len(r.Status.Errors))
	for name := range r.Status.Errors {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return fmt.Errorf("search: %d of %d shards did not answer", r.Status.Failed, r.Status.Total)
	}
	return fmt.Errorf("search %s: %w", names[0], r.Status.Errors[names[0]])
}

// refresh follows the list if it has changed.
func (s *Searcher) refresh() error {
	now, err := s.stat()
	if err != nil {
		return err
	}
	s.mu.RLock()
	same := sameFile(now, s.seen)
	s.mu.RUnlock()
	if same && (now != nil || s.covered == nil) {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for range maxRereads {
		err = s.reload(now)
		if err == nil {
			return nil
		}
		later, statErr := s.stat()
		if statErr != nil || sameFile(now, later) {
			break // it is not that the list has moved on
		}
		now = later
	}
	return err
}

// stat looks at the list's file; nil if there is none.
func (s *Searcher) stat() (os.FileInfo, error) {
	info, err := os.Stat(filepath.Join(s.search, listName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at list of search shards: %w", err)
	}
	return info, nil
}

func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// reload opens what the list names and is not open, and closes the rest. If that fails everything stays as it was.
func (s *Searcher) reload(seen os.FileInfo) error {
	if s.covered != nil {
		if err := s.covered(); err != nil {
			return err
		}
	}
	l, err := readListing(s.search)
	if err != nil {
		return err
	}
	var next, fresh []openShard
	for _, g := range l {
		i := slices.IndexFunc(s.opened, func(o openShard) bool { return o.equal(g) })
		if i >= 0 {
			next = append(next, s.opened[i])
			continue
		}
		idx, err := g.open(s.search)
		if err != nil {
			return errors.Join(err, closeShards(fresh))
		}
		next = append(next, openShard{g, idx})
		fresh = append(fresh, openShard{g, idx})
	}
	if err := s.swap(next); err != nil {
		return errors.Join(err, closeShards(fresh))
	}
	s.seen = seen
	return nil
}

// swap reads from these shards from now on and closes those that are not among them.
func (s *Searcher) swap(next []openShard) error {
	alias, langs, err := join(next)
	if err != nil {
		return err
	}
	gone := slices.DeleteFunc(s.opened, func(o openShard) bool {
		return slices.ContainsFunc(next, func(n openShard) bool { return n.index == o.index })
	})
	s.opened, s.alias, s.langs = next, alias, langs
	return closeShards(gone)
}

// join makes one index of shards and finds the analyzers that they have texts of.
func join(opened []openShard) (bleve.IndexAlias, []string, error) {
	if len(opened) == 0 {
		return nil, nil, nil
	}
	alias := bleve.NewIndexAlias()
	var langs []string
	for _, o := range opened {
		fields, err := o.index.Fields()
		if err != nil {
			return nil, nil, fmt.Errorf("list fields of search shard %s: %w", o.folder(), err)
		}
		for _, f := range fields {
			if _, lang, _ := strings.Cut(f, "_"); slices.Contains(analyzerNames(), lang) {
				langs = append(langs, lang)
			}
		}
		alias.Add(o.index)
	}
	slices.Sort(langs)
	return alias, slices.Compact(langs), nil
}

func closeShards(list []openShard) error {
	var errs []error
	for _, o := range list {
		if err := o.index.Close(); err != nil {
			errs = append(errs, fmt.Errorf("close search shard %s: %w", o.folder(), err))
		}
	}
	return errors.Join(errs...)
}

// Close closes all shards; a later search opens them again.
func (s *Searcher) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	gone := s.opened
	s.opened, s.alias, s.langs, s.seen = nil, nil, nil, nil
	return closeShards(gone)
}
