package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a copy of the tables as they are at one moment, with the corrections that wait, also while a run
// writes them. The search is not in it: it is derived from the tables, and whoever puts the copy in the place of
// an archive's tables runs Reindex, or the next run does it for them. The copy is made under another name beside
// file, which must not exist, and put in its place when it is whole.
func (a *Archive) Backup(ctx context.Context, file string) error {
	if err := a.backup(ctx, file); err != nil {
		return fmt.Errorf("write backup %s: %w", file, err)
	}
	return nil
}

func (a *Archive) backup(ctx context.Context, file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	waiting, err := a.waiting(ctx) // first, or what a run obeys meanwhile would be in neither
	if err != nil {
		return err
	}
	tmp, err := createFile(filepath.Dir(file), filepath.Base(file))
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // what is left when something failed
	if err := tmp.Close(); err != nil {
		return err
	}
	if _, err := a.db.ExecContext(ctx, `VACUUM INTO ?`, tmp.Name()); err != nil {
		return ofFile(file, a.explain(ctx, err))
	}
	if err := complete(ctx, tmp.Name(), waiting); err != nil {
		return ofFile(file, err)
	}
	return place(tmp.Name(), file)
}

// complete makes an archive without other files of a copy of the tables: it holds what waits itself, and relies on no
// inbox and no shards.
func complete(ctx context.Context, file string, waiting []Edit) error {
	d, err := connect(file, forMaking)
	if err != nil {
		return err
	}
	err = d.write(ctx, func(t *tx) error {
		for _, e := range waiting {
			if err := t.putEdit(e); err != nil {
				return err
			}
		}
		if _, err := t.exec(`DELETE FROM meta WHERE name = ?`, inboxNote); err != nil {
			return err
		}
		return t.setMeta(staleNote, array([]string{staleEvery}))
	})
	return errors.Join(err, d.db.Close())
}

// ofFile makes a full disk that of another file.
func ofFile(file string, err error) error {
	if full := (*FullError)(nil); errors.As(err, &full) {
		return &FullError{File: file}
	}
	return err
}
