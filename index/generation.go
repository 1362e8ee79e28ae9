package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
)

// How a generation is made.
//
// Bleve keeps an index as segment files (.zap) that are never changed, and a small file, root.bolt, that names those
// which count. So the next state of a shard costs only what is new in it: the segments of the last one are linked into
// a new folder, root.bolt is copied, Bleve opens the new folder and adds documents and merges segments there. The
// last one keeps its own links and its own root.bolt, and whoever reads it sees no change.
//
// Batches are safe ones, which return when segment and root are on disk. Unsafe ones are no faster here, and the
// last of them are lost when the index is closed too early. A batch that fails fails the generation: Bleve
// goes on trying to write what it could not, so the index is closed at once and its folder thrown away.
//
// An id is never added twice. Bleve would mark the older document as deleted, and merges of segments with such
// marks are where its open bugs are; the number of documents tells.

const (
	batchSize   = 2500 // documents; 1,000 cost a quarter more CPU time, 5,000 save a twentieth and take a gigabyte of memory
	maxSegments = 32   // of a shard: Bleve makes do with some 25 for a million documents, and searches can't tell 2 from 16
	tmpPrefix   = "shard-"
	storeFolder = "store" // the names that Bleve gives
	segmentExt  = ".zap"
	upToKey     = "twicetold"
)

// openConfig bounds the wait for the lock of root.bolt, which Bleve would wait for without end. No one should ever hold it.
func openConfig(readOnly bool) map[string]any {
	return map[string]any{"bolt_timeout": "10s", "read_only": readOnly}
}

// growing is a generation in the making, in the folder for what is not finished.
type growing struct {
	shards
	base, next generation // next has no files and no checkpoint yet, and does not count what is being added
	dir        string     // the folder it is in
	idx        bleve.Index
}

// grow begins the generation that follows base, which may be without files. It can have a folder when that fails. The error
// can be a *DamagedError about base, or a *FullError.
func (s shards) grow(base generation) (*growing, error) {
	next := generation{month: base.month, number: base.number + 1, docs: base.docs}
	g := &growing{shards: s, base: base, next: next, dir: s.unfinished(next)}
	var err error
	g.idx, err = s.openNext(base, g.dir)
	return g, g.explain(err)
}

// explain says what could not be made.
func (g *growing) explain(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("make search shard %s: %w", g.next.folder(), orFull(err, g.dir))
}

// fill adds documents and says how many there were. It changes nothing of g, so that others may look at it meanwhile.
func (g *growing) fill(ctx context.Context, docs iter.Seq2[searchDoc, error]) (uint64, error) {
	n, err := fill(ctx, g.idx, docs)
	return n, g.explain(err)
}

// finish adds the rest and closes it. Its folder is still there when that fails. The error can be a *FullError.
func (g *growing) finish(ctx context.Context, a addition) (generation, error) {
	n, err := g.fill(ctx, a.docs)
	g.next.docs += n
	if err == nil {
		err = compact(ctx, g.idx, a.settled)
	}
	if err == nil {
		err = mark(g.idx, a.upTo)
	}
	err = errors.Join(err, g.idx.Close())
	g.next.upTo = a.upTo
	if err == nil {
		err = strip(g.dir, g.next)
	}
	if err == nil {
		g.next.files, err = seal(g.dir, g.base.files)
	}
	return g.next, g.explain(err)
}

// build makes the generation that follows base.
func (s shards) build(ctx context.Context, base generation, a addition) (generation, error) {
	g, err := s.grow(base)
	if err != nil {
		return g.next, err
	}
	return g.finish(ctx, a)
}

// mark notes how far the index goes. It comes last because it waits until the root is on disk: a merge does not, and
// is lost when the index is closed at once.
func mark(idx bleve.Index, upTo checkpoint) error {
	if err := idx.SetInternal([]byte(upToKey), []byte(upTo.String())); err != nil {
		return fmt.Errorf("write checkpoint: %w", err)
	}
	return nil
}

// orFull gives a *FullError if err says that the disk is full. It may say so in its text only, because Bleve does not wrap.
func orFull(err error, dir string) error {
	if strings.Contains(err.Error(), syscall.ENOSPC.Error()) {
		return &FullError{File: dir}
	}
	return err
}

// openNext opens dir for writing, with all that base holds in it.
func (s shards) openNext(base generation, dir string) (bleve.Index, error) {
	if err := os.MkdirAll(filepath.Join(dir, storeFolder), 0o777); err != nil { // Bleve would keep it to the owner
		return nil, err
	}
	if len(base.files) == 0 {
		return bleve.NewUsing(dir, shardMapping(), scorch.Name, scorch.Name, openConfig(false))
	}
	if err := base.sound(s.search); err != nil {
		return nil, err
	}
	from := filepath.Join(s.search, base.folder())
	for _, f := range base.files {
		if err := carry(filepath.Join(from, f.name), filepath.Join(dir, f.name)); err != nil {
			return nil, err
		}
	}
	return bleve.OpenUsing(dir, openConfig(false))
}

// carry brings a file into a new generation: a segment by a link, where the file system has links, else by a copy.
func carry(from, to string) error {
	if filepath.Ext(from) == segmentExt && os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// fill adds documents in batches and says how many there were. While one batch is indexed the next is read.
func fill(ctx context.Context, idx bleve.Index, docs iter.Seq2[searchDoc, error]) (uint64, error) {
	ctx, stop := context.WithCancel(ctx)
	batches := make(chan filled)
	var reading sync.WaitGroup
	reading.Go(func() { readBatches(ctx, idx, docs, batches) })
	defer reading.Wait()
	defer stop()
	var n uint64
	for b := range batches {
		n += b.docs
		if b.err != nil {
			return n, b.err
		}
		if err := errors.Join(ctx.Err(), idx.Batch(b.batch)); err != nil {
			return n, fmt.Errorf("index the batch up to %s: %w", b.last, err)
		}
	}
	return n, ctx.Err()
}

// filled is a batch that is ready, or the error that there is none.
type filled struct {
	batch *bleve.Batch
	docs  uint64
	last  string // id
	err   error
}

// readBatches sends documents in batches, and in the end closes the channel. A context that ends stops it.
func readBatches(ctx context.Context, idx bleve.Index, docs iter.Seq2[searchDoc, error], to chan<- filled) {
	defer close(to)
	send := func(b filled) bool {
		select {
		case to <- b:
			return b.err == nil
		case <-ctx.Done():
			return false
		}
	}
	b, maker := filled{batch: idx.NewBatch()}, newDocMaker(idx.Mapping())
	for d, err := range docs {
		if err != nil {
			send(filled{err: fmt.Errorf("read what to index: %w", err)})
			return
		}
		doc, err := maker.document(d)
		if err == nil {
			err = b.batch.IndexAdvanced(doc)
		}
		if err != nil {
			send(filled{err: fmt.Errorf("index %s: %w", d.ID, err)})
			return
		}
		if b.docs, b.last = b.docs+1, d.ID; b.docs == batchSize {
			if !send(b) {
				return
			}
			b = filled{batch: idx.NewBatch()}
		}
	}
	send(b)
}

// compact makes one segment of many, or of several if the shard is settled. Bleve itself merges while documents are
// added, and mostly that will do.
func compact(ctx context.Context, idx bleve.Index, settled bool) error {
	limit := maxSegments
	if settled {
		limit = 1
	}
	inner, err := idx.Advanced()
	if err != nil {
		return fmt.Errorf("reach engine: %w", err)
	}
	engine, ok := inner.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("reach engine: index of type %T", inner)
	}
	if files, err := segmentFiles(engine); err != nil || len(files) <= limit {
		return err
	}
	if err := engine.ForceMerge(ctx, nil); err != nil {
		return fmt.Errorf("merge segments: %w", err)
	}
	return ctx.Err()
}

// segmentFiles names the files of the segments that count.
func segmentFiles(engine api.Index) ([]string, error) {
	reader, err := engine.Reader()
	if err != nil {
		return nil, fmt.Errorf("list segments: %w", err)
	}
	var files []string
	if snapshot, ok := reader.(*scorch.IndexSnapshot); ok {
		for _, s := range snapshot.Segments() {
			if on, ok := s.Segment().(interface{ Path() string }); ok {
				files = append(files, filepath.Base(on.Path()))
			}
		}
	}
	return files, reader.Close()
}

// strip opens a closed generation as its readers will, sees that all is there, and removes the segments that do not count
// any more: Bleve leaves those that it merged last, and they would be carried along.
func strip(dir string, g generation) error {
	idx, err := bleve.OpenUsing(dir, openConfig(true))
	if err != nil {
		return fmt.Errorf("open it again: %w", err)
	}
	var files []string
	inner, err := idx.Advanced()
	if err == nil {
		files, err = segmentFiles(inner)
	}
	if err := errors.Join(err, agrees(idx, g), idx.Close()); err != nil {
		return err
	}
	return removeEntries(filepath.Join(dir, storeFolder), func(name string) bool {
		return filepath.Ext(name) == segmentExt && !slices.Contains(files, name)
	})
}

// String is the checkpoint as an index and CURRENT hold it.
func (c checkpoint) String() string { return fmt.Sprintf("record %d run %d", c.Record, c.Run) }

// agrees compares an open index with what the list says or will say of it.
func agrees(idx bleve.Index, g generation) error {
	docs, err := idx.DocCount()
	if err != nil {
		return fmt.Errorf("count documents: %w", err)
	}
	if docs != g.docs {
		return fmt.Errorf("it holds %d documents, not %d: some are missing, or an id came twice", docs, g.docs)
	}
	upTo, err := idx.GetInternal([]byte(upToKey))
	if err != nil {
		return fmt.Errorf("read checkpoint: %w", err)
	}
	if string(upTo) != g.upTo.String() {
		return fmt.Errorf("it goes up to %q, not to %q", upTo, g.upTo)
	}
	return nil
}

// seal puts the files of a closed generation safely on disk, gives them the rights that the umask leaves, which stand at the
// folder's, since Bleve keeps what it makes to the owner, and describes them. A segment known from the last generation keeps
// the checksum that it had: counted anew, damage done since would pass for right.
func seal(dir string, known []fileSum) ([]fileSum, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	var files []fileSum
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := sealFile(dir, path, sealing{known, info.Mode() & 0o666})
		files = append(files, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sum up files: %w", err)
	}
	slices.SortFunc(files, func(a, b fileSum) int { return strings.Compare(a.name, b.name) })
	return files, errors.Join(syncFolder(filepath.Join(dir, storeFolder)), syncFolder(dir))
}

// sealing says how files are sealed.
type sealing struct {
	known  []fileSum   // of the last generation
	rights fs.FileMode // of files that are new
}

func sealFile(dir, path string, s sealing) (fileSum, error) {
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return fileSum{}, err
	}
	name = filepath.ToSlash(name)
	old := slices.IndexFunc(s.known, func(f fileSum) bool { return f.name == name && strings.HasSuffix(name, segmentExt) })
	if old >= 0 {
		return s.known[old], nil
	}
	file, err := os.Open(path)
	if err != nil {
		return fileSum{}, err
	}
	defer file.Close()
	if err := errors.Join(file.Chmod(s.rights), file.Sync()); err != nil {
		return fileSum{}, err
	}
	f, err := sumFile(file)
	f.name = name
	return f, err
}
