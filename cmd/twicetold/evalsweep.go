package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// A sweep scores the sets with one constant at a time moved up and down, and switched off where it can be. It
// is a sweep and an ablation in one: where the scores stay about the same the default is safe, and what
// switching off costs is what the part is worth.

// allConstants is --sweep without names.
const allConstants = "all"

// sweepFactors are what each constant is multiplied by.
var sweepFactors = []float64{.7, .85, 1, 1.15, 1.3}

// sweepRow is the scores of the sets with one constant at one value, in the shape of eval --sweep --json.
type sweepRow struct {
	Constant   string   `json:"constant,omitempty"` // absent for the defaults
	Factor     *float64 `json:"factor,omitempty"`   // of the default; absent when it is switched off
	Value      *float64 `json:"value,omitempty"`    // absent when it is infinite
	Sets       []setF1  `json:"sets"`
	Mean       float64  `json:"mean"`
	Difference float64  `json:"difference"` // of the mean from that of the defaults
}

// setF1 is the BCubed F1 of a set.
type setF1 struct {
	Set string  `json:"set"`
	F1  float64 `json:"f1"`
}

// evalSweep scores sets with other constants. A set that can't be read spoils every mean, so nothing is scored then.
func evalSweep(ctx context.Context, args []string, opts evalOptions, std stdio) error {
	constants, err := pickConstants(opts.sweep)
	if err != nil {
		return err
	}
	if err := misplacedConstant(args[0]); err != nil {
		return err
	}
	r := setReader{opts.input, std, newProgress(std)}
	var sets []*goldSet
	for _, file := range args {
		set, err := r.read(ctx, file)
		if err != nil {
			return err
		}
		set.grouping, set.pairs = cluster.Grouping{}, nil // they are large, and every value makes its own
		sets = append(sets, set)
	}
	s := sweep{ctx: ctx, sets: sets, write: newSweepTable(std, sets).row}
	if opts.json {
		lines := json.NewEncoder(std.out)
		s.write = func(row sweepRow) error { return lines.Encode(row) }
	}
	if err := s.run(constants); err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	return nil
}

// misplacedConstant returns an error when a file is not there and is called as a constant is: --sweep takes its
// names behind a "=", and what follows it after a space is a file.
func misplacedConstant(file string) error {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return nil // what else is wrong with it is found when it is read
	}
	names := strings.Split(file, ",")
	if _, err := pickConstants(names); err != nil {
		return nil // it is a file, and is missing
	}
	return usageError{fmt.Errorf("there is no file %s; for the constant write --sweep=%s", file, file)}
}

// pickConstants returns the constants of these names, in the order in which they come into play.
func pickConstants(names []string) ([]cluster.Constant, error) {
	all := cluster.Constants()
	if slices.Contains(names, allConstants) {
		return all, nil
	}
	var known []string
	for _, c := range all {
		known = append(known, c.Name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, usageError{fmt.Errorf("--sweep=%s: there is no such constant; there are %s", name, strings.Join(known, ", "))}
		}
	}
	return slices.DeleteFunc(all, func(c cluster.Constant) bool { return !slices.Contains(names, c.Name) }), nil
}

// sweep is a sweep under way.
type sweep struct {
	ctx      context.Context
	sets     []*goldSet
	defaults sweepRow
	write    func(sweepRow) error
}

// run scores and writes the defaults and then every value of each constant.
func (s *sweep) run(constants []cluster.Constant) error {
	row, err := s.score(cluster.DefaultTuning())
	if err != nil {
		return err
	}
	s.defaults = row
	if err := s.write(row); err != nil {
		return err
	}
	for _, c := range constants {
		for _, at := range sweepPoints(c) {
			row, err := s.at(c, at)
			if err != nil {
				return err
			}
			if err := s.write(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// sweepPoint is a value that a constant takes; factor is NaN when it is switched off.
type sweepPoint struct{ factor, value float64 }

// sweepPoints returns the values that a constant takes: multiples of its default, and the one that switches it off.
func sweepPoints(c cluster.Constant) []sweepPoint {
	t := cluster.DefaultTuning()
	normal := *c.At(&t)
	var points []sweepPoint
	for _, factor := range sweepFactors {
		if normal != 0 || factor == 1 {
			points = append(points, sweepPoint{factor, factor * normal})
		}
	}
	if !math.IsNaN(c.Off) {
		points = append(points, sweepPoint{math.NaN(), c.Off})
	}
	return points
}

// at scores the sets with a constant at a value.
func (s *sweep) at(c cluster.Constant, p sweepPoint) (sweepRow, error) {
	row := s.defaults
	if p.factor != 1 {
		t := cluster.DefaultTuning()
		*c.At(&t) = p.value
		var err error
		if row, err = s.score(t); err != nil {
			return sweepRow{}, err
		}
	}
	row.Constant, row.Factor, row.Value = c.Name, finite(p.factor), finite(p.value)
	row.Difference = row.Mean - s.defaults.Mean
	return row, nil
}

// finite returns nil for what JSON has no number for.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// score groups the sets anew.
func (s *sweep) score(t cluster.Tuning) (sweepRow, error) {
	var row sweepRow
	for _, set := range s.sets {
		if err := context.Cause(s.ctx); err != nil {
			return sweepRow{}, err
		}
		g, _ := set.prepared.Group(t)
		score, err := set.scoreOf(g)
		if err != nil {
			return sweepRow{}, err
		}
		row.Sets = append(row.Sets, setF1{set.name, score.F1})
		row.Mean += score.F1 / float64(len(s.sets))
	}
	return row, nil
}
