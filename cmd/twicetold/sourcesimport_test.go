package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOutletChangeOfMany checks that a large table is told in few lines.
func TestOutletChangeOfMany(t *testing.T) {
	var c outletChange
	for i := range 1060 {
		family := "Lake"
		c.Added = append(c.Added, outletJSON{Name: fmt.Sprint("Post ", i), Family: &family})
		c.Unknown = append(c.Unknown, fmt.Sprint("Post ", i))
	}
	got := written(100, func(p *page) {
		if err := c.write(p); err != nil {
			t.Fatal(err)
		}
	})
	for _, want := range []string{"added    Post 49: family Lake\n", "added    and 1,010 more (--json lists all)\n", "unknown  and 1,010 more"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if lines := strings.Count(got, "\n"); lines > 110 {
		t.Errorf("%d lines", lines)
	}
}

// TestSourcesImportUpgrades checks that a table which is brought into an archive of an older version says what becomes of that, and that
// the search follows.
func TestSourcesImportUpgrades(t *testing.T) {
	dir := t.TempDir()
	old, err := os.ReadFile(filepath.Join("..", "..", "index", "testdata", "schema1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "twicetold.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(old)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	said := func(args ...string) (code int, stderr string) {
		var b strings.Builder
		in := strings.NewReader("name,family\nHarbour Post,Lake Papers\n")
		code = run(t.Context(), append(args, "-a", dir), stdio{in, io.Discard, &b})
		return code, b.String()
	}
	if code, stderr := said("sources", "import", "-"); code == 0 || !strings.Contains(stderr, "was made by an older twicetold") {
		t.Errorf("the preview ends with %d, and says %s", code, stderr)
	}
	if code, stderr := said("sources", "import", "-", "--yes"); code != 0 || !strings.Contains(stderr, "it has been brought up to date, and the search with it") {
		t.Errorf("it ends with %d, and says %s", code, stderr)
	}
	if code, stderr := said("check"); code != 0 {
		t.Errorf("the check ends with %d, and says %s", code, stderr)
	}
	if code, stderr := said("sources", "import", "-", "--yes"); code != 0 || stderr != "" {
		t.Errorf("again it ends with %d, and says %s", code, stderr)
	}
}
