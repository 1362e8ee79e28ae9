package index

import (
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
// a search or a merge anywhere.

// sumFile gives size and checksum of what is left to read of a file.
func sumFile(file io.Reader) (fileSum, error) {
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, file)
	return fileSum{size: n, crc: sum.Sum32()}, err
}

// check compares the files of a generation with the list, their content too if deep, and names those that are wrong.
func (g generation) check(search string, deep bool) []*DamagedError {
	var bad []*DamagedError
	for _, f := range g.files {
		path := filepath.Join(search, g.folder(), filepath.FromSlash(f.name))
		if what := f.fault(path, deep); what != "" {
			bad = append(bad, &DamagedError{File: path, What: what, Do: rebuildIt})
		}
	}
	return bad
}

// fault says what is wrong with the file at path, "" if nothing.
func (f fileSum) fault(path string, deep bool) string {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it is missing"
	case err != nil:
		return err.Error()
	case info.Size() != f.size:
		return fmt.Sprintf("it has %d bytes, not %d", info.Size(), f.size)
	case !deep:
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	is, err := sumFile(file)
	if err != nil {
		return err.Error()
	}
	if is.crc != f.crc {
		return fmt.Sprintf("its checksum is %08x, not %08x", is.crc, f.crc)
	}
	return ""
}

// open opens a listed generation for reading. A file that is not as listed gives a *DamagedError.
func (g generation) open(search string) (bleve.Index, error) {
	if bad := g.check(search, false); len(bad) > 0 {
		return nil, bad[0]
	}
	dir := filepath.Join(search, g.folder())
	idx, err := bleve.OpenUsing(dir, openConfig(true))
	if err == nil {
		return idx, nil
	}
	if bad := g.check(search, true); len(bad) > 0 {
		return nil, bad[0]
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) { // no right to read it, too many open files
		return nil, fmt.Errorf("open search shard %s: %w", g.folder(), err)
	}
	return nil, &DamagedError{File: dir, What: fmt.Sprintf("it does not open (%v)", err), Do: rebuildIt}
}

// verify gives all that is wrong with a generation: with its files or, if they are right, with what is in them.
func (g generation) verify(search string, deep bool) []*DamagedError {
	if bad := g.check(search, deep); len(bad) > 0 {
		return bad
	}
	idx, err := g.open(search)
	if err == nil {
		err = errors.Join(agrees(idx, g), idx.Close())
	}
	if damaged := (*DamagedError)(nil); errors.As(err, &damaged) {
		return []*DamagedError{damaged}
	}
	if err != nil {
		return []*DamagedError{{File: filepath.Join(search, g.folder()), What: err.Error(), Do: rebuildIt}}
	}
	return nil
}
