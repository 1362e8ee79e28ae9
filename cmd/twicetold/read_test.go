package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// taken is an intake of so many records, of which some were skipped, and of inputs that could not be read.
func taken(records, skipped, unreadable int) *intake {
	in := &intake{}
	for range records - skipped {
		in.add(news.Article{}, nil)
	}
	for range skipped {
		in.add(news.Article{}, &ingest.Problem{Kind: ingest.Skipped})
	}
	for range unreadable {
		in.add(news.Article{}, &ingest.Problem{Kind: ingest.Unreadable})
	}
	return in
}

func TestVerdict(t *testing.T) {
	for _, test := range []struct {
		in   *intake
		most float64 // percent
		ok   bool
	}{
		{taken(0, 0, 0), 0, true},
		{taken(100, 0, 0), 0, true},
		{taken(100, 1, 0), 1, true},
		{taken(99, 1, 0), 1, false},
		{taken(1000, 3, 0), .3, true},
		{taken(700, 49, 0), 7, true},
		{taken(700, 50, 0), 7, false},
		{taken(1, 1, 0), 99, false},
		{taken(1, 1, 0), 100, true},
		{taken(100, 0, 1), 100, false},
		{taken(0, 0, 2), 100, false},
	} {
		err := test.in.verdict(test.most)
		if (err == nil) != test.ok {
			t.Errorf("%d of %d skipped, %d unreadable, at most %v %%: %v",
				len(test.in.skipped), test.in.records, len(test.in.unreadable), test.most, err)
		}
		if err != nil && exitCode(err) != exitInput {
			t.Errorf("%v: exit code %d, want %d", err, exitCode(err), exitInput)
		}
	}
}

// TestVerdictWords checks that a verdict claims to show what was read only when something was.
func TestVerdictWords(t *testing.T) {
	for _, test := range []struct {
		in   *intake
		want string
	}{
		{taken(0, 0, 1), "nothing could be read"},
		{taken(0, 0, 2), "nothing could be read"},
		{taken(2, 2, 0), "nothing could be read"},
		{taken(3, 2, 1), "one input could not be read to its end; what was read is shown"},
		{taken(3, 0, 2), "2 inputs could not be read to their end; what was read is shown"},
		{taken(9, 2, 0), "2 of 9 records were skipped, more than 1.5 % (raise it with --max-skipped N)"},
	} {
		if err := test.in.verdict(1.5); err == nil || err.Error() != test.want {
			t.Errorf("verdict = %v, want %s", err, test.want)
		}
	}
}

func TestIsEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"empty", "deep/er", "hidden/.git", "full/deep"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"hidden/.git/config", "hidden/.note", "full/deep/day.jsonl"} {
		if err := os.WriteFile(filepath.Join(dir, file), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name string
		want bool
	}{
		{"empty", true}, {"deep", true}, {"hidden", true}, {"full", false}, {"full/deep/day.jsonl", false}, {"missing", false},
		{"hidden/.git", false}, // was asked for by its name
	} {
		if got := isEmptyFolder(filepath.Join(dir, test.name)); got != test.want {
			t.Errorf("isEmptyFolder(%s) = %t, want %t", test.name, got, test.want)
		}
	}
}

// TestWarningCounts checks that what is kept with a warning is an article and no skipped record.
func TestWarningCounts(t *testing.T) {
	in := taken(1, 0, 0)
	in.add(news.Article{}, &ingest.Problem{Kind: ingest.Warning})
	in.add(news.Article{}, &ingest.Problem{Kind: ingest.Ignored})
	if len(in.articles) != 2 || in.records != 2 || len(in.warnings) != 1 || len(in.ignored) != 1 || in.verdict(0) != nil {
		t.Errorf("intake %+v", in)
	}
}

func TestExitCode(t *testing.T) {
	input, usage := inputError{errors.New("cut off")}, usageError{errors.New("no such flag")}
	for _, test := range []struct {
		err  error
		want int
	}{
		{errors.New("disk full"), 1},
		{usage, 2},
		{input, 3},
		{fmt.Errorf("eval: %w", input), 3},
		{errors.Join(nil, errors.New("odd"), input), 3},
		{&stopped{syscall.SIGINT}, 130},
		{fmt.Errorf("read: %w", &stopped{syscall.SIGTERM}), 143},
		{errors.Join(input, &stopped{syscall.SIGINT}), 130},
		{context.Canceled, 1},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("exitCode(%v) = %d, want %d", test.err, got, test.want)
		}
	}
}
