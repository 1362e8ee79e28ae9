package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Search shards: what Bleve holds, and how it changes.
//
// There is one shard for each calendar month in which articles were kept. It holds a document for each record of
// the month and one for each story of two texts or more that was closed in it. All of it is derived from the
// tables and can be made again.
//
// A shard is a row of generations, folders search/<month>.<number>, of which one is listed in search/CURRENT. A run
// that has something to add makes the next generation in tmp/ (generation.go), renames it into search/, and then
// puts a new list in the place of the old one. That last step is the only one that counts: before it the old generation is the shard,
// afterwards the new one. What a killed run leaves in tmp/ or unlisted in search/ is removed by the next one. A listed
// generation is never opened for writing, so neither side ever waits for the other.
//
// Only the holder of the archive's lock may add, rebuild, drop or reset; anyone may read at any time.

// shards is the search part of an archive as its writer sees it.
type shards struct {
	search string // folder of the generations
	tmp    string // folder for what is not finished, on the same file system
	ahead  *ahead // of the generations that are not finished, one that a run goes on with
}

// newShards gives the search part of the archive in dir, for writing. It touches no file.
func newShards(dir string) shards {
	return shards{search: filepath.Join(dir, searchName), tmp: filepath.Join(dir, tmpName)}
}

// unfinished is where a generation is made.
func (s shards) unfinished(g generation) string { return filepath.Join(s.tmp, tmpPrefix+g.folder()) }

// list is the file that names the generations that count.
func (s shards) list() string { return filepath.Join(s.search, listName) }

// add puts documents into the shard of a month, all or none. Ids that the shard has already are an error. A
// damaged shard gives a *DamagedError; rebuild it.
func (s shards) add(ctx context.Context, month string, docs iter.Seq2[searchDoc, error], upTo checkpoint) error {
	l, err := s.begin()
	if err != nil {
		return err
	}
	base, _ := l.of(month)
	return s.follow(ctx, l, base, addition{docs: docs, upTo: upTo})
}

// rebuild makes the shard of a month from these documents alone, whatever state it is in.
func (s shards) rebuild(ctx context.Context, month string, docs iter.Seq2[searchDoc, error], upTo checkpoint) error {
	l, err := s.begin()
	if err != nil {
		return err
	}
	base, _ := l.of(month)
	return s.follow(ctx, l, generation{month: month, number: base.number}, addition{docs: docs, upTo: upTo})
}

// drop removes the shards of these months.
func (s shards) drop(months ...string) error {
	l, err := s.begin()
	if err != nil {
		return err
	}
	return s.publish(l.without(months...))
}

// reset removes all shards, also where the list can't be read.
func (s shards) reset() error {
	if err := s.makeFolders(); err != nil {
		return err
	}
	return s.publish(nil)
}

// settle makes one segment of the shard of a month to which nothing more is added.
func (s shards) settle(ctx context.Context, month string) error {
	l, err := s.begin()
	if err != nil {
		return err
	}
	base, _ := l.of(month)
	none := func(func(searchDoc, error) bool) {}
	return s.follow(ctx, l, base, addition{docs: none, upTo: base.upTo, settled: true})
}

// addition is what is new in a generation.
type addition struct {
	docs    iter.Seq2[searchDoc, error]
	upTo    checkpoint
	settled bool // make one segment of it
}

// follow makes the generation that comes after base and lists it in l.
func (s shards) follow(ctx context.Context, l shardList, base generation, a addition) error {
	next, err := s.build(ctx, base, a)
	if err != nil {
		return errors.Join(err, os.RemoveAll(s.unfinished(next)))
	}
	return s.put(l, next)
}

// put puts a generation that was made into its place, and lists it in l.
func (s shards) put(l shardList, next generation) error {
	err := os.Rename(s.unfinished(next), filepath.Join(s.search, next.folder()))
	if err == nil {
		err = syncFolder(s.search)
	}
	if err != nil {
		return fmt.Errorf("put search shard in its place: %w", err)
	}
	return s.publish(l.with(next))
}

// publish makes l the list and removes what is not on it.
func (s shards) publish(l shardList) error {
	if err := writeListing(s.search, s.tmp, l); err != nil {
		return err
	}
	return s.sweep(l)
}

// begin reads the list and clears away what a killed run has left.
func (s shards) begin() (shardList, error) {
	if err := s.makeFolders(); err != nil {
		return nil, err
	}
	l, err := readListing(s.search)
	if err != nil {
		return nil, err
	}
	return l, s.sweep(l)
}

func (s shards) makeFolders() error {
	if err := errors.Join(os.MkdirAll(s.search, 0o777), os.MkdirAll(s.tmp, 0o777)); err != nil {
		return fmt.Errorf("make folders for search: %w", err)
	}
	return nil
}

// sweep removes the generations that are not listed, and what is unfinished. Readers that still have one open keep it.
func (s shards) sweep(l shardList) error {
	keep := []string{listName}
	for _, g := range l {
		keep = append(keep, g.folder())
	}
	open := func(name string) bool { return s.ahead != nil && !s.ahead.over && name == filepath.Base(s.ahead.dir) }
	return errors.Join(
		removeEntries(s.search, func(name string) bool { return !slices.Contains(keep, name) }),
		removeEntries(s.tmp, func(name string) bool { return strings.HasPrefix(name, tmpPrefix) && !open(name) }),
	)
}

func removeEntries(dir string, which func(name string) bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("remove what is left over: %w", err)
	}
	for _, e := range entries {
		if !which(e.Name()) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("remove what is left over: %w", err)
		}
	}
	return nil
}

// verify gives all that is wrong with the list and the listed shards, by month; deep reads every byte. The
// error is for what hindered it.
func (s shards) verify(ctx context.Context, deep bool) ([]*DamagedError, error) {
	l, err := readListing(s.search)
	if damaged := (*DamagedError)(nil); errors.As(err, &damaged) {
		return []*DamagedError{damaged}, nil
	}
	var bad []*DamagedError
	for _, g := range l {
		var found []*DamagedError
		if err = errors.Join(err, ctx.Err()); err == nil {
			found, err = g.verify(s.search, deep)
		}
		if err != nil {
			return bad, fmt.Errorf("check search shards: %w", err)
		}
		bad = append(bad, found...)
	}
	return bad, err
}
