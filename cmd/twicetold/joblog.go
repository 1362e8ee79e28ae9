package main

import (
	"context"
	"log/slog"
	"strings"
)

// toldLog tells people of warnings, a line each in the form of all that the program says: what a run mends on its
// own, a damaged search file, is worth one unasked. It is the handler of a log that nobody asked for.
type toldLog struct{ job *job }

// Enabled implements slog.Handler.
func (toldLog) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

// Handle implements slog.Handler: first what it is about, then what happened.
func (l toldLog) Handle(_ context.Context, r slog.Record) error {
	var parts []string
	r.Attrs(func(a slog.Attr) bool {
		parts = append(parts, clean(a.Value.String()))
		return true
	})
	l.job.say(strings.Join(append(parts, clean(r.Message)), ": "))
	return nil
}

// WithAttrs implements slog.Handler; a run adds nothing to all lines.
func (l toldLog) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup implements slog.Handler; a run has no groups.
func (l toldLog) WithGroup(string) slog.Handler { return l }
