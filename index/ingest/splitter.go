package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// A stream of JSON is cut into its values by counting brackets outside of strings, without parsing
// and without holding more than one value. So a value that is too long or makes no sense costs
// itself only: its end is known all the same.
//
// Two faults would make the count run on to the end of the file, and layout is what saves the rest.
// A newline inside a string, where JSON allows none, says that a quote is missing or that the text
// was pasted in raw. An opening brace at the start of a line where no value may stand says that a
// closing brace is missing. Either ends the value as broken, and reading goes on at the next line
// that starts with an opening brace.

var (
	errTooLong = errors.New("too long")
	errBroken  = errors.New("not valid JSON: a string or an object does not end")
)

// cut finds the end of one JSON value in the bytes given to scan, piece by piece.
type cut struct {
	depth   int
	quoted  bool // inside a string
	escaped bool // after a backslash
	fresh   bool // nothing but white space on this line so far
	last    byte // last byte that is no white space and in no string
	done    bool // the value is complete
	broken  bool // the value can't be completed
}

// scan goes on in b and returns how many of its bytes belong to the value.
func (c *cut) scan(b []byte) int {
	for i := 0; i < len(b); {
		if c.quoted {
			i += c.inside(b[i:])
		} else {
			if !c.outside(b[i]) {
				return i
			}
			i++
		}
		if c.done || c.broken {
			return i
		}
	}
	return len(b)
}

// inside goes on to the end of a string: to a quotation mark with an even number of backslashes before it.
func (c *cut) inside(b []byte) int {
	for at := 0; ; {
		quote := bytes.IndexByte(b[at:], '"')
		piece := b[at:]
		if quote >= 0 {
			piece = b[at : at+quote]
		}
		if end := bytes.IndexByte(piece, '\n'); end >= 0 {
			c.broken = true
			return at + end
		}
		c.escaped = isEscaped(piece, c.escaped)
		switch {
		case quote < 0:
			return len(b)
		case !c.escaped:
			c.quoted, c.last, c.done = false, '"', c.depth == 0
			return at + quote + 1
		}
		c.escaped = false
		at += quote + 1
	}
}

// isEscaped reports whether what follows a piece of a string is escaped; before says whether its first byte is.
func isEscaped(piece []byte, before bool) bool {
	start := len(piece)
	for start > 0 && piece[start-1] == '\\' {
		start--
	}
	odd := (len(piece)-start)%2 == 1
	return odd != (before && start == 0)
}

// outside takes one byte that is in no string and reports whether it belongs to the value.
func (c *cut) outside(char byte) bool {
	switch char {
	case ' ', '\t', '\r', '\n':
		c.done = c.depth == 0
		c.fresh = c.fresh || char == '\n'
		return !c.done
	case '"':
		c.quoted = true
	case '{', '[':
		if char == '{' && c.fresh && c.depth > 0 && !mayPrecede(c.last) {
			c.broken = true
			return false
		}
		c.depth++
	case '}', ']', ',':
		if c.depth == 0 {
			c.done = true
			return false
		}
		if char != ',' {
			c.depth--
			c.done = c.depth == 0
		}
	}
	c.last, c.fresh = char, false
	return true
}

// mayPrecede reports whether an object may start behind char.
func mayPrecede(char byte) bool { return char == ':' || char == '[' || char == ',' }

// complete reports whether the value is whole when the input ends here.
func (c *cut) complete() bool { return c.depth == 0 && !c.quoted && c.last != 0 }

// splitter cuts a stream into values.
type splitter struct {
	in    *bufio.Reader
	max   int // longest value that is kept
	buf   []byte
	open  int  // objects open around the list at hand, see enter
	title bool // enter passed a title
	body  bool // enter passed the text of an article
	lost  bool // the last value was broken, so brackets may not match
}

func newSplitter(in *bufio.Reader, most int) *splitter { return &splitter{in: in, max: most} }

// next passes over white space and commas and returns the byte behind them, which stays unread.
func (s *splitter) next() (byte, error) {
	for {
		b, err := s.in.Peek(1)
		if err != nil {
			return 0, err
		}
		switch b[0] {
		case ' ', '\t', '\r', '\n', ',':
			s.skip(1)
		default:
			return b[0], nil
		}
	}
}

// skip passes over n bytes that were peeked at, which can't fail.
func (s *splitter) skip(n int) { _, _ = s.in.Discard(n) }

// value reads the value that starts here; it stays good until the next call. After errTooLong and
// errBroken, which a stray closing bracket is too, the next value can be read. io.ErrUnexpectedEOF
// says that the input ends inside the value.
func (s *splitter) value() ([]byte, error) {
	var c cut
	s.buf = s.buf[:0]
	long := false
	for !c.done && !c.broken {
		chunk, err := s.peek()
		if err == io.EOF && c.complete() {
			break
		} else if err == io.EOF {
			return nil, io.ErrUnexpectedEOF
		} else if err != nil {
			return nil, err
		}
		n := c.scan(chunk)
		long = long || len(s.buf)+n > s.max
		if !long {
			s.buf = append(s.buf, chunk[:n]...)
		}
		s.skip(n)
	}
	s.lost = c.broken
	switch {
	case c.last == 0:
		s.skip(1)
		return nil, errBroken
	case c.broken:
		return nil, s.resync()
	case long:
		return nil, errTooLong
	}
	return s.buf, nil
}

// peek returns what is buffered, at least one byte.
func (s *splitter) peek() ([]byte, error) {
	if _, err := s.in.Peek(1); err != nil {
		return nil, err
	}
	return s.in.Peek(s.in.Buffered())
}

// resync goes on to the next line that starts with an opening brace, or to the end.
func (s *splitter) resync() error {
	for {
		b, err := s.next()
		switch {
		case err == io.EOF || err == nil && b == '{':
			return errBroken
		case err != nil:
			return err
		}
		for err = bufio.ErrBufferFull; err == bufio.ErrBufferFull; {
			_, err = s.in.ReadSlice('\n')
		}
		if err != nil && err != io.EOF {
			return err
		}
	}
}
