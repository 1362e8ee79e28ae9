package index

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed" // the steps
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The number of a schema is PRAGMA user_version. Each step takes it one further; steps are added, never
// changed, so that every archive ever made can be brought up to date. A new file is made whole in tmp/ and then
// put in its place, so that a process which is killed meanwhile leaves nothing under its name.

//go:embed schema1.sql
var schema1 string

//go:embed schema2.sql
var schema2 string

//go:embed schema3.sql
var schema3 string

//go:embed schema4.sql
var schema4 string

//go:embed inbox1.sql
var inbox1 string

// step takes tables one schema further.
type step struct {
	statements string
	fill       func(*sql.Tx) error // what statements can't work out; nil for nothing
}

// tableSteps returns what leads the tables from schema 0, nothing, to the one of this version.
func tableSteps() []step {
	return []step{{schema1, nil}, {schema2, nil}, {schema3, hashNames}, {schema4, nil}}
}

// inboxSteps is tableSteps for the inbox.
func inboxSteps() []step { return []step{{inbox1, nil}} }

// checkVersion returns nil for the schema of the last step, else the error that says what to do.
func (d *database) checkVersion(steps []step) error {
	version, err := d.version()
	known := len(steps)
	switch {
	case err != nil:
		return err
	case version > known:
		return fmt.Errorf("%s: %w (schema %d, this one knows %d): use the newer program, or restore a backup made by this one",
			d.file, ErrNewer, version, known)
	case version <= 0:
		return d.damaged("has no tables")
	case version < known:
		return fmt.Errorf("%s was made by an older twicetold (schema %d, this one knows %d): the next `twicetold nightly` brings it up to date",
			d.file, version, known)
	}
	return nil
}

// create makes the tables of a new archive, and clears away what was left of earlier tries.
func create(dir string) error {
	if err := removeEntries(filepath.Join(dir, tmpName), func(name string) bool { return strings.HasPrefix(name, tablesName) }); err != nil {
		return err
	}
	salt := make([]byte, 16)
	rand.Read(salt) // never fails
	return makeFile(dir, tablesName, append(tableSteps(), step{statements: `INSERT INTO meta VALUES ('salt', '` + hex.EncodeToString(salt) + `')`}), len(tableSteps()))
}

// makeFile makes a database of steps and a version in an archive's folder. One that is there already is
// fs.ErrExist.
func makeFile(dir, name string, steps []step, version int) error {
	tmp, err := createFile(filepath.Join(dir, tmpName), name)
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // what is left when something failed
	if err := tmp.Close(); err != nil {
		return err
	}
	d, err := connect(tmp.Name(), forMaking)
	if err != nil {
		return err
	}
	err = d.explain(context.Background(), applySteps(d.db, steps, version))
	if err := errors.Join(err, d.db.Close()); err != nil {
		return err
	}
	return place(tmp.Name(), filepath.Join(dir, name))
}

// searchSchema is the last schema whose step has the search made again.
const searchSchema = 3

// upgrade takes the tables of a folder to the schema of this version, and returns what there is to say of it.
func upgrade(dir string) ([]Finding, error) {
	a, err := openTables(dir, forUpgrade)
	if err != nil {
		return nil, err
	}
	from, err := a.upgrade(tableSteps())
	if err := errors.Join(err, a.Close()); err != nil || from == 0 {
		return nil, err
	}
	done := "it has been brought up to date"
	if from < searchSchema {
		done += ", and the search with it"
	}
	return []Finding{{a.file, fmt.Sprintf("was made by an older twicetold (schema %d)", from), done}}, nil
}

// upgrade takes a database that is older than the last step there, and returns the schema it had; 0 for one that is not.
func (d *database) upgrade(steps []step) (from int, err error) {
	version, err := d.version()
	if err != nil || version <= 0 || version >= len(steps) {
		return 0, err
	}
	return version, d.explain(context.Background(), applySteps(d.db, steps[version:], len(steps)))
}

// applySteps takes tables to a version by the steps that lead there, all or nothing.
func applySteps(db *sql.DB, steps []step, version int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	for i, step := range steps {
		if err := step.apply(tx); err != nil {
			return fmt.Errorf("make schema %d, step %d of %d: %w", version, i+1, len(steps), err)
		}
	}
	if _, err := tx.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, version)); err != nil {
		return err
	}
	return tx.Commit()
}

func (s step) apply(tx *sql.Tx) error {
	if _, err := tx.Exec(s.statements); err != nil || s.fill == nil {
		return err
	}
	return s.fill(tx)
}

// schemaNames returns the names of the tables and indexes that steps make.
func schemaNames(steps []step) ([]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()      // nothing is kept
	db.SetMaxOpenConns(1) // each connection would be another database
	if err := applySteps(db, steps, len(steps)); err != nil {
		return nil, err
	}
	rows := (&database{file: "schema", db: db}).reader(context.Background())
	return all(rows, column[string], `SELECT name FROM sqlite_schema`)
}
