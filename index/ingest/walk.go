package ingest

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// tablesName is the file that tells an archive of this program from a folder of articles.
const tablesName = "twicetold.db"

// stdinName is the input that means standard input.
const stdinName = "-"

// file is one file to be read.
type file struct {
	path   string
	id     string // given id of the article when the file is one; "" when its name says nothing
	size   int64  // bytes on disk; -1 when unknown
	walked bool   // found in a folder, so that nobody asked for this very file
}

// files yields the files of the inputs in order, and problems for those that can't be read.
func files(inputs []string) iter.Seq2[file, *Problem] {
	return func(yield func(file, *Problem) bool) {
		w := walker{yield: yield}
		for _, name := range inputs {
			if !w.input(name) {
				return
			}
		}
	}
}

// total returns the bytes of all inputs on disk, or 0 when one of them doesn't tell.
func total(inputs []string) int64 {
	var sum int64
	for f, problem := range files(inputs) {
		switch {
		case problem != nil:
		case f.size < 0:
			return 0
		default:
			sum += f.size
		}
	}
	return sum
}

// walker finds files. Its methods report whether to go on.
type walker struct {
	yield func(file, *Problem) bool
	stdin bool // standard input was given already
}

func (w *walker) input(name string) bool {
	if name == stdinName {
		if w.stdin {
			return w.refuse(name, Unreadable, "standard input is given twice")
		}
		w.stdin = true
		return w.yield(file{path: name, size: -1}, nil)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return w.refuse(name, Unreadable, cause(err))
	case info.IsDir() && isArchive(name):
		return w.refuse(name, Unreadable, "is an archive, not a folder of articles")
	case info.IsDir():
		return w.folder(name, "")
	case info.Mode().IsRegular():
		base := filepath.Base(name)
		return w.yield(file{path: name, id: stem(base), size: info.Size()}, nil)
	case info.Mode()&fs.ModeNamedPipe != 0 || name == "/dev/stdin":
		return w.yield(file{path: name, size: -1}, nil)
	}
	return w.refuse(name, Unreadable, "is "+kindOf(info.Mode())+", not a file")
}

// folder walks one folder of the input root. Hidden entries are passed over without a word, archives too. Links to
// files are followed, links to folders are not: what they show is elsewhere in the tree, or outside
// what was asked for, and they can go round in circles.
func (w *walker) folder(root, below string) bool {
	entries, err := os.ReadDir(filepath.Join(root, below))
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if !w.entry(root, filepath.Join(below, entry.Name()), entry) {
			return false
		}
	}
	if err != nil {
		return w.refuse(filepath.Join(root, below), Unreadable, cause(err))
	}
	return true
}

func (w *walker) entry(root, below string, entry fs.DirEntry) bool {
	path := filepath.Join(root, below)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return w.refuse(path, Unreadable, cause(err))
	case info.IsDir() && entry.Type()&fs.ModeSymlink != 0:
		return w.refuse(path, Ignored, "is a link to a folder, not followed")
	case info.IsDir() && isArchive(path):
		return true // it holds what was read, and is not what anybody sent
	case info.IsDir():
		return w.folder(root, below)
	case !info.Mode().IsRegular():
		return w.refuse(path, Ignored, "is "+kindOf(info.Mode())+", not a file")
	}
	return w.yield(file{path: path, id: stem(filepath.ToSlash(below)), size: info.Size(), walked: true}, nil)
}

// isArchive reports whether a folder is an archive of this program.
func isArchive(folder string) bool {
	info, err := os.Stat(filepath.Join(folder, tablesName))
	return err == nil && info.Mode().IsRegular()
}

func (w *walker) refuse(name string, kind Kind, reason string) bool {
	return w.yield(file{}, &Problem{Kind: kind, Name: name, Reason: reason})
}

// stem returns name without its extension, and without that of a packed file before it.
func stem(name string) string {
	for _, packed := range [...]string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	if bare := strings.TrimSuffix(name, filepath.Ext(name)); filepath.Base(bare) != "." && !strings.HasSuffix(bare, "/") {
		return bare
	}
	return name
}

// cause returns what a file operation failed of, without the path, which the problem names itself.
func cause(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}
