package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
)

// What can be wrong with a listed generation. Sizes are compared before each opening: Bleve maps segments into memory, where a
// read beyond the end of a file that was cut off kills the process, and what it says of a missing one is misleading.
// Checksums are read on request, for they cost reading everything; without them a flipped byte is not noticed, and can stop
// a search or a merge anywhere. So what a run builds on is read whole before (shard_backlog.go), and where a search fails the
// checksums say of which file.

// sumFile gives size and checksum of what is left to read of a file.
func sumFile(file io.Reader) (fileSum, error) {
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, file)
	return fileSum{size: n, crc: sum.Sum32()}, err
}

// check compares the files of a generation with the list, their content too if deep, and names those that are wrong. The
// error is for what hindered it: a file that may not be read is no damage.
func (g generation) check(search string, deep bool) ([]*DamagedError, error) {
	var bad []*DamagedError
	for _, f := range g.files {
		path := filepath.Join(search, g.folder(), filepath.FromSlash(f.name))
		what, err := f.fault(path, deep)
		if errors.Is(err, fs.ErrPermission) {
			return bad, fmt.Errorf("read search shard %s: %w", g.folder(), err)
		}
		if err != nil {
			what = fmt.Sprintf("can't be read (%v)", err)
		}
		if what != "" {
			bad = append(bad, &DamagedError{File: path, What: what, Do: rebuildIt})
		}
	}
	return bad, nil
}

// sound returns the first thing that is plainly wrong with the files of a generation, as a *DamagedError, or what hindered
// looking.
func (g generation) sound(search string) error {
	bad, err := g.check(search, false)
	if len(bad) > 0 {
		return bad[0]
	}
	return err
}

// fault says what is wrong with the file at path, "" if nothing.
func (f fileSum) fault(path string, deep bool) (string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "is missing", nil
	case err != nil:
		return "", err
	case info.Size() != f.size:
		return fmt.Sprintf("has %d bytes, not %d", info.Size(), f.size), nil
	case !deep:
		return "", nil
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	is, err := sumFile(file)
	if err != nil {
		return "", err
	}
	if is.crc != f.crc {
		return fmt.Sprintf("has the checksum %08x, not %08x", is.crc, f.crc), nil
	}
	return "", nil
}

// open opens a listed generation for reading. A file that is not as listed gives a *DamagedError. Where Bleve can't read what
// was written last it goes back to what was written before, or to nothing, and says so only on stderr; hence the look at
// what the index holds.
func (g generation) open(search string) (bleve.Index, error) {
	if err := g.sound(search); err != nil {
		return nil, err
	}
	dir := filepath.Join(search, g.folder())
	idx, err := openCatching(dir)
	if err == nil {
		if err = catch(func() error { return agrees(idx, g) }); err == nil {
			return &watched{bleveIndex: idx, of: g, search: search}, nil
		}
		err = errors.Join(err, idx.Close())
	}
	var damaged *DamagedError
	if err = g.blame(search, err); errors.As(err, &damaged) || errors.Is(err, fs.ErrPermission) {
		return nil, err
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) { // no right to read it, too many open files
		return nil, fmt.Errorf("open search shard %s: %w", g.folder(), err)
	}
	return nil, &DamagedError{File: dir, What: fmt.Sprintf("does not open (%v)", err), Do: rebuildIt}
}

func openCatching(dir string) (idx bleve.Index, err error) {
	err = catch(func() (err error) {
		idx, err = bleve.OpenUsing(dir, openConfig(true))
		return err
	})
	return idx, err
}

// blame gives the damage that an error comes from, or what hindered looking for it; the error itself if the files are right.
func (g generation) blame(search string, err error) error {
	bad, hindered := g.check(search, true)
	if len(bad) > 0 {
		return bad[0]
	}
	return cmp.Or(hindered, err)
}

// catch makes an error of a panic of Bleve's: it takes its files to be right, and what a damaged one says can be a place
// or a number that makes no sense.
func catch(read func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read index: %v", p)
		}
	}()
	return read()
}

// bleveIndex is the interface by a name that is none of its methods.
type bleveIndex = bleve.Index

// watched is an open generation. What fails for damage says which file is damaged.
type watched struct {
	bleveIndex
	of     generation
	search string
}

// SearchInContext implements bleve.Index.
func (w *watched) SearchInContext(ctx context.Context, r *bleve.SearchRequest) (result *bleve.SearchResult, err error) {
	err = catch(func() (err error) {
		result, err = w.bleveIndex.SearchInContext(ctx, r)
		return err
	})
	if err != nil && ctx.Err() == nil {
		err = w.of.blame(w.search, err)
	}
	return result, err
}

// Fields implements bleve.Index.
func (w *watched) Fields() (fields []string, err error) {
	err = catch(func() (err error) {
		fields, err = w.bleveIndex.Fields()
		return err
	})
	if err != nil {
		err = w.of.blame(w.search, err)
	}
	return fields, err
}

// verify gives all that is wrong with a generation: with its files or, if they are right, with what is in them. The error is
// that of check.
func (g generation) verify(search string, deep bool) ([]*DamagedError, error) {
	if bad, err := g.check(search, deep); len(bad) > 0 || err != nil {
		return bad, err
	}
	idx, err := g.open(search)
	if err == nil {
		err = idx.Close()
	}
	if damaged := (*DamagedError)(nil); errors.As(err, &damaged) {
		return []*DamagedError{damaged}, nil
	}
	return nil, err
}
