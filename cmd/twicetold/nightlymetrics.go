package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twicetold/twicetold/nightly"
)

// metrics are the figures of a run in the text format of Prometheus. The file describes the last run that
// brought the archive up to date; a run that fails leaves it as it is, so that its age tells of failures of
// every kind, kills included. What the figures are called is a contract: names may be added, never changed.
type metrics struct {
	outcome
	verdict error // the run is done, and yet its exit status is that of this error
	ended   time.Time
}

// family is a metric with its samples, by the value of its one label.
type family struct {
	name, help, label string
	samples           []sample
}

type sample struct {
	of    string // "" where there is no label
	value float64
}

// writeTo replaces a file, which is never seen half-written.
func (m metrics) writeTo(file string) error {
	if err := replace(file, m.text()); err != nil {
		return fmt.Errorf("write metrics %s: %w", file, err)
	}
	return nil
}

// replace writes a file under another name beside it and renames that. Those who may read a file of this user
// may read it: a collector is another user.
func replace(file, text string) error {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".tmp"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// text writes the samples in the exposition format.
func (m metrics) text() string {
	var b strings.Builder
	for _, f := range m.families() {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", f.name, f.help, f.name)
		for _, s := range f.samples {
			labels := ""
			if f.label != "" {
				labels = fmt.Sprintf("{%s=%q}", f.label, s.of) // words of this program, without anything to escape
			}
			fmt.Fprintf(&b, "%s%s %s\n", f.name, labels, strconv.FormatFloat(s.value, 'f', -1, 64))
		}
	}
	return b.String()
}

func (m metrics) families() []family {
	s := m.Summary
	missing, low := absentees(s)
	status := 0
	if m.verdict != nil {
		status = exitCode(m.verdict)
	}
	return []family{
		single("twicetold_run_last_success_timestamp_seconds", "When the last run that brought the archive up to date ended.", float64(m.ended.Unix())),
		single("twicetold_run_exit_status", "Exit status of that run: 0, or 3 when too much of its inputs could not be read.", float64(status)),
		counts("twicetold_run_articles", "Articles of the last run by what became of them.", "result",
			sample{"read", float64(s.Articles.Read)}, sample{"new", float64(s.Articles.New)}, sample{"known", float64(s.Articles.Known)},
			sample{"forgotten", float64(s.Articles.Forgotten)}, sample{"skipped", float64(s.Articles.Skipped)},
			sample{"waiting", float64(s.Articles.Waiting)}, sample{"revised", float64(s.Articles.Revised)}, sample{"copies", float64(s.Articles.Copies)}),
		single("twicetold_run_texts", "New texts of the last run, copies not counted.", float64(s.Articles.Texts)),
		single("twicetold_run_unreadable_inputs", "Inputs of the last run that could not be read to the end.", float64(m.Unreadable)),
		counts("twicetold_run_stories", "Stories that the last run changed, by how.", "change",
			sample{"new", float64(s.Stories.New)}, sample{"single", float64(s.Stories.Single)}, sample{"grown", float64(s.Stories.Grown)},
			sample{"merged", float64(s.Stories.Merged)}, sample{"split", float64(s.Stories.Split)}, sample{"reopened", float64(s.Stories.Reopened)},
			sample{"closed", float64(s.Stories.Closed)}, sample{"withdrawn", float64(s.Stories.Withdrawn)}),
		single("twicetold_run_open_stories", "Open stories at the end of the last run.", float64(s.Stories.Open)),
		counts("twicetold_run_edits", "Editors' corrections that the last run obeyed first, and those that came too late for it.", "state",
			sample{"applied", float64(s.Edits.Applied)}, sample{"pending", float64(s.Edits.Pending)}),
		counts("twicetold_run_absent_sources", "Sources that sent nothing new, or far less than they usually send.", "level",
			sample{"missing", float64(len(missing))}, sample{"low", float64(len(low))}),
		counts("twicetold_run_stage_seconds", "Seconds that each stage of the last run took.", "stage", stageSamples(s.Stages)...),
		counts("twicetold_run_archive_bytes", "Size of the archive after the last run; texts are a part of tables.", "part",
			sample{"tables", float64(s.Bytes.Tables)}, sample{"texts", float64(s.Bytes.Bodies)}, sample{"search", float64(s.Bytes.Search)},
			sample{"total", float64(s.Bytes.Total)}),
	}
}

// stageSamples has one sample for each name, whatever stages there are.
func stageSamples(stages []nightly.Stage) []sample {
	var samples []sample
	for _, stage := range stages {
		i := slices.IndexFunc(samples, func(s sample) bool { return s.of == stage.Name })
		if i < 0 {
			i, samples = len(samples), append(samples, sample{of: stage.Name})
		}
		samples[i].value += stage.Seconds
	}
	return samples
}

// single is a metric without a label.
func single(name, help string, value float64) family {
	return family{name: name, help: help, samples: []sample{{value: value}}}
}

// counts is a metric with a sample for each value of a label.
func counts(name, help, label string, samples ...sample) family {
	return family{name, help, label, samples}
}
