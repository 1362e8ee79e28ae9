package nightly

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index"
)

// warned collects the warnings of a log.
type warned struct {
	watcher
	lines *[]string
}

// Handle implements slog.Handler.
func (w warned) Handle(ctx context.Context, r slog.Record) error {
	if r.Level == slog.LevelWarn {
		line := r.Message
		r.Attrs(func(a slog.Attr) bool { line += " " + a.Value.String(); return true })
		*w.lines = append(*w.lines, line)
	}
	return w.watcher.Handle(ctx, r)
}

// What goes wrong beside the grouping fails no night: the search stage does it all, and the log tells why. A shard that the
// grouping can't ask either fails it as if nothing had gone on beside.
func TestIndexingAheadFails(t *testing.T) {
	sequential(t)
	before := grown(t)
	undisturbed := before.clone(t)
	undisturbed.night(date(31), part(15, false)...)
	want := undisturbed.stories()
	tests := []struct {
		name, stage string
		files       string // that are damaged when the stage begins
		damage      func(file string) error
		told        string
		fails       bool // the night
	}{
		{"a lost folder", "search", "tmp/shard-*", os.RemoveAll, "make search shard", false},
		{"a damaged shard", "remains", "search/*/store/root.bolt", zero, "root.bolt: has the checksum", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := before.clone(t)
			opts := options(date(31)) // of the month of the shard that is there
			opts.Articles = stream(part(15, false))
			var lines []string
			opts.Log = slog.New(warned{watcher{func(stage string) {
				if stage != tt.stage {
					return
				}
				files := must[[]string](t)(filepath.Glob(filepath.Join(a.dir, filepath.FromSlash(tt.files))))
				if len(files) == 0 {
					t.Error("nothing to damage")
				}
				for _, file := range files {
					check(t, tt.damage(file))
				}
			}}, &lines})
			_, err := a.run(t.Context(), opts)
			if len(lines) != 1 || !strings.HasPrefix(lines[0], "articles were not indexed beside the grouping") || !strings.Contains(lines[0], tt.told) {
				t.Errorf("warnings %q, want one with %q", lines, tt.told)
			}
			if tt.fails {
				if damage := (*index.DamagedError)(nil); !errors.As(err, &damage) {
					t.Errorf("error %v", err)
				}
				return
			}
			check(t, err)
			a.sound()
			same(t, "stories", a.stories(), want)
		})
	}
}

// zero makes all bytes of a file nought.
func zero(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, make([]byte, info.Size()), 0o666)
}
