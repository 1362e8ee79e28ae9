package index

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenNothing(t *testing.T) {
	dir := t.TempDir()
	for name, open := range map[string]func(string) (*Archive, error){"reader": Open, "editor": OpenEditor} {
		if _, err := open(dir); !errors.Is(err, ErrNoArchive) || !strings.Contains(err.Error(), "twicetold nightly") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(entries) > 0 {
		t.Errorf("opening made %v", entries)
	}
}

func TestOpenWriterMakes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new #1?", "100% news")
	a := writer(t, dir)
	sound(t, a)
	if salt := must[string](t)(a.meta("salt")); len(salt) != 32 {
		t.Errorf("salt %q", salt)
	}
	check(t, a.Close())
	if entries := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(entries) != 4 {
		t.Errorf("a closed archive holds %v", entries)
	}
	reading(t, dir)
}

func TestTwoWriters(t *testing.T) {
	dir := t.TempDir()
	a := writer(t, dir)
	_, err := OpenWriter(dir, "prune")
	var busy *BusyError
	if !errors.As(err, &busy) || busy.PID != os.Getpid() || busy.Command != "nightly" {
		t.Fatalf("second writer: %v", err)
	}
	if !strings.Contains(err.Error(), "`twicetold nightly` (process ") {
		t.Errorf("says %v", err)
	}
	check(t, a.Close())
	b := writer(t, dir)
	check(t, b.Close())
	if _, err := reading(t, dir).Begin("nightly", night); err == nil {
		t.Error("a reader began a run")
	}
}

func TestReadersBesideWriter(t *testing.T) {
	a := grouped(t)
	r := begin(t, a, night)
	reader := reading(t, a.dir)
	group(t, r, func(g *Grouping) {
		check(t, g.update(`UPDATE story SET headline = 'Ferry afloat' WHERE id = 's1'`))
		if s := must[Story](t)(reader.Story("s1")); s.Headline != "Ferry runs aground" {
			t.Errorf("a reader sees %q before the commit", s.Headline)
		}
	})
	if s := must[Story](t)(reader.Story("s1")); s.Headline != "Ferry afloat" {
		t.Errorf("a reader sees %q after the commit", s.Headline)
	}
	if err := reader.write(t.Context(), func(w *tx) error { return w.setMeta("x", "y") }); err == nil {
		t.Error("a reader wrote")
	}
}

func TestMeta(t *testing.T) {
	a := grouped(t)
	for _, value := range []string{"1", "2"} {
		check(t, a.write(t.Context(), func(w *tx) error { return w.setMeta("note", value) }))
	}
	if got := must[string](t)(a.meta("note")); got != "2" {
		t.Errorf("got %q", got)
	}
	if got := must[string](t)(a.meta("none")); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestDamage(t *testing.T) {
	change := func(f func(b []byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, file string) {
			t.Helper()
			check(t, os.WriteFile(file, f(must[[]byte](t)(os.ReadFile(file))), 0o644))
		}
	}
	for _, test := range []struct {
		name  string
		spoil func(*testing.T, string)
		want  string
	}{
		{"truncated", change(func(b []byte) []byte { return b[:len(b)/2] }), "is damaged"},
		{"emptied", change(func([]byte) []byte { return nil }), "is empty"},
		{"another file", change(func([]byte) []byte { return []byte(strings.Repeat("No tables here. ", 100)) }), "is no SQLite database"},
		{"flipped header", change(func(b []byte) []byte { b[3] ^= 1; return b }), "is no SQLite database"},
		{"missing", func(t *testing.T, file string) {
			check(t, os.Remove(file))
			check(t, os.MkdirAll(filepath.Join(filepath.Dir(file), "search"), 0o755))
			check(t, os.WriteFile(filepath.Join(filepath.Dir(file), "search", "CURRENT"), nil, 0o644))
		}, "is missing"},
		{"folder", func(t *testing.T, file string) { check(t, os.Remove(file)); check(t, os.Mkdir(file, 0o755)) }, "is a folder"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := grouped(t)
			check(t, a.Close())
			test.spoil(t, a.file)
			for name, open := range map[string]func() (*Archive, error){
				"reader": func() (*Archive, error) { return Open(a.dir) },
				"writer": func() (*Archive, error) { return OpenWriter(a.dir, "nightly") },
			} {
				err := damageIn(open)
				var damage *DamagedError
				if !errors.As(err, &damage) || filepath.Base(damage.File) != tablesName || damage.Do == "" || !strings.Contains(damage.What, test.want) {
					t.Errorf("%s: got %v", name, err)
				}
			}
		})
	}
}

// damageIn returns the first error of opening and reading.
func damageIn(open func() (*Archive, error)) error {
	a, err := open()
	if err != nil {
		return err
	}
	defer a.Close()
	findings, err := a.Check(context.Background())
	if err != nil || len(findings) == 0 {
		return err
	}
	damage := DamagedError(findings[0])
	return &damage
}

func TestDamagedPages(t *testing.T) {
	a := grouped(t)
	check(t, a.Close())
	b := must[[]byte](t)(os.ReadFile(a.file))
	for i := 8192; i < len(b); i += 4096 { // the head of every page but the first two
		b[i] ^= 0xff
	}
	check(t, os.WriteFile(a.file, b, 0o644))
	if findings := must[[]Finding](t)(reading(t, a.dir).Check(t.Context())); len(findings) == 0 {
		t.Error("nothing was found")
	}
}

func TestMissingTable(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`DROP TABLE history`))
	_, err := a.History("s1")
	var damage *DamagedError
	if !errors.As(err, &damage) || !strings.Contains(damage.What, "history") {
		t.Errorf("got %v", err)
	}
}

// What was only in the log is lost with it; what was in the tables stands.
func TestLostLog(t *testing.T) {
	a := grouped(t)
	must[sql.Result](t)(a.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`))
	keep(t, begin(t, a, night), given()[0])
	must[sql.Result](t)(a.db.Exec(`UPDATE story SET headline = 'Ferry afloat'`))
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, tablesName), must[[]byte](t)(os.ReadFile(a.file)), 0o644))
	b := writer(t, dir)
	sound(t, b)
	if s := must[Story](t)(b.Story("s1")); s.Headline != "Ferry runs aground" {
		t.Errorf("got %q", s.Headline)
	}
}

func TestFullDisk(t *testing.T) {
	a := grouped(t)
	a.db.SetMaxOpenConns(1)                                     // the limit is of a connection
	must[sql.Result](t)(a.db.Exec(`PRAGMA max_page_count = 1`)) // not below what is there
	r := &Run{archive: a, id: 1, now: night}
	big := given()
	for i := range big {
		big[i].ID += "2"
		big[i].Title = strings.Repeat("Flood ", 10000)
	}
	_, err := r.Keep(t.Context(), big)
	var full *FullError
	if !errors.As(err, &full) || !strings.Contains(err.Error(), "nothing that was kept before is lost") {
		t.Errorf("got %v", err)
	}
	must[sql.Result](t)(a.db.Exec(`PRAGMA max_page_count = 1000000`))
	sound(t, a)
	if counts := keep(t, r, big...); counts.New != 4 {
		t.Errorf("afterwards: %+v", counts)
	}
}

func TestVersions(t *testing.T) {
	a := grouped(t)
	for _, test := range []struct {
		version string
		want    error
	}{{"7", ErrNewer}, {"0", &DamagedError{}}} {
		must[sql.Result](t)(a.db.Exec(`PRAGMA user_version = ` + test.version))
		_, err := Open(a.dir)
		var damage *DamagedError
		if !errors.Is(err, test.want) && !errors.As(err, &damage) {
			t.Errorf("schema %s: %v", test.version, err)
		}
		if test.version == "7" && !strings.Contains(err.Error(), "made by a newer twicetold (schema 7, this one knows 4)") {
			t.Errorf("says %v", err)
		}
	}
	must[sql.Result](t)(a.db.Exec(`PRAGMA user_version = 4`))
	if err := a.checkVersion(append(tableSteps(), step{statements: "next"})); err == nil || !strings.Contains(err.Error(), "made by an older twicetold") {
		t.Errorf("an older schema: %v", err)
	}
}

func TestApplySteps(t *testing.T) {
	a := grouped(t)
	next := append(tableSteps(), step{statements: `CREATE TABLE extra (x TEXT) STRICT`}, step{statements: `nonsense`})
	if _, err := a.upgrade(next); err == nil || !strings.Contains(err.Error(), "make schema 6, step 2 of 2") {
		t.Errorf("got %v", err)
	}
	if version := must[int](t)(a.version()); version != 4 {
		t.Errorf("a failed upgrade left schema %d", version)
	}
	if from := must[int](t)(a.upgrade(next[:5])); from != 4 {
		t.Errorf("took it from schema %d", from)
	}
	if version := must[int](t)(a.version()); version != 5 {
		t.Errorf("schema %d", version)
	}
	sound(t, a)
}

func TestBackup(t *testing.T) {
	a := grouped(t)
	dir := t.TempDir()
	file := filepath.Join(dir, tablesName)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.SetStoryID(1, "s7"))
		check(t, reading(t, a.dir).Backup(t.Context(), file))
	})
	b := reading(t, dir)
	sound(t, b)
	must[Story](t)(b.Story("s1"))
	if err := a.Backup(t.Context(), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("overwriting: %v", err)
	}
	if err := a.Backup(t.Context(), filepath.Join(dir, "none", "f")); err == nil {
		t.Error("a folder that is not there")
	}
	if entries := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(entries) > 3 { // -wal and -shm of the reader
		t.Errorf("left behind: %v", entries)
	}
}
