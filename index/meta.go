package index

import (
	"context"
	"errors"
	"fmt"
)

// What is noted of the archive as a whole, by name.

// meta returns what is noted under a name, "" if nothing.
func (d *database) meta(name string) (string, error) {
	value, err := one(d.reader(context.Background()), column[string], `SELECT value FROM meta WHERE name = ?`, name)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", fmt.Errorf("read %s of the archive: %w", name, err)
	}
	return value, nil
}

func (t *tx) setMeta(name, value string) error {
	if _, err := t.exec(`INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)`, name, value); err != nil {
		return fmt.Errorf("note %s of the archive: %w", name, err)
	}
	return nil
}
