package nightly

import (
	"slices"
	"time"
)

// stages times the stages of a run. Times are for the operator; nothing depends on them.
type stages struct {
	started time.Time
	name    string
	done    []Stage // in the order in which they began first
}

// begin ends the stage under way and begins another, or goes on with one that was begun before. The log is told of new
// ones.
func (s *stages) begin(name string, opts Options) {
	s.finish()
	if s.name, s.started = name, time.Now(); s.place(name) < 0 {
		s.done = append(s.done, Stage{Name: name})
		opts.Log.Info("stage", "stage", name)
	}
}

func (s *stages) finish() {
	if s.name != "" {
		s.done[s.place(s.name)].Seconds += time.Since(s.started).Seconds()
	}
	s.name = ""
}

func (s *stages) place(name string) int {
	return slices.IndexFunc(s.done, func(d Stage) bool { return d.Name == name })
}

// end ends the last stage and tells the summary of all.
func (s *stages) end(summary *Summary) {
	s.finish()
	summary.Stages = s.done
}
