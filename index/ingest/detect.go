package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// formatError says that a file is not of a format that is read.
type formatError struct {
	reason string
	binary bool // evidently no articles
}

// Error implements error.
func (e *formatError) Error() string { return e.reason }

// kind says how grave that is. Nobody asked for the picture in a walked folder; a page there is lost;
// a file that was asked for by name can't be read.
func (e *formatError) kind(walked bool) Kind {
	switch {
	case e == errEmpty:
		return Skipped
	case !walked:
		return Unreadable
	case e.binary:
		return Ignored
	}
	return Skipped
}

var (
	errEmpty  = &formatError{reason: "empty file"}
	errBinary = &formatError{reason: "binary, not articles", binary: true}
	errBare   = &formatError{reason: "JSON without articles"}
	errTable  = &formatError{reason: "CSV, which is not read; give JSON Lines"}
)

// format reads the articles of a file. An error says that it can't be read to the end.
type format func(*reader) error

// detect tells the format by the first bytes of in, which stay unread. This is the one place that
// knows all formats.
func detect(in *bufio.Reader) (format, error) {
	start, err := in.Peek(bufferSize)
	if len(start) == 0 && err != nil && err != io.EOF {
		return nil, err
	}
	trimmed := bytes.TrimLeft(start, " \t\r\n")
	switch {
	case len(trimmed) == 0 && err == io.EOF:
		return nil, errEmpty
	case isList(trimmed) || isPretty(trimmed):
		return readList, nil
	case isWrapped(trimmed):
		return readWrapped, nil
	case isObject(trimmed):
		return readLines, nil
	case refusal(trimmed) != nil:
		return nil, refusal(trimmed)
	case mostlyObjects(trimmed):
		return readLines, nil
	case isTable(trimmed):
		return nil, errTable
	}
	switch bare, list := isBare(trimmed, err == nil); {
	case list:
		return readList, nil
	case bare:
		return nil, errBare
	}
	return readText, nil
}

// isObject reports whether a JSON object starts here. "{{name}}" is a text.
func isObject(start []byte) bool {
	return len(start) > 0 && start[0] == '{' && bytes.IndexByte([]byte(`"}`), second(start)) >= 0
}

// isList reports whether a JSON array of objects or arrays starts here. "[Agency]" is a text.
func isList(start []byte) bool {
	return len(start) > 0 && start[0] == '[' && bytes.IndexByte([]byte(`{[]`), second(start)) >= 0
}

// second returns the second byte that is no white space, 0 when there is none.
func second(start []byte) byte {
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	if len(rest) == 0 {
		return 0
	}
	return rest[0]
}

// isPretty reports whether an object starts here that goes on over several lines.
func isPretty(start []byte) bool {
	end := bytes.IndexByte(start, '\n')
	if !isObject(start) || end < 0 || isWrapped(start) {
		return false
	}
	var c cut
	c.scan(start[:end])
	next := bytes.TrimLeft(start[end:], " \t\r\n")
	return !c.done && !c.quoted && !bytes.HasPrefix(next, []byte("{"))
}

// isWrapped reports whether an object starts here that is no article but holds a list of them.
func isWrapped(start []byte) bool {
	if !isObject(start) {
		return false
	}
	s := newSplitter(bufio.NewReader(bytes.NewReader(start)), len(start))
	s.begin()
	found, err := s.enter()
	if !found || err != nil || s.body {
		return false
	}
	first, err := s.next()
	// An empty list beside a title is the lesser half of an article, not an empty page of results.
	return err == nil && (first == '{' || first == ']' && !s.title)
}

// mostlyObjects reports whether more than half of the whole lines are JSON objects. Then the first is
// a damaged one.
func mostlyObjects(start []byte) bool {
	objects, others := 0, 0
	for line := range bytes.Lines(start) {
		switch line = bytes.TrimSpace(line); {
		case len(line) > 0 && line[0] == '{' && json.Valid(line):
			objects++
		case len(line) > 0:
			others++
		}
	}
	return objects > others
}

// isBare reports whether start is JSON without an object, and whether it is a list that holds one after
// other values. A file that goes on behind start may be cut off there inside of a list.
func isBare(start []byte, more bool) (bare, list bool) {
	decoder := json.NewDecoder(bytes.NewReader(start))
	for depth := 0; ; {
		token, err := decoder.Token()
		switch {
		case err == io.EOF:
			return depth == 0 || more, false
		case err != nil:
			return more && depth > 0 && errors.Is(err, io.ErrUnexpectedEOF), false
		}
		switch token {
		case json.Delim('{'):
			return false, depth > 0
		case json.Delim('['):
			depth++
		case json.Delim(']'):
			depth--
		}
	}
}

// When a first line is the header of a table.
const (
	minColumns      = 3
	minKnownColumns = 2
	maxColumnWords  = 3 // more are a sentence
)

// isTable reports whether start is CSV, or the like with semicolons or tabs: its first line holds
// names of columns, some of which are those of an article's fields.
func isTable(start []byte) bool {
	header, _, _ := strings.Cut(string(start), "\n")
	for _, mark := range [...]string{",", ";", "\t"} {
		columns := strings.Split(header, mark)
		known := 0
		for _, column := range columns {
			column = strings.Trim(column, "\" \t\r")
			if strings.Count(column, " ") >= maxColumnWords {
				known = -len(columns)
			}
			if wanted[fold(column)] != "" {
				known++
			}
		}
		if len(columns) >= minColumns && known >= minKnownColumns {
			return true
		}
	}
	return false
}

// signatures are the first bytes of files that are no articles, or are none yet.
var signatures = []struct {
	start  string
	reason string
	binary bool
}{
	{"%PDF-", "PDF, which is not read; give its text", false},
	{"\x89PNG", "a picture, not articles", true},
	{"GIF8", "a picture, not articles", true},
	{"\xff\xd8\xff", "a picture, not articles", true},
	{"\x7fELF", "a program, not articles", true},
	{"PK\x03\x04", "packed with zip: unpack it first", false},
	{"BZh", "packed with bzip2: unpack it first", false},
	{"\xfd7zXZ", "packed with xz: unpack it first", false},
	{"7z\xbc\xaf", "packed with 7-Zip: unpack it first", false},
	{"\x1f\x8b", "packed twice: unpack it first", false},
	{"SQLite format 3", "a database, not articles", true},
	{"PAR1", "Parquet, which is not read; give JSON Lines", false},
	{"WARC/", "WARC, which is not read; give JSON Lines", false},
	{"<?xml", "XML, which is not read; give JSON Lines", false},
	{"<rss", "a feed, which is not read; give JSON Lines", false},
	{"<feed", "a feed, which is not read; give JSON Lines", false},
	{"<!doctype html", "HTML, which is not read; give its text", false},
	{"<html", "HTML, which is not read; give its text", false},
}

// refusal says why the file that starts so is not read, nil when it is.
func refusal(start []byte) error {
	for _, s := range signatures {
		if len(start) >= len(s.start) && bytes.EqualFold(start[:len(s.start)], []byte(s.start)) {
			return &formatError{reason: s.reason, binary: s.binary}
		}
	}
	if isBinary(start) {
		return errBinary
	}
	return nil
}

// isBinary reports whether start is no text: it holds a NUL, or more than three in ten of its
// characters are control characters or not UTF-8. A text in a one-byte encoding of a Latin script
// has fewer.
func isBinary(start []byte) bool {
	if bytes.IndexByte(start, 0) >= 0 {
		return true
	}
	odd, all := 0, 0
	for rest := start; len(rest) > 0; all++ {
		c, size := utf8.DecodeRune(rest)
		if c == utf8.RuneError && size == 1 || c < ' ' && bytes.IndexByte([]byte("\t\n\v\f\r\x1b"), byte(c)) < 0 {
			odd++
		}
		rest = rest[size:]
	}
	return 10*odd > 3*all
}
