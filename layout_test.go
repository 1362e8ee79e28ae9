// Package twicetold_test keeps the house: which packages there are, what each may import, what makes
// a package pure, and how long files and functions may grow. DESIGN.md says why; `make lint` runs it.
package twicetold_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/twicetold/twicetold"

// layout names every package the project may have, and what of the project each may import. A new
// package, or a new arrow between two, is a decision: it is taken here.
var layout = map[string][]string{
	"":                  {}, // this test
	"cmd/twicetold":     {"cmd/cputime", "cmd/twicetold/web", "nightly", "cluster", "cluster/bcubed", "index", "index/ingest", "index/news"},
	"cmd/twicetold/web": {"cluster", "index", "index/news"},
	"cmd/background":    {"cluster", "index/ingest", "index/news"},
	"cmd/variants":      {"index/news"},
	"cmd/dates":         {"index/ingest", "index/news"},
	"cmd/load":          {"cmd/cputime", "index"},
	"cmd/cputime":       {},
	"cmd/scores":        {},
	"nightly":           {"cluster", "index", "index/ingest", "index/news"},
	"cluster":           {"index/news", "index/minhash"},
	"cluster/bcubed":    {},
	"index":             {"index/news", "index/minhash"},
	"index/ingest":      {"index/news", "index/minhash"},
	"index/news":        {"index/minhash"},
	"index/minhash":     {},
}

// Pure packages give the same result for the same arguments, on any machine.
var pure = []string{"cluster", "cluster/bcubed", "index/minhash", "index/news"}

// impureImports are what a pure package may not import itself; "os/" stands for all below os.
// net/url passes: it only takes strings apart.
var impureImports = []string{
	"os", "os/", "io/fs", "io/ioutil", "path/filepath", "syscall", "flag", "log", "log/",
	"net", "net/http", "net/http/", "net/mail", "net/rpc", "net/rpc/", "net/smtp", "net/textproto",
	"math/rand", "math/rand/", "crypto/rand", "hash/maphash",
	"database/sql", "database/sql/", "github.com/blevesearch/", "modernc.org/sqlite",
}

// impureReach are what a pure package may not even reach through a library. Files are not among them:
// fmt imports os.
var impureReach = []string{
	"net", "net/http", "os/exec", "math/rand", "math/rand/", "database/sql", "github.com/blevesearch/", "modernc.org/sqlite",
}

// impureNames are what a pure package may not use of a package that it may import: the clock, the zone of
// the machine, standard output.
var impureNames = map[string][]string{
	"time": {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local", "LoadLocation"},
	"fmt":  {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

// Lengths in lines beyond which a thing has to be taken apart. The aim is below: 40 for a function, 500 for
// a file.
const (
	maxFunction = 80
	maxFile     = 500
	maxTestFile = 800
)

// leftover finds what should have been finished, or written down where work is planned.
var leftover = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)

func TestLayoutPackages(t *testing.T) {
	for _, p := range project(t) {
		if _, ok := layout[p.name()]; !ok {
			t.Errorf("package %s is not in the layout", p.name())
		}
		if len(p.CgoFiles) > 0 {
			t.Errorf("package %s uses cgo in %v", p.name(), p.CgoFiles)
		}
	}
}

func TestLayoutImports(t *testing.T) {
	for _, p := range project(t) {
		for _, path := range p.Imports {
			name, ours := within(path)
			if ours && !slices.Contains(layout[p.name()], name) {
				t.Errorf("package %s imports %s, the layout lets it import only %v", p.name(), name, layout[p.name()])
			}
		}
	}
}

func TestLayoutPurity(t *testing.T) {
	for _, p := range project(t) {
		if !slices.Contains(pure, p.name()) {
			continue
		}
		for _, path := range p.Imports {
			if matches(path, impureImports) {
				t.Errorf("package %s is pure and imports %s", p.name(), path)
			}
		}
		for _, path := range p.Deps {
			if matches(path, impureReach) {
				t.Errorf("package %s is pure and reaches %s through what it imports", p.name(), path)
			}
		}
		for _, file := range p.paths(p.GoFiles) {
			for _, use := range impureUses(parse(t, file).file) {
				t.Errorf("%s: package %s is pure and uses %s", file, p.name(), use)
			}
		}
	}
}

func TestLayoutLengths(t *testing.T) {
	for _, p := range project(t) {
		for _, file := range p.paths(p.TestGoFiles, p.XTestGoFiles) {
			checkFileLength(t, parse(t, file), maxTestFile)
		}
		for _, file := range p.paths(p.GoFiles, p.IgnoredGoFiles) {
			s := parse(t, file)
			checkFileLength(t, s, maxFile)
			checkFunctionLengths(t, s)
		}
	}
}

func TestLayoutLeftovers(t *testing.T) {
	for _, p := range project(t) {
		for _, file := range p.paths(p.GoFiles, p.IgnoredGoFiles, p.TestGoFiles, p.XTestGoFiles) {
			s := parse(t, file)
			for _, group := range s.file.Comments {
				for _, c := range group.List {
					if word := leftover.FindString(c.Text); word != "" {
						t.Errorf("%s: a comment says %s: finish it, or open an issue", s.at(c.Pos()), word)
					}
				}
			}
		}
	}
}

func checkFileLength(t *testing.T, s source, limit int) {
	t.Helper()
	if s.lines > limit {
		t.Errorf("%s has %d lines, the limit is %d", s.path, s.lines, limit)
	}
}

func checkFunctionLengths(t *testing.T, s source) {
	t.Helper()
	for _, decl := range s.file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if lines := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; lines > maxFunction {
			t.Errorf("%s: %s has %d lines, the limit is %d", s.at(f.Pos()), f.Name.Name, lines, maxFunction)
		}
	}
}

// impureUses returns the names of impureNames that a file uses, by whatever name it imports the package.
func impureUses(file *ast.File) []string {
	packages := map[string]string{}
	for _, imported := range file.Imports {
		path := strings.Trim(imported.Path.Value, `"`)
		packages[path] = path
		if imported.Name != nil {
			packages[imported.Name.Name] = path
		}
	}
	var uses []string
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		name, ok := selector.X.(*ast.Ident)
		if ok && slices.Contains(impureNames[packages[name.Name]], selector.Sel.Name) {
			uses = append(uses, name.Name+"."+selector.Sel.Name)
		}
		return true
	})
	return uses
}

// matches reports whether a path is one of the names, or lies below one that ends in a slash.
func matches(path string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return path == name || strings.HasSuffix(name, "/") && strings.HasPrefix(path, name)
	})
}

// within returns the path below the module, or false for a package of others.
func within(path string) (name string, ours bool) {
	if path == module {
		return "", true
	}
	return strings.CutPrefix(path, module+"/")
}

// source is one parsed file.
type source struct {
	path  string
	lines int
	set   *token.FileSet
	file  *ast.File
}

func (s source) at(pos token.Pos) string {
	return fmt.Sprintf("%s:%d", s.path, s.set.Position(pos).Line)
}

func parse(t *testing.T, path string) source {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{path, bytes.Count(text, []byte("\n")), set, file}
}

// listed is what `go list` says of a package. Imports are its own, without its tests'; Deps are all
// that it reaches.
type listed struct {
	ImportPath                                                   string
	Imports, Deps                                                []string
	GoFiles, CgoFiles, IgnoredGoFiles, TestGoFiles, XTestGoFiles []string
}

func (p listed) name() string {
	name, _ := within(p.ImportPath)
	return name
}

// paths returns lists of the package's files as one, with the folder before each.
func (p listed) paths(lists ...[]string) []string {
	var paths []string
	for _, name := range slices.Concat(lists...) {
		paths = append(paths, filepath.Join(p.name(), name))
	}
	return paths
}

// project returns the packages of the project, by path.
func project(t *testing.T) []listed {
	t.Helper()
	packages, err := listProject()
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

var listProject = sync.OnceValues(func() ([]listed, error) {
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Imports,Deps,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles", "./...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.String())
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("read go list: %w", err)
		}
		if _, ours := within(p.ImportPath); ours {
			packages = append(packages, p)
		}
	}
	if len(packages) < 2 {
		return nil, fmt.Errorf("go list found %d packages of %s", len(packages), module)
	}
	slices.SortFunc(packages, func(a, b listed) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return packages, nil
})
