package ingest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/twicetold/twicetold/index/news"
)

// bufferSize is what is read at once, and what a format is recognised by: a first line of JSON
// Lines is nearly always shorter.
const bufferSize = 64 << 10

// reader reads one file. A format gets it to read from in and to hand over what it finds by keep
// and skip.
type reader struct {
	*session
	file   file
	in     *bufio.Reader // unpacked, UTF-8 as far as the file is
	record int           // number of the record at hand, counted from 1
	fresh  record        // what JSON records are read into
}

// read opens, unpacks and recognises the file and reads its articles. An error says that the rest of
// the file, or all of it, can't be read.
func (r *reader) read() error {
	raw, err := r.open()
	if err != nil {
		return err
	}
	defer raw.Close()
	counted := &counter{ctx: r.ctx, in: raw, n: &r.progress.Bytes}
	unpacked, err := unpack(bufio.NewReaderSize(counted, bufferSize))
	if err != nil {
		return err
	}
	defer unpacked.Close()
	r.in = utf8Reader(bufio.NewReaderSize(unpacked, bufferSize))
	format, err := detect(r.in)
	if err != nil {
		return err
	}
	return format(r)
}

func (r *reader) open() (io.ReadCloser, error) {
	if r.file.path != stdinName {
		return os.Open(r.file.path)
	}
	if r.stdin == nil {
		return nil, errors.New("there is no standard input")
	}
	return io.NopCloser(r.stdin), nil
}

// keep hands over the article of the record at hand.
func (r *reader) keep(a news.Article, warning string) error {
	r.progress.Records++
	a.Input = news.Input{Name: r.file.path, Record: r.record}
	if warning == "" {
		return r.emit(a, nil)
	}
	return r.emit(a, r.problem(Warning, warning))
}

// skip reports the record at hand as lost.
func (r *reader) skip(reason string) error {
	r.progress.Records++
	return r.emit(news.Article{}, r.problem(Skipped, reason))
}

func (r *reader) problem(kind Kind, reason string) *Problem {
	return &Problem{Kind: kind, Name: r.file.path, Record: r.record, Reason: reason}
}

// failure says why the file was not read, or not to its end.
func (r *reader) failure(err error) *Problem {
	p := &Problem{Kind: Unreadable, Name: r.file.path, Reason: cause(err)}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		p.Reason = "cut off"
	}
	var format *formatError
	switch {
	case errors.As(err, &format):
		p.Kind = format.kind(r.file.walked)
	case r.in != nil:
		p.Reason += " after " + records(r.record)
	}
	return p
}

// records counts records in words.
func records(n int) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// counter counts what is read and stops reading when its context is done.
type counter struct {
	ctx context.Context
	in  io.Reader
	n   *int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	if c.ctx.Err() != nil {
		return 0, errStop
	}
	n, err := c.in.Read(p)
	*c.n += int64(n)
	return n, err
}
