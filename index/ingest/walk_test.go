package ingest

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// folder makes a folder of files, by path, and returns its name.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// checkFiles reads inputs and compares; root is cut from the names.
func checkFiles(t *testing.T, root string, inputs []string, want ...string) {
	t.Helper()
	got := tell(inputs, strings.NewReader(three), DefaultOptions())
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], root, "ROOT")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestWalk(t *testing.T) {
	root := folder(t, map[string]string{
		"b/rain.txt": "Rain.", "a.jsonl": two, "b/c/wind.v2.txt": "Wind.", "z.txt.gz": packGzip(t, "Hail."), "README": "Snow.",
		".hidden": "No.", ".git/config": "No.", "b/.x": "No.", "photo": "\x89PNG\x00", "void.txt": "", "page": "<html>", "list": "[{}",
	})
	checkFiles(t, root, []string{root},
		"README", "a", "b", "b/c/wind.v2", "b/rain", "skipped: ROOT/list: record 1: neither title nor text, nor a URL that says what it is about",
		"unreadable: ROOT/list: cut off after 1 record", "skipped: ROOT/page: HTML, which is not read; give its text",
		"ignored: ROOT/photo: a picture, not articles", "skipped: ROOT/void.txt: empty file", "z")
	checkFiles(t, root, []string{root + "/b/rain.txt", root + "/.hidden", "-", root + "/photo", root + "/none", "-"},
		"rain", ".hidden", "c", "unreadable: ROOT/photo: a picture, not articles",
		"unreadable: ROOT/none: no such file or directory", "unreadable: -: standard input is given twice")
}

func TestArchive(t *testing.T) {
	root := folder(t, map[string]string{"a/rain.txt": "Rain.", "news/twicetold.db": "rows", "news/search/list": "[]", "z.txt": "Wind."})
	checkFiles(t, root, []string{root}, "a/rain", "z")
	checkFiles(t, root, []string{root + "/news"}, "unreadable: ROOT/news: is an archive, not a folder of articles")
}

func TestLinks(t *testing.T) {
	root := folder(t, map[string]string{"a/rain.txt": "Rain."})
	for link, to := range map[string]string{"a/loop": "..", "b.txt": "a/rain.txt", "self": "self", "gone": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	checkFiles(t, root, []string{root}, "ignored: ROOT/a/loop: is a link to a folder, not followed", "a/rain", "b",
		"unreadable: ROOT/gone: no such file or directory", "unreadable: ROOT/self: too many levels of symbolic links")
	checkFiles(t, root, []string{root + "/a/loop/a"}, "ignored: ROOT/a/loop/a/loop: is a link to a folder, not followed", "rain")
}

func TestNoPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	root := folder(t, map[string]string{"a/rain.txt": "Rain.", "b.txt": "Wind.", "c.txt": "Hail."})
	for _, name := range []string{"a", "b.txt"} {
		path := filepath.Join(root, name)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	}
	checkFiles(t, root, []string{root}, "unreadable: ROOT/a: permission denied", "unreadable: ROOT/b.txt: permission denied", "c")
}

func TestDevice(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip(err)
	}
	checkFiles(t, "?", []string{"/dev/zero", "-"}, "unreadable: /dev/zero: is a device, not a file", "c")
}

func TestNamedPipe(t *testing.T) {
	root := folder(t, map[string]string{"rain.txt": "Rain."})
	pipe := filepath.Join(root, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	failed := make(chan error, 1)
	go func() { failed <- os.WriteFile(pipe, []byte(two), 0) }()
	checkFiles(t, root, []string{pipe}, "a", "b")
	if err := <-failed; err != nil {
		t.Fatal(err)
	}
	checkFiles(t, root, []string{root}, "ignored: ROOT/pipe: is a named pipe, not a file", "rain")
}

func TestSocket(t *testing.T) {
	root := folder(t, nil)
	socket := filepath.Join(root, "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip(err)
	}
	defer listener.Close()
	checkFiles(t, root, []string{socket}, "unreadable: ROOT/s: is a socket, not a file")
}

// What a shell makes of <(command) is read like a file.
func TestProcessSubstitution(t *testing.T) {
	if _, err := os.Stat("/dev/fd"); err != nil {
		t.Skip(err)
	}
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	go func() {
		_, _ = io.WriteString(out, two)
		_ = out.Close()
	}()
	checkFiles(t, "?", []string{fmt.Sprintf("/dev/fd/%d", in.Fd())}, "a", "b")
}

func TestProgress(t *testing.T) {
	root := folder(t, map[string]string{"a.jsonl": two, "b.txt": "Rain.", "c": "\x89PNG and much more"})
	opts := DefaultOptions()
	var last Progress
	opts.Progress = func(p Progress) { last = p }
	read := func(inputs ...string) Progress {
		last = Progress{}
		for range Read(context.Background(), inputs, strings.NewReader(three), opts) {
		}
		return last
	}
	size := int64(len(two) + len("Rain.") + len("\x89PNG and much more"))
	if got, want := read(root), (Progress{Bytes: size, Total: size, Records: 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := read(root, "-"), (Progress{Bytes: size + int64(len(three)), Records: 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// endless is a line of so many bytes.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= n
	return n, nil
}

// A record of 200 MB, or 50, costs no more memory than the longest that is allowed, as a line, as an element
// of a list, and as a text.
func TestEndlessRecord(t *testing.T) {
	tests := []struct {
		name, before string
		megabytes    int
		behind       string
		want         []string
	}{
		{"Line", two + `{"id":"x","text":"`, 200, "\"}\n" + three, []string{"a", "b", "skipped: -: record 3: longer than 1048576 bytes", "c"}},
		{"Element", `[{"id":"x","text":"`, 50, `"},` + three + "]", []string{"skipped: -: record 1: longer than 1048576 bytes", "c"}},
		{"Text", "Rain. ", 50, "", []string{"skipped: -: record 1: longer than 1048576 bytes"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := io.MultiReader(strings.NewReader(test.before), &endless{test.megabytes << 20}, strings.NewReader(test.behind))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := tell([]string{"-"}, in, Options{MaxRecord: 1 << 20})
			runtime.ReadMemStats(&after)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if spent := after.TotalAlloc - before.TotalAlloc; spent > 16<<20 {
				t.Errorf("allocated %d bytes in all", spent)
			}
		})
	}
}
