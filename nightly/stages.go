package nightly

import "time"

// stages times the stages of a run. Times are for the operator; nothing depends on them.
type stages struct {
	started time.Time
	name    string
	done    []Stage
}

// begin ends the stage under way and begins another.
func (s *stages) begin(name string, opts Options) {
	s.finish()
	s.name, s.started = name, time.Now()
	opts.Log.Info("stage", "stage", name)
}

func (s *stages) finish() {
	if s.name != "" {
		s.done = append(s.done, Stage{s.name, time.Since(s.started).Seconds()})
	}
	s.name = ""
}

// end ends the last stage and tells the summary of all.
func (s *stages) end(summary *Summary) {
	s.finish()
	summary.Stages = s.done
}
