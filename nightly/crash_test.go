package nightly

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
)

// The crash run is apart: go test ./nightly -run TestCrash -crash 100 -crashdata FILE, with a comma between files.
var (
	crashes   = flag.Int("crash", 0, "kill so many nights of the real program at random")
	crashData = flag.String("crashdata", "../testdata/corpus", "inputs of the nights that are killed, with commas between them")
)

// program is the command line of a night.
type program struct {
	*testing.T
	file   string
	inputs []string
	now    string // the same for all nights
}

func newProgram(t *testing.T) program {
	t.Helper()
	p := program{T: t, file: filepath.Join(t.TempDir(), "twicetold"), inputs: strings.Split(*crashData, ",")}
	if out, err := exec.Command("go", "build", "-o", p.file, "../cmd/twicetold").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	last := time.Time{}
	for a, problem := range ingest.Read(t.Context(), p.inputs, nil, ingest.DefaultOptions()) {
		if problem == nil && a.Published.At.After(last) {
			last = a.Published.At
		}
	}
	if last.IsZero() {
		t.Fatalf("no dated article in %v", p.inputs)
	}
	p.now = last.AddDate(0, 0, 1).UTC().Format(time.RFC3339)
	return p
}

// night runs the program on an archive and kills it after a while. It returns the last stage that the night began,
// and whether it was killed: it may be done before.
func (p program) night(dir string, while time.Duration) (stage string, was bool) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), while)
	defer cancel()
	args := append([]string{"nightly", "--archive", dir, "--now", p.now, "--log-format", "text"}, p.inputs...)
	c := exec.CommandContext(ctx, p.file, args...)
	var log bytes.Buffer
	c.Stderr = &log
	err := c.Run() // may be that the time was up when the night had just come to its end
	if c.ProcessState == nil || c.ProcessState.Exited() && !c.ProcessState.Success() {
		p.Fatalf("the night failed: %v\n%s", err, &log)
	}
	was = !c.ProcessState.Exited()
	stage = "start"
	for line := range strings.Lines(log.String()) {
		if _, name, ok := strings.Cut(line, "msg=stage stage="); ok {
			stage = strings.TrimSpace(name)
		}
	}
	return stage, was
}

// intact fails the test when Check finds anything; an archive that is not there yet is intact.
func (a archive) intact(after string) {
	a.Helper()
	r, err := index.Open(a.dir)
	if errors.Is(err, index.ErrNoArchive) {
		return
	}
	check(a.T, err)
	for _, f := range must[[]index.Finding](a.T)(r.Check(a.Context())) {
		a.Errorf("killed in %s: %s %s", after, f.File, f.What)
	}
	check(a.T, r.Close())
}

// forever is longer than any night.
const forever = 24 * time.Hour

func TestCrash(t *testing.T) {
	if *crashes == 0 {
		t.Skip("set -crash to the number of kills")
	}
	p, undisturbed := newProgram(t), newArchive(t)
	started := time.Now()
	p.night(undisturbed.dir, forever)
	whole := time.Since(started)
	want := undisturbed.stories()
	t.Logf("an undisturbed night takes %v and makes %d stories", whole.Round(time.Millisecond), len(want))

	rng := rand.New(rand.NewPCG(100, 9))
	hits, finished := map[string]int{}, 0
	a := newArchive(t)
	for kills := 0; kills < *crashes && !t.Failed(); {
		stage, was := p.night(a.dir, time.Millisecond+time.Duration(rng.Int64N(int64(whole))))
		a.intact(stage)
		if was {
			hits[stage]++
			kills++
			continue
		}
		finished++
		same(t, "stories of a night that was killed before", a.stories(), want)
		a = newArchive(t)
	}
	p.night(a.dir, forever)
	a.intact("none")
	same(t, "stories after the last kill", a.stories(), want)
	for _, stage := range slices.Sorted(maps.Keys(hits)) {
		t.Logf("%3d kills in %s", hits[stage], stage)
	}
	t.Logf("%d times a night after kills came to its end", finished)
}
