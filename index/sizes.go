package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Sizes is what an archive takes on disk, in bytes.
type Sizes struct {
	Bodies   int64 `json:"bodies"`   // packed texts of records, a part of Tables
	Features int64 `json:"features"` // what the grouping keeps of texts that may still get company, a part of Tables
	Tables   int64 `json:"tables"`   // the database with what is not yet folded into it
	Search   int64 `json:"search"`
	Total    int64 `json:"total"`
}

// Sizes measures the archive.
func (a *Archive) Sizes() (Sizes, error) {
	var s Sizes
	var err error
	s.Bodies, err = one(a.reader(context.Background()), column[int64], `SELECT coalesce(sum(packed), 0) FROM record`)
	if err == nil {
		s.Features, err = one(a.reader(context.Background()), column[int64],
			`SELECT coalesce(sum(coalesce(length(features), 0) + coalesce(length(near), 0)), 0) FROM features`)
	}
	if err != nil {
		return Sizes{}, fmt.Errorf("measure archive: %w", err)
	}
	err = filepath.WalkDir(a.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return unlessGone(err)
		}
		if entry.IsDir() {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return unlessGone(err)
		}
		s.add(a.dir, path, info.Size())
		return nil
	})
	if err != nil {
		return Sizes{}, fmt.Errorf("measure archive: %w", err)
	}
	return s, nil
}

// unlessGone passes over files that a run removes meanwhile.
func unlessGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s *Sizes) add(dir, path string, size int64) {
	s.Total += size
	name, err := filepath.Rel(dir, path)
	switch {
	case err != nil: // counted in Total
	case strings.HasPrefix(name, tablesName):
		s.Tables += size
	case strings.HasPrefix(name, searchName+string(filepath.Separator)):
		s.Search += size
	}
}
