package index

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Relative folders, and names that mean something in an address, are folders like any other.
func TestFolderNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"s", "./a/b", "two words", "100%25", "what?", "number #1", "Zürich 新聞", "a&b=c", "a:b", "../up"} {
		a, err := OpenWriter(dir, "nightly")
		if err != nil {
			t.Errorf("%s: %v", dir, err)
			continue
		}
		must[int64](t)(a.AddEdit(merging("a", "d"), nil))
		sound(t, a)
		check(t, a.Close())
		sound(t, reading(t, dir))
		for _, name := range []string{tablesName, inboxName} {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
				t.Errorf("%s: %v", dir, err)
			}
		}
	}
}

// A writer that is killed while it makes an archive leaves parts in tmp, and no more; the next one makes it.
func TestKilledMaking(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, tmpName)
	check(t, os.Mkdir(tmp, 0o755))
	for name, content := range map[string]string{"twicetold.db.123": "", "twicetold.db.123-journal": "half", "edits.db.5": "SQLite format 3"} {
		check(t, os.WriteFile(filepath.Join(tmp, name), []byte(content), 0o644))
	}
	if _, err := Open(dir); !errors.Is(err, ErrNoArchive) {
		t.Errorf("half made: %v", err)
	}
	a := writer(t, dir)
	sound(t, a)
	if left := names(t, tmp); len(left) > 0 {
		t.Errorf("left in tmp: %v", left)
	}
	check(t, a.Close())
	removeDatabase(t, a.inbox.file) // killed between the two files
	db := must[*sql.DB](t)(sql.Open("sqlite", address(a.file, forWriting)))
	must[sql.Result](t)(db.Exec(`DELETE FROM meta WHERE name = 'inbox'`))
	check(t, db.Close())
	b := writer(t, dir)
	sound(t, b)
	if len(b.told) > 0 {
		t.Errorf("told %+v", b.told)
	}
}

func TestInboxDamage(t *testing.T) {
	cut := func(size int64) func(string) error { return func(f string) error { return os.Truncate(f, size) } }
	flip := func(f string) error {
		b, err := os.ReadFile(f)
		if err == nil {
			b[3] ^= 1
			err = os.WriteFile(f, b, 0o644)
		}
		return err
	}
	others := func(f string) error {
		other := writer(t, t.TempDir())
		check(t, other.Close())
		return os.Rename(other.inbox.file, f)
	}
	for _, test := range []struct {
		name   string
		spoil  func(string) error
		want   string
		mended bool // by the next run
	}{
		{"cut", cut(5000), "is damaged", false},
		{"emptied", cut(0), "is empty", false},
		{"flipped", flip, "is no SQLite database", false},
		{"another's", others, "is of another archive", false},
		{"gone", os.Remove, "is missing", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := grouped(t)
			must[int64](t)(a.AddEdit(merging("a", "d"), nil))
			check(t, a.Close())
			check(t, test.spoil(a.inbox.file))
			r := reading(t, a.dir)
			_, reads := r.Edits(true)
			_, adds := editor(t, a).AddEdit(merging("a", "d"), nil)
			for what, err := range map[string]error{"Edits": reads, "AddEdit": adds} {
				var damage *DamagedError
				if !errors.As(err, &damage) || damage.File != a.inbox.file || !strings.Contains(damage.What, test.want) || damage.Do == "" {
					t.Errorf("%s: %v", what, err)
				}
			}
			must[Story](t)(r.Story("s1")) // the tables are as good as ever
			findings := must[[]Finding](t)(r.Check(t.Context()))
			if len(findings) != 1 || findings[0].File != a.inbox.file || !strings.Contains(findings[0].What, test.want) {
				t.Errorf("Check: %+v", findings)
			}
			if !test.mended {
				var damage *DamagedError
				if _, err := OpenWriter(a.dir, "nightly"); !errors.As(err, &damage) || damage.File != a.inbox.file {
					t.Errorf("OpenWriter: %v", err)
				}
				removeDatabase(t, a.inbox.file) // what it says to do
			}
			w := writer(t, a.dir)
			if findings := indexed(t, w); len(findings) != 1 || findings[0].File != a.inbox.file {
				t.Errorf("the next run says %+v", findings)
			}
			sound(t, w)
		})
	}
}

// Nothing that happens to LOCK, to the shared memory or to a clean log harms an archive.
func TestHarmlessDamage(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		"lock gone":    func(dir string) error { return os.Remove(filepath.Join(dir, lockName)) },
		"lock garbled": func(dir string) error { return os.WriteFile(filepath.Join(dir, lockName), []byte("\xff\x00 x"), 0o644) },
		"log garbled": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, tablesName+"-wal"), []byte(strings.Repeat("no log ", 1000)), 0o644)
		},
		"log empty":   func(dir string) error { return os.WriteFile(filepath.Join(dir, tablesName+"-wal"), nil, 0o644) },
		"tmp gone":    func(dir string) error { return os.RemoveAll(filepath.Join(dir, tmpName)) },
		"search gone": func(dir string) error { return os.RemoveAll(filepath.Join(dir, searchName)) },
	} {
		a := grouped(t)
		indexed(t, a)
		check(t, a.Close())
		if err := spoil(a.dir); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := writer(t, a.dir)
		indexed(t, b)
		same(t, name, inSearch(t, b, "osprey"), []int64{1, 2, 3})
		sound(t, b)
	}
}

// A lock that another process holds is told from one that a killed process left.
func TestUncleanStop(t *testing.T) {
	a := writer(t, t.TempDir())
	if a.lock.unclean {
		t.Error("a new archive was not stopped")
	}
	check(t, errors.Join(a.db.Close(), a.inbox.db.Close(), a.lock.file.Close())) // as a kill does
	b := writer(t, a.dir)
	if !b.lock.unclean {
		t.Error("the kill was not seen")
	}
	check(t, b.Close())
	b = writer(t, a.dir)
	if !b.lock.unclean {
		t.Error("the kill was forgotten by one who did not verify the shards")
	}
	indexed(t, b)
	check(t, b.Close())
	if c := writer(t, a.dir); c.lock.unclean {
		t.Error("a clean end was taken for a kill")
	}
}

func TestFullDiskOfInbox(t *testing.T) {
	a := grouped(t)
	a.inbox.db.SetMaxOpenConns(1)
	must[sql.Result](t)(a.inbox.db.Exec(`PRAGMA max_page_count = 1`))
	big := merging("a", "d")
	big.Reason = strings.Repeat("flood ", 10000)
	var full *FullError
	if _, err := a.AddEdit(big, nil); !errors.As(err, &full) || full.File != a.inbox.file {
		t.Errorf("got %v", err)
	}
	must[sql.Result](t)(a.inbox.db.Exec(`PRAGMA max_page_count = 1000000`))
	must[int64](t)(a.AddEdit(big, nil))
	sound(t, a)
}

// While a run groups, a second writer is refused by name, and readers and checks see what was before.
func TestBesideGroup(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.SetStoryID(1, "s7"))
		var busy *BusyError
		if _, err := OpenWriter(a.dir, "prune"); !errors.As(err, &busy) || busy.Command != "nightly" {
			t.Errorf("second writer: %v", err)
		}
		r := reading(t, a.dir)
		sound(t, r)
		must[Story](t)(r.Story("s1"))
	})
	if _, err := a.Story("s7"); err != nil {
		t.Error(err)
	}
}

// A run that is stopped comes back with the context's error and leaves nothing.
func TestGroupStopped(t *testing.T) {
	a := grouped(t)
	ctx, stop := context.WithCancel(t.Context())
	err := begin(t, a, night).Group(ctx, func(g *Grouping) error {
		stop()
		return g.SetStoryID(1, "s7")
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	sound(t, a)
	must[Story](t)(a.Story("s1"))
}

// A record that waits and has lost its body is damage, and not one article less.
func TestLostBody(t *testing.T) {
	a := grouped(t)
	late := given()[2]
	late.ID, late.Text = "e", "Zinc buckets were found aboard."
	keep(t, begin(t, a, night), late)
	must[sql.Result](t)(a.db.Exec(`DELETE FROM body WHERE record IN (1, 5)`))
	var damage *DamagedError
	err := begin(t, a, night).Group(t.Context(), func(g *Grouping) error {
		_, err := g.RecordsAt(must[[]int64](t)(g.Pending(22349)))
		return err
	})
	if !errors.As(err, &damage) || damage.What != "holds a record without its body (record 5)" || damage.Do != restore {
		t.Errorf("waiting: %v", err)
	}
	if _, err := a.Records([]int64{1}); !errors.As(err, &damage) {
		t.Errorf("grouped: %v", err)
	}
}
