package index

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// CURRENT is the list of the generations that count, as text that a person can read:
//
//	twicetold search 1
//	shard 2025-02.31 docs 5120 record 7410 run 31
//	file index_meta.json 61 8f3a2b11
//	file store/00000000000c.zap 120133 0a1b2c3d
//	...
//	sum 1a2b3c4d
//
// A shard line names the folder (month and number of the generation), how many documents it has and how far it
// goes; the file lines below it give size in bytes and CRC-32C (Castagnoli). The last line is the CRC-32C of all lines
// above it. What has no line does not count, whatever lies in the folder.

const (
	listName   = "CURRENT"
	listHeader = "twicetold search 1"
	rebuildIt  = "run `twicetold reindex` to make it again from the record"
)

// checkpoint says how far a shard goes.
type checkpoint struct {
	Record int64 // highest record Seq of its month that it holds
	Run    int64 // last run whose closed stories it holds
}

// generation is one state of a month's shard.
type generation struct {
	month  string // "2006-01"
	number int    // rises with every state of the month
	docs   uint64
	upTo   checkpoint
	files  []fileSum // sorted by name
}

// fileSum is what is known of a file of a generation.
type fileSum struct {
	name string // below the generation's folder, with slashes
	size int64
	crc  uint32
}

// folder is the name of the generation's folder.
func (g generation) folder() string { return fmt.Sprintf("%s.%d", g.month, g.number) }

// equal reports whether two generations have the same name and the same content.
func (g generation) equal(h generation) bool {
	return g.folder() == h.folder() && slices.Equal(g.files, h.files)
}

// shardList is the content of CURRENT: one generation a month, sorted by month.
type shardList []generation

// of gives the generation of a month.
func (l shardList) of(month string) (generation, bool) {
	i, found := slices.BinarySearchFunc(l, month, func(g generation, m string) int { return strings.Compare(g.month, m) })
	if !found {
		return generation{month: month}, false
	}
	return l[i], true
}

// with gives a copy of l in which g is the generation of its month.
func (l shardList) with(g generation) shardList {
	out := l.without(g.month)
	i, _ := slices.BinarySearchFunc(out, g.month, func(h generation, m string) int { return strings.Compare(h.month, m) })
	return slices.Insert(out, i, g)
}

// without gives a copy of l that lacks these months.
func (l shardList) without(months ...string) shardList {
	return slices.DeleteFunc(slices.Clone(l), func(g generation) bool { return slices.Contains(months, g.month) })
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// String is the text of CURRENT.
func (l shardList) String() string {
	var b strings.Builder
	b.WriteString(listHeader + "\n")
	for _, g := range l {
		fmt.Fprintf(&b, "shard %s docs %d record %d run %d\n", g.folder(), g.docs, g.upTo.Record, g.upTo.Run)
		for _, f := range g.files {
			fmt.Fprintf(&b, "file %s %d %08x\n", f.name, f.size, f.crc)
		}
	}
	fmt.Fprintf(&b, "sum %08x\n", crc32.Checksum([]byte(b.String()), castagnoli))
	return b.String()
}

// parseListing reads the text of CURRENT. Only what String writes is accepted, to the byte.
func parseListing(text string) (shardList, error) {
	lines := strings.Split(text, "\n")
	if lines[0] != listHeader {
		return nil, fmt.Errorf("line 1: %q is not %q", lines[0], listHeader)
	}
	var l shardList
	for i, line := range lines[1:] {
		if strings.HasPrefix(line, "sum ") {
			break
		}
		if err := l.parseLine(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	if l.String() != text {
		return nil, errors.New("its checksum does not fit its content")
	}
	return l, nil
}

func (l *shardList) parseLine(line string) error {
	var f fileSum
	if _, err := fmt.Sscanf(line, "file %s %d %x", &f.name, &f.size, &f.crc); err == nil && len(*l) > 0 && filepath.IsLocal(f.name) {
		g := &(*l)[len(*l)-1]
		g.files = append(g.files, f)
		return nil
	}
	var g generation
	var folder string
	if _, err := fmt.Sscanf(line, "shard %s docs %d record %d run %d", &folder, &g.docs, &g.upTo.Record, &g.upTo.Run); err != nil {
		return fmt.Errorf("%q is neither a shard nor a file", line)
	}
	month, number, _ := strings.Cut(folder, ".")
	if _, err := fmt.Sscanf(number, "%d", &g.number); err != nil || !isMonth(month) {
		return fmt.Errorf("%q is no month and number", folder)
	}
	g.month = month
	if n := len(*l); n > 0 && (*l)[n-1].month >= month {
		return fmt.Errorf("%s does not come after %s", month, (*l)[n-1].month)
	}
	*l = append(*l, g)
	return nil
}

// isMonth reports whether s is a calendar month written "2006-01".
func isMonth(s string) bool {
	_, err := time.Parse("2006-01", s)
	return err == nil
}

// readListing reads CURRENT in the folder of the shards. Where there is none, nothing counts.
func readListing(search string) (shardList, error) {
	file := filepath.Join(search, listName)
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read list of search shards: %w", err)
	}
	l, err := parseListing(string(text))
	if err != nil {
		return nil, &DamagedError{File: file, What: err.Error(), Do: rebuildIt}
	}
	return l, nil
}

// writeListing puts l in the place of CURRENT in one step: after a crash there is the old one or the new one.
func writeListing(search, tmp string, l shardList) error {
	file, err := createFile(tmp, tmpPrefix+listName)
	if err != nil {
		return fmt.Errorf("write list of search shards: %w", err)
	}
	_, err = file.WriteString(l.String())
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(search, listName))
	}
	if err == nil {
		err = syncFolder(search)
	}
	if err != nil {
		return fmt.Errorf("write list of search shards: %w", orFull(err, search))
	}
	return nil
}

// segments is the number of segment files.
func (g generation) segments() int {
	n := 0
	for _, f := range g.files {
		if strings.HasSuffix(f.name, segmentExt) {
			n++
		}
	}
	return n
}
