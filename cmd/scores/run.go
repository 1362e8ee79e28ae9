package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// programs are the commands that measuring runs.
type programs struct {
	twicetold, variants string    // paths
	trace               io.Writer // is told of each command before it runs; nil for nobody
}

// score is what was measured: F1, or how many articles moved, in value.
type score struct {
	articles int // scored, or pairs of them
	p, r     float64
	value    float64
	low      float64 // of the interval of F1, when there is one
	high     float64
}

// take measures one line of the table.
func (m measure) take(run programs, data string) (score, error) {
	paths, err := m.set.paths(data)
	if err != nil {
		return score{}, fmt.Errorf("find %s: %w", m.set.name, err)
	}
	switch m.kind {
	case moved:
		return m.shuffle(run, paths)
	case swept:
		return m.sweep(run, paths)
	}
	out, err := run.pipe(paths, m.variant, m.evalArgs(data))
	if err != nil {
		return score{}, err
	}
	return readScore(out)
}

// evalArgs returns the arguments that score what comes on standard input.
func (m measure) evalArgs(data string) []string {
	args := []string{"eval", "--json"}
	if m.pairs != "" {
		args = append(args, "--pairs", filepath.Join(data, filepath.FromSlash(m.pairs)))
	}
	if m.copies != "" {
		args = append(args, "--copies", filepath.Join(data, filepath.FromSlash(m.copies)))
	}
	return append(args, "-")
}

// pipe returns what `variants variant paths | twicetold args` prints; without a variant it is
// `cat paths | twicetold args`.
func (p programs) pipe(paths, variant, args []string) ([]byte, error) {
	if p.trace != nil {
		fmt.Fprintln(p.trace, p.line(paths, variant, args))
	}
	if len(variant) == 0 {
		in, closeAll, err := concatenated(paths)
		if err != nil {
			return nil, err
		}
		out, err := output(exec.Command(p.twicetold, args...), in)
		return out, errors.Join(err, closeAll())
	}
	changed, err := output(exec.Command(p.variants, slices.Concat(variant, paths)...), nil)
	if err != nil {
		return nil, err
	}
	return output(exec.Command(p.twicetold, args...), bytes.NewReader(changed))
}

// line returns the command as one would type it.
func (p programs) line(paths, variant, args []string) string {
	first := []string{"cat"}
	if len(variant) > 0 {
		first = append([]string{p.variants}, variant...)
	}
	return strings.Join(slices.Concat(first, paths, []string{"|", p.twicetold}, args), " ")
}

// output runs a command and returns what it prints. Its word on stderr is in the error when it fails; else
// it is about skipped records, which the gold sets have their share of.
func output(c *exec.Cmd, in io.Reader) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = in, &stdout, &stderr
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("run %s %s: %w: %s", filepath.Base(c.Path), c.Args[1], err, strings.TrimSpace(stderr.String()))
	}
	return stdout.Bytes(), nil
}

// concatenated opens files to be read as one; packed files may follow each other too.
func concatenated(paths []string) (io.Reader, func() error, error) {
	var files []io.Reader
	var closers []func() error
	closeAll := func() error {
		var problems []error
		for _, c := range closers {
			problems = append(problems, c())
		}
		return errors.Join(problems...)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, errors.Join(fmt.Errorf("read articles: %w", err), closeAll())
		}
		files, closers = append(files, f), append(closers, f.Close)
	}
	return io.MultiReader(files...), closeAll, nil
}

// readScore reads the first line of eval --json, which is that of the one set there is.
func readScore(out []byte) (score, error) {
	var line struct {
		Articles, Pairs int
		BCubed          *struct{ P, R, F1 float64 }
		P, R, F1        float64 // of pairs
		Interval        []float64
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&line); err != nil {
		return score{}, fmt.Errorf("read eval --json: %w", err)
	}
	s := score{articles: line.Articles, p: line.P, r: line.R, value: rounded(line.F1)}
	if line.BCubed == nil {
		s.articles = line.Pairs
	} else {
		s.p, s.r, s.value = line.BCubed.P, line.BCubed.R, rounded(line.BCubed.F1)
	}
	if len(line.Interval) == 2 {
		s.low, s.high = line.Interval[0], line.Interval[1]
	}
	return s, nil
}

// rounded keeps the four decimals that are printed and accepted, so that the difference is one of these.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// sweep scores the set with a constant moved down and up, and returns the worst score.
func (m measure) sweep(run programs, paths []string) (score, error) {
	out, err := run.pipe(paths, m.variant, []string{"eval", "--json", "--sweep=" + m.swept, "-"})
	if err != nil {
		return score{}, err
	}
	worst := score{value: math.Inf(1)}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var line struct {
			Factor *float64
			Mean   float64
		}
		err := d.Decode(&line)
		switch {
		case errors.Is(err, io.EOF) && math.IsInf(worst.value, 1):
			return score{}, errors.New("eval --sweep printed no score within 15 %")
		case errors.Is(err, io.EOF):
			return worst, nil
		case err != nil:
			return score{}, fmt.Errorf("read eval --sweep: %w", err)
		case line.Factor != nil && math.Abs(*line.Factor-1) < sweptBy+1e-9:
			worst.value = min(worst.value, rounded(line.Mean))
		}
	}
}

// shuffle groups the set in several orders and counts the articles that are ever in another story than in
// the order of the files.
func (m measure) shuffle(run programs, paths []string) (score, error) {
	args := []string{"cluster", "--json", "-"}
	out, err := run.pipe(paths, m.variant, args)
	if err != nil {
		return score{}, err
	}
	before, err := readCompany(out)
	if err != nil {
		return score{}, err
	}
	everMoved := map[string]bool{}
	for n := range m.orders {
		out, err := run.pipe(paths, []string{"shuffle", "-seed", strconv.Itoa(n + 1)}, args)
		if err != nil {
			return score{}, err
		}
		after, err := readCompany(out)
		if err != nil {
			return score{}, err
		}
		for _, id := range before.changed(after) {
			everMoved[id] = true
		}
	}
	return score{articles: len(before), value: float64(len(everMoved))}, nil
}
