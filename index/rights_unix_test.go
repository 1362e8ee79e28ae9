//go:build unix

package index

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobodyEnv names the folder that a test run by another user looks at.
const nobodyEnv = "TWICETOLD_TEST_ARCHIVE"

// openFolder makes a folder that other users can come to, unlike t.TempDir.
func openFolder(t *testing.T) string {
	t.Helper()
	dir := must[string](t)(os.MkdirTemp("", "twicetold"))
	t.Cleanup(func() {
		makeWritable(dir)
		os.RemoveAll(dir)
	})
	check(t, os.Chmod(dir, 0o755))
	return dir
}

func makeWritable(dir string) {
	filepath.WalkDir(dir, func(path string, _ fs.DirEntry, _ error) error { return os.Chmod(path, 0o755) })
}

// withoutRights runs a test of this package as somebody who may read a folder and not write there: as another user for
// root, else on a folder that is write-protected.
func withoutRights(t *testing.T, dir, test string) {
	t.Helper()
	binary := must[string](t)(os.Executable())
	c := exec.Command(binary, "-test.run=^"+test+"$", "-test.v")
	if os.Getuid() == 0 {
		c.Path = filepath.Join(openFolder(t), "test") // go test keeps its own to itself
		check(t, os.WriteFile(c.Path, must[[]byte](t)(os.ReadFile(binary)), 0o755))
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	} else {
		check(t, exec.Command("chmod", "-R", "a-w", dir).Run())
		defer makeWritable(dir)
	}
	c.Dir = filepath.Dir(dir)
	c.Env = append(os.Environ(), nobodyEnv+"="+dir)
	out, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "PASS: "+test) {
		t.Errorf("%v\n%s", err, out)
	}
}

// cleanArchive makes an archive after a night that came to its end.
func cleanArchive(t *testing.T, dir string) string {
	t.Helper()
	a := writer(t, dir)
	r := begin(t, a, night)
	keep(t, r, given()...)
	group(t, r, func(g *Grouping) { putStories(t, g) })
	indexed(t, a)
	check(t, r.Finish(nil))
	check(t, a.Close())
	return dir
}

// Who may not write an archive can read it: after a clean night, in a write-protected copy, and while a run has it open.
func TestReadWithoutRights(t *testing.T) {
	dir := cleanArchive(t, filepath.Join(openFolder(t), "news"))
	withoutRights(t, dir, "TestWithoutRights")
	if os.Getuid() == 0 {
		check(t, exec.Command("chmod", "-R", "a-w", dir).Run())
		withoutRights(t, dir, "TestWithoutRights")
		makeWritable(dir)
		w := writer(t, dir)
		must[Story](t)(w.Story("s1"))
		withoutRights(t, dir, "TestWithoutRights")
	}
}

// TestWithoutRights is run by TestReadWithoutRights.
func TestWithoutRights(t *testing.T) {
	dir := os.Getenv(nobodyEnv)
	if dir == "" {
		t.Skip("run by TestReadWithoutRights")
	}
	r := reading(t, dir)
	must[Story](t)(r.Story("s1"))
	must[[]Edit](t)(r.Edits(true))
	same(t, "found", inSearch(t, r, "osprey"), []int64{1, 2, 3})
	sound(t, r)
	e := must[*Archive](t)(OpenEditor(dir))
	defer e.Close()
	_, err := e.AddEdit(merging("a", "d"), nil)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), inboxName+": permission denied: it takes write permission on the file and on its folder") {
		t.Errorf("AddEdit: %v", err)
	}
	if _, err := OpenWriter(dir, "nightly"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("OpenWriter: %v", err)
	}
}

// What was written last is never passed over.
func TestLogWithoutRights(t *testing.T) {
	dir := cleanArchive(t, filepath.Join(openFolder(t), "news"))
	a := writer(t, dir)
	r := begin(t, a, night)
	check(t, r.Finish(nil))
	copied := filepath.Join(openFolder(t), "copy")
	check(t, os.CopyFS(copied, os.DirFS(dir)))
	check(t, os.Remove(filepath.Join(copied, tablesName+"-shm")))
	withoutRights(t, copied, "TestLogNotPassedOver")
}

// TestLogNotPassedOver is run by TestLogWithoutRights.
func TestLogNotPassedOver(t *testing.T) {
	dir := os.Getenv(nobodyEnv)
	if dir == "" {
		t.Skip("run by TestLogWithoutRights")
	}
	_, err := Open(dir)
	var damage *DamagedError
	if !errors.Is(err, fs.ErrPermission) || errors.As(err, &damage) || !strings.Contains(err.Error(), tablesName+"-wal holds what was written last") {
		t.Errorf("got %v", err)
	}
}

// A file that may not be read is no damage.
func TestUnreadable(t *testing.T) {
	dir := cleanArchive(t, filepath.Join(openFolder(t), "news"))
	files := must[[]string](t)(filepath.Glob(filepath.Join(dir, searchName, "*", storeFolder, "*"+segmentExt)))
	check(t, os.Chmod(files[0], 0o000))
	withoutRights(t, dir, "TestShardNotReadable")
}

// TestShardNotReadable is run by TestUnreadable.
func TestShardNotReadable(t *testing.T) {
	dir := os.Getenv(nobodyEnv)
	if dir == "" {
		t.Skip("run by TestUnreadable")
	}
	r := reading(t, dir)
	_, checked := r.Check(t.Context())
	s := r.Searcher()
	defer s.Close()
	_, searched := s.Search(t.Context(), Query{clauses: []clause{{text: "osprey"}}})
	for what, err := range map[string]error{"Check": checked, "Search": searched} {
		var damage *DamagedError
		if !errors.Is(err, fs.ErrPermission) || errors.As(err, &damage) || !strings.Contains(err.Error(), segmentExt) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// All that an archive is made of, and backups, have the rights that the umask leaves.
func TestRightsFollowUmask(t *testing.T) {
	before := syscall.Umask(0o007)
	defer syscall.Umask(before)
	parent := openFolder(t)
	dir := cleanArchive(t, filepath.Join(parent, "news"))
	check(t, reading(t, dir).Backup(t.Context(), filepath.Join(parent, "backup.db")))
	check(t, filepath.WalkDir(parent, func(path string, entry fs.DirEntry, err error) error {
		check(t, err)
		want := fs.FileMode(0o660)
		if entry.IsDir() {
			want = 0o770
		}
		if info := must[fs.FileInfo](t)(entry.Info()); path != parent && info.Mode().Perm() != want {
			t.Errorf("%s is %v, want %v", path, info.Mode().Perm(), want)
		}
		return nil
	}))
}
