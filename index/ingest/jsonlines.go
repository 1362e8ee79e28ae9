package ingest

import (
	"bufio"
	"bytes"
	"io"
)

// readLines reads JSON Lines: one object a line. Empty lines count as nothing.
func readLines(r *reader) error {
	lines := liner{in: r.in, max: int(r.opts.MaxRecord)}
	for {
		line, err := lines.next()
		switch {
		case err == io.EOF:
			return nil
		case err == errTooLong:
		case err != nil:
			return err
		case len(bytes.TrimSpace(line)) == 0:
			continue
		}
		if err := r.object(line, err); err != nil {
			return err
		}
	}
}

// liner reads lines without ever holding more than the longest one allowed.
type liner struct {
	in  *bufio.Reader
	max int
	buf []byte
}

// next returns the next line, good until the next call. errTooLong says that it was passed over. Of
// an input that breaks off the last, partial line is not returned.
func (l *liner) next() ([]byte, error) {
	l.buf = l.buf[:0]
	length := 0
	for {
		part, err := l.in.ReadSlice('\n')
		length += len(part)
		if length <= l.max {
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && length > 0:
		case err != nil:
			return nil, err
		}
		if length > l.max {
			return nil, errTooLong
		}
		return l.buf, nil
	}
}
