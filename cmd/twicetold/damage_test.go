package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Whatever happens to whatever file of an archive at rest, readers and nights give the answers that they would have given, or make
// the file again and say so, or refuse with a way out. Two files can give a wrong answer first. Of search segments readers look
// at the size only, and check finds the rest. SQLite has no sums, so that a letter of a headline, a time or a count may be another and
// nobody sees it: what check can find in the tables, it must, and the rest is counted.
func TestDamage(t *testing.T) {
	sequential(t)
	r := newRested(t)
	ends := outcomes{}
	for _, c := range r.cases(t) {
		t.Run(fmt.Sprintf("%s %s %d", c.file, c.damage.name, c.seed), func(t *testing.T) {
			ends.add(fmt.Sprintf("%-16s %s", classOf(c.file), c.damage.name), c.try(t))
		})
	}
	ends.log(t, ranks...)
}

// How it ended, from best to worst.
const (
	unchanged = "unchanged"
	rebuilt   = "rebuilt and said"
	refused   = "refused"
	found     = "wrong, found by check"
	unseen    = "wrong, unseen"
)

var ranks = []string{unchanged, rebuilt, refused, found, unseen}

// damaged is a file of an archive to which something happens.
type damaged struct {
	rested
	file   string
	damage damage
	seed   uint64
}

// cases are what happens to every file; a few of all, unless more are wanted.
func (r rested) cases(t *testing.T) []damaged {
	rng := rand.New(rand.NewPCG(11, 4))
	var list []damaged
	for _, file := range files(t, r.dir) {
		for _, d := range damages {
			for range d.tries(file) {
				list = append(list, damaged{r, file, d, rng.Uint64()})
			}
		}
	}
	if *disasters == 0 {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:24]
	}
	return list
}

// damage is something that happens to a file.
type damage struct {
	name   string
	random bool // it can be tried often
	do     func(file, other string, rng *rand.Rand) error
}

// tries is how often it is tried on a file: the tables are most of an archive, and what can't be made again.
func (d damage) tries(file string) int {
	switch {
	case !d.random:
		return 1
	case file == "twicetold.db":
		return 8 * tries(1)
	}
	return tries(1)
}

var damages = []damage{
	{"cut off", true, func(file, _ string, rng *rand.Rand) error {
		return rewrite(file, func(b []byte) []byte { return b[:rng.IntN(max(len(b), 1))] })
	}},
	{"bit flipped", true, func(file, _ string, rng *rand.Rand) error {
		return rewrite(file, func(b []byte) []byte {
			if len(b) > 0 {
				b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			}
			return b
		})
	}},
	{"block of noise", true, func(file, _ string, rng *rand.Rand) error {
		return rewrite(file, func(b []byte) []byte {
			for i, from := 0, rng.IntN(max(len(b), 1)); i < 512 && from+i < len(b); i++ {
				b[from+i] = byte(rng.Uint32())
			}
			return b
		})
	}},
	{"emptied", false, func(file, _ string, _ *rand.Rand) error { return os.Truncate(file, 0) }},
	{"removed", false, func(file, _ string, _ *rand.Rand) error { return os.Remove(file) }},
	{"another archive's", false, func(file, other string, _ *rand.Rand) error {
		b, err := os.ReadFile(other)
		if err != nil {
			return err
		}
		return os.WriteFile(file, b, 0o666)
	}},
}

// rewrite changes the content of a file.
func rewrite(file string, to func([]byte) []byte) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, to(b), 0o666)
}

// rested is an archive that nobody writes, in which a correction waits for the next night.
type rested struct {
	dir   string
	other string   // archive of other nights
	now   []string // answers
	after []string // those after the next night
}

// How many nights are in the archive at rest, and which comes next.
const restedNights, nextNight = 2, 2

func newRested(t *testing.T) rested {
	t.Helper()
	r := rested{dir: afterNights(t, restedNights), other: filepath.Join(t.TempDir(), "other")}
	for _, n := range []int{0, nextNight} {
		if code, _, stderr := runNight(r.other, n); code != 0 {
			t.Fatal(stderr)
		}
	}
	for _, dir := range []string{r.dir, r.other} {
		if code, _, stderr := runLine("", "split", "-a", dir, "--by", "me", "--yes", "s3cszg2ia", "radio-brinsted-0312-ferry"); code != 0 {
			t.Fatal(stderr)
		}
	}
	r.now = answers(r.dir)
	next := filepath.Join(t.TempDir(), "archive")
	if err := copyArchive(r.dir, next); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := runNight(next, nextNight); code != 0 || messages(stderr) != "" {
		t.Fatal(stderr)
	}
	r.after = answers(next)
	return r
}

// try does the damage to a copy of the archive, has it read and checked, lets a night run, and says how all that ended.
func (d damaged) try(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "archive")
	if err := copyArchive(d.dir, dir); err != nil {
		t.Fatal(err)
	}
	if err := d.damage.do(filepath.Join(dir, d.file), d.counterpart(t), rand.New(rand.NewPCG(d.seed, 0))); err != nil {
		t.Fatal(err)
	}
	seen := d.check(t, dir)
	end := d.judge(t, change(answers(dir), d.now), "", seen)
	code, _, stderr := runNight(dir, nextNight)
	stderr = messages(stderr)
	switch {
	case code == exitDamaged && hasWayOut(stderr):
		end = worse(end, refused)
	case code != 0:
		t.Errorf("nightly: exit code %d, %s", code, stderr)
	default:
		seen = d.check(t, dir) || seen
		after := d.judge(t, change(answers(dir), d.after), stderr, seen)
		if end == refused && after == rebuilt {
			end = rebuilt
		}
		end = worse(end, after)
	}
	if end == unseen && d.file != "twicetold.db" {
		t.Error("nobody says so")
	}
	return end
}

// check reports whether check finds anything.
func (d damaged) check(t *testing.T, dir string) bool {
	t.Helper()
	code, stdout, stderr := question{"check"}.ask(dir)
	if code != 0 && (code != exitDamaged || !hasWayOut(stdout)) {
		t.Errorf("check: exit code %d, %s%s", code, stdout, stderr)
	}
	return code != 0
}

// judge says what it is that an answer is another, given what a night said before and whether a check sees the damage.
func (d damaged) judge(t *testing.T, change, said string, seen bool) string {
	t.Helper()
	switch {
	case change == "" && said == "":
		return unchanged
	case change == "" || strings.Contains(said, "made again"): // the corrections in a file that was lost are lost, and it says so
		return rebuilt
	case strings.Contains(change, "exit code") && hasWayOut(change):
		return refused
	case seen:
		return found
	}
	t.Log(change)
	return unseen
}

// worse returns the worse of two ends.
func worse(a, b string) string { return ranks[max(slices.Index(ranks, a), slices.Index(ranks, b))] }

// hasWayOut reports whether a message says what to do.
func hasWayOut(message string) bool {
	return slices.ContainsFunc([]string{"run `twicetold", "put a backup", "make them again"}, func(way string) bool { return strings.Contains(message, way) })
}

// files lists the files of an archive.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		list = append(list, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var numbers = regexp.MustCompile(`[0-9a-f-]*[0-9]+[0-9a-f.]*`)

// classOf is the name of a file without what tells it from others of its kind.
func classOf(file string) string { return numbers.ReplaceAllString(filepath.Base(file), "*") }

// counterpart returns a file of the same kind in the other archive, or else its tables.
func (d damaged) counterpart(t *testing.T) string {
	t.Helper()
	list := files(t, d.other)
	for _, f := range list {
		if classOf(f) == classOf(d.file) {
			return filepath.Join(d.other, f)
		}
	}
	return filepath.Join(d.other, "twicetold.db")
}
