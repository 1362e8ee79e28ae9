package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The golden files hold what the program says of the demo corpus: a change of the grouping, of a score or
// of a word shows as their difference. `go test ./cmd/twicetold -update` writes them anew.

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		golden string
		args   []string
	}{
		{"corpus.txt", []string{"cluster", "--tz", "UTC", corpus}},
		{"eval.txt", []string{"eval", corpus}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			t.Setenv("COLUMNS", "100")
			code, stdout, stderr := runLine("", test.args...)
			if code != 0 || messages(stderr) != "" {
				t.Errorf("run %q: exit code %d, stderr %q", test.args, code, stderr)
			}
			checkGolden(t, test.golden, stdout)
		})
	}
}

// TestGoldenArchive holds what is told of an archive of the demo corpus, with a table of its outlets.
func TestGoldenArchive(t *testing.T) {
	t.Setenv("COLUMNS", "110")
	t.Setenv("TWICETOLD_ARCHIVE", filepath.Join(t.TempDir(), "news"))
	command := func(args ...string) string {
		t.Helper()
		code, stdout, stderr := runLine("", args...)
		if code != 0 {
			t.Fatalf("run %q: exit code %d, stderr %q", args, code, stderr)
		}
		return stdout
	}
	for i, now := range []string{"2026-03-12T07:00:00Z", "2026-03-25T03:00:00Z", "2026-04-15T03:00:00Z"} {
		command("nightly", "--now", now, filepath.Join(corpus, fmt.Sprintf("night-%d", i+1)))
	}
	command("sources", "import", filepath.Join(corpus, "..", "outlets.csv"), "--yes")
	for _, test := range []struct {
		golden string
		args   []string
	}{
		{"sources.txt", []string{"sources", "--tz", "UTC"}},
		{"stories.txt", []string{"stories", "--tz", "UTC"}},
		{"coverage.txt", []string{"coverage", "--us", "Alder Daily", "--tz", "UTC"}},
		{"coveragefamily.txt", []string{"coverage", "--us", "Vantry Publishing", "--tz", "UTC", "--since", "2026-03-20", "--min-texts", "3"}},
		{"coverage.csv", []string{"coverage", "--us", "the ledger", "--tz", "UTC", "--csv"}},
		{"graph.txt", []string{"story", "s3cszg2ia", "--graph", "--tz", "UTC"}},
		{"graph.dot", []string{"story", "s35hyt4lm", "--graph=dot", "--tz", "UTC"}},
		{"graph.json", []string{"story", "sncstwmhz", "--graph", "--json", "--tz", "UTC"}},
		{"why.txt", []string{"why", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--tz", "UTC"}},
		{"why.json", []string{"why", "northern-wire-0312-ferry", "northern-wire-0308-quake", "--json", "--tz", "UTC"}},
		{"compare.txt", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--tz", "UTC"}},
		{"compare.json", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--json", "--tz", "UTC"}},
		{"compare.html", []string{"compare", "northern-wire-0312-ferry", "vantry-times-ferry-bell-sand", "--html", "--tz", "UTC"}},
	} {
		t.Run(test.golden, func(t *testing.T) { checkGolden(t, test.golden, command(test.args...)) })
	}
	for golden, lines := range map[string][]string{
		"facts.txt":     {"story --facts northern-wire-0308-quake", "story --facts northern-wire-0312-ferry", "story --facts northern-wire-0321-edda"},
		"revisions.txt": {"revisions kestrel-gazette-0308-quake", "revisions alder-daily-0312-ferry", "revisions vantry-times-farrant"},
	} {
		t.Run(golden, func(t *testing.T) {
			var told strings.Builder
			for _, line := range lines {
				told.WriteString(command(append(strings.Fields(line), "--tz", "UTC")...) + "\n")
			}
			checkGolden(t, golden, told.String())
		})
	}
}

// TestReadme holds the session in the README to what the program prints: each command is run in turn, and the lines
// below it stand in its output, but for those left out at "…", in their order.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, session, _ := strings.Cut(string(readme), "\n```\n$ twicetold ")
	session, _, ended := strings.Cut(session, "```")
	commands := strings.Split(session, "\n$ twicetold ")
	if !ended || len(commands) < 3 {
		t.Fatalf("the README has no session of several commands, only %q", session)
	}
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("COLUMNS", "100")
	t.Setenv("TZ", "UTC")
	t.Setenv("TWICETOLD_ARCHIVE", filepath.Join(t.TempDir(), "news"))
	for _, command := range commands {
		line, shown, _ := strings.Cut(command, "\n")
		code, stdout, stderr := runLine("", strings.Fields(line)...)
		if code != 0 {
			t.Fatalf("twicetold %s: exit code %d, stderr %q", line, code, stderr)
		}
		for part := range strings.SplitSeq(shown+"\n", "…\n") {
			_, after, found := strings.Cut(stdout, strings.TrimRight(part, "\n"))
			if !found {
				t.Errorf("twicetold %s does not print what the README shows:\n%s", line, part)
			}
			stdout = after
		}
	}
}

// TestShape keeps the shape of the JSON: every member with the types its value has on the demo corpus.
func TestShape(t *testing.T) {
	_, stdout, _ := runLine("", "cluster", "--json", corpus)
	value, err := parseJSON(stdout)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]map[string]bool{}
	shape(value, "", kinds)
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintln(&b, path, strings.Join(slices.Sorted(maps.Keys(kinds[path])), "|"))
	}
	checkGolden(t, "shape.txt", b.String())
}

// shape notes for every path below a value what kinds of values it holds.
func shape(value any, path string, kinds map[string]map[string]bool) {
	kind := "null"
	switch v := value.(type) {
	case map[string]any:
		kind = "object"
		for name, member := range v {
			shape(member, path+"."+name, kinds)
		}
	case []any:
		kind = "list"
		for _, element := range v {
			shape(element, path+"[]", kinds)
		}
	case string:
		kind = "string"
	case json.Number:
		kind = "number"
	case bool:
		kind = "bool"
	}
	if kinds[path] == nil {
		kinds[path] = map[string]bool{}
	}
	kinds[path][kind] = true
}

func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	n := 0
	for n < min(len(gotLines), len(wantLines))-1 && gotLines[n] == wantLines[n] {
		n++
	}
	t.Errorf("%s differs from line %d on (-update writes it anew):\n got %s\nwant %s", file, n+1, gotLines[n], wantLines[n])
}

// runLine carries out one command line in this process.
func runLine(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(context.Background(), args, stdio{strings.NewReader(stdin), &out, &err})
	return code, out.String(), err.String()
}

// messages returns the lines of stderr that tell of a problem; a slow run prints its seconds there, too.
func messages(stderr string) string {
	var told strings.Builder
	for line := range strings.Lines(stderr) {
		if strings.HasPrefix(line, programName+": ") {
			told.WriteString(line)
		}
	}
	return told.String()
}

// parseJSON returns the value in a text, or the list of them when there are several, as JSON Lines have.
func parseJSON(text string) (any, error) {
	var values []any
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		d.UseNumber()
		var v any
		if err := d.Decode(&v); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("parse JSON: %w", err)
		}
		values = append(values, v)
	}
	if len(values) == 1 {
		return values[0], nil
	}
	return values, nil
}

// at returns the value at a path of names and places, parted by points; len is the length of a list.
func at(value any, path string) (any, error) {
	for _, step := range strings.Split(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			member, ok := v[step]
			if !ok {
				return nil, fmt.Errorf("%s: no member %s", path, step)
			}
			value = member
		case []any:
			if step == "len" {
				return len(v), nil
			}
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(v) {
				return nil, fmt.Errorf("%s: no element %s of %d", path, step, len(v))
			}
			value = v[n]
		default:
			return nil, fmt.Errorf("%s: nothing below %v", path, value)
		}
	}
	if value == nil {
		return "null", nil
	}
	return value, nil
}

// pruned returns a value without the members called name.
func pruned(value any, name string) any {
	switch v := value.(type) {
	case map[string]any:
		delete(v, name)
		for key, member := range v {
			v[key] = pruned(member, name)
		}
	case []any:
		for i := range v {
			v[i] = pruned(v[i], name)
		}
	}
	return value
}

func indented(value any) ([]byte, error) {
	return json.MarshalIndent(value, "", " ")
}
