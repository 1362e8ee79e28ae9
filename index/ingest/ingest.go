// Package ingest turns every input into articles.
//
// [Read] is the one function to call. It finds the files (walk.go), opens and unpacks each
// (open.go, unpack.go), looks at the first bytes to see what it is (detect.go), and lets the reader
// of that format hand over its articles: jsonlines.go, jsonlist.go and plaintext.go. What JSON
// formats share: splitter.go cuts a stream into values, object.go takes an object apart, record.go
// makes an article of it by the names in fields.go, and markup.go makes plain text of HTML.
//
// Beside articles there are tables of outlets: [ReadOutlets] in outlets.go.
//
// To add a format, write a file with its reader, a func(*reader) error, and give it a line in the
// switch of detect.go.
//
// Nothing here ends a stream but its end: what can't be read comes back as a [Problem] that names
// the file, the record and the reason, and reading goes on behind it. Memory is bounded by the
// longest record, not by the input.
package ingest

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/twicetold/twicetold/index/news"
)

// Options says how inputs are read.
type Options struct {
	// MaxRecord is the longest record, or text file, that is read, in bytes. A longer one is skipped
	// without being held.
	MaxRecord int64

	// Progress, when set, is called before each step of the stream with how far reading has come.
	Progress func(Progress)
}

// DefaultOptions returns the options that fit news: 16 MiB is a hundred times the longest article,
// and still small beside the memory of any machine.
func DefaultOptions() Options { return Options{MaxRecord: 16 << 20} }

// Progress says how far reading has come.
type Progress struct {
	Bytes   int64 // passed so far, as they lie on disk: packed bytes of packed files
	Total   int64 // of all inputs; 0 when an input, such as a pipe, doesn't tell its size
	Records int   // met so far, skipped ones too
}

// errStop says that whoever ranges over the stream wants no more.
var errStop = errors.New("stop")

// Read yields the articles of the inputs in order. An input is a file, a folder, which is walked in
// sorted order, or "-" for stdin.
//
// A step is an article, an article with a [Problem] of kind [Warning], or a Problem of another kind
// with an empty article. When ctx is done the stream ends early; ask ctx.Err.
func Read(ctx context.Context, inputs []string, stdin io.Reader, opts Options) iter.Seq2[news.Article, *Problem] {
	return func(yield func(news.Article, *Problem) bool) {
		s := &session{ctx: ctx, stdin: stdin, opts: opts, yield: yield}
		if opts.Progress != nil {
			s.progress.Total = total(inputs)
		}
		for f, problem := range files(inputs) {
			if s.input(f, problem) != nil {
				return
			}
		}
	}
}

// session is one ranging over a stream.
type session struct {
	ctx      context.Context
	stdin    io.Reader
	opts     Options
	yield    func(news.Article, *Problem) bool
	progress Progress
}

// input reads one file, or reports why the walk did not get to it. It fails only with errStop.
func (s *session) input(f file, problem *Problem) error {
	if problem != nil {
		return s.emit(news.Article{}, problem)
	}
	before := s.progress.Bytes
	r := &reader{session: s, file: f}
	err := r.read()
	if f.size >= 0 {
		// What was not looked at is passed all the same.
		s.progress.Bytes = before + f.size
	}
	if err == nil || errors.Is(err, errStop) {
		return err
	}
	return s.emit(news.Article{}, r.failure(err))
}

// emit hands one step to whoever ranges over the stream.
func (s *session) emit(a news.Article, p *Problem) error {
	if s.ctx.Err() != nil {
		return errStop
	}
	if s.opts.Progress != nil {
		s.opts.Progress(s.progress)
	}
	if !s.yield(a, p) {
		return errStop
	}
	return nil
}
