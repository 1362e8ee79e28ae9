package index

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// What is to outlive a power cut is written out file by file, and so is the folder that names it.

// createFile makes a file of a new name in a folder, with the rights that the umask leaves, unlike os.CreateTemp: what
// it becomes is for all who may read the archive.
func createFile(dir, prefix string) (*os.File, error) {
	return os.OpenFile(filepath.Join(dir, prefix+"."+rand.Text()+".tmp"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
}

// place puts a file that was made beside it in its place, for good. What is there already stays, and is fs.ErrExist.
func place(made, file string) error {
	if err := syncFile(made); err != nil {
		return err
	}
	err := os.Link(made, file) // unlike a renaming, it fails when someone has made the file meanwhile
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(made, file) // a file system without links
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes renames in a folder last.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
