package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

// Every feature is a script in testdata/script, run through the real main: it lays out files, runs the
// program and looks at what came out. What scripts can do beside the commands of testscript stands in
// scriptCommands. A slow run prints its seconds to stderr: "no message" is ! stderr '^twicetold: '.

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){programName: main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Cmds:                scriptCommands,
		Condition:           scriptCondition,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("COLUMNS", "100")
			env.Setenv("ESC", "\x1b")
			return nil
		},
	})
}

// scriptCommands are the commands of scripts, each explained at its function.
var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"exits":    scriptExits,
	"json":     scriptJSON,
	"without":  scriptWithout,
	"pack":     scriptPack,
	"truncate": scriptTruncate,
	"bytes":    scriptBytes,
	"join":     scriptJoin,
	"repeat":   scriptRepeat,
	"backward": scriptBackward,
	"columns":  scriptColumns,
	"absent":   scriptAbsent,
}

// scriptCondition knows [root]: files without permission open all the same.
func scriptCondition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("there is no condition %s", name)
}

// exits CODE COMMAND [ARGS...] runs a command that must end with this exit code.
func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGS...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("%s exits with %d, want %d", args[1], code, want)
	}
}

// json PATH WANT checks a value of the JSON on stdout, as in stories.0.counts.articles; len is the length
// of a list, and JSON Lines are a list. "! json PATH" checks that there is no such value.
func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if !neg && len(args) != 2 || neg && len(args) != 1 {
		ts.Fatalf("usage: json PATH WANT or ! json PATH")
	}
	value, err := parseJSON(ts.ReadFile("stdout"))
	ts.Check(err)
	found, err := at(value, args[0])
	switch {
	case neg && err == nil:
		ts.Fatalf("%s is there: %v", args[0], found)
	case neg:
		return
	}
	ts.Check(err)
	if got := fmt.Sprint(found); got != args[1] {
		ts.Fatalf("%s is %q, want %q", args[0], got, args[1])
	}
}

// without KEY FILE takes the members called KEY out of the JSON in a file.
func scriptWithout(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: without KEY FILE")
	}
	value, err := parseJSON(ts.ReadFile(args[1]))
	ts.Check(err)
	text, err := indented(pruned(value, args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o666))
}

// pack gzip|zstd FILE writes FILE.gz or FILE.zst.
func scriptPack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack gzip|zstd FILE")
	}
	var packed bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&packed)
	ending := ".gz"
	if args[0] == "zstd" {
		encoder, err := zstd.NewWriter(&packed)
		ts.Check(err)
		w, ending = encoder, ".zst"
	}
	_, err := io.WriteString(w, ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]+ending), packed.Bytes(), 0o666))
}

// truncate FILE N leaves off the last N bytes of a file.
func scriptTruncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: truncate FILE N")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	file := ts.MkAbs(args[0])
	info, err := os.Stat(file)
	ts.Check(err)
	ts.Check(os.Truncate(file, info.Size()-n))
}

var byteMark = regexp.MustCompile(`<[0-9a-f]{2}>`)

// bytes FILE... puts bytes in the place of marks such as <1b>.
func scriptBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: bytes FILE...")
	}
	for _, file := range args {
		text := byteMark.ReplaceAllStringFunc(ts.ReadFile(file), func(mark string) string {
			b, _ := strconv.ParseUint(mark[1:3], 16, 8) // the pattern lets nothing else through
			return string([]byte{byte(b)})
		})
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o666))
	}
}

// join OUT FILE... writes files one behind the other.
func scriptJoin(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: join OUT FILE...")
	}
	var all strings.Builder
	for _, file := range args[1:] {
		all.WriteString(ts.ReadFile(file))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(all.String()), 0o666))
}

// repeat N FILE OUT writes a file N times over.
func scriptRepeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat N FILE OUT")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(ts.ReadFile(args[1]), n)), 0o666))
}

// backward FILE turns the order of a file's lines round.
func scriptBackward(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: backward FILE")
	}
	lines := slices.Collect(strings.Lines(ts.ReadFile(args[0])))
	slices.Reverse(lines)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o666))
}

// columns N checks that no line on stdout is wider.
func scriptColumns(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: columns N")
	}
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if w := width(line); w > most {
			ts.Fatalf("%d columns: %s", w, line)
		}
	}
}

// absent FOLDER TEXT checks that no file of a folder holds this text.
func scriptAbsent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: absent FOLDER TEXT")
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(args[1])) {
			ts.Fatalf("%s holds %q", path, args[1])
		}
		return err
	}))
}

// corpus is the demo: the invented articles at the root of the project.
var corpus = filepath.Join("..", "..", "testdata", "corpus")
